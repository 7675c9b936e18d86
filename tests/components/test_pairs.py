"""The choice of a pair stays light: a list of few, a line of text with suggestions where there are many."""

from tests.components.trees import attribute, of_type, words

from tradedash.components.pairs import pair_field
from tradedash.domain.economy import Pair
from tradedash.queries.codelists import CodeLists, PairCount


def lists(economies: int) -> CodeLists:
    """Return code lists with every pair of so many economies, the first of them the largest."""
    codes = [f"{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(economies)]
    pairs = [Pair(one, other) for place, one in enumerate(codes) for other in codes[place + 1 :]]
    return CodeLists({}, {}, tuple(PairCount(pair, len(pairs) - n) for n, pair in enumerate(pairs)))


def test_few_pairs_are_a_list():
    field = pair_field("Pair", "pair", [("RU-KG", "Russia–Kyrgyzstan"), ("US-CN", "US–China")], "US-CN", "RU-KG")
    assert [words(one) for one in of_type(field, "Option")] == ["Russia–Kyrgyzstan", "US–China"]
    assert attribute(of_type(field, "Select")[0], "defaultValue") == "US-CN"


def test_many_pairs_are_a_line_of_text_that_takes_any_code():
    choices = [(f"A{n}", f"Pair {n}") for n in range(61)]
    [line] = of_type(pair_field("Pair", "pair", choices, "US-CN", "A0"), "Input")
    assert (attribute(line, "type"), attribute(line, "name"), attribute(line, "defaultValue")) == (
        "text",
        "pair",
        "US-CN",
    )
    assert attribute(line, "list") == attribute(of_type(pair_field("P", "pair", choices, ""), "Datalist")[0], "id")


def test_few_pairs_are_all_offered():
    assert len(lists(11).offered(Pair("AA", "AB"))) == 55


def test_of_many_pairs_the_largest_are_offered_and_those_of_the_economies_in_question():
    offered = lists(200).offered(Pair("CV", "CW"))
    assert offered[0] == Pair("AA", "AB")
    assert Pair("CV", "CW") in offered or Pair("AA", "CV") in offered
    assert 100 < len(offered) <= 180


def test_a_pair_is_known_in_either_order():
    known = lists(5)
    assert known.canonical(Pair("AB", "AA")) == Pair("AA", "AB")
    assert (known.figures(Pair("AB", "AA")), known.figures(Pair("ZZ", "AA"))) == (10, 0)
