"""Every column of the files says what it means."""

from tradedash.exports.fields import MEANING, figure_fields
from tradedash.frames import COLUMNS


def test_every_column_of_the_contract_is_described_in_its_order():
    assert tuple(MEANING) == COLUMNS
    assert [one["name"] for one in figure_fields()] == list(COLUMNS)


def test_types_follow_from_the_contract_row():
    types = {one["name"]: one["type"] for one in figure_fields()}
    assert (types["obs_value"], types["value"], types["unit_mult"]) == ("string", "number", "integer")
    assert (types["headline"], types["stated_on"], types["recorded_at"]) == ("boolean", "date", "datetime")


def test_what_may_be_missing_is_not_required():
    required = {one["name"] for one in figure_fields() if one.get("constraints")}
    assert required == {"unit_mult", "value", "headline", "recorded_at"}
