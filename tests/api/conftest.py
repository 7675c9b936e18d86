"""A site that has the API and the downloads and no pages, on a store of the test's own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dash import html
from flask.testing import FlaskClient
from tests.fixtures.publish import add_codes, publisher

from tradedash.api.blueprint import make_api
from tradedash.api.pictures import make_pictures
from tradedash.pages.pictures import sheets
from tradedash.settings import Settings
from tradedash.store.engine import Store
from tradedash.web import server
from tradedash.web.site import Site

SITE = "https://ledger.example"


def client_of(store: Store) -> FlaskClient:
    """Return a client of a site on this store; the web layer around the API is the real one."""
    site = Site(store, Settings(base_url=SITE))

    def register(app: Any, site: Site, _gate: Any) -> None:
        app.layout = html.Div()
        app.server.register_blueprint(make_api(site))
        app.server.register_blueprint(make_pictures(site, sheets(site)))

    return server.build(site, "k" * 40, lambda *_: html.Div(), register).server.test_client()


@pytest.fixture
def api_store(sqlite_store: Store) -> Store:
    """Return an open store on SQLite with code lists and no figures."""
    add_codes(sqlite_store)
    return sqlite_store


@pytest.fixture
def published(api_store: Store) -> Callable[..., str]:
    """Publish figures into the store behind `client`."""
    return publisher(api_store)


@pytest.fixture
def client(api_store: Store) -> FlaskClient:
    """Return a client of a site whose figures `published` makes."""
    return client_of(api_store)


@pytest.fixture
def seeded_client(seeded_store: Store) -> FlaskClient:
    """Return a client of a site with the seed data."""
    return client_of(seeded_store)


@pytest.fixture
def postgres_client(postgres_store: Store) -> FlaskClient:
    """Return a client of a site on PostgreSQL with code lists and one figure."""
    add_codes(postgres_store)
    publisher(postgres_store)(value="4.10")
    return client_of(postgres_store)


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    """Return the file of the store behind `client`."""
    return tmp_path / "tradedash.db"
