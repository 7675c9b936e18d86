"""One import over HTTP: the sample, publishing it, withdrawing it."""

import re

from tests.fixtures.people import advice, words
from tests.pages.desk.conftest import post

PATH = "/review/batches/b1"


def sample(response) -> list[str]:
    return re.findall(r'name="looked_at" value="([^"]+)"', response.text)


def test_the_sample_is_ten_of_its_figures_the_same_for_everybody(desk):
    ids = desk.bring(40)
    first, second = (desk.come(name).open(PATH) for name in ("ria", "boss"))
    chosen = sample(first)
    assert (len(set(chosen)), set(chosen) <= set(ids), sample(second)) == (10, True, chosen)
    assert chosen != ids[:10]
    assert "Chance chose this sample from all 40." in words(first)


def test_a_small_import_is_looked_at_as_a_whole(desk):
    ids = desk.bring(3)
    assert sample(desk.come("ria").open(PATH)) == ids


def test_the_sample_shows_phrase_and_source(desk):
    desk.bring(1)
    page = desk.come("ria").open(PATH).text
    assert "<mark>1.5</mark>" in page
    assert re.search(r'href="https://news\.example/\d+#:~:text=turnover%20reached%201\.5"', page)
    assert "looks right" in page


def test_all_of_it_is_published_after_a_look_at_the_sample(desk):
    ids = desk.bring(12)
    ria = desk.come("ria")
    chosen = sample(ria.open(PATH))
    refused = post(ria, PATH, do="approve", looked_at=chosen[:9])
    assert (refused.status_code, "Look at 10 of its figures first; 9 are ticked." in words(refused)) == (422, True)
    ticked = re.findall(r'value="([^"]+)" checked', refused.text)
    assert sorted(ticked) == sorted(chosen[:9])
    done = post(ria, PATH, do="approve", looked_at=chosen)
    assert done.headers["Location"] == f"{PATH}?done=batch"
    assert "The import is published." in words(ria.open(done.headers["Location"]))
    assert ({desk.status(one) for one in ids}, desk.is_whole()) == ({"published"}, True)


def test_its_author_sees_it_and_publishes_nothing(desk):
    desk.bring(2, by="ria")
    ria = desk.come("ria")
    page = ria.open(PATH)
    assert "You entered this yourself: somebody else must publish it." in words(page)
    assert sample(page) == []
    assert post(ria, PATH, do="approve", looked_at=[]).status_code == 403


def test_another_analysts_import_is_as_if_it_were_not_there(desk):
    desk.bring(2)
    ari = desk.come("ari")
    assert (ari.open(PATH).status_code, post(ari, PATH, do="withdraw", reason="x").status_code) == (404, 404)
    assert desk.come("ana").open(PATH).status_code == 200
    assert desk.come("ria").open("/review/batches/none").status_code == 404


def test_it_is_withdrawn_as_one_with_a_reason(desk):
    ids = desk.bring(3)
    ana = desk.come("ana")
    refused = post(ana, PATH, do="withdraw", reason="")
    assert (refused.status_code, advice(refused)) == (422, {"reason": "Say why; the reason is kept in the journal."})
    done = post(ana, PATH, do="withdraw", reason="another table")
    assert done.headers["Location"] == f"{PATH}?done=withdrawn"
    assert {desk.status(one) for one in ids} == {"retracted"}
    again = post(ana, PATH, do="withdraw", reason="another table")
    assert (again.status_code, "Nothing of this batch is left" in words(again)) == (409, True)


def test_its_rows_are_shown_a_hundred_at_a_time(desk):
    ids = desk.bring(120)
    ria = desk.come("ria")
    rows = ria.open(PATH).text.partition('id="rows"')[2]
    onward = re.search(r'href="(/review/batches/b1\?after=\d+)#rows"', rows)
    assert onward
    shown = re.findall(r'href="/review/([^"/]+)"', rows)
    more = re.findall(r'href="/review/([^"/]+)"', ria.open(onward[1]).text.partition('id="rows"')[2])
    assert (shown, more) == (ids[:100], ids[100:])
