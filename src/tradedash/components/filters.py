"""The filter bar: a plain GET form whose every change becomes the page's address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dash import html

from tradedash.components.asof import as_of_control
from tradedash.components.basis import Bases
from tradedash.components.elements import Child, attributes
from tradedash.components.native import Input, Select
from tradedash.components.pairs import pair_field
from tradedash.domain.economy import Pair
from tradedash.formatting import currency_sign
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.reasoning.headline import Rule

_RULES = {Rule.PREFERRED: N_("Preferred"), Rule.LATEST: N_("Latest"), Rule.FIRST: N_("First")}
Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a reader may choose, and what is chosen. `since` and `until` are as they stand in the address.

    `days` are those on which figures became known. `derived` and `currency` are None where there is no such choice;
    the empty currency is the printed one.
    """

    path: str
    pairs: Sequence[Pair]
    bases: Sequence[str]
    years: Sequence[int]
    pair: Pair | None
    basis: Sequence[str]
    since: str
    until: str
    rule: Rule
    days: Sequence[date] = ()
    as_of: date | None = None
    derived: bool | None = None
    currency: str | None = None
    currencies: Sequence[str] = ()


def filter_bar(offer: Offer, bases: Bases) -> html.Form:
    """Return the form. The pair is offered only where there is more than one."""
    more = html.Button(
        _("More filters"),
        type="button",
        className="more",
        **attributes(data_more_filters="", aria_expanded="false"),
    )
    show = html.Button(_("Show"), type="submit", className="only-without-script")
    limits = _limits(offer) if offer.years else []
    parts: list[Child] = [*_pairs(offer, bases), *_bases(offer, bases), *limits, _rule(offer), *_beside(offer)]
    parts += [as_of_control(offer.days, offer.as_of), more, show]
    return html.Form(
        parts,
        action=offer.path,
        method="get",
        className="filters",
        **attributes(data_filters="", aria_label=_("Filters")),
    )


def clock_bar(path: str, days: Sequence[date], chosen: date | None) -> html.Form:
    """Return the form of a page that knows no filters but the day."""
    show = html.Button(_("Show"), type="submit", className="only-without-script")
    parts: list[Child] = [as_of_control(days, chosen), show]
    about = attributes(data_filters="", aria_label=_("As known on"))
    return html.Form(parts, action=path, method="get", className="filters clock", **about)


def _pairs(offer: Offer, bases: Bases) -> list[Child]:
    if len(offer.pairs) < 2:
        return []
    choices = [(pair.code, f"{bases.name(pair.first)}–{bases.name(pair.second)}") for pair in offer.pairs]
    return [pair_field(_("Pair"), "pair", choices, offer.pair.code if offer.pair else "", offer.pairs[0].code)]


def _bases(offer: Offer, bases: Bases) -> list[Child]:
    if not offer.bases:
        return []
    boxes: list[Child] = [
        html.Label(
            [
                Input(type="checkbox", name="basis", value=code, defaultChecked=not offer.basis or code in offer.basis),
                bases.glyph(code),
                _upper_first(bases.word(code)),
            ],
            className=bases.css(code),
        )
        for code in offer.bases
    ]
    return [html.Fieldset([html.Legend(_("Basis")), html.Div(boxes, className="choices")], className="field")]


def _limits(offer: Offer) -> list[Child]:
    return [
        _select(_("From"), "from", _years(offer.years, offer.since, _("Earliest")), offer.since, rest=True),
        _select(_("To"), "to", _years(offer.years, offer.until, _("Latest")), offer.until, rest=True),
    ]


def _rule(offer: Offer) -> html.Label:
    choices = [(rule.value, _(_RULES[rule])) for rule in Rule]
    return _select(_("Headline rule"), "rule", choices, offer.rule.value, usual=Rule.PREFERRED.value, rest=True)


def _beside(offer: Offer) -> list[Child]:
    """What is shown beside the figures: switched here, never among them."""
    found: list[Child] = []
    if offer.derived is not None:
        choices = [("1", _("Shown")), ("0", _("Hidden"))]
        found.append(
            _select(_("Derived values"), "derived", choices, "1" if offer.derived else "0", usual="1", rest=True)
        )
    if offer.currency is not None:
        converted = [
            ("", _("As printed")),
            *((code, _("Also in %(currency)s") % {"currency": currency_sign(code)}) for code in offer.currencies),
        ]
        found.append(_select(_("Other currencies"), "currency", converted, offer.currency, rest=True))
    return found


def _years(years: Sequence[int], chosen: str, unlimited: str) -> list[Choice]:
    """A day or month that came with the address is offered as it stands there."""
    known = [(str(year), str(year)) for year in years]
    return [("", unlimited), *known, *([(chosen, chosen)] if chosen and (chosen, chosen) not in known else [])]


def _select(
    label: str, name: str, choices: Sequence[Choice], chosen: str, *, usual: str = "", rest: bool = False
) -> html.Label:
    options = [html.Option(text, value=value) for value, text in choices]
    select = Select(options, name=name, defaultValue=chosen, **attributes(data_default=usual))
    return html.Label([html.Span(label), select], className="field rest" if rest else "field")


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
