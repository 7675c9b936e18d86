"""Addresses, known and unknown, well and badly written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedash.domain.errors import NotFound
from tradedash.pages import PAGES
from tradedash.pages.asked import ask
from tradedash.pages.router import Page, Request, Router, View, parameters
from tradedash.queries.codelists import CodeLists


def hello(request: Request) -> View:
    return View(f"Hello {request.name}", [request.one("to") or "nobody"])


def lost(_request: Request) -> View:
    raise NotFound("Nobody of this name.")


ROUTER = Router(None, [Page("/hello/<name>", hello), Page("/lost", lost)])


@pytest.mark.parametrize("path", ["/", "/charts", "/sources", "/data", "/method"])
def test_public_addresses_are_pages(path):
    assert Router(None, PAGES).is_page(path)


@pytest.mark.parametrize(
    "path",
    [
        "/chart",
        "/charts/a/b",
        "//charts",
        "/charts//",
        "",
        "/assets/style.css",
        "/figures/",
        "/..",
        "/charts/%00/x",
        "\0",
    ],
)
def test_other_addresses_are_no_pages(path):
    assert not Router(None, PAGES).is_page(path)


def test_a_page_is_given_what_its_address_names():
    view = ROUTER.view("/hello/ana", "?to=you&to=me", None)
    assert (view.title, view.children, view.status) == ("Hello ana", ["you"], 200)


def test_what_is_not_stored_becomes_a_page_that_says_so():
    view = ROUTER.view("/lost", "", None)
    assert view.status == 404
    assert "Nobody of this name." in repr(view.children)
    assert ROUTER.view("/nowhere", "", None).status == 404


def test_a_query_string_is_read_with_repetitions_and_empty_values():
    assert parameters("?a=1&a=2&b=&c") == {"a": ["1", "2"], "b": [""], "c": [""]}


def test_a_query_string_that_is_far_too_long_is_read_as_none():
    assert parameters("?" + "a=1&" * 101) == {}
    assert parameters("?a=" + "x" * 8_000) == {}


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_address_breaks_the_router(path, search):
    ROUTER.view(path, search, None)
    parameters(search)


def test_each_wrong_parameter_is_explained_once_and_the_rest_is_used():
    lists = CodeLists({}, {}, ())
    asked = ask({"rule": ["first", "latest"], "from": ["then"], "as_of": ["2025-02-30"], "colour": ["red"]}, lists)
    assert asked.selection.rule == "first"
    assert len(asked.problems) == 2
    assert asked.problems[0].startswith("The address asks for from=then. Write a year, a month or a day")
    assert "There is no day 2025-02-30" in asked.problems[1]


@given(
    st.dictionaries(
        st.sampled_from(["pair", "basis", "from", "to", "rule", "as_of", "recorded_as_of", "x"]),
        st.lists(st.text(max_size=20), max_size=3),
    )
)
def test_no_parameters_break_a_page(args):
    ask(args, CodeLists({}, {}, ()))
