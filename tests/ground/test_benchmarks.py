"""The benchmarks' own arithmetic and requests; what they measure is not tested."""

import json
from pathlib import Path

import pytest
from benchmarks import asked
from benchmarks.stores import Ground
from benchmarks.tables import markdown, summary

GROUND = Ground(Path("x.db"), "tdt_x", "turnover", ["AA-BB", "AA-CC"], "AA", "BB", 10)


def test_a_table_shows_median_extremes_and_ratios():
    rates = {"tradedash": (300, 200, 900), "plain_dash": (10, 30, 20), "raw": (600, 600, 600)}
    measured = [("Series", name, {"per_s": float(rate)}) for name, given in rates.items() for rate in given]
    assert markdown(summary(measured), {"figures": "10"}).splitlines()[4:] == [
        "## Series",
        "",
        "| system | per_s | per_s × plain Dash | × raw |",
        "| --- | --- | --- | --- |",
        "| tradedash | 300 (200–900) | 15 | 0.5 |",
        "| plain_dash | 20 (10–30) | 1 | 0.0333 |",
        "| raw | 600 | 30 | 1 |",
    ]


@pytest.mark.parametrize("name", ["tradedash", "plain_dash", "raw"])
def test_a_request_says_how_long_its_body_is_and_inserts_differ(name):
    requests = asked.inserts(name, GROUND, 5, 3)
    assert len(set(requests)) == 3
    for request in requests:
        head, _, body = request.partition("\r\n\r\n")
        assert f"Content-Length: {len(body)}" in head
        assert json.loads(body)


def test_cold_requests_are_each_another_in_every_round():
    cold = [request for number in range(7) for request in asked.data("tradedash", GROUND, cold=number)]
    assert len(set(cold)) == len(cold) == 56
