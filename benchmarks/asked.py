"""The requests: what each system is asked for the same thing, as the bytes that are sent."""

import json
from collections.abc import Mapping
from typing import Any

from benchmarks.stores import Ground

_DISPATCH = "/_dash-update-component"


def get(path: str, **headers: str) -> str:
    """Return a GET."""
    lines = [f"GET {path} HTTP/1.1", "Host: bench", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""])


def post(path: str, body: Mapping[str, Any], **headers: str) -> str:
    """Return a POST of JSON."""
    text = json.dumps(body)
    own = [f"{name}: {value}" for name, value in headers.items()]
    lines = [f"POST {path} HTTP/1.1", "Host: bench", "Content-Type: application/json", f"Content-Length: {len(text)}"]
    return "\r\n".join([*lines, *own, "", text])


def data(name: str, ground: Ground, *, cold: int | None = None) -> list[str]:
    """Return requests for a series: always the same one or, `cold`, each one once, apart by the number of the run."""
    pairs = ground.pairs[:1] if cold is None else ground.pairs
    if name == "raw":
        return [get(f"/series?pair={pair}&indicator={ground.indicator}") for pair in pairs]
    if name == "plain_dash":
        return [post(_DISPATCH, _chart(ground.indicator, pair)) for pair in pairs]
    paths = [f"/api/v1/series/{ground.indicator}?pair={pair}" for pair in pairs]
    if cold is None:
        return [get(path, **{"Accept-Encoding": "br"}) for path in paths]
    return [get(f"{path}&limit={1000 - cold - nth}") for nth in range(0, 400, 100) for path in paths]


def csv(name: str, ground: Ground) -> list[str]:
    """Return a request for a series as a file."""
    pair, indicator = ground.pairs[0], ground.indicator
    if name == "raw":
        return [get(f"/csv?pair={pair}&indicator={indicator}")]
    if name == "plain_dash":
        return [post(_DISPATCH, _event("file.data", "csv", {"indicator": indicator, "pair": pair}))]
    return [get(f"/charts/{indicator}.csv?pair={pair}")]


def inserts(name: str, ground: Ground, first: int, number: int) -> list[str]:
    """Return requests that store one figure each, all different."""
    return [_insert(name, ground, nth) for nth in range(first, first + number)]


def _insert(name: str, ground: Ground, nth: int) -> str:
    pair = ground.pairs[0]
    if name == "raw":
        return post("/insert", {"indicator": ground.indicator, "pair": pair, "period": "2025", "value": nth})
    if name == "plain_dash":
        given = {"value": nth, "indicator": ground.indicator, "pair": pair}
        return post(_DISPATCH, _event("added.children", "add", given))
    figure = {
        "source_url": f"https://bench.example/{nth}",
        "source_publisher": "Bench",
        "language": "en",
        "source_published_on": "2025-06-01",
        "as_printed": f"it came to {nth} million dollars",
        "indicator": ground.indicator,
        "ref_area": ground.ref_area,
        "counterpart_area": ground.counterpart_area,
        "basis": ground.ref_area,
        "time_period": "2024",
        "obs_value": str(nth),
        "unit_mult": 6,
        "unit_measure": "USD",
        "qualifier": "exact",
    }
    return post("/api/v1/figures", figure, Authorization=f"Bearer {ground.token}")


def _chart(indicator: str, pair: str) -> dict[str, Any]:
    values = {"indicator": indicator, "pair": pair}
    return {
        "output": "chart.figure",
        "outputs": {"id": "chart", "property": "figure"},
        "inputs": [{"id": name, "property": "value", "value": value} for name, value in values.items()],
        "changedPropIds": ["indicator.value"],
    }


def _event(output: str, button: str, state: Mapping[str, Any]) -> dict[str, Any]:
    name, _, prop = output.partition(".")
    return {
        "output": output,
        "outputs": {"id": name, "property": prop},
        "inputs": [{"id": button, "property": "n_clicks", "value": 1}],
        "state": [{"id": name, "property": "value", "value": value} for name, value in state.items()],
        "changedPropIds": [f"{button}.n_clicks"],
    }
