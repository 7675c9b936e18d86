"""What elements are made of, in types: what may stand inside one, and attributes with a hyphen in their name."""

from collections.abc import Iterator, Sequence
from typing import Any

from dash.development.base_component import Component

Child = str | int | float | Component | None
Content = Child | Sequence[Child]


def attributes(**given: str | None) -> dict[str, Any]:
    """Return attributes under their own names: `aria_label` is `aria-label`; those that are None are left out."""
    return {name.replace("_", "-"): value for name, value in given.items() if value is not None}


def walk(tree: object) -> Iterator[Component]:
    """Yield every component of a tree, each before those in it."""
    if isinstance(tree, Component):
        yield tree
        yield from walk(getattr(tree, "children", None))
    elif isinstance(tree, (list, tuple)):
        for one in tree:
            yield from walk(one)
