"""Changing what is stored over HTTP: a new version, or a step without one; and two people at once."""

import re
from html import unescape

import pytest
from tests.fixtures.people import advice, words
from tests.pages.desk.conftest import post, seen
from tests.pages.desk.test_decide import propose

from tradedash.commands.life import approve, discard, rank, retract
from tradedash.domain.figure import Rank


def path(figure_id: str) -> str:
    return f"/figures/{figure_id}/correct"


def filled(person, figure_id: str) -> dict[str, object]:
    """Return the correction form as the page fills it, as a browser would send it."""
    page = person.open(path(figure_id)).text
    form = re.search(r'<form[^>]*id="entry".*?</form>', page, re.DOTALL)
    assert form
    fields: dict[str, object] = {}
    for name, value in re.findall(r'<input[^>]*type="hidden"[^>]*name="(\w+)" value="([^"]*)"', form[0]):
        fields.setdefault(name, unescape(value))
    for tag in re.findall(r"<input[^>]*>", form[0]):
        name, value = re.search(r'name="(\w+)"', tag), re.search(r'value="([^"]*)"', tag)
        kind = re.search(r'type="(\w+)"', tag)
        if name and not (kind and kind[1] in ("checkbox", "radio") and " checked" not in tag):
            fields[name[1]] = unescape(value[1]) if value else ""
    for name, text in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>([^<]*)</textarea>', form[0]):
        fields[name] = unescape(text)
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', form[0], re.DOTALL):
        chosen = [tag for tag in re.findall(r"<option[^>]*>", options) if " selected" in tag]
        value = re.search(r'value="([^"]*)"', chosen[0]) if chosen else None
        fields[name] = unescape(value[1]) if value else ""
    return fields


def send(person, figure_id: str, **changes: object):
    """Fill in the correction form and send it; a warning is looked at and sent again, as a person does."""
    fields = {**filled(person, figure_id), "send": "review", **changes}
    answer = person.client.post(path(figure_id), data=fields)
    warned = re.findall(r'name="warned" value="([^"]*)"', answer.text)
    return person.client.post(path(figure_id), data={**fields, "warned": warned}) if warned else answer


CHANGED = {"obs_value": "4.2", "as_printed": "turnover reached 4.2", "reason": "misread"}


def test_the_form_comes_filled_and_a_correction_waits_for_review(desk):
    old = desk.publish(value="4.1", speaker="A. Minister", stated_on="2025-05-30", note="A note.")
    ana = desk.come("ana")
    answer = send(ana, old, **CHANGED)
    assert answer.status_code == 303, words(answer)
    new = answer.headers["Location"].removeprefix("/review/")
    row = desk.row(new)
    assert (row["status"], row["supersedes"], row["obs_digits"], row["speaker"], row["note"]) == (
        "in_review",
        old,
        42,
        "A. Minister",
        "A note.",
    )
    assert desk.status(old) == "published"
    assert desk.is_whole()


def test_a_correction_without_a_reason_or_without_a_change_is_refused(desk):
    old = desk.publish(value="4.1")
    ana = desk.come("ana")
    no_reason = send(ana, old, **{**CHANGED, "reason": " "})
    assert (no_reason.status_code, advice(no_reason)["reason"]) == (422, "Say why; the reason is kept in the journal.")
    assert "turnover reached 4.2" in no_reason.text
    same = send(ana, old, reason="because")
    assert (same.status_code, "Nothing is different" in words(same)) == (422, True)


def test_a_basis_is_changed_by_a_correction_with_a_reason(desk):
    old = desk.publish(value="4.1", basis="unstated")
    new = send(desk.come("ana"), old, basis="BB", reason="the table says whose").headers["Location"][8:]
    assert (desk.row(new)["basis"], desk.row(old)["basis"]) == ("BB", "unstated")


def test_a_field_that_says_something_else_shows_what_is_stored(desk):
    old = desk.publish(value="4.1")
    answer = send(desk.come("ana"), old, obs_value="abc", speaker="Nobody", unit_mult="6", reason="x")
    beside = dict(re.findall(r'id="(\w+)-stored"[^>]*>Stored now: ([^<]*)<', answer.text))
    assert beside == {"obs_value": "4.1", "unit_mult": "billion", "speaker": "nothing"}


