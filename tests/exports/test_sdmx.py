"""SDMX-CSV 2.0: the standard's codes for periods, the digits as printed, one observation per figure."""

import csv
from io import StringIO

import pytest
from tests.fixtures.rows import row

from tradedash.domain.period import Period
from tradedash.exports.sdmx import COLUMNS, table, time_period


def observations(*rows):
    return list(csv.DictReader(StringIO(table(rows).decode(), newline=""), strict=True))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("2024", "2024"),
        ("2023-H1", "2023-S1"),
        ("2023-H2", "2023-S2"),
        ("2017-Q1", "2017-Q1"),
        ("2025-11", "2025-11"),
        ("2025-11-26", "2025-11-26"),
        ("2025-01/2025-11", "2025-01-01/P11M"),
        ("2012/2019", "2012-01-01/P8Y"),
        ("2024-07/2025-06", "2024-07-01/P1Y"),
        ("2025-03-05/2025-03-14", "2025-03-05/P10D"),
        ("2024-02-01/2024-02-28", "2024-02-01/P28D"),
        ("unstated", ""),
    ],
)
def test_periods_are_written_in_the_standards_codes(code, expected):
    assert time_period(Period.parse(code)) == expected


def test_the_columns_begin_as_the_standard_asks():
    assert table([]).decode().startswith("STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,COUNTERPART_AREA,INDICATOR,")
    assert table([]).decode() == ",".join(COLUMNS) + "\r\n"


def test_an_observation_keeps_the_printed_digits_and_their_power_of_ten():
    [found] = observations(row(obs_value="4.10", flags="record forecast", headline=True))
    assert found == {
        "STRUCTURE": "dataflow",
        "STRUCTURE_ID": "TRADEDASH:FIGURES(1.0)",
        "ACTION": "I",
        "FREQ": "A",
        "REF_AREA": "BB",
        "COUNTERPART_AREA": "AA",
        "INDICATOR": "turnover",
        "BASIS": "BB",
        "FIGURE_ID": "f1",
        "TIME_PERIOD": "2024",
        "OBS_VALUE": "4.10",
        "UNIT_MEASURE": "USD",
        "UNIT_MULT": "9",
        "OBS_STATUS": "F",
        "COMPARISON_PERIOD": "",
        "LOWER": "4050000000",
        "UPPER": "4150000000",
        "QUALIFIER": "exact",
        "HEADLINE": "true",
        "COMMENT_OBS": "turnover reached 4.1",
        "SOURCE_URL": "https://news.example/1",
    }


def test_status_and_frequency_say_what_the_ledger_knows():
    part = {"time_period": "2025-01/2025-11", "freq": "YTD"}
    plain, estimated = observations(row(**part), row(flags="estimated", basis="unstated"))
    assert (plain["FREQ"], plain["OBS_STATUS"], plain["BASIS"]) == ("_O", "A", "BB")
    assert (estimated["FREQ"], estimated["OBS_STATUS"], estimated["BASIS"]) == ("A", "E", "_U")


def test_a_figure_without_a_period_is_no_observation():
    unstated = row(time_period="unstated", freq="unstated", period_start=None, period_end=None)
    assert observations(unstated) == []


def test_text_that_a_spreadsheet_would_run_is_harmless_and_negative_numbers_stay_numbers():
    [found] = observations(row(as_printed="=1+1", obs_value="-3.2"))
    assert (found["COMMENT_OBS"], found["OBS_VALUE"]) == ("'=1+1", "-3.2")
