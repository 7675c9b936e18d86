"""The life of a figure as different people may read it, in words."""

from dataclasses import replace

import pytest
from tests.fixtures.lives import ANA, ARI, BOSS, RIA, Lives, wanted

from tradedash.commands.corrections import correct
from tradedash.commands.figures import add_figure
from tradedash.commands.life import approve, discard
from tradedash.commands.rows import as_command
from tradedash.domain.actor import Actor
from tradedash.domain.errors import NotFound
from tradedash.domain.figure import Status
from tradedash.queries.changes import Change
from tradedash.queries.codelists import code_lists
from tradedash.queries.history import History, history


def life(lives: Lives, figure_id: str, reader: Actor | None = None) -> History:
    with lives.store.read() as conn:
        return history(conn, figure_id, code_lists(conn), reader)


def deeds(found: History) -> list[tuple[str, str]]:
    return [(entry.action, entry.actor) for entry in found.entries]


def test_the_public_reads_a_figure_from_its_publication_on(lives):
    found = life(lives, lives.corrected)
    assert [(one.number, one.value, one.status) for one in found.versions] == [
        (1, "4.1 bn USD", "superseded"),
        (2, "4.10 bn USD", "superseded"),
        (3, "4.10 bn USD", "published"),
    ]
    assert deeds(found) == [
        ("source.merge", "boss"),
        ("figure.approve", "boss"),
        ("figure.supersede", "boss"),
        ("figure.approve", "ria"),
        ("figure.supersede", "ria"),
        ("figure.rank", "ria"),
        ("figure.approve", "ria"),
    ]


def test_the_public_is_told_what_a_correction_changed_and_why(lives):
    found = life(lives, lives.correction)
    (entry,) = [one for one in found.entries if (one.action, one.version) == ("figure.approve", 2)]
    assert entry.changes == (
        Change("Value", "4.1 bn USD", "4.10 bn USD"),
        Change("Words", "“turnover reached 4.1”", "“turnover reached 4.10”"),
    )
    assert entry.reason == "two digits"


def test_those_who_decide_read_the_whole_life(lives):
    found = life(lives, lives.corrected, RIA)
    assert [deed for deed in deeds(found) if deed[1] in ("ana", "ria")] == [
        ("figure.approve", "ria"),
        ("figure.supersede", "ria"),
        ("figure.correct", "ana"),
        ("figure.rank", "ria"),
        ("figure.approve", "ria"),
        ("figure.submit", "ana"),
        ("figure.send_back", "ria"),
        ("source.add", "ana"),
        ("figure.add", "ana"),
        ("source.add", "ana"),
    ]
    (back,) = [one for one in found.entries if one.action == "figure.send_back"]
    assert (back.changes, back.reason) == ((Change("Status", "in review", "draft"),), "Whose statistics?")


def test_a_figure_is_told_in_words_when_it_is_entered(lives):
    added = next(one for one in life(lives, lives.draft, ARI).entries if one.action == "figure.add")
    assert {change.field: change.after for change in added.changes} == {
        "Value": "9.9 bn USD",
        "Indicator": "Trade turnover",
        "Between": "Beland and Aland",
        "Basis": "Belandic statistics",
        "Period": "2024",
        "Words": "“turnover reached 9.9”",
        "Source": "News Example",
        "Status": "draft",
        "Rank": "normal",
        "Note": "'",
        "Statement": "of News Example",
    }


@pytest.mark.parametrize("reader", [None, ANA])
def test_a_draft_has_no_history_for_others(lives, reader):
    with pytest.raises(NotFound):
        life(lives, lives.draft, reader)
    assert life(lives, lives.draft, RIA).entries


@pytest.mark.parametrize("figure_id", ["none", "", "a\0b"])
def test_a_figure_that_is_not_there_has_no_history(lives, figure_id):
    with pytest.raises(NotFound):
        life(lives, figure_id, BOSS)


def test_what_was_thrown_away_before_publication_stays_unknown_to_the_public(lives):
    with lives.store.write() as conn:
        figure_id = add_figure(conn, wanted(url="https://news.example/x", value="8.8"), ANA)
    lives.step(discard, figure_id, ANA, reason="mistyped")
    with pytest.raises(NotFound):
        life(lives, figure_id)
    assert life(lives, figure_id, ANA).entries[0].action == "figure.discard"


def test_an_imported_figure_was_brought_by_its_batch(lives):
    with lives.store.read() as conn:
        (old, *_), (new, *_) = (
            conn.exec_driver_sql(f"SELECT figure_id FROM figure WHERE batch_id = '{batch}' ORDER BY id").scalars().all()
            for batch in ("old", "n")
        )
    found = life(lives, old)
    assert [(one.action, one.entity_id) for one in found.entries if one.entity == "import_batch"] == [
        ("figures.import", "old")
    ]
    brought = {change.field: change.after for change in found.entries[-2].changes}
    assert (brought["Value"], brought["Status"]) == ("3.0 bn USD", "published")
    # In review at first: for the public its life begins when the batch is published.
    begun = next(one for one in reversed(life(lives, new).entries) if one.entity == "figure")
    assert begun.action == "figure.approve"
    assert {change.field: change.after for change in begun.changes}["Value"] == "2.0 bn USD"


def test_a_correction_in_review_is_no_version_for_the_public(lives):
    last = life(lives, lives.corrected).versions[-1].figure_id
    command = replace(as_command(lives.row(last)), status=Status.IN_REVIEW, note="see page 3")

    def correction(conn, figure_id, actor, **named):
        return correct(conn, figure_id, command, actor, **named)

    waiting = lives.step(correction, last, ANA, reason="a note")
    assert len(life(lives, lives.corrected).versions) == 3
    assert len(life(lives, lives.corrected, ARI).versions) == 3
    assert len(life(lives, lives.corrected, ANA).versions) == 4
    lives.step(approve, str(waiting), RIA)
    assert life(lives, lives.corrected).entries[0].changes == (Change("Note", None, "see page 3"),)
