"""What is not published exists for nobody else: a marked draft is looked for behind every address that is public."""

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from tests.fixtures.publish import add_codes, command_from

from tradedash.application import register
from tradedash.commands.accounts import add_account
from tradedash.commands.figures import add_batch, add_figure
from tradedash.commands.life import discard
from tradedash.components.masthead import masthead
from tradedash.domain.actor import CLI, Actor, Channel, Role
from tradedash.store.engine import Store
from tradedash.store.schema import figure, source
from tradedash.web.server import build
from tradedash.web.site import Site

from .conftest import PASSWORD, SECRET, Browser, settings_for

MARK = "zqmarker"
ANA = Actor("ana", Role.ANALYST, Channel.FORM)
#: Pages that Dash asks for by a callback.
PAGES = (
    "/",
    "/charts",
    "/charts/turnover",
    "/charts/exports",
    "/mirror",
    "/contradictions",
    "/sources",
    "/speakers",
    "/outlets",
    "/search?q=zqm",
    "/search?q=reached",
    "/data",
    "/method",
)
QUERIES = ("", "?status=retracted", "?status=superseded", "?recorded_as_of=2100-01-01T00:00:00Z", "?as_of=2099-01-01")


@pytest.fixture
def planted(sqlite_store: Store) -> dict[str, str]:
    """Plant marked work of ana's beside one published figure: a draft, one that waits, one thrown away, an import."""
    add_codes(sqlite_store)
    facts = {"publisher": f"{MARK} Paper", "speaker": f"{MARK} Speaker", "stated_on": "2025-05-30", "note": MARK}

    def marked(status: str, number: int) -> Any:
        words = {"url": f"https://{MARK}.example/{number}", "title": MARK, "as_printed": f"{MARK} reached {number}.7"}
        return command_from({**facts, **words, "value": f"{number}.7", "status": status})

    with sqlite_store.write() as conn:
        add_account(conn, "ana", Role.ANALYST, PASSWORD, CLI)
        add_account(conn, "ari", Role.ANALYST, PASSWORD, CLI)
        public = add_figure(conn, command_from({"url": "https://news.example/a"}), CLI)
        ids = {status: add_figure(conn, marked(status, n), ANA) for n, status in enumerate(("draft", "in_review"), 1)}
        gone = add_figure(conn, marked("in_review", 3), ANA)
        seen = conn.execute(select(figure.c.journal_seq).where(figure.c.figure_id == gone)).scalar_one()
        discard(conn, gone, ANA, seen=seen, reason=MARK)
        add_batch(conn, [marked("in_review", n) for n in (4, 5)], ANA, batch_id=f"{MARK}-batch")
        batch = conn.execute(select(figure.c.figure_id).where(figure.c.batch_id == f"{MARK}-batch")).scalars().all()
    return {"public": public, **ids, "discarded": gone, "imported": batch[0], "imported_2": batch[1]}


@pytest.fixture
def hidden(planted: dict[str, str], sqlite_store: Store) -> set[str]:
    """Return everything that names the planted work: ids of figures, statements and sources, and the mark."""
    ids = {key for name, key in planted.items() if name != "public"}
    with sqlite_store.read() as conn:
        rows = conn.execute(select(figure.c.statement_id, figure.c.source_id).where(figure.c.figure_id.in_(ids)))
        return ids | {MARK} | {key for row in rows for key in row}


@pytest.fixture
def site(planted: dict[str, str], sqlite_store: Store) -> Flask:
    server: Flask = build(Site(sqlite_store, settings_for(sqlite_store.url)), SECRET, masthead, register).server
    return server


@pytest.fixture
def readers(site: Flask) -> list[Browser]:
    """Return nobody in particular, and an analyst whose work it is not."""
    ari = Browser(site.test_client())
    assert ari.log_in("ari").status_code == 303
    return [Browser(site.test_client()), ari]


