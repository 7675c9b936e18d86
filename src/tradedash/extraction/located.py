"""A value together with the words of the phrase that it rests on."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Located(Generic[Value]):
    """What was read, and the stretch `phrase[start:end]` that says so."""

    value: Value
    start: int
    end: int

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether the stretch shares a character with another one."""
        return self.start < end and start < self.end

    def words(self, phrase: str) -> str:
        """Return the words it rests on."""
        return phrase[self.start : self.end]
