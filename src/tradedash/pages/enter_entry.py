"""What the form of `/enter` is about: what it is for, why it comes back, and all that it shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from tradedash.commands.additions import AddFigure
from tradedash.commands.authorship import may_see
from tradedash.commands.placing import Places
from tradedash.domain.actor import Actor
from tradedash.domain.economy import Pair
from tradedash.domain.errors import BadValue, DomainError
from tradedash.forms.figure import AS_DRAFT, parse_figure
from tradedash.forms.known import KnownSource, known_publishers, known_speakers
from tradedash.forms.looked import Look, look
from tradedash.forms.sheet import Raw
from tradedash.pages.fields import Option
from tradedash.queries.codelists import CodeLists, code_lists
from tradedash.queries.entry import EntryWarning, warnings_of


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a form comes back: advice about fields, or one sentence about the whole and the figure it is about."""

    messages: Mapping[str, str] = field(default_factory=dict)
    sentence: str = ""
    figure_id: str | None = None

    def __bool__(self) -> bool:
        return bool(self.messages or self.sentence)


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a form is for: where it is sent, by which buttons (value, words; the first one answers Enter), and what
    goes with it unseen. Only a form that `proposes` fills its own fields; one that `asks_why` needs a reason, and says
    beside its fields what is `stored` where something else was typed.
    """

    action: str
    buttons: Sequence[Option]
    hidden: Sequence[Option] = ()
    proposes: bool = False
    asks_why: bool = False
    stored: Mapping[str, str] = field(default_factory=dict)


ENTER = Purpose(
    "/enter",
    (("review", "Send to review"), ("another", "Send, and add another from this article"), (AS_DRAFT, "Save as draft")),
    proposes=True,
)


def correction(figure_id: str, seen: int) -> Purpose:
    """Return the purpose of a form that writes a stored figure anew; `seen` is the version that was opened."""
    return Purpose(
        f"/figures/{figure_id}/correct",
        (("review", "Send the correction to review"), (AS_DRAFT, "Save as draft")),
        hidden=(("seen", str(seen)),),
        asks_why=True,
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything the form shows: what was typed or proposed, what is wrong with it, and what the ledger offers.

    `warnings` are to be looked at; `asked` are those that whoever sends the form has just been asked about.
    """

    look: Look
    messages: Mapping[str, str]
    lists: CodeLists
    publishers: Sequence[str]
    speakers: Sequence[str]
    csrf_token: str
    form_key: str
    account: str = ""
    warnings: Sequence[EntryWarning] = ()
    asked: bool = False
    stored: str | None = None
    focus: str = ""

    @property
    def raw(self) -> Raw:
        """What stands in the fields."""
        return self.look.raw

    @property
    def known(self) -> KnownSource | None:
        """The stored source at the address."""
        return self.look.known

    @property
    def pair(self) -> Pair | None:
        """The pair that was typed, or the ledger's own."""
        try:
            return self.lists.canonical(Pair.parse(self.raw.get("pair", [""])[0]))
        except (BadValue, IndexError):
            return self.lists.default_pair


@dataclass(frozen=True, slots=True)
class Seen:
    """A form looked at: its proposals, the warnings about it, and the stored figure that it is already."""

    look: Look
    warnings: Sequence[EntryWarning]
    stored: str | None


def seen(conn: Connection, raw: Raw, actor: Actor, base_url: str, *, fills: bool, without: Sequence[str] = ()) -> Seen:
    """Return what there is to say about a form as it stands; `without` are the versions that it would replace."""
    lists = code_lists(conn)
    found = look(conn, raw, lists, fills=fills)
    asked = parse_figure(found.raw, lists, found.known)
    if not isinstance(asked, AddFigure):
        return Seen(found, (), None)
    warnings = warnings_of(conn, asked, base_url, actor, without=without)
    return Seen(found, warnings, stored_as(conn, asked, actor, without))


def stored_as(conn: Connection, command: AddFigure, actor: Actor, without: Sequence[str] = ()) -> str | None:
    """Return the id of the stored figure that a command would add again, if its actor may see that one."""
    try:
        placed = Places(conn, [command], without).place(command)
    except DomainError:
        return None
    return placed.figure_id if not placed.is_new and may_see(conn, placed.row, actor) else None


def entry_of(conn: Connection, found: Seen, messages: Mapping[str, str], given: "Given") -> Entry:
    """Return everything that the form shows."""
    return Entry(
        look=found.look,
        messages=messages,
        lists=code_lists(conn),
        publishers=known_publishers(conn),
        speakers=known_speakers(conn),
        csrf_token=given.csrf_token,
        form_key=given.form_key,
        account=given.account,
        warnings=found.warnings,
        asked=given.asked,
        stored=found.stored,
        focus=given.focus,
    )


@dataclass(frozen=True, slots=True)
class Given:
    """What a form is given by the request that shows it; `asked` if it is shown to ask about its warnings."""

    account: str
    csrf_token: str
    form_key: str
    asked: bool = False
    focus: str = ""
