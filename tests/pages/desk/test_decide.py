"""One figure at the desk over HTTP: what a second person sees, and what each button does."""

import re
from dataclasses import replace

import pytest
from tests.fixtures.people import advice, words
from tests.pages.desk.conftest import post, seen

from tradedash.commands.corrections import correct
from tradedash.commands.life import approve, discard, retract, send_back
from tradedash.commands.options import set_publish_own
from tradedash.commands.rows import as_command
from tradedash.domain.actor import CLI
from tradedash.domain.figure import Status
from tradedash.domain.period import Period
from tradedash.domain.quantity import Quantity


def correction(desk, figure_id: str, digits: str, **facts: object):
    command = as_command(desk.row(figure_id))
    print_ = replace(
        command.print, quantity=Quantity.parse(digits, 9), as_printed=f"turnover reached {digits}", **facts
    )
    return replace(command, print=print_, status=Status.IN_REVIEW)


def propose(desk, figure_id: str, digits: str, by: str = "ana", **facts: object) -> str:
    command = correction(desk, figure_id, digits, **facts)
    version = desk.row(figure_id)["journal_seq"]
    return str(desk.do(correct, figure_id, command, desk.actor(by), seen=version, reason="misread"))


def send(person, figure_id: str, do: str, **fields: str):
    """Send one form of the figure's page as it is shown now."""
    path = f"/review/{figure_id}"
    return post(person, path, do=do, seen=seen(person, path), **fields)


def test_a_second_person_publishes_and_is_led_to_what_waits_next(desk):
    first, second = desk.enter(value="4.1"), desk.enter(value="4.2")
    ria = desk.come("ria")
    answer = send(ria, first, "approve")
    assert answer.headers["Location"] == f"/review/{second}?done=published&figure={first}"
    told = ria.open(answer.headers["Location"])
    assert "Published: 4.1 bn USD, Trade turnover, 2024." in words(told)
    assert f'href="/charts/turnover?figure={first}"' in told.text
    assert send(ria, second, "approve").headers["Location"] == f"/review?done=published&figure={second}"
    assert ([desk.status(one) for one in (first, second)], desk.is_whole()) == (["published"] * 2, True)


def test_the_page_has_the_words_the_source_and_what_the_number_may_be(desk):
    figure_id = desk.enter(value="4.1", url="https://news.example/story", speaker="A. Minister", stated_on="2025-05-30")
    page = desk.come("ria").open(f"/review/{figure_id}")
    said = words(page)
    assert 'href="https://news.example/story"' in page.text
    assert 'href="https://news.example/story#:~:text=turnover%20reached%204.1"' in page.text
    assert "<mark>4.1</mark>" in page.text
    assert "may be 4.05–4.15 bn USD" in said
    assert "A. Minister" in said
    assert "Entered by ana" in said


def test_warnings_are_those_of_entry_against_what_is_published_now(desk):
    desk.publish(value="4.1")
    figure_id = desk.enter(value="4100")
    said = words(desk.come("ria").open(f"/review/{figure_id}"))
    assert "What to look at" in said
    assert "Check the multiplier and the unit" in said
    fine = desk.enter(value="4.2")
    assert "Nothing speaks against it" in words(desk.come("ria").open(f"/review/{fine}"))


def test_before_and_after_say_which_figure_is_the_headline(desk):
    old = desk.publish(value="4.1", publisher="Old Paper")
    newer = desk.enter(value="4.15", publisher="New Paper")
    said = words(desk.come("ria").open(f"/review/{newer}"))
    assert "Headline for 2024, Belandic statistics: 4.1 bn USD → 4.15 bn USD. More digits than the others." in said
    assert re.search(r"4\.1 bn USD Old Paper, [^H]*Headline Competing", said)
    assert re.search(r"4\.15 bn USD \(this one\) New Paper, .*?not there Headline", said)
    assert old in desk.come("ria").open(f"/review/{newer}").text


def test_a_figure_that_changes_no_headline_says_that_it_stays(desk):
    desk.publish(value="4.15")
    other = desk.enter(value="4.1")
    said = words(desk.come("ria").open(f"/review/{other}"))
    assert "Headline for 2024, Belandic statistics stays 4.15 bn USD." in said


def test_a_correction_shows_what_it_says_otherwise_and_takes_the_place_of_the_old_one(desk):
    old = desk.publish(value="4.1")
    new = propose(desk, old, "4.2")
    page = desk.come("ria").open(f"/review/{new}")
    assert "<td><del>4.1 bn USD</del></td><td><ins>4.2 bn USD</ins></td>" in page.text
    assert "Basis" not in page.text.partition('class="versus"')[2].partition("</table>")[0]
    assert "Headline for 2024, Belandic statistics: 4.1 bn USD → 4.2 bn USD." in words(page)
    assert re.search(r"4\.1 bn USD News Example, [^H]*Headline not there", words(page))
    send(desk.come("ria"), new, "approve")
    assert (desk.status(old), desk.status(new)) == ("superseded", "published")


def test_a_correction_of_the_period_shows_both_periods(desk):
    old = desk.publish(value="4.1", period="2023")
    new = propose(desk, old, "4.1", period=Period.parse("2024"))
    said = words(desk.come("ria").open(f"/review/{new}"))
    assert "Headline for 2024, Belandic statistics: none → 4.1 bn USD." in said
    assert "Headline for 2023, Belandic statistics: 4.1 bn USD → none." in said


