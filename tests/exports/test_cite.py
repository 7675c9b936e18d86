"""A citation names who said what where and when, and no print can break its format."""

import json
import re
from datetime import date

import pytest
from tests.fixtures.rows import row

from tradedash.exports import cite

TODAY = date(2026, 2, 3)
WHAT = "4.1 bn USD, Trade turnover, 2024, Belandic statistics"
FULL = row(
    figure_id="0a1b",
    speaker="Владимир Путин",
    speaker_role="President of Russia",
    stated_on="2025-05-31",
    source_title="Talks at 50%",
    as_printed="рекордные $4,1 млрд",
    language="ru",
)
#: Three figures of one outlet and speaker, and seven of an outlet each.
ROWS = [
    *(row(source_publisher="Gazette", speaker="S. Peaker") for _ in range(3)),
    *(row(source_publisher=f"O{number}") for number in range(1, 8)),
]
#: The day of access as each format writes it, without spaces.
DAYS = {
    "text": "(accessed3Feb2026)", "bibtex": "urldate={2026-02-03}", "ris": "Y2-2026/02/03/",
    "csl_json": '"accessed":{"date-parts":[[2026,2,3]]}',
}  # fmt: skip


def cited(**facts):
    return cite.figure_citation(row(**facts) if facts else FULL, WHAT, TODAY)


def test_the_text_has_speaker_outlet_days_phrase_permalink_and_day_of_access():
    assert cite.text(cited()) == (
        "Владимир Путин (President of Russia): “рекордные $4,1 млрд”. 4.1 bn USD, Trade turnover, 2024, Belandic"
        " statistics. Said 31 May 2025. Printed in News Example, “Talks at 50%”, 1 Jun 2025, https://news.example/1."
        " tradedash, https://ledger.example/figures/f1 (accessed 3 Feb 2026)."
    )


def test_without_speaker_and_days_the_text_says_what_is_known():
    assert cite.text(cited(source_published_on=None)) == (
        "News Example: “turnover reached 4.1”. 4.1 bn USD, Trade turnover, 2024, Belandic statistics. Printed in News"
        " Example, no date of publication known, https://news.example/1. tradedash,"
        " https://ledger.example/figures/f1 (accessed 3 Feb 2026)."
    )


def test_bibtex_escapes_its_own_signs_and_keeps_cyrillic():
    assert cite.bibtex(cited()) == (
        "@misc{tradedash-0a1b,\n"
        "  author = {{Владимир Путин}},\n"
        "  title = {{Talks at 50\\%}},\n"
        "  howpublished = {News Example},\n"
        "  year = {2025},\n"
        "  date = {2025-06-01},\n"
        "  url = {https://ledger.example/figures/f1},\n"
        "  urldate = {2026-02-03},\n"
        "  note = {4.1 bn USD, Trade turnover, 2024, Belandic statistics; Владимир Путин: President of Russia; said"
        " 31 May 2025; https://news.example/1},\n"
        "  abstract = {рекордные \\$4,1 млрд},\n"
        "  langid = {ru},\n"
        "}\n"
    )


def test_ris_has_one_value_a_line():
    assert cite.ris(cited()).split("\r\n") == [
        "TY  - NEWS",
        "ID  - tradedash-0a1b",
        "AU  - Владимир Путин",
        "TI  - Talks at 50%",
        "T2  - News Example",
        "PY  - 2025",
        "DA  - 2025/06/01/",
        "AB  - рекордные $4,1 млрд",
        "N1  - 4.1 bn USD, Trade turnover, 2024, Belandic statistics; Владимир Путин: President of Russia; said"
        " 31 May 2025; https://news.example/1",
        "LA  - ru",
        "DB  - tradedash",
        "UR  - https://ledger.example/figures/f1",
        "Y2  - 2026/02/03/",
        "ER  - ",
        "",
    ]


