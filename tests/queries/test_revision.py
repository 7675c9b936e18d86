"""What kept answers are known by: it moves with everything public, and with nothing else."""

from tests.fixtures.publish import command_from

from tradedash.commands.figures import add_figure
from tradedash.commands.life import approve, retract
from tradedash.domain.actor import Actor, Channel, Role
from tradedash.queries.revision import state
from tradedash.store.schema import figure

ANA = Actor("ana", Role.ANALYST, Channel.FORM)
RIA = Actor("ria", Role.REVIEWER, Channel.FORM)


def now(store) -> tuple[object, ...]:
    with store.read() as conn:
        return state(conn)


def test_it_moves_when_a_figure_is_published_or_withdrawn_and_not_before(ledger, publish):
    publish()
    before = now(ledger)
    with ledger.write() as conn:
        key = add_figure(conn, command_from({"value": "4.5", "status": "in_review"}), ANA)
        seen = conn.execute(figure.select().where(figure.c.figure_id == key)).one().journal_seq
    assert now(ledger) == before
    with ledger.write() as conn:
        approve(conn, key, RIA, seen=seen)
    published = now(ledger)
    assert published != before
    with ledger.write() as conn:
        seen = conn.execute(figure.select().where(figure.c.figure_id == key)).one().journal_seq
        retract(conn, key, RIA, seen=seen, reason="misread")
    assert now(ledger) not in (before, published)
