"""`tradedash export` and `copy`: the whole store as files, and into another database."""

import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import click
from sqlalchemy import URL

from tradedash.cli.drafts import draft_beside, draft_folder_beside, head_text, place, place_folder
from tradedash.cli.load import current_store
from tradedash.commands.whole import take_over
from tradedash.domain.actor import CLI
from tradedash.domain.errors import BadValue
from tradedash.exports.package import write_package
from tradedash.settings import Settings
from tradedash.store.engine import Store, open_store, parse_url
from tradedash.store.journal import head
from tradedash.store.migrate import upgrade
from tradedash.store.whole import RESOURCES, columns, stream

#: The earliest day that a zip knows: with one time for all files, equal stores give equal zips.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_NO_ACCOUNTS = "Accounts and keys of the API stay where they are: make new ones with “tradedash user add”."


@click.command("export")
@click.argument("path", metavar="DIR", type=click.Path(path_type=Path))
def export_command(path: Path) -> None:
    """Write the whole store into a new folder DIR as a data package, or into one file if the name ends in .zip.

    Sources, statements and figures with every version, the journal, code lists and rates; drafts too, but no accounts.
    “tradedash import” makes the same store of it.
    """
    taken = f"{path} exists already; name another one."
    with closing(current_store()) as store:
        if path.suffix.lower() == ".zip":
            with draft_beside(path) as draft:
                with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
                    found = _write(store, _Zip(archive))
                place(draft, path, taken)
        else:
            with draft_folder_beside(path) as draft:
                found = _write(store, _Folder(draft))
                place_folder(draft, path, taken)
    click.echo(f"Exported the store to {path}.\n{head_text(found)}")


@click.command("copy")
@click.argument("url")
def copy_command(url: str) -> None:
    """Copy the whole store into the empty database at URL, SQLite or PostgreSQL.

    The copy has the same ids, versions and journal; it is checked before it is kept. Accounts are not copied.
    """
    target_url = parse_url(url, "url")
    if _same(target_url, parse_url(Settings.load().database_url)):
        raise BadValue("This is the address of the store itself: name another database.", "url")
    with closing(current_store()) as store:
        upgrade(url)
        with closing(open_store(url)) as target, store.read() as old, target.write() as new:
            found = head(old)
            contents = ((table, (columns(table), stream(old, table, columns(table)))) for table in RESOURCES.values())
            counts = take_over(new, contents, found, CLI)
    held = f"{counts['figure']:,} figures of {counts['source']:,} sources, {counts['journal']:,} journal rows"
    click.echo(f"Copied {held} to {target_url.render_as_string()}.\n{head_text(found)}\n{_NO_ACCOUNTS}")


def _write(store: Store, files: "_Folder | _Zip") -> tuple[int, str]:
    with store.read() as conn:
        return write_package(conn, files)


@dataclass(frozen=True, slots=True)
class _Folder:
    path: Path

    @contextmanager
    def create(self, name: str) -> Iterator[BinaryIO]:
        with (self.path / name).open("xb") as file:
            yield file


@dataclass(frozen=True, slots=True)
class _Zip:
    archive: zipfile.ZipFile

    @contextmanager
    def create(self, name: str) -> Iterator[BinaryIO]:
        entry = zipfile.ZipInfo(name, _ZIP_TIME)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        with self.archive.open(entry, "w", force_zip64=True) as file:
            yield cast(BinaryIO, file)


def _same(one: URL, other: URL) -> bool:
    if one.get_backend_name() == "sqlite" == other.get_backend_name():
        return Path(one.database or "").absolute() == Path(other.database or "").absolute()
    return (one.host, one.port or 5432, one.database) == (other.host, other.port or 5432, other.database)
