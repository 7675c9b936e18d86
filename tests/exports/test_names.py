"""Names of downloads are plain ASCII whatever the codes are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedash.domain.economy import Pair
from tradedash.exports.names import disposition, file_name
from tradedash.queries.selection import Selection


@pytest.mark.parametrize(
    ("selection", "name"),
    [
        (Selection(indicator="turnover", pair=Pair("RU", "KG")), "turnover_RU-KG.csv"),
        (Selection(indicator="turnover"), "turnover.csv"),
        (Selection(), "figures.csv"),
        (Selection(indicator="оборот"), "figures.csv"),
    ],
)
def test_a_download_is_named_after_indicator_and_pair(selection, name):
    assert file_name(selection, "csv") == name


@given(st.text(max_size=60))
def test_no_name_can_break_the_header(code):
    assert re.fullmatch(r'attachment; filename="[A-Za-z0-9_.-]+"', disposition(Selection(indicator=code), "xlsx"))
