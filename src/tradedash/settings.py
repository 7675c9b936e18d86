"""Settings by environment: typed, frozen, read once, handed down. An unknown `TRADEDASH_*` name is an error."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from tradedash.domain.errors import BadValue, UnknownName

PREFIX = "TRADEDASH_"
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
#: The path of a site below the root of its host, in letters that no proxy writes in another way.
_PREFIX = re.compile(r"(?:/(?!\.)[A-Za-z0-9._~-]+)*/?")
DEFAULT_DATABASE = ".tradedash/tradedash.db"


@dataclass(frozen=True, slots=True)
class Oidc:
    """The login provider, and this site's name and secret there."""

    issuer: str
    client_id: str
    client_secret: SecretStr


class Settings(BaseSettings):
    """What an operator may set. `secret_key` may be left out with SQLite: one is made and kept beside the database."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    database_url: str = Field(default_factory=lambda: f"sqlite:///{Path(DEFAULT_DATABASE).absolute()}")
    read_database_url: str | None = None
    secret_key: SecretStr | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=8050, ge=1, le=65535)
    workers: int = Field(default_factory=lambda: min(4, os.cpu_count() or 1), ge=1, le=64)
    base_url: str = ""
    #: How many proxies stand in front and each add the address they were asked from to `X-Forwarded-For`.
    proxies: int = Field(default=0, ge=0, le=9)
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    oidc_issuer: str | None = None
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None

    @classmethod
    def load(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Read the settings of this process.

        Raises: UnknownName for a `TRADEDASH_*` variable that does not exist, BadValue for one that cannot be used.
        """
        known = [PREFIX + name.upper() for name in cls.model_fields]
        for name in sorted(environment):
            if name.upper().startswith(PREFIX) and name.upper() not in known:
                raise UnknownName("setting", name, known)
        given = {
            name: environment[PREFIX + name.upper()]
            for name in cls.model_fields
            if environment.get(PREFIX + name.upper())
        }
        try:
            settings = cls.model_validate(given)
        except ValidationError as error:
            raise BadValue("; ".join(_sentence(problem["loc"], problem["msg"]) for problem in error.errors())) from None
        _check_base_url(settings.base_url)
        _check_oidc(settings)
        return settings

    @property
    def address(self) -> str:
        """Where readers reach the site, without a slash at the end: `base_url`, else the host and port listened on."""
        return self.base_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def oidc(self) -> Oidc | None:
        """The login provider, if one is set up."""
        if self.oidc_issuer and self.oidc_client_id and self.oidc_client_secret:
            return Oidc(self.oidc_issuer, self.oidc_client_id, self.oidc_client_secret)
        return None


def _check_base_url(address: str) -> None:
    parts = urlsplit(address)
    good = parts.scheme in ("http", "https") and parts.hostname and _PREFIX.fullmatch(parts.path)
    if address and (not good or parts.query or parts.fragment):
        raise BadValue(
            f"{PREFIX}BASE_URL must be the address readers use, as in https://example.org or https://example.org/trade.",
            "base_url",
        )


def _check_oidc(settings: Settings) -> None:
    names = ("oidc_issuer", "oidc_client_id", "oidc_client_secret")
    missing = [PREFIX + name.upper() for name in names if not getattr(settings, name)]
    if len(missing) in (1, 2):
        raise BadValue(
            f"Logging in by a provider needs {' and '.join(missing)} too: set all three or none.", missing[0]
        )
    issuer = urlsplit(settings.oidc_issuer or "")
    if settings.oidc_issuer and not (
        issuer.scheme == "https" or (issuer.scheme == "http" and is_loopback(issuer.hostname))
    ):
        raise BadValue(f"{PREFIX}OIDC_ISSUER must be an https:// address, as the provider writes it.", names[0])


def shipped(folder: str) -> Path:
    """Return a folder that goes along with the program: in an installed package, or beside `src` in a checkout."""
    installed = Path(__file__).resolve().parent / folder
    return installed if installed.is_dir() else installed.parents[2] / folder


def is_loopback(host: str | None) -> bool:
    """Tell whether a host is this very machine."""
    return host in _LOOPBACK


def _sentence(location: tuple[int | str, ...], message: str) -> str:
    name = PREFIX + str(location[0]).upper() if location else PREFIX
    return f"{name} cannot be used: {message[:1].lower()}{message[1:]}."
