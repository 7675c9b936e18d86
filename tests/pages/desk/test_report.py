"""Readers report a problem without an account: what is asked, what is kept, and what keeps floods out."""

import json
import re

import pytest
from sqlalchemy import select
from tests.fixtures.people import advice, words

from tradedash.store.schema import journal, report

TEXT = "The article says 4.2, not 4.1."


def sent(desk, figure_id: str, person=None, **fields: str):
    path = f"/figures/{figure_id}/report"
    person = person or desk.come()
    return person.client.post(path, data={"csrf_token": person.token(path), "text": TEXT, **fields})


def kept(desk) -> list[tuple[str, str, str]]:
    with desk.store.read() as conn:
        found = conn.execute(select(report.c.figure_id, report.c.text, report.c.status).order_by(report.c.created_at))
        return [tuple(row) for row in found]


def test_a_reader_needs_no_account_and_is_asked_for_no_address(desk):
    figure_id = desk.publish()
    page = desk.come().open(f"/figures/{figure_id}/report")
    assert "You need no account. We ask for no name and no address" in words(page)
    assert re.findall(r'<(?:input|textarea)[^>]*name="(\w+)"', page.text) == ["csrf_token", "text"]
    answer = sent(desk, figure_id)
    assert (answer.status_code, "Your report has been kept" in words(answer)) == (200, True)
    assert (kept(desk), desk.is_whole()) == ([(figure_id, TEXT, "open")], True)


def test_the_journal_signs_it_with_nobody(desk):
    sent(desk, desk.publish())
    with desk.store.read() as conn:
        row = conn.execute(select(journal).where(journal.c.entity == "report")).one()
    assert (row.actor, row.channel, row.action, row.before) == ("anonymous", "form", "report.add", None)


def test_what_it_says_is_shown_to_no_reader(desk):
    figure_id = desk.publish()
    sent(desk, figure_id, text="Marker-words of a reader")
    anybody = desk.come()
    for path in (f"/figures/{figure_id}/report", f"/figures/{figure_id}/history", "/api/v1/figures", "/_dash-layout"):
        assert "Marker-words" not in anybody.open(path).text, path


@pytest.mark.parametrize(
    ("text", "advised"),
    [
        ("", "Say in a sentence what is wrong, in at least 10 characters."),
        ("wrong    !", "Say in a sentence what is wrong, in at least 10 characters."),
        ("x" * 2001, "Shorten this to at most 2000 characters."),
        ("zero\u200bwidth and more", "Remove the invisible character U+200B."),
    ],
)
def test_a_report_that_cannot_be_kept_comes_back_with_advice_and_its_text(desk, text, advised):
    answer = sent(desk, desk.publish(), text=text)
    assert (answer.status_code, advice(answer), text in answer.text) == (422, {"text": advised}, True)
    assert kept(desk) == []


def test_only_what_is_or_was_public_can_be_reported(desk):
    hidden = desk.enter("ana", "draft")
    for figure_id in (hidden, "none", "x" * 65):
        assert desk.come().open(f"/figures/{figure_id}/report").status_code == 404
        assert sent(desk, figure_id).status_code == 404


def test_a_form_of_another_browser_or_none_is_not_taken_and_loses_no_text(desk):
    figure_id = desk.publish()
    path = f"/figures/{figure_id}/report"
    one, other = desk.come(), desk.come()
    stolen = one.token(path)
    for token in ("", "x", stolen, stolen[:-2]):
        answer = other.client.post(path, data={"csrf_token": token, "text": TEXT})
        assert (answer.status_code, "open for too long" in words(answer), TEXT in answer.text) == (400, True, True)
    assert kept(desk) == []


def test_the_token_of_the_login_form_opens_no_report(desk):
    figure_id = desk.publish()
    anybody = desk.come()
    anybody.open(f"/figures/{figure_id}/report")
    answer = anybody.client.post(
        f"/figures/{figure_id}/report", data={"csrf_token": anybody.token("/login"), "text": TEXT}
    )
    assert answer.status_code == 400


def test_other_sites_send_no_report(desk):
    path = f"/figures/{desk.publish()}/report"
    anybody = desk.come()
    data = {"csrf_token": anybody.token(path), "text": TEXT}
    for header in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert anybody.client.post(path, data=data, headers=header).status_code == 403


def test_whoever_is_logged_in_reports_with_the_token_of_the_session(desk):
    figure_id = desk.publish()
    assert sent(desk, figure_id, desk.come("ana")).status_code == 200
    assert sent(desk, figure_id, desk.come("ana"), csrf_token="x").status_code == 403


def test_the_sixth_report_in_ten_minutes_waits_and_is_not_lost(desk):
    figure_id = desk.publish()
    answers = [sent(desk, figure_id, text=f"{TEXT} {number}") for number in range(6)]
    assert [one.status_code for one in answers] == [200] * 5 + [429]
    last = answers[-1]
    assert "This is more than one reader may send. Wait 10 minutes and try again." in words(last)
    assert 1 <= int(last.headers["Retry-After"]) <= 600
    assert f"{TEXT} 5" in last.text
    assert len(kept(desk)) == 5


def test_the_figures_page_leads_there(desk):
    figure_id = desk.publish()
    body = {
        "output": "..page.children...title.data..",
        "outputs": [{"id": "page", "property": "children"}, {"id": "title", "property": "data"}],
        "inputs": [
            {"id": "url", "property": "pathname", "value": f"/figures/{figure_id}"},
            {"id": "url", "property": "search", "value": ""},
        ],
        "changedPropIds": [],
    }
    answer = desk.come().client.post("/_dash-update-component", json=body)
    assert f"/figures/{figure_id}/report" in json.dumps(answer.json)
