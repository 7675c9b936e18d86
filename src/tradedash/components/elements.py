"""What elements are made of, in types: what may stand inside one, and attributes with a hyphen in their name."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from dash.development.base_component import Component

from tradedash.i18n import ENGLISH, language
from tradedash.i18n.customs import with_one_stop

Child = str | int | float | Component | None
Content = Child | Sequence[Child]
T = TypeVar("T")


def attributes(**given: str | None) -> dict[str, Any]:
    """Return attributes under their own names: `aria_label` is `aria-label`; those that are None are left out."""
    return {name.replace("_", "-"): value for name, value in given.items() if value is not None}


def tidied(tree: T) -> T:
    """Let no sentence of a tree end in two full stops, where its last word is an abbreviation; return the tree."""
    if language() != ENGLISH:
        for one in (one for one in walk(tree) if not hasattr(one, "lang")):  # what was printed stays as it was
            inside = getattr(one, "children", None)
            if isinstance(inside, str):
                one.children = with_one_stop(inside)
            elif isinstance(inside, (list, tuple)):
                one.children = [with_one_stop(child) if isinstance(child, str) else child for child in inside]
    return tree


def walk(tree: object) -> Iterator[Component]:
    """Yield every component of a tree, each before those in it."""
    if isinstance(tree, Component):
        yield tree
        yield from walk(getattr(tree, "children", None))
    elif isinstance(tree, (list, tuple)):
        for one in tree:
            yield from walk(one)
