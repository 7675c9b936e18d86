"""Articles as JSON lines: strict about their shape, and every refusal names row, figure, field and what to do."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ingest.conftest import a_figure, an_article, figures_of, lines, sources_of

from tradedash.domain.actor import CLI
from tradedash.ingest.files import import_file
from tradedash.ingest.jsonl import ARTICLE, FIGURE, parse_jsonl


def problems(content: str | bytes) -> list[str]:
    return [str(problem) for problem in parse_jsonl(content.encode() if isinstance(content, str) else content).problems]


def test_an_article_becomes_a_source_and_its_figures(listed, imported):
    report = imported(lines(an_article(a_figure(), a_figure(value="3.2", basis="KG", as_printed="$3.2 bn"))))
    assert (report.added, report.sources, report.problems) == (2, 1, [])
    assert [(row.obs_digits, row.basis) for row in figures_of(listed)] == [(41, "RU"), (32, "KG")]
    assert [(row.url, row.title, row.source_type) for row in sources_of(listed)] == [
        ("https://news.example/1", None, "report")
    ]


def test_a_multiplier_becomes_a_power_of_ten(listed, imported):
    figures = [
        a_figure(value="1.7", multiplier=1000, as_printed="1.7 thousand"),
        a_figure(value="60", multiplier=10**8, as_printed="60亿"),
        a_figure(value="1800", multiplier=1, as_printed="1800"),
    ]
    imported(lines(an_article(*figures)))
    assert [(row.obs_digits, row.unit_mult) for row in figures_of(listed)] == [(17, 3), (60, 8), (1800, 0)]


def test_an_article_may_say_that_it_is_a_transcript(listed, imported):
    imported(lines(an_article(source_type="transcript")))
    assert sources_of(listed)[0].source_type == "transcript"


def test_the_label_of_a_publisher_stays_as_it_is(listed, imported):
    imported(lines(an_article(publisher="Rambler Finance (TASS)")))
    assert sources_of(listed)[0].publisher == "Rambler Finance (TASS)"


def test_what_the_compiler_noted_is_not_kept(listed, imported):
    imported(lines(an_article(a_figure(compiler_note="SECRET REMARK"), id="S999")))
    assert "SECRET REMARK" not in str(figures_of(listed))
    assert figures_of(listed)[0].note is None


def test_importing_twice_changes_nothing(listed, imported):
    imported(lines(an_article()))
    again = imported(lines(an_article()))
    assert (again.added, again.unchanged, again.sources) == (0, 1, 0)
    assert len(figures_of(listed)) == 1


def test_a_line_that_stands_twice_is_stored_once(imported):
    report = imported(lines(an_article(), an_article()))
    assert (report.added, report.unchanged, report.problems) == (1, 1, [])


def test_an_article_under_its_mobile_address_is_the_same_article(listed, imported):
    second = an_article(a_figure(value="3.2", as_printed="$3.2 bn"), url="http://m.news.example/1?utm_source=x")
    report = imported(lines(an_article(title="First"), {**second, "title": "Second", "publisher": "Other"}))
    assert (report.added, report.sources) == (2, 1)
    assert [(row.title, row.publisher) for row in sources_of(listed)] == [("First", "News Example")]


def test_a_stored_print_with_another_speaker_is_reported_not_changed(listed, imported):
    imported(lines(an_article(a_figure(speaker="A. Speaker"))))
    report = imported(lines(an_article(a_figure(speaker="B. Speaker"))))
    key = figures_of(listed)[0].figure_id
    assert str(report.problems[0]) == (
        f"row 1, figure 1: {key} is stored with another speaker; an import changes no stored figure."
    )
    assert figures_of(listed)[0].speaker == "A. Speaker"


def test_an_analysts_rank_does_not_stand_in_the_way_of_the_same_article(seeded_store, shared):
    report = import_file(seeded_store, shared / "coverage" / "coverage.jsonl", CLI)
    assert (report.added, report.unchanged, report.problems) == (0, 372, [])


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"indicator": "turnovr"}, "indicator: “turnovr” is not a known indicator. Did you mean turnover"),
        ({"ref_area": "RUS"}, "ref_area: “RUS” is not a known economy. Did you mean"),
        ({"counterpart_area": "EEC"}, "counterpart_area: “EEC” is not a known economy."),
        ({"basis": "russia"}, "basis: “russia” is not a known basis."),
        ({"unit": "dollar"}, "unit: “dollar” is not a known unit of “Trade turnover”. Known are USD, RUB, EUR, KGS."),
        ({"qualifiers": ["roughly"]}, "qualifiers: “roughly” is not a known hedge."),
        ({"qualifiers": "exact"}, "qualifiers: Give this as a list of words"),
        ({"qualifiers": [["exact"]]}, "qualifiers: Give this as a list of words"),
        ({"qualifiers": ["exact", "about"]}, "qualifiers: “exact” cannot stand beside a hedge"),
        ({"qualifiers": ["over", "nearly"]}, "qualifiers: No number is over and nearly 4.1"),
        ({"flags": ["recrod"]}, "flags: “recrod” is not a known flag. Did you mean record"),
        ({"flags": None}, "flags: Give this as a list of words"),
        ({"period": "2024-13"}, "period: There is no month 13"),
        ({"period": "last year"}, "period: “last year” is not a period."),
        ({"period": "2025-09/2025-01"}, "period: The period ends before it begins."),
        ({"period": 2024}, "period: Give this as text."),
        ({"comparison_period": "2023-Q5", "comparison_basis": "stated"}, "comparison_period: “2023-Q5”"),
        ({"comparison_period": "2023"}, "comparison_period: Leave the comparison period empty"),
        ({"comparison_basis": "guessed"}, "comparison_basis: “guessed” is not a known comparison basis."),
        ({"stated_on": "2025-02-29"}, "stated_on: There is no day 2025-02-29"),
        ({"stated_on": "29.02.2024"}, "stated_on: Write the day as year-month-day"),
        ({"value": 4.1}, "value: Write the number in digits with a decimal point"),
        ({"value": "4,1"}, "value: Write the number in digits with a decimal point"),
        ({"value": "NaN"}, "value: Write the number in digits with a decimal point"),
        ({"value": "1e9"}, "value: Write the number in digits with a decimal point"),
        ({"value": True}, "value: Write the number in digits with a decimal point"),
        ({"multiplier": 10}, "multiplier: Give the multiplier as a factor from the list"),
        ({"multiplier": 1000.0}, "multiplier: Give the multiplier as a factor from the list"),
        ({"multiplier": "1000"}, "multiplier: Give the multiplier as a factor from the list"),
        ({"multiplier": True}, "multiplier: Give the multiplier as a factor from the list"),
        ({"multiplier": 10**13}, "multiplier: Give the multiplier as a factor from the list"),
        ({"as_printed": ""}, "as_printed: Give this as text."),
        ({"as_printed": "a lot of trade"}, "as_printed: The phrase does not print 4.1 in digits"),
        ({"as_printed": "four point one billion"}, "as_printed: The phrase does not print 4.1 in digits"),
        ({"as_printed": "4.1 " * 16}, "as_printed: Shorten the phrase to at most 15 words"),
        ({"speaker": 7}, "speaker: Give this as text."),
        ({"speaker": "A\u202eB"}, "speaker: Remove the invisible character U+202E."),
        ({"spaeker": "A"}, "spaeker: “spaeker” is not a known key of a figure. Did you mean speaker"),
    ],
)
def test_a_figure_that_cannot_be_stored_is_refused_in_a_sentence(listed, imported, facts, sentence):
    report = imported(lines(an_article(), an_article(a_figure(), a_figure(**facts), url="https://news.example/2")))
    assert [str(problem)[: len(sentence) + 17] for problem in report.problems] == [f"row 2, figure 2, {sentence}"]
    assert report.written is False
    assert figures_of(listed) == []


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"url": "javascript:alert(1)"}, "url: The address must begin with http:// or https://."),
        ({"url": "news.example/1"}, "url: The address must begin with http:// or https://."),
        ({"url": None}, "url: Give this as text."),
        ({"publisher": None}, "publisher: Give this as text."),
        ({"publisher": "x" * 121}, "publisher: Shorten this to at most 120 characters."),
        ({"language": "klingon"}, "language: “klingon” is not a known language."),
        ({"language": 1}, "language: Give this as text."),
        ({"title": 1}, "title: Give this as text."),
        ({"published_on": "yesterday"}, "published_on: Write the day as year-month-day"),
        ({"published_on": "1850-01-01"}, "published_on: Give a day between 1900 and 2100."),
        ({"source_type": "blog"}, "source_type: “blog” is not a known source type."),
        ({"figures": []}, "figures: Give the figures of the article as a list with at least one."),
        ({"figures": {}}, "figures: Give the figures of the article as a list with at least one."),
        ({"figures": "4.1"}, "figures: Give the figures of the article as a list with at least one."),
        ({"publishr": "x"}, "publishr: “publishr” is not a known key of an article. Did you mean publisher"),
    ],
)
def test_an_article_that_cannot_be_stored_is_refused_in_a_sentence(imported, facts, sentence):
    found = [str(problem) for problem in imported(lines(an_article(**facts))).problems]
    assert len(found) == 1
    assert sentence in found[0]
    assert found[0].startswith("row 1, ")


@pytest.mark.parametrize("key", ARTICLE)
def test_each_key_of_an_article_must_be_there(key):
    article = an_article()
    del article[key]
    assert problems(lines(article)) == [f"row 1, {key}: Add this key; write null where nothing is known."]


@pytest.mark.parametrize("key", FIGURE)
def test_each_key_of_a_figure_must_be_there(key):
    figure = a_figure()
    del figure[key]
    assert problems(lines(an_article(figure))) == [
        f"row 1, figure 1, {key}: Add this key; write null where nothing is known."
    ]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b"\xff\xfe{}", "row 1: The line is not UTF-8; save the file as UTF-8."),
        (b"not json", "row 1: The line is not JSON: write one article per line, as {\u2026}."),
        (b'{"url": 1', "row 1: The line is not JSON: write one article per line, as {\u2026}."),
        (b"[]", "row 1: Write an article as an object with the keys url, publisher"),
        (b"null", "row 1: Write an article as an object"),
        (b"4.1", "row 1: Write an article as an object"),
        (b"NaN", "row 1: NaN is not a number; write the number as it is printed, in quotes."),
        (b'{"url": Infinity}', "row 1: Infinity is not a number"),
        (b'{"url": "a", "url": "b"}', "row 1, url: This key stands twice; remove one."),
        (b"[" * 100_000, "row 1: The line is nested too deeply for an article."),
        (b'{"a": ' + b"9" * 5000 + b"}", "row 1: The line is not JSON"),
        (b'"' + b"x" * 1024 * 1024 + b'"', "row 1: The line is longer than 1024 KB: write one article per line."),
    ],
)
def test_a_line_that_is_no_article_is_refused(line, sentence):
    (found,) = problems(line)
    assert found.startswith(sentence)


def test_blank_lines_and_a_byte_order_mark_are_no_articles_and_no_problem(imported):
    content = "\ufeff" + "\n" + lines(an_article()) + "\r\n   \n"
    report = imported(content)
    assert (report.added, report.problems) == (1, [])


def test_rows_are_counted_with_the_blank_lines(imported):
    report = imported("\n\n" + lines(an_article(language="xx")))
    assert report.problems[0].row == 3


def test_a_file_without_articles_is_refused():
    assert problems(b"") == ["file: The file holds no article."]
    assert problems(b"\n\n") == ["file: The file holds no article."]


def test_a_hostile_name_does_not_steer_the_terminal(imported):
    report = imported(lines(an_article(**{"\x1b[31m\nroot#": 1})))
    assert "\x1b" not in report.text
    assert "\\u001b[31m\\u000aroot#" in report.text


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=300)
@given(st.binary(max_size=400))
def test_random_bytes_give_a_report_never_an_exception(content):
    parse_jsonl(content)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], max_examples=400)
@given(key=st.sampled_from([*ARTICLE, "source_type"]) | st.sampled_from(FIGURE), value=JSON)
def test_any_json_in_any_field_gives_a_report_never_an_exception(imported, key, value):
    article = an_article(**{key: value}) if key in ARTICLE else an_article(a_figure(**{key: value}))
    report = imported(json.dumps(article) + "\n", dry_run=True)
    assert report.text
