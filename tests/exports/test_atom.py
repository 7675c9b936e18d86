"""An Atom feed that a reader's program can read, whatever a print says."""

import xml.etree.ElementTree as Xml
from datetime import UTC, datetime

from tests.fixtures.rows import row

from tradedash.exports.atom import Entry, feed

ATOM = "{http://www.w3.org/2005/Atom}"
THEN, LATER = datetime(2025, 6, 2, 10, 30, 15, tzinfo=UTC), datetime(2025, 7, 1, tzinfo=UTC)


def read(*entries):
    return Xml.fromstring(feed(entries, "https://l.example/feed.atom?a=1&b=2", "https://l.example/"))


def texts(element, name):
    return [one.text for one in element.findall(f"{ATOM}{name}")]


def links(element):
    return {one.get("rel"): one.get("href") for one in element.findall(f"{ATOM}link")}


def test_a_feed_has_what_atom_requires():
    found = read(Entry(row(), "4.1 bn USD", THEN, LATER), Entry(row("f2"), "4.2 bn USD", THEN, THEN))
    assert texts(found, "id") == ["https://l.example/feed.atom?a=1&b=2"]
    assert texts(found, "updated") == ["2025-07-01T00:00:00Z"]
    assert len(texts(found, "title")) == len(found.findall(f"{ATOM}author")) == 1
    assert links(found) == {"self": "https://l.example/feed.atom?a=1&b=2", "alternate": "https://l.example/"}
    entry = found.findall(f"{ATOM}entry")[0]
    assert texts(entry, "id") == ["https://ledger.example/figures/f1"]
    assert texts(entry, "title") == ["4.1 bn USD"]
    assert (texts(entry, "published"), texts(entry, "updated")) == (["2025-06-02T10:30:15Z"], ["2025-07-01T00:00:00Z"])
    assert links(entry) == {"alternate": "https://ledger.example/figures/f1", "via": "https://news.example/1"}
    assert texts(entry, "content") == ["turnover reached 4.1"]


def test_a_feed_of_nothing_is_a_feed():
    assert texts(read(), "updated") == ["1970-01-01T00:00:00Z"]


def test_hostile_words_stay_words():
    words = "</content><script>1</script> & ]]> \" ' \x00\x07\ufffe\ud800 рекорд"
    printed = row(as_printed=words, speaker=words, indicator_label=words, source_url='https://n.example/?a="&b=<')
    [entry] = read(Entry(printed, words, THEN, THEN)).findall(f"{ATOM}entry")
    clean = "</content><script>1</script> & ]]> \" '  рекорд"
    assert texts(entry, "content") == texts(entry, "title") == [clean]
    assert links(entry)["via"] == 'https://n.example/?a="&b=<'
