"""Economies and pairs of them. A pair is written `RU-KG`; `KG-RU` is the same pair."""

import re
from dataclasses import dataclass
from enum import StrEnum

from tradedash.domain.errors import BadValue

UNSTATED_BASIS = "unstated"


class EconomyKind(StrEnum):
    """What an entry of the code list is. Figures lie between economies; a basis may be any of the three."""

    ECONOMY = "economy"
    ORGANISATION = "organisation"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Economy:
    """One entry of the code list. `adjective` makes "Russian statistics"; empty where none is known."""

    code: str
    name: str
    adjective: str
    kind: EconomyKind

    @property
    def statistics(self) -> str:
        """How the basis is named in words: whose statistics."""
        if self.kind is EconomyKind.UNSTATED:
            return "Basis not stated"
        return f"{self.adjective or self.name} statistics"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two economies in canonical order, the order in which the pair is written and drawn."""

    first: str
    second: str

    @classmethod
    def parse(cls, text: str) -> "Pair":
        """Read `RU-KG`. Raises: BadValue if it does not name two different codes."""
        found = re.fullmatch(r"([A-Z]{2,4})-([A-Z]{2,4})", text.strip().upper()) if len(text) < 20 else None
        if not found or found.group(1) == found.group(2):
            raise BadValue("Write the pair as two codes, for example RU-KG.", "pair")
        return cls(*found.groups())

    @property
    def code(self) -> str:
        return f"{self.first}-{self.second}"

    def has(self, ref_area: str, counterpart_area: str) -> bool:
        """Tell whether a figure between these two areas belongs to the pair, in either direction."""
        return {ref_area, counterpart_area} == {self.first, self.second}
