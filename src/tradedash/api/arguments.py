"""The query string of a request to the API: which names it may have."""

from collections.abc import Mapping, Sequence

from flask import request

from tradedash.domain.errors import UnknownName


def arguments() -> Mapping[str, list[str]]:
    """Return the values of each name of the query string."""
    return request.args.to_dict(flat=False)


def only(names: Sequence[str]) -> None:
    """Refuse every other parameter. Raises: UnknownName."""
    for name in request.args:
        if name not in names:
            raise UnknownName("filter", name, list(names), name[:40])
