"""`export`, the import of an export, `copy`: the same store comes back, and nothing that was changed on the way."""

import csv
import json
import shutil
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select
from tests.fixtures.lives import live
from tests.fixtures.publish import add_codes, publisher
from tests.fixtures.store import opened

from tradedash.__main__ import main
from tradedash.commands.accounts import add_account
from tradedash.domain.actor import CLI, Role
from tradedash.store import journal
from tradedash.store.audit import verify
from tradedash.store.schema import account, figure
from tradedash.store.whole import RESOURCES, columns, stream

NAMES = {"datapackage.json", *(f"{name}.csv" for name in RESOURCES)}


def run(url: str, *words: object, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.setenv("TRADEDASH_DATABASE_URL", url)
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def on(monkeypatch):
    """Return a function that runs `tradedash` on a store."""
    return lambda url, *words: run(url, *words, monkeypatch=monkeypatch)


@pytest.fixture
def package(lives, store_url, on, tmp_path) -> Path:
    """Return the folder of an exported store in which everything has happened."""
    with lives.store.write() as conn:
        add_account(conn, "ana", Role.ANALYST, "the password of ana", CLI)
    assert on(store_url, "export", tmp_path / "out").exit_code == 0
    return tmp_path / "out"


@pytest.fixture
def empty(tmp_path, migrated_sqlite) -> str:
    """Return the URL of another migrated, empty store."""
    shutil.copy(migrated_sqlite, tmp_path / "empty.db")
    return f"sqlite:///{tmp_path / 'empty.db'}"


def content(url: str) -> dict[str, list]:
    with opened(url) as store, store.read() as conn:
        return {name: list(stream(conn, table, columns(table))) for name, table in RESOURCES.items()}


def head(url: str) -> tuple[int, str]:
    with opened(url) as store, store.read() as conn:
        assert verify(conn) == []
        return journal.head(conn)


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def resealed(folder: Path, name: str, old: bytes, new: bytes) -> None:
    """Change a file of a package and the hash that the package gives it, as a forger would."""
    changed = (folder / name).read_bytes().replace(old, new)
    described = (folder / "datapackage.json").read_text()
    was = sha256((folder / name).read_bytes()).hexdigest()
    assert changed != (folder / name).read_bytes()
    (folder / name).write_bytes(changed)
    (folder / "datapackage.json").write_text(described.replace(was, sha256(changed).hexdigest()))


def test_an_export_comes_back_as_the_same_store(package, store_url, empty, on, tmp_path):
    answer = on(empty, "import", package)
    assert answer.exit_code == 0, answer.output
    assert head(empty) == head(store_url)
    assert content(empty) == content(store_url)
    assert on(empty, "export", tmp_path / "again").exit_code == 0
    assert files(tmp_path / "again") == files(package)


def test_a_zip_comes_back_as_the_same_zip(package, store_url, empty, on, tmp_path):
    assert on(store_url, "export", tmp_path / "one.zip").exit_code == 0
    assert on(empty, "import", tmp_path / "one.zip").exit_code == 0
    assert on(empty, "export", tmp_path / "two.zip").exit_code == 0
    assert (tmp_path / "two.zip").read_bytes() == (tmp_path / "one.zip").read_bytes()


def test_a_package_describes_what_is_in_it(package):
    described = json.loads((package / "datapackage.json").read_text())
    assert {file.name for file in package.iterdir()} == NAMES
    for one in described["resources"]:
        data = (package / one["path"]).read_bytes()
        assert (one["bytes"], one["hash"]) == (len(data), f"sha256:{sha256(data).hexdigest()}")
        header = data.partition(b"\r\n")[0].decode().split(",")
        assert [field["name"] for field in one["schema"]["fields"]] == header


def test_a_package_has_versions_clocks_and_drafts_and_no_account(package, lives):
    figures = {row["figure_id"]: row for row in read(package, "figures.csv")}
    assert figures[lives.correction]["supersedes"] == lives.corrected
    assert (figures[lives.draft]["status"], figures[lives.draft]["published_at"]) == ("draft", "")
    assert figures[lives.corrected]["published_at"] > figures[lives.corrected]["recorded_at"]
    everything = b"".join(files(package).values())
    assert b"argon2" not in everything
    assert b"form_key" not in everything


def test_what_a_spreadsheet_would_run_is_harmless_in_a_package_and_itself_again_after(package, lives):
    titles = {row["title"] for row in read(package, "sources.csv")}
    notes = {row["note"] for row in read(package, "figures.csv")}
    assert "'=1+1" in titles
    assert {"'-5 %", "''"} <= notes
    assert lives.row(lives.draft)["note"] == "'"


def test_a_store_that_is_not_empty_is_not_filled(package, store_url, on):
    before = head(store_url)
    answer = on(store_url, "import", package)
    assert answer.exit_code == 1
    assert answer.stderr.startswith("Error: This store holds figures, codes or a journal already")
    assert head(store_url) == before


def test_a_dry_run_checks_a_package_and_writes_nothing(package, empty, on):
    answer = on(empty, "import", package, "--dry-run")
    assert answer.output.startswith("Nothing was written; the package is whole: ")
    assert head(empty) == (0, "0" * 64)


def test_a_package_is_imported_whole_or_not_at_all(package, empty, on):
    answer = on(empty, "import", package, "--only-good")
    assert (answer.exit_code, head(empty)[0]) == (1, 0)


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
class TestWhatWasChangedIsRefused:
    @pytest.mark.parametrize("name", sorted(NAMES - {"datapackage.json"}))
    def test_a_file_that_is_not_the_one_that_was_exported(self, package, empty, on, name):
        with (package / name).open("ab") as file:
            file.write(b"\r\n")
        answer = on(empty, "import", package)
        assert answer.stderr.startswith(f"Error: {name} is not the file that was exported")
        assert head(empty)[0] == 0

    @pytest.mark.parametrize(
        ("name", "old", "new", "sentence"),
        [
            ("figures.csv", b"turnover reached 4.10", b"turnover reached 9.10", "as_printed is not what journal row"),
            ("figures.csv", b",published,", b",draft,", "changed past the journal"),
            ("journal.csv", b",ria,", b",eve,", "its hash does not fit"),
            ("journal.csv", b"two digits", b"no digits", "its hash does not fit"),
            ("sources.csv", b"News Example", b"Mews Example", "publisher is not what journal row"),
            ("import_batches.csv", b"old,4,", b"old,5,", "row_count is not what journal row"),
            ("reports.csv", b"It says 4.2", b"It says 4.3", "text is not what journal row"),
            ("figures.csv", b",BB,AA,", b",BB,ZZ,", "counterpart_area is not what journal row"),
            ("figures.csv", b",A,2024-", b",Z,2024-", "refuses a row of figure: This kind of period is not known."),
            ("figures.csv", b"2024-01-01", b"2024-00-01", "“2024-00-01” is not a day"),
            ("figures.csv", b"obs_digits", b"obs_digit", "“obs_digit” is not a known column"),
            ("figures.csv", b"turnover reached 4.10", b"turnover \xff", "cannot be read"),
            ("statements.csv", b"statement_id,", b'statement_id,"', "cannot be read"),
            ("journal.csv", b"figure.approve", b"figure\0approve", "NUL"),
        ],
    )
    def test_a_package_whose_hashes_were_forged_too(self, package, empty, on, name, old, new, sentence):
        resealed(package, name, old, new)
        answer = on(empty, "import", package)
        assert answer.exit_code == 1
        assert sentence in answer.stderr
        assert answer.stderr.count("\n") == 1
        assert head(empty)[0] == 0

    def test_a_journal_that_was_cut_short(self, package, empty, on):
        lines = (package / "journal.csv").read_bytes().split(b"\r\n")
        resealed(package, "journal.csv", lines[-2] + b"\r\n", b"")
        answer = on(empty, "import", package)
        assert answer.exit_code == 1
        assert "not in row" in answer.stderr

    def test_a_package_that_is_not_whole(self, package, empty, on):
        (package / "journal.csv").unlink()
        answer = on(empty, "import", package)
        assert answer.stderr == "Error: The package is not whole: journal.csv is missing.\n"

    def test_a_folder_that_is_no_package(self, package, empty, on, tmp_path):
        (tmp_path / "folder").mkdir()
        answer = on(empty, "import", tmp_path / "folder")
        assert answer.stderr.startswith("Error: There is no datapackage.json")

    def test_a_descriptor_that_is_none(self, package, empty, on):
        for text in ("[]", "null", "{", "[" * 100_000, '{"tradedash": 1, "resources": []}'):
            (package / "datapackage.json").write_text(text)
            assert "is not one that “tradedash export” writes" in on(empty, "import", package).stderr

    def test_a_package_of_another_version(self, package, empty, on):
        text = (package / "datapackage.json").read_text()
        (package / "datapackage.json").write_text(text.replace('"format": 1', '"format": 2'))
        assert "made by another version" in on(empty, "import", package).stderr

    def test_a_zip_whose_names_are_paths(self, package, empty, on, tmp_path):
        for name in ("../escaped.csv", "/escaped.csv", "figures.csv/../../escaped.csv"):
            zipped(package, tmp_path / "bad.zip", extra={name: b"x"}, without="reports.csv")
            assert on(empty, "import", tmp_path / "bad.zip").exit_code == 1
        assert not list(tmp_path.rglob("escaped.csv"))

    def test_a_zip_that_would_fill_a_disk(self, package, empty, on, tmp_path):
        zipped(package, tmp_path / "bomb.zip", extra={"reports.csv": b"0" * 30_000_000}, without="reports.csv")
        answer = on(empty, "import", tmp_path / "bomb.zip")
        assert answer.stderr == "Error: reports.csv grows more than 200 times when it is unpacked; refused.\n"

    def test_a_zip_that_is_cut_or_bent(self, package, store_url, empty, on, tmp_path):
        on(store_url, "export", tmp_path / "good.zip")
        good = (tmp_path / "good.zip").read_bytes()
        bent = bytearray(good)
        bent[len(good) // 2] ^= 1
        for data in (good[: len(good) // 2], good[:-30], b"", b"PK" * 500, bytes(bent)):
            (tmp_path / "bad.zip").write_bytes(data)
            answer = on(empty, "import", tmp_path / "bad.zip")
            assert (answer.exit_code, answer.stderr.count("\n")) == (1, 1), answer.stderr
        assert head(empty)[0] == 0


def zipped(folder: Path, path: Path, *, extra: dict[str, bytes], without: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in folder.iterdir():
            if file.name != without:
                archive.write(file, file.name)
        for name, data in extra.items():
            archive.writestr(name, data)


def test_an_export_overwrites_nothing(package, store_url, on, tmp_path):
    (tmp_path / "taken.zip").write_bytes(b"mine")
    for path in (package, tmp_path / "taken.zip"):
        answer = on(store_url, "export", path)
        assert (answer.exit_code, answer.stderr) == (1, f"Error: {path} exists already; name another one.\n")
    assert (tmp_path / "taken.zip").read_bytes() == b"mine"
    assert [file.name for file in tmp_path.iterdir() if file.name.endswith(".part")] == []


@pytest.mark.postgres
def test_a_store_goes_to_postgresql_and_back_without_loss(ledger_of_lives, postgres_url, on, tmp_path):
    there, back = postgres_url, f"sqlite:///{tmp_path / 'back.db'}"
    answer = on(ledger_of_lives, "copy", there)
    assert answer.exit_code == 0, answer.output
    assert "Accounts and keys of the API stay where they are" in answer.output
    assert on(there, "copy", back).exit_code == 0
    assert head(back) == head(there) == head(ledger_of_lives)
    assert content(back) == content(there) == content(ledger_of_lives)
    with opened(back) as store, store.read() as conn:
        assert conn.execute(select(account)).all() == []


@pytest.mark.postgres
def test_a_copy_goes_on_where_the_store_was(ledger_of_lives, postgres_url, on):
    on(ledger_of_lives, "copy", postgres_url)
    with opened(postgres_url) as store:
        figure_id = publisher(store)(value="5.5")
        with store.read() as conn:
            last = conn.execute(select(figure.c.figure_id).order_by(figure.c.id.desc()).limit(1)).scalar_one()
            assert (last, verify(conn)) == (figure_id, [])


def test_a_copy_fills_only_an_empty_store(lives, store_url, on, tmp_path):
    target = f"sqlite:///{tmp_path / 'target.db'}"
    assert on(store_url, "copy", target).exit_code == 0
    before = head(target)
    answer = on(store_url, "copy", target)
    assert (answer.exit_code, head(target)) == (1, before)
    assert "two journals cannot be joined" in answer.stderr
    assert "name another database" in on(store_url, "copy", store_url).stderr


def test_a_damaged_store_is_not_copied(lives, store_url, on, tmp_path):
    if lives.store.dialect == "postgresql":
        return
    with lives.store.write() as conn:
        for (name,) in conn.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
            conn.exec_driver_sql(f"DROP TRIGGER {name}")
        conn.exec_driver_sql("UPDATE source SET publisher = 'Else' WHERE title = '=1+1'")
    target = f"sqlite:///{tmp_path / 'target.db'}"
    answer = on(store_url, "copy", target)
    assert "publisher is not what journal row" in answer.stderr
    assert head(target)[0] == 0


@pytest.fixture
def ledger_of_lives(sqlite_store, sqlite_url) -> str:
    """Return the URL of an SQLite store in which everything has happened, with an account."""
    add_codes(sqlite_store)
    live(sqlite_store)
    with sqlite_store.write() as conn:
        add_account(conn, "ana", Role.ANALYST, "the password of ana", CLI)
    return sqlite_url
