"""A filled-in form: what was typed, and what is wrong with it, field by field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tradedash.domain.errors import BadValue
from tradedash.domain.text import clean

Value = TypeVar("Value")
#: Field name to the values it was sent with; a set of checkboxes has several.
Raw = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class FormErrors:
    """One sentence for each field that cannot be taken, and everything as it was typed."""

    messages: Mapping[str, str]
    typed: Raw


class Sheet:
    """Reads the fields of one form and collects what is wrong; the first sentence about a field stands."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw
        self.messages: dict[str, str] = {}

    def read(self, field: str, parse: Callable[[], Value]) -> Value | None:
        """Return what `parse` makes of a field, or None and keep its sentence."""
        try:
            return parse()
        except BadValue as error:
            self.refuse(field, str(error))
            return None

    def refuse(self, field: str, sentence: str) -> None:
        """Keep a sentence about a field."""
        self.messages.setdefault(field, sentence)

    def raw_text(self, field: str) -> object:
        """Return a field as it was sent, empty if it was left out."""
        values = self.raw.get(field, ())
        return values[0] if values else ""

    def text(self, field: str, limit: int = 120) -> str:
        """Return a field on one line, empty if it was left out; text that may not be stored is refused."""
        return self.read(field, lambda: clean(self.raw_text(field), limit=limit, field=field)) or ""

    def required(self, field: str, sentence: str, limit: int = 120) -> str:
        """Return a field that may not be empty."""
        text = self.text(field, limit)
        if not text:
            self.refuse(field, sentence)
        return text

    def ticked(self, field: str) -> tuple[str, ...]:
        """Return the values of a set of checkboxes."""
        return tuple(str(value) for value in self.raw.get(field, ()) if value)

    def errors(self, order: Sequence[str]) -> FormErrors:
        """Return all that is wrong, in the order in which the form asks."""
        rank = {field: position for position, field in enumerate(order)}
        fields = sorted(self.messages, key=lambda field: rank.get(field, len(rank)))
        return FormErrors({field: self.messages[field] for field in fields}, self.raw)
