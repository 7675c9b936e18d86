"""What an operator may set by environment."""

import pytest
from pydantic import ValidationError

from tradedash.domain.errors import BadValue, UnknownName
from tradedash.settings import Settings


def test_without_any_setting_a_store_in_the_working_folder_is_served_on_loopback() -> None:
    settings = Settings.load({})
    assert settings.database_url.startswith("sqlite:////")
    assert settings.database_url.endswith(".tradedash/tradedash.db")
    assert settings.address == "http://127.0.0.1:8050"


def test_a_base_url_loses_its_last_slash() -> None:
    assert Settings.load({"TRADEDASH_BASE_URL": "https://trade.example/ledger/"}).address == (
        "https://trade.example/ledger"
    )


def test_an_unknown_setting_is_an_error_that_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"TRADEDASH_PROT.*Did you mean TRADEDASH_PORT"):
        Settings.load({"TRADEDASH_PROT": "8051"})


def test_a_setting_that_cannot_be_used_is_named() -> None:
    with pytest.raises(BadValue, match="TRADEDASH_PORT cannot be used"):
        Settings.load({"TRADEDASH_PORT": "eighty"})


def test_an_empty_setting_is_as_good_as_none() -> None:
    assert Settings.load({"TRADEDASH_PORT": ""}).port == 8050


def test_settings_do_not_change_after_they_are_read() -> None:
    settings = Settings.load({})
    with pytest.raises(ValidationError):
        settings.port = 1  # type: ignore[misc]


def test_the_secret_key_is_never_printed() -> None:
    settings = Settings.load({"TRADEDASH_SECRET_KEY": "0123456789abcdef0123456789abcdef"})
    assert "0123456789abcdef" not in repr(settings)
