"""A matrix of trade: every line is a figure of one release, however often and however roughly the import is ended."""

import gzip
import re
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from tests.fixtures.publish import command_from
from tests.fixtures.server import SRC
from tests.fixtures.store import opened as store_at
from tests.ingest.conftest import figures_of
from tests.store.catalog import catalog

from tradedash.commands.additions import AddFigure
from tradedash.commands.figures import add_batch
from tradedash.commands.matrix import Release
from tradedash.commands.rows import as_command
from tradedash.domain.actor import CLI, Actor, Channel, Role
from tradedash.domain.errors import BadValue, Forbidden, UnknownName
from tradedash.domain.figure import figure_id
from tradedash.ingest.matrix import Checked, Imported, add_matrix, check_matrix, opened, wanted
from tradedash.ingest.releases import read_alpha3, read_release
from tradedash.ingest.seed import load_codes
from tradedash.store.audit import verify
from tradedash.store.many import judged_at_once
from tradedash.store.schema import figure, import_batch, journal, source, statement
from tradedash.store.search import Term, matching, query
from tradedash.store.whole import columns

HEADER = "year,reporter,partner,flow,value_usd,estimate"
BLOCK = 500
#: Small enough that an importer cannot be through before it is killed.
KILLED_BLOCK = 1500
#: One importer: it says when each block is stored.
IMPORTER = """
import sys
from pathlib import Path
from tradedash.domain.actor import CLI
from tradedash.ingest.matrix import add_matrix, opened, wanted
from tradedash.ingest.releases import read_alpha3, read_release
from tradedash.store.engine import open_store
url, path, data, block = sys.argv[1:]
store, release = open_store(url), read_release(Path(data), None)
with store.read() as conn:
    what = wanted(conn, release, read_alpha3(Path(data)))
with opened(Path(path), int(block)) as file:
    add_matrix(store, file, what, CLI, lambda rows: print(rows, flush=True))
"""


@pytest.fixture
def data(root) -> Path:
    return root / "data"


@pytest.fixture
def release(data) -> Release:
    return read_release(data, None)


@pytest.fixture
def coded(store, data):
    with store.write() as conn:
        load_codes(conn, data, CLI)
    return store


@pytest.fixture
def matrix(tmp_path):
    """Write lines below the header and return the path of the file."""

    def write(*lines: str) -> Path:
        path = tmp_path / "matrix.csv"
        path.write_text("\n".join([HEADER, *lines]) + "\n")
        return path

    return write


def many(years: int = 4) -> list[str]:
    """Return what five economies say of one another, in both directions: 40 lines a year."""
    return [
        f"{year},{reporter},{partner},{flow},{year * 1000 + number},{number % 2}"
        for number, (reporter, partner) in enumerate(permutations(("RUS", "KGZ", "USA", "SUN", "XKX"), 2))
        for flow in "XM"
        for year in range(2000, 2000 + years)
    ]


def bring(store, path: Path, data: Path, release: Release, block: int = BLOCK) -> Imported | Checked:
    """Import a file as the command does: nothing is written unless every line is good."""
    with store.read() as conn:
        what = wanted(conn, release, read_alpha3(data))
    with opened(path, block) as file:
        found = check_matrix(file, what.areas, lambda size: None)
        return found if found.refused else add_matrix(store, file, what, CLI, lambda rows: None)


def count(store, table) -> int:
    with store.read() as conn:
        return conn.execute(select(func.count()).select_from(table)).scalar_one()


def problems(store) -> list[str]:
    with store.read() as conn:
        return verify(conn)


def test_a_line_becomes_a_figure_of_the_release(coded, matrix, data, release):
    assert bring(coded, matrix("1989,SUN,USA,M,1032130000,1"), data, release) == Imported(1, 0)
    (row,) = figures_of(coded)
    assert (row.indicator, row.ref_area, row.counterpart_area, row.basis) == ("imports", "SUHH", "US", "IMF")
    assert (row.period_kind, str(row.period_start), str(row.period_end)) == ("A", "1989-01-01", "1989-12-31")
    assert (row.obs_digits, row.obs_scale, row.unit_mult, row.unit) == (1032130000, 0, 0, "USD")
    assert (row.as_printed, row.qualifiers, row.flags) == ("1032130000", "exact", "estimated")
    assert (row.status, row.rank, row.pair) == ("published", "normal", "SUHH-US")


