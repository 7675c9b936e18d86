"""The workbook: strings stay strings, numbers numbers where that is exact, and a sheet that says what this is."""

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.fixtures.rows import row

from tradedash.exports import xlsx
from tradedash.frames import COLUMNS

ABOUT = xlsx.About(
    title="Trade turnover",
    filters=[("pair", "BB-AA"), ("from", "2020-01-01")],
    rule="preferred",
    generated_at=datetime(2025, 11, 26, 10, tzinfo=UTC),
)


def cells(*rows):
    """Return the sheet of figures as mappings from column to cell."""
    sheet = load_workbook(BytesIO(xlsx.workbook(rows, ABOUT)))["Figures"]
    head, *body = sheet.iter_rows()
    assert [cell.value for cell in head] == list(COLUMNS)
    return [dict(zip(COLUMNS, line, strict=True)) for line in body]


def test_numbers_are_numbers_and_the_printed_digits_stay_text():
    (one,) = cells(row(obs_value="4.10", value=Decimal("4100000000")))
    assert (one["obs_value"].data_type, one["obs_value"].value) == ("s", "4.10")
    assert (one["value"].data_type, one["value"].value) == ("n", 4100000000)
    assert (one["unit_mult"].data_type, one["unit_mult"].value) == ("n", 9)


def test_a_number_that_a_double_cannot_hold_is_text():
    (one,) = cells(row(value=Decimal("12345678901234567.89"), lower=Decimal("0.1"), upper=None))
    assert (one["value"].data_type, one["value"].value) == ("s", "12345678901234567.89")
    assert (one["lower"].data_type, one["lower"].value) == ("n", 0.1)
    assert one["upper"].value is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**18), max_value=10**18))
def test_a_double_is_used_only_where_it_gives_the_same_digits_back(number):
    double = xlsx.exact_double(number)
    assert double is None or Decimal(f"{double:.16G}") == number
    assert xlsx.exact_double(Decimal("4.1")) == 4.1


def test_days_are_days_and_truth_is_truth():
    (one,) = cells(row(headline=True))
    assert one["period_end"].value == datetime(2024, 12, 31)  # noqa: DTZ001 - a workbook knows no zones
    assert one["period_end"].number_format == "yyyy-mm-dd"
    assert (one["headline"].data_type, one["headline"].value) == ("b", True)
    assert one["stated_on"].value is None


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://evil.example","x")', "+1", "@SUM(1)", "{=1}", "\t=1", "-1"]
)
def test_text_never_becomes_a_formula_a_link_or_a_number(text):
    (one,) = cells(row(as_printed=text, source_url="https://news.example/=1"))
    assert (one["as_printed"].data_type, one["as_printed"].value) == ("s", text)
    assert one["source_url"].hyperlink is None


def test_a_formula_stays_text_when_the_cell_is_edited():
    (one,) = cells(row(as_printed="=1+1", note="plain"))
    assert (bool(one["as_printed"].quotePrefix), bool(one["note"].quotePrefix)) == (True, False)


def test_the_file_links_to_nothing_outside():
    with ZipFile(BytesIO(xlsx.workbook([row()], ABOUT))) as file:
        assert [name for name in file.namelist() if "external" in name.lower() or "hyperlink" in name.lower()] == []
        assert all(b"TargetMode" not in file.read(name) for name in file.namelist() if name.endswith(".rels"))


def test_the_second_sheet_says_what_this_is():
    book = load_workbook(BytesIO(xlsx.workbook([row()], ABOUT)))
    assert book.sheetnames == ["Figures", "About"]
    said = dict(book["About"].iter_rows(values_only=True))
    assert said == {
        "Title": "Trade turnover",
        "Figures": "1",
        "Filter: pair": "BB-AA",
        "Filter: from": "2020-01-01",
        "Headline rule": "preferred",
        "Made": "2025-11-26T10:00:00.000000Z",
        "Licence": xlsx.LICENCE,
    }


def test_no_figures_are_a_heading_alone():
    assert cells() == []
