"""Files on their way into the ledger: taken in pieces, worked at by one worker at a time, cleared after a week.

None of this is the ledger's, so none of it is journaled; what comes of it is, in `bulk`.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from tradedash.domain.actor import Actor, Role
from tradedash.domain.errors import BadValue, Conflict, NotFound
from tradedash.domain.upload import CHUNK_BYTES, OPEN, WORKING, Mark, UploadKind, UploadState
from tradedash.store.engine import Store
from tradedash.store.schema import account, column_plan, upload, upload_chunk, upload_row

KEPT = timedelta(days=7)
#: Whoever has given no sign of life for so long is taken for dead.
SILENCE = timedelta(seconds=20)
LARGEST = 100 * 1024 * 1024
GONE = "This import is no longer here: uploads are cleared after a week. Send the file again."
ONE_AT_A_TIME = "You have an import open already; bring it to an end, or discard it, before you send another file."
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class NewUpload:
    """What is known of a file before its bytes are stored."""

    name: str
    kind: UploadKind


def receive(store: Store, new: NewUpload, pieces: Iterable[bytes], actor: Actor) -> str:
    """Store a file piece by piece, in short transactions, and return its `upload_id`.

    Whatever goes wrong on the way leaves no upload behind. Raises: Conflict while the account has one open, BadValue
    for nothing or too much, Forbidden, StoreUnavailable.
    """
    actor.must_be(*Role)
    with store.write() as conn:
        upload_id = _begin(conn, new, actor)
    try:
        size = 0
        for number, some in enumerate(_grouped(_sized(pieces))):
            size += sum(map(len, some))
            if size > LARGEST:
                raise BadValue(f"The file is larger than {LARGEST // 1024**2} MB; split it.", "file")
            rows = [
                {"upload_id": upload_id, "position": number * _AT_ONCE + n, "content": one}
                for n, one in enumerate(some)
            ]
            with store.write() as conn:
                conn.execute(insert(upload_chunk), rows)
                conn.execute(update(upload).where(upload.c.upload_id == upload_id).values(size=size, beat_at=_now()))
        if not size:
            raise BadValue("The file is empty.", "file")
    except BaseException:
        with store.write() as conn:
            _forget(conn, [upload_id])
            conn.execute(delete(upload).where(upload.c.upload_id == upload_id))
        raise
    return upload_id


def open_upload(conn: Connection, upload_id: str, actor: Actor) -> Mapping[str, Any]:
    """Return the stored row of one of the actor's own uploads. Raises: NotFound."""
    wanted = select(upload).join(account, account.c.account_id == upload.c.account_id)
    wanted = wanted.where(upload.c.upload_id == upload_id, account.c.name == actor.name)
    found = conn.execute(wanted).first() if "\0" not in upload_id else None
    if found is None:
        raise NotFound(GONE)
    return found._asdict()


def set_header(conn: Connection, upload_id: str, header: str, plan: str) -> None:
    """Say what the table's columns are called and what they seem to mean; now the analyst is asked."""
    _change(conn, upload_id, state=UploadState.MAPPING, header=header, plan=plan, holder=None, beat_at=None)


def start_checking(conn: Connection, upload_id: str, actor: Actor, plan: str | None, signature: str | None) -> None:
    """Say what the columns mean, remember it for the next table with this header, and let a worker look at the rows.

    Raises: NotFound, Conflict if the upload is past that.
    """
    row = open_upload(conn, upload_id, actor)
    _must_be(row, UploadState.RECEIVING, UploadState.MAPPING, UploadState.CHECKED)
    _change(
        conn,
        upload_id,
        state=UploadState.CHECKING,
        plan=plan,
        tally=None,
        message=None,
        done=0,
        holder=None,
        beat_at=None,
    )
    if plan is not None and signature is not None:
        own = (column_plan.c.account_id == row["account_id"], column_plan.c.signature == signature)
        conn.execute(delete(column_plan).where(*own))
        values = {"account_id": row["account_id"], "signature": signature, "plan": plan}
        conn.execute(insert(column_plan).values(values))


def back_to_mapping(conn: Connection, upload_id: str, actor: Actor) -> None:
    """Ask the analyst again what the columns mean. Raises: NotFound, Conflict."""
    row = open_upload(conn, upload_id, actor)
    _must_be(row, UploadState.CHECKED)
    if row["header"] is None:
        raise Conflict("An article says by itself what is what.")
    conn.execute(delete(upload_row).where(upload_row.c.upload_id == upload_id))
    _change(conn, upload_id, state=UploadState.MAPPING, tally=None, message=None, done=0)


def start_writing(conn: Connection, upload_id: str, actor: Actor, *, only_good: bool) -> None:
    """Let a worker bring the rows into the ledger: all of them, or only the good ones. Raises: NotFound, Conflict."""
    row = open_upload(conn, upload_id, actor)
    _must_be(row, UploadState.CHECKED)
    _change(
        conn,
        upload_id,
        state=UploadState.WRITING,
        only_good=int(only_good),
        message=None,
        done=0,
        holder=None,
        beat_at=None,
    )