def test_the_release_is_one_source_with_one_statement(coded, matrix, data, release):
    bring(coded, matrix(*many()), data, release)
    with coded.read() as conn:
        (home,) = conn.execute(select(source)).all()
        (said,) = conn.execute(select(statement)).all()
    assert (home.source_type, home.publisher, home.declared_precision) == ("release", "International Monetary Fund", 1)
    assert said.source_id == home.source_id


def test_ids_are_those_of_the_prints_and_the_journal_covers_all_of_them(coded, matrix, data, release):
    bring(coded, matrix(*many()), data, release)
    rows = [row._asdict() for row in figures_of(coded)]
    assert len(rows) == 160
    assert [figure_id(release.source.url, as_command(row).print) for row in rows] == [row["figure_id"] for row in rows]
    assert problems(coded) == []


def test_each_block_is_a_batch_of_the_command_line_with_a_journal_row(coded, matrix, data, release):
    bring(coded, matrix(*many()), data, release, block=1000)
    with coded.read() as conn:
        batches = conn.execute(select(import_batch.c.row_count, journal.c.actor).join(journal)).all()
    assert [tuple(batch) for batch in batches] == [(41, "cli"), (41, "cli"), (41, "cli"), (37, "cli")]


def test_importing_again_adds_nothing_whatever_the_size_of_its_blocks(coded, matrix, data, release):
    path = matrix(*many())
    assert bring(coded, path, data, release) == Imported(160, 0)
    before = count(coded, journal)
    assert bring(coded, path, data, release) == Imported(0, 160)
    assert bring(coded, path, data, release, block=3000) == Imported(0, 160)
    assert count(coded, journal) == before


def test_a_longer_matrix_adds_what_is_new(coded, matrix, data, release):
    bring(coded, matrix(*many(3)), data, release)
    assert bring(coded, matrix(*many(4)), data, release) == Imported(40, 120)
    assert problems(coded) == []


def test_a_compressed_matrix_is_the_same(coded, matrix, data, release, tmp_path):
    packed = tmp_path / "matrix.csv.gz"
    packed.write_bytes(gzip.compress(matrix(*many(1)).read_bytes()))
    assert bring(coded, packed, data, release) == Imported(40, 0)


def test_words_of_the_figures_are_found(coded, matrix, data, release):
    bring(coded, matrix("2000,RUS,KGZ,X,123454321,0"), data, release)
    with coded.read() as conn:
        found = conn.execute(
            matching(coded.dialect, "wanted"), {"wanted": query(coded.dialect, Term(("123454321",)))}
        ).all()
    assert [tuple(one) for one in found] == [(figures_of(coded)[0].id,)]


def test_the_rules_of_the_store_are_as_they_were(coded, matrix, data, release):
    with coded.read() as conn:
        before = catalog(conn)
    bring(coded, matrix(*many()), data, release, block=1000)
    with coded.read() as conn:
        assert catalog(conn) == before


def test_a_figure_that_no_journal_row_covers_is_refused_at_the_end_as_well(listed):
    with listed.write() as conn:
        add_batch(conn, [one_figure()], CLI, batch_id="first")
        row = conn.execute(select(*columns(figure))).one()._asdict()
    with pytest.raises(IntegrityError, match="a figure needs a journal row"):
        write_at_once(listed, {**row, "id": None, "figure_id": "past-the-journal", "batch_id": None})
    assert count(listed, figure) == 1


def write_at_once(store, row) -> None:
    with store.write() as conn, judged_at_once(conn):
        conn.execute(insert(figure), row)


