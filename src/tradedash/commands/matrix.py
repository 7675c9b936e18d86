"""A release that covers many pairs at once: its figures differ in few things, so a row is made of few parts.

What `commands.figures` checks print by print is checked here once for all of them, and the rest is what an
`Observation` cannot say wrongly. Ids, rows and hashes are those that `add_batch` would give the same prints.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, insert, select

from tradedash.commands.additions import NewSource
from tradedash.commands.checks import checked_source
from tradedash.commands.codes import CodeBook, code_book
from tradedash.commands.covering import open_batch
from tradedash.commands.placing import CHUNK
from tradedash.commands.refusals import in_words
from tradedash.commands.rows import Row, source_values
from tradedash.domain.actor import Actor, Role
from tradedash.domain.errors import BadValue, Conflict
from tradedash.domain.figure import Rank, Status, statement_id
from tradedash.domain.hedges import Qualifier
from tradedash.domain.indicator import Unit
from tradedash.domain.period import UNSTATED, PeriodKind
from tradedash.domain.source import SourceType, canonical_url, source_id
from tradedash.store.canonical import canonical, plain, source_content
from tradedash.store.journal import Change, append
from tradedash.store.many import judged_at_once
from tradedash.store.schema import figure, import_batch, source, statement
from tradedash.store.whole import Plain, PlainRow, write_rows

#: The id of an observation, its parts, and the kind of its indicator: what differs among the figures of a release.
Varied: TypeAlias = tuple[str, str, str, str, str, str, str, str]
_COLUMNS = (
    "figure_id", "indicator", "indicator_kind", "ref_area", "counterpart_area", "period_start", "period_end",
    "obs_digits", "as_printed", "flags",
)  # fmt: skip


class Observation(NamedTuple):
    """One cell of a matrix: a whole year, and whole US dollars from 0 on as delivered, digits without leading zero."""

    indicator: str
    ref_area: str
    counterpart_area: str
    year: str
    value: str
    flags: str


@dataclass(frozen=True, slots=True)
class Release:
    """What all figures of a matrix share. `period_evidence` says what their years follow from."""

    source: NewSource
    basis: str
    period_evidence: str

    @property
    def url(self) -> str:
        """The one address by which the release is known. Raises: BadValue."""
        return canonical_url(self.source.url)


def has_batch(conn: Connection, batch_id: str) -> bool:
    """Tell whether a block of a matrix is in the ledger."""
    return conn.execute(select(import_batch.c.batch_id).where(import_batch.c.batch_id == batch_id)).first() is not None


def check_release(conn: Connection, release: Release, indicators: Iterable[str]) -> CodeBook:
    """Return the code lists, if they have what the release names. Raises: BadValue, UnknownName."""
    book = code_book(conn)
    book.check_basis(release.basis)
    for code in indicators:
        if book.indicator(code).unit is not Unit.USD:
            raise BadValue(f"“{book.indicator(code).label}” is not counted in US dollars.", "indicator")
    if checked_source(release.source).source_type is not SourceType.RELEASE:
        raise BadValue("Only a release has a matrix.", "source_type")
    return book


def add_block(
    conn: Connection, release: Release, observations: Sequence[Observation], actor: Actor, batch_id: str
) -> int:
    """Publish the observations under one journal row and return how many that were.

    The first block of a release brings its source and statement. Raises: Forbidden; IntegrityError if some of the
    observations are stored already, which `without_stored` leaves out.
    """
    actor.must_be(Role.ADMIN)
    if not observations:
        return 0
    now = datetime.now(UTC)
    shared = _shared(release, _home(conn, release, actor, now), now)
    kinds = {row.code: row.kind.value for row in code_book(conn).indicators.values()}
    varied = [
        (key, *one, kinds[one.indicator]) for key, one in zip(_ids(release, observations), observations, strict=True)
    ]
    seq = open_batch(conn, actor, batch_id, row_count=len(varied), sha256=_digest(varied, shared), now=now)
    stored: dict[str, Plain] = {**shared, "published_at": str(plain(now)), "batch_id": batch_id, "journal_seq": seq}
    columns = [figure.c[name] for name in (*_COLUMNS, *stored)]
    with judged_at_once(conn):
        return write_rows(conn, figure, columns, _rows(varied, stored))


def without_stored(conn: Connection, release: Release, observations: Sequence[Observation]) -> list[Observation]:
    """Return the observations that are not in the ledger yet, in any version.

    Raises: Conflict if another print has the id of one of them.
    """
    by_id = dict(zip(_ids(release, observations), observations, strict=True))
    ids = list(by_id)
    for start in range(0, len(ids), CHUNK):
        for row in conn.execute(select(figure).where(figure.c.figure_id.in_(ids[start : start + CHUNK]))):
            one = by_id.pop(row.figure_id)
            same = (row.indicator, row.ref_area, row.counterpart_area, str(row.period_start.year), str(row.obs_digits))
            if same != one[:5]:
                raise Conflict(f"Another print has the id {row.figure_id}, which is that of {', '.join(one[:5])}.")
    return list(by_id.values())


def _home(conn: Connection, release: Release, actor: Actor, now: datetime) -> Row:
    """Return the stored source of the release; written now, with its statement, if it is new."""
    found = conn.execute(select(source).where(source.c.canonical_url == release.url)).first()
    if found is not None:
        return _checked_home(conn, found._asdict())
    row = source_values(checked_source(release.source), source_id(release.source.url), release.url, now)
    change: Change = {
        "action": "source.add",
        "entity": "source",
        "entity_id": row["source_id"],
        "before": None,
        "after": source_content(row),
    }
    with in_words():
        conn.execute(insert(source), {**row, "journal_seq": append(conn, actor, **change)})
        conn.execute(insert(statement), {"statement_id": _statement(row), "source_id": row["source_id"]})
    return row


def _checked_home(conn: Connection, row: Row) -> Row:
    if row["merged_into"]:
        raise Conflict("The source of this release was merged into another one; name it by that one's address.")
    if row["source_type"] != SourceType.RELEASE:
        raise Conflict(f"The address of this release is stored as a {row['source_type']}.")
    return row


def _statement(home: Row) -> str:
    return statement_id(None, None, home["source_id"], release=True)


def _ids(release: Release, observations: Sequence[Observation]) -> Iterator[str]:
    """Return the id of each observation's print: what `domain.figure.figure_id` says, its parts joined beforehand."""
    url, series, start, unstated, unit = release.url, None, "", UNSTATED.code, f"{Unit.USD}e0"
    for one in observations:
        if series != one[:3]:
            series = one[:3]
            start = "\n".join((url, *series, release.basis, ""))
        text = f"{start}{one.year}\n{unstated}\n{one.value}\n{unit}\n{one.value}"
        yield sha256(text.encode()).hexdigest()[:12]


