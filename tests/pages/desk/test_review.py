"""The queue over HTTP: what waits, for whom, in which order, and how reports are answered."""

import re

from tests.fixtures.people import words
from tests.pages.desk.conftest import post

from tradedash.commands.life import approve, send_back
from tradedash.commands.reports import add_report


def listed(response) -> list[str]:
    """Return the ids of the figures that a page leads to, in its order."""
    return list(dict.fromkeys(re.findall(r'href="/review/([0-9a-f]{12}(?:-\d+)?)"', response.text)))


def test_the_queue_is_shown_to_nobody_who_is_not_logged_in(desk):
    answer = desk.come().open("/review")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/login?next=/review")


def test_a_reviewer_sees_what_waits_the_oldest_first_and_no_drafts_of_others(desk):
    first, second = desk.enter(value="4.1"), desk.enter(value="4.2", by="ari")
    desk.enter("ana", "draft", value="9.9")
    answer = desk.come("ria").open("/review")
    assert listed(answer) == [first, second]
    assert "Single figures: 2" in words(answer)


def test_an_empty_queue_says_so(desk):
    assert "Nothing waits for review." in words(desk.come("ria").open("/review"))
    assert "Nothing waits." in words(desk.come("ana").open("/review"))


def test_an_analyst_sees_own_work_and_nobody_elses(desk):
    draft, waiting = desk.enter("ana", "draft", value="1.1"), desk.enter(value="2.2")
    gone = desk.enter(value="3.3")
    desk.step(approve, gone, "ria")
    others = desk.enter("ari", value="9.9")
    answer = desk.come("ana").open("/review")
    assert listed(answer) == [draft, waiting, gone]
    assert others not in answer.text
    assert "Yours, published lately: 1 figure" in words(answer)


def test_what_was_sent_back_stands_there_with_the_reason(desk):
    waiting = desk.enter()
    desk.step(send_back, waiting, "ria", reason="the phrase is cut off")
    said = words(desk.come("ana").open("/review"))
    assert "Sent back by ria" in said
    assert "“the phrase is cut off”" in said


def test_filters_keep_what_somebody_else_entered(desk):
    desk.enter("ana", value="1.1")
    own, other = desk.enter("ria", value="2.2"), desk.enter("ari", value="3.3")
    ria = desk.come("ria")
    others = words(ria.open("/review?who=others")).partition("Yours")[0]
    assert ("1.1" in others, "2.2" in others, "3.3" in others) == (True, False, True)
    assert listed(ria.open("/review?author=ari"))[0] == other
    assert listed(ria.open("/review?who=mine"))[0] == own
    assert "Nothing that fits waits" in words(ria.open("/review?author=nobody"))


def test_values_of_filters_that_mean_nothing_are_left_out(desk):
    waiting = desk.enter()
    for query in (
        "who=%00",
        "after=-1",
        "after=99999999999999999999",
        "author=%00",
        "batch=%00%0d%0aX",
        "done=x&figure=%00",
    ):
        assert desk.come("ria").client.get(f"/review?{query}", follow_redirects=True).status_code in (200, 404), query
    assert listed(desk.come("ria").open("/review?after=x")) == [waiting]


def test_a_long_queue_goes_on_behind_its_last_figure(desk):
    ids = [desk.enter(value=f"{n}.1") for n in range(1, 53)]
    ria = desk.come("ria")
    first = ria.open("/review")
    assert (listed(first), "Single figures: 52" in words(first)) == (ids[:50], True)
    onward = re.search(r'href="(/review\?after=\d+)"', first.text)
    assert onward
    assert listed(ria.open(onward[1])) == ids[50:]


def test_a_batch_is_one_line_however_many_figures_it_has(desk):
    ids = desk.bring(12)
    answer = desk.come("ria").open("/review")
    assert "12 figures: 12 waiting" in words(answer)
    assert 'href="/review/batches/b1"' in answer.text
    assert not set(ids) & set(listed(answer))


def test_the_masthead_tells_those_who_decide_how_much_waits(desk):
    desk.enter(value="1.1")
    desk.enter(value="2.2")
    assert ">Review (2)<" in desk.come("ria").open("/account").text
    assert ">Review<" in desk.come("ana").open("/account").text
    assert "Review" not in desk.come().open("/login").text


def test_a_report_stands_in_the_queue_as_text_until_somebody_answers_it(desk):
    figure_id = desk.publish()
    key = desk.do(add_report, figure_id, "<script>alert(1)</script> it says 4.2")
    ria = desk.come("ria")
    page = ria.open("/review")
    assert "<script>alert(1)" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; it says 4.2" in page.text
    assert "it says 4.2" not in desk.come("ana").open("/review").text
    refused = ria.send("/review", do="close", report=key, answer=" ")
    assert (refused.status_code, "Say what came of it" in words(refused)) == (422, True)
    assert ria.send("/review", do="close", report=key, answer="It says 4.1.").status_code == 303
    assert "it says 4.2" not in ria.open("/review").text
    again = post(ria, "/review", do="close", report=key, answer="Once more.")
    assert (again.status_code, "answered this report already" in words(again)) == (409, True)
    assert desk.is_whole()


def test_an_analyst_answers_no_report(desk):
    key = desk.do(add_report, desk.publish(), "it says 4.2 there")
    sent = post(desk.come("ana"), "/review", do="close", report=key, answer="no")
    assert sent.status_code == 403
