"""The choice of a pair: a list while there are few, else a line of text with the likely ones suggested."""

from collections.abc import Sequence

from dash import html

from tradedash.components.elements import attributes
from tradedash.components.native import Input, Select

#: More than these nobody reads through, and no page should carry.
MOST_LISTED = 60


def pair_field(
    label: str, name: str, choices: Sequence[tuple[str, str]], chosen: str, usual: str | None = None
) -> html.Label:
    """Return the field. `choices` are codes and names; `usual` need not stand in the address.

    In the line of text any pair may be typed as its code, not only those that are suggested.
    """
    default = attributes(data_default=usual)
    options = [html.Option(text, value=code) for code, text in choices]
    if len(choices) <= MOST_LISTED:
        return html.Label(
            [html.Span(label), Select(options, name=name, defaultValue=chosen, **default)], className="field"
        )
    offered = f"{name}-offered"
    line = Input(type="text", name=name, defaultValue=chosen, list=offered, autoComplete="off", **default)
    return html.Label([html.Span(label), line, html.Datalist(options, id=offered)], className="field")
