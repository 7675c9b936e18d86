"""The public attack scripts find nothing on a real server with the seed data."""

import pytest

pytestmark = pytest.mark.redteam
MANY = pytest.mark.torture


@pytest.mark.parametrize("tries", [300, pytest.param(10_000, marks=MANY)])
def test_mutated_callbacks_of_anonymous_readers_change_and_reveal_nothing(serve, attack, tries):
    with serve() as server:
        assert f"PASS {tries} mutated requests: no 5xx" in attack(server, "dashfuzz.py", "-n", str(tries))
        assert "crash" not in server.log.read_text()


@pytest.mark.parametrize("tries", [100, pytest.param(5000, marks=MANY)])
def test_mutated_callbacks_of_an_analyst_break_nothing(serve, attack, tries):
    with serve() as server:
        report = attack(server, "dashfuzz.py", "-n", str(tries), "--user", "ana")
        assert f"PASS {tries} mutated requests: no 5xx" in report


def test_headers_cookies_login_and_paths_hold(serve, attack):
    with serve() as server:
        report = attack(server, "headers.py")
        assert "PASS session HttpOnly" in report
        assert "PASS password guessing throttled" in report


@pytest.mark.parametrize(("writers", "each"), [(8, 5), pytest.param(16, 50, marks=MANY)])
def test_writers_at_once_are_all_stored_once(serve, attack, writers, each):
    with serve(workers=2) as server:
        report = attack(server, "concur.py", "-w", str(writers), "-n", str(each))
        assert f"PASS every write acknowledged  [{writers * each}/{writers * each}]" in report
        assert server.run("verify").startswith("The journal is whole")


@pytest.mark.parametrize("kills", [4, pytest.param(200, marks=MANY)])
def test_a_killed_server_has_lost_nothing_that_it_acknowledged(serve, attack, kills):
    with serve() as server:
        pass
    report = attack(server, "kill9.py", "-n", str(kills), "--max", "4" if kills < 10 else "1")
    assert "PASS no acknowledged write lost" in report
    assert server.run("verify").startswith("The journal is whole")


@pytest.mark.parametrize("pages", [["/sources"], pytest.param([], marks=MANY)], ids=["sources", "all"])
def test_hostile_texts_and_addresses_run_nothing_in_any_browser(serve, attack, pages):
    with serve() as server:
        report = attack(server, "xss.py", pages=pages)
        assert "PASS None /sources nothing executed" in report
        assert "PASS ana /sources nothing executed" in report
