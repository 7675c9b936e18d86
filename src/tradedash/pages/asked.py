"""What a reader asks for, read forgivingly: what is wrong with the address becomes a sentence, the rest is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tradedash.components.carried import NAMES
from tradedash.domain.errors import BadValue
from tradedash.i18n import N_
from tradedash.i18n import gettext as _
from tradedash.queries.codelists import CodeLists
from tradedash.queries.selection import PAGE_NAMES, Selection, parse_selection

#: Sentences of the domain, which knows no languages: they are translated here, where a page shows them.
OF_THE_DOMAIN = (
    N_("Write the pair as two codes, for example RU-KG."),
    N_("Write the day as year-month-day, for example 2025-11-26."),
    N_("Write a year, a month or a day: 2024, 2024-06 or 2024-06-30."),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The selection without the parameters that could not be read; `problems` has a sentence for each of those."""

    selection: Selection
    problems: tuple[str, ...]
    given: Mapping[str, Sequence[str]]

    @property
    def query(self) -> list[tuple[str, str]]:
        """The good parameters that the address names, as downloads repeat them."""
        named = [(name, value) for name, values in self.given.items() if name in PAGE_NAMES for value in values]
        return [(name, value) for name, value in named if value]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What links to other pages take along."""
        return [item for item in self.query if item[0] in NAMES]

    def text(self, name: str) -> str:
        """Return a parameter as it stands in the address, empty if it is missing or was refused."""
        values = self.given.get(name, ())
        return values[0] if values else ""


def ask(args: Mapping[str, Sequence[str]], lists: CodeLists) -> Asked:
    """Read the parameters of a page; each that is wrong is left out and explained."""
    given = {name: list(values) for name, values in args.items() if name in PAGE_NAMES}
    problems: list[str] = []
    while True:
        try:
            return Asked(parse_selection(given, lists), tuple(problems), given)
        except BadValue as error:
            if error.field not in given:
                raise
            problems.append(
                _("The address asks for %(field)s=%(given)s. %(error)s It is ignored.")
                % {"field": error.field, "given": given[error.field][0][:40], "error": _(str(error))}
            )
            del given[error.field]
