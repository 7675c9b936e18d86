"""Who acts on the store, in which role, through which channel."""

from dataclasses import dataclass
from enum import StrEnum

from tradedash.domain.errors import Forbidden


class Role(StrEnum):
    """What an account may do; anonymous readers have none."""

    ANALYST = "analyst"
    REVIEWER = "reviewer"
    ADMIN = "admin"


class Channel(StrEnum):
    """The way by which a change arrived."""

    FORM = "form"
    IMPORT = "import"
    API = "api"
    CLI = "cli"


@dataclass(frozen=True, slots=True)
class Actor:
    """The author of a change. The command line acts as `cli` with the rights of an admin: it owns the files.

    Readers without an account have no role: whatever asks for one refuses them.
    """

    name: str
    role: Role | None
    channel: Channel

    def must_be(self, *roles: Role) -> None:
        """Raise Forbidden unless the actor has one of the roles."""
        if self.role not in roles:
            wanted = " or ".join(roles)
            raise Forbidden(f"This needs the role {wanted}; you have {self.role or 'none'}.")


CLI = Actor("cli", Role.ADMIN, Channel.CLI)
#: Whoever reads without an account; they may report a problem and nothing else.
PUBLIC = Actor("anonymous", None, Channel.FORM)
