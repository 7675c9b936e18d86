"""What an import did, and what it refuses row by row, in sentences for a terminal."""

from collections.abc import Sequence
from dataclasses import dataclass

from tradedash.domain.errors import BadValue, DomainError

#: More refusals than this are counted, not printed.
MOST_PRINTED = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one row cannot be stored. Row 1 is the first line of the file, 0 the file as a whole.

    `figure` counts the figures of an article from 1; `table` names the file where several are read together.
    """

    row: int
    field: str
    message: str
    figure: int | None = None
    table: str = ""

    def __str__(self) -> str:
        parts = [
            f"row {self.row}" if self.row else "",
            f"figure {self.figure}" if self.figure else "",
            self.field,
        ]
        place = ", ".join(part for part in parts if part)
        return visible(f"{f'{self.table} {place}'.strip() or 'file'}: {self.message}")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of a file. Where `written` is false, `added` is what would have been added without the problems."""

    added: int
    unchanged: int
    problems: Sequence[Problem]
    sources: int = 0
    written: bool = True
    dry_run: bool = False

    @property
    def text(self) -> str:
        """The report as lines of a terminal."""
        return "\n".join([*listed(self.problems), self._summary()])

    def _summary(self) -> str:
        if self.problems and not self.written and not self.dry_run:
            return f"Nothing was imported: mend {counted(len(self.problems), 'problem')} first, or use --only-good."
        verb = "would be added" if self.dry_run else "added"
        known = f"{counted(self.unchanged, 'figure')} in the ledger already"
        added = f"{counted(self.added, 'figure')} {verb} from {counted(self.sources, 'new source')}"
        refused = f"{counted(len(self.problems), 'problem')}"
        return f"{added}, {known}, {refused}.{' Nothing was written.' if self.dry_run else ''}"


def problem_of(error: DomainError, row: int, figure: int | None = None, table: str = "") -> Problem:
    """Return the problem that an error of the domain is, at a row."""
    return Problem(row, error.field if isinstance(error, BadValue) else "", str(error), figure, table)


def visible(text: str) -> str:
    """Return text with every control and invisible character written out: a file must not steer the terminal."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def counted(number: int, noun: str) -> str:
    """Return "1 figure", "2 figures"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def listed(problems: Sequence[Problem]) -> list[str]:
    """Return a line for each problem, the many counted after the first hundred."""
    lines = [str(problem) for problem in problems[:MOST_PRINTED]]
    more = len(problems) - len(lines)
    return [*lines, f"… and {counted(more, 'more problem')}"] if more else lines