def test_whoever_is_slower_is_told_by_whom_and_may_send_again_against_the_new_version(desk):
    old = desk.publish(value="4.1")
    ana = desk.come("ana")
    fields = {**filled(ana, old), "send": "review", **CHANGED, "note": "a long note that took me an hour"}
    first = propose(desk, old, "4.3", by="ari")
    desk.step(approve, first, "ria")
    answer = ana.client.post(path(old), data=fields)
    said = words(answer)
    assert answer.status_code == 409
    assert "Somebody changed this figure since you opened it" in said
    assert "Superseded by a correction by ria" in said
    assert "Published by ria" in said
    beside = dict(re.findall(r'id="(\w+)-stored"[^>]*>Stored now: ([^<]*)<', answer.text))
    assert beside == {"obs_value": "4.3", "as_printed": "turnover reached 4.3", "note": "nothing"}
    assert "a long note that took me an hour" in answer.text
    assert f'action="/figures/{first}/correct"' in answer.text
    then = re.search(r'name="seen" value="(\d+)"', answer.text)
    assert then
    again = ana.client.post(path(first), data={**fields, "seen": then[1]})
    assert again.status_code == 303
    assert desk.row(again.headers["Location"][8:])["supersedes"] == first


def test_whoever_corrects_what_was_retracted_meanwhile_is_told_and_keeps_what_was_typed(desk):
    old = desk.publish(value="4.1")
    ana = desk.come("ana")
    fields = {**filled(ana, old), "send": "review", **CHANGED, "note": "a long note that took me an hour"}
    desk.step(retract, old, "ria", reason="the paper took it back")
    answer = ana.client.post(path(old), data=fields)
    assert answer.status_code == 409
    assert "Withdrawn by ria" in words(answer)
    assert ("turnover reached 4.2" in answer.text, "a long note that took me an hour" in answer.text) == (True, True)
    assert 'id="entry"' not in ana.open(path(old)).text


def test_a_correction_that_waits_stands_in_the_way_of_the_next_without_being_named_to_others(desk):
    old = desk.publish(value="4.1")
    ana = desk.come("ana")
    fields = {**filled(ana, old), "send": "review", **CHANGED}
    first = propose(desk, old, "4.3", by="ari")
    answer = ana.client.post(path(old), data=fields)
    assert (answer.status_code, "waits for review already" in words(answer)) == (409, True)
    assert (first in answer.text, "4.3" in answer.text, "turnover reached 4.2" in answer.text) == (False, False, True)
    assert f'href="/review/{first}"' in desk.come("ria").open(path(old)).text


def test_a_form_that_is_sent_twice_stores_once(desk):
    old = desk.publish(value="4.1")
    ana = desk.come("ana")
    fields = {**filled(ana, old), "send": "review", **CHANGED}
    first, second = (ana.client.post(path(old), data=fields) for _ in range(2))
    assert (first.status_code, second.headers["Location"]) == (303, first.headers["Location"])
    other = ana.client.post(path(old), data={**fields, "obs_value": "4.5", "as_printed": "turnover reached 4.5"})
    assert (other.status_code, "has saved a correction already" in words(other)) == (409, True)
    assert "turnover reached 4.5" in other.text


def test_a_draft_is_written_anew_by_its_author(desk):
    draft = desk.enter("ana", "draft", value="4.1")
    answer = send(desk.come("ana"), draft, **{**CHANGED, "send": "draft"})
    new = answer.headers["Location"][8:]
    assert ([desk.status(one) for one in (draft, new)], desk.is_whole()) == (["superseded", "draft"], True)


def test_a_warning_is_asked_about_once_before_a_correction_is_taken(desk):
    desk.publish(value="4.0", period="2023")
    old = desk.publish(value="4.1")
    ana = desk.come("ana")
    fields = {**filled(ana, old), "send": "review", **CHANGED, "unit_mult": "12"}
    asked = ana.client.post(path(old), data=fields)
    assert (asked.status_code, "Check the multiplier and the unit" in words(asked)) == (200, True)
    warned = re.findall(r'name="warned" value="([^"]*)"', asked.text)
    assert ana.client.post(path(old), data={**fields, "warned": warned}).status_code == 303


def test_a_page_that_comes_back_is_still_about_the_version_that_was_opened(desk):
    desk.publish(value="4.0", period="2023")
    old = desk.publish(value="4.1")
    ana = desk.come("ana")
    fields = {**filled(ana, old), "send": "review", **CHANGED, "unit_mult": "12"}
    desk.step(rank, old, "ria", to=Rank.PREFERRED, reason="names the source")
    for wrong in ({"send": "check"}, {"obs_value": "abc"}):
        answer = ana.client.post(path(old), data={**fields, **wrong})
        assert re.findall(r'name="seen" value="(\d+)"', answer.text)[0] == fields["seen"], wrong
    late = ana.client.post(path(old), data=fields)
    assert (late.status_code, "Ranked by ria" in words(late)) == (409, True)
    assert re.findall(r'name="seen" value="(\d+)"', late.text)[0] == str(desk.row(old)["journal_seq"])


