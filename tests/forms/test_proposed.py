"""What is filled into a form from a phrase and an address: empty fields only, each with a reason, all acceptable."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.extraction.indicators import INDICATORS, printed_figures
from tests.forms.lists import LISTS

from tradedash.commands.figures import AddFigure
from tradedash.domain.source import SourceType
from tradedash.extraction.proposal import Proposal, propose
from tradedash.forms.figure import FIELDS, parse_figure
from tradedash.forms.number import number_language, read_number
from tradedash.forms.proposed import fill
from tradedash.queries.proposals import AddressProposal, Backed

HERE = AddressProposal(
    "https://news.example/2",
    SourceType.REPORT,
    None,
    Backed("News Example", "Three sources of news.example are by News Example."),
    Backed("ru", "Three sources of news.example are in this language."),
)


def proposed(phrase: str, language: str = "ru") -> Proposal:
    return propose(phrase, language, said_on=date(2025, 6, 10), published_on=None, indicators=LISTS.indicators)


def filled(phrase: str, address: AddressProposal | None = None, **typed: Any) -> dict[str, Any]:
    """Return the fields that are filled; single values without their list."""
    raw = {name: value if isinstance(value, list) else [value] for name, value in typed.items()}
    fields, reasons = fill(raw, proposed(phrase, typed.get("language", "ru")), address)
    assert set(reasons) <= set(FIELDS)
    return {name: fields[name][0] if len(fields[name]) == 1 else fields[name] for name in reasons}


def test_a_phrase_fills_what_it_says():
    assert filled("в 2024 году товарооборот вырос почти на 13,6%", language="ru") == {
        "time_period": "2024",
        "period_evidence": "2024 году",
        "obs_value": "13,6",
        "unit_mult": "0",
        "unit_measure": "percent",
        "qualifier": "nearly",
        "comparison_basis": "implied",
        "comparison_period": "2023",
        "indicator": "turnover_growth",
    }


def test_every_filled_field_says_which_words_it_rests_on():
    _, reasons = fill({"language": ["ru"]}, proposed("товарооборот достиг рекордных $4,1 млрд"), None)
    assert reasons == {
        "obs_value": "The phrase says “$4,1 млрд”.",
        "unit_mult": "The phrase says “$4,1 млрд”.",
        "unit_measure": "The phrase says “$4,1 млрд”.",
        "flags": "The phrase says “рекорд”.",
        "indicator": "The phrase says “товарооборот”.",
    }


def test_what_is_typed_is_never_overwritten():
    typed = {
        "unit_mult": "6",
        "unit_measure": "RUB",
        "qualifier": ["about"],
        "indicator": "exports",
        "flags": ["record"],
    }
    raw = {name: value if isinstance(value, list) else [value] for name, value in typed.items()}
    fields, reasons = fill(raw, proposed("товарооборот превысил рекордные $4,1 млрд"), None)
    assert {name: fields[name] for name in raw} == raw
    assert set(reasons) == {"obs_value"}
    assert raw["unit_mult"] == ["6"]


def test_a_field_emptied_on_purpose_stays_empty():
    phrase = "свыше $4,1 млрд"
    fields, reasons = fill({"qualifier": [], "language": ["ru"]}, proposed(phrase), None, touched={"qualifier"})
    assert "qualifier" not in reasons
    assert fields["qualifier"] == []


def test_the_number_that_is_typed_decides_whose_unit_is_filled():
    phrase = "30 соглашений на $270 млн"
    assert filled(phrase, obs_value="270")["unit_measure"] == "USD"
    assert filled(phrase, obs_value="30")["unit_measure"] == "count"
    assert filled(phrase, obs_value="31") == {}


def test_a_typed_period_keeps_the_comparison_open():
    found = filled("товарооборот в 2024 году вырос на 13,6%", time_period="2024-H1")
    assert found["comparison_basis"] == "implied"
    assert "comparison_period" not in found
    assert "period_evidence" not in found


def test_an_address_fills_publisher_and_language_of_a_new_source_only():
    fields, reasons = fill({"source_publisher": [""]}, None, HERE)
    assert (fields["source_publisher"], fields["language"]) == (["News Example"], ["ru"])
    assert reasons["source_publisher"] == "Three sources of news.example are by News Example."
    known = AddressProposal("https://news.example/2", SourceType.REPORT, "abc", None, None)
    assert fill({}, None, known) == ({}, {})


def test_most_printed_figures_are_a_valid_form_once_the_meaning_is_chosen():
    """Every number that is filled in is read back as the same number, and stands in its phrase."""
    accepted = 0
    for printed in printed_figures():
        proposal = propose(
            printed.phrase,
            printed.language,
            said_on=printed.said_on,
            published_on=printed.published_on,
            indicators=INDICATORS,
        )
        if proposal.number is None:
            continue
        fields, _ = fill({"language": [printed.language], "as_printed": [printed.phrase]}, proposal, None)
        notation = number_language(printed.language)
        assert read_number(fields["obs_value"][0], notation) == proposal.number.value.value, printed.phrase
        meaning = {"indicator": ["turnover"], "pair": ["RU-KG"], "basis": ["RU"], "unit_measure": ["USD"]}
        source = {"source_url": ["https://news.example/1"], "source_publisher": ["News Example"]}
        period = {"time_period": fields.get("time_period", ["unstated"])}
        result = parse_figure({**fields, **meaning, **source, **period, "comparison_basis": []}, LISTS)
        accepted += isinstance(result, AddFigure)
    assert accepted > 330


@given(
    st.text(max_size=200) | st.sampled_from([each.phrase for each in printed_figures()]),
    st.dictionaries(st.sampled_from(FIELDS), st.lists(st.text(max_size=20), max_size=3), max_size=12),
)
def test_any_typed_form_keeps_every_typed_character(phrase, typed):
    fields, reasons = fill(typed, proposed(phrase), HERE)
    for name, values in typed.items():
        if any(value.strip() for value in values):
            assert fields[name] == values
            assert name not in reasons