def discard(conn: Connection, upload_id: str, actor: Actor) -> None:
    """Give an upload up before anything of it is in the ledger. Raises: NotFound, Conflict."""
    row = open_upload(conn, upload_id, actor)
    _must_be(row, *OPEN)
    _forget(conn, [upload_id])
    _change(conn, upload_id, state=UploadState.DISCARDED, holder=None, beat_at=None)


def claim(conn: Connection, upload_id: str, holder: str) -> bool:
    """Take over the work at an upload, if it waits for a worker or its worker has fallen silent."""
    silent = or_(upload.c.beat_at.is_(None), upload.c.beat_at < _now() - SILENCE)
    mine = (upload.c.upload_id == upload_id, upload.c.state.in_([str(state) for state in WORKING]), silent)
    return conn.execute(update(upload).where(*mine).values(holder=holder, beat_at=_now())).rowcount == 1


def beat(conn: Connection, upload_id: str, holder: str, **values: object) -> bool:
    """Give a sign of life, with whatever has changed; False if the upload is somebody else's by now, or given up."""
    mine = (upload.c.upload_id == upload_id, upload.c.holder == holder)
    return conn.execute(update(upload).where(*mine).values(beat_at=_now(), **values)).rowcount == 1


def release(conn: Connection, upload_id: str, holder: str, state: UploadState, **values: object) -> bool:
    """Put an upload into the state that the work has led to; False if it is somebody else's by now."""
    mine = (upload.c.upload_id == upload_id, upload.c.holder == holder)
    given = {**values, "state": str(state), "holder": None, "beat_at": None}
    return conn.execute(update(upload).where(*mine).values(given)).rowcount == 1


def clear_rows(conn: Connection, upload_id: str) -> None:
    """Forget what was found out about the rows: whoever begins, begins anew."""
    conn.execute(delete(upload_row).where(upload_row.c.upload_id == upload_id))


def add_rows(conn: Connection, rows: Sequence[Mapping[str, object]]) -> None:
    """Keep what was found out about some rows."""
    if rows:
        conn.execute(insert(upload_row), list(rows))


def mark_conflict(conn: Connection, upload_id: str, position: int, sentence: str) -> None:
    """Say of a row that was looked at before what it contradicts."""
    this = (upload_row.c.upload_id == upload_id, upload_row.c.position == position)
    conn.execute(update(upload_row).where(*this).values(mark=str(Mark.CONFLICT), message=sentence[:500]))


def drop_chunks(conn: Connection, upload_id: str) -> None:
    """Forget the file of an upload that is in the ledger by now."""
    conn.execute(delete(upload_chunk).where(upload_chunk.c.upload_id == upload_id))


def clear_old(conn: Connection, now: datetime | None = None) -> None:
    """Clear what is a week old, and files whose sender vanished while they were received."""
    at = now or _now()
    kept = [str(state) for state in OPEN]
    old = set(conn.execute(select(upload.c.upload_id).where(upload.c.created_at < at - KEPT)).scalars())
    broken = (upload.c.state == str(UploadState.RECEIVING), upload.c.beat_at < at - 15 * SILENCE)
    lost = set(conn.execute(select(upload.c.upload_id).where(*broken)).scalars())
    gone = sorted(old | lost)
    _forget(conn, gone)
    conn.execute(
        update(upload)
        .where(upload.c.upload_id.in_(gone), upload.c.state.in_(kept))
        .values(state=str(UploadState.EXPIRED), holder=None, beat_at=None)
    )


def _begin(conn: Connection, new: NewUpload, actor: Actor) -> str:
    clear_old(conn)
    owner = conn.execute(select(account.c.account_id).where(account.c.name == actor.name)).scalar_one()
    upload_id = secrets.token_urlsafe(12)
    row = {
        "upload_id": upload_id,
        "account_id": owner,
        "name": new.name,
        "kind": str(new.kind),
        "size": 0,
        "state": str(UploadState.RECEIVING),
        "done": 0,
        "holder": "sender",
        "beat_at": _now(),
        "only_good": 0,
        "created_at": _now(),
    }
    try:
        conn.execute(insert(upload).values(row))
    except IntegrityError as error:  # its only rule that a person can break
        raise Conflict(ONE_AT_A_TIME) from error
    return upload_id


def _sized(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Return the same bytes in pieces that the store takes."""
    left = b""
    for piece in pieces:
        left += piece
        while len(left) >= CHUNK_BYTES:
            yield left[:CHUNK_BYTES]
            left = left[CHUNK_BYTES:]
    if left:
        yield left


def _grouped(pieces: Iterable[bytes]) -> Iterator[list[bytes]]:
    some: list[bytes] = []
    for piece in pieces:
        some.append(piece)
        if len(some) == _AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _forget(conn: Connection, upload_ids: Sequence[str]) -> None:
    for table in (upload_chunk, upload_row):
        conn.execute(delete(table).where(table.c.upload_id.in_(upload_ids)))


def _must_be(row: Mapping[str, Any], *states: UploadState) -> None:
    if row["state"] not in states:
        raise Conflict("This import has moved on in the meantime; nothing was changed.")


def _change(conn: Connection, upload_id: str, **values: object) -> None:
    given = {name: str(value) if isinstance(value, UploadState) else value for name, value in values.items()}
    conn.execute(update(upload).where(upload.c.upload_id == upload_id).values(given))


def _now() -> datetime:
    return datetime.now(UTC)