def test_the_charts_before_and_after_hold_the_figures_of_the_series(desk):
    desk.publish(value="3.1", period="2023")
    new = desk.enter(value="4.1")
    page = desk.come("ria").open(f"/review/{new}")
    before, after = re.findall(r'data-picture="([^"]*)"', page.text)
    assert (new in before, new in after) == (False, True)
    assert 'src="/assets/picture.js"' in page.text


def test_nobody_is_offered_to_publish_their_own_figure(desk):
    own = desk.enter("ria")
    ria = desk.come("ria")
    page = ria.open(f"/review/{own}")
    assert "You entered this yourself: somebody else must publish it." in words(page)
    assert "Approve and publish" not in page.text
    assert post(ria, f"/review/{own}", do="approve", seen=str(desk.row(own)["journal_seq"])).status_code == 403
    desk.do(set_publish_own, True, CLI, "a desk of one")
    assert send(ria, own, "approve").status_code == 303


def test_an_analyst_sees_own_work_and_may_only_throw_it_away_or_write_it_anew(desk):
    own = desk.enter()
    ana = desk.come("ana")
    page = ana.open(f"/review/{own}")
    assert "It waits for a second person." in words(page)
    assert re.findall(r'name="do" value="(\w+)"', page.text) == ["discard"]
    assert f'href="/figures/{own}/correct"' in page.text
    assert post(ana, f"/review/{own}", do="approve", seen=seen(ana, f"/review/{own}")).status_code == 403
    assert send(ana, own, "discard", discard_reason="wrong article").status_code == 303
    assert desk.status(own) == "retracted"


@pytest.mark.parametrize("path", ["/review/{}", "/figures/{}/correct", "/figures/{}/report", "/figures/{}"])
def test_another_analysts_draft_is_as_if_it_were_not_there(desk, path):
    hidden = desk.enter("ana", "draft")
    ari = desk.come("ari")
    assert ari.open(path.format(hidden)).status_code == 404
    assert post(ari, path.format(hidden), do="discard", seen="1", text="nothing at all").status_code in (404, 405)


def test_a_draft_is_handed_in_by_its_author(desk):
    draft = desk.enter("ana", "draft")
    answer = send(desk.come("ana"), draft, "submit")
    assert answer.headers["Location"] == f"/review/{draft}?done=submitted&figure={draft}"
    assert "Handed in: 4.1 bn USD" in words(desk.come("ana").open(answer.headers["Location"]))
    assert desk.status(draft) == "in_review"


def test_sending_back_and_throwing_away_need_a_reason_and_keep_what_was_typed(desk):
    figure_id = desk.enter()
    ria = desk.come("ria")
    for do in ("send_back", "discard"):
        refused = send(ria, figure_id, do, **{f"{do}_reason": "  "})
        assert (refused.status_code, advice(refused)) == (
            422,
            {f"{do}_reason": "Say why; the reason is kept in the journal."},
        )
    assert send(ria, figure_id, "send_back", send_back_reason="cut off").status_code == 303
    assert desk.status(figure_id) == "draft"


def test_whoever_decides_too_late_is_told_who_was_faster_and_loses_no_word(desk):
    figure_id = desk.enter()
    ria = desk.come("ria")
    then = seen(ria, f"/review/{figure_id}")
    desk.step(send_back, figure_id, "ren", reason="look again")
    answer = post(ria, f"/review/{figure_id}", do="discard", seen=then, discard_reason="my long reason")
    assert answer.status_code == 409
    assert "Somebody changed this figure since you opened it" in words(answer)
    assert "Sent back by ren" in words(answer)
    assert "“look again”" in words(answer)
    assert "my long reason" in answer.text
    assert desk.status(figure_id) == "draft"
    again = re.search(r'name="seen" value="(\d+)"', answer.text)
    assert again
    assert post(ria, f"/review/{figure_id}", do="discard", seen=again[1], discard_reason="x").status_code == 303


def test_a_second_click_on_approve_is_told_that_it_is_done(desk):
    figure_id = desk.enter()
    ria = desk.come("ria")
    then = seen(ria, f"/review/{figure_id}")
    assert post(ria, f"/review/{figure_id}", do="approve", seen=then).status_code == 303
    again = post(ria, f"/review/{figure_id}", do="approve", seen=then)
    assert (again.status_code, "Published by ria" in words(again)) == (409, True)


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "4.0"])
def test_a_version_that_is_none_is_a_conflict(desk, number):
    figure_id = desk.enter()
    assert post(desk.come("ria"), f"/review/{figure_id}", do="approve", seen=number).status_code == 409


def test_what_is_decided_says_by_whom_and_leads_on(desk):
    figure_id = desk.enter()
    desk.step(approve, figure_id, "ria")
    said = words(desk.come("ren").open(f"/review/{figure_id}"))
    assert "Published by ria" in said
    assert "Correct, retract, rank or move it" in said
    desk.step(retract, figure_id, "ria", reason="the paper took it back")
    assert "“the paper took it back”" in words(desk.come("ren").open(f"/review/{figure_id}"))


def test_a_draft_that_was_written_anew_leads_to_the_version_that_waits(desk):
    old = desk.enter()
    new = propose(desk, old, "4.3")
    assert f'href="/review/{new}"' in desk.come("ria").open(f"/review/{old}").text


def test_notices_name_nothing_that_their_reader_may_not_see(desk):
    hidden = desk.enter("ana", "draft", value="9.9")
    for done in ("published", "discarded", "submitted"):
        assert "9.9" not in desk.come("ari").open(f"/review?done={done}&figure={hidden}").text
    gone = desk.enter("ana", value="8.8")
    desk.step(discard, gone, "ana", reason="no")
    assert "8.8" not in desk.come("ari").open(f"/review?done=discarded&figure={gone}").text
