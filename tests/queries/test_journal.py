"""The journal as a list: filters, pages, and what exists for whom."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.fixtures.lives import ANA, ARI, BOSS, RIA

from tradedash.commands.accounts import add_account
from tradedash.domain.actor import CLI, Role
from tradedash.domain.errors import BadValue
from tradedash.queries import journal
from tradedash.queries.codelists import code_lists
from tradedash.queries.journal import Filters, journal_page, journal_rows, parse_filters


def rows(lives, reader, **filters: object) -> list[dict]:
    with lives.store.read() as conn:
        return journal_rows(conn, Filters(**filters), reader)


def test_the_newest_row_stands_first_and_pages_follow_one_another(lives, monkeypatch):
    monkeypatch.setattr(journal, "PAGE", 7)
    seen, filters = [], Filters()
    with lives.store.read() as conn:
        while filters is not None:
            page = journal_page(conn, filters, BOSS, code_lists(conn))
            seen += [entry.seq for entry in page.entries]
            filters = Filters(before=page.next) if page.next else None
    assert seen == list(range(max(seen), 0, -1))
    assert len(seen) > 21


@pytest.mark.parametrize(
    ("filters", "actions"),
    [
        ({"actor": "boss", "action": "figure.restore"}, {"figure.restore"}),
        ({"actor": "ana", "entity": "figure"}, {"figure.add", "figure.correct", "figure.submit"}),
        ({"channel": "cli", "entity": "import_batch"}, {"figures.import"}),
        ({"action": "figure.send_back"}, {"figure.send_back"}),
        ({"entity": "option", "id": "publish_own"}, {"option.set"}),
        ({"batch": "old"}, {"figures.import", "figure.withdraw"}),
        ({"since": date(2100, 1, 1)}, set()),
        ({"until": date(2000, 1, 1)}, set()),
        ({"actor": "nobody"}, set()),
    ],
)
def test_a_filter_keeps_what_it_names(lives, filters, actions):
    assert {row["action"] for row in rows(lives, BOSS, **filters)} == actions


def test_days_count_from_midnight_to_midnight(lives):
    today = datetime.now(UTC).date()
    found = rows(lives, BOSS, since=today - timedelta(days=1), until=today + timedelta(days=1))
    assert found == rows(lives, BOSS)


def test_an_analyst_reads_nothing_of_the_unpublished_work_of_others(lives):
    def about(reader):
        return [row["action"] for row in rows(lives, reader, id=lives.draft)]

    assert (about(ANA), about(ARI), about(RIA), about(BOSS)) == ([], ["figure.add"], ["figure.add"], ["figure.add"])
    source = lives.row(lives.draft)["source_id"]
    assert [len(rows(lives, reader, id=source)) for reader in (ANA, ARI, RIA)] == [0, 1, 1]


def test_logins_are_the_admins_business_and_each_ones_own(lives):
    with lives.store.write() as conn:
        for name in ("ana", "ari"):
            add_account(conn, name, Role.ANALYST, "a long enough password", CLI)
    seen = {one.name: [row["entity_id"] for row in rows(lives, one, entity="account")] for one in (ANA, RIA, BOSS)}
    assert seen == {"ana": ["ana"], "ria": [], "boss": ["ari", "ana"]}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"from": "yesterday"}, "from"),
        ({"to": "2025-13-01"}, "to"),
        ({"channel": "fax"}, "channel"),
        ({"before": "-1"}, "before"),
        ({"before": "٣"}, "before"),
        ({"actor": "a\0b"}, "actor"),
        ({"id": "x" * 500}, "id"),
    ],
)
def test_a_filter_that_cannot_be_read_is_named(given, field):
    with pytest.raises(BadValue) as refused:
        parse_filters(given)
    assert refused.value.field == field


def test_filters_come_back_as_the_address_had_them():
    given = {"actor": "ana", "entity": "figure", "from": "2025-01-01", "batch": "n"}
    assert dict(parse_filters({**given, "before": "9", "other": "x"}).query()) == given
