"""Keep the exchange rates of the store in step with the seed table: added and put right, never removed."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select, update

from tradedash.commands.refusals import in_words
from tradedash.commands.rows import Row
from tradedash.domain.actor import Actor, Role
from tradedash.store.journal import append
from tradedash.store.schema import exchange_rate


def set_rates(conn: Connection, wanted: Sequence[Row], actor: Actor) -> int:
    """Add or change rates (`currency year per_usd_digits per_usd_scale publisher`) and return how many.

    One journal row covers what one call changes. Raises: Forbidden, BadValue.
    """
    actor.must_be(Role.ADMIN)
    stored = {(row.currency, row.year): row._asdict() for row in conn.execute(select(exchange_rate))}
    changed = [dict(row) for row in wanted if stored.get((row["currency"], row["year"])) != dict(row)]
    if not changed:
        return 0
    with in_words():
        for row in changed:
            place = (exchange_rate.c.currency == row["currency"], exchange_rate.c.year == row["year"])
            known = (row["currency"], row["year"]) in stored
            conn.execute(
                update(exchange_rate).where(*place).values(row) if known else insert(exchange_rate).values(row)
            )
        after = {f"{row['currency']} {row['year']}": row for row in changed}
        before = {name: old for row in changed if (old := stored.get((row["currency"], row["year"])))
                  for name in [f"{row['currency']} {row['year']}"]}  # fmt: skip
        append(
            conn,
            actor,
            action="exchange_rates.set",
            entity="exchange_rate",
            entity_id="per_usd",
            before=before or None,
            after=after,
        )
    return len(changed)