def one_figure() -> AddFigure:
    return command_from({"ref_area": "RU", "counterpart_area": "KG", "basis": "RU", "value": "4.1"})


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("2000,RUS,KGZ,X,5", "row 3: The line has 5 cells where the header has 6."),
        ("2000,RUX,KGZ,X,5,0", "row 3, reporter: “RUX” is not a known economy. Did you mean "),
        ("2000,RUS,IMF,X,5,0", "row 3, partner: “IMF” is not a known economy. "),
        ("1899,RUS,KGZ,X,5,0", "row 3, year: Give a year from 1900 to 2100."),
        ("2000,RUS,RU,X,5,0", "row 3, partner: The two economies must differ."),
        ("2000,RUS,KGZ,E,5,0", "row 3, flow: “E” is no flow: X is what the reporter exports, M what it imports."),
        ("2000,RUS,KGZ,X,5.5,0", "row 3, value_usd: Give whole US dollars in at most 15 digits."),
        ("2000,RUS,KGZ,X,05,0", "row 3, value_usd: Give whole US dollars in at most 15 digits."),
        ("2000,RUS,KGZ,X,٥,0", "row 3, value_usd: Give whole US dollars in at most 15 digits."),
        ("2000,RUS,KGZ,X,,0", "row 3, value_usd: Give whole US dollars in at most 15 digits."),
        ("2000,RUS,KGZ,X,5,e", "row 3, estimate: Write 1 for an estimate of the publisher, otherwise 0."),
        ("2000,USA,KGZ,X,7,0", "row 3: An earlier line is about the same year, flow and two economies."),
    ],
)
def test_a_bad_line_is_told_before_anything_is_written(listed, matrix, data, release, line, problem):
    found = bring(listed, matrix("2000,USA,KGZ,X,5,0", line, "2000,USA,KGZ,M,5,0"), data, release)
    assert found.text.startswith(problem)
    assert found.text.endswith("\nNothing was imported: mend 1 problem first.")
    assert count(listed, figure) == 0


def test_of_many_bad_lines_a_hundred_are_told_and_all_are_counted(listed, matrix, data, release):
    found = bring(listed, matrix(*["2000,RUS,KGZ,E,5,0"] * 120), data, release)
    assert found.text.splitlines()[-2:] == ["… and 20 more problems", "Nothing was imported: mend 120 problems first."]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The first line must be year,reporter,partner,flow,value_usd,estimate."),
        (b"year,value\n1,2\n", "The first line must be year,reporter,partner,flow,value_usd,estimate."),
        (f"{HEADER}\n".encode(), "The file has no line below its header."),
        (gzip.compress(f"{HEADER}\n2000,USA,KGZ,X,5,0\n".encode())[:-9], "is damaged"),
    ],
)
def test_a_file_that_is_no_matrix_is_refused_in_a_sentence(listed, tmp_path, data, release, content, sentence):
    path = tmp_path / "matrix.csv"
    path.write_bytes(content)
    with pytest.raises(BadValue, match=re.escape(sentence)):
        bring(listed, path, data, release)


def test_only_an_admin_or_the_command_line_imports_a_matrix(listed, matrix, data, release):
    ana = Actor("ana", Role.REVIEWER, Channel.IMPORT)
    with listed.read() as conn:
        what = wanted(conn, release, read_alpha3(data))
    with opened(matrix(*many(1))) as file, pytest.raises(Forbidden):
        add_matrix(listed, file, what, ana, lambda rows: None)
    assert count(listed, source) == 0


def test_an_unknown_release_is_told(data):
    with pytest.raises(UnknownName, match="Did you mean imf-dots-2021"):
        read_release(data, "imf-dots")


def test_an_import_that_is_killed_again_and_again_ends_as_if_it_never_was(coded, store_url, matrix, data, release):
    path, stored = matrix(*many(40)), 0
    for _ in range(3):
        kill_after(2, store_url, path, data)
        assert problems(coded) == []
        with coded.read() as conn:
            told = conn.execute(select(func.sum(import_batch.c.row_count))).scalar_one()
        assert told == count(coded, figure) > stored
        stored = int(told)
    assert bring(coded, path, data, release, KILLED_BLOCK) == Imported(1600 - stored, stored)
    assert problems(coded) == []
    assert (count(coded, source), count(coded, figure)) == (1, 1600)


def kill_after(blocks: int, url: str, path: Path, data: Path) -> None:
    """Let an importer store some blocks more than there are, then kill it at whatever it does."""
    words = [sys.executable, "-c", IMPORTER, url, str(path), str(data), str(KILLED_BLOCK)]
    with store_at(url) as store:
        there = count(store, import_batch)
    with subprocess.Popen(words, env={"PYTHONPATH": str(SRC)}, stdout=subprocess.PIPE, text=True) as importer:
        assert importer.stdout is not None
        for _ in range(there + blocks):
            assert importer.stdout.readline() != ""
        importer.kill()
