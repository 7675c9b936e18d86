"""The composition root: the whole site from settings, or one sentence why not."""

import importlib
import subprocess
import sys

import pytest
from pydantic import SecretStr

from tradedash.application import create_app
from tradedash.domain.errors import BadValue, StoreUnavailable
from tradedash.settings import Settings
from tradedash.web.startup import prepare

from .conftest import SECRET, settings_for


def test_settings_make_a_site(sqlite_url):
    app = create_app(settings_for(sqlite_url))
    assert app.server.test_client().get("/healthz").status_code == 200


def test_a_store_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(StoreUnavailable, match="“tradedash migrate” makes one"):
        create_app(settings_for(f"sqlite:///{tmp_path / 'none.db'}"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["DASH_DEBUG", "FLASK_DEBUG"])
@pytest.mark.parametrize("value", ["1", "true", "True", "yes"])
def test_a_debugger_is_refused(sqlite_url, name, value):
    with pytest.raises(BadValue, match=f"Unset {name}"):
        prepare(settings_for(sqlite_url), {name: value})


@pytest.mark.parametrize("value", ["", "0", "false", "False"])
def test_a_debugger_that_is_off_is_none(sqlite_url, value):
    store, key = prepare(settings_for(sqlite_url), {"DASH_DEBUG": value})
    store.close()
    assert key == SECRET


def test_a_short_key_is_refused(sqlite_url):
    with pytest.raises(BadValue, match="too short to be secret"):
        prepare(Settings(database_url=sqlite_url, secret_key=SecretStr("short")), {})


def test_importing_the_application_opens_nothing(tmp_path):
    code = "import tradedash.application, os; print(os.listdir('.'))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True, text=True,
        env={"PYTHONPATH": str(importlib.import_module("tradedash").__path__[0] + "/..")},
    )  # fmt: skip
    assert done.stdout == "[]\n"
