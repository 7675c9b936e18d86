"""Keep the code lists of the store in step with the seed tables. Codes are added and described anew, never removed.

One journal row covers what one call changes in one list.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from tradedash.commands.refusals import in_words
from tradedash.commands.rows import Row
from tradedash.domain.actor import Actor, Role
from tradedash.store.journal import append
from tradedash.store.schema import economy, indicator


def set_economies(conn: Connection, wanted: Sequence[Row], actor: Actor) -> int:
    """Add or change economies (`code name adjective kind`) and return how many. Raises: Forbidden, BadValue."""
    return _set(conn, economy, wanted, actor)


def set_indicators(conn: Connection, wanted: Sequence[Row], actor: Actor) -> int:
    """Add or change indicators (`code label kind unit family direction position`) and return how many.

    Raises: Forbidden, BadValue, also where a kind would change under figures that are stored.
    """
    return _set(conn, indicator, wanted, actor)


def _set(conn: Connection, table: Table, wanted: Sequence[Row], actor: Actor) -> int:
    actor.must_be(Role.ADMIN)
    stored = {row.code: row._asdict() for row in conn.execute(select(table))}
    new = [dict(row) for row in wanted if row["code"] not in stored]
    changed = [dict(row) for row in wanted if row["code"] in stored and stored[row["code"]] != dict(row)]
    with in_words():
        _make_room(conn, table, changed, stored)
        for row in changed:
            conn.execute(update(table).where(table.c.code == row["code"]).values(row))
        if new:
            conn.execute(insert(table), new)
        if new or changed:
            after = {row["code"]: row for row in (*changed, *new)}
            before = {row["code"]: stored[row["code"]] for row in changed}
            append(
                conn,
                actor,
                action="code_list.set",
                entity="code_list",
                entity_id=str(table.name),
                before=before or None,
                after=after,
            )
    return len(new) + len(changed)


def _make_room(conn: Connection, table: Table, changed: Sequence[Row], stored: dict[str, dict[str, Any]]) -> None:
    """Move changed rows behind all others first: two indicators may be changing places."""
    if "position" not in table.c or not changed:
        return
    last = 1 + max(row["position"] for row in (*stored.values(), *changed))
    for place, row in enumerate(changed, start=last):
        conn.execute(update(table).where(table.c.code == row["code"]).values(position=place))
