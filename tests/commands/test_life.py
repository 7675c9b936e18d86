"""From entry to publication and after: who may do what with a figure, and what the ledger holds then."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from tests.fixtures.publish import command_from

from tradedash.commands.additions import AddFigure
from tradedash.commands.authorship import author_of
from tradedash.commands.batches import approve_batch, withdraw_batch
from tradedash.commands.corrections import correct, merge_sources
from tradedash.commands.figures import add_batch, add_figure
from tradedash.commands.life import approve, discard, move, rank, restore, retract, send_back, submit
from tradedash.commands.options import may_publish_own, set_publish_own
from tradedash.commands.rows import as_command
from tradedash.domain.actor import CLI, Actor, Channel, Role
from tradedash.domain.errors import BadValue, Conflict, Forbidden, NotFound
from tradedash.domain.figure import Rank, Status
from tradedash.domain.quantity import Quantity
from tradedash.queries.figures import figure as readable
from tradedash.queries.figures import figures
from tradedash.queries.selection import Selection
from tradedash.store import journal
from tradedash.store.schema import figure

ANA, ARI = (Actor(name, Role.ANALYST, Channel.FORM) for name in ("ana", "ari"))
RIA, REN = (Actor(name, Role.REVIEWER, Channel.FORM) for name in ("ria", "ren"))
BOSS = Actor("boss", Role.ADMIN, Channel.FORM)


def wanted(status: str = "in_review", **facts: object) -> AddFigure:
    return command_from({"url": "https://news.example/a", **facts, "status": status})


def do(store, command, *arguments, **named):
    with store.write() as conn:
        return command(conn, *arguments, **named)


def seen(store, figure_id: str) -> int:
    return int(stored(store, figure_id)["journal_seq"])


def stored(store, figure_id: str) -> dict:
    with store.read() as conn:
        return dict(conn.execute(select(figure).where(figure.c.figure_id == figure_id)).one()._mapping)


def published(store, **selection: object) -> list[str]:
    with store.read() as conn:
        return [row.figure_id for row in figures(conn, Selection(**selection), "").rows]


def whole(store) -> list[str]:
    with store.read() as conn:
        return journal.verify(conn)


def step(store, command, figure_id: str, actor: Actor, **named: object) -> None:
    do(store, command, figure_id, actor, seen=seen(store, figure_id), **named)


@pytest.fixture
def waiting(ledger):
    """Return the id of a figure that ana has entered and handed in."""
    return do(ledger, add_figure, wanted(), ANA)


def test_what_is_entered_by_form_cannot_be_public_at_once(ledger):
    with pytest.raises(Forbidden, match="goes to review first"):
        do(ledger, add_figure, wanted("published"), BOSS)
    assert published(ledger) == []


def test_a_figure_in_review_exists_for_no_reader(ledger, waiting):
    assert published(ledger) == []
    with ledger.read() as conn, pytest.raises(NotFound):
        readable(conn, waiting, "")


def test_a_second_person_publishes_and_the_day_is_kept(ledger, waiting):
    step(ledger, approve, waiting, RIA)
    row = stored(ledger, waiting)
    assert (published(ledger), row["status"], row["published_at"] > row["recorded_at"]) == (
        [waiting],
        "published",
        True,
    )
    assert whole(ledger) == []


def test_nobody_publishes_their_own_figure(ledger):
    own = do(ledger, add_figure, wanted(), RIA)
    with pytest.raises(Forbidden, match="Somebody else"):
        step(ledger, approve, own, RIA)
    step(ledger, approve, own, REN)
    assert published(ledger) == [own]


def test_a_desk_of_one_may_publish_its_own_figures_once_an_admin_has_said_why(ledger):
    own = do(ledger, add_figure, wanted(), BOSS)
    with pytest.raises(BadValue, match="Say why"):
        do(ledger, set_publish_own, True, BOSS, " ")
    do(ledger, set_publish_own, True, BOSS, "I work alone")
    step(ledger, approve, own, BOSS)
    assert published(ledger) == [own]
    do(ledger, set_publish_own, False, BOSS, "There are two of us now")
    with ledger.read() as conn:
        assert may_publish_own(conn) is False


@pytest.mark.parametrize("command", [approve, send_back, retract, restore, rank, move])
def test_an_analyst_decides_nothing(ledger, waiting, command):
    extra = {
        approve: {},
        rank: {"to": Rank.PREFERRED, "reason": "why"},
        move: {"to": "x", "reason": "why"},
    }.get(command, {"reason": "why"})
    with pytest.raises(Forbidden, match="reviewer or admin"):
        step(ledger, command, waiting, ARI, **extra)


def test_another_analysts_work_is_as_if_it_were_not_there(ledger, waiting):
    with pytest.raises(NotFound):
        step(ledger, discard, waiting, ARI, reason="not mine")
    with pytest.raises(Conflict, match="entered already and is not published") as refused:
        do(ledger, add_figure, wanted(), ARI)
    assert waiting not in str(refused.value)


def test_a_figure_that_is_sent_back_is_a_draft_until_its_author_hands_it_in_again(ledger, waiting):
    step(ledger, send_back, waiting, RIA, reason="the phrase is cut off")
    assert stored(ledger, waiting)["status"] == "draft"
    with pytest.raises(Conflict, match="is draft"):
        step(ledger, approve, waiting, RIA)
    step(ledger, submit, waiting, ANA)
    step(ledger, approve, waiting, RIA)
    assert published(ledger) == [waiting]


def test_a_draft_that_was_thrown_away_may_be_entered_again(ledger, waiting):
    step(ledger, discard, waiting, ANA, reason="wrong article")
    with ledger.read() as conn, pytest.raises(NotFound):
        readable(conn, waiting, "")
    again = do(ledger, add_figure, wanted(), ANA)
    assert (again, published(ledger, status=Status.RETRACTED)) == (f"{waiting}-2", [])


def test_who_decides_on_an_old_version_is_told_and_nothing_changes(ledger, waiting):
    old = seen(ledger, waiting)
    step(ledger, send_back, waiting, RIA, reason="look again")
    with pytest.raises(Conflict, match="Somebody changed this figure"):
        do(ledger, approve, waiting, REN, seen=old)
    assert stored(ledger, waiting)["status"] == "draft"


def test_a_retracted_figure_stays_readable_and_can_be_restored(ledger, waiting):
    step(ledger, approve, waiting, RIA)
    step(ledger, retract, waiting, RIA, reason="the paper took it back")
    assert (published(ledger), published(ledger, status=Status.RETRACTED)) == ([], [waiting])
    step(ledger, restore, waiting, RIA, reason="it did not")
    assert (published(ledger), whole(ledger)) == ([waiting], [])


def test_a_rank_needs_a_reason_and_keeps_it(ledger, publish):
    key = publish()
    with pytest.raises(BadValue, match="Say why"):
        step(ledger, rank, key, RIA, to=Rank.PREFERRED, reason="")
    step(ledger, rank, key, RIA, to=Rank.PREFERRED, reason="names the source")
    assert [stored(ledger, key)[name] for name in ("rank", "rank_reason")] == ["preferred", "names the source"]
    step(ledger, rank, key, RIA, to=Rank.NORMAL, reason="no longer")
    assert [stored(ledger, key)[name] for name in ("rank", "rank_reason")] == ["normal", None]


def test_a_print_can_be_counted_under_another_statement(ledger, publish):
    first = publish(speaker="Minister", stated_on="2025-05-30")
    reprint = publish(as_printed="turnover reached 4.1 again")
    to = stored(ledger, first)["statement_id"]
    step(ledger, move, reprint, RIA, to=to, reason="the same speech")
    assert stored(ledger, reprint)["statement_id"] == to
    with pytest.raises(NotFound, match="no statement"):
        step(ledger, move, reprint, RIA, to="none", reason="the same speech")


def corrected(store, figure_id: str, digits: str = "4.2", status: Status = Status.IN_REVIEW, **facts: str) -> AddFigure:
    command = as_command(stored(store, figure_id))
    number = replace(
        command.print, quantity=Quantity.parse(digits, 9), as_printed=f"turnover reached {digits}", **facts
    )
    return replace(command, print=number, status=status)


def test_readers_see_the_old_version_until_the_correction_is_published(ledger, publish):
    old = publish()
    new = do(ledger, correct, old, corrected(ledger, old), ANA, seen=seen(ledger, old), reason="misread")
    assert published(ledger) == [old]
    step(ledger, approve, new, RIA)
    assert (published(ledger), published(ledger, status=Status.SUPERSEDED)) == ([new], [old])
    assert (stored(ledger, new)["supersedes"], whole(ledger)) == (old, [])


def test_what_was_corrected_can_be_corrected_again(ledger, publish):
    first = publish()
    second = do(ledger, correct, first, corrected(ledger, first), ANA, seen=seen(ledger, first), reason="misread")
    step(ledger, approve, second, RIA)
    command = corrected(ledger, second, "4.3")
    third = do(ledger, correct, second, command, ANA, seen=seen(ledger, second), reason="misread again")
    step(ledger, approve, third, RIA)
    assert (stored(ledger, third)["supersedes"], published(ledger), whole(ledger)) == (second, [third], [])


def test_a_version_is_not_restored_beside_the_one_that_took_its_place(ledger, publish):
    old = publish()
    new = do(ledger, correct, old, corrected(ledger, old), ANA, seen=seen(ledger, old), reason="misread")
    step(ledger, retract, old, RIA, reason="wrong in any case")
    step(ledger, approve, new, RIA)
    with pytest.raises(Conflict, match="stands in its place"):
        step(ledger, restore, old, RIA, reason="it was right")
    assert published(ledger) == [new]


def test_a_print_that_was_moved_elsewhere_is_not_restored_beside_it(ledger, publish):
    kept = publish(url="https://news.example/story")
    twin = publish(url="https://mirror.example/story")
    gone, into = stored(ledger, twin)["source_id"], stored(ledger, kept)["source_id"]
    do(ledger, merge_sources, gone, into, RIA, reason="one article")
    with pytest.raises(Conflict, match="merged"):
        step(ledger, restore, twin, REN, reason="it was right")


def test_a_merge_keeps_public_what_the_other_source_has_as_a_draft_only(ledger, publish):
    kept = do(ledger, add_figure, wanted(url="https://news.example/story"), ANA)
    twin = publish(url="https://mirror.example/story")
    gone, into = stored(ledger, twin)["source_id"], stored(ledger, kept)["source_id"]
    assert do(ledger, merge_sources, gone, into, RIA, reason="one article") == 1
    [moved] = published(ledger)
    assert (stored(ledger, moved)["source_id"], stored(ledger, kept)["status"]) == (into, "retracted")
    assert whole(ledger) == []


def test_a_merge_keeps_public_what_the_other_source_had_and_lost(ledger, publish):
    kept = publish(url="https://news.example/story")
    step(ledger, retract, kept, RIA, reason="misread there")
    twin = publish(url="https://mirror.example/story")
    gone, into = stored(ledger, twin)["source_id"], stored(ledger, kept)["source_id"]
    do(ledger, merge_sources, gone, into, RIA, reason="one article")
    [moved] = published(ledger)
    assert (stored(ledger, moved)["source_id"], stored(ledger, kept)["status"]) == (into, "retracted")
    assert whole(ledger) == []


def test_a_correction_that_says_nothing_new_is_refused(ledger, publish):
    old = publish()
    command = replace(as_command(stored(ledger, old)), status=Status.IN_REVIEW)
    with pytest.raises(BadValue, match="Nothing is different"):
        do(ledger, correct, old, command, ANA, seen=seen(ledger, old), reason="because")


def test_two_people_do_not_correct_one_figure_at_once(ledger, publish):
    old = publish()
    first = do(ledger, correct, old, corrected(ledger, old), ANA, seen=seen(ledger, old), reason="misread")
    with pytest.raises(Conflict, match="waits for review already") as refused:
        do(ledger, correct, old, corrected(ledger, old, "4.3"), ARI, seen=seen(ledger, old), reason="misread")
    assert first not in str(refused.value)


def test_a_correction_that_was_thrown_away_does_not_stand_in_the_way_of_the_next(ledger, publish):
    old = publish()
    first = do(ledger, correct, old, corrected(ledger, old), ANA, seen=seen(ledger, old), reason="misread")
    step(ledger, discard, first, ANA, reason="I misread it again")
    second = do(ledger, correct, old, corrected(ledger, old, "4.3"), ARI, seen=seen(ledger, old), reason="misread")
    step(ledger, approve, second, RIA)
    assert (published(ledger), published(ledger, status=Status.SUPERSEDED)) == ([second], [old])
    assert stored(ledger, second)["supersedes"] == first


def test_a_draft_is_written_anew_and_the_reviewer_of_the_old_one_is_told(ledger, waiting):
    old = seen(ledger, waiting)
    new = do(ledger, correct, waiting, corrected(ledger, waiting), ANA, seen=old, reason="misread")
    with pytest.raises(Conflict, match="Somebody changed"):
        do(ledger, approve, waiting, RIA, seen=old)
    step(ledger, approve, new, RIA)
    assert (published(ledger), published(ledger, status=Status.SUPERSEDED)) == ([new], [])


def test_a_correction_of_what_the_id_does_not_name_gets_a_number(ledger, publish):
    old = publish()
    command = replace(as_command(stored(ledger, old)), status=Status.IN_REVIEW, note="as the reprint has it")
    assert do(ledger, correct, old, command, ANA, seen=seen(ledger, old), reason="say so") == f"{old}-2"


def test_a_rank_stays_with_the_corrected_figure(ledger, publish):
    old = publish(rank="preferred", rank_reason="names the source")
    new = do(ledger, correct, old, corrected(ledger, old), ANA, seen=seen(ledger, old), reason="misread")
    assert [stored(ledger, new)[name] for name in ("rank", "rank_reason")] == ["preferred", "names the source"]


def test_the_command_line_publishes_a_correction_at_once(ledger, publish):
    old = publish()
    command = corrected(ledger, old, status=Status.PUBLISHED)
    new = do(ledger, correct, old, command, CLI, seen=seen(ledger, old), reason="misread")
    assert (published(ledger), whole(ledger)) == ([new], [])


def test_merged_sources_count_a_print_once_and_lead_to_one_address(ledger, publish):
    kept = publish(url="https://news.example/story")
    twin = publish(url="https://mirror.example/story")
    other = publish(url="https://mirror.example/story", value="4.5")
    gone, into = stored(ledger, twin)["source_id"], stored(ledger, kept)["source_id"]
    assert do(ledger, merge_sources, gone, into, RIA, reason="one article") == 1
    moved = [key for key in published(ledger) if key != kept]
    assert [stored(ledger, key)["source_id"] for key in moved] == [into]
    assert [stored(ledger, key)["status"] for key in (twin, other)] == ["retracted", "superseded"]
    late = do(ledger, add_figure, wanted(url="https://mirror.example/story", value="7.7"), ANA)
    assert (stored(ledger, late)["source_id"], whole(ledger)) == (into, [])


@pytest.fixture
def batch(ledger):
    """Return the ids of twelve figures that ana has imported as the batch b1."""
    commands = [wanted(value=f"{n}.5") for n in range(1, 13)]
    do(ledger, add_batch, commands, ANA, batch_id="b1")
    with ledger.read() as conn:
        return list(conn.execute(select(figure.c.figure_id).order_by(figure.c.id)).scalars())


def test_a_batch_is_published_after_a_look_at_ten_of_it(ledger, batch):
    with pytest.raises(BadValue, match="Look at 10 of its figures first; 9 are ticked"):
        do(ledger, approve_batch, "b1", RIA, looked_at=[*batch[:9], "another"])
    assert do(ledger, approve_batch, "b1", RIA, looked_at=batch[:10]) == 12
    assert (sorted(published(ledger)), whole(ledger)) == (sorted(batch), [])


def test_nobody_publishes_their_own_batch(ledger, batch):
    with pytest.raises(Forbidden):
        do(ledger, approve_batch, "b1", replace(RIA, name="ana"), looked_at=batch)


def test_a_batch_is_withdrawn_as_one(ledger, batch):
    do(ledger, approve_batch, "b1", RIA, looked_at=batch)
    with pytest.raises(Forbidden):
        do(ledger, withdraw_batch, "b1", ANA, reason="wrong file")
    assert do(ledger, withdraw_batch, "b1", RIA, reason="wrong file") == 12
    assert (published(ledger), len(published(ledger, status=Status.RETRACTED)), whole(ledger)) == ([], 12, [])


def test_the_author_withdraws_a_batch_that_nobody_has_read(ledger, batch):
    with pytest.raises(NotFound):
        do(ledger, withdraw_batch, "b1", ARI, reason="not mine")
    assert do(ledger, withdraw_batch, "b1", ANA, reason="wrong file") == 12
    assert published(ledger, status=Status.RETRACTED) == []


def test_the_author_is_who_entered_it_also_in_a_batch(ledger, batch, publish):
    own = publish()
    with ledger.read() as conn:
        assert (author_of(conn, batch[3]), author_of(conn, own)) == ("ana", "cli")
