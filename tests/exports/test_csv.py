"""CSV: the contract's columns, exact numbers, nothing a spreadsheet would run, and the same rows read back."""

import csv as reader
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fixtures.rows import row

from tradedash.domain.cells import restored
from tradedash.exports import csv
from tradedash.frames import COLUMNS

FORMULAS = ["=1+1", "+1 cmd", "-2+3", "@SUM(1)", "|calc", "%0A=1", "\u00a0=1+1", "＝1+1", "'=1"]


def text_of(*rows) -> str:
    return b"".join(csv.stream(rows)).decode("utf-8")


def records(*rows) -> list[dict[str, str]]:
    return list(reader.DictReader(StringIO(text_of(*rows), newline=""), strict=True))


def test_the_41_columns_stand_in_the_order_of_the_contract():
    assert text_of() == (
        "figure_id,statement_id,indicator,indicator_label,ref_area,counterpart_area,basis,freq,time_period,"
        "period_start,period_end,comparison_period,obs_value,unit_measure,unit_mult,value,lower,upper,qualifier,flags,"
        "status,rank,headline,as_printed,language,speaker,speaker_role,stated_on,source_id,source_title,"
        "source_publisher,source_published_on,source_url,quote_url,permalink,recorded_at,note,source_type,"
        "comparison_basis,period_evidence,rank_reason\r\n"
    )
    assert len(COLUMNS) == 41


def test_a_row_is_written_as_the_contract_says():
    assert text_of(row(headline=True, speaker="A, B", note='said "so"')).split("\r\n")[1] == (
        "f1,s1,turnover,Trade turnover,BB,AA,BB,A,2024,2024-01-01,2024-12-31,,4.1,USD,9,4100000000,4050000000,"
        '4150000000,exact,,published,normal,true,turnover reached 4.1,en,"A, B",,,a1,,News Example,2025-06-01,'
        "https://news.example/1,https://news.example/1#:~:text=turnover%20reached%204.1,"
        'https://ledger.example/figures/f1,2025-06-02T10:30:15.123456Z,"said ""so""",report,,,'
    )


def test_numbers_are_exact_and_never_have_an_exponent():
    (cells,) = records(
        row(
            obs_value="4.10",
            value=Decimal("1E+20"),
            lower=Decimal("0.0000001"),
            upper=Decimal("123456789012345678.123456"),
        )
    )
    assert (cells["obs_value"], cells["value"]) == ("4.10", "100000000000000000000")
    assert (cells["lower"], cells["upper"]) == ("0.0000001", "123456789012345678.123456")


def test_none_is_empty_and_zero_is_not():
    (cells,) = records(
        row(obs_value="0", value=Decimal(0), unit_mult=0, lower=None, upper=None, time_period="unstated")
    )
    assert (cells["obs_value"], cells["value"], cells["unit_mult"]) == ("0", "0", "0")
    assert (cells["lower"], cells["upper"], cells["note"]) == ("", "", "")


def test_truth_is_written_in_lower_case():
    assert [cells["headline"] for cells in records(row(headline=True), row(headline=False))] == ["true", "false"]


@pytest.mark.parametrize("column", ["as_printed", "speaker", "source_title", "source_publisher", "note", "rank_reason"])
@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_made_harmless_and_comes_back(column, text):
    (cells,) = records(row(**{column: text}))
    assert cells[column] == f"'{text}"
    assert restored(cells[column]) == text


def test_a_negative_number_is_no_formula():
    (cells,) = records(row(obs_value="-13.6", value=Decimal("-13.6"), note="-13.6"))
    assert (cells["obs_value"], cells["value"], cells["note"]) == ("-13.6", "-13.6", "-13.6")


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.lists(st.fixed_dictionaries({"as_printed": TEXT, "speaker": st.none() | TEXT, "note": TEXT}), max_size=4))
def test_every_text_comes_back(facts):
    cells = records(*(row(f"f{nth}", **one) for nth, one in enumerate(facts)))
    assert [{name: restored(one[name]) for name in ("as_printed", "speaker", "note")} for one in cells] == [
        {**one, "speaker": one["speaker"] or ""} for one in facts
    ]


def test_a_long_answer_comes_in_pieces():
    pieces = list(csv.stream(row(f"f{nth}") for nth in range(1200)))
    assert len(pieces) == 3
    assert b"".join(pieces).count(b"\r\n") == 1201


def test_a_moment_is_written_in_utc_to_the_microsecond():
    (cells,) = records(row(recorded_at=datetime(2025, 1, 1, tzinfo=UTC)))
    assert cells["recorded_at"] == "2025-01-01T00:00:00.000000Z"
