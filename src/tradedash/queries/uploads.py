"""Uploads as their owner sees them: where each stands, what its rows would do, the file it came as."""

import dataclasses
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from tradedash.domain.upload import OPEN, Mark, UploadKind, UploadState
from tradedash.store.engine import Store
from tradedash.store.schema import account, column_plan, figure, upload, upload_chunk, upload_row

ROWS_A_PAGE = 100
_RECENT = 10


@dataclass(frozen=True, slots=True)
class Upload:
    """One upload. `header` and `samples` belong to tables; `tally` counts rows by mark once they are looked at."""

    upload_id: str
    name: str
    kind: UploadKind
    size: int
    state: UploadState
    header: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    plan: str | None
    tally: Mapping[str, int]
    remarks: tuple[str, ...]
    message: str
    done: int
    only_good: bool
    batch_id: str | None
    beat_at: datetime | None
    created_at: datetime

    @property
    def rows(self) -> int:
        """How many rows were looked at."""
        return sum(self.tally.values())


@dataclass(frozen=True, slots=True)
class UploadRow:
    """What one row would do. `shown` is what the page shows of it, `cells` what stood in a row that is refused."""

    position: int
    line: int
    mark: Mark
    field: str
    message: str
    shown: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    cells: Sequence[str] = ()


def own_upload(conn: Connection, upload_id: str, account_name: str) -> Upload | None:
    """Return one upload of an account, None if it has no such upload."""
    if "\0" in upload_id:
        return None
    found = conn.execute(_of(account_name).where(upload.c.upload_id == upload_id)).first()
    return _upload(found) if found else None


def own_uploads(conn: Connection, account_name: str) -> list[Upload]:
    """Return the last uploads of an account, newest first."""
    found = conn.execute(_of(account_name).order_by(upload.c.created_at.desc(), upload.c.upload_id).limit(_RECENT))
    return [_upload(row) for row in found]


def open_upload_of(conn: Connection, account_name: str) -> Upload | None:
    """Return the upload that an account has not brought to an end."""
    found = conn.execute(_of(account_name).where(upload.c.state.in_([str(state) for state in OPEN]))).first()
    return _upload(found) if found else None


def upload_at_work(conn: Connection, upload_id: str) -> tuple[Upload, str, str | None] | None:
    """Return an upload with the name and the role of its account; no role if the account is disabled."""
    wanted = select(upload, account.c.name.label("owner"), account.c.role, account.c.disabled_at)
    wanted = wanted.join(account, account.c.account_id == upload.c.account_id).where(upload.c.upload_id == upload_id)
    row = conn.execute(wanted).first()
    return (_upload(row), row.owner, row.role if row.disabled_at is None else None) if row else None


def upload_rows(conn: Connection, upload_id: str, mark: Mark | None, page: int) -> list[UploadRow]:
    """Return one page of an upload's rows in the order of the file, of one mark or of all."""
    wanted = _rows_of(upload_id, mark).limit(ROWS_A_PAGE).offset(ROWS_A_PAGE * (page - 1))
    return [_row(row) for row in conn.execute(wanted)]


def refused_rows(conn: Connection, upload_id: str) -> Iterator[UploadRow]:
    """Return the rows that are refused, in the order of the file."""
    wanted = _rows_of(upload_id, None).where(upload_row.c.mark.in_([str(Mark.ERROR), str(Mark.CHANGED)]))
    for row in conn.execution_options(yield_per=500).execute(wanted):
        yield _row(row)


def remembered_plan(conn: Connection, account_name: str, signature: str) -> str | None:
    """Return what an account last said of a table with this header."""
    wanted = select(column_plan.c.plan).join(account, account.c.account_id == column_plan.c.account_id)
    found = conn.execute(wanted.where(account.c.name == account_name, column_plan.c.signature == signature)).scalar()
    return None if found is None else str(found)


def batch_states(conn: Connection, batch_id: str) -> dict[str, int]:
    """Return how many figures of a batch have which status."""
    counted = select(figure.c.status, func.count()).where(figure.c.batch_id == batch_id).group_by(figure.c.status)
    return {str(status): int(count) for status, count in conn.execute(counted)}


def content_of(store: Store, upload_id: str) -> Callable[[], Iterator[bytes]]:
    """Return what reads the file of an upload from its beginning, a piece at a time, each in its own transaction."""

    def pieces() -> Iterator[bytes]:
        position = 0
        while (piece := _chunk(store, upload_id, position)) is not None:
            yield piece
            position += 1

    return pieces


def _chunk(store: Store, upload_id: str, position: int) -> bytes | None:
    wanted = select(upload_chunk.c.content)
    this = (upload_chunk.c.upload_id == upload_id, upload_chunk.c.position == position)
    with store.read() as conn:
        found = conn.execute(wanted.where(*this)).scalar()
    return None if found is None else bytes(found)


def _of(account_name: str) -> Any:
    return (
        select(upload).join(account, account.c.account_id == upload.c.account_id).where(account.c.name == account_name)
    )


def _rows_of(upload_id: str, mark: Mark | None) -> Any:
    wanted = select(upload_row).where(upload_row.c.upload_id == upload_id).order_by(upload_row.c.position)
    return wanted if mark is None else wanted.where(upload_row.c.mark == str(mark))


def _upload(row: Any) -> Upload:
    header = json.loads(row.header) if row.header else {"names": [], "samples": []}
    told = json.loads(row.tally) if row.tally else {"marks": {}, "remarks": []}
    return Upload(
        upload_id=row.upload_id,
        name=row.name,
        kind=UploadKind(row.kind),
        size=row.size,
        state=UploadState(row.state),
        header=tuple(header["names"]),
        samples=tuple(map(tuple, header["samples"])),
        plan=row.plan,
        tally=told["marks"],
        remarks=tuple(told["remarks"]),
        message=row.message or "",
        done=row.done,
        only_good=bool(row.only_good),
        batch_id=row.batch_id,
        beat_at=row.beat_at,
        created_at=row.created_at,
    )


def _row(row: Any) -> UploadRow:
    content = json.loads(row.content)
    return UploadRow(
        row.position,
        row.line,
        Mark(row.mark),
        row.field,
        row.message,
        content.get("shown", {}),
        content.get("cells", ()),
    )
