"""`/mirror`: both sides of the seed data side by side, and what the page says where a side is missing."""

import pytest
from tests.components.trees import attribute, of_type, with_attribute, words
from tests.pages.test_reading import site_of, view_of

ANY_WORD_OF_JUDGEMENT = ("official", "correct", "wrong", "true value")


@pytest.fixture
def look(ledger):
    """Draw the mirror of the ledger."""
    site = site_of(ledger)
    return lambda search="": view_of(site, "/mirror", search)


@pytest.fixture
def seeded(seeded_store):
    """Draw the mirror of the seed data."""
    site = site_of(seeded_store)
    return lambda search="": view_of(site, "/mirror", search)


def lines(view, number):
    """The cells of one flow's tables by year, as words: 0 turnover, 1 there, 2 back."""
    found = with_attribute(view.children, "className", "tablewrap")[number]
    rows = [of_type(row, "Td") for row in of_type(found, "Tr")]
    return {words(cells[0]): [words(cell) for cell in cells[1:]] for cells in rows if cells}


def test_the_russian_exports_of_2021_stand_against_the_kyrgyz_imports(seeded):
    first, second, gap, percent = lines(seeded(), 1)["2021"]
    assert first.startswith("2,156 mn USD may be 2,155.5–2,156.5 · release")
    assert second.startswith("1,911.5 mn USD may be 1,911.522–1,911.523 · release")
    assert gap == "−244 mn USD −245.0 to −243.9"
    assert percent == "−12.0\u202f% −12.1 to −11.9".replace("\u202f", " ")


def test_the_russian_imports_of_2020_stand_against_the_kyrgyz_exports(seeded):
    first, second, gap, _ = lines(seeded(), 2)["2020"]
    assert (first.split(" may")[0], second.split(" may")[0]) == ("243 mn USD", "257.3 mn USD")
    assert gap.startswith("+14 mn USD")


def test_the_turnover_of_2024_is_what_both_sides_stated(seeded):
    first, second, gap, percent = lines(seeded(), 0)["2024"]
    assert first.startswith("4.1 bn USD may be 4.05–4.15 · statement, ")
    assert second.startswith("3.2 bn USD may be 3.15–3.25 · statement, ")
    assert gap == "−0.9 bn USD −1.00 to −0.80"
    assert percent.startswith("−25")


def test_a_released_turnover_is_derived_and_its_inputs_can_be_followed(seeded):
    view = seeded()
    first = lines(view, 0)["2021"][0]
    assert first.startswith("2,504 mn USD may be 2,503.0–2,505.0 · exports + imports, release")
    inputs = [link for link in of_type(view.children, "A") if words(link) in ("exports", "imports")]
    assert all(attribute(link, "href").startswith("/figures/") for link in inputs)


def test_every_value_leads_to_its_figure_and_every_source_out_of_the_site(seeded):
    view = seeded()
    [value] = [link for link in of_type(view.children, "A") if words(link) == "2,156 mn USD"]
    assert attribute(value, "href").startswith("/figures/")
    sources = [link for link in of_type(view.children, "A") if words(link) == "release"]
    assert sources
    assert all(attribute(link, "rel") == "noopener noreferrer" for link in sources)


def test_the_years_of_one_side_are_empty_on_the_other(seeded):
    assert lines(seeded(), 1)["2023"] == ["no figure", "2,182.9 mn USD may be 2,182.927–2,182.928 · release", "", ""]


def test_it_says_why_the_sides_differ_and_calls_none_of_them_right(seeded):
    text = words(seeded().children)
    for reason in ("CIF", "FOB", "re-exported", "counts by its own methods", "neither is drawn as right"):
        assert reason in text
    assert not [word for word in ANY_WORD_OF_JUDGEMENT if word in text.lower()]


def test_the_chart_has_its_hook_and_the_masthead_its_place(seeded):
    assert len(with_attribute(seeded().children, "data-chart", "mirror")) == 1


def test_years_narrow_the_tables_and_the_way_back_is_offered(seeded):
    assert sorted(lines(seeded("?from=2020&to=2021"), 1)) == ["2020", "2021"]
    empty = seeded("?from=1950&to=1951")
    assert "No yearly figure of Russian statistics and Kyrgyz statistics fits these filters." in words(empty.children)


def test_as_of_a_day_only_what_was_known_is_compared(seeded):
    view = seeded("?as_of=2025-09-01")
    assert "Showing what was known on 1 Sep 2025." in words(view.children)
    assert lines(view, 0)["2024"] == ["no figure", lines(view, 0)["2024"][1], "", ""]
    assert lines(view, 0)["2024"][1].startswith("3.9 bn USD")


def test_the_pair_is_read_in_either_order(seeded):
    assert lines(seeded("?pair=KG-RU"), 1)["2021"] == lines(seeded("?pair=RU-KG"), 1)["2021"]


def test_a_side_that_is_missing_is_said_in_a_sentence(look, publish):
    publish(basis="AA", ref_area="AA", counterpart_area="BB", indicator="exports", period="2024")
    text = words(look().children)
    assert "nothing to compare yet" in text
    assert "No yearly figure in dollars is stored for Belandic imports, so there is no gap to show." in text


def test_another_pair_is_asked_for_by_its_codes(look, publish):
    publish(ref_area="CC", counterpart_area="AA", basis="CC", value="2")
    publish(ref_area="CC", counterpart_area="AA", basis="AA", value="1")
    publish(basis="BB")
    publish(basis="BB", value="7", period="2023")
    publish(basis="BB", value="8", period="2022")
    [(year, cells)] = lines(look("?pair=AA-CC"), 0).items()
    assert year == "2024"
    assert {cells[0].split(" may")[0], cells[1].split(" may")[0]} == {"1 bn USD", "2 bn USD"}


def test_a_pair_without_levels_has_two_ways_out(look, publish):
    publish(indicator="company_count", ref_area="AA", counterpart_area="BB", value="3")
    [empty] = with_attribute(look().children, "className", "empty")
    assert len(of_type(empty, "A")) == 2
