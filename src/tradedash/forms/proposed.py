"""What is proposed for a form, put into the fields that are still empty, each with its reason."""

import re
from collections.abc import Collection

from tradedash.domain.errors import BadValue
from tradedash.extraction.proposal import NumberProposal, Proposal
from tradedash.forms.amount import TICKED_FLAGS
from tradedash.forms.number import NUMBER_LANGUAGES, number_language, read_number
from tradedash.forms.sheet import Raw
from tradedash.queries.proposals import AddressProposal

#: How a reader of the form is told which words a proposal rests on.
_SAYS = "The phrase says “{}”."
Reasons = dict[str, str]


class _Draft:
    """The form as it fills: a field that has something, or that somebody has touched, is left alone."""

    def __init__(self, raw: Raw, touched: Collection[str]) -> None:
        self.fields: dict[str, list[str]] = {name: list(values) for name, values in raw.items()}
        self.reasons: Reasons = {}
        self._touched = touched

    def get(self, field: str) -> str:
        values = self.fields.get(field, [])
        return str(values[0]).strip() if values else ""

    def is_open(self, field: str) -> bool:
        return field not in self._touched and not any(str(value).strip() for value in self.fields.get(field, []))

    def put(self, field: str, values: list[str], because: str) -> None:
        if values and self.is_open(field):
            self.fields[field] = values
            self.reasons[field] = because


def fill(
    raw: Raw, proposal: Proposal | None, address: AddressProposal | None, touched: Collection[str] = ()
) -> tuple[Raw, Reasons]:
    """Return the form with its empty fields filled as far as phrase and address tell, and a sentence for each of them.

    `touched` names fields that somebody has emptied on purpose, as far as that is known.
    """
    draft = _Draft(raw, touched)
    if address and not address.source_id:
        _address(draft, address)
    if proposal:
        _phrase(draft, proposal)
    return draft.fields, draft.reasons


def _address(draft: _Draft, address: AddressProposal) -> None:
    if address.publisher:
        draft.put("source_publisher", [address.publisher.value], address.publisher.because)
    if address.language:
        draft.put("language", [address.language.value], address.language.because)


def _phrase(draft: _Draft, proposal: Proposal) -> None:
    typed_value, typed_period = draft.get("obs_value"), draft.get("time_period")
    number = _the_number(draft, proposal, typed_value)
    period = number.time_period if number else (None if typed_value else proposal.phrase_period)
    if period:
        words = period.words(proposal.phrase)
        draft.put("time_period", [period.value.code], _says(words))
        if draft.get("time_period") == period.value.code:
            draft.put("period_evidence", [words], _says(words))
    flags = [each for each in proposal.flags if each.value in TICKED_FLAGS]
    draft.put("flags", [each.value.value for each in flags], _says(*(each.words(proposal.phrase) for each in flags)))
    if number:
        _number(draft, proposal, number)
        _comparison(draft, proposal, number, typed_period)
    codes = number.indicators if number else (() if typed_value else proposal.indicators)
    if codes and codes[0].end > codes[0].start:
        draft.put("indicator", [codes[0].value], _says(codes[0].words(proposal.phrase)))


def _the_number(draft: _Draft, proposal: Proposal, typed: str) -> NumberProposal | None:
    """Return the number that is typed, if the phrase has it; else the likeliest one."""
    if not typed:
        return proposal.number
    try:
        return proposal.with_value(read_number(typed, _notation(draft)))
    except BadValue:
        return None


def _notation(draft: _Draft) -> str:
    chosen = draft.get("number_language")
    return chosen if chosen in NUMBER_LANGUAGES else number_language(draft.get("language"))


def _number(draft: _Draft, proposal: Proposal, number: NumberProposal) -> None:
    phrase = proposal.phrase
    says = _says(number.value.words(phrase))
    draft.put("obs_value", [_written(number.value.value, _notation(draft))], says)
    if number.unit_mult:
        draft.put("unit_mult", [str(number.unit_mult.value)], says)
    if number.unit_measure:
        draft.put("unit_measure", [number.unit_measure.value.value], _says(number.unit_measure.words(phrase)))
    if number.in_words:
        draft.put("in_words", ["yes"], says)
    hedges = number.qualifiers
    draft.put("qualifier", [each.value.value for each in hedges], _says(*(each.words(phrase) for each in hedges)))


def _comparison(draft: _Draft, proposal: Proposal, number: NumberProposal, typed_period: str) -> None:
    basis, compared = number.comparison_basis, number.comparison_period
    if basis is None:
        return
    draft.put("comparison_basis", [basis.value.value], _says(basis.words(proposal.phrase)))
    rests_on_own = typed_period in ("", number.time_period.value.code if number.time_period else "")
    if compared and rests_on_own and draft.get("comparison_basis") == basis.value.value:
        draft.put("comparison_period", [compared.value.code], _says(compared.words(proposal.phrase)))


def _written(digits: str, notation: str) -> str:
    """Write digits so that the form reads them back as they are."""
    return digits if notation == "en" else re.sub(r"\.", ",", digits)


def _says(*words: str) -> str:
    return _SAYS.format("” and “".join(words))
