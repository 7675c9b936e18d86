"""`/method`: the rules for honest numbers in words, with the constants of the code and live examples of the store."""

from collections.abc import Mapping, Sequence

from dash import html

from tradedash.components.elements import Child
from tradedash.components.links import inside
from tradedash.components.sections import head, section
from tradedash.components.verdict import contradictions_address
from tradedash.components.words import quote
from tradedash.domain.figure import PHRASE_WORDS, ComparisonBasis
from tradedash.domain.hedges import ABOUT, ABOUT_A_PART, NEARLY_FLOOR, POLICY_VERSION, SHARE_MOST, Flag, Qualifier
from tradedash.domain.source import SourceType
from tradedash.formatting import bounds_text, hedge_text, label_text, number_text, period_text, unit_text, with_unit
from tradedash.formatting import inside as inside_sentence
from tradedash.frames import FigureRow
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.i18n.told import here
from tradedash.pages import method_words as words
from tradedash.pages.asked import ask
from tradedash.pages.router import Request, View
from tradedash.queries.codelists import code_lists
from tradedash.queries.examples import TWO_HEDGES, Examples, examples
from tradedash.queries.selection import Selection
from tradedash.queries.verdicts import at_hand
from tradedash.reasoning.verdicts import Contradiction, Kind

#: For each kind of contradiction the first that the pair's figures have.
Kinds = Mapping[Kind, Contradiction]


_BOUNDS = (
    (Qualifier.EXACT, N_("half a unit of the last printed digit either way, both ends included")),
    (
        Qualifier.ABOUT,
        N_("%(about)s or half a unit either way, whichever is wider; a fraction in words (a third) %(part)s"),
    ),
    (Qualifier.OVER, N_("above the number, with no upper end")),
    (Qualifier.NEARLY, N_("below the number and not below %(floor)s of it; for a fall the other way round")),
    (Qualifier.AT_LEAST, N_("the number or more")),
    (Qualifier.UP_TO, N_("the number or less")),
)
_BOUNDS_LEDE = N_(
    "A printed number allows an interval, and a hedge makes it wider or opens it at one end. "
    "Hedges of one figure narrow each other. The zeros at the end of a whole number in "
    "coverage are no digits: “1,800” may be 1,750 to 1,850. Levels, stocks and counts are "
    "never below zero, and a share is at most %(whole)s %%. A statistical release is as "
    "exact as the precision it declares."
)


def _limits() -> dict[str, str]:
    """The constants of the policy, as the reader writes numbers."""
    return {
        "about": f"{number_text(f'{float(ABOUT * 100):g}')} %",
        "part": f"{number_text(f'{float(ABOUT_A_PART * 100):g}')} %",
        "floor": number_text(f"{float(NEARLY_FLOOR):g}"),
        "whole": number_text(f"{float(SHARE_MOST):g}"),
    }


def layout(request: Request) -> View:
    """Return the method page."""
    lede = _("How a printed number becomes a mark, and what is never done to it. Policy version %(version)s.") % {
        "version": POLICY_VERSION
    }
    pair = ask(request.args, code_lists(request.conn)).selection.pair
    judged = at_hand(request.conn, Selection(pair=pair), request.site.base_url)
    verdicts = judged.verdicts.contradictions if judged else ()
    kinds = {one.kind: one for one in reversed(verdicts)}
    return View(_("Method"), [head(_("Method"), lede=lede), *_sections(examples(request.conn), kinds)])


def _sections(found: Examples, kinds: Kinds) -> list[Child]:
    return [
        _prose(_("What a figure is"), words.figure(PHRASE_WORDS)),
        _bounds(found),
        _headline(found),
        _prose(_("Whose statistics"), _all(words.BASES), inside(_("Both sides of one trade"), "/mirror")),
        _periods(found, kinds),
        _derived(),
        _contradictions(kinds),
        _prose(_("Currencies"), _all(words.CURRENCIES)),
        _prose(_("What was known when"), _all(words.CLOCKS)),
        _prose(_("What happens to mistakes"), _all(words.MISTAKES)),
    ]


