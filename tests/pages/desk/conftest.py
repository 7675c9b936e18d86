"""The whole site over a small ledger, with two people of each kind at the desk."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from tests.fixtures.people import PASSWORD, SECRET, Person
from tests.fixtures.publish import add_codes, command_from, publisher
from werkzeug.test import TestResponse

from tradedash.application import register
from tradedash.commands.accounts import add_account
from tradedash.commands.figures import add_batch, add_figure
from tradedash.components.masthead import masthead
from tradedash.domain.actor import CLI, Actor, Channel, Role
from tradedash.settings import Settings
from tradedash.store import journal
from tradedash.store.engine import Store
from tradedash.store.schema import figure
from tradedash.web.server import build
from tradedash.web.site import Site

NAMES = {
    "ana": Role.ANALYST,
    "ari": Role.ANALYST,
    "ria": Role.REVIEWER,
    "ren": Role.REVIEWER,
    "boss": Role.ADMIN,
}


@dataclass
class Desk:
    """The store, the site and its people."""

    store: Store
    client: Callable[[], Any]

    def come(self, name: str = "") -> Person:
        """Bring somebody to the site, logged in if they are named."""
        person = Person(self.client())
        if name:
            assert person.log_in(name).status_code == 303
        return person

    def actor(self, name: str) -> Actor:
        return Actor(name, NAMES[name], Channel.FORM)

    def enter(self, by: str = "ana", status: str = "in_review", **facts: Any) -> str:
        """Enter one figure as somebody at the desk, and return its id."""
        return str(self.do(add_figure, command_from({**facts, "status": status}), self.actor(by)))

    def publish(self, **facts: Any) -> str:
        """Publish one figure at the command line."""
        return publisher(self.store)(**facts)

    def bring(self, number: int, by: str = "ana", batch_id: str = "b1") -> list[str]:
        """Import so many figures as one batch and return their ids."""
        commands = [command_from({"value": f"{n}.5", "status": "in_review"}) for n in range(1, number + 1)]
        self.do(add_batch, commands, self.actor(by), batch_id=batch_id)
        with self.store.read() as conn:
            return list(
                conn.execute(
                    select(figure.c.figure_id).where(figure.c.batch_id == batch_id).order_by(figure.c.id)
                ).scalars()
            )

    def do(self, command: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Run one command in a transaction of its own."""
        with self.store.write() as conn:
            return command(conn, *arguments, **named)

    def step(self, command: Callable[..., Any], figure_id: str, by: str, **named: Any) -> Any:
        """Run a command of a figure's life on the version that is there."""
        return self.do(command, figure_id, self.actor(by), seen=self.row(figure_id)["journal_seq"], **named)

    def row(self, figure_id: str) -> dict[str, Any]:
        with self.store.read() as conn:
            return dict(conn.execute(select(figure).where(figure.c.figure_id == figure_id)).one()._mapping)

    def status(self, figure_id: str) -> str:
        return str(self.row(figure_id)["status"])

    def is_whole(self) -> bool:
        with self.store.read() as conn:
            return journal.verify(conn) == []


def post(person: Person, path: str, **fields: Any) -> TestResponse:
    """Send a form of a page that may be gone by now."""
    return person.client.post(path, data={"csrf_token": person.token("/account"), **fields})


def seen(person: Person, path: str) -> str:
    """Return the version that a page shows."""
    found = re.search(r'name="seen" value="(\d+)"', person.open(path).text)
    return found[1] if found else ""


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    """Return the site over a ledger that has code lists and no figures; the commands have tests on both engines."""
    add_codes(sqlite_store)
    given = {"database_url": sqlite_store.url, "secret_key": SecretStr(SECRET), "workers": 1}
    server = build(Site(sqlite_store, Settings.model_validate(given)), SECRET, masthead, register).server
    with sqlite_store.write() as conn:
        for name, role in NAMES.items():
            add_account(conn, name, role, PASSWORD, CLI)
    return Desk(sqlite_store, server.test_client)
