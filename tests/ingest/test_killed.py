"""A worker that is killed in the middle of an import leaves all of it or nothing, and the next one ends the work."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update
from tests.fixtures.server import SRC

from tradedash.commands import uploads
from tradedash.commands.accounts import add_account
from tradedash.domain.actor import CLI, Actor, Channel, Role
from tradedash.domain.upload import UploadKind, UploadState
from tradedash.ingest.plan import guessed
from tradedash.ingest.work import Lost, Work
from tradedash.queries.uploads import own_upload
from tradedash.store.audit import verify
from tradedash.store.engine import Store
from tradedash.store.schema import figure, journal, source, upload

ANA = Actor("ana", Role.ANALYST, Channel.IMPORT)
HEADER = (
    "indicator", "ref_area", "counterpart_area", "basis", "time_period", "obs_value", "unit_mult", "unit_measure",
    "qualifier", "as_printed", "source_url", "source_publisher", "language",
)  # fmt: skip
#: One worker: it says when it begins, and is killed some time after that.
WORKER = """
import sys
from tradedash.commands import uploads
from tradedash.domain.actor import Actor, Channel, Role
from tradedash.domain.upload import UploadState
from tradedash.ingest.work import Lost, Work
from tradedash.queries.uploads import own_upload
from tradedash.store.engine import open_store
url, upload_id = sys.argv[1:]
store = open_store(url)
with store.write() as conn:
    assert uploads.claim(conn, upload_id, "worker")
with store.read() as conn:
    found = own_upload(conn, upload_id, "ana")
print("begins", flush=True)
work = Work(store, found, "worker", "http://ledger.example")
if found.state is UploadState.CHECKING:
    work.check()
else:
    work.write(Actor("ana", Role.ANALYST, Channel.IMPORT))
"""


def table(rows: int) -> bytes:
    lines = [
        f"turnover,RU,KG,RU,{1995 + nth % 28}-{1 + nth % 12:02},{1 + nth % 9}.{nth:05},6,USD,exact,"
        f"turnover of {1 + nth % 9}.{nth:05} million,https://killed.example/{nth // 20},News,en"
        for nth in range(rows)
    ]
    return "\n".join([",".join(HEADER), *lines]).encode()


def work_for(url: str, upload_id: str, seconds: float | None) -> None:
    """Let a worker work for so long, then kill it as nothing else does; or let it come to its end."""
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, url, upload_id],
        env={"PYTHONPATH": str(SRC)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "begins\n", worker.stderr and worker.stderr.read()
        try:
            worker.wait(seconds)
        except subprocess.TimeoutExpired:
            worker.kill()


def is_in(store: Store, upload_id: str) -> tuple[UploadState, int, int, int]:
    """Return how the upload stands, and what of it is in the ledger: figures, sources, rows of the journal."""
    with store.read() as conn:
        assert verify(conn) == []
        found = own_upload(conn, upload_id, "ana")
        assert found is not None
        batch = f"upload-{upload_id}"
        figures = conn.execute(select(func.count()).where(figure.c.batch_id == batch)).scalar_one()
        sources = conn.execute(select(func.count()).where(source.c.url.like("https://killed.example/%"))).scalar_one()
        covered = conn.execute(select(func.count()).where(journal.c.entity_id == batch)).scalar_one()
        return found.state, figures, sources, covered


def forget_the_dead(store: Store) -> None:
    with store.write() as conn:
        silent = datetime.now(UTC) - 2 * uploads.SILENCE
        conn.execute(update(upload).where(upload.c.holder.is_not(None)).values(beat_at=silent))


def sent(store: Store, content: bytes) -> str:
    """Bring a table to where its rows are about to be looked at."""
    with store.write() as conn:
        add_account(conn, "ana", Role.ANALYST, "a long enough password", CLI)
    upload_id = uploads.receive(store, uploads.NewUpload("many.csv", UploadKind.CSV), [content], ANA)
    with store.write() as conn:
        uploads.set_header(conn, upload_id, '{"names": [], "samples": []}', guessed(HEADER).text())
        uploads.start_checking(conn, upload_id, ANA, guessed(HEADER).text(), None)
    return upload_id


@pytest.mark.parametrize(
    ("rows", "kills", "step"),
    [(600, 2, 0.2), pytest.param(4000, 50, 0.025, marks=pytest.mark.torture)],
    ids=["few", "many"],
)
def test_a_killed_import_leaves_all_or_nothing(
    listed: Store, tmp_path: Path, rows: int, kills: int, step: float
) -> None:
    url = f"sqlite:///{tmp_path / 'listed.db'}"
    upload_id = sent(listed, table(rows))
    work_for(url, upload_id, step)
    forget_the_dead(listed)
    work_for(url, upload_id, None)
    assert is_in(listed, upload_id)[0] is UploadState.CHECKED
    with listed.write() as conn:
        uploads.start_writing(conn, upload_id, ANA, only_good=False)
    whole = (UploadState.WRITTEN, rows, rows // 20, 1)
    killed = 0
    while is_in(listed, upload_id) != whole:
        forget_the_dead(listed)
        work_for(url, upload_id, step * killed)
        assert is_in(listed, upload_id) in (whole, (UploadState.WRITING, 0, 0, 0))
        killed += 1
    assert killed > kills


def test_two_workers_at_one_upload_write_it_once(listed: Store) -> None:
    upload_id = sent(listed, table(40))
    first = turn(listed, upload_id, "first")
    forget_the_dead(listed)
    second = turn(listed, upload_id, "second")
    second.check()
    with pytest.raises(Lost):
        first.check()
    assert is_in(listed, upload_id)[0] is UploadState.CHECKED


def turn(store: Store, upload_id: str, holder: str) -> Any:
    with store.write() as conn:
        assert uploads.claim(conn, upload_id, holder)
    with store.read() as conn:
        found = own_upload(conn, upload_id, "ana")
    assert found is not None
    return Work(store, found, holder, "http://ledger.example")


def test_nobody_takes_over_from_a_worker_that_lives(listed: Store) -> None:
    upload_id = sent(listed, table(1))
    turn(listed, upload_id, "first")
    with listed.write() as conn:
        assert not uploads.claim(conn, upload_id, "second")


def test_old_uploads_go_and_the_ledger_stays(listed: Store) -> None:
    upload_id = sent(listed, table(20))
    turn(listed, upload_id, "w").check()
    with listed.write() as conn:
        uploads.start_writing(conn, upload_id, ANA, only_good=False)
    turn(listed, upload_id, "w").write(ANA)
    with listed.write() as conn:
        uploads.clear_old(conn, datetime.now(UTC) + uploads.KEPT + timedelta(minutes=1))
    assert is_in(listed, upload_id) == (UploadState.WRITTEN, 20, 1, 1)
