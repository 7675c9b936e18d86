"""Settings by environment: typed, frozen, read once, handed down. An unknown `TRADEDASH_*` name is an error."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from tradedash.domain.errors import BadValue, UnknownName

PREFIX = "TRADEDASH_"
DEFAULT_DATABASE = ".tradedash/tradedash.db"


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
    log_level: Literal["debug", "info", "warning", "error"] = "info"

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
            return cls.model_validate(given)
        except ValidationError as error:
            raise BadValue("; ".join(_sentence(problem["loc"], problem["msg"]) for problem in error.errors())) from None

    @property
    def address(self) -> str:
        """Where readers reach the site, without a slash at the end: `base_url`, else the host and port listened on."""
        return self.base_url.rstrip("/") or f"http://{self.host}:{self.port}"


def _sentence(location: tuple[int | str, ...], message: str) -> str:
    name = PREFIX + str(location[0]).upper() if location else PREFIX
    return f"{name} cannot be used: {message[:1].lower()}{message[1:]}."