def test_a_contradiction_that_a_figure_is_part_of_already_is_not_asked_about(desk):
    desk.publish(value="3.1")
    old = desk.publish(value="4.1")
    ana = desk.come("ana")
    note = {**filled(ana, old), "send": "review", "note": "As the reprint has it.", "reason": "say so"}
    assert ana.client.post(path(old), data=note).status_code == 303
    other = desk.publish(value="5.1", period="2023")
    worse = {**filled(ana, other), "send": "review", **CHANGED, "time_period": "2024"}
    assert "Cannot be true together" in words(ana.client.post(path(other), data=worse))


@pytest.mark.parametrize("do", ["retract", "rank", "move"])
def test_an_analyst_is_offered_no_step_that_decides(desk, do):
    figure_id = desk.publish()
    ana = desk.come("ana")
    assert f'name="do" value="{do}"' not in ana.open(path(figure_id)).text
    given = {"retract_reason": "x", "rank_reason": "x", "rank_to": "preferred", "move_reason": "x", "move_id": "y"}
    answer = post(ana, path(figure_id), do=do, seen=str(desk.row(figure_id)["journal_seq"]), **given)
    assert answer.status_code == 403


def step(person, figure_id: str, do: str, **fields: str):
    return post(person, path(figure_id), do=do, seen=seen(person, path(figure_id)), **fields)


def test_a_figure_is_retracted_and_restored_with_reasons(desk):
    figure_id = desk.publish()
    ria, ren = desk.come("ria"), desk.come("ren")
    refused = step(ria, figure_id, "retract", retract_reason="")
    assert (refused.status_code, advice(refused)) == (
        422,
        {"retract_reason": "Say why; the reason is kept in the journal."},
    )
    done = step(ria, figure_id, "retract", retract_reason="the paper took it back")
    assert done.headers["Location"] == f"{path(figure_id)}?done=retract"
    told = ren.open(done.headers["Location"])
    assert "Retracted. It stays readable" in words(told)
    assert re.findall(r'name="do" value="(\w+)"', told.text) == ["restore"]
    assert step(ren, figure_id, "restore", restore_reason="it did not").status_code == 303
    assert (desk.status(figure_id), desk.is_whole()) == ("published", True)


def test_a_rank_is_given_with_a_reason(desk):
    figure_id = desk.publish()
    ria = desk.come("ria")
    none = step(ria, figure_id, "rank", rank_to="", rank_reason="names the source")
    assert (none.status_code, "Choose a rank." in words(none), "names the source" in none.text) == (422, True, True)
    assert step(ria, figure_id, "rank", rank_to="preferred", rank_reason="names the source").status_code == 303
    assert [desk.row(figure_id)[name] for name in ("rank", "rank_reason")] == ["preferred", "names the source"]


def test_a_print_is_moved_to_what_its_speaker_said_within_a_week(desk):
    first = desk.publish(speaker="A. Minister", stated_on="2025-05-30")
    late = desk.publish(speaker="A. Minister", stated_on="2025-06-30", value="4.4")
    reprint = desk.publish(speaker="A. Minister", stated_on="2025-06-02", value="4.3")
    ria = desk.come("ria")
    page = ria.open(path(reprint)).text
    offered = re.findall(r'name="move_to" value="([^"]+)"', page)
    assert offered == [desk.row(first)["statement_id"]]
    assert desk.row(late)["statement_id"] not in page
    assert step(ria, reprint, "move", move_to=offered[0], move_reason="the same speech").status_code == 303
    assert desk.row(reprint)["statement_id"] == offered[0]
    unknown = step(ria, late, "move", move_id="none", move_reason="the same speech")
    assert (unknown.status_code, "There is no statement “none”" in words(unknown)) == (404, True)


def test_a_step_that_comes_too_late_tells_who_was_faster_and_keeps_the_reason(desk):
    figure_id = desk.publish()
    ria = desk.come("ria")
    then = seen(ria, path(figure_id))
    desk.step(retract, figure_id, "ren", reason="wrong article")
    answer = post(ria, path(figure_id), do="rank", seen=then, rank_to="preferred", rank_reason="my long reason")
    assert answer.status_code == 409
    assert "Withdrawn by ren" in words(answer)
    assert "“wrong article”" in words(answer)
    assert "my long reason" in answer.text


def test_a_version_that_was_replaced_leads_to_the_one_in_its_place(desk):
    old = desk.publish(value="4.1")
    new = propose(desk, old, "4.2")
    desk.step(approve, new, "ria")
    page = desk.come("ana").open(path(old))
    assert f'href="/figures/{new}/correct"' in page.text
    assert 'id="entry"' not in page.text


def test_what_was_thrown_away_is_not_there_for_others(desk):
    gone = desk.enter("ana")
    desk.step(discard, gone, "ana", reason="no")
    assert desk.come("ari").open(path(gone)).status_code == 404
