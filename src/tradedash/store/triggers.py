"""Rules of the store that no constraint can say, for both engines. A migration repeats them; a test holds them equal.

A refusal is an IntegrityError on both engines. PostgreSQL has one function per question and one that refuses;
SQLite, which has no functions, asks in the trigger itself.
"""

from collections.abc import Iterator

from tradedash.store.canonical import IDENTITY

NEVER_DELETED = ("economy", "figure", "import_batch", "indicator", "journal", "report", "source", "statement")
NEVER_CHANGED = ("import_batch", "journal", "statement")
#: Their every change is a new journal row.
JOURNALED = ("figure", "report", "source")
FIXED = ("id", *IDENTITY, "form_key", "batch_id")

_FOLLOWS = (
    "NEW.seq = coalesce((SELECT max(seq) FROM journal), 0) + 1"
    " AND NEW.previous_hash = coalesce((SELECT hash FROM journal WHERE seq = NEW.seq - 1),"
    " '0000000000000000000000000000000000000000000000000000000000000000')"
)
_NAMED = "EXISTS (SELECT 1 FROM journal WHERE seq = NEW.journal_seq AND entity = '{0}' AND entity_id = NEW.{0}_id)"
_IN_BATCH = "EXISTS (SELECT 1 FROM import_batch WHERE batch_id = NEW.batch_id AND journal_seq = NEW.journal_seq)"
_RECORDED = f"CASE WHEN NEW.batch_id IS NULL THEN {_NAMED.format('figure')} ELSE {_IN_BATCH} END"
_DATED = "NEW.status <> 'published' OR NEW.published_at IS NOT NULL"
#: What must hold before a row is written: trigger, event, table, condition, sentence.
_CONDITIONS = (
    ("journal_follows", "INSERT", "journal", _FOLLOWS, "a journal row must follow the last one"),
    ("figure_recorded", "INSERT", "figure", _RECORDED, "a figure needs a journal row that names it or its batch"),
    ("figure_named", "UPDATE", "figure", _NAMED.format("figure"), "a changed figure needs a journal row that names it"),
    ("figure_dated", "INSERT", "figure", _DATED, "a published figure says when it was published"),
    ("figure_stays_dated", "UPDATE", "figure", _DATED, "a published figure says when it was published"),
    ("source_recorded", "INSERT", "source", _NAMED.format("source"), "a source needs a journal row that names it"),
    ("source_named", "UPDATE", "source", _NAMED.format("source"), "a changed source needs a journal row that names it"),
    ("report_recorded", "INSERT", "report", _NAMED.format("report"), "a report needs a journal row that names it"),
    ("report_named", "UPDATE", "report", _NAMED.format("report"), "a changed report needs a journal row that names it"),
)  # fmt: skip


def statements(dialect: str) -> list[str]:
    """Return the DDL of all triggers for "sqlite" or "postgresql", in the order to run it."""
    return list(_sqlite() if dialect == "sqlite" else _postgresql())


def recorded_wrongly(table: str) -> list[tuple[str, str]]:
    """Return what the triggers ask of each row written to a table, asked of all rows behind `:last` at once.

    Pairs of a query that finds a refused row, on SQLite, and the sentence that refuses it.
    """
    asked = [
        (condition, sentence) for _, event, on, condition, sentence in _CONDITIONS if (event, on) == ("INSERT", table)
    ]
    found = "SELECT NEW.id FROM {0} AS NEW WHERE NEW.id > :last AND NOT ({1}) LIMIT 1"
    return [(found.format(table, condition), sentence) for condition, sentence in asked]


def _refusals(differs: str) -> Iterator[tuple[str, str, str, str, str]]:
    """What is refused by a look at the row alone: trigger, event, table, WHEN, sentence."""
    for table in NEVER_DELETED:
        yield f"{table}_never_deleted", "DELETE", table, "", f"a row of {table} is never deleted"
    for table in NEVER_CHANGED:
        yield f"{table}_never_changed", "UPDATE", table, "", f"a row of {table} is never changed"
    for table in JOURNALED:
        newer = "WHEN (NEW.journal_seq <= OLD.journal_seq) "
        yield f"{table}_journaled", "UPDATE", table, newer, f"a change of {table} needs a new journal row"
    changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in FIXED)
    first = f"WHEN (OLD.published_at IS NOT NULL AND OLD.published_at {differs} NEW.published_at) "
    yield "figure_first_published", "UPDATE", "figure", first, "when a figure was first published is never changed"
    yield "figure_identity", "UPDATE", "figure", f"WHEN ({changed}) ", "what a figure says is never changed"


def _sqlite() -> Iterator[str]:
    for name, event, table, when, sentence in _refusals("IS NOT"):
        yield (
            f"CREATE TRIGGER tr_{name} BEFORE {event} ON {table} FOR EACH ROW {when}"
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )
    for name, event, table, condition, sentence in _CONDITIONS:
        yield (
            f"CREATE TRIGGER tr_{name} BEFORE {event} ON {table} FOR EACH ROW WHEN NOT ({condition}) "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        )


def _postgresql() -> Iterator[str]:
    yield (
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'restrict_violation'; END $$"
    )
    for name, event, table, when, sentence in _refusals("IS DISTINCT FROM"):
        yield (
            f"CREATE TRIGGER tr_{name} BEFORE {event} ON {table} FOR EACH ROW {when}"
            f"EXECUTE FUNCTION refuse('{sentence}')"
        )
    for table in NEVER_DELETED:
        yield (
            f"CREATE TRIGGER tr_{table}_never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
            f"EXECUTE FUNCTION refuse('a row of {table} is never deleted')"
        )
    for name, event, table, condition, sentence in _CONDITIONS:
        yield (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NOT ({condition}) THEN"
            " RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'restrict_violation'; END IF; RETURN NEW; END $$"
        )
        yield (f"CREATE TRIGGER tr_{name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}('{sentence}')")
