"""The export's table comes back: nothing is lost on the way, and a table that contradicts itself is refused."""

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from tests.ingest.conftest import figures_of, sources_of

from tradedash.domain.actor import CLI, Actor, Channel, Role
from tradedash.domain.errors import Forbidden
from tradedash.domain.figure import Status
from tradedash.exports.csv import stream
from tradedash.frames import COLUMNS, FigureRow
from tradedash.ingest.files import import_file
from tradedash.ingest.table import parse_table
from tradedash.queries.rows import COLUMNS as JOINED
from tradedash.queries.rows import FIGURES, figure_row
from tradedash.store.audit import verify
from tradedash.store.schema import figure

BASE = "https://ledger.example"
RECORDED = "2025-01-02T03:04:05.000006Z"


def rows_of(store) -> list[FigureRow]:
    with store.read() as conn:
        found = conn.execute(select(*JOINED).select_from(FIGURES).order_by(figure.c.figure_id))
        return [figure_row(row, BASE) for row in found]


def table(*rows: dict, header=COLUMNS) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in header] for row in rows)
    return buffer.getvalue()


def a_row(**cells: str) -> dict[str, str]:
    """Return the cells that a row needs; all others may be empty."""
    return {
        "indicator": "turnover", "ref_area": "RU", "counterpart_area": "KG", "basis": "RU", "time_period": "2024",
        "obs_value": "4.1", "unit_measure": "USD", "unit_mult": "9", "qualifier": "exact",
        "as_printed": "turnover of 4.1 billion", "language": "en", "source_publisher": "News Example",
        "source_url": "https://news.example/1", **cells,
    }  # fmt: skip


@pytest.fixture
def taken(imported):
    """Import a table of rows."""
    return lambda *rows, **options: imported(table(*rows), "figures.csv", **options)


def test_the_whole_seed_comes_back_row_for_row(seeded_store, listed, tmp_path):
    exported = rows_of(seeded_store)
    path = tmp_path / "export.csv"
    path.write_bytes(b"".join(stream(exported)))
    report = import_file(listed, path, CLI)
    assert (report.added, report.sources, report.problems) == (488, 123, [])
    assert rows_of(listed) == exported
    with listed.read() as conn:
        assert verify(conn) == []


def test_an_export_into_the_store_it_came_from_changes_nothing(seeded_store, tmp_path):
    path = tmp_path / "export.csv"
    path.write_bytes(b"".join(stream(rows_of(seeded_store))))
    report = import_file(seeded_store, path, CLI)
    assert (report.added, report.unchanged, report.problems) == (0, 488, [])


def test_judgement_ids_and_clocks_are_kept(listed, taken):
    taken(
        a_row(
            figure_id="mine-1",
            source_id="source-1",
            status="superseded",
            rank="deprecated",
            rank_reason="a misprint",
            note="see the other",
            recorded_at=RECORDED,
            speaker="A. Speaker",
            stated_on="2025-11-26",
        )
    )
    (row,) = figures_of(listed)
    assert (row.figure_id, row.source_id, row.status) == ("mine-1", "source-1", "superseded")
    assert (row.rank, row.rank_reason, row.note) == ("deprecated", "a misprint", "see the other")
    assert row.recorded_at == datetime(2025, 1, 2, 3, 4, 5, 6, tzinfo=UTC)


def test_a_table_written_by_hand_needs_only_what_is_printed(listed, taken):
    assert taken(a_row()).added == 1
    (row,) = figures_of(listed)
    assert (row.status, row.rank, row.note, row.flags) == ("published", "normal", None, "")
    assert len(row.figure_id) == 12


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2+3", "@SUM(1)", "|calc", "%0A", "＝1", "'=1", "'", " plain"])
def test_text_like_a_formula_comes_back_as_it_was(listed, seeded_store, tmp_path, taken, text):
    (first, *_) = rows_of(seeded_store)
    changed = FigureRow(**{**{name: getattr(first, name) for name in COLUMNS}, "note": text.strip()})
    path = tmp_path / "export.csv"
    path.write_bytes(b"".join(stream([changed])))
    import_file(listed, path, CLI)
    assert [row.note for row in rows_of(listed)] == [text.strip()]


