"""The public attack scripts find nothing on a real server with the seed data."""

import pytest

pytestmark = pytest.mark.redteam
MANY = pytest.mark.torture


@pytest.mark.parametrize("tries", [300, pytest.param(3000, marks=MANY)])
def test_mutated_callbacks_of_anonymous_readers_change_and_reveal_nothing(serve, attack, tries):
    with serve() as server:
        assert f"PASS {tries} mutated requests: no 5xx" in attack(server, "dashfuzz.py", "-n", str(tries))
        assert "crash" not in server.log.read_text()


@pytest.mark.parametrize("tries", [100, pytest.param(3000, marks=MANY)])
def test_mutated_callbacks_of_an_analyst_break_nothing(serve, attack, tries):
    with serve() as server:
        report = attack(server, "dashfuzz.py", "-n", str(tries), "--user", "ana")
        assert f"PASS {tries} mutated requests: no 5xx" in report


def test_headers_cookies_login_and_paths_hold(serve, attack):
    with serve() as server:
        report = attack(server, "headers.py")
        assert "PASS session HttpOnly" in report
        assert "PASS password guessing throttled" in report