def read(browser: Browser, path: str) -> str:
    """Return what an address shows: the answer itself and, where it is a page, what Dash puts into it."""
    where, _, query = path.partition("?")
    body = {
        "output": "..page.children...title.data..",
        "outputs": [{"id": "page", "property": "children"}, {"id": "title", "property": "data"}],
        "inputs": [
            {"id": "url", "property": "pathname", "value": where},
            {"id": "url", "property": "search", "value": f"?{query}" if query else ""},
        ],
        "changedPropIds": [],
    }
    answer = browser.get(path, follow_redirects=True)
    said = answer.data.decode("utf-8", "replace")
    return f"{said} {json.dumps(browser.call(body).json, ensure_ascii=False)}"


def addresses(site: Flask, planted: dict[str, str], hidden: set[str]) -> list[str]:
    """Return every address a reader may open, with each public name and each hidden one in the place of variables."""
    found = [f"{page}{query}" for page in PAGES for query in QUERIES]
    rules = {rule.rule for rule in site.url_map.iter_rules() if "GET" in (rule.methods or ())}
    names = {"indicator": ["turnover"], "rest": ["x"], "path": ["x"], "filename": ["style.css"]}
    for rule in sorted(rules):
        if rule.startswith(("/_dash-component", "/assets")):
            continue
        variable = rule.partition("<")[2].partition(">")[0].rpartition(":")[2]
        values = names.get(variable, sorted({planted["public"], *hidden})) if variable else [""]
        start, end = rule.partition("<")[0], rule.partition(">")[2]
        found += [f"{start}{value}{end}" for value in values]
    return [*dict.fromkeys(found)]


def leaks(text: str, path: str, hidden: set[str]) -> list[str]:
    """Return what a text tells of the planted work, the words of its own address left out."""
    return sorted(word for word in hidden if word in text and word not in path)


def test_no_public_address_tells_of_work_that_is_not_published(site, planted, hidden, readers):
    paths = addresses(site, planted, hidden)
    assert len(paths) > 100
    found = {
        (path, number): told
        for number, browser in enumerate(readers)
        for path in paths
        if (told := leaks(read(browser, path), path, hidden))
    }
    assert found == {}


def test_lists_and_downloads_hold_the_published_figure_alone(site, planted, readers):
    for path in ("/api/v1/figures", "/api/v1/series/turnover", "/api/v1/figures?status=published"):
        assert [row["figure_id"] for row in readers[0].get(path).json["data"]] == [planted["public"]], path
    for query in ("?status=retracted", "?status=superseded"):
        assert readers[0].get(f"/api/v1/figures{query}").json["data"] == []
    for path in ("/api/v1/sources", "/api/v1/statements"):
        assert len(readers[0].get(path).json["data"]) == 1, path
    assert readers[0].get("/charts/turnover.csv").text.count("\n") == 2


@pytest.mark.parametrize("ending", ["", "/history", "/report", "/correct"])
def test_the_page_of_unpublished_work_is_not_there(site, planted, readers, ending):
    for name, figure_id in planted.items():
        wanted = {200} if name == "public" else {404}
        statuses = {browser.get(f"/figures/{figure_id}{ending}").status_code for browser in readers[1:]}
        assert statuses == wanted, name


def test_a_source_with_drafts_alone_has_no_page(site, planted, hidden, readers, sqlite_store):
    with sqlite_store.read() as conn:
        ids = set(conn.execute(select(source.c.source_id)).scalars()) & hidden
    assert len(ids) == 5
    assert {browser.get(f"/sources/{one}").status_code for one in ids for browser in readers} == {404}


def test_the_author_sees_it_where_the_desk_shows_it(site, planted):
    ana = Browser(site.test_client())
    ana.log_in("ana")
    assert MARK in ana.get("/review").text
    assert {ana.get(f"/review/{planted[name]}").status_code for name in ("draft", "in_review", "discarded")} == {200}
    assert {ana.get(f"/figures/{planted['draft']}").status_code} == {404}
