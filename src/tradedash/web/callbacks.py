"""The shape of a callback request: compared with what was registered before Dash sees any of it.

Every id, property and value in such a request is written by whoever sends it.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

#: A list for an `ALL` id longer than this is no page of ours.
LONGEST_LIST = 1000
_WILDCARDS = ("MATCH", "ALL", "ALLSMALLER")
_KEYS = {"id", "property"}
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def fits(body: Mapping[str, Any], callback: Mapping[str, Any]) -> bool:
    """Tell whether a request names exactly the outputs, inputs and state of the registered callback."""
    return (
        _fit_all(body.get("inputs", []), callback["inputs"])
        and _fit_all(body.get("state", []), callback["state"])
        and _outputs_fit(body.get("outputs"), callback)
        and _texts(body.get("changedPropIds", []))
        and isinstance(body.get("endId"), str | None)
    )


def is_text(body: object) -> bool:
    """Tell whether every text in a request can be stored; half of a surrogate pair can only be sent."""
    waiting = [body]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            if _HALF_CHARACTER.search(one):
                return False
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one
    return True


def _outputs_fit(given: object, callback: Mapping[str, Any]) -> bool:
    if callback["no_output"]:
        return given in (None, [])
    output = callback["output"]
    if not isinstance(output, (list, tuple)):
        return _fits(given, _spec(output))
    return _fit_all(given, [_spec(one) for one in output])


def _spec(output: Any) -> dict[str, str]:
    return {"id": output.component_id_str(), "property": output.component_property}


def _fit_all(given: object, specs: Sequence[Mapping[str, str]]) -> bool:
    return (
        isinstance(given, list)
        and len(given) == len(specs)
        and all(_fits(one, spec) for one, spec in zip(given, specs, strict=True))
    )


def _fits(given: object, spec: Mapping[str, str]) -> bool:
    wanted = json.loads(spec["id"]) if spec["id"].startswith("{") else spec["id"]
    if isinstance(wanted, dict) and any(_wildcard(value) in ("ALL", "ALLSMALLER") for value in wanted.values()):
        return (
            isinstance(given, list)
            and len(given) <= LONGEST_LIST
            and all(_is(one, wanted, spec["property"]) for one in given)
        )
    return _is(given, wanted, spec["property"])


def _is(given: object, wanted: object, named: str) -> bool:
    if not isinstance(given, dict) or not given.keys() >= _KEYS or not given.keys() <= _KEYS | {"value"}:
        return False
    # Dash adds `@hash` to the property of an output that several callbacks share.
    if not isinstance(given["property"], str) or given["property"].split("@")[0] != named:
        return False
    return _same_id(given["id"], wanted)


def _same_id(given: object, wanted: object) -> bool:
    if not isinstance(wanted, dict):
        return isinstance(given, str) and given == wanted
    return (
        isinstance(given, dict)
        and given.keys() == wanted.keys()
        and all(
            _scalar(given[key]) if _wildcard(value) else type(given[key]) is type(value) and given[key] == value
            for key, value in wanted.items()
        )
    )


def _wildcard(value: object) -> str | None:
    return value[0] if isinstance(value, list) and value and value[0] in _WILDCARDS else None


def _scalar(value: object) -> bool:
    return isinstance(value, (str, int, float, bool)) and len(str(value)) <= LONGEST_LIST


def _texts(given: object) -> bool:
    return (
        isinstance(given, list)
        and len(given) <= LONGEST_LIST
        and all(isinstance(one, str) and "." in one for one in given)
    )
