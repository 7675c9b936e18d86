"""Whatever is sent, a form answers with a command that says exactly that, or with advice: never both, never neither."""

import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.forms.lists import GOOD, LISTS, typed

from tradedash.commands.figures import AddFigure, NewSource
from tradedash.domain.quantity import Quantity
from tradedash.forms.figure import FIELDS, parse_figure
from tradedash.forms.sheet import FormErrors

NASTY = [
    "", " ", "\0", "a\0b", "\ud800", "\u202eabc\u202c", "\u200b", "\ufeff", "e\u0301", "<script>alert(1)</script>",
    "' OR 1=1 --", "=1+1", "../../etc/passwd", "null", "NaN", "1e400", "-0", "4.1.1", "١٢٣", "2025-02-29", "2025-W54",
    "2025-09/2025-01", "javascript:alert(1)", "//evil.example", "http://u:p@a.example/", "RU-KG", "RU", "9" * 400,
    "a" * 5000,
]  # fmt: skip
TYPED = {
    "obs_value": ["4,1", "4.1", "4,10", "41", "-4,1", "1 234,5"],
    "number_language": ["", "en", "ru", "de", "ky"],
    "unit_mult": ["0", "3", "6", "9"],
    "unit_measure": ["USD", "RUB", "percent", "count"],
    "indicator": sorted(LISTS.indicators),
    "direction": ["", "RU-KG", "KG-RU"],
    "time_period": ["2024", "2025-01/2025-09", "2023-H1", "2017-Q1", "2025-11-26", "unstated"],
    "comparison_basis": ["", "stated", "implied", "unstated"],
    "comparison_period": ["", "2023"],
    "basis": ["RU", "KG", "EEC", "unstated"],
    "stated_on": ["", "2025-11-26"],
    "in_words": ["", "yes"],
    "language": ["ru", "en", "de", "xx"],
}
MANY = {
    "qualifier": ["exact", "about", "over", "nearly", "at_least", "up_to"],
    "flags": ["record", "forecast", "in_words"],
}
ANYTHING = st.sampled_from(NASTY) | st.text(max_size=80)


def _values(field: str) -> st.SearchStrategy[list[str]]:
    if field in MANY:
        return st.lists(st.sampled_from(MANY[field]) | ANYTHING, max_size=3)
    good = [*TYPED.get(field, []), GOOD.get(field, "")]
    return st.lists(st.sampled_from(good) | ANYTHING, max_size=2) | st.sampled_from(good).map(lambda value: [value])


#: Mostly good forms with a few fields replaced: a form in which all is wrong never reaches the later checks.
SUBMISSIONS = st.fixed_dictionaries({}, optional={field: _values(field) for field in FIELDS}).flatmap(
    lambda changes: st.sets(st.sampled_from(sorted(changes) or ["note"]), max_size=4).map(
        lambda kept: {**typed(), **{field: values for field, values in changes.items() if field in kept}}
    )
)


def check(raw: Mapping[str, list[Any]]) -> None:
    result = parse_figure(raw, LISTS)
    if isinstance(result, FormErrors):
        assert result.messages
        assert result.typed == raw
        assert set(result.messages) <= set(FIELDS)
        assert all(sentence.strip() for sentence in result.messages.values())
    else:
        _says_what_was_typed(result, raw)


def _says_what_was_typed(command: AddFigure, raw: Mapping[str, list[Any]]) -> None:
    figure = command.print
    assert isinstance(command.source, NewSource)
    assert command.source.url == raw["source_url"][0].strip()
    assert figure.indicator == raw["indicator"][0].strip()
    assert figure.basis == raw["basis"][0].strip()
    assert figure.quantity.unit_mult == int((raw.get("unit_mult") or ["0"])[0].strip() or "0")
    assert Quantity.parse(figure.quantity.printed, figure.quantity.unit_mult) == figure.quantity
    figures = [sign for sign in raw["obs_value"][0] if sign.isdigit()]
    assert [sign for sign in figure.quantity.printed if sign.isdigit()] == figures
    assert {str(word) for word in figure.qualifiers} == (
        {word for word in raw.get("qualifier", []) if word} or {"exact"}
    )


@given(SUBMISSIONS)
@settings(max_examples=300)
def test_each_submission_is_taken_exactly_or_refused_with_advice(raw):
    check(raw)


@pytest.mark.torture
@given(SUBMISSIONS)
@settings(max_examples=10_000)
def test_ten_thousand_submissions_are_taken_exactly_or_refused_with_advice(raw):
    check(raw)


@pytest.fixture(scope="module")
def corpus(shared: Path) -> dict[str, Any]:
    """Return the lists of hostile inputs that lie beside the checkout."""
    return runpy.run_path(str(shared / "redteam" / "corpus.py"))


def test_hostile_inputs_in_any_field_are_taken_or_refused(corpus):
    for field in FIELDS:
        for value in corpus["ALL"]:
            check({**typed(), field: [value]})


def test_only_numbers_of_the_grammar_are_taken(corpus):
    taken = {}
    for value in corpus["NUMBERS"]:
        result = parse_figure(typed(obs_value=str(value), language="en", as_printed=f"it is {value} billion"), LISTS)
        if isinstance(result, AddFigure):
            taken[str(value)] = result.print.quantity.printed
    assert taken == {
        "4.1": "4.1", "0": "0", "-1": "-1", "1,234.5": "1234.5", "1 234": "1234", "1\u00a0234": "1234", " 4.1 ": "4.1",
    }  # fmt: skip


def test_only_real_days_are_taken(corpus):
    taken = [day for day in corpus["DATES"] if isinstance(parse_figure(typed(stated_on=day), LISTS), AddFigure)]
    assert taken == ["2024-02-29", "2000-02-29"]


def test_only_real_periods_are_taken(corpus):
    taken = [text for text in corpus["DATES"] if isinstance(parse_figure(typed(time_period=text), LISTS), AddFigure)]
    assert taken == ["2024-02-29", "2000-02-29", "2025"]


def test_only_safe_addresses_are_taken(corpus):
    def is_taken(url: str) -> bool:
        return isinstance(parse_figure(typed(source_url=url), LISTS), AddFigure)

    assert [url for url in corpus["URLS_BAD"] if is_taken(url)] == []
    assert [url for url in corpus["URLS_GOOD"] if not is_taken(url)] == []
