"""Reading component trees in tests: their words, and the elements in them."""

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component


def elements(tree: object) -> Iterator[Component]:
    """Every component of a tree, outermost first."""
    if isinstance(tree, Component):
        yield tree
        yield from elements(getattr(tree, "children", None))
    elif isinstance(tree, (list, tuple)):
        for one in tree:
            yield from elements(one)


def words(tree: object) -> str:
    """All text of a tree, as one line."""
    return " ".join("".join(_texts(tree)).split())


def _texts(tree: object) -> Iterator[str]:
    if isinstance(tree, Component):
        yield from _texts(getattr(tree, "children", None))
        yield (
            " " if tree.to_plotly_json()["type"] in ("P", "Li", "Td", "Th", "Div", "Dt", "Dd", "H1", "H2", "H3") else ""
        )
    elif isinstance(tree, (list, tuple)):
        for one in tree:
            yield from _texts(one)
    elif tree is not None:
        yield str(tree)


def of_type(tree: object, kind: str) -> list[Component]:
    """The components of one type, such as `A` or `Mark`."""
    return [one for one in elements(tree) if one.to_plotly_json()["type"] == kind]


def with_attribute(tree: object, name: str, value: str | None = None) -> list[Component]:
    """The components that carry an attribute such as `data-field`."""
    return [one for one in elements(tree) if _is(one, name, value)]


def attribute(component: Component, name: str) -> Any:
    return component.to_plotly_json()["props"].get(name)


def _is(component: Component, name: str, value: str | None) -> bool:
    found = attribute(component, name)
    return found is not None and value in (None, found)
