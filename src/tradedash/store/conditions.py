"""CHECK constraints that several tables have, written as both engines read them."""

from collections.abc import Iterable

from sqlalchemy import CheckConstraint


def one_of(column: str, values: Iterable[str], name: str | None = None) -> CheckConstraint:
    """Return the constraint that a column holds one of some words; its name is the column's unless told."""
    return CheckConstraint(f"{column} IN ({listed(values)})", name=name or column)


def text_between(column: str, most: int, name: str | None = None) -> CheckConstraint:
    """Return the constraint that a text is not empty and has at most so many characters."""
    return CheckConstraint(f"length({column}) BETWEEN 1 AND {most}", name=name or column)


def listed(values: Iterable[str]) -> str:
    """Return words as SQL lists them."""
    return ", ".join(f"'{value}'" for value in values)
