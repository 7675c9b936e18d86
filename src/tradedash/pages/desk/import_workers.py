"""Threads that work at uploads: the worker that takes a file begins, any other goes on where that one has died."""

import secrets
from datetime import UTC, datetime
from threading import Lock, Thread

import structlog

from tradedash.commands import uploads as writing
from tradedash.domain.actor import Actor, Channel, Role
from tradedash.domain.errors import BadValue, StoreUnavailable
from tradedash.domain.upload import WORKING, UploadState
from tradedash.ingest.work import Lost, Work
from tradedash.queries.uploads import Upload, upload_at_work
from tradedash.web.site import Site

WENT_WRONG = "This went wrong on our side, and it is noted. Nothing was imported; send the file again."
NO_ACCOUNT = "The account that sent this is disabled. Nothing was imported."
log = structlog.get_logger()


class ImportWorkers:
    """The threads of this process; at most one for each upload."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._lock = Lock()
        self._threads: dict[str, Thread] = {}

    def nudge(self, upload: Upload) -> None:
        """Begin to work at an upload that waits for it, or whose worker has fallen silent."""
        silent = upload.beat_at is None or datetime.now(UTC) - upload.beat_at > writing.SILENCE
        if upload.state not in WORKING or not silent:
            return
        with self._lock:
            if upload.upload_id in self._threads:
                return
            thread = Thread(target=self._run, args=(upload.upload_id,), name=f"import {upload.upload_id}", daemon=True)
            self._threads[upload.upload_id] = thread
        thread.start()

    def wait(self) -> None:
        """Wait until nothing is under way."""
        with self._lock:
            threads = list(self._threads.values())
        for thread in threads:
            thread.join()

    def _run(self, upload_id: str) -> None:
        holder = secrets.token_hex(8)
        try:
            self._work(upload_id, holder)
        except Lost:
            log.info("import_given_up", upload=upload_id)
        except StoreUnavailable as error:
            log.warning("import_waits", upload=upload_id, reason=str(error))  # whoever looks at it next begins anew
        except Exception:
            log.exception("import_failed", upload=upload_id)
            self._fail(upload_id, holder, WENT_WRONG)
        finally:
            with self._lock:
                self._threads.pop(upload_id, None)

    def _work(self, upload_id: str, holder: str) -> None:
        store = self._site.store
        with store.write() as conn:
            if not writing.claim(conn, upload_id, holder):
                return
        with store.read() as conn:
            found = upload_at_work(conn, upload_id)
        if found is None:
            return
        upload, name, role = found
        if role is None:
            self._fail(upload_id, holder, NO_ACCOUNT)
            return
        work = Work(store, upload, holder, self._site.base_url)
        try:
            if upload.state is UploadState.CHECKING:
                work.check()
            else:
                work.write(Actor(name, Role(role), Channel.IMPORT))
        except BadValue as error:  # of the store as a whole, such as one without code lists
            self._fail(upload_id, holder, str(error))
        log.info("import_worked_at", upload=upload_id, state=str(upload.state))

    def _fail(self, upload_id: str, holder: str, message: str) -> None:
        try:
            with self._site.store.write() as conn:
                writing.release(conn, upload_id, holder, UploadState.FAILED, message=message)
        except StoreUnavailable as error:
            log.warning("import_waits", upload=upload_id, reason=str(error))
