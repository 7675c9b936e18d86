"""Figures and sources posted by token: refused as a form refuses, kept for review, stored once."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select, update

from tradedash.commands.accounts import add_account, disable_account
from tradedash.commands.life import approve
from tradedash.commands.tokens import NewToken, list_tokens, make_token, revoke_token
from tradedash.domain.actor import CLI, Actor, Channel, Role
from tradedash.store import journal
from tradedash.store.schema import api_token, figure

ANA = Actor("ana", Role.ANALYST, Channel.FORM)
RIA = Actor("ria", Role.REVIEWER, Channel.FORM)
FIGURE = {
    "source_url": "https://news.example/story",
    "source_publisher": "News Example",
    "language": "en",
    "source_published_on": "2025-06-01",
    "as_printed": "turnover reached almost 4.10 billion dollars",
    "indicator": "turnover",
    "ref_area": "BB",
    "counterpart_area": "AA",
    "basis": "BB",
    "time_period": "2024",
    "obs_value": "4.10",
    "unit_mult": 9,
    "unit_measure": "USD",
    "qualifier": "nearly",
}
Post = Callable[..., Any]


@pytest.fixture
def token(api_store) -> str:
    with api_store.write() as conn:
        add_account(conn, "ana", Role.ANALYST, "the password of nobody", CLI)
        return make_token(conn, NewToken(name="robot", scopes=("figures", "sources"), days=7), ANA)


@pytest.fixture
def post(client, token) -> Post:
    def send(body: Any = FIGURE, path: str = "figures", **headers: str) -> Any:
        sent = {"Authorization": f"Bearer {token}", **{name.replace("_", "-"): text for name, text in headers.items()}}
        return client.post(f"/api/v1/{path}", json=body, headers=sent)

    return send


def count(store) -> int:
    with store.read() as conn:
        return int(conn.execute(select(func.count()).select_from(figure)).scalar_one())


def test_a_posted_figure_waits_for_review_with_every_digit(post, client, api_store, published):
    published()
    answer = post()
    assert answer.json["created"] is True
    assert (answer.status_code, answer.json["status"], answer.json["warnings"]) == (200, "in_review", [])
    key = answer.json["figure_id"]
    assert answer.headers["Location"] == f"https://ledger.example/review/{key}"
    assert client.get(f"/api/v1/figures/{key}").status_code == 404
    with api_store.write() as conn:
        seen = conn.execute(select(figure.c.journal_seq).where(figure.c.figure_id == key)).scalar_one()
        approve(conn, key, RIA, seen=seen)
        assert journal.verify(conn) == []
    stored = client.get(f"/api/v1/figures/{key}").json
    assert [stored[name] for name in ("obs_value", "upper", "qualifier")] == ["4.10", 4100000000, "nearly"]


def test_the_journal_says_who_sent_it_and_how(post, api_store):
    post()
    with api_store.read() as conn:
        last = conn.execute(select(journal.journal).order_by(journal.journal.c.seq.desc()).limit(1)).one()
    assert (last.actor, last.channel, last.action) == ("ana", "api", "figure.add")


def test_the_same_key_stores_once_and_answers_the_same(post, api_store):
    first, again = post(Idempotency_Key="k1"), post(Idempotency_Key="k1")
    assert [answer.json["created"] for answer in (first, again)] == [True, False]
    assert first.json["figure_id"] == again.json["figure_id"]
    assert count(api_store) == 1


def test_a_key_that_comes_with_another_figure_is_refused(post, api_store):
    post(Idempotency_Key="k1")
    other = {**FIGURE, "obs_value": "4.2", "as_printed": "turnover reached almost 4.2 billion dollars"}
    answer = post(other, Idempotency_Key="k1")
    assert (answer.status_code, count(api_store)) == (409, 1)
    assert "another figure" in answer.json["detail"]


def test_a_print_that_is_there_is_refused(post, api_store):
    post()
    answer = post()
    assert (answer.status_code, count(api_store)) == (409, 1)
    assert answer.json["detail"] == "This print has been entered already and is not published yet."


def test_what_a_form_refuses_is_refused_column_by_column_and_nothing_is_stored(post, api_store):
    answer = post({**FIGURE, "obs_value": "4.2", "time_period": "2024-13", "basis": "", "ref_area": ""})
    assert (answer.status_code, answer.mimetype, count(api_store)) == (422, "application/problem+json", 0)
    assert set(answer.json["errors"]) == {"obs_value", "time_period", "basis", "ref_area"}


@pytest.mark.parametrize(
    ("body", "parameter"),
    [
        ([], "body"),
        ({**FIGURE, "obs_value": 4.1}, "obs_value"),
        ({**FIGURE, "note": True}, "note"),
        ({**FIGURE, "note": {"a": 1}}, "note"),
        ({**FIGURE, "colour": "red"}, "colour"),
        ({**FIGURE, "status": "published"}, "status"),
        ({**FIGURE, "rank": "preferred"}, "rank"),
        ({**FIGURE, "recorded_at": "2020-01-01T00:00:00Z"}, "recorded_at"),
        ({**FIGURE, "source_id": "nothing"}, "source_id"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_name(post, api_store, body, parameter):
    answer = post(body)
    assert (answer.status_code, answer.json["parameter"], count(api_store)) == (400, parameter, 0)


@pytest.mark.parametrize("sent", [b"null", b"{", b"[" * 100_000, b'{"note": NaN}', b'{"note": "\xff"}', b"9" * 5000])
def test_bytes_that_are_no_json_are_a_problem_and_no_crash(client, token, sent):
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    answer = client.post("/api/v1/figures", data=sent, headers=headers)
    assert (answer.status_code, answer.json["title"]) == (400, "Bad Request")


def test_a_draft_may_be_asked_for(post):
    assert post({**FIGURE, "status": "draft"}).json["status"] == "draft"


def test_a_dry_run_tells_the_warnings_and_stores_nothing(post, published, api_store):
    published(as_printed="turnover reached 4.1 billion", speaker="Minister", stated_on="2025-05-30", period="2024")
    before = count(api_store)
    body = {**FIGURE, "speaker": "Minister", "stated_on": "2025-05-30"}
    answer = post(body, path="figures?dry_run=true")
    assert (answer.status_code, answer.json["stored"], count(api_store)) == (200, False, before)
    assert [warning["kind"] for warning in answer.json["warnings"]] == ["reprint"]


def test_a_known_source_may_be_named_by_its_id(post):
    made = post(
        {"source_url": "https://news.example/a", "source_publisher": "News Example", "language": "en"}, path="sources"
    )
    assert made.status_code == 200
    body = {name: text for name, text in FIGURE.items() if not name.startswith("source_") and name != "language"}
    answer = post({**body, "source_id": made.json["source_id"]})
    assert (answer.status_code, answer.json["source_id"]) == (200, made.json["source_id"])


def test_a_source_that_is_there_is_answered_and_one_that_differs_is_refused(post):
    source = {"source_url": "https://news.example/a?utm_source=x", "source_publisher": "News", "language": "en"}
    first, again = post(source, path="sources"), post(source, path="sources")
    assert [answer.json["created"] for answer in (first, again)] == [True, False]
    assert first.json["source_id"] == again.json["source_id"]
    other = post({**source, "source_publisher": "Else"}, path="sources")
    assert (other.status_code, "with another publisher" in other.json["detail"]) == (409, True)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://user@news.example/", "", "https://news.example/\0"])
def test_an_address_that_is_none_is_refused(post, url):
    answer = post({"source_url": url, "source_publisher": "News", "language": "en"}, path="sources")
    assert (answer.status_code, answer.json["parameter"]) == (400, "source_url")


@pytest.mark.parametrize("header", [{}, {"Authorization": "Basic YTpi"}, {"Authorization": "Bearer tdt_nothing"}])
def test_without_a_good_token_nothing_is_read(client, api_store, header):
    answer = client.post("/api/v1/figures", data=b"{", headers={**header, "Content-Type": "application/json"})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="tradedash"')
    assert count(api_store) == 0


def test_a_token_opens_only_what_it_was_made_for(client, api_store, token):
    with api_store.write() as conn:
        only = make_token(conn, NewToken(name="sources only", scopes=("sources",), days=7), ANA)
    assert client.post("/api/v1/figures", json=FIGURE, headers={"Authorization": f"Bearer {only}"}).status_code == 401


@pytest.mark.parametrize("end", ["revoke", "disable", "expire"])
def test_a_token_that_has_ended_opens_nothing(post, api_store, end):
    with api_store.write() as conn:
        if end == "revoke":
            revoke_token(conn, list_tokens(conn, "ana")[0].token_id, ANA)
        elif end == "disable":
            disable_account(conn, "ana", CLI)
        else:
            conn.execute(update(api_token).values(expires_at=api_token.c.created_at))
    assert (post().status_code, count(api_store)) == (401, 0)


def test_a_session_cookie_is_no_token(client):
    client.set_cookie("tradedash_session", "x" * 43)
    assert client.post("/api/v1/figures", json=FIGURE).status_code == 401


def test_another_kind_of_content_is_refused(client, token):
    answer = client.post("/api/v1/figures", data={"a": "b"}, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 415


def test_the_document_describes_every_route_of_the_api(client):
    document = json.loads(client.get("/api/v1/openapi.json").text)
    told = {
        (path.replace("{", "<").replace("}", ">"), method.upper())
        for path, methods in document["paths"].items()
        if "servers" not in methods  # files, which stand outside the API
        for method in methods
    }
    served = {
        (rule.rule.removeprefix("/api/v1"), method)
        for rule in client.application.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert told == served - {("/", "GET"), ("/<path:rest>", "GET")}
    assert list(document["components"]["schemas"]["Figure"]["properties"])[:2] == ["figure_id", "statement_id"]
    assert len(document["components"]["schemas"]["Figure"]["properties"]) == 41
