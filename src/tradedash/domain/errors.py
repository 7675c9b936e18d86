"""Errors of the domain. Each message is one sentence for the person who caused it and says what to do."""

from difflib import get_close_matches


class DomainError(Exception):
    """Base of all errors that a person can mend; `str(error)` is shown to them as it is."""


class BadValue(DomainError):
    """A value that cannot be accepted; `field` names the input it stands in."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class UnknownName(BadValue):
    """A code that is not in its code list; the nearest known ones are named."""

    def __init__(self, what: str, name: str, known: list[str], field: str = "") -> None:
        near = get_close_matches(name, known, n=3, cutoff=0.5)
        listed = near or known[:8]
        hint = f"Did you mean {' or '.join(near)}?" if near else f"Known are {', '.join(listed)}."
        super().__init__(f"“{name[:80]}” is not a known {what}. {hint}", field)
        self.near = near


class NotFound(DomainError):
    """Nothing is stored under this id, or nothing that this reader may see."""


class Conflict(DomainError):
    """The store changed under the writer, or already holds what they bring; nothing was written."""


class Forbidden(DomainError):
    """The actor's role does not allow this."""


class StoreUnavailable(DomainError):
    """The database cannot be used at the moment; nothing was saved."""
