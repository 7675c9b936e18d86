"""What the pages of an import show in each of its states."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from tradedash.components.elements import Child, attributes
from tradedash.components.links import inside, with_query
from tradedash.components.sections import head, section
from tradedash.domain.figure import Status
from tradedash.domain.upload import REFUSED, TAKEN, Mark, UploadState
from tradedash.formatting import count_text, day_text
from tradedash.pages.desk.import_columns import columns_form
from tradedash.pages.desk.import_rows import MARKS, Leaf, pages, rows_table
from tradedash.pages.desk.small_forms import Refused, session, small_form, summary
from tradedash.pages.fields import Fields, fieldset, row
from tradedash.queries.codelists import CodeLists
from tradedash.queries.uploads import Upload
from tradedash.web.csrf import FIELD as CSRF_FIELD
from tradedash.web.html import Input

PATH = "/import"
LEDE = "Many figures at once: each row is shown before anything is stored, and all of them go to review together."
FILES = ".csv,.tsv,.txt,.xlsx,.jsonl,.ndjson"
STATES: Mapping[UploadState, str] = {
    UploadState.RECEIVING: "being received",
    UploadState.MAPPING: "waits for you to say what its columns mean",
    UploadState.CHECKING: "its rows are being looked at",
    UploadState.CHECKED: "waits for you to import it",
    UploadState.WRITING: "being imported",
    UploadState.WRITTEN: "imported",
    UploadState.FAILED: "failed",
    UploadState.DISCARDED: "discarded",
    UploadState.EXPIRED: "cleared after a week",
}
ENDS: Mapping[UploadState, str] = {
    UploadState.FAILED: "",
    UploadState.DISCARDED: "This import was discarded; nothing of it is in the ledger.",
    UploadState.EXPIRED: "This file was cleared after a week; nothing of it is in the ledger. Send it again.",
}


def comes_in(upload: Upload) -> int:
    """Return how many rows become figures."""
    return sum(upload.tally.get(str(mark), 0) for mark in TAKEN)


def stays_out(upload: Upload) -> int:
    """Return how many rows are refused."""
    return sum(upload.tally.get(str(mark), 0) for mark in REFUSED)


def start(open_now: Upload | None, before: Sequence[Upload], refusal: Refused) -> list[Component]:
    """Return the page where a file is sent; whoever has an import open is led to it."""
    parts: list[Component] = [head("Import figures", lede=LEDE)]
    told = summary(refusal, LABELS)
    if open_now:
        parts += [told, _open(open_now)] if told else [_open(open_now)]
    else:
        parts.append(html.Div(html.Div([told, _send(refusal)]), className="form"))
    if before:
        items = [html.Li(_line(one)) for one in before]
        parts.append(section("Your imports", html.Ul(items, className="short imports")))
    return parts


LABELS = {"file": "File", "pasted": "Rows"}


def _send(refusal: Refused) -> Component:
    fields = Fields(refusal.typed, refusal.messages)
    hint = "CSV, a workbook (.xlsx), or articles as JSON lines; at most 100 MB, 250,000 rows"
    file = fields.file("file", "File", 12, hint, accept=FILES)
    paste = "With their header, as a spreadsheet copies them; at most 2 MB"
    text = fields.area("pasted", "Rows", 12, paste)
    button = html.Button("Read it", type="submit", className="btn primary")
    bar = html.Div([html.Progress(max="100", value="0", **attributes(aria_label="Sent")), html.Span("")], hidden=True)
    progress = html.Div([bar], className="sending", **attributes(data_sending="", aria_live="polite"))
    parts: list[Child] = [
        Input(type="hidden", name=CSRF_FIELD, value=session().csrf_token),
        fieldset("A file", row(file)),
        fieldset("Or pasted rows", row(text)),
        html.P(button),
        progress,
    ]
    return html.Form(
        parts, method="post", action=PATH, encType="multipart/form-data", noValidate=True, **attributes(data_upload="")
    )


def _open(upload: Upload) -> Component:
    told = html.P([inside(upload.name, f"{PATH}/{upload.upload_id}"), f" {STATES[upload.state]}."])
    why = html.P(
        "One import at a time: bring it to an end, or discard it, before you send another file.", className="meta"
    )
    return html.Div([told, why, _discard(upload)], className="empty")


def _line(upload: Upload) -> list[Child]:
    counts = count_text(comes_in(upload), "new row") if upload.tally else ""
    told = ", ".join(part for part in (STATES[upload.state], counts, day_text(upload.created_at.date())) if part)
    return [inside(upload.name, f"{PATH}/{upload.upload_id}"), html.Span(told, className="meta")]


def mapping(upload: Upload, lists: CodeLists, refusal: Refused) -> list[Component]:
    """Return the form that asks what the columns mean."""
    lede = "Say what each column means. It is remembered for the next table with this header."
    body = html.Div(columns_form(upload, lists, refusal), className="form")
    return [_head(upload, lede), body, _discard(upload)]


def preview(upload: Upload, lists: CodeLists, refusal: Refused, leaf: Leaf) -> list[Component]:
    """Return every row with its mark, and the way into the ledger."""
    parts: list[Component] = [_head(upload, _sentence(upload))]
    if refusal or upload.message:
        parts.append(html.P(refusal.sentence or upload.message, className="notice error", role="alert"))
    parts += [html.P(remark, className="notice", role="status") for remark in upload.remarks]
    parts += [_tally(upload, leaf.mark), _into_the_ledger(upload)]
    title = f"Rows: {MARKS[leaf.mark][0]}" if leaf.mark else "All rows"
    parts.append(section(title, rows_table(leaf.rows, lists), pages(upload, leaf), aside=_refused_link(upload)))
    return parts


def written(upload: Upload, states: Mapping[str, int], refusal: Refused) -> list[Component]:
    """Return what came of an import, and the way to take all of it back."""
    total = sum(states.values())
    gone = states.get(Status.RETRACTED, 0)
    if gone == total and total:
        lede = (
            f"Withdrawn: all {count_text(total, 'figure')} of this import {'is' if total == 1 else 'are'} taken back."
        )
        return [_head(upload, lede), _again()]
    waiting, shown = states.get(Status.IN_REVIEW, 0) + states.get(Status.DRAFT, 0), states.get(Status.PUBLISHED, 0)
    counts = [
        (waiting, "waiting for review"),
        (shown, "published"),
        (total - waiting - shown, "taken back or replaced"),
    ]
    lede = f"Imported: {count_text(total, 'figure')}. " + ", ".join(f"{n:,} {what}" for n, what in counts if n) + "."
    parts: list[Component] = [_head(upload, lede)]
    if refusal:
        parts.append(
            html.P(refusal.sentence or next(iter(refusal.messages.values())), className="notice error", role="alert")
        )
    links = [html.A("See the batch in review", href=f"/review/batches/{upload.batch_id}"), _refused_link(upload)]
    parts += [html.P([link for link in links if link], className="ways"), _again(), _withdraw(upload, refusal)]
    return parts


def otherwise(upload: Upload, refusal: Refused) -> list[Component]:
    """Return how far the work is, or how it ended."""
    if upload.state in ENDS:
        return [_head(upload, upload.message or ENDS[upload.state]), _again()]
    lede = f"This file is {STATES[upload.state]}." if upload.state is UploadState.RECEIVING else _progress(upload)
    parts: list[Component] = [_head(upload, "")]
    if refusal:
        parts.append(html.P(refusal.sentence, className="notice error", role="alert"))
    status = html.P(lede, className="lede", role="status", **attributes(data_import=str(upload.state)))
    note = "You may close this page: the work goes on, and you find it again under Import."
    return [*parts, status, html.P(note, className="meta"), _discard(upload)]


def _progress(upload: Upload) -> str:
    done = count_text(upload.done, "row")
    if upload.state is UploadState.CHECKING:
        return f"{done} looked at so far." if upload.done else "The rows are about to be looked at."
    return f"{done} of {upload.rows:,} made ready; nothing is in the ledger until all of them are."


def _head(upload: Upload, lede: str) -> Component:
    return head(upload.name, lede=lede, crumbs=[(PATH, "Import"), ("", upload.name)])


def _sentence(upload: Upload) -> str:
    new, bad = comes_in(upload), stays_out(upload)
    if not new:
        return "No row of this file is new."
    known = upload.tally.get(str(Mark.SAME), 0)
    parts = [f"{count_text(new, 'row')} of {upload.rows:,} would come in"]
    parts += [f"{known:,} {'is' if known == 1 else 'are'} in the ledger already"] * bool(known)
    parts += [f"{bad:,} cannot come in"] * bool(bad)
    return ", ".join(parts) + "."


def _tally(upload: Upload, chosen: Mark | None) -> Component:
    here = f"{PATH}/{upload.upload_id}"
    links: list[Child] = [_filter(f"{upload.rows:,}", "all", here, current=chosen is None)]
    for mark, (word, meaning) in MARKS.items():
        count = upload.tally.get(str(mark), 0)
        if count:
            path = with_query(here, ("mark", str(mark)))
            links.append(_filter(f"{count:,}", word, path, current=chosen is mark, title=f"These rows {meaning}"))
    return html.Nav(links, className="tally marks", **attributes(aria_label="Rows by mark"))


def _filter(count: str, word: str, path: str, *, current: bool, title: str | None = None) -> html.A:
    about = attributes(aria_current="true" if current else None, title=title)
    return html.A([html.B(count), f" {word}"], href=path, **about)


def _into_the_ledger(upload: Upload) -> Component:
    new, bad = comes_in(upload), stays_out(upload)
    here = f"{PATH}/{upload.upload_id}"
    forms: list[Child] = []
    if new and not bad:
        label = f"Import all {new:,}" if new > 1 else "Import it"
        forms.append(
            small_form("write", here, [html.Button(label, type="submit", className="btn primary")], which="all")
        )
    if new and bad:
        told = f"All rows or none: {count_text(bad, 'row')} must be mended first. Or leave them out."
        button = html.Button(
            f"Import only the {new:,} good" if new > 1 else "Import only the good one", type="submit", className="btn"
        )
        forms.append(small_form("write", here, [html.P(told), button], which="good"))
    if upload.header:
        forms.append(small_form("again", here, [html.Button("Change what the columns mean", type="submit")]))
    return html.Div([*forms, _discard(upload)], className="deeds")


def _discard(upload: Upload) -> Component:
    button = html.Button("Discard this import", type="submit", className="as-link")
    return small_form("discard", f"{PATH}/{upload.upload_id}", [button])


def _withdraw(upload: Upload, refusal: Refused) -> Component:
    fields = Fields(refusal.typed, refusal.messages)
    reason = fields.text("reason", "Why all of it is taken back", 12, "Kept in the journal")
    button = html.P(html.Button("Withdraw the whole import", type="submit", className="btn"))
    body = html.Div(small_form("withdraw", f"{PATH}/{upload.upload_id}", [row(reason), button]), className="form")
    return section("Take it back", body)


def _again() -> Component:
    return html.P([inside("Import another file", PATH)], className="ways")


def _refused_link(upload: Upload) -> Child:
    if not stays_out(upload):
        return None
    return html.A("Refused rows with reasons (CSV)", href=f"{PATH}/{upload.upload_id}/refused.csv")
