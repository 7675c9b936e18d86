"""Search: an index of the words of every figure, which the engine itself keeps.

Why:  readers look for words and numbers among a million figures, and reading each phrase takes seconds.
Rows: none are changed; the words of all figures are indexed.
Undo: drops the index; nothing is lost that the figures do not say.

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-24 18:40:00+00:00
"""

# ruff: noqa: S608 - no value of anybody is in these statements
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SAID = "{0}as_printed || ' ' || coalesce({0}note, '') || ' ' || coalesce({0}speaker, '')"


def upgrade() -> None:
    """Make the index of the engine at hand, with what the store holds already."""
    (sqlite if op.get_bind().dialect.name == "sqlite" else postgresql)()


def downgrade() -> None:
    """Take it away again."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER tr_figure_words_changed")
        op.execute("DROP TRIGGER tr_figure_words_added")
        op.execute("DROP TABLE figure_words")
    else:
        op.execute("DROP INDEX ix_figure_words")


def run(statement: str) -> None:
    op.get_bind().exec_driver_sql(statement)


def sqlite() -> None:
    plain = "replace(replace({0}, 'ё', 'е'), 'Ё', 'Е')"
    new, old = plain.format(SAID.format("NEW.")), plain.format(SAID.format("OLD."))
    run("CREATE VIRTUAL TABLE figure_words USING fts5(words, content='', tokenize=\"unicode61 remove_diacritics 0\")")
    run(
        "CREATE TRIGGER tr_figure_words_added AFTER INSERT ON figure FOR EACH ROW"
        f" BEGIN INSERT INTO figure_words (rowid, words) VALUES (NEW.id, {new}); END"
    )
    run(
        "CREATE TRIGGER tr_figure_words_changed AFTER UPDATE OF as_printed, note, speaker ON figure FOR EACH ROW"
        f" BEGIN INSERT INTO figure_words (figure_words, rowid, words) VALUES ('delete', OLD.id, {old});"
        f" INSERT INTO figure_words (rowid, words) VALUES (NEW.id, {new}); END"
    )
    run(f"INSERT INTO figure_words (rowid, words) SELECT id, {plain.format(SAID.format(''))} FROM figure")


def postgresql() -> None:
    changes = {letter: letter.lower() for letter in capitals()} | {"ё": "е", "Ё": "е"}
    changes |= dict.fromkeys(',.-−–—/_@&<>;"«»“”„#=*()[]{}|\\~^+$€!?’`', " ")
    before, after = "".join(changes), "".join(changes.values())
    run(
        "CREATE INDEX ix_figure_words ON figure USING gin (to_tsvector('simple'::regconfig,"
        f" translate({SAID.format('')}, '{before}', '{after}')))"
    )


def capitals() -> list[str]:
    """Return the letters whose small form is one letter too: what the server knows of case depends on its locale."""
    letters = [chr(code) for code in (*range(0xC0, 0x180), *range(0x400, 0x530))]
    return [letter for letter in letters if letter.isupper() and len(letter.lower()) == 1]
