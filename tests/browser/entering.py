"""Somebody who enters figures with the keyboard alone, counted: every key and every change to another field."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect
from tests.fixtures.server import LiveServer

_MOST_TABS = 70
_HAS_FOCUS = "name => document.activeElement.name === name"
_VALUE = """name => [...document.querySelectorAll(`#entry [name="${name}"]`)]
  .filter(one => !["checkbox", "radio"].includes(one.type) || one.checked).map(one => one.value).join(" ")"""
#: The letters that choose an option in a list: as many as no other option begins with.
_PREFIX = """([name, value]) => {
  const options = [...document.getElementById(name).options];
  const wanted = options.find(one => one.value === value).text.trim();
  for (let length = 1; length < wanted.length; length++) {
    const start = wanted.slice(0, length).toLowerCase();
    if (options.filter(one => one.text.trim().toLowerCase().startsWith(start)).length === 1) return start;
  }
  return wanted;
}"""


@dataclass
class Typist:
    """Types into the form and counts. Tab reaches everything; nothing is clicked."""

    page: Page
    keys: int = 0
    fields: int = 0

    def value(self, name: str) -> str:
        """Return what a field has."""
        return str(self.page.evaluate(_VALUE, name))

    def press(self, key: str) -> None:
        """Press one key, or one chord."""
        self.page.keyboard.press(key)
        self.keys += 1

    def go(self, name: str) -> None:
        """Press Tab until a field has the focus."""
        for _ in range(_MOST_TABS):
            if self.page.evaluate(_HAS_FOCUS, name):
                return
            self.press("Tab")
        raise AssertionError(f"the keyboard does not reach {name}")

    def fill(self, name: str, wanted: str) -> None:
        """Bring a field to a value, unless it has that already."""
        if self.value(name) == wanted:
            return
        kind = str(self.page.locator(f'#entry [name="{name}"]').first.evaluate("one => one.type"))
        self.go(name)
        self.fields += 1
        if kind == "radio":
            self._choose(name, wanted)
        elif kind.startswith("select"):
            self.type(str(self.page.evaluate(_PREFIX, [name, wanted])))
        elif kind == "date":
            year, month, day = wanted.split("-")
            self.type(f"{month}{day}{year}")
        else:
            if self.value(name):
                self.press("Control+A")
            self.type(wanted)
        assert self.value(name) == wanted, (name, self.value(name))

    def type(self, text: str) -> None:
        """Type a text key by key."""
        self.page.keyboard.type(text)
        self.keys += len(text)

    def _choose(self, name: str, wanted: str) -> None:
        for _ in range(10):
            if self.page.evaluate("value => document.activeElement.value === value", wanted):
                break
            self.press("ArrowRight")
        if self.value(name) != wanted:
            self.press("Space")


def log_in(page: Page, server: LiveServer, name: str = "") -> None:
    """Open the form and log in on the way."""
    page.goto(f"{server.url}/enter")
    page.get_by_label("Name").fill(name or server.name)
    page.get_by_label("Password").fill(server.password)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server.url}/enter")
    expect(page.get_by_label("Address")).to_be_visible()
