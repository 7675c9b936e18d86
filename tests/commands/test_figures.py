"""Adding figures: whatever is accepted is stored exactly and covered by the journal; whatever is refused says why."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from tests.fixtures.publish import command_from

from tradedash.commands.figures import AddFigure, Batch, NewSource, add_batch, add_figure
from tradedash.domain.actor import CLI, Actor, Channel, Role
from tradedash.domain.errors import BadValue, Conflict, Forbidden, NotFound
from tradedash.store.audit import verify
from tradedash.store.schema import figure, import_batch, journal, source, statement

ANALYST = Actor("ana", Role.ANALYST, Channel.FORM)
URL = "https://news.example/talks"


def command(**facts) -> AddFigure:
    form_key = facts.pop("form_key", None)
    return replace(command_from({"url": URL, **facts}), form_key=form_key)


def add(store, *, actor=CLI, **facts) -> str:
    with store.write() as conn:
        return add_figure(conn, command(**facts), actor)


def stored(store, table=figure):
    with store.read() as conn:
        return conn.execute(select(table)).all()


def entries(store) -> list[tuple[str, str, str]]:
    with store.read() as conn:
        return [tuple(row) for row in conn.execute(select(journal.c.action, journal.c.actor, journal.c.channel))]


def intact(store) -> bool:
    with store.read() as conn:
        return verify(conn) == []


def test_a_figure_is_stored_digit_for_digit(ledger):
    add(ledger, value="4.10", qualifier="about", flags="record", speaker="A. Speaker", stated_on="2025-11-26")
    (row,) = stored(ledger)
    assert (row.obs_digits, row.obs_scale, row.unit_mult, row.unit) == (410, 2, 9, "USD")
    assert (row.qualifiers, row.flags, row.as_printed) == ("about", "record", "turnover reached 4.10")
    assert (row.period_kind, row.period_start, row.period_end) == ("A", date(2024, 1, 1), date(2024, 12, 31))
    assert (row.speaker, row.stated_on, row.pair) == ("A. Speaker", date(2025, 11, 26), "AA-BB")


def test_figure_and_source_stand_in_the_journal_of_the_same_transaction(ledger):
    key = add(ledger, actor=ANALYST, status="in_review")
    assert entries(ledger) == [("source.add", "ana", "form"), ("figure.add", "ana", "form")]
    with ledger.read() as conn:
        after = json.loads(conn.execute(select(journal.c.after).where(journal.c.entity_id == key)).scalar_one())
    assert (after["obs_digits"], after["as_printed"], after["source_id"]) == (
        41,
        "turnover reached 4.1",
        "9d07345c3ab7",
    )
    assert intact(ledger)


def test_the_id_of_a_figure_depends_on_nothing_but_what_is_printed(ledger):
    assert add(ledger, speaker="A. Speaker", qualifier="about") == "85a7d32a9b91"


def test_the_same_print_is_refused_by_the_id_it_has(ledger):
    key = add(ledger)
    with pytest.raises(Conflict, match=f"This print is already in the ledger as {key}."):
        add(ledger)
    assert len(stored(ledger)) == 1
    assert len(entries(ledger)) == 2


def test_a_refusal_names_what_the_stored_print_says_otherwise(ledger):
    add(ledger, speaker="A. Speaker")
    with pytest.raises(Conflict, match="with another qualifier, speaker"):
        add(ledger, speaker="B. Speaker", qualifier="about")


def test_the_same_print_under_a_given_id_is_still_the_same_print(ledger):
    key = add(ledger)
    with pytest.raises(Conflict, match=key):
        add(ledger, figure_id="another-id")


def test_two_prints_never_share_an_id(ledger):
    add(ledger, figure_id="mine")
    with pytest.raises(Conflict, match="Another print has the id mine"):
        add(ledger, figure_id="mine", value="4.2")
    with pytest.raises(Conflict, match="Another print has the id mine"):
        add(ledger, figure_id="mine", url="https://elsewhere.example/1")


def test_other_digits_another_phrase_or_another_basis_make_another_figure(ledger):
    keys = {
        add(ledger),
        add(ledger, value="4.10", as_printed="turnover reached 4.1"),
        add(ledger, as_printed="turnover of 4.1 billion"),
        add(ledger, basis="AA"),
        add(ledger, basis="ORG"),
        add(ledger, period="2024-H1"),
    }
    assert len(keys) == 6


def test_a_form_that_is_sent_twice_stores_once(ledger):
    first = add(ledger, form_key="form-1")
    assert add(ledger, form_key="form-1") == first
    assert add(ledger, form_key="form-1", value="9.9") == first
    assert len(stored(ledger)) == 1
    assert len(entries(ledger)) == 2


@pytest.mark.parametrize(
    "address",
    [
        "http://news.example/talks",
        "https://www.news.example/talks/",
        "https://m.news.example/talks?utm_source=x&fbclid=y",
        "https://news.example/amp/talks",
        "https://amp.news.example/talks#part",
    ],
)
def test_every_address_of_an_article_is_the_same_source(ledger, address):
    add(ledger, publisher="News Example")
    add(ledger, url=address, publisher="Another Label", value="4.2")
    assert [(row.url, row.publisher) for row in stored(ledger, source)] == [(URL, "News Example")]
    assert len({row.source_id for row in stored(ledger)}) == 1


def test_a_figure_may_be_added_to_a_stored_source_by_its_id(ledger):
    add(ledger)
    (known,) = stored(ledger, source)
    add(ledger, source=known.source_id, value="4.2")
    assert [row.source_id for row in stored(ledger)] == [known.source_id, known.source_id]


def test_an_unknown_source_id_is_not_found(ledger):
    with pytest.raises(NotFound, match="There is no source “nowhere”"):
        add(ledger, source="nowhere")


def test_a_government_site_is_a_transcript_and_a_newspaper_a_report(ledger):
    with ledger.write() as conn:
        for url in ("http://government.example/1", "https://news.example/1"):
            plain = NewSource(url=url, publisher="P", language="ru")
            add_figure(conn, replace(command(), source=plain), CLI)
    assert [row.source_type for row in stored(ledger, source)] == ["transcript", "report"]


def test_prints_of_one_person_and_day_share_a_statement_across_outlets(ledger):
    said = {"speaker": "A. Speaker", "stated_on": "2025-11-26"}
    add(ledger, **said)
    add(ledger, **said, url="https://elsewhere.example/1", value="4.2")
    (one,) = stored(ledger, statement)
    assert (one.speaker, one.stated_on, one.source_id) == ("A. Speaker", date(2025, 11, 26), None)
    assert {row.statement_id for row in stored(ledger)} == {one.statement_id}


def test_without_speaker_or_day_each_source_has_a_statement_of_its_own(ledger):
    add(ledger, speaker="A. Speaker")
    add(ledger, stated_on="2025-11-26", value="4.2")
    add(ledger, url="https://elsewhere.example/1")
    assert len(stored(ledger, statement)) == 2
    assert len({row.statement_id for row in stored(ledger)}) == 2


def test_a_release_is_one_statement_whoever_speaks(ledger):
    release = {"source_type": "release", "speaker": "The Office", "stated_on": "2025-11-26"}
    add(ledger, **release)
    add(ledger, **release, value="4.2")
    (one,) = stored(ledger, statement)
    assert (one.speaker, one.source_id) == (None, stored(ledger, source)[0].source_id)


def test_nothing_of_a_refused_figure_is_left(ledger):
    with pytest.raises(BadValue):
        add(ledger, indicator="turnover_growth", unit="USD")
    assert stored(ledger) == stored(ledger, source) == stored(ledger, statement) == entries(ledger) == []


def test_only_the_command_line_brings_the_clock_of_an_earlier_recording(ledger):
    early = "2025-01-02T03:04:05.000006+00:00"
    with pytest.raises(Forbidden):
        add(ledger, recorded_at=early, actor=ANALYST, status="in_review")
    add(ledger, recorded_at=early, actor=CLI)
    assert stored(ledger)[0].recorded_at == datetime(2025, 1, 2, 3, 4, 5, 6, tzinfo=UTC)


def test_a_recording_is_never_in_the_future(ledger):
    later = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    with pytest.raises(BadValue, match="in the future"):
        add(ledger, recorded_at=later, actor=CLI)


def test_a_batch_has_one_journal_row_for_its_figures_and_one_for_each_source(ledger):
    commands = [command(value=f"{n}.5", url=f"https://news.example/{n % 2}") for n in range(1, 11)]
    with ledger.write() as conn:
        assert add_batch(conn, commands, CLI, batch_id="batch-1") == Batch(figures=10, sources=2, unchanged=0)
    assert [action for action, _, _ in entries(ledger)] == ["source.add", "source.add", "figures.import"]
    (batch,) = stored(ledger, import_batch)
    assert (batch.batch_id, batch.row_count) == ("batch-1", 10)
    assert {row.batch_id for row in stored(ledger)} == {"batch-1"}
    assert intact(ledger)


def test_a_batch_leaves_alone_what_is_in_the_ledger(ledger):
    key = add(ledger)
    with ledger.write() as conn:
        batch = add_batch(conn, [command(), command(value="4.2"), command(value="4.2")], CLI, batch_id="b")
    assert batch == Batch(figures=1, sources=0, unchanged=2)
    assert stored(ledger)[0].figure_id == key
    assert len(stored(ledger)) == 2


def test_a_batch_without_news_writes_nothing(ledger):
    add(ledger)
    with ledger.write() as conn:
        assert add_batch(conn, [command()], CLI, batch_id="b") == Batch(figures=0, sources=0, unchanged=1)
    assert len(entries(ledger)) == 2


def test_a_batch_is_stored_whole_or_not_at_all(ledger):
    with pytest.raises(BadValue), ledger.write() as conn:
        add_batch(conn, [command(), command(as_printed="  ")], CLI, batch_id="b")
    assert stored(ledger) == entries(ledger) == []


def test_a_batch_id_is_used_once(ledger):
    with ledger.write() as conn:
        add_batch(conn, [command()], CLI, batch_id="b")
    with pytest.raises(Conflict, match="A batch with this id"), ledger.write() as conn:
        add_batch(conn, [command(value="5.5")], CLI, batch_id="b")
    assert len(stored(ledger)) == 1


def areas(store) -> list[tuple[str, str]]:
    return [(row.ref_area, row.counterpart_area) for row in stored(store)]


def test_a_symmetric_figure_is_written_in_the_order_of_its_pair(ledger):
    add(ledger, ref_area="BB", counterpart_area="AA", value="4.1")
    add(ledger, ref_area="AA", counterpart_area="BB", value="4.2")
    add(ledger, indicator="turnover_growth", ref_area="AA", counterpart_area="BB", value="13.6")
    assert areas(ledger) == [("BB", "AA")] * 3


def test_the_same_print_with_its_areas_turned_round_is_the_same_print(ledger):
    add(ledger, ref_area="BB", counterpart_area="AA")
    with pytest.raises(Conflict):
        add(ledger, ref_area="AA", counterpart_area="BB")


def test_the_first_figure_of_a_batch_sets_the_order_of_a_new_pair(ledger):
    turned = [command(ref_area="CC", counterpart_area="AA", value="4.1"), command(ref_area="AA", counterpart_area="CC")]
    with ledger.write() as conn:
        add_batch(conn, [turned[0], replace(turned[1], source=turned[0].source)], CLI, batch_id="b")
    assert areas(ledger)[0] == ("CC", "AA")
    assert set(areas(ledger)) == {("CC", "AA")}


def test_the_direction_of_trade_is_never_turned_round(ledger):
    add(ledger, indicator="exports", ref_area="BB", counterpart_area="AA", value="4.1")
    add(ledger, indicator="exports", ref_area="AA", counterpart_area="BB", value="4.2")
    assert areas(ledger) == [("BB", "AA"), ("AA", "BB")]
