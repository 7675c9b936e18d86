"""A small site behind the real wall: the real server, gate and sessions, with stand-in pages and callbacks."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from dash import ALL, Dash, Input, Output, State, html
from flask import Flask
from flask.testing import FlaskClient
from pydantic import SecretStr
from sqlalchemy import insert
from werkzeug.test import TestResponse

from tradedash.commands.accounts import add_account
from tradedash.domain.actor import CLI, Role
from tradedash.domain.errors import BadValue, StoreUnavailable
from tradedash.settings import Settings
from tradedash.store.engine import Store
from tradedash.store.schema import indicator
from tradedash.web.gate import DISPATCH, Gate
from tradedash.web.server import build
from tradedash.web.sessions import current_account, requires
from tradedash.web.site import Site

PASSWORD = "a long enough password"
SECRET = "kQ3vX8wZr5Tn1Lp7Yd2Hs9Bf4Mc6Jg0E"
NAMES = {"ana": Role.ANALYST, "rita": Role.REVIEWER, "olga": Role.ADMIN}
JSON = {"Content-Type": "application/json"}


def masthead(path: str, reader: Any) -> html.Header:
    return html.Header(f"{path} as {reader.name}" if reader else f"{path} as nobody")


def add_stand_ins(app: Dash, site: Site, gate: Gate) -> None:
    """Add one callback, page and form of each kind that the gate must tell apart."""
    app.layout = lambda: html.Div(id="page")
    gate.is_page = lambda path: path in {"/", "/data"}

    @gate.callback(Output("page", "children"), Input("view", "value"))
    def show(view: Any) -> str:
        if view == "bad":
            raise BadValue("Use RU, KG or unstated.", "basis")
        if view == "crash":
            raise ZeroDivisionError("secret inside")
        if view == "gone":
            raise StoreUnavailable("sqlite3.OperationalError: disk I/O error")
        return f"shown {view}"

    @gate.callback(
        Output("saved", "children"),
        Input("save", "n_clicks"),
        State("value", "value"),
        roles=frozenset({Role.ANALYST, Role.ADMIN}),
    )
    def save(clicks: Any, value: Any) -> str:
        with site.store.write() as conn:
            row = {"code": value, "label": value, "kind": "level", "unit": "USD", "family": "x", "direction": "x"}
            conn.execute(insert(indicator).values(row | {"position": clicks}))
        return f"saved by {current_name()}"

    @gate.callback(Output("list", "children"), Input({"row": ALL, "kind": "mark"}, "value"))
    def list_marks(values: Any) -> str:
        return f"{len(values)} marks"

    app.server.add_url_rule("/form", "form", guarded_form, methods=["GET", "POST"])
    app.server.add_url_rule("/crash", "crash", lambda: 1 // 0)
    app.server.add_url_rule("/gone", "gone", raising(StoreUnavailable("sqlite3.OperationalError at /var/x.db")))
    app.server.add_url_rule("/bad", "bad", raising(BadValue("“basis” has no value <EU>.", "basis")))


@requires(Role.ANALYST, Role.ADMIN)
def guarded_form() -> str:
    return f"form of {current_name()}"


def current_name() -> str:
    reader = current_account()
    return reader.name if reader else "nobody"


def raising(error: Exception) -> Callable[[], str]:
    def view() -> str:
        raise error

    return view


@dataclass
class Browser:
    """A client that keeps cookies and logs in as a person would."""

    client: FlaskClient
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.client.get(path, buffered=True, **options)

    def log_in(self, name: str, password: str = PASSWORD, path: str = "/login", **options: Any) -> TestResponse:
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get(path).text)
        data = {"name": name, "password": password, "csrf_token": token[1] if token else ""}
        return self.client.post(path, data=data, **options)

    def cookie(self, name: str) -> str | None:
        found = self.client.get_cookie(name) or self.client.get_cookie(name, path="/login")
        return found.value if found else None

    def call(self, body: Any, **headers: str) -> TestResponse:
        """Send a callback request as Dash's renderer would, token included."""
        token = self.cookie("_csrf_token")
        sent = {**JSON, **({"X-CSRFToken": token} if token else {}), **headers}
        if isinstance(body, bytes):
            return self.client.post(DISPATCH, data=body, headers=sent)
        return self.client.post(DISPATCH, json=body, headers=sent)


def view_body(value: Any = 1) -> dict[str, Any]:
    return {
        "output": "page.children",
        "outputs": {"id": "page", "property": "children"},
        "inputs": [{"id": "view", "property": "value", "value": value}],
        "changedPropIds": ["view.value"],
    }


def save_body(value: str = "new", clicks: int = 901) -> dict[str, Any]:
    return {
        "output": "saved.children",
        "outputs": {"id": "saved", "property": "children"},
        "inputs": [{"id": "save", "property": "n_clicks", "value": clicks}],
        "state": [{"id": "value", "property": "value", "value": value}],
        "changedPropIds": ["save.n_clicks"],
    }


def settings_for(store_url: str, **changes: Any) -> Settings:
    given = {"database_url": store_url, "secret_key": SecretStr(SECRET), "workers": 1, **changes}
    return Settings.model_validate(given)


@pytest.fixture
def make_site(sqlite_store: Store) -> Callable[..., Dash]:
    """Return a function that builds the stand-in site on a store of the test's own."""

    def make(register: Callable[[Dash, Site, Gate], None] = add_stand_ins, **changes: Any) -> Dash:
        site = Site(sqlite_store, settings_for(sqlite_store.url, **changes))
        return build(site, SECRET, masthead, register)

    return make


@pytest.fixture
def app(make_site: Callable[..., Dash]) -> Dash:
    return make_site()


@pytest.fixture
def server(app: Dash) -> Flask:
    return app.server  # type: ignore[no-any-return]


@pytest.fixture
def accounts(sqlite_store: Store) -> dict[str, Role]:
    """Make one account of each role, all with the same password."""
    with sqlite_store.write() as conn:
        for name, role in NAMES.items():
            add_account(conn, name, role, PASSWORD, CLI)
    return NAMES


@pytest.fixture
def browse(server: Flask) -> Callable[[], Browser]:
    return lambda: Browser(server.test_client())


@pytest.fixture
def anonymous(browse: Callable[[], Browser]) -> Browser:
    return browse()


@pytest.fixture
def ana(browse: Callable[[], Browser], accounts: dict[str, Role]) -> Browser:
    """An analyst who is logged in."""
    browser = browse()
    assert browser.log_in("ana").status_code == 303
    return browser
