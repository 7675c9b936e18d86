"""Tables of anybody's making: read as a stream, refused in a sentence, never an exception and never a bomb."""

import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tradedash.domain.errors import BadValue
from tradedash.domain.upload import UploadKind
from tradedash.ingest.items import items
from tradedash.ingest.pieces import LONGEST_LINE, byte_lines
from tradedash.ingest.plan import Plan, checked_plan, guessed, plan_of, signature
from tradedash.ingest.sheet import sheet_lines
from tradedash.ingest.typed import Names, contract_cells
from tradedash.ingest.workbook import workbook_rows

ROW = {
    "indicator": "turnover", "ref_area": "RU", "counterpart_area": "KG", "basis": "RU", "time_period": "2024",
    "obs_value": "4.1", "unit_mult": "9", "unit_measure": "USD", "as_printed": "turnover of 4.1 billion",
    "source_url": "https://news.example/1", "source_publisher": "News", "language": "en",
}  # fmt: skip
PLAN = Plan(tuple(ROW), {"qualifier": "exact"})


def lines(content: bytes, kind: UploadKind = UploadKind.CSV) -> list[list[str]]:
    return [line.cells for line in sheet_lines(kind, [content])]


def of_csv(content: bytes) -> list[str]:
    """Return what comes of a table with the columns of ROW: a value, or the problem in words."""
    found = items(UploadKind.CSV, lambda: [content], PLAN, Names())
    return [str(item.problem) if item.command is None else item.command.print.quantity.printed for item in found]


def written(**changes: str) -> str:
    return ",".join({**ROW, **changes}.values())