def test_csl_json_is_one_item():
    [item] = json.loads(cite.csl_json(cited()))
    assert item["author"] == [{"literal": "Владимир Путин"}]
    assert (item["type"], item["container-title"], item["title"]) == (
        "article-newspaper",
        "News Example",
        "Talks at 50%",
    )
    assert item["issued"] == {"date-parts": [[2025, 6, 1]]}
    assert item["accessed"] == {"date-parts": [[2026, 2, 3]]}
    assert (item["abstract"], item["URL"]) == ("рекордные $4,1 млрд", "https://ledger.example/figures/f1")


def test_a_date_nobody_knows_is_left_out():
    unknown = cited(source_published_on=None)
    assert "year" not in cite.bibtex(unknown)
    assert "PY  -" not in cite.ris(unknown)
    assert "issued" not in json.loads(cite.csl_json(unknown))[0]


HOSTILE = [
    "}}, author = {Somebody}",
    "a\\b{c",
    "one\r\nER  - \r\nTY  - BOOK",
    "one\u2028TI  - two\x85AU  - x\x0bY",
    'he said "4.1" & 5_000 # ~ ^ $ %',
    "@misc{x, }",
    "\x00\x07\ud800",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("where", ["as_printed", "source_title", "speaker", "source_publisher", "source_url"])
def test_hostile_words_stay_inside_their_field(text, where):
    citation = cited(**{where: text})
    entry = cite.bibtex(citation)
    depths = [entry[:end].count("{") - entry[:end].count("}") for end in range(1, len(entry) + 1)]
    assert min(depths[entry.index("{") : entry.rindex("}")]) >= 1
    assert depths[-1] == 0
    assert all(line.startswith(("@misc{", "  ", "}")) for line in entry.splitlines())
    record = cite.ris(citation).splitlines()
    assert [line[:5] for line in record].count("TY  -") == 1
    assert [line for line in record if line.startswith("ER")] == ["ER  - "]
    assert all(line[2:6] == "  - " for line in record)
    assert len(json.loads(cite.csl_json(citation))) == 1
    assert "\n" not in cite.text(citation)
    cite.text(citation).encode()


def test_a_chart_is_cited_as_the_ledger_with_its_address():
    chart = cite.chart_citation(
        "turnover-BB-AA", "Trade turnover, Beland and Aland", "https://l.example/c?a=1", ROWS, TODAY
    )
    assert cite.text(chart) == (
        "Trade turnover, Beland and Aland. 10 figures, each with its own source; printed in Gazette, O1, O2, O3, O4, O5"
        " and 2 more; said by S. Peaker. tradedash, https://l.example/c?a=1 (accessed 3 Feb 2026)."
    )
    assert cite.bibtex(chart).startswith("@misc{tradedash-turnover-BB-AA,\n  author = {{tradedash}},\n")
    assert "TY  - DATA" in cite.ris(chart)


@pytest.mark.parametrize("write", [cite.text, cite.bibtex, cite.ris, cite.csl_json])
def test_each_format_of_a_chart_has_day_of_access_address_outlets_and_speakers(write):
    found = write(cite.chart_citation("turnover", "Trade turnover", "https://l.example/c?a=1", ROWS, TODAY))
    assert "https://l.example/c?a=1" in found
    assert "printed in Gazette, O1" in found
    assert "said by S. Peaker" in found
    assert DAYS[write.__name__] in re.sub(r"\s", "", found)


@pytest.mark.parametrize("write", [cite.text, cite.bibtex, cite.ris, cite.csl_json])
def test_each_format_of_a_figure_has_day_of_access_permalink_speaker_outlet_and_phrase(write):
    print_of_it = row(speaker="S. Peaker", source_publisher="Gazette", as_printed="reached 4.1 billion")
    found = write(cite.figure_citation(print_of_it, "4.1 bn USD", TODAY))
    assert all(part in found for part in (print_of_it.permalink, "S. Peaker", "Gazette", "reached 4.1 billion"))
    assert DAYS[write.__name__] in re.sub(r"\s", "", found)
