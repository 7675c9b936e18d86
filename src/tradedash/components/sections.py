"""The frame of a page: head, sections, and the sentences that stand where there is nothing else to show."""

from collections.abc import Sequence

from dash import html

from tradedash.components.elements import Child
from tradedash.components.links import inside


def head(title: str, *, lede: str = "", crumbs: Sequence[tuple[str, str]] = ()) -> html.Div:
    """Return the head of a page; a crumb is (path, label), and the page itself is the last one, without a path."""
    trail: list[Child] = []
    for path, label in crumbs:
        trail += [inside(label, path) if path else label, " / "]
    parts: list[Child] = [html.P(trail[:-1], className="meta crumb")] if trail else []
    parts.append(html.H1(title))
    if lede:
        parts.append(html.P(lede, className="lede"))
    return html.Div(parts, className="head")


def section(title: str, *children: Child, aside: Child = None) -> html.Section:
    """Return a section under a rule, its heading at left and one thing at right."""
    return html.Section([bar(title, aside), *children])


def bar(title: str, aside: Child = None) -> html.Div:
    """Return the heading of a section."""
    return html.Div([html.H2(title), aside] if aside else [html.H2(title)], className="sec")


def notices(sentences: Sequence[str]) -> list[Child]:
    """Return what was wrong with the address, one sentence each; the page below shows what it could."""
    return [html.P(sentence, className="notice error", role="status") for sentence in sentences]


def nothing(sentence: str, *ways: tuple[str, str]) -> html.Div:
    """Return the empty state: one sentence and the ways out of it, as (label, path)."""
    links = [inside(label, path) for label, path in ways]
    return html.Div([html.P(sentence), html.P(links, className="ways")], className="empty")
