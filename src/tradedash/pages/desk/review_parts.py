"""The lists of `/review` as components: figures, imports, reports of readers."""

from collections.abc import Mapping, Sequence

from dash import html

from tradedash.components.elements import Child, attributes
from tradedash.components.life import CHANNELS
from tradedash.components.links import outside
from tradedash.components.words import quote, said_text
from tradedash.domain.figure import Status
from tradedash.formatting import count_text, day_text
from tradedash.pages.desk.small_forms import Refused, instant_text, small_form
from tradedash.pages.desk.told import STATUS_WORDS, bases_of, measure_of, step_text, value_of
from tradedash.pages.fields import Fields
from tradedash.queries.codelists import CodeLists
from tradedash.queries.reports import Report
from tradedash.queries.review import Batch, Item

WHOSE = [("", "everybody’s"), ("others", "others’, which I may publish"), ("mine", "my own")]


def lines(items: Sequence[Item], lists: CodeLists, old: Mapping[str, Item], *, own: bool = False) -> html.Ul:
    """Return figures, one entry each; of a correction with the value that readers see now."""
    return html.Ul([_line(one, lists, old.get(one.row.figure_id), own=own) for one in items], className="queue")


def _line(one: Item, lists: CodeLists, old: Item | None, *, own: bool) -> html.Li:
    row = one.row
    value: list[Child] = [html.A(value_of(row, lists), href=f"/review/{row.figure_id}")]
    if old is not None:
        value = [html.Del(value_of(old.row, lists)), " → ", *value]
    about: list[Child] = [
        html.P(value, className="value"),
        html.P(measure_of(row, lists)),
        html.P(bases_of(row, lists).tag(row.basis)),
    ]
    where = outside(f"{row.source_publisher}, {day_text(row.source_published_on)}", row.source_url)
    words = [html.P(quote(row)), html.P([f"{said_text(row, role=True)} · ", where], className="meta")]
    side: list[Child] = [html.P(one.author if not own else STATUS_WORDS[Status(row.status)])]
    side.append(html.P(instant_text(row.recorded_at) if one.published_at is None else instant_text(one.published_at)))
    if one.last.action == "figure.send_back":
        words.append(html.P(step_text(one.last), className="warn"))
    elif old is not None and one.last.reason:
        words.append(html.P(f"Correction: “{one.last.reason}”", className="meta"))
    return html.Li([html.Div(about), html.Div(words), html.Div(side, className="meta side")])


def batch_list(batches: Sequence[Batch]) -> html.Ul:
    """Return imports, one line each."""
    return html.Ul([_batch(one) for one in batches], className="queue short")


def _batch(one: Batch) -> html.Li:
    title = one.name or f"{count_text(one.figures, 'figure')} by {CHANNELS.get(one.channel, one.channel)}"
    states = [(one.waiting, "waiting"), (one.drafts, "drafts"), (one.published, "published")]
    told = ", ".join(f"{number:,} {word}" for number, word in states if number)
    return html.Li(
        [
            html.Div(html.P(html.A(title, href=f"/review/batches/{one.batch_id}"), className="value")),
            html.Div(html.P(f"{count_text(one.figures, 'figure')}: {told}")),
            html.Div([html.P(one.author), html.P(instant_text(one.at))], className="meta side"),
        ]
    )


def more(address: str, following: int | None) -> html.P | None:
    """Return the link to what comes next, if anything does."""
    return html.P(html.A("Show what was entered after these", href=address), className="actions") if following else None


def filter_form(chosen: Mapping[str, str], authors: Sequence[str]) -> html.Form:
    """Return the filters of the queue; what they are set to stands in the address."""
    fields = Fields({name: [value] for name, value in chosen.items()}, {})
    by = [("", "anybody"), *((name, name) for name in authors)]
    row = html.Div(
        [fields.select("who", "Show", 4, WHOSE), fields.select("author", "Entered by", 4, by)], className="row"
    )
    button = html.P(html.Button("Show", type="submit", className="btn"))
    return html.Form(
        [row, button], method="get", action="/review", className="sieve", **attributes(aria_label="Filters")
    )


def report_list(reports: Sequence[Report], refusal: Refused) -> html.Ul:
    """Return what readers reported, each with the form that answers it."""
    return html.Ul([_report(one, refusal) for one in reports], className="queue reports")


def _report(one: Report, refusal: Refused) -> html.Li:
    name = f"answer-{one.report_id}"
    typed = refusal.typed.get("answer", ()) if list(refusal.typed.get("report", ())) == [one.report_id] else ()
    fields = Fields({name: list(typed)}, refusal.messages)
    hint = "What came of it, for the journal. The reader left no address and is not told."
    box = html.Div(
        [
            html.Label("Answer", htmlFor=name, className="lb"),
            html.Textarea(
                fields.value(name), id=name, name="answer", rows=2, **attributes(aria_describedby=f"{name}-hint")
            ),
            html.Span(f"✕ {refusal.messages[name]}", className="msg") if name in refusal.messages else None,
            html.Span(hint, id=f"{name}-hint", className="hint"),
        ],
        className="fld bad" if name in refusal.messages else "fld",
    )
    button = html.P(html.Button("Answer and close", type="submit", className="btn"))
    links: list[Child] = [
        html.A("The figure", href=f"/figures/{one.figure_id}"),
        " · ",
        html.A("Correct it", href=f"/figures/{one.figure_id}/correct"),
    ]
    return html.Li(
        [
            html.Div([html.P(f"“{one.as_printed}”", className="q"), html.P(links, className="meta")]),
            html.Div(
                [
                    html.P(one.text, className="said"),
                    small_form("close", "/review", [box, button], report=one.report_id),
                ]
            ),
            html.Div(html.P(instant_text(one.created_at)), className="meta side"),
        ]
    )
