"""The form that adds a figure: field by field to the command that stores it, or to advice about each field."""

import re
from datetime import date

from tradedash.commands.checks import NAME_LIMIT, NOTE_LIMIT, TEXT_LIMIT, checked_figure, checked_source
from tradedash.commands.codes import CodeBook
from tradedash.commands.figures import AddFigure, NewSource
from tradedash.domain.errors import BadValue
from tradedash.domain.figure import PHRASE_LIMIT, PHRASE_WORDS, Print, Status
from tradedash.forms.amount import read_amount
from tradedash.forms.known import KnownSource
from tradedash.forms.meaning import read_indicator, read_meaning
from tradedash.forms.sheet import FormErrors, Raw, Sheet
from tradedash.forms.source import TOMORROW, language_of, read_day, read_source
from tradedash.queries.codelists import CodeLists

#: The fields in the order in which the form asks; they are named as the columns of the contract where there is one.
FIELDS = (
    "source_url", "source_publisher", "language", "source_title", "source_published_on", "as_printed", "obs_value",
    "number_language", "unit_mult", "unit_measure", "in_words", "qualifier", "flags", "indicator", "pair", "direction",
    "time_period", "period_evidence", "comparison_basis", "comparison_period", "basis", "speaker", "speaker_role",
    "stated_on", "note", "form_key",
)  # fmt: skip
#: The field of the buttons, and the value of the one that keeps a figure back.
SEND, AS_DRAFT = "send", "draft"
_FORM_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


def parse_figure(raw: Raw, lists: CodeLists, known: KnownSource | None = None) -> AddFigure | FormErrors:
    """Return the command that a filled-in form asks for, or one sentence for each field that is wrong.

    `known` is the source that the ledger has at the typed address; its publisher and language need not be typed.
    The figure goes to review, or waits as a draft if the form was sent so; nobody publishes by form.
    """
    sheet = Sheet(raw)
    source = read_source(sheet, known)
    figure = _print(sheet, lists, known)
    note = sheet.text("note", NOTE_LIMIT) or None
    form_key = sheet.text("form_key")
    if form_key and not _FORM_KEY.fullmatch(form_key):
        sheet.refuse("form_key", "This form is out of date: open it again.")
    if source is None or figure is None or sheet.messages:
        return sheet.errors(FIELDS)
    status = Status.DRAFT if sheet.raw_text(SEND) == AS_DRAFT else Status.IN_REVIEW
    command = AddFigure(source=source, print=figure, note=note, status=status, form_key=form_key or None)
    return _as_every_channel_checks(sheet, command, lists) or sheet.errors(FIELDS)


def _as_every_channel_checks(sheet: Sheet, command: AddFigure, lists: CodeLists) -> AddFigure | None:
    book = CodeBook({code: economy.kind for code, economy in lists.economies.items()}, lists.indicators)
    try:
        if isinstance(command.source, NewSource):
            checked_source(command.source)
        return checked_figure(command, book, None)
    except BadValue as error:
        sheet.refuse(error.field, str(error))
        return None


def _print(sheet: Sheet, lists: CodeLists, known: KnownSource | None) -> Print | None:
    phrase = _phrase(sheet)
    indicator = read_indicator(sheet, lists)
    amount = read_amount(sheet, phrase, language_of(sheet, known), indicator)
    meaning = read_meaning(sheet, lists, indicator)
    speaker, role, stated_on = _speaker(sheet, known)
    evidence = sheet.text("period_evidence", TEXT_LIMIT) or None
    if amount is None or meaning is None:
        return None
    return Print(
        indicator=meaning.indicator,
        ref_area=meaning.areas[0],
        counterpart_area=meaning.areas[1],
        basis=meaning.basis,
        period=meaning.period,
        comparison_period=meaning.comparison[1],
        comparison_basis=meaning.comparison[0],
        quantity=amount.quantity,
        unit=amount.unit,
        qualifiers=amount.qualifiers,
        flags=amount.flags,
        as_printed=phrase,
        period_evidence=evidence,
        speaker=speaker,
        speaker_role=role,
        stated_on=stated_on,
    )


def _phrase(sheet: Sheet) -> str:
    phrase = sheet.required("as_printed", "Give the phrase with the number, as it is printed.", PHRASE_LIMIT)
    if len(phrase.split()) > PHRASE_WORDS:
        sheet.refuse("as_printed", f"Shorten the phrase to at most {PHRASE_WORDS} words around the number.")
    return phrase


def _speaker(sheet: Sheet, known: KnownSource | None) -> tuple[str | None, str | None, date | None]:
    speaker, role = sheet.text("speaker", NAME_LIMIT), sheet.text("speaker_role", NAME_LIMIT)
    if role and not speaker:
        sheet.refuse("speaker", "Name the speaker too; an office can be one.")
    said = read_day(sheet, "stated_on")
    printed = known.published_on if known else read_day(sheet, "source_published_on")
    if said and printed and said > printed + TOMORROW:
        sheet.refuse("stated_on", "It cannot have been said after it was printed.")
    return speaker or None, role or None, said
