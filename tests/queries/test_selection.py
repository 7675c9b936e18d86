"""The query string: what each parameter may say, and the sentence for what it may not."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedash.domain.economy import Economy, EconomyKind, Pair
from tradedash.domain.errors import BadValue, UnknownName
from tradedash.domain.figure import Status
from tradedash.domain.indicator import Indicator, IndicatorKind, Unit
from tradedash.queries.codelists import CodeLists, PairCount
from tradedash.queries.selection import API_NAMES, Selection, parse_selection
from tradedash.reasoning.headline import Rule

KINDS = {
    "KG": EconomyKind.ECONOMY,
    "RU": EconomyKind.ECONOMY,
    "EEC": EconomyKind.ORGANISATION,
    "IMF": EconomyKind.ORGANISATION,
    "unstated": EconomyKind.UNSTATED,
}
LISTS = CodeLists(
    {code: Economy(code, code, "", kind) for code, kind in KINDS.items()},
    {"turnover": Indicator("turnover", "Trade turnover", IndicatorKind.LEVEL, Unit.USD, "turnover", "symmetric", 1)},
    (PairCount(Pair("RU", "KG"), 7),),
)


def asked(query: str, *, strict: bool = True) -> Selection:
    args: dict[str, list[str]] = {}
    for item in query.split("&") if query else []:
        name, _, value = item.partition("=")
        args.setdefault(name, []).append(value)
    return parse_selection(args, LISTS, strict=strict)


def refused(query: str, *, strict: bool = True) -> tuple[str, str]:
    with pytest.raises(BadValue) as caught:
        asked(query, strict=strict)
    return caught.value.field, str(caught.value)


def test_a_pair_is_the_same_in_both_directions_and_written_in_its_own_order():
    assert asked("pair=KG-RU").pair == asked("pair=RU-KG").pair == Pair("RU", "KG")


def test_the_api_limits_nothing_by_itself_and_pages_show_the_pair_with_most_figures():
    assert asked("").pair is None
    assert asked("", strict=False).pair == Pair("RU", "KG")


def test_an_empty_store_has_no_pair_to_show():
    assert parse_selection({}, CodeLists({}, {}, ())).pair is None


def test_a_basis_may_be_repeated_or_written_with_commas():
    assert asked("basis=RU&basis=KG").basis == asked("basis=RU,KG").basis == ("RU", "KG")
    assert asked("basis=RU,KG&basis=RU").basis == ("RU", "KG")


def test_a_bad_basis_is_answered_with_the_bases_there_are():
    assert refused("basis=EU") == ("basis", "“basis” has no value “EU”. Use RU, KG, EEC, IMF or unstated.")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("pair=RU", "pair"),
        ("pair=RU-RU", "pair"),
        ("pair=RU-XX", "pair"),
        ("pair=RU-EEC", "pair"),
        ("indicator=turnovr", "indicator"),
        ("basis=RU,", "basis"),
        ("source=a%20b c", "source"),
        ("from=2024-13", "from"),
        ("from=24", "from"),
        ("from=٢٠٢٤", "from"),
        ("to=2024-02-30", "to"),
        ("to=yesterday", "to"),
        ("rule=best", "rule"),
        ("status=draft", "status"),
        ("status=in_review", "status"),
        ("as_of=2024-01", "as_of"),
        ("as_of=2024-02-30", "as_of"),
        ("recorded_as_of=2024-01-01", "recorded_as_of"),
        ("recorded_as_of=2024-01-01T10:00:00", "recorded_as_of"),
        ("recorded_as_of=2024-01-01T25:00:00Z", "recorded_as_of"),
        ("recorded_as_of=9999-12-31T23:59:59-23:00", "recorded_as_of"),
        ("changed_since=now", "changed_since"),
        ("limit=0", "limit"),
        ("limit=5001", "limit"),
        ("limit=-1", "limit"),
        ("limit=١", "limit"),
    ],
)
def test_a_bad_value_names_its_parameter(query, field):
    assert refused(query)[0] == field


def test_from_after_to_is_refused():
    assert refused("from=2025&to=2024") == ("from", "“from” is later than “to”: give the earlier one first.")


def test_from_and_to_cover_whole_years_and_months():
    assert asked("from=2024&to=2024").since == date(2024, 1, 1)
    assert asked("from=2024&to=2024").until == date(2024, 12, 31)
    assert asked("from=2024-02-10&to=2024-02").until == date(2024, 2, 29)


def test_instants_are_read_in_any_zone_also_with_a_plus_that_became_a_space():
    noon = datetime(2025, 11, 26, 12, tzinfo=UTC)
    assert asked("recorded_as_of=2025-11-26T12:00:00Z").recorded_as_of == noon
    assert asked("recorded_as_of=2025-11-26T18:00+06:00").recorded_as_of == noon
    assert asked("changed_since=2025-11-26T18:00 06:00").changed_since == noon


def test_unknown_names_are_refused_by_the_api_and_ignored_by_pages():
    with pytest.raises(UnknownName, match=r"“bais” is not a known filter\. Did you mean basis") as caught:
        asked("bais=RU")
    assert caught.value.field == "bais"
    assert asked("bais=RU&lang=ru&theme=dark&figure=x", strict=False) == asked("", strict=False)


def test_pages_have_no_filters_beyond_those_of_a_view():
    given = "status=retracted&source=a&limit=1&cursor=zz&changed_since=never&indicator=none"
    assert asked(given, strict=False) == asked("", strict=False)


def test_a_repeated_value_is_refused_by_the_api_and_pages_take_the_first():
    assert refused("rule=latest&rule=first") == ("rule", "“rule” is given 2 times; give it once.")
    assert asked("rule=latest&rule=first", strict=False).rule is Rule.LATEST


def test_an_empty_value_is_refused_by_the_api_and_an_untouched_field_for_pages():
    for name in API_NAMES:
        assert refused(f"{name}=") == (name, f"“{name}” is empty; give it a value or leave it out.")
    assert asked("from=&to=&basis=&rule=&pair=&as_of=&recorded_as_of=", strict=False) == asked("", strict=False)


def test_pages_refuse_bad_values_as_the_api_does():
    assert refused("basis=EU", strict=False) == refused("basis=EU")


def test_a_selection_can_be_written_as_a_query_string_and_read_again():
    query = (
        "pair=RU-KG&indicator=turnover&basis=RU,unstated&source=ab12&from=2020-01-01&to=2024-12-31&rule=latest"
        "&status=retracted&as_of=2025-01-01&recorded_as_of=2025-11-26T12:00:00Z&limit=5&cursor=abc"
    )
    assert "&".join(f"{name}={value}" for name, value in asked(query).query()) == query
    assert asked("").query() == []


def test_what_is_not_said_is_the_usual():
    assert asked("") == Selection(rule=Rule.PREFERRED, status=Status.PUBLISHED)


@given(st.dictionaries(st.sampled_from(API_NAMES), st.lists(st.text(max_size=40), max_size=3)), st.booleans())
def test_any_text_is_read_or_refused_with_a_field(args, strict):
    field = None
    try:
        parse_selection(args, LISTS, strict=strict)
    except BadValue as error:
        field = error.field
    assert field in (None, *API_NAMES)
