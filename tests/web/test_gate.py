"""The gate: Dash asks nobody who calls a callback, so every request is judged before Dash sees it."""

import copy
import json
from io import BytesIO

import pytest
from dash import Input, Output
from sqlalchemy import func, select

from tradedash.store.schema import indicator
from tradedash.web.gate import DISPATCH

from .conftest import JSON, add_stand_ins, save_body, view_body

LEAKS = ("Traceback", "werkzeug", "sqlite3", "sqlalchemy", '.py", line', "/site-packages/", "ZeroDivision")


def stored(store) -> int:
    with store.read() as conn:
        return conn.execute(select(func.count()).select_from(indicator)).scalar_one()


def changed(body, **changes):
    return {**copy.deepcopy(body), **changes}


def test_a_public_callback_answers_anybody(anonymous):
    answer = anonymous.call(view_body("all"))
    assert answer.json["response"] == {"page": {"children": "shown all"}}


def test_anonymous_readers_write_nothing_through_a_callback(anonymous, sqlite_store):
    assert anonymous.call(save_body()).status_code == 403
    assert stored(sqlite_store) == 0


def test_an_analyst_may_call_what_is_theirs(ana, sqlite_store):
    assert ana.call(save_body()).json["response"] == {"saved": {"children": "saved by ana"}}
    assert stored(sqlite_store) == 1


def test_another_role_is_refused(browse, accounts, sqlite_store):
    rita = browse()
    rita.log_in("rita")
    answer = rita.call(save_body())
    assert (answer.status_code, answer.text) == (403, "This needs the role admin or analyst; you have reviewer.")
    assert stored(sqlite_store) == 0


def test_an_unknown_output_is_not_found(anonymous):
    assert anonymous.call(changed(view_body(), output="zz.q")).status_code == 404


def test_a_callback_that_nobody_classified_stops_the_start(make_site):
    def careless(app, site, gate):
        add_stand_ins(app, site, gate)
        app.callback(Output("x", "children"), Input("y", "value"))(lambda value: value)

    with pytest.raises(RuntimeError, match=r"nobody may call these callbacks.*x\.children"):
        make_site(careless)


def test_a_callback_must_exist_to_be_opened(make_site):
    def misspelt(app, site, gate):
        add_stand_ins(app, site, gate)
        gate.allow("pgae.children")

    with pytest.raises(KeyError, match=r"pgae\.children"):
        make_site(misspelt)


def test_a_clientside_callback_cannot_be_called_on_the_server(make_site):
    def register(app, site, gate):
        add_stand_ins(app, site, gate)
        app.clientside_callback("function(x){return x}", Output("c", "children"), Input("view", "value"))

    client = make_site(register).server.test_client()
    body = changed(view_body(), output="c.children", outputs={"id": "c", "property": "children"})
    assert client.post(DISPATCH, json=body).status_code == 404


def marks_body(ids):
    return {
        "output": "list.children",
        "outputs": {"id": "list", "property": "children"},
        "inputs": [[{"id": one, "property": "value", "value": 1} for one in ids]],
        "changedPropIds": [],
    }


def test_ids_of_a_pattern_are_matched_key_by_key(anonymous):
    good = [{"kind": "mark", "row": 1}, {"row": "b", "kind": "mark"}]
    assert anonymous.call(marks_body(good)).json["response"] == {"list": {"children": "2 marks"}}
    assert anonymous.call(marks_body([])).json["response"] == {"list": {"children": "0 marks"}}


@pytest.mark.parametrize(
    "one",
    [
        "mark",
        {"kind": "other", "row": 1},
        {"kind": "mark"},
        {"kind": "mark", "row": 1, "more": 1},
        {"kind": "mark", "row": {}},
        {"kind": "mark", "row": None},
        {"kind": "mark", "row": "x" * 1001},
        {"kind": ["mark"], "row": 1},
    ],
    ids=str,
)
def test_an_id_outside_the_pattern_is_refused(anonymous, one):
    assert anonymous.call(marks_body([one])).status_code == 400


def test_a_list_longer_than_any_page_is_refused(anonymous):
    assert anonymous.call(marks_body([{"kind": "mark", "row": n} for n in range(1001)])).status_code == 400


RAW = {
    "nothing": b"",
    "list": b"[]",
    "null": b"null",
    "number": b"1",
    "text": b'"x"',
    "half": b"{",
    "bytes": b"\xff\xfe",
    "deep": b"[" * 100_000,
    "deep object": b'{"output":' * 20_000,
    "list as output": b'{"output":["x"]}',
    "huge number": b'{"output":' + b"9" * 5000 + b"}",
    "null output": b'{"output":null}',
    "object as output": b'{"output":{}}',
    "empty object": b"{}",
    "padded": b"{}" + b" " * 100_000,
    "NaN": b"NaN",
    "surrogate": b'{"output":"\\ud800"}',
}


@pytest.mark.parametrize("body", RAW.values(), ids=RAW.keys())
def test_a_body_that_is_no_request_is_refused_without_an_inside_view(anonymous, body):
    answer = anonymous.call(body)
    assert answer.status_code in {400, 404, 411}
    assert not [leak for leak in LEAKS if leak in answer.text]