def _bounds(found: Examples) -> html.Section:
    terms: list[tuple[str, Child | list[Child]]] = [
        (hedge_text(word.value) or _("no hedge"), [_(meaning) % _limits(), *_example(found, word)])
        for word, meaning in _BOUNDS
    ]
    if TWO_HEDGES in found.figures:
        terms.append((_("two hedges"), [_("what both allow"), *_example(found, TWO_HEDGES)]))
    if SourceType.RELEASE in found.figures:
        terms.append((_("a release"), [_("the step that it declares"), *_example(found, SourceType.RELEASE)]))
    return _section(_("What a number may be"), html.P(_(_BOUNDS_LEDE) % _limits()), _terms(terms))


def _headline(found: Examples) -> html.Section:
    parts: list[Child] = [html.P(_(words.HEADLINE)), _terms([(_(rule), _(text)) for rule, text in words.RULES])]
    for row, why in found.reasons:
        parts.append(
            html.P(
                [
                    _("For example"),
                    " ",
                    _link(row),
                    f", {inside_sentence(label_text(row.indicator_label))}, {period_text(row.time_period)}: {why}",
                ]
            )
        )
    return _section(_("Which figure is the headline"), *parts)


def _periods(found: Examples, kinds: Kinds) -> html.Section:
    comparisons = [
        (_(basis.value), [_(meaning), *_example(found, basis, bounds=False)])
        for basis, meaning in ((ComparisonBasis(name), meaning) for name, meaning in words.COMPARISONS)
    ]
    parts: list[Child] = [html.P(_(sentence)) for sentence in words.PERIODS]
    parts += [_terms(comparisons), html.P(_(words.PERIOD_LOST))]
    lost = _example(found, Flag.PERIOD_LOST, bounds=False) or _verdict(kinds, Kind.PERIOD_LOST)
    parts += [html.Div(lost)] if lost else []
    return _section(_("Which period"), *parts)


def _derived() -> html.Section:
    items = [html.Li(f"{method[:1].upper()}{method[1:]}.") for method in _all(words.METHODS)]
    return _section(_("What follows from figures"), *(html.P(text) for text in _all(words.DERIVED)), html.Ul(items))


def _contradictions(kinds: Kinds) -> html.Section:
    more = html.P(inside(_("All contradictions"), "/contradictions"))
    rules = [html.P(text) for text in _all(words.CONTRADICTIONS)]
    return _section(
        _("What cannot all be true"),
        *rules,
        _terms([(_(words.KIND_NAMES[kind]), [_(meaning), *_verdict(kinds, kind)]) for kind, meaning in words.KINDS]),
        html.P(_(words.NOTES)),
        more,
    )


def _example(found: Examples, name: str, *, bounds: bool = True) -> list[Child]:
    """Return a real figure with its words, linked to its page; nothing where the store has none."""
    row = found.figures.get(name)
    if row is None:
        return []
    may_be = _(" may be %(bounds)s %(unit)s") % {"bounds": bounds_text(row), "unit": unit_text(row)}
    told = may_be.rstrip() if bounds else f", {_compared(row)}"
    return [html.Div([_link(row), f"{told}: ", quote(row)], className="meta")]


def _verdict(kinds: Kinds, kind: Kind) -> list[Child]:
    """Return the first finding of a kind on the pair's figures, with the way to it; nothing where there is none."""
    one = kinds.get(kind)
    if one is None:
        return []
    link = inside(_("Contradiction %(dispute)s") % {"dispute": one.dispute}, contradictions_address((), one.dispute))
    return [html.Div([f"{here(one.sentence)} ", link], className="meta")]


def _compared(row: FigureRow) -> str:
    period = period_text(row.time_period)
    return (
        _("%(period)s on %(base)s") % {"period": period, "base": period_text(row.comparison_period)}
        if row.comparison_period
        else period
    )


def _link(row: FigureRow) -> html.A:
    return inside(with_unit(row), f"/figures/{row.figure_id}")


def _all(sentences: Sequence[str]) -> list[str]:
    return [_(sentence) for sentence in sentences]


def _prose(title: str, paragraphs: Sequence[str], *more: Child) -> html.Section:
    return _section(title, *(html.P(paragraph) for paragraph in paragraphs), *(html.P(one) for one in more))


def _section(title: str, *parts: Child) -> html.Section:
    return section(title, html.Div(list(parts), className="prose"))


def _terms(pairs: Sequence[tuple[str, Child | list[Child]]]) -> html.Dl:
    parts: list[Child] = [part for term, meaning in pairs for part in (html.Dt(term), html.Dd(meaning))]
    return html.Dl(parts, className="kv")
