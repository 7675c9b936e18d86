"""The control for the past, and what a page that shows the past says."""

from datetime import UTC, date, datetime

from tests.components.trees import attribute, of_type, with_attribute, words

from tradedash.components.asof import Past, as_known, as_of_control

DAYS = [date(2024, 2, 1), date(2025, 9, 10), date(2025, 11, 26)]


def sentences(**facts):
    return words(as_known(Past(**{"as_of": None, "recorded_as_of": None, "later": 0, "without_day": 0, **facts}), "/x"))


def test_the_slider_has_one_step_for_each_day_and_one_for_today():
    control = as_of_control(DAYS, None)
    [slider] = with_attribute(control, "data-replay")
    assert attribute(slider, "data-replay") == "2024-02-01 2025-09-10 2025-11-26"
    assert (attribute(slider, "type"), attribute(slider, "min"), attribute(slider, "max")) == ("range", "0", "3")
    assert words(with_attribute(control, "data-replay-day")[0]) == "today"


def test_the_day_that_is_asked_for_stands_in_the_date_field_and_beside_the_slider():
    control = as_of_control(DAYS, date(2025, 10, 1))
    [typed] = with_attribute(control, "name", "as_of")
    assert (attribute(typed, "type"), attribute(typed, "defaultValue")) == ("date", "2025-10-01")
    assert words(with_attribute(control, "data-replay-day")[0]) == "1 Oct 2025"


def test_where_one_day_is_all_there_is_nothing_can_be_replayed():
    assert with_attribute(as_of_control(DAYS[:1], None), "data-replay") == []


def test_today_needs_no_sentence():
    assert sentences() == ""


def test_the_past_is_said_with_what_it_leaves_out_and_the_way_back():
    assert sentences(as_of=date(2025, 10, 1), later=12, without_day=3) == (
        "Showing what was known on 1 Oct 2025. 12 figures became known later. "
        "Left out: 3 figures of which nobody knows the day. Show today’s"
    )
    [link] = of_type(as_known(Past(date(2025, 10, 1), None, 0, 0), "/charts/turnover?rule=latest"), "A")
    assert attribute(link, "href") == "/charts/turnover?rule=latest"


def test_the_stores_own_past_is_said_to_the_minute():
    moment = datetime(2025, 11, 26, 9, 5, tzinfo=UTC)
    assert sentences(recorded_as_of=moment, later=1) == (
        "Showing what this store held on 26 Nov 2025, 09:05 UTC. 1 figure came later. Show today’s"
    )
