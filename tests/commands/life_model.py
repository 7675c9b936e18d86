"""The life of figures in any order, against a small model: what is public, who may publish, and that nothing is lost.

The model knows of each figure its status, whether it ever was public, who entered it and which line of versions it
belongs to. Every command must do exactly what the model says it does, or refuse where the model says it must.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import select
from tests.fixtures.publish import command_from

from tradedash.commands.authorship import author_of
from tradedash.commands.batches import approve_batch, withdraw_batch
from tradedash.commands.corrections import correct, merge_sources
from tradedash.commands.figures import add_batch, add_figure
from tradedash.commands.life import approve, discard, move, rank, restore, retract, send_back, submit
from tradedash.commands.rows import as_command
from tradedash.domain.actor import Actor, Channel, Role
from tradedash.domain.errors import Conflict, DomainError, Forbidden, NotFound
from tradedash.domain.figure import Rank, Status
from tradedash.domain.quantity import Quantity
from tradedash.queries.figures import figures
from tradedash.queries.selection import Selection
from tradedash.store import journal
from tradedash.store.engine import Store
from tradedash.store.schema import figure, source, statement

PEOPLE = tuple(
    Actor(name, role, Channel.FORM)
    for name, role in (
        ("ana", Role.ANALYST),
        ("ari", Role.ANALYST),
        ("ria", Role.REVIEWER),
        ("ren", Role.REVIEWER),
        ("boss", Role.ADMIN),
    )
)
ARTICLES = tuple(f"https://news.example/{name}" for name in ("a", "b", "c"))
LIVING = ("published", "draft", "in_review")
people, numbers = st.sampled_from(PEOPLE), st.integers(1, 6)
Opener = Callable[[], Any]


@dataclass
class Known:
    """What the model knows of one figure."""

    status: str
    author: str
    line: str
    was_public: bool = False

    def public(self) -> None:
        self.status, self.was_public = "published", True


def decides(actor: Actor) -> bool:
    return actor.role in (Role.REVIEWER, Role.ADMIN)


class Life(RuleBasedStateMachine):
    """Commands in any order by anybody; `opener` is a context manager with a store of this run's own."""

    opener: Opener

    def __init__(self) -> None:
        super().__init__()
        self._context = self.opener()
        self.store: Store = self._context.__enter__()
        self.known: dict[str, Known] = {}
        self.batches: dict[str, list[str]] = {}
        #: Versions that a merge made: they are published as the version before them was, not by a decision.
        self.moved: set[str] = set()

    def teardown(self) -> None:
        self._context.__exit__(None, None, None)

    # What the rules are made of -------------------------------------------------------------------------------

    def do(self, command: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        with self.store.write() as conn:
            return command(conn, *arguments, **named)

    def outcome(self, command: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Return what a command returns, or the class of its refusal."""
        try:
            return self.do(command, *arguments, **named) or "done"
        except DomainError as error:
            return type(error)

    def row(self, figure_id: str) -> dict[str, Any]:
        with self.store.read() as conn:
            return dict(conn.execute(select(figure).where(figure.c.figure_id == figure_id)).one()._mapping)

    def seen(self, figure_id: str) -> int:
        return int(self.row(figure_id)["journal_seq"])

    def pick(self, data: st.DataObject) -> tuple[str, Known]:
        figure_id = data.draw(st.sampled_from(sorted(self.known)))
        return figure_id, self.known[figure_id]

    def is_there(self, actor: Actor, one: Known) -> bool:
        return one.was_public or decides(actor) or one.author == actor.name

    def line_of(self, one: Known) -> list[Known]:
        return [other for other in self.known.values() if other.line == one.line]

    def step(self, command: Callable[..., Any], figure_id: str, actor: Actor, **named: Any) -> Any:
        return self.outcome(command, figure_id, actor, seen=self.seen(figure_id), **named)

    # What people do -------------------------------------------------------------------------------------------

    @rule(actor=people, number=numbers, url=st.sampled_from(ARTICLES), status=st.sampled_from(["draft", "in_review"]))
    def enter(self, actor: Actor, number: int, url: str, status: str) -> None:
        told = self.outcome(add_figure, command_from({"url": url, "value": f"{number}.1", "status": status}), actor)
        if told is not Conflict:
            assert told not in self.known
            self.known[told] = Known(status, actor.name, told)

    @rule(actor=people, numbers=st.lists(numbers, min_size=1, max_size=3, unique=True), url=st.sampled_from(ARTICLES))
    def bring(self, actor: Actor, numbers: list[int], url: str) -> None:
        name = f"batch{len(self.batches)}"
        commands = [command_from({"url": url, "value": f"{n}.2", "status": "in_review"}) for n in numbers]
        self.do(add_batch, commands, actor, batch_id=name)
        with self.store.read() as conn:
            ids = list(conn.execute(select(figure.c.figure_id).where(figure.c.batch_id == name)).scalars())
        if ids:
            self.batches[name] = ids
            self.known |= {one: Known("in_review", actor.name, one) for one in ids}

    @precondition(lambda self: self.known)
    @rule(data=st.data(), actor=people)
    def hand_in(self, data: st.DataObject, actor: Actor) -> None:
        figure_id, one = self.pick(data)
        told = self.step(submit, figure_id, actor)
        if not self.is_there(actor, one):
            assert told is NotFound
        elif one.status != "draft":
            assert told is Conflict
        else:
            assert told == "done"
            one.status = "in_review"

    @precondition(lambda self: self.known)
    @rule(data=st.data(), actor=people)
    def approve(self, data: st.DataObject, actor: Actor) -> None:
        figure_id, one = self.pick(data)
        told = self.step(approve, figure_id, actor)
        if not decides(actor):
            assert told is Forbidden
        elif one.status != "in_review":
            assert told is Conflict
        elif one.author == actor.name:
            assert told is Forbidden
        else:
            assert told == "done"
            for other in self.line_of(one):
                if other.status == "published":
                    other.status = "superseded"
            one.public()

    @precondition(lambda self: self.known)
    @rule(data=st.data(), actor=people)
    def send_back(self, data: st.DataObject, actor: Actor) -> None:
        figure_id, one = self.pick(data)
        self.expect(self.step(send_back, figure_id, actor, reason="why"), actor, one, ("in_review",), "draft")

    @precondition(lambda self: self.known)
    @rule(data=st.data(), actor=people)
    def throw_away(self, data: st.DataObject, actor: Actor) -> None:
        figure_id, one = self.pick(data)
        told = self.step(discard, figure_id, actor, reason="why")
        if not self.is_there(actor, one):
            assert told is NotFound
        elif one.status not in ("draft", "in_review"):
            assert told is Conflict
        else:
            assert told == "done"
            one.status = "retracted"

    @precondition(lambda self: self.known)
    @rule(data=st.data(), actor=people)
    def retract(self, data: st.DataObject, actor: Actor) -> None:
        figure_id, one = self.pick(data)
        self.expect(self.step(retract, figure_id, actor, reason="why"), actor, one, ("published",), "retracted")

    @precondition(lambda self: self.known)
    @rule(data=st.data(), actor=people)
    def restore(self, data: st.DataObject, actor: Actor) -> None:
        figure_id, one = self.pick(data)
        told = self.step(restore, figure_id, actor, reason="why")
        replaced = any(other is not one and other.status == "published" for other in self.line_of(one))
        if not decides(actor):
            assert told is Forbidden
        elif one.status != "retracted" or not one.was_public or replaced:
            assert told in (Conflict, Forbidden)
        elif one.author == actor.name:
            assert told is Forbidden
        elif told is not Conflict:  # the same print may have been entered again in the meantime
            assert told == "done"
            one.public()

    @precondition(lambda self: self.known)
    @rule(data=st.data(), actor=people, to=st.sampled_from(Rank))
    def rank(self, data: st.DataObject, actor: Actor, to: Rank) -> None:
        figure_id, one = self.pick(data)
        is_so = self.row(figure_id)["rank"] == to
        told = self.step(rank, figure_id, actor, to=to, reason="why")
        if decides(actor) and one.status == "published":
            assert told is Conflict if is_so else told == "done"
        else:
            assert told is (Conflict if decides(actor) else Forbidden)

    @precondition(lambda self: self.known)
    @rule(data=st.data(), actor=people)
    def move(self, data: st.DataObject, actor: Actor) -> None:
        figure_id, one = self.pick(data)
        with self.store.read() as conn:
            ids = list(conn.execute(select(statement.c.statement_id).order_by(statement.c.statement_id)).scalars())
        to = data.draw(st.sampled_from(ids))
        is_so = self.row(figure_id)["statement_id"] == to
        told = self.step(move, figure_id, actor, to=to, reason="why")
        if not decides(actor):
            assert told is Forbidden
        else:
            assert told == ("done" if one.status in LIVING and not is_so else Conflict)

    @precondition(lambda self: self.known)
    @rule(data=st.data(), actor=people, number=numbers, status=st.sampled_from(["draft", "in_review"]))
    def correct(self, data: st.DataObject, actor: Actor, number: int, status: str) -> None:
        figure_id, one = self.pick(data)
        command = as_command(self.row(figure_id))
        words = replace(command.print, quantity=Quantity.parse(f"{number}.3", 9), as_printed=f"it was {number}.3")
        wanted = replace(command, print=words, status=Status(status), rank=Rank.NORMAL, rank_reason=None)
        told = self.outcome(correct, figure_id, wanted, actor, seen=self.seen(figure_id), reason="why")
        waits = any(other is not one and other.status in ("draft", "in_review") for other in self.line_of(one))
        if not self.is_there(actor, one):
            assert told is NotFound
        elif one.status not in LIVING or (waits and one.status == "published"):
            assert told is Conflict
        elif isinstance(told, str):
            self.known[told] = Known(status, actor.name, one.line)
            if one.status != "published":
                one.status = "superseded"

    @precondition(lambda self: self.known)
    @rule(data=st.data(), actor=people)
    def decide_on_an_old_version(self, data: st.DataObject, actor: Actor) -> None:
        figure_id, _ = self.pick(data)
        told = self.outcome(approve, figure_id, actor, seen=self.seen(figure_id) - 1)
        assert told is (Conflict if decides(actor) else Forbidden)

    @precondition(lambda self: self.batches)
    @rule(data=st.data(), actor=people)
    def approve_batch(self, data: st.DataObject, actor: Actor) -> None:
        name, ids = data.draw(st.sampled_from(sorted(self.batches.items())))
        waiting = [one for one in ids if self.known[one].status == "in_review"]
        told = self.outcome(approve_batch, name, actor, looked_at=waiting)
        if not decides(actor) or self.known[ids[0]].author == actor.name:
            assert told is Forbidden
        elif not waiting:
            assert told is Conflict
        else:
            assert told == len(waiting)
            for one in waiting:
                self.known[one].public()

    @precondition(lambda self: self.batches)
    @rule(data=st.data(), actor=people)
    def withdraw_batch(self, data: st.DataObject, actor: Actor) -> None:
        name, ids = data.draw(st.sampled_from(sorted(self.batches.items())))
        living = [one for one in ids if self.known[one].status in LIVING]
        is_public = any(self.known[one].status == "published" for one in living)
        told = self.outcome(withdraw_batch, name, actor, reason="why")
        if not decides(actor) and self.known[ids[0]].author != actor.name:
            assert told is NotFound
        elif not living:
            assert told is Conflict
        elif is_public and not decides(actor):
            assert told is Forbidden
        else:
            assert told == len(living)
            for one in living:
                self.known[one].status = "retracted"

    @precondition(lambda self: self.known)
    @rule(data=st.data(), actor=people)
    def merge(self, data: st.DataObject, actor: Actor) -> None:
        with self.store.read() as conn:
            found = conn.execute(select(source.c.source_id, source.c.merged_into).order_by(source.c.source_id)).all()
        one, other = (data.draw(st.sampled_from(found)) for _ in range(2))
        public = self.prints()
        told = self.outcome(merge_sources, one.source_id, other.source_id, actor, reason="why")
        if not decides(actor):
            assert told is Forbidden
        elif one.source_id == other.source_id or one.merged_into or other.merged_into:
            assert told is Conflict
        else:
            self.take_over(one.source_id)
            assert self.prints() == public

    # What always holds ----------------------------------------------------------------------------------------

    def expect(self, told: Any, actor: Actor, one: Known, statuses: tuple[str, ...], after: str) -> None:
        if not decides(actor):
            assert told is Forbidden
        elif one.status not in statuses:
            assert told is Conflict
        else:
            assert told == "done"
            one.status = after

    def take_over(self, merged: str) -> None:
        """After a merge every living figure of the source has a version in the other, or was there already."""
        with self.store.read() as conn:
            rows = [row._asdict() for row in conn.execute(select(figure).order_by(figure.c.id))]
            for row in rows:
                if row["figure_id"] not in self.known:
                    line = self.known[row["supersedes"]].line
                    self.moved.add(row["figure_id"])
                    self.known[row["figure_id"]] = Known("", author_of(conn, row["figure_id"]), line)
        for row in rows:
            one = self.known[row["figure_id"]]
            assert not one.was_public or row["published_at"]
            one.status, one.was_public = row["status"], row["published_at"] is not None
            assert row["source_id"] != merged or row["status"] not in LIVING

    def prints(self) -> set[tuple[Any, ...]]:
        """The published prints, whatever source they are counted under."""
        with self.store.read() as conn:
            rows = figures(conn, Selection(), "").rows
        return {(row.indicator, row.obs_value, row.as_printed, row.time_period, row.basis) for row in rows}

    @invariant()
    def the_store_says_what_the_model_says(self) -> None:
        with self.store.read() as conn:
            rows = conn.execute(select(figure.c.figure_id, figure.c.status, figure.c.published_at)).all()
            listed = {
                status: {row.figure_id for row in figures(conn, Selection(status=status), "").rows}
                for status in (Status.PUBLISHED, Status.RETRACTED, Status.SUPERSEDED)
            }
        assert {row.figure_id: (row.status, row.published_at is not None) for row in rows} == {
            figure_id: (one.status, one.was_public) for figure_id, one in self.known.items()
        }
        for status, ids in listed.items():
            told = {name for name, one in self.known.items() if one.status == status and one.was_public}
            assert ids == told

    @invariant()
    def the_journal_covers_everything(self) -> None:
        with self.store.read() as conn:
            assert journal.verify(conn) == []

    @invariant()
    def a_line_of_versions_has_one_head(self) -> None:
        for status in (("published",), ("draft", "in_review")):
            lines = [one.line for one in self.known.values() if one.status in status]
            assert len(lines) == len(set(lines)), status

    @invariant()
    def nobody_has_published_their_own_work(self) -> None:
        told = select(journal.journal.c.entity_id, journal.journal.c.actor).where(
            journal.journal.c.action.in_(["figure.approve", "figure.restore"])
        )
        with self.store.read() as conn:
            for row in conn.execute(told):
                assert row.entity_id in self.moved or author_of(conn, row.entity_id) != row.actor
