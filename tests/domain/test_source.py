"""Addresses: which are safe, and which name the same article."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedash.domain.errors import BadValue
from tradedash.domain.source import (
    SourceType,
    canonical_url,
    checked_url,
    guess_source_type,
    quote_url,
    source_id,
)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/x?y=1&z=2#f", "http://a.example/%D1%82", "https://xn--e1afmkfd.example/",
        "https://пример.рф/статья",
        "https://a.example:8443/p;v=1?q=a+b", "https://a.example/@user", "HTTPS://A.example/", "https://a.example.",
    ],
)  # fmt: skip
def test_a_good_address_is_kept_as_it_is(url):
    assert checked_url(url) == url
    assert checked_url(f" {url} ") == url


@pytest.mark.parametrize(
    "url",
    [
        "", " ", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)",
        "javascript&colon;alert(1)", "\x01https://a.b/",
        "data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "ftp://a.example/x", "//evil.example/x",
        "/\\evil.example",
        "http:evil.example", "http:///evil.example", "https://user:pw@a.example/", "http://a.example@evil.example/",
        'http://a.example"x=', "http://a.example/'x", "http://a.example/<b>", "http://a.example/\u202egpj.exe",
        "http://a.example/\r\nX: y",
        "http://[::1", "http://[::1]/", "http://", "https://.a.example/", "https://a..example/",
        "http://a.example:99999/",
        "http://a.example:0/", "http://a.example:x/", "http://a.example/\ud800", "http://a.example/\x85x",
        "http://a.example/\u200b",
        "https://a.example/" + "a" * 2000, None, 1, ["https://a.example/"],
    ],
)  # fmt: skip
def test_an_unsafe_address_is_refused(url: Any):
    with pytest.raises(BadValue) as error:
        checked_url(url)
    assert error.value.field == "source_url"


@pytest.mark.parametrize(
    "variant",
    [
        "http://news.example/a/b", "https://www.news.example/a/b/", "https://m.news.example/a/b",
        "https://amp.news.example/a/b",
        "https://mobile.news.example/a/b", "https://news.example/amp/a/b", "https://news.example/a/b/amp/",
        "https://NEWS.example/a/b",
        "https://news.example:443/a/b", "https://news.example./a/b", "https://news.example/a/b#comments",
        "https://news.example//a/b",
        "https://news.example/a/b?utm_source=x&utm_medium=y", "https://news.example/a/b?fbclid=1&yclid=2",
        "https://news.example/a/b?amp=1",
        "https://www.m.news.example/a/b", "https://news.example/a/b?outputType=amp",
    ],
)  # fmt: skip
def test_variants_of_an_address_name_one_article(variant):
    assert canonical_url(variant) == "https://news.example/a/b"
    assert source_id(variant) == source_id("https://news.example/a/b")


@pytest.mark.parametrize(
    "other",
    [
        "https://news.example/a/c", "https://news.example/A/b", "https://news.example/a/b?id=2",
        "https://other.example/a/b",
        "https://news.example:8443/a/b", "https://ru.news.example/a/b",
    ],
)  # fmt: skip
def test_other_addresses_stay_apart(other):
    assert source_id(other) != source_id("https://news.example/a/b")


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://a.example/?b=2&a=1", "https://a.example/?a=1&b=2"),
        ("https://a.example/?q=a+b%26c", "https://a.example/?q=a+b%26c"),
        ("https://a.example/статья", "https://a.example/%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F"),
        ("https://ru.m.wikipedia.org/wiki/A", "https://ru.wikipedia.org/wiki/A"),
        ("https://m.com/a", "https://m.com/a"),
        ("https://a.example", "https://a.example/"),
    ],
)
def test_an_address_has_one_canonical_form(url, canonical):
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


def test_a_source_id_is_stable():
    assert source_id("https://de.fergana.ru/news/143283") == "e2659e7ebb89"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("http://kremlin.ru/events/1", "transcript"),
        ("http://en.kremlin.ru/events/1", "transcript"),
        ("https://president.kg/ru/1", "transcript"),
        ("https://www.economy.gov.ru/x", "transcript"),
        ("https://mid.ru/x", "transcript"),
        ("https://24.kg/ekonomika/1", "report"),
        ("https://tass.com/economy/1", "report"),
        ("https://midnews.example/gov", "report"),
        ("https://stat.gov.kg/x", "transcript"),
    ],
)
def test_a_governments_own_site_is_a_transcript_and_a_release_is_never_guessed(url, kind):
    assert guess_source_type(url) == SourceType(kind)


def test_the_link_to_a_quote_encodes_what_a_text_fragment_reads_as_syntax():
    assert (
        quote_url("https://a.example/x", "4,1-fold & more") == "https://a.example/x#:~:text=4%2C1%2Dfold%20%26%20more"
    )
    assert quote_url("https://a.example/x#part", "a") == "https://a.example/x#part:~:text=a"
    assert quote_url("https://a.example/", "рост").endswith("#:~:text=%D1%80%D0%BE%D1%81%D1%82")


PATHS = st.lists(st.text("aя%2F.-_~@!", min_size=1, max_size=6), max_size=3).map("/".join)
QUERIES = st.lists(st.tuples(st.text("abяid+&", min_size=1, max_size=3), st.text("1aя=%&+ ", max_size=4)), max_size=3)


@given(st.sampled_from(["a.example", "m.a.example", "www.a.example", "amp.a.example:8443"]), PATHS)
def test_a_canonical_address_is_its_own(host, path):
    canonical = canonical_url(f"https://{host}/{path}")
    assert canonical_url(canonical) == canonical


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_bad_advice(text):
    try:
        url = checked_url(text)
    except BadValue:
        return
    assert url.lower().startswith(("http://", "https://"))
    assert not any(sign in url for sign in " \"'<>\t\r\n")
    assert len(source_id(url)) == 12


@given(st.sampled_from(["https://a.example/", "http://"]), st.text(max_size=40))
def test_any_tail_of_an_address_is_taken_or_refused(head, tail):
    try:
        url = checked_url(head + tail)
    except BadValue:
        return
    assert canonical_url(url).startswith("https://")
    assert isinstance(guess_source_type(url), SourceType)
