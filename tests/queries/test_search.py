"""Search finds figures by all words, folded, and by numbers as printed; drafts never; the same on both engines."""

import pytest

from tradedash.queries.codelists import code_lists
from tradedash.queries.search import search
from tradedash.queries.selection import Selection
from tradedash.store.schema import figure
from tradedash.store.search import terms


@pytest.fixture
def find(ledger):
    """Return the phrases of what a search finds."""

    def found(words, chosen=None, **asked):
        with ledger.read() as conn:
            hits = search(conn, terms(words), chosen or {}, Selection(**asked), code_lists(conn))
            phrases = dict(
                conn.execute(figure.select().with_only_columns(figure.c.figure_id, figure.c.as_printed)).all()
            )
            return [phrases[one] for one in hits.figure_ids]

    return found


@pytest.fixture
def facets(ledger):
    """Return the counts of a search."""

    def counted(words, chosen=None):
        with ledger.read() as conn:
            return search(conn, terms(words), chosen or {}, Selection(), code_lists(conn)).facets

    return counted


RU = "Товарооборот вырос, ещё до рекордных 4,1 миллиарда"
EN = "trade grew to $4.1 billion, almost 4.15"


@pytest.fixture
def two(publish):
    publish(as_printed=RU, language="ru", speaker="Владимир Путин", stated_on="2025-11-26", publisher="ТАСС")
    publish(as_printed=EN, note="seen twice", title="Growing Trade", publisher="The Wire", published_on="2024-01-01")
    publish(as_printed="24,1 and 4,10 and 41", value="24.1", indicator="exports")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("товарооборот", [RU]),
        ("ТОВАРООБОРОТ", [RU]),
        ("еще", [RU]),
        ("ЕЩЁ", [RU]),
        ("товар", [RU]),
        ("путин рекордных", [RU]),
        ("путин billion", []),
        ("тасс", [RU]),
        ("4.1", [RU, EN]),
        ("4,1", [RU, EN]),
        ("4.15", [EN]),
        ("$4.1", [RU, EN]),
        ("TWICE", [EN]),
        ("growing wire", [EN]),
        ("growing 4,1", [EN]),
        ("exports", ["24,1 and 4,10 and 41"]),
        ("41", ["24,1 and 4,10 and 41"]),
        ("news.example 4.15", [EN]),
        ("обор", []),
        ("…", []),
        ("", []),
    ],
)
def test_all_words_are_found_whatever_their_case_and_numbers_as_printed(two, find, words, found):
    assert find(words) == found


@pytest.mark.parametrize(
    "words", ['"', 'a" OR "b', "4.1 NEAR(", "' | 'x", "te:*", "-x", "100%", "a&b", "x' --", "½ ³ ǅ"]
)
def test_signs_of_a_query_language_are_only_signs(two, find, words):
    assert find(words) == []


def test_drafts_are_never_found_and_replaced_figures_not_either(publish, find):
    publish(as_printed="hidden words", status="draft", publisher="Hidden Press", speaker="Hidden")
    publish(as_printed="retracted words", status="retracted")
    assert find("words") == []
    assert find("hidden") == []


def test_the_newest_known_day_comes_first_and_undated_ones_last(publish, find):
    publish(as_printed="words one", published_on="2024-01-01")
    publish(as_printed="words two", published_on=None)
    publish(as_printed="words three", published_on="2025-01-01")
    assert find("words") == ["words three", "words one", "words two"]


def test_facets_count_and_narrow(two, find, facets):
    counted = facets("4.1")
    assert counted["outlet"] == [("The Wire", 1), ("ТАСС", 1)]
    assert counted["indicator"] == [("turnover", 2)]
    assert counted["year"] == [("2024", 2)]
    assert counted["type"] == [("report", 2)]
    assert counted["speaker"] == [("Владимир Путин", 1)]
    assert find("4.1", {"outlet": "ТАСС"}) == [RU]
    assert find("4.1", {"year": "2024", "basis": "BB", "indicator": "turnover", "type": "report"}) == [RU, EN]
    assert find("4.1", {"year": "2023"}) == []
    assert facets("4.1", {"speaker": "Владимир Путин"})["outlet"] == [("ТАСС", 1)]
