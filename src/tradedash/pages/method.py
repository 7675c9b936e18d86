"""`/method`: the rules for honest numbers in words, with the constants of the code that applies them."""

from dash import html

from tradedash.components.elements import Child
from tradedash.components.sections import head, section
from tradedash.domain.figure import PHRASE_WORDS
from tradedash.domain.hedges import ABOUT, NEARLY_FLOOR, POLICY_VERSION, SHARE_MOST
from tradedash.pages.router import Request, View

_ABOUT, _FLOOR, _WHOLE = f"{float(ABOUT * 100):g} %", f"{float(NEARLY_FLOOR):g}", f"{float(SHARE_MOST):g}"

_BOUNDS = (
    ("exact", "half a unit of the last printed digit either way: 4.1 may be 4.05 to 4.15"),
    ("about", f"{_ABOUT} or half a unit either way, whichever is wider"),
    ("over", "above the number, with no upper end"),
    ("almost", f"below the number and not below {_FLOOR} of it"),
    ("at least", "the number or more"),
    ("up to", "the number or less"),
)
_HEADLINE = (
    ("preferred", "an analyst’s rank, then a release over a transcript over a report, then more significant digits, "
     "a plain print before a hedged one, and the newest known day"),
    ("latest", "the newest known day"),
    ("first", "the first known day"),
)  # fmt: skip


def layout(_request: Request) -> View:
    """Return the method page."""
    lede = f"How a printed number becomes a mark, and what is never done to it. Policy version {POLICY_VERSION}."
    return View("Method", [head("Method", lede=lede), *_sections()])


def _sections() -> list[Child]:
    return [
        _prose(
            "What a figure is",
            "A figure is one number printed in one source, with the exact phrase it stands in "
            f"(at most {PHRASE_WORDS} words), who said it, whose statistics it rests on, and where and when it "
            "appeared.",
            "Reprints of one statement are counted and never taken for independent confirmations: "
            "“3 statements, 9 prints”.",
        ),
        section("What a number may be", html.Div([html.P(_BOUNDS_LEDE), _terms(_BOUNDS)], className="prose")),
        section(
            "Which figure is the headline", html.Div([html.P(_HEADLINE_LEDE), _terms(_HEADLINE)], className="prose")
        ),
        _prose(
            "Whose statistics",
            "The two economies’ statistics differ for good reasons: they count other goods at other borders. "
            "They are drawn in two colours and two shapes and never joined by a line or averaged.",
            "A print that does not say whose statistics it uses has the basis “not stated” until an analyst decides, "
            "with a reason.",
        ),
        _prose(
            "Which period",
            "A figure for eleven months is drawn over eleven months and never joined to a year. "
            "A year without a figure stays empty; it is never zero.",
            "A print that names no period is listed and drawn beside the time axis, never on it.",
            "Targets and forecasts are drawn as such and join no series of facts.",
        ),
        _prose(
            "What happens to mistakes",
            "Nothing is deleted. A correction takes the place of the earlier figure and a withdrawn one is marked; "
            "both stay readable under their own address.",
        ),
    ]


_BOUNDS_LEDE = (
    "A printed number allows an interval, and a hedge makes it wider or opens it at one end. Hedges of one figure "
    f"narrow each other. Levels, stocks and counts are never below zero, and a share is at most {_WHOLE} %. "
    "A statistical release is as exact as the precision it declares."
)
_HEADLINE_LEDE = (
    "Figures compete when they speak of the same thing, period and statistics. One of them is drawn large, by a rule "
    "that is named on every chart and can be switched; the others stay visible. What decides, in this order:"
)


def _prose(title: str, *paragraphs: str) -> html.Section:
    return section(title, html.Div([html.P(paragraph) for paragraph in paragraphs], className="prose"))


def _terms(pairs: tuple[tuple[str, str], ...]) -> html.Dl:
    parts: list[Child] = [part for term, words in pairs for part in (html.Dt(term), html.Dd(words))]
    return html.Dl(parts, className="kv")
