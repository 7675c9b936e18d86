"""Two sources that are one article, over HTTP: what will move, and what readers find afterwards."""

import json
import re

import pytest
from tests.fixtures.people import advice, words
from tests.pages.desk.conftest import post

from tradedash.queries.selection import Selection
from tradedash.queries.sources import sources


@pytest.fixture
def twins(desk):
    """Return the source that goes and the one that stays; they share a print, and the first has another."""
    kept = desk.publish(url="https://news.example/story", value="4.1")
    twin = desk.publish(url="https://mirror.example/story", value="4.1")
    desk.publish(url="https://mirror.example/story", value="4.5")
    return desk.row(twin)["source_id"], desk.row(kept)["source_id"]


def public(desk, path: str) -> str:
    body = {
        "output": "..page.children...title.data..",
        "outputs": [{"id": "page", "property": "children"}, {"id": "title", "property": "data"}],
        "inputs": [
            {"id": "url", "property": "pathname", "value": path},
            {"id": "url", "property": "search", "value": ""},
        ],
        "changedPropIds": [],
    }
    return json.dumps(desk.come().client.post("/_dash-update-component", json=body).json)


def test_the_preview_says_what_moves_and_what_is_there_already(desk, twins):
    gone, into = twins
    for wanted in (into, "https://news.example/story", "https://news.example/story?utm_source=x", f"/sources/{into}"):
        said = words(desk.come("ria").open(f"/sources/{gone}/merge?into={wanted}"))
        assert "What will move: 2 figures" in said, wanted
        assert re.search(r"4\.1 bn USD , Trade turnover, 2024, published: is the same print there already", said)
        assert re.search(r"4\.5 bn USD , Trade turnover, 2024, published: gets a version", said)


def test_a_merge_needs_a_reason_and_then_leads_to_the_one_that_stays(desk, twins):
    gone, into = twins
    ria = desk.come("ria")
    refused = post(ria, f"/sources/{gone}/merge", into=into, reason=" ")
    assert (refused.status_code, advice(refused)) == (422, {"reason": "Say why; the reason is kept in the journal."})
    assert (
        post(ria, f"/sources/{gone}/merge", into=into, reason="one article").headers["Location"] == f"/sources/{gone}"
    )
    told = public(desk, f"/sources/{gone}")
    assert "This is the same article as" in told
    assert f"/sources/{into}" in told
    with desk.store.read() as conn:
        assert [one.source_id for one in sources(conn, Selection()).entries] == [into]
    assert desk.is_whole()


def test_what_cannot_be_merged_says_why(desk, twins):
    gone, _ = twins
    ria = desk.come("ria")
    unknown = ria.open(f"/sources/{gone}/merge?into=none")
    assert (unknown.status_code, "no source with this address or id" in words(unknown)) == (404, True)
    itself = post(ria, f"/sources/{gone}/merge", into=gone, reason="one article")
    assert (itself.status_code, "Choose two different sources" in words(itself)) == (409, True)
    assert ria.open("/sources/none/merge").status_code == 404
    release = desk.row(desk.publish(source_type="release"))["source_id"]
    kinds = post(ria, f"/sources/{gone}/merge", into=release, reason="one article")
    assert (kinds.status_code, "never the same source" in words(kinds)) == (409, True)


def test_analysts_merge_nothing_and_are_not_led_there(desk, twins):
    gone, into = twins
    ana = desk.come("ana")
    assert ana.open(f"/sources/{gone}/merge").status_code == 403
    assert post(ana, f"/sources/{gone}/merge", into=into, reason="one article").status_code == 403
    assert "/merge" not in public(desk, f"/sources/{gone}")
