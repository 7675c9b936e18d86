"""What operators find of a source's address: kept with the journal, and told to readers."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from tests.components.trees import of_type, words
from tests.pages.test_reading import site_of, view_of

from tradedash.commands.links import Answer, record_checks, set_archive
from tradedash.domain.actor import CLI, Actor, Channel, Role
from tradedash.domain.errors import BadValue, Forbidden, NotFound
from tradedash.queries.links import Link, link_of, to_look_at
from tradedash.store.journal import verify
from tradedash.store.schema import figure, journal

ANALYST = Actor("ana", Role.ANALYST, Channel.FORM)
JUNE, JULY = datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
COPY = "https://archive.example/web/1"


@pytest.fixture
def source_id(ledger, publish):
    """Return the id of a source with one published figure."""
    figure_id = publish(url="https://news.example/story")
    with ledger.read() as conn:
        return conn.execute(select(figure.c.source_id).where(figure.c.figure_id == figure_id)).scalar_one()


def look(ledger, found, at):
    with ledger.write() as conn:
        return record_checks(conn, found, CLI, at)


def told(ledger, source_id):
    facts = of_type(view_of(site_of(ledger), f"/sources/{source_id}").children, "Dl")[0].children
    return {words(term): words(fact) for term, fact in zip(facts[::2], facts[1::2], strict=True)}


def test_a_look_is_kept_with_one_journal_row_and_the_chain_stays_whole(ledger, source_id):
    assert look(ledger, {source_id: Answer.ANSWERS}, JUNE) == 1
    with ledger.read() as conn:
        assert link_of(conn, source_id) == Link("answers", JUNE, JUNE, None)
        last = conn.execute(select(journal).order_by(journal.c.seq.desc()).limit(1)).one()
        assert (last.action, last.entity, last.after) == (
            "source.check",
            "source_check",
            f'{{"{source_id}":"answers"}}',
        )
        verify(conn)


def test_the_day_it_last_answered_stays_when_it_no_longer_does(ledger, source_id):
    look(ledger, {source_id: Answer.ANSWERS}, JUNE)
    look(ledger, {source_id: Answer.GONE}, JULY)
    with ledger.read() as conn:
        assert link_of(conn, source_id) == Link("gone", JULY, JUNE, None)
    assert (
        told(ledger, source_id)["Link"] == "gone when last looked at, on 1 Jul 2026; last seen answering on 1 Jun 2026"
    )


def test_readers_are_told_when_it_answered_and_where_the_copy_is(ledger, source_id):
    assert "Link" not in told(ledger, source_id)
    look(ledger, {source_id: Answer.ANSWERS}, JUNE)
    with ledger.write() as conn:
        set_archive(conn, source_id, COPY, CLI, "it moves often")
    facts = told(ledger, source_id)
    assert (facts["Link"], facts["Archived copy"]) == ("last seen answering on 1 Jun 2026", COPY)


def test_a_copy_said_again_changes_nothing_and_another_one_is_journaled_with_what_was(ledger, source_id):
    for url in (COPY, COPY, f"{COPY}2"):
        with ledger.write() as conn:
            set_archive(conn, source_id, url, CLI)
    with ledger.read() as conn:
        query = select(journal.c.before, journal.c.after).where(journal.c.action == "source.archive")
        assert [tuple(row) for row in conn.execute(query.order_by(journal.c.seq))] == [
            (None, f'{{"archive_url":"{COPY}"}}'),
            (f'{{"archive_url":"{COPY}"}}', f'{{"archive_url":"{COPY}2"}}'),
        ]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.example/1", "//a.example", ""])
def test_a_copy_has_an_http_address(ledger, source_id, url):
    with pytest.raises(BadValue), ledger.write() as conn:
        set_archive(conn, source_id, url, CLI)


def test_only_operators_look_and_only_at_sources_that_there_are(ledger, source_id):
    with pytest.raises(Forbidden), ledger.write() as conn:
        record_checks(conn, {source_id: Answer.GONE}, ANALYST)
    with pytest.raises(Forbidden), ledger.write() as conn:
        set_archive(conn, source_id, COPY, ANALYST)
    with pytest.raises(NotFound), ledger.write() as conn:
        record_checks(conn, {"none": Answer.GONE}, CLI)


def test_those_never_looked_at_come_first_and_fresh_ones_not_at_all(ledger, publish, source_id):
    publish(url="https://news.example/other")
    publish(url="https://news.example/draft", status="draft")
    look(ledger, {source_id: Answer.SILENT}, JUNE)
    with ledger.read() as conn:
        assert [url for _, url in to_look_at(conn, JULY, 10)] == [
            "https://news.example/other",
            "https://news.example/story",
        ]
        assert [url for _, url in to_look_at(conn, JUNE, 10)] == ["https://news.example/other"]
