"""How to hand a chart on: a dialog with links, the code for other pages, and all its files.

Without script the link leads to the same part as a plain section, which the stylesheet shows when it is the target.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from dash import html

from tradedash.components.elements import Child, attributes
from tradedash.domain.hedges import POLICY_VERSION
from tradedash.formatting import day_text
from tradedash.i18n import N_
from tradedash.i18n import gettext as _

DIALOG = "share"
#: What stands around the chart in somebody else's page.
_ROOM = 320
_FRAME = (
    '<iframe src="{address}" title="{title}" width="100%" height="{height}" style="border:0" loading="lazy"></iframe>'
)

Files = Sequence[tuple[str, str]]
#: The pictures of a chart: label, ending, theme.
PICTURES = (
    ("PNG", "png", ""),
    (N_("PNG, dark"), "png", "dark"),
    ("SVG", "svg", ""),
    (N_("SVG, dark"), "svg", "dark"),
)


@dataclass(frozen=True, slots=True)
class Shared:
    """What is handed on: whole addresses, the files as (label, address), and `moment`, when the frozen link is of."""

    title: str
    link: str
    frozen: str
    moment: datetime
    embed: str
    height: int
    pictures: Files
    files: Files
    citations: Files


def opener() -> html.A:
    """Return the link that opens the dialog."""
    return html.A(_("Share or embed"), href=f"#{DIALOG}", **attributes(data_opens=DIALOG, aria_haspopup="dialog"))


def dialog(shared: Shared) -> html.Dialog:
    """Return the dialog; `assets/share.js` opens it, copies and gives the focus back."""
    code = _FRAME.format(address=escape(shared.embed), title=escape(shared.title), height=shared.height + _ROOM)
    at = shared.moment
    frozen = _("Shows for ever what this store held on %(day)s, %(time)s UTC, by policy version %(policy)s.") % {
        "day": day_text(at.date()),
        "time": f"{at:%H:%M}",
        "policy": POLICY_VERSION,
    }
    parts: list[Child] = [
        html.H2(_("Share this chart"), id=f"{DIALOG}-title"),
        *_copied("link", _("Link"), shared.link, _("Shows what is known when it is opened.")),
        *_copied("frozen", _("Frozen link"), shared.frozen, frozen),
        *_copied("embed", _("For your own page"), code, _("It needs no script and sets no cookie.")),
        _files(_("Pictures"), shared.pictures),
        _files(_("Data"), shared.files),
        _files(_("Citations"), shared.citations),
        html.P("", role="status", className="meta", **attributes(data_said="")),
        html.Button(_("Close"), type="button", className="only-with-script", **attributes(data_closes="")),
    ]
    return html.Dialog(parts, id=DIALOG, className="share", **attributes(aria_labelledby=f"{DIALOG}-title"))


def _copied(name: str, label: str, text: str, about: str) -> list[Child]:
    """A text that is copied with one press, or selected by hand."""
    said = attributes(data_copies=f"{DIALOG}-{name}", data_done=_("Copied."), data_failed=_("Select it and copy it."))
    what = f"{_('Copy')}: {label}"
    button = html.Button(_("Copy"), type="button", className="only-with-script", **attributes(aria_label=what), **said)
    head = html.Div([html.H3(label), button], className="copyhead")
    about_code = attributes(aria_label=label, aria_readonly="true")
    code = html.Code(text, id=f"{DIALOG}-{name}", tabIndex="0", role="textbox", **about_code)
    return [head, html.P(about, className="meta"), html.P(code)]


def _files(label: str, files: Files) -> html.P:
    return html.P([html.B(label), *(html.A(name, href=address) for name, address in files)], className="files")