ODD = {
    "no inputs": {"inputs": None},
    "inputs missing": {"inputs": []},
    "inputs doubled": {"inputs": view_body()["inputs"] * 2},
    "inputs of lists": {"inputs": [[]]},
    "inputs a word": {"inputs": "view"},
    "another id": {"inputs": [{"id": "other", "property": "value", "value": 1}]},
    "an id that is a number": {"inputs": [{"id": 1, "property": "value", "value": 1}]},
    "another property": {"inputs": [{"id": "view", "property": "data", "value": 1}]},
    "a property that is a list": {"inputs": [{"id": "view", "property": ["value"], "value": 1}]},
    "no property": {"inputs": [{"id": "view", "value": 1}]},
    "more than value": {"inputs": [{"id": "view", "property": "value", "value": 1, "role": "admin"}]},
    "state that is not there": {"state": [{"id": "role", "property": "value", "value": "admin"}]},
    "state a number": {"state": 1},
    "state null": {"state": None},
    "state zero": {"state": 0},
    "outputs missing": {"outputs": None},
    "outputs a list": {"outputs": [{"id": "page", "property": "children"}]},
    "another output": {"outputs": {"id": "evil", "property": "children"}},
    "another output property": {"outputs": {"id": "page", "property": "style"}},
    "changed is a word": {"changedPropIds": "view.value"},
    "changed without a dot": {"changedPropIds": ["nodot"]},
    "changed is a number": {"changedPropIds": [1]},
    "changed is null": {"changedPropIds": [None]},
    "endId is a list": {"endId": []},
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_a_request_of_another_shape_than_registered_is_refused(anonymous, odd):
    answer = anonymous.call(changed(view_body(), **odd))
    assert (answer.status_code, answer.text) == (400, "This is not a request that a page of this site makes.")


def test_a_key_that_dash_does_not_know_is_ignored(anonymous):
    assert anonymous.call(changed(view_body(), **{"__proto__": {"x": 1}})).status_code == 200


@pytest.mark.parametrize("value", [None, True, 10**30, 1e308, "\0", "\U0001f1f7", [], {}, [[]], {"$gt": ""}], ids=repr)
def test_any_value_reaches_the_callback_and_none_breaks_the_server(anonymous, value):
    body = json.dumps(view_body(value)).encode()
    assert anonymous.call(body).status_code == 200


@pytest.mark.parametrize("value", ["\ud800", ["a\ud83d"], {"a": {"b": "\udfff"}}, {"\ud800": 1}], ids=ascii)
def test_half_a_character_is_refused_because_it_cannot_be_stored(anonymous, value):
    assert anonymous.call(json.dumps(view_body(value)).encode()).status_code == 400


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_only_json_is_taken(ana, kind):
    assert ana.call(save_body(), **{"Content-Type": kind}).status_code == 415


def test_a_body_without_a_length_is_refused(anonymous):
    stream = BytesIO(json.dumps(view_body()).encode())
    chunked = {**JSON, "Transfer-Encoding": "chunked"}
    overrides = {"wsgi.input": stream, "wsgi.input_terminated": True}
    answer = anonymous.client.post(DISPATCH, headers=chunked, environ_overrides=overrides)
    assert (answer.status_code, stream.tell()) == (411, 0)


def test_an_anonymous_body_is_small_and_a_logged_in_one_larger(anonymous, ana):
    large = view_body("x" * 300_000)
    assert anonymous.call(large).status_code == 413
    assert ana.call(large).status_code == 200
    assert ana.call(view_body("x" * 2_000_000)).status_code == 413


def test_a_packed_body_is_not_unpacked(anonymous):
    assert anonymous.call(view_body(), **{"Content-Encoding": "gzip"}).status_code == 415


def test_a_page_that_is_none_is_not_found(anonymous):
    answer = anonymous.get("/nope")
    assert answer.status_code == 404
    assert "<h1>Not found</h1>" in answer.text


def test_a_page_of_the_site_is_served(anonymous):
    assert "_dash-renderer" in anonymous.get("/data").text


@pytest.mark.parametrize("path", ["/_reload-hash", "/console", "/_mcp", "/_alive_x", "/_dash-ws-callback", "/.env"])
def test_dashs_side_doors_are_closed(anonymous, path):
    assert anonymous.get(path).status_code == 404
    assert anonymous.client.post(path, json={"jsonrpc": "2.0", "id": 1, "method": "tools/list"}).status_code in {
        404,
        405,
    }


def test_mcp_stays_closed_when_the_environment_opens_it(make_site, monkeypatch):
    monkeypatch.setenv("DASH_MCP_ENABLED", "true")
    client = make_site().server.test_client()
    assert client.post("/_mcp", json={"jsonrpc": "2.0", "id": 1, "method": "tools/list"}).status_code == 405
    assert client.get("/_mcp").status_code == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_not_allowed(anonymous, method):
    assert anonymous.client.open("/", method=method).status_code == 405


def test_an_address_without_end_is_refused(anonymous):
    assert anonymous.get("/?" + "a" * 60_000).status_code == 414


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../app.py",
        "/assets/%2e%2e/server.py",
        "/assets/..%5capp.py",
        "/assets/%00",
        "/_dash-component-suites/dash/dash.py",
        "/_dash-component-suites/dash/..%2fdash.py",
        "/_dash-component-suites/os/x.js",
        "/_dash-component-suites/tradedash/settings.py",
    ],
)
def test_no_file_leaves_the_folders_that_are_served(anonymous, path):
    answer = anonymous.get(path)
    assert answer.status_code == 404
    assert not [leak for leak in LEAKS if leak in answer.text]
