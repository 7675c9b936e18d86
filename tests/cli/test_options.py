"""`tradedash option`: a desk of one person may publish own figures, and the journal knows why."""

from sqlalchemy import select

from tradedash.commands.options import may_publish_own
from tradedash.store.schema import journal


def test_publishing_own_figures_is_switched_on_and_off_with_a_reason(cli, sqlite_store):
    assert cli("option", "publish-own", "on", "--reason", "one person").output == (
        "People may publish their own figures now.\n"
    )
    with sqlite_store.read() as conn:
        assert may_publish_own(conn)
    assert cli("option", "publish-own", "off", "--reason", "two people").output == (
        "People may not publish their own figures now.\n"
    )
    with sqlite_store.read() as conn:
        assert not may_publish_own(conn)
        told = conn.execute(select(journal.c.actor, journal.c.channel, journal.c.reason).order_by(journal.c.seq)).all()
    assert [tuple(row) for row in told] == [("cli", "cli", "one person"), ("cli", "cli", "two people")]


def test_without_a_reason_nothing_is_switched(cli):
    assert "Missing option '--reason'" in cli("option", "publish-own", "on").stderr
    assert cli("option", "publish-own", "on", "--reason", " ").stderr == (
        "Error: Say why; the reason is kept in the journal.\n"
    )
