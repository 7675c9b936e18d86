"""`/import`: a file or pasted rows into the ledger: sent, understood, looked at row by row, imported as one."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from dash.development.base_component import Component
from flask import Flask, Response, make_response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from tradedash.commands import uploads as writing
from tradedash.commands.batches import withdraw_batch
from tradedash.domain.actor import Actor, Channel, Role
from tradedash.domain.cells import harmless
from tradedash.domain.errors import BadValue, Conflict, Forbidden, NotFound
from tradedash.domain.upload import WORKING, Mark, UploadKind, UploadState
from tradedash.ingest.items import Header, read_header
from tradedash.ingest.pieces import LONGEST_LINE
from tradedash.ingest.plan import Plan, checked_plan, guessed, plan_of, signature
from tradedash.ingest.report import visible
from tradedash.pages.desk import import_parts as parts
from tradedash.pages.desk.import_rows import Leaf
from tradedash.pages.desk.import_workers import ImportWorkers
from tradedash.pages.desk.small_forms import Refused, refused, sent, session
from tradedash.queries.codelists import code_lists
from tradedash.queries.uploads import (
    ROWS_A_PAGE,
    Upload,
    batch_states,
    open_upload_of,
    own_upload,
    own_uploads,
    refused_rows,
    remembered_plan,
    upload_rows,
)
from tradedash.web.frame import page
from tradedash.web.gate import Gate
from tradedash.web.sessions import requires
from tradedash.web.site import Site

PATH = "/import"
WORKERS = "tradedash.imports"
#: What stands around the file in the body of a form.
_FORM_AROUND = 64 * 1024
_PIECE = 1024 * 1024
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
#: Without script the page asks again by itself; with script it is only told what has changed.
REFRESH = '<noscript><meta http-equiv="refresh" content="2"></noscript><script src="/assets/import.js"></script>'
SCRIPT = '<script src="/assets/import.js"></script>'


def register(server: Flask, site: Site, gate: Gate) -> None:
    """Add the pages to the site."""
    workers = ImportWorkers(site)
    server.extensions[WORKERS] = workers
    pages = ImportPages(site, workers)
    gate.largest["import"] = writing.LARGEST + _FORM_AROUND
    for path, name, view, methods in (
        (PATH, "import", pages.start, ["GET", "POST"]),
        (f"{PATH}/<upload_id>", "import_one", pages.one, ["GET", "POST"]),
        (f"{PATH}/<upload_id>/refused.csv", "import_refused", pages.refused_csv, ["GET"]),
    ):
        server.add_url_rule(path, name, requires(*Role)(view), methods=methods)


@dataclass(frozen=True)
class ImportPages:
    """The pages and what becomes of their forms."""

    site: Site
    workers: ImportWorkers

    def start(self) -> ResponseReturnValue:
        """Show where to send a file, or take one."""
        if request.method != "POST":
            return self._start(Refused())
        try:
            return redirect(f"{PATH}/{self._take()}", 303)
        except (BadValue, Conflict) as error:
            return self._start(refused(error, {"pasted": request.form.getlist("pasted")}))

    def one(self, upload_id: str) -> ResponseReturnValue:
        """Show how far an upload is, or do the next thing with it."""
        if request.method != "POST":
            return self._show(self._own(upload_id), Refused())
        deeds: dict[str, Callable[[Upload], None]] = {
            "plan": self._plan,
            "again": self._again,
            "write": self._write,
            "discard": self._discard,
            "withdraw": self._withdraw,
        }
        upload = self._own(upload_id)
        deed = deeds.get(request.form.get("do", ""))
        if deed is None:
            raise BadValue("This is not a form of this page.")
        try:
            deed(upload)
        except (BadValue, Conflict, Forbidden) as error:
            refusal = Refused(403, sentence=str(error)) if isinstance(error, Forbidden) else refused(error, sent())
            return self._show(self._own(upload_id), refusal)
        self.workers.nudge(self._own(upload_id))
        return redirect(PATH if deed == self._discard else f"{PATH}/{upload_id}", 303)

    def refused_csv(self, upload_id: str) -> ResponseReturnValue:
        """Return the refused rows as they were sent, each with the reason, for mending."""
        upload = self._own(upload_id)
        lines = _refused_lines(self.site, upload)
        response = Response(lines, mimetype="text/csv")
        response.headers["Content-Disposition"] = 'attachment; filename="refused-rows.csv"'
        return response

    def _take(self) -> str:
        name, stream = _sent_file()
        head = stream.read(LONGEST_LINE)
        if not head.strip():
            raise BadValue("Choose a file, or paste the rows.", "file")
        kind = _kind(name, head)
        header = None
        if kind is not UploadKind.JSONL:
            stream.seek(0)
            header = _header(kind, stream)
        stream.seek(0)
        new = writing.NewUpload(name, kind)
        upload_id = writing.receive(self.site.store, new, _pieces(stream), _actor())
        self._understand(upload_id, header)
        return upload_id

    def _understand(self, upload_id: str, header: Header | None) -> None:
        """Guess what the columns mean; whoever sends an export, or articles, is not asked."""
        plan = None if header is None else self._guess(header)
        with self.site.store.write() as conn:
            if header is not None and plan is not None:
                found = json.dumps({"names": header.names, "samples": header.samples})
                writing.set_header(conn, upload_id, found, plan.text())
            if plan is None or plan.is_export:
                told = None if plan is None else plan.text()
                writing.start_checking(conn, upload_id, _actor(), told, None)
        self.workers.nudge(self._own(upload_id))

    def _guess(self, header: Header) -> Plan:
        with self.site.store.read() as conn:
            kept = remembered_plan(conn, session().account.name, signature(header.names))
            pair = code_lists(conn).default_pair
        if kept is not None and len(plan_of(kept).columns) == len(header.names):
            return plan_of(kept)
        plan = guessed(header.names, header.samples)
        if pair is not None and "ref_area" in plan.missing and "counterpart_area" in plan.missing:
            return replace(plan, constants={**plan.constants, "pair": pair.code})
        return plan

    def _plan(self, upload: Upload) -> None:
        form = request.form
        columns = [form.get(f"column-{nth}", "") for nth in range(len(upload.header))]
        constants = {name.removeprefix("all-"): text for name, text in form.items() if name.startswith("all-")}
        plan = checked_plan(len(upload.header), columns, constants, form.get("decimal", ""))
        with self.site.store.write() as conn:
            writing.start_checking(conn, upload.upload_id, _actor(), plan.text(), signature(upload.header))

    def _again(self, upload: Upload) -> None:
        with self.site.store.write() as conn:
            writing.back_to_mapping(conn, upload.upload_id, _actor())

    def _write(self, upload: Upload) -> None:
        only_good = request.form.get("which") == "good"
        if not parts.comes_in(upload):
            raise Conflict("No row of this file is new; there is nothing to import.")
        if parts.stays_out(upload) and not only_good:
            raise Conflict("Nothing was imported: some rows cannot come in. Mend them, or import only the good rows.")
        with self.site.store.write() as conn:
            writing.start_writing(conn, upload.upload_id, _actor(), only_good=only_good)

    def _discard(self, upload: Upload) -> None:
        with self.site.store.write() as conn:
            writing.discard(conn, upload.upload_id, _actor())

    def _withdraw(self, upload: Upload) -> None:
        if upload.batch_id is None:
            raise Conflict("Nothing of this file is in the ledger.")
        with self.site.store.write() as conn:
            withdraw_batch(conn, upload.batch_id, _actor(Channel.FORM), reason=request.form.get("reason", ""))

    def _own(self, upload_id: str) -> Upload:
        with self.site.store.read() as conn:
            found = own_upload(conn, upload_id, session().account.name)
        if found is None:
            raise NotFound(writing.GONE)
        return found

    def _start(self, refusal: Refused) -> AnyResponse:
        with self.site.store.read() as conn:
            open_now = open_upload_of(conn, session().account.name)
            before = own_uploads(conn, session().account.name)
        content = parts.start(open_now, before, refusal)
        title = "Error: Import figures" if refusal else "Import figures"
        return make_response(page(title, *content, head=SCRIPT), refusal.status)

    def _show(self, upload: Upload, refusal: Refused) -> AnyResponse:
        self.workers.nudge(upload)
        content = self._content(upload, refusal)
        waits = upload.state in (*WORKING, UploadState.RECEIVING)
        title = f"{'Error: ' if refusal else ''}Import of {visible(upload.name)}"
        return make_response(page(title, *content, head=REFRESH if waits else SCRIPT), refusal.status)

    def _content(self, upload: Upload, refusal: Refused) -> list[Component]:
        with self.site.store.read() as conn:
            lists = code_lists(conn)
            match upload.state:
                case UploadState.MAPPING:
                    return parts.mapping(upload, lists, refusal)
                case UploadState.CHECKED:
                    mark, number = _asked()
                    rows = upload_rows(conn, upload.upload_id, mark, number)
                    return parts.preview(upload, lists, refusal, Leaf(mark, number, rows))
                case UploadState.WRITTEN:
                    states = batch_states(conn, upload.batch_id) if upload.batch_id else {}
                    return parts.written(upload, states, refusal)
        return parts.otherwise(upload, refusal)


def _actor(channel: Channel = Channel.IMPORT) -> Actor:
    return session().account.actor(channel)


def _asked() -> tuple[Mark | None, int]:
    mark, number = request.args.get("mark"), request.args.get("page", "1")
    known = {str(one): one for one in Mark}
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    return known.get(mark or ""), max(1, min(at, 1 + 250_000 // ROWS_A_PAGE))


def _sent_file() -> "tuple[str, io.BufferedIOBase | FileStorage]":
    file = request.files.get("file")
    pasted = request.form.get("pasted", "")
    has_file = file is not None and bool(file.filename)
    if has_file and pasted.strip():
        raise BadValue("Send either a file or pasted rows, not both.", "file")
    if file is not None and has_file:
        name = visible(PurePath((file.filename or "").replace("\\", "/")).name)[:200]
        return name or "file", file
    if not pasted.strip():
        raise BadValue("Choose a file, or paste the rows.", "file")
    return "pasted rows", io.BytesIO(pasted.encode("utf-8", "surrogatepass"))


def _kind(name: str, head: bytes) -> UploadKind:
    if head.startswith(_OLD_EXCEL):
        raise BadValue("This is a workbook of the old kind (.xls); save it as .xlsx.", "file")
    if head.startswith(b"PK\x03\x04"):
        return UploadKind.XLSX
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if name.lower().endswith((".jsonl", ".ndjson")) or first.startswith(b"{"):
        return UploadKind.JSONL
    return UploadKind.CSV


def _header(kind: UploadKind, stream: "io.BufferedIOBase | FileStorage") -> Header:
    try:
        return read_header(kind, _pieces(stream))
    except BadValue as error:
        raise BadValue(str(error), "file") from None


def _pieces(stream: "io.BufferedIOBase | FileStorage") -> Iterator[bytes]:
    while piece := stream.read(_PIECE):
        yield piece


def _refused_lines(site: Site, upload: Upload) -> Iterator[str]:
    yield _line(["row", "column", "reason", *upload.header])
    with site.store.read() as conn:
        for row in refused_rows(conn, upload.upload_id):
            yield _line([str(row.line), row.field, row.message, *row.cells])


def _line(cells: list[str]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line).writerow([harmless(cell).encode("utf-8", "replace").decode() for cell in cells])
    return line.getvalue()
