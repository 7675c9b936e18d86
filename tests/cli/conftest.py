"""The command line on a store of the test's own."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from tradedash.__main__ import main

PASSWORD = "a long enough password"


@pytest.fixture
def cli(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Return a function that runs `tradedash` with words, and with text on its standard input."""
    monkeypatch.setenv("TRADEDASH_DATABASE_URL", sqlite_url)

    def run(*words: str, said: str | None = None) -> Result:
        return CliRunner().invoke(main, list(words), input=said)

    return run