def test_zero_is_not_empty(listed, taken):
    taken(a_row(obs_value="0", unit_mult="0", as_printed="0 dollars", value="0", lower="0", upper="0.5"))
    (row,) = rows_of(listed)
    assert (row.obs_value, row.value) == ("0", Decimal(0))


def test_the_code_of_namibia_is_no_missing_value(listed, taken):
    taken(a_row(ref_area="NA", speaker="null", speaker_role="NaN"))
    (row,) = figures_of(listed)
    assert (row.ref_area, row.speaker, row.speaker_role) == ("NA", "null", "NaN")


def test_a_releases_precision_follows_from_its_bounds(listed, taken):
    release = {"source_type": "release", "unit_mult": "3"}
    cells = {**release, "obs_value": "1911522.348", "as_printed": "1911522.348"}
    taken(a_row(**cells, lower="1911522298", upper="1911522398"))
    assert [row.declared_precision for row in sources_of(listed)] == [100]
    assert [(row.lower, row.upper) for row in rows_of(listed)] == [(Decimal(1911522298), Decimal(1911522398))]


def test_a_stored_figure_with_another_rank_is_reported_not_changed(listed, taken):
    taken(a_row(figure_id="mine"))
    report = taken(a_row(figure_id="mine", rank="preferred", rank_reason="better"))
    assert [str(problem) for problem in report.problems] == [
        "row 2: mine is stored with another rank, rank_reason; an import changes no stored figure."
    ]
    assert figures_of(listed)[0].rank == "normal"


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"value": "4200000000"}, "value: The value 4200000000 is not 4.1 × 10^9: correct one, or leave"),
        ({"value": "4.1e9"}, "value: Write the number in digits with a decimal point"),
        ({"value": "NaN"}, "value: Write the number in digits with a decimal point"),
        ({"obs_value": "4,1"}, "obs_value: Write the number in digits with a decimal point"),
        ({"obs_value": ""}, "obs_value: Write the number in digits with a decimal point"),
        ({"obs_value": "1e400"}, "obs_value: Write the number in digits with a decimal point"),
        ({"unit_mult": "1000000000"}, "unit_mult: Give the multiplier as a power of ten"),
        ({"unit_mult": "1"}, "unit_mult: Choose the multiplier from the list"),
        ({"unit_mult": "٣"}, "unit_mult: Give the multiplier as a power of ten"),
        ({"time_period": ""}, "time_period: Give the period, or write unstated."),
        ({"time_period": "2024-Q5"}, "time_period: “2024-Q5” is not a period."),
        ({"freq": "H"}, "freq: This does not agree with the period 2024"),
        ({"period_start": "2024-02-01"}, "period_start: This does not agree with the period 2024"),
        ({"comparison_period": "x"}, "comparison_period: “x” is not a period."),
        ({"comparison_basis": "maybe"}, "comparison_basis: “maybe” is not a known comparison basis."),
        ({"stated_on": "2025-13-01"}, "stated_on: There is no day 2025-13-01"),
        ({"source_published_on": "soon"}, "source_published_on: Write the day as year-month-day"),
        ({"source_url": "ftp://a.example"}, "source_url: The address must begin with http:// or https://."),
        ({"source_type": "blog"}, "source_type: “blog” is not a known source type."),
        ({"source_publisher": ""}, "source_publisher: Give the publisher."),
        ({"status": "lost"}, "status: “lost” is not a known status."),
        ({"rank": "best"}, "rank: “best” is not a known rank."),
        ({"rank": "preferred"}, "rank_reason: Say why this figure is preferred."),
        ({"recorded_at": "yesterday"}, "recorded_at: Write the instant as 2025-11-26T10:00:00Z."),
        ({"recorded_at": "2025-01-01T00:00:00"}, "recorded_at: Give the time zone of the recording"),
        ({"recorded_at": "2099-01-01T00:00:00Z"}, "recorded_at: This was recorded in the future"),
        ({"figure_id": "a b"}, "figure_id: An id has at most 64 letters"),
        ({"qualifier": "exact over"}, "qualifier: “exact” cannot stand beside a hedge"),
        ({"indicator": "turnovr"}, "indicator: “turnovr” is not a known indicator. Did you mean turnover"),
        ({"as_printed": "no number"}, "as_printed: The phrase does not print 4.1 in digits"),
    ],
)
def test_a_row_that_cannot_be_stored_is_refused_in_a_sentence(listed, taken, cells, sentence):
    report = taken(a_row(source_url="https://news.example/2"), a_row(**cells))
    assert [str(problem)[: len(sentence) + 7] for problem in report.problems] == [f"row 3, {sentence}"]
    assert figures_of(listed) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "file: The file is empty; the first row names the columns."),
        (",".join(COLUMNS[:-2]), "row 1, header: Columns are missing: period_evidence, rank_reason."),
        (",".join([*COLUMNS, "colour"]), "row 1, header: “colour” is not a known column."),
        (",".join(reversed(COLUMNS)), "row 1, header: Put the columns in this order, each once: figure_id,"),
        (",".join([*COLUMNS, "note"]), "row 1, header: Put the columns in this order, each once: figure_id,"),
        (",".join(COLUMNS), "file: The file holds no figures."),
        (",".join(COLUMNS) + "\r\na,b,c\r\n", "row 2: The row has 3 cells where the header has 41."),
        (",".join(COLUMNS) + '\r\n"never closed', "row 2: This is not CSV from here on"),
        (",".join(COLUMNS) + '\r\n"a"b' + "," * 40, "row 2: This is not CSV from here on"),
        (",".join(COLUMNS) + "\r\n" + "x" * 200_000, "row 2: This is not CSV from here on"),
        (b"figure_id,\n\xff\xfe,", "file: Line 2 is not UTF-8; save the file as UTF-8."),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(imported, content, sentence):
    (problem,) = imported(content, "figures.csv").problems
    assert str(problem).startswith(sentence)


