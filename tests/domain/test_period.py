"""Periods: a kind, a first and a last day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedash.domain.errors import BadValue
from tradedash.domain.period import UNSTATED, Period, PeriodKind, parse_day, parse_edge

DAYS = st.dates(date(1901, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2024", "A", "2024-01-01", "2024-12-31"),
        ("2023-H1", "H", "2023-01-01", "2023-06-30"),
        ("2023-H2", "H", "2023-07-01", "2023-12-31"),
        ("2017-Q1", "Q", "2017-01-01", "2017-03-31"),
        ("2017-Q4", "Q", "2017-10-01", "2017-12-31"),
        ("2025-11", "M", "2025-11-01", "2025-11-30"),
        ("2024-02", "M", "2024-02-01", "2024-02-29"),
        ("2023-02", "M", "2023-02-01", "2023-02-28"),
        ("2025-11-26", "point", "2025-11-26", "2025-11-26"),
        ("2025-01/2025-09", "YTD", "2025-01-01", "2025-09-30"),
        ("2025-02/2025-09", "range", "2025-02-01", "2025-09-30"),
        ("2012/2019", "range", "2012-01-01", "2019-12-31"),
        ("2024-12/2025-01", "range", "2024-12-01", "2025-01-31"),
        ("2024-01-15/2024-02-14", "range", "2024-01-15", "2024-02-14"),
    ],
)
def test_a_period_has_a_kind_and_its_first_and_last_day(text, kind, start, end):
    period = Period.parse(text)
    assert (period.kind, period.start, period.end) == (kind, date.fromisoformat(start), date.fromisoformat(end))
    assert period.code == text


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("2024-01/2024-12", "2024"),
        ("2024-H1/2024-H2", "2024"),
        ("2024-01-01/2024-12-31", "2024"),
        ("2024/2024", "2024"),
        ("2024-01/2024-06", "2024-H1"),
        ("2024-07/2024-12", "2024-H2"),
        ("2024-Q1/2024-Q2", "2024-H1"),
        ("2024-01/2024-03", "2024-Q1"),
        ("2024-04/2024-06", "2024-Q2"),
        ("2024-02/2024-04", "2024-02/2024-04"),
        ("2024-04/2024-09", "2024-04/2024-09"),
        ("2024-01/2024-01", "2024-01"),
        ("2024-01-01/2024-01-31", "2024-01"),
        ("2024-Q1/2024-Q3", "2024-01/2024-09"),
        ("2024-01-01/2024-01-01", "2024-01-01"),
        ("2012-01/2019-12", "2012/2019"),
        ("2024/2025-06", "2024-01/2025-06"),
        (" 2024 ", "2024"),
    ],
)
def test_every_spelling_of_one_span_is_one_period(spelling, code):
    assert Period.parse(spelling) == Period.parse(code)
    assert Period.parse(spelling).code == code


@pytest.mark.parametrize("text", [None, "", "  ", "unstated"])
def test_no_period_is_the_unstated_one(text):
    assert Period.parse(text) == UNSTATED
    assert str(UNSTATED) == "unstated"


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-29", "1900-02-29", "2025-06-31", "2025-13", "2025-00", "2025-00-10", "2025-02-00", "2025-1",
        "2025-1-1",
        "2025-Q0", "2025-Q5", "2025-H3", "2025-W54", "1899", "2101", "10000-01-01", "-2025", "2025-01..2025-09",
        "2025-09/2025-01", "2025/", "/2025", "2025//2026", "Jan–Sep 2025", "today", "٢٠٢٥", "２０２５", "2025-h1",
        "9" * 40,
        "2025-12-31T23:59:60Z", "29/02/2025",
    ],
)  # fmt: skip
def test_what_is_not_a_period_is_refused_with_advice(text):
    with pytest.raises(BadValue) as error:
        Period.parse(text)
    assert error.value.field == "period"
    assert str(error.value).endswith((".", ")."))


@pytest.mark.parametrize(
    ("text", "months"),
    [("2024", 12), ("2024-H1", 6), ("2024-Q3", 3), ("2024-02", 1), ("2012/2019", 96), ("2024-12/2025-01", 2),
     ("2024-11-26", 0), ("2024-01-15/2024-02-14", 0), ("unstated", 0)],
)  # fmt: skip
def test_whole_months_are_counted(text, months):
    assert Period.parse(text).months == months


@pytest.mark.parametrize(
    ("text", "is_part"),
    [
        ("2024", False), ("2024-H1", True), ("2024-Q1", True), ("2024-02", True), ("2025-01/2025-11", True),
        ("2012/2019", False), ("2024-07/2025-06", False), ("2024-07/2025-05", True), ("2024-11-26", False),
        ("unstated", False), ("2020-01-15/2021-01-13", True), ("2020-01-15/2021-01-14", False),
        ("2020-01-15/2023-02-15", False),
    ],
)  # fmt: skip
def test_part_years_are_told_from_years_and_longer_spans(text, is_part):
    assert Period.parse(text).is_part_year is is_part


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2024", "2023"), ("2025-01/2025-09", "2024-01/2024-09"), ("2024-02", "2023-02"), ("2025-02", "2024-02"),
        ("2024-02-29", "2023-02-28"), ("2025-02-28", "2024-02-28"), ("2023-H1", "2022-H1"),
        ("2025-01/2025-02", "2024-01/2024-02"), ("2012/2019", "2011/2018"), ("unstated", "unstated"),
    ],
)  # fmt: skip
def test_growth_compares_with_the_same_months_a_year_before(text, before):
    assert Period.parse(text).year_before().code == before


@pytest.mark.parametrize(
    ("first", "last", "overlaps"),
    [
        (None, None, True), ("2024-12-31", None, True), ("2025-01-01", None, False), (None, "2024-01-01", True),
        (None, "2023-12-31", False), ("2024-05-01", "2024-05-02", True),
    ],
)  # fmt: skip
def test_a_period_overlaps_a_window_that_shares_a_day(first, last, overlaps):
    window = [date.fromisoformat(day) if day else None for day in (first, last)]
    assert Period.parse("2024").overlaps(*window) is overlaps


def test_an_unstated_period_is_only_in_the_window_without_limits():
    assert UNSTATED.overlaps(None, None)
    assert not UNSTATED.overlaps(date(1900, 1, 1), None)
    assert not UNSTATED.overlaps(None, date(2100, 1, 1))


def test_periods_are_in_order_of_time():
    texts = ["2024-02", "2023", "2024", "2024-01"]
    assert [period.code for period in sorted(map(Period.parse, texts))] == ["2023", "2024-01", "2024", "2024-02"]


@pytest.mark.parametrize(
    "text", ["2025-02-29", "2025-11", "26.11.2025", "", "2025-11-26T00:00", "1899-12-31", "٢٠٢٥-١١-٢٦"]
)
def test_what_is_not_a_day_is_refused_under_the_name_of_its_field(text):
    with pytest.raises(BadValue) as error:
        parse_day(text, "stated_on")
    assert error.value.field == "stated_on"


def test_a_day_is_read():
    assert parse_day(" 2024-02-29 ") == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-03", "2024-02-03", "2024-02-03"),
    ],
)
def test_an_edge_is_the_first_or_the_last_day_of_what_it_names(text, first, last):
    assert parse_edge(text, last=False) == date.fromisoformat(first)
    assert parse_edge(text, last=True) == date.fromisoformat(last)


@pytest.mark.parametrize("text", ["2024-H1", "2024-13", "24", "2024-02-30", "2024/2025"])
def test_what_is_no_edge_is_refused_under_the_name_of_its_parameter(text):
    with pytest.raises(BadValue) as error:
        parse_edge(text, last=True, field="to")
    assert error.value.field == "to"


@given(DAYS, DAYS)
def test_any_span_reads_back_from_its_code(one, other):
    period = Period.of(min(one, other), max(one, other))
    assert Period.parse(period.code) == period
    assert period.kind is not PeriodKind.UNSTATED


@given(DAYS, DAYS)
def test_a_year_before_has_the_same_kind_unless_february_is_cut(one, other):
    period = Period.of(min(one, other), max(one, other))
    before = period.year_before()
    assert before.start is not None
    assert (before.start.year, before.start.month) == (min(one, other).year - 1, min(one, other).month)
    if period.months:
        assert (before.kind, before.months) == (period.kind, period.months)


@given(st.text(max_size=30))
def test_any_text_is_a_period_or_bad_advice(text):
    try:
        period = Period.parse(text)
    except BadValue:
        return
    assert Period.parse(period.code) == period
