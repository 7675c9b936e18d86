"""One value of a contract row as the text of a cell: exact, without exponent, empty for none."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeAlias

from tradedash.domain.cells import harmless
from tradedash.store.types import INSTANT_FORMAT

Value: TypeAlias = str | int | bool | Decimal | date | datetime | None


def plain_text(value: Value) -> str:
    """Return the value in the spelling of the contract: `true`, `4100000000`, `2025-11-26`; 0 is not empty."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case datetime():
            return value.astimezone(UTC).strftime(INSTANT_FORMAT)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def cell_text(value: Value) -> str:
    """Like `plain_text`, with text that a spreadsheet would run as a formula made harmless."""
    text = plain_text(value)
    return harmless(text) if isinstance(value, str) else text
