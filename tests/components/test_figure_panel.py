"""The panel shows the public fields, the reprints and the rivals with the reason for the headline."""

from decimal import Decimal

from tests.components.trees import attribute, of_type, with_attribute, words
from tests.fixtures.rows import row

from tradedash.components.basis import Bases
from tradedash.components.figure_panel import Evidence, figure_panel
from tradedash.domain.economy import Economy, EconomyKind, Pair
from tradedash.domain.indicator import Indicator, IndicatorKind, Unit
from tradedash.frames import FigureRow
from tradedash.queries.figures import Dossier

TURNOVER = Indicator("turnover", "Trade turnover", IndicatorKind.LEVEL, Unit.USD, "turnover", "symmetric", 1)
GROWTH = Indicator("growth", "Growth", IndicatorKind.GROWTH, Unit.PERCENT, "turnover", "symmetric", 2)
EXPORTS = Indicator("exports", "Exports", IndicatorKind.LEVEL, Unit.USD, "", "ref_area exports to counterpart_area", 3)
LISTS = {
    "AA": Economy("AA", "Aland", "Alandic", EconomyKind.ECONOMY),
    "BB": Economy("BB", "Beland", "Belandic", EconomyKind.ECONOMY),
}
BASES = Bases(LISTS, Pair("BB", "AA"))


def panel(
    figure: FigureRow,
    rivals: tuple[FigureRow, ...] = (),
    prints: tuple[FigureRow, ...] = (),
    indicator=TURNOVER,
    closes=True,
):
    dossier = Dossier(figure, list(rivals), list(prints), "A transcript outranks a report.")
    return figure_panel(Evidence(dossier, indicator), BASES, closes=closes)


def field(tree, name: str) -> str:
    [found] = with_attribute(tree, "data-field", name)
    return words(found)


def test_the_public_fields_say_who_printed_what_when():
    shown = panel(
        row(
            speaker="Vladimir Putin",
            speaker_role="President of Russia",
            stated_on="2023-10-12",
            source_published_on="2023-10-13",
            as_printed="a record 4.1 billion",
        )
    )
    assert field(shown, "as_printed") == "“a record 4.1 billion”"
    assert field(shown, "speaker") == "Vladimir Putin, President of Russia"
    assert field(shown, "stated") == "12 Oct 2023"
    assert field(shown, "basis") == "Belandic statistics"
    assert field(shown, "period") == "Year 2024"
    assert field(shown, "published") == "13 Oct 2023"
    assert field(shown, "source") == "News Example"


def test_source_and_words_are_links():
    shown = panel(row(source_url="https://news.example/1", quote_url="https://news.example/1#:~:text=4.1"))
    [source] = of_type(with_attribute(shown, "data-field", "source"), "A")
    [quote] = with_attribute(shown, "data-field", "quote")
    assert attribute(source, "href") == "https://news.example/1"
    assert attribute(quote, "href") == "https://news.example/1#:~:text=4.1"
    assert {attribute(link, "rel") for link in (source, quote)} == {"noopener noreferrer"}


def test_a_hedged_number_says_what_it_may_be():
    shown = panel(row(qualifier="over", lower=Decimal("4100000000"), upper=None))
    assert "over 4.1 bn USD, may be above 4.1" in words(shown)


def test_unknown_facts_are_named_as_unknown():
    shown = panel(
        row(source_published_on=None, time_period="unstated", freq="unstated", period_start=None, period_end=None)
    )
    assert field(shown, "speaker") == "no speaker named"
    assert field(shown, "stated") == "date not known"
    assert field(shown, "published") == "date not known"
    assert field(shown, "period") == "No period named"


def test_growth_says_what_it_is_compared_with():
    grown = row(indicator="growth", unit_measure="percent", unit_mult=0, obs_value="13.6")
    stated = panel(
        row(**{**_facts(grown), "comparison_period": "2023", "comparison_basis": "implied"}), indicator=GROWTH
    )
    assert field(stated, "comparison") == "with 2023, implied"
    assert "+13.6 %" in words(stated).replace("\u202f", " ")
    unstated = panel(row(**{**_facts(grown), "comparison_basis": "unstated"}), indicator=GROWTH)
    assert field(unstated, "comparison") == "with a time the print does not name"


def test_a_directed_indicator_says_who_exports_to_whom():
    assert field(panel(row(indicator="exports"), indicator=EXPORTS), "areas") == "Beland exports to Aland"
    assert with_attribute(panel(row()), "data-field", "areas") == []


def test_reprints_are_listed_with_their_readings_and_this_one_is_marked():
    this = row("f1", source_publisher="Life")
    other = row("f2", obs_value="4.10", source_publisher="Trend")
    shown = panel(this, prints=(this, other))
    assert "Same statement in print: 2 prints, 2 readings" in words(shown)
    [marked] = with_attribute(shown, "aria-current")
    assert words(marked) == "4.1 Life, 1 Jun 2025 (this one)"
    assert "/figures/f2" in [attribute(link, "href") for link in of_type(shown, "A")]


def test_a_reprint_about_another_period_says_so():
    this = row("f1")
    other = row("f2", time_period="2025-01/2025-11", source_publisher="Trend")
    assert "Trend, 1 Jun 2025 for Jan–Nov 2025" in words(panel(this, prints=(this, other)))


def test_rivals_stand_with_the_headline_and_its_reason():
    this = row("f1", obs_value="3.5", value=Decimal("3500000000"))
    headline = row("f2", headline=True, source_publisher="Kremlin")
    shown = panel(this, rivals=(headline,), prints=(this,))
    assert "Competing figure, 2024" in words(shown)
    assert "Kremlin, published 1 Jun 2025. Headline: a transcript outranks a report." in words(shown)


def test_rank_note_and_status_are_said():
    shown = panel(row(rank="preferred", rank_reason="names the side", note="Corrected twice.", status="superseded"))
    assert "An analyst ranked it preferred: names the side." in words(shown)
    assert "Note: Corrected twice." in words(shown)
    assert "This figure was corrected" in words(shown)


def test_only_the_panel_beside_a_chart_can_be_closed():
    assert with_attribute(panel(row()), "data-close-panel") != []
    assert with_attribute(panel(row(), closes=False), "data-close-panel") == []
    assert "/charts/turnover?figure=f1" in [
        attribute(link, "href") for link in of_type(panel(row(), closes=False), "A")
    ]


def _facts(figure: FigureRow) -> dict[str, object]:
    return {name: getattr(figure, name) for name in FigureRow.__slots__ if name != "figure_id"}


def test_a_growth_names_the_currency_that_its_phrase_names():
    grown = {"indicator": "growth", "unit_measure": "percent", "unit_mult": 0, "obs_value": "12"}
    shown = panel(row(**grown, as_printed="rose by 12% in rouble terms", measured_in="RUB"), indicator=GROWTH)
    assert field(shown, "currency") == "in roubles, as the print says"
    shown = panel(row(**grown, as_printed="rose by 12% to 4.1 billion roubles"), indicator=GROWTH)
    assert with_attribute(shown, "data-field", "currency") == []