def test_a_byte_order_mark_and_an_empty_last_line_are_no_problem(imported):
    report = imported("\ufeff" + table(a_row()) + "\r\n", "figures.csv")
    assert (report.added, report.problems) == (1, [])


def test_rows_are_counted_as_a_spreadsheet_counts_them(taken):
    report = taken(a_row(note="one\ntwo"), a_row(language="xx"))
    assert [problem.row for problem in report.problems] == [3]


def test_an_analyst_brings_figures_but_not_clocks(listed, tmp_path):
    analyst = Actor("ana", Role.ANALYST, Channel.IMPORT)
    path = tmp_path / "figures.csv"
    path.write_text(table(a_row(recorded_at=RECORDED, status="in_review")))
    with pytest.raises(Forbidden):
        import_file(listed, path, analyst)
    path.write_text(table(a_row(status="in_review")))
    assert import_file(listed, path, analyst).added == 1


def test_a_replaced_version_and_its_successor_both_come_back(listed, taken):
    old = a_row(figure_id="old", status=Status.SUPERSEDED, speaker="A. Spaeker")
    assert taken(old, a_row(figure_id="new", speaker="A. Speaker")).added == 2
    assert [(row.figure_id, row.status) for row in figures_of(listed)] == [("old", "superseded"), ("new", "published")]


AWKWARD = ["", "=1", '"', "\n", "2024", "4.1", "exact", "NaN", "\x00"]
CELL = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(AWKWARD)


@settings(max_examples=300)
@given(st.binary(max_size=300))
def test_random_bytes_give_a_report_never_an_exception(content):
    parse_table(content)
    parse_table(",".join(COLUMNS).encode() + b"\n" + content)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(COLUMNS), CELL, max_size=6))
def test_any_text_in_any_cell_gives_a_report_never_an_exception(taken, cells):
    assert taken(a_row(**cells), dry_run=True).text
