"""The masthead tells where one is and who one is."""

from dataclasses import dataclass

from tests.components.trees import attribute, of_type, with_attribute, words

from tradedash.components.masthead import masthead
from tradedash.web.html import render


@dataclass(frozen=True)
class Ana:
    name: str = "ana"
    role: str = "analyst"
    waiting: int = 0


def test_the_open_place_is_marked_and_a_place_above_it_too():
    [here] = with_attribute(masthead("/charts", None), "aria-current")
    assert (words(here), attribute(here, "aria-current")) == ("Charts", "page")
    [above] = with_attribute(masthead("/charts/turnover", None), "aria-current")
    assert (words(above), attribute(above, "aria-current")) == ("Charts", "true")
    [home] = with_attribute(masthead("/", None), "aria-current")
    assert words(home) == "Overview"


def test_the_first_link_skips_to_the_content():
    first = of_type(masthead("/", None), "A")[0]
    assert (words(first), attribute(first, "href")) == ("Skip to content", "#main")


def test_readers_may_log_in_and_accounts_may_leave():
    assert "Log in" in words(masthead("/", None))
    known = masthead("/", Ana())
    assert "ana" in words(known)
    [leave] = of_type(known, "Form")
    assert (attribute(leave, "action"), attribute(leave, "method")) == ("/logout", "post")


def test_pages_of_the_server_can_write_it():
    assert 'href="#main"' in render(masthead("/login", Ana()))
