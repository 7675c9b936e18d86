"""The secret key: given by the operator, or made once and kept beside the embedded database."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from sqlalchemy import make_url

from tradedash.domain.errors import BadValue
from tradedash.settings import Settings

NAME = "TRADEDASH_SECRET_KEY"
FILE = "secret_key"
SHORTEST = 32
#: Keys that were printed somewhere: whoever signs with one of them signs for everybody.
_PUBLISHED = frozenset(
    {
        "0123456789abcdef0123456789abcdef",
        "abcdefghijklmnopqrstuvwxyz123456",
        "change-me-change-me-change-me-change-me",
        "CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET",
        "TEST_NON_DEV_SECRET",
        "\\x02\\x01thisismyscretkey\\x01\\x02\\\\e\\\\y\\\\y\\\\h",
        "thisISaSECRET_1234thisISaSECRET_1234",
        "your-secret-key-goes-here-your-secret-key",
    }
)
_FEWEST_CHARACTERS = 10


def secret_key(settings: Settings) -> str:
    """Return the key that signs cookies and forms.

    Raises: BadValue if it is short, published or monotonous, or if none is given where none can be made.
    """
    if settings.secret_key is not None:
        return _checked(settings.secret_key.get_secret_value(), NAME)
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        raise BadValue(f"Set {NAME} to {SHORTEST} or more random characters: with this database none is made.", NAME)
    path = Path(url.database).absolute().parent / FILE
    try:
        if not path.exists():
            _make(path)
        return _checked(path.read_text(encoding="utf-8").strip(), str(path))
    except OSError as error:
        raise BadValue(f"The secret key cannot be kept in {path} ({error.strerror}); set {NAME}.", NAME) from error


def _make(path: Path) -> None:
    # Written aside and then linked: of several workers that start at once one wins, and no one reads half a key.
    draft = path.with_name(f"{FILE}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()


def _checked(key: str, where: str) -> str:
    if len(key.encode()) < SHORTEST:
        raise BadValue(f"{where} is too short to be secret: use {SHORTEST} or more random characters.", NAME)
    if key in _PUBLISHED or len(set(key)) < _FEWEST_CHARACTERS:
        raise BadValue(f"{where} is a key that anybody can guess: use {SHORTEST} or more random characters.", NAME)
    return key
