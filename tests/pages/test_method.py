"""`/method`: the policy in words, with the numbers of the code and figures of the store."""

import pytest
from tests.components.trees import attribute, of_type, words
from tests.pages.test_reading import site_of, view_of

from tradedash.domain.figure import ComparisonBasis
from tradedash.domain.hedges import POLICY_VERSION, Qualifier
from tradedash.formatting import hedge_text
from tradedash.pages import method_words
from tradedash.reasoning.derive import Method
from tradedash.reasoning.headline import Rule
from tradedash.reasoning.verdicts import Kind


@pytest.fixture
def text(seeded_store):
    return words(view_of(site_of(seeded_store), "/method").children)


def test_it_says_what_the_code_does(text):
    assert f"Policy version {POLICY_VERSION}." in text
    assert "5 % or half a unit either way" in text
    assert "not below 0.9 of it" in text
    assert "a fraction in words (a third) 10 %" in text


def test_every_hedge_rule_kind_and_method_of_the_code_has_its_words(text):
    assert all((hedge_text(word) or "no hedge") in text for word in Qualifier)
    assert {rule.value for rule in Rule} == {name for name, _ in method_words.RULES}
    assert set(Kind) == {kind for kind, _ in method_words.KINDS}
    assert set(ComparisonBasis) == {basis for basis, _ in method_words.COMPARISONS}
    assert set(method_words.METHODS) == {method.value for method in Method}


def test_examples_are_real_figures_with_their_bounds_and_a_link(seeded_store):
    view = view_of(site_of(seeded_store), "/method")
    found = {words(link): attribute(link, "href") for link in of_type(view.children, "A")}
    assert found["over 3.16 bn USD"].startswith("/figures/")
    assert "over 3.16 bn USD may be above 3.16 bn USD: “reached over 3 billion 160 million dollars”" in words(
        view.children
    )
    assert "Ranked preferred: names the Kyrgyz side's statistics." in words(view.children)


def test_an_empty_store_has_the_words_without_examples(ledger):
    view = view_of(site_of(ledger), "/method")
    assert "above the number, with no upper end" in words(view.children)
    assert not [link for link in of_type(view.children, "A") if attribute(link, "href").startswith("/figures/")]


def test_kinds_of_contradiction_show_what_the_reasoning_finds_in_the_store(seeded_store):
    view = view_of(site_of(seeded_store), "/method")
    text = words(view.children)
    lost = "over 3.1 bn USD for 2025 and 3.16 bn USD for Jan–Nov 2025"
    assert text.count(lost) == 2
    assert f"is kept and marked. Trade turnover: {lost}" in text
    links = [
        attribute(link, "href") for link in of_type(view.children, "A") if words(link).startswith("Contradiction ")
    ]
    assert all(href.startswith("/contradictions#c") for href in links)
    assert len(links) >= 5
