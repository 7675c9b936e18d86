"""Who may do what, on the real site: every route and every callback, in every role. What nobody classified fails."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from tradedash.application import register
from tradedash.commands.accounts import add_account, disable_account
from tradedash.components.masthead import masthead
from tradedash.domain.actor import CLI, Role
from tradedash.store.schema import journal
from tradedash.web.gate import DISPATCH
from tradedash.web.server import build
from tradedash.web.site import Site

from .conftest import PASSWORD, SECRET, Browser, settings_for

READERS = ("anonymous", "analyst", "reviewer", "admin", "disabled")
LOGGED_IN = {"analyst", "reviewer", "admin"}
#: Everybody may read these; what is in the address need not exist.
PUBLIC = {
    "/",
    "/<path:path>",
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>",
    "/_dash-component-suites/plotly/package_data/plotly.min.js",
    "/_dash-dependencies",
    "/_dash-layout",
    "/_favicon.ico",
    "/api/v1/",
    "/api/v1/<path:rest>",
    "/api/v1/contradictions",
    "/api/v1/figures",
    "/api/v1/figures/<figure_id>",
    "/api/v1/indicators",
    "/api/v1/openapi.json",
    "/api/v1/search",
    "/api/v1/series/<indicator>",
    "/api/v1/series/<indicator>.sdmx.csv",
    "/api/v1/sources",
    "/api/v1/statements",
    "/assets/<path:filename>",
    "/charts/<indicator>.bib",
    "/charts/<indicator>.csv",
    "/charts/<indicator>.json",
    "/charts/<indicator>.png",
    "/charts/<indicator>.ris",
    "/charts/<indicator>.svg",
    "/charts/<indicator>.xlsx",
    "/charts/<indicator>.zip",
    "/embed/<indicator>",
    "/feed.atom",
    "/figures/<figure_id>.bib",
    "/figures/<figure_id>.json",
    "/figures/<figure_id>.jsonld",
    "/figures/<figure_id>.ris",
    "/figures/<figure_id>/history",
    "/figures/<figure_id>/report",
    "/healthz",
    "/login",
    "/metrics",
    "/readyz",
    "/robots.txt",
    "/sitemap.xml",
}
#: Only those in these roles may open them; others are led to the login or refused.
GUARDED: dict[str, set[str]] = {
    "/account": LOGGED_IN,
    "/account/tokens": LOGGED_IN,
    "/admin/accounts": {"admin"},
    "/enter": LOGGED_IN,
    "/import": LOGGED_IN,
    "/import/<upload_id>": LOGGED_IN,
    "/import/<upload_id>/refused.csv": LOGGED_IN,
    "/figures/<figure_id>/correct": LOGGED_IN,
    "/journal": LOGGED_IN,
    "/journal.csv": LOGGED_IN,
    "/review": LOGGED_IN,
    "/review/<figure_id>": LOGGED_IN,
    "/review/batches/<batch_id>": LOGGED_IN,
    "/sources/<source_id>/merge": {"reviewer", "admin"},
}
#: What a site with a login provider has besides; everybody may go there and back.
WITH_PROVIDER = {"/login/oidc", "/login/oidc/callback"}
CLOSED = {"/_reload-hash"}
#: Posts, and who may send them. The login and readers' reports are open to all and check a token of their own.
POSTS: dict[str, set[str]] = {
    DISPATCH: set(READERS),
    "/account": LOGGED_IN,
    "/account/tokens": LOGGED_IN,
    "/admin/accounts": {"admin"},
    "/enter": LOGGED_IN,
    "/enter/look": LOGGED_IN,
    "/import": LOGGED_IN,
    "/import/<upload_id>": LOGGED_IN,
    "/figures/<figure_id>/correct": LOGGED_IN,
    "/figures/<figure_id>/report": set(READERS),
    "/login": set(READERS),
    "/logout": set(READERS),
    "/review": {"reviewer", "admin"},
    "/review/<figure_id>": LOGGED_IN,
    "/review/batches/<batch_id>": LOGGED_IN,
    "/sources/<source_id>/merge": {"reviewer", "admin"},
}
#: Posts of programs, which no session opens: they ask for a token of their own.
BY_TOKEN = {"/api/v1/figures", "/api/v1/sources"}
CALLBACKS: dict[str, set[str]] = {
    "..page.children...title.data..": set(READERS),
    "panel.children": set(READERS),
}


@pytest.fixture
def site(seeded_store: Any) -> Flask:
    site = Site(seeded_store, settings_for(seeded_store.url))
    server: Flask = build(site, SECRET, masthead, register).server
    with seeded_store.write() as conn:
        for role in Role:
            add_account(conn, role.value, role, PASSWORD, CLI)
        add_account(conn, "disabled", Role.ADMIN, PASSWORD, CLI)
    return server


@pytest.fixture
def readers(site: Flask, seeded_store: Any) -> dict[str, Browser]:
    browsers = {name: Browser(site.test_client()) for name in READERS}
    for name in READERS[1:]:
        assert browsers[name].log_in(name).status_code == 303
    with seeded_store.write() as conn:
        disable_account(conn, "disabled", CLI)
    return browsers


def rules(server: Flask, method: str) -> list[str]:
    return sorted({rule.rule for rule in server.url_map.iter_rules() if method in (rule.methods or ())})


def address(rule: str) -> str:
    """An address of a rule; the search of the API answers only questions."""
    return re.sub(r"<[^>]+>", "turnover", rule) + ("?q=turnover" if rule == "/api/v1/search" else "")


def journal_rows(store: Any) -> int:
    with store.read() as conn:
        return int(conn.execute(select(func.count()).select_from(journal)).scalar_one())


def test_every_route_is_classified(site):
    assert rules(site, "GET") == sorted(PUBLIC | GUARDED.keys() | CLOSED)
    assert rules(site, "POST") == sorted(POSTS.keys() | BY_TOKEN)


def test_a_login_provider_opens_two_more_addresses_and_no_form(seeded_store, site):
    given = {"oidc_issuer": "https://id.example", "oidc_client_id": "tradedash", "oidc_client_secret": "x"}
    other = build(Site(seeded_store, settings_for(seeded_store.url, **given)), SECRET, masthead, register).server
    assert set(rules(other, "GET")) - set(rules(site, "GET")) == WITH_PROVIDER
    assert rules(other, "POST") == rules(site, "POST")


def test_no_route_takes_another_method(site):
    methods = {method for rule in site.url_map.iter_rules() for method in rule.methods or ()}
    assert methods == {"GET", "HEAD", "OPTIONS", "POST"}


def test_public_addresses_answer_everybody(readers):
    for rule in sorted(PUBLIC):
        for name, browser in readers.items():
            status = browser.get(address(rule)).status_code
            assert status in {200, 303, 404}, (rule, name)
            assert status != 303 or (rule == "/login" and name in LOGGED_IN), (rule, name)


def test_guarded_addresses_lead_the_others_to_the_login(readers):
    for rule, allowed in GUARDED.items():
        for name, browser in readers.items():
            answer = browser.get(address(rule))
            if name in allowed:
                assert answer.status_code == (404 if "<" in rule else 200), (rule, name)
            elif name in LOGGED_IN:
                assert answer.status_code == 403, (rule, name)
            else:
                assert (answer.status_code, answer.headers["Location"]) == (303, f"/login?next={address(rule)}")


def test_closed_addresses_answer_nobody(readers):
    for rule in CLOSED:
        assert {browser.get(rule).status_code for browser in readers.values()} == {404}


def test_forms_are_refused_without_a_session_and_without_its_token(readers, seeded_store):
    before = journal_rows(seeded_store)
    for rule in POSTS.keys() - {DISPATCH, "/figures/<figure_id>/report", "/login", "/logout"}:
        for name, browser in readers.items():
            assert browser.client.post(rule, data={"value": "4.1"}).status_code == 403, (rule, name)
            token = browser.cookie("_csrf_token") or ""
            status = browser.client.post(rule, data={"value": "4.1", "csrf_token": token}).status_code
            assert (status == 403) is (name not in POSTS[rule]), (rule, name)
    assert journal_rows(seeded_store) == before


def test_no_session_opens_what_asks_for_a_token(readers, seeded_store):
    before = journal_rows(seeded_store)
    for rule in BY_TOKEN:
        for name, browser in readers.items():
            assert browser.client.post(rule, json={"value": "4.1"}).status_code == 401, (rule, name)
    assert journal_rows(seeded_store) == before


def callbacks(browser: Browser) -> list[dict[str, Any]]:
    listed = browser.get("/_dash-dependencies").json
    return [one for one in listed if not one["clientside_function"]]


def request_for(callback: dict[str, Any]) -> dict[str, Any]:
    """Return the request that a page would make for a callback; its ids here are all plain."""
    parts = callback["output"].strip(".").split("...")
    outputs = [dict(zip(("id", "property"), part.rsplit(".", 1), strict=True)) for part in parts]
    return {
        "output": callback["output"],
        "outputs": outputs if callback["output"].startswith("..") else outputs[0],
        "inputs": [{**one, "value": None} for one in callback["inputs"]],
        "state": [{**one, "value": None} for one in callback["state"]],
        "changedPropIds": [],
    }


def test_every_callback_is_classified(readers):
    assert {callback["output"] for callback in callbacks(readers["anonymous"])} == CALLBACKS.keys()


def test_callbacks_answer_those_who_may_call_them_and_nobody_else(readers):
    for callback in callbacks(readers["anonymous"]):
        for name, browser in readers.items():
            status = browser.call(request_for(callback)).status_code
            assert (status in {200, 204}) is (name in CALLBACKS[callback["output"]]), (callback["output"], name, status)


def test_a_page_callback_shows_nothing_guarded(readers):
    body = request_for({**callbacks(readers["anonymous"])[0]})
    for path in ("/enter", "/login", "/admin/accounts"):
        body["inputs"][0]["value"] = path
        text = readers["anonymous"].call(body).text
        assert "csrf_token" not in text
        assert "argon2" not in text


def test_what_everybody_sees_of_dash_names_no_account_and_no_secret(readers):
    for path in ("/_dash-layout", "/_dash-dependencies", "/", "/metrics"):
        text = readers["anonymous"].get(path).text
        assert [word for word in (PASSWORD, SECRET, "argon2", "sqlite") if word in text] == [], path
