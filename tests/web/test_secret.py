"""The secret key: given and good, or made once beside the embedded database."""

import pytest
from pydantic import SecretStr

from tradedash.domain.errors import BadValue
from tradedash.settings import Settings
from tradedash.web.secret import secret_key

GOOD = "kQ3vX8wZr5Tn1Lp7Yd2Hs9Bf4Mc6Jg0E"


def settings(url, key=None):
    return Settings(database_url=url, secret_key=SecretStr(key) if key else None)


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'tradedash.db'}"


def test_a_given_key_is_used(url):
    assert secret_key(settings(url, GOOD)) == GOOD


def test_a_key_is_made_once_and_is_for_the_owner_only(url, tmp_path):
    made = secret_key(settings(url))
    assert secret_key(settings(url)) == made
    assert len(made) == 64
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_two_stores_get_two_keys(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    keys = {secret_key(settings(f"sqlite:///{tmp_path / name / 'x.db'}")) for name in ("a", "b")}
    assert len(keys) == 2


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("short", "too short"),
        ("x" * 31, "too short"),
        ("x" * 64, "anybody can guess"),
        ("0123456789abcdef0123456789abcdef", "anybody can guess"),
        ("thisISaSECRET_1234thisISaSECRET_1234", "anybody can guess"),
    ],
)
def test_a_key_that_is_none_is_refused(url, key, reason):
    with pytest.raises(BadValue, match=reason):
        secret_key(settings(url, key))


def test_with_postgresql_a_key_must_be_given():
    with pytest.raises(BadValue, match="Set TRADEDASH_SECRET_KEY to 32 or more random characters"):
        secret_key(settings("postgresql://u:p@localhost/x"))


def test_a_kept_key_that_was_spoiled_is_refused(url, tmp_path):
    (tmp_path / "secret_key").write_text("spoiled")
    with pytest.raises(BadValue, match="too short to be secret"):
        secret_key(settings(url))