def workbook(fill: Callable[..., None]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        fill(book.add_worksheet(), book)
    return content.getvalue()


def with_part(content: bytes, name: str, text: bytes) -> bytes:
    """Return a workbook whose one part says something else."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, text if member == name else old.read(member))
    return changed.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet_of(rows: str) -> bytes:
    plain = workbook(lambda sheet, _: sheet.write_string(0, 0, "a"))
    return with_part(plain, SHEET, f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode())


@pytest.mark.parametrize("cut", [1, 2, 3, 7, 1000])
def test_it_does_not_matter_where_a_file_is_cut_into_pieces(cut):
    content = 'один,два\r\n"три\nчетыре",5\r\n'.encode()
    pieces = [content[at : at + cut] for at in range(0, len(content), cut)]
    assert [line.cells for line in sheet_lines(UploadKind.CSV, pieces)] == [["один", "два"], ["три\nчетыре", "5"]]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_end_of_line_ends_a_row(ends):
    assert lines(ends.join(["a,b", "1,2", ""]).encode()) == [["a", "b"], ["1", "2"]]


def test_a_formula_that_was_made_harmless_is_text_again():
    assert lines(b"a,b\n'=1+1,NA\n") == [["a", "b"], ["=1+1", "NA"]]


def test_a_line_without_end_is_refused():
    with pytest.raises(BadValue, match="Line 2 is longer than 1024 KB"):
        list(byte_lines([b"a\n", b"x" * LONGEST_LINE, b"x"]))


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (written(), "4.1"),
        (written(basis="NA"), "4.1"),
        (written(basis="null"), "4.1"),
        (written() + ",,", "4.1"),
        (written() + ",more", "row 2: The row has 13 cells where the header has 12."),
        (written(obs_value="9" * 4300), "row 2, obs_value: Write the number in digits with a decimal point, for"),
        (written(obs_value="NaN"), "row 2, obs_value: Write the number in digits with a decimal point, for"),
        (written(obs_value="٤"), "row 2, obs_value: Write the number in digits with a decimal point, for"),
        (written(obs_value="=4+1"), "row 2, obs_value: Write the number in digits with a decimal point, for"),
        (written(time_period="2024-13"), "row 2, time_period: There is no month 13"),
        (written(unit_mult="dozen"), "row 2, unit_mult: Give the multiplier as a power of ten"),
        ('"' + written(), "file: Row 2 is not CSV (unexpected end of data)"),
    ],
)  # fmt: skip
def test_a_hostile_row_is_read_or_refused_with_its_place(row, found):
    (told,) = of_csv(f"{','.join(ROW)}\n{row}\n".encode())
    assert told.startswith(found)


def test_a_workbook_says_what_its_cells_show():
    def fill(sheet, book):
        sheet.write_row(0, 0, ["number", "whole", "day", "yes"])
        sheet.write_number(1, 0, 4.1)
        sheet.write_number(1, 1, 2024)
        sheet.write_number(1, 2, 45987, book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_boolean(1, 3, True)
        sheet.write_formula(3, 0, "=1+1", None, 2)
        sheet.write_rich_string(3, 1, "over ", book.add_format({"bold": True}), "4", " bn")

    assert list(workbook_rows([workbook(fill)])) == [
        (1, ["number", "whole", "day", "yes"]),
        (2, ["4.1", "2024", "2025-11-26", "true"]),
        (4, ["2", "over 4 bn"]),
    ]


PLAIN = sheet_of('<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>')
BOMBS = {
    "a cell in the farthest corner": sheet_of('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
    "a row that never ends": sheet_of("<row>" + "<c><v>1</v></c>" * 30_000 + "</row>"),
    "a text that never ends": sheet_of(f"<row><c><v>{'1' * 3_000_000}</v></c></row>"),
    "entities": with_part(sheet_of(""), SHEET, b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'),
    "text in another disguise": with_part(sheet_of(""), SHEET, "<!DOCTYPE x><x/>".encode("utf-16")),
    "rows out of order": sheet_of('<row r="2"/><row r="1"/>'),
    "a place that is none": sheet_of('<row r="1"><c r="1A"><v>1</v></c></row>'),
    "text that is not there": sheet_of('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'),
    "a number that is none": sheet_of('<row r="1"><c r="A1"><v>4,1</v></c></row>'),
    "an endless number": sheet_of('<row r="1"><c r="A1"><v>1e999</v></c></row>'),
    "packed too tightly": with_part(sheet_of(""), SHEET, b" " * 30_000_000),
    "half a file": sheet_of("")[:-200],
    "no sheet at all": with_part(sheet_of(""), "xl/workbook.xml", b"<workbook/>"),
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS.keys())
def test_a_workbook_that_is_none_or_too_much_is_refused_in_a_sentence(content):
    with pytest.raises(BadValue):
        list(workbook_rows([content]))


def test_rows_between_far_apart_ones_do_not_exist():
    content = sheet_of('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>')
    assert list(workbook_rows([content])) == [(1, ["1"]), (1048576, ["2"])]


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_random_bytes_give_rows_or_a_sentence(content):
    header = ",".join(ROW).encode()
    for kind in UploadKind:
        for whole in (content, b"PK\x03\x04" + content, header + b"\n" + content):
            assert all(item.command or item.problem for item in items(kind, lambda whole=whole: [whole], PLAN, Names()))


@settings(max_examples=200)
@given(st.data())
def test_a_workbook_with_a_few_bytes_changed_gives_rows_or_a_sentence(data):
    content = bytearray(PLAIN)
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=6)):
        content[place] = data.draw(st.integers(0, 255))
    assert all(item.command or item.problem for item in items(UploadKind.XLSX, lambda: [bytes(content)], PLAN, Names()))


@settings(max_examples=200)
@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_header_gets_a_guess_that_gives_each_meaning_once(header):
    plan = guessed(header)
    named = [name for name in plan.columns if name]
    assert (len(plan.columns), len(set(named))) == (len(header), len(named))
    assert plan_of(plan.text()) == plan
    assert len(signature(header)) == 64


def test_a_plan_must_give_all_that_a_figure_needs():
    with pytest.raises(BadValue, match="No column gives: Indicator"):
        checked_plan(1, ["basis"], {}, ".")
    with pytest.raises(BadValue, match="Two columns are “Whose statistics”"):
        checked_plan(2, ["basis", "basis"], {}, ".")
    with pytest.raises(BadValue, match="Choose a meaning from the list"):
        checked_plan(1, ["colour"], {}, ".")


@pytest.mark.parametrize(
    ("decimal", "typed", "read"),
    [
        (".", "4.1", "4.1"), (".", "1,800.5", "1800.5"), (".", "1 800", "1800"), (".", "\u22124.1", "-4.1"),
        (",", "4,1", "4.1"), (",", "1\u00a0800,5", "1800.5"), (",", "4.1", "4.1"), (".", "4,1", "4,1"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_the_analyst_says_they_are_written(decimal, typed, read):
    plan = Plan(("obs_value",), decimal=decimal)
    assert contract_cells(plan, [typed], Names())["obs_value"] == read


def test_words_that_people_use_become_those_of_the_contract():
    plan = Plan(("pair", "unit_mult", "unit_measure", "stated_on", "qualifier", "indicator"))
    cells = contract_cells(
        plan, ["RU-KG", "Million", "%", "6.11.2025", "more than", "Trade"], Names({"trade": "turnover"})
    )
    wanted = ("ref_area", "counterpart_area", "unit_mult", "unit_measure", "stated_on", "qualifier", "indicator")
    assert [cells[name] for name in wanted] == ["RU", "KG", "6", "percent", "2025-11-06", "over", "turnover"]