def _shared(release: Release, home: Row, now: datetime) -> dict[str, Plain]:
    """Return the columns of content that are the same in all figures of a release; those that are absent are None."""
    return {
        "source_id": home["source_id"],
        "statement_id": _statement(home),
        "basis": release.basis,
        "period_kind": PeriodKind.YEAR.value,
        "period_evidence": release.period_evidence,
        "obs_scale": 0,
        "unit_mult": 0,
        "unit": Unit.USD.value,
        "qualifiers": Qualifier.EXACT.value,
        "status": Status.PUBLISHED.value,
        "rank": Rank.NORMAL.value,
        "recorded_at": str(plain(now)),
    }


def _digest(varied: Sequence[Varied], shared: Mapping[str, Plain]) -> str:
    """Return what `batch_sha256` says of the figures: their canonical form is filled in rather than made anew."""
    form, digest = _canonical_form(shared), sha256()
    for key, indicator, ref_area, other, year, value, flags, kind in sorted(varied, key=itemgetter(0)):
        line = form % (value, other, key, flags, indicator, kind, value, year, year, ref_area)
        digest.update(line.encode())
    return digest.hexdigest()


def _canonical_form(shared: Mapping[str, Plain]) -> str:
    """Return the canonical line of a figure with `%s` for what varies, in the order that canonical JSON has.

    What is filled in are codes, digits and hex digits, which JSON writes as they are.
    """
    marks = {
        "as_printed": "<%s>", "counterpart_area": "<%s>", "figure_id": "<%s>", "flags": "<%s>", "indicator": "<%s>",
        "indicator_kind": "<%s>", "obs_digits": "<%d>", "period_end": "<%s-12-31>", "period_start": "<%s-01-01>",
        "ref_area": "<%s>",
    }  # fmt: skip
    line = canonical(
        {
            **{
                name: str(value).replace("%", "%%") if isinstance(value, str) else value
                for name, value in shared.items()
            },
            **marks,
        }
    )
    return line.replace('"<%d>"', "%s").replace('"<', '"').replace('>"', '"') + "\n"


def _rows(varied: Sequence[Varied], stored: Mapping[str, Plain]) -> Iterator[PlainRow]:
    rest = tuple(stored.values())
    for key, indicator, ref_area, other, year, value, flags, kind in varied:
        days = (f"{year}-01-01", f"{year}-12-31")
        yield (key, indicator, kind, ref_area, other, *days, int(value), value, flags, *rest)
