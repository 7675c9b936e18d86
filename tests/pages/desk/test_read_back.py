"""`/figures/<id>/history` and `/journal`: what a browser gets, logged in and not."""

import csv
import io

import pytest
from tests.fixtures.lives import live
from tests.fixtures.people import PASSWORD, make_people, words
from tests.fixtures.publish import add_codes

from tradedash.commands.accounts import add_account
from tradedash.domain.actor import CLI, Role
from tradedash.queries import journal


@pytest.fixture
def lives(sqlite_store):
    add_codes(sqlite_store)
    return live(sqlite_store)


@pytest.fixture
def come(lives):
    with lives.store.write() as conn:
        for name, role in (("ana", Role.ANALYST), ("ari", Role.ANALYST), ("ria", Role.REVIEWER), ("boss", Role.ADMIN)):
            add_account(conn, name, role, PASSWORD, CLI)
    return make_people(lives.store)


def test_a_history_says_who_when_by_which_way_what_and_why(lives, come):
    page = come().open(f"/figures/{lives.correction}/history")
    said = words(page)
    assert page.status_code == 200
    assert "History of 4.10 bn USD" in said
    assert "Published , version 2" in said
    assert "ria, form" in said
    assert "Value 4.1 bn USD → 4.10 bn USD" in said
    assert "Why: two digits" in said
    assert f'href="/figures/{lives.corrected}"' in page.text
    assert "recorded_as_of=" in page.text


def test_a_history_of_a_draft_is_there_for_its_author_and_who_decides(lives, come):
    path = f"/figures/{lives.draft}/history"
    assert [come(name).open(path).status_code for name in ("", "ana", "ari", "ria", "boss")] == [
        404,
        404,
        200,
        200,
        200,
    ]
    assert f'href="/review/{lives.draft}"' in come("ari").open(path).text


def test_the_public_reads_nothing_of_before_the_publication(lives, come):
    public = words(come().open(f"/figures/{lives.corrected}/history"))
    assert "Whose statistics?" not in public
    assert "Whose statistics?" in words(come("ana").open(f"/figures/{lives.corrected}/history"))


def test_what_somebody_wrote_stays_text(lives, come):
    page = come("boss").open("/journal?entity=report").text
    assert "@It says 4.2," in page
    assert "Problem reported" in page
    assert "<script>alert" not in come().open(f"/figures/{'<script>alert(1)'}/history").text


def test_the_journal_leads_to_the_login(come):
    for path in ("/journal", "/journal.csv"):
        answer = come().open(path)
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/login?next={path}")


def test_the_journal_has_filters_that_stay_in_the_address(come):
    page = come("boss").open("/journal?entity=figure&actor=ria&from=2000-01-01")
    assert 'value="ria"' in page.text
    assert "/journal.csv?actor=ria&amp;entity=figure&amp;from=2000-01-01" in page.text


def test_a_filter_that_cannot_be_read_is_explained_and_the_others_count(come):
    page = come("boss").open("/journal?entity=option&from=soon")
    said = words(page)
    assert "Write “from” as a day, for example 2025-11-26. It is ignored." in said
    assert "Option changed publish_own" in said
    assert "Ranked" not in said


def test_a_filter_that_nothing_matches_has_a_way_back(come):
    assert "No row of the journal matches." in words(come("boss").open("/journal?actor=nobody"))


def test_the_journal_as_csv_is_the_whole_of_it(lives, come, monkeypatch):
    monkeypatch.setattr(journal, "AT_ONCE", 5)
    answer = come("boss").open("/journal.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert [int(row["seq"]) for row in rows] == list(range(len(rows), 0, -1))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="journal.csv"'
    assert {row["actor"] for row in rows} >= {"ana", "ria", "boss", "cli"}
    assert "argon2" not in answer.text


def test_the_csv_has_the_rows_of_the_filters_and_of_the_reader(lives, come):
    text = come("ana").open("/journal.csv?entity=figure").text
    assert lives.draft not in text
    assert {row["entity"] for row in csv.DictReader(io.StringIO(text, newline=""))} == {"figure"}
    assert come("ana").open("/journal.csv?from=soon").status_code == 400


def test_older_rows_are_one_link_away(come, monkeypatch):
    monkeypatch.setattr(journal, "PAGE", 5)
    person = come("boss")
    first = person.open("/journal").text
    onward = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    assert onward.startswith("/journal?before=")
    assert "Newest" in words(person.open(onward))
