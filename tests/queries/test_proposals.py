"""What an address tells while it is typed: the stored source, or its neighbours' publisher and language."""

import pytest

from tradedash.commands.corrections import merge_sources
from tradedash.domain.actor import CLI
from tradedash.domain.source import SourceType
from tradedash.queries.proposals import AddressProposal, from_address, search_sources


@pytest.fixture
def told(ledger):
    def told(url: str) -> AddressProposal:
        with ledger.read() as conn:
            found = from_address(conn, url)
        assert found is not None
        return found

    return told


@pytest.fixture
def searched(ledger):
    def searched(text: str) -> list[str]:
        with ledger.read() as conn:
            return [found.url for found in search_sources(conn, text)]

    return searched


def words(found):
    return (found.value, found.because) if found else None


def test_publisher_and_language_come_from_the_sources_of_the_host(publish, told):
    for number in range(3):
        publish(url=f"https://tass.example/economy/{number}", publisher="TASS", language="en")
    found = told("http://www.tass.example/world/9?utm_source=x")
    assert found.canonical_url == "https://tass.example/world/9"
    assert (found.source_id, found.source_type) == (None, SourceType.REPORT)
    assert words(found.publisher) == ("TASS", "Three sources of tass.example are by TASS.")
    assert words(found.language) == ("en", "Three sources of tass.example are in this language.")


@pytest.mark.parametrize(
    "variant",
    [
        "https://m.news.example/story/1",
        "https://www.news.example/amp/story/1/",
        "http://news.example/story/1?utm_campaign=a&fbclid=b",
        "https://amp.news.example/story/1#top",
    ],
)
def test_a_stored_source_is_known_under_every_variant_of_its_address(publish, told, variant):
    publish(url="https://news.example/story/1")
    known = told("https://news.example/story/1").source_id
    assert known is not None
    found = told(variant)
    assert found.source_id == known
    assert (found.publisher, found.language) == (None, None)


def test_a_merged_source_is_known_as_the_one_that_was_kept(publish, ledger, told):
    publish(url="https://news.example/kept")
    publish(url="https://news.example/dropped", value="5")
    kept, dropped = (told(f"https://news.example/{name}").source_id for name in ("kept", "dropped"))
    assert kept != dropped
    with ledger.write() as conn:
        merge_sources(conn, dropped, kept, CLI, reason="one article")
    assert told("https://m.news.example/dropped").source_id == kept


@pytest.mark.parametrize(
    ("url", "language"),
    [
        ("https://new.example/en/1", "en"),
        ("https://new.ru/1", "ru"),
        ("https://en.new.ru/1", "en"),
        ("https://new.com.tr/1", "tr"),
        ("https://new.kg/1", None),
        ("https://new.com/1", None),
    ],
)
def test_an_unknown_host_tells_a_language_by_its_address_or_none(ledger, told, url, language):
    found = told(url)
    assert (found.language.value if found.language else None) == language
    assert found.publisher is None


def test_publishers_that_differ_propose_none(publish, told):
    publish(url="https://news.example/1", publisher="One")
    publish(url="https://news.example/2", publisher="Two")
    assert told("https://news.example/3").publisher is None


def test_a_host_under_a_shared_ending_is_no_neighbour(publish, told):
    publish(url="https://one.gov.example/1", publisher="One Ministry")
    assert told("https://two.gov.example/1").publisher is None
    assert told("http://two.gov.example/1").source_type is SourceType.TRANSCRIPT


def test_sources_of_drafts_tell_nothing_to_others(publish, told, searched):
    publish(url="https://news.example/1", publisher="Secret Draft", status="draft")
    assert told("https://news.example/2").publisher is None
    assert searched("Secret") == []


@pytest.mark.parametrize(
    "nasty",
    ["", "x", "https://", "http://\0", "https://a b", "https://\ud800.example/", "javascript:alert(1)", "\u202e"],
)
def test_what_is_no_address_proposes_nothing(ledger, nasty):
    with ledger.read() as conn:
        assert from_address(conn, nasty) is None


def test_sources_are_found_by_host_title_and_publisher_while_typing(publish, searched):
    publish(url="https://tass.example/1", title="Товарооборот вырос", publisher="ТАСС", published_on="2025-01-01")
    publish(url="https://ria.example/2", title="Trade grew", publisher="RIA", published_on="2025-03-01")
    publish(url="https://ria.example/3", title="Trade fell", publisher="RIA", published_on=None)
    assert searched("ria.exa") == ["https://ria.example/2", "https://ria.example/3"]
    assert searched("RIA trade grew") == ["https://ria.example/2"]
    assert searched("товарооборот") == ["https://tass.example/1"]
    assert searched("тасс") == ["https://tass.example/1"]
    assert searched("https://m.ria.example/3?utm_source=x") == ["https://ria.example/3"]
    assert searched("nothing here") == []


@pytest.mark.parametrize("nasty", ["%", "__", "%%", "\\\\", "\0\0", "\ud800\ud800", "' OR 1=1 --", "x" * 5000, "[a-z]"])
def test_search_text_is_never_a_pattern_or_an_error(publish, searched, nasty):
    publish(url="https://news.example/1", title="Title")
    assert searched(nasty) == []


def test_at_most_eight_sources_are_found_the_newest_first(publish, searched):
    for day in range(1, 12):
        publish(url=f"https://news.example/{day}", published_on=f"2025-01-{day:02}")
    found = searched("news")
    assert len(found) == 8
    assert found[0] == "https://news.example/11"
