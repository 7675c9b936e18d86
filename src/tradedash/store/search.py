"""The index of the words of every figure, for both engines. A migration repeats it; a test holds them equal.

SQLite has an FTS5 table that holds no text of its own and is kept by triggers; PostgreSQL an index on an expression,
which needs neither extension nor trigger. Both fold case, and ё to е, and part numbers at point and comma alike:
“4,1” and “4.1” are the words 4 and 1 in a row. Drafts are in it too: whoever asks must say which figures may be found.
"""

# ruff: noqa: S608 - no value of anybody is in these statements
import re
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, bindparam, func, literal_column, select, table, text

from tradedash.store.schema import figure
from tradedash.store.types import Words

_SAID = "{0}as_printed || ' ' || coalesce({0}note, '') || ' ' || coalesce({0}speaker, '')"
_PLAIN = "replace(replace({0}, 'ё', 'е'), 'Ё', 'Е')"
_LETTERS = [chr(code) for code in (*range(0xC0, 0x180), *range(0x400, 0x530))]
#: What PostgreSQL knows of case depends on its locale, and its parser makes numbers and addresses of many signs.
_CHANGES = {
    **{letter: letter.lower() for letter in _LETTERS if letter.isupper() and len(letter.lower()) == 1},
    "ё": "е", "Ё": "е",
    **dict.fromkeys(",.-−–—/_@&<>;\"«»“”„#=*()[]{}|\\~^+$€!?’`", " "),
}  # fmt: skip
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a search as the index knows it: tokens in a row; of a word that is no number the start will do."""

    tokens: tuple[str, ...]

    @property
    def is_number(self) -> bool:
        return all(token.isdigit() for token in self.tokens)


def tokens(words: str) -> tuple[str, ...]:
    """Return text as the index sees it: small letters, ё as е, cut at everything that is no letter or digit."""
    return tuple(_TOKEN.findall(words.lower().replace("ё", "е")))


def terms(words: str) -> tuple[Term, ...]:
    """Return the words of a search, each once, in their order."""
    return tuple(dict.fromkeys(Term(found) for word in words.split() if (found := tokens(word))))


def statements(dialect: str) -> list[str]:
    """Return the DDL of the index for "sqlite" or "postgresql", in the order to run it."""
    return _sqlite() if dialect == "sqlite" else [f"CREATE INDEX ix_figure_words ON figure USING gin ({_document()})"]


def words_behind() -> str:
    """Return the SQL by which SQLite takes the words of all figures behind the id `:last` into the index, at once."""
    said = _PLAIN.format(_SAID.format(""))
    return f"INSERT INTO figure_words (rowid, words) SELECT id, {said} FROM figure WHERE id > :last"


def matching(dialect: str, name: str) -> Select[tuple[int]]:
    """Select the `figure.id` of all that have a term; its `query` is the parameter of this name."""
    if dialect == "sqlite":
        words = table("figure_words")
        wanted = text(f"figure_words MATCH :{name}").bindparams(bindparam(name, type_=Words))
        return select(literal_column("rowid", figure.c.id.type)).select_from(words).where(wanted)
    document: ColumnElement[object] = literal_column(_document())
    wanted_words = func.to_tsquery(literal_column("'simple'"), bindparam(name, type_=Words))
    return select(figure.c.id).where(document.op("@@")(wanted_words))


def query(dialect: str, term: Term) -> str:
    """Return a term in the language of the engine; tokens are letters and digits, so nothing in them is a sign."""
    if dialect == "sqlite":
        return f'"{" ".join(term.tokens)}"{"" if term.is_number else " *"}'
    parts = [f"'{token}'" for token in term.tokens]
    return " <-> ".join(parts) if term.is_number else f"{' <-> '.join(parts)}:*"


def _document() -> str:
    before, after = "".join(_CHANGES), "".join(_CHANGES.values())
    return f"to_tsvector('simple'::regconfig, translate({_SAID.format('')}, '{before}', '{after}'))"


def _sqlite() -> list[str]:
    new, old = _PLAIN.format(_SAID.format("NEW.")), _PLAIN.format(_SAID.format("OLD."))
    return [
        "CREATE VIRTUAL TABLE figure_words USING fts5(words, content='', tokenize=\"unicode61 remove_diacritics 0\")",
        "CREATE TRIGGER tr_figure_words_added AFTER INSERT ON figure FOR EACH ROW"
        f" BEGIN INSERT INTO figure_words (rowid, words) VALUES (NEW.id, {new}); END",
        "CREATE TRIGGER tr_figure_words_changed AFTER UPDATE OF as_printed, note, speaker ON figure FOR EACH ROW"
        f" BEGIN INSERT INTO figure_words (figure_words, rowid, words) VALUES ('delete', OLD.id, {old});"
        f" INSERT INTO figure_words (rowid, words) VALUES (NEW.id, {new}); END",
    ]
