"""Two processes on a primary and a replica: people see what they wrote, and outlive the loss of either server."""

import re
from collections.abc import Iterator

import httpx
import pytest
from tests.fixtures.replicated import NAME, PASSWORD, Replicated, until
from tests.fixtures.server import serving

SECRET = "kQ3vX8wZr5Tn1Lp7Yd2Hs9Bf4Mc6Jg0E"
TOKEN = {"do": "make", "days": "30", "scopes": "figures"}
#: What a program, an analyst and a load balancer read.
READ = ("/api/v1/sources", "/account/tokens", "/readyz")
UNAVAILABLE = "The figures are unavailable for the moment. Nothing was saved; please try again."


@pytest.fixture(scope="module")
def site(two_servers: Replicated, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the two servers by two processes and return the address."""
    settings = {"read_database_url": two_servers.read_url, "secret_key": SECRET, "workers": 2}
    with serving(two_servers.url, tmp_path_factory.mktemp("replicated"), **settings) as server:
        yield server.url


class Person:
    """Somebody at a browser; each request is a connection of its own, so that either process may answer it."""

    def __init__(self, site: str) -> None:
        self.site, self.cookies = site, httpx.Cookies()

    def open(self, path: str) -> httpx.Response:
        return self._ask("GET", path)

    def send(self, path: str, **fields: str) -> httpx.Response:
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.open(path).text)
        return self._ask("POST", path, data={"csrf_token": token[1] if token else "", **fields})

    def log_in(self) -> httpx.Response:
        return self.send("/login", name=NAME, password=PASSWORD)

    def _ask(self, method: str, path: str, **options: object) -> httpx.Response:
        with httpx.Client(base_url=self.site, cookies=self.cookies, timeout=20) as client:
            answer = client.request(method, path, **options)
            self.cookies = client.cookies
        return answer


def counted(site: str) -> dict[tuple[str, str], float]:
    """Return how often each server was lost or came back, over both processes."""
    found = re.findall(
        r'^tradedash_database_server_changes_total\{server="(\w+)",state="(\w+)"\} (\S+)$',
        httpx.get(f"{site}/metrics").text,
        re.MULTILINE,
    )
    return {(server, state): float(count) for server, state, count in found}


def test_an_analyst_reads_own_writes_at_once_in_every_process(site, replicated):
    ana = Person(site)
    replicated.replica.execute("SELECT pg_wal_replay_pause()")
    assert ana.log_in().status_code == 303
    assert ana.send("/account/tokens", name="laptop", **TOKEN).status_code == 200
    pages = [ana.open("/account/tokens") for _ in range(12)]
    assert [(page.status_code, "laptop" in page.text) for page in pages] == [(200, True)] * 12
    assert Person(site).open("/api/v1/sources").status_code == 200


def test_reading_outlives_either_server_and_all_comes_back_without_a_hand(site, replicated):
    ana = Person(site)
    assert ana.log_in().status_code == 303
    replicated.wait_for_replica()

    replicated.replica.kill()
    assert [ana.open(path).status_code for path in READ] == [200, 200, 200]
    replicated.replica.start()
    until(lambda: ana.open("/api/v1/sources").status_code == 200 and ("replica", "up") in counted(site))

    replicated.primary.kill()
    assert [ana.open(path).status_code for path in READ] == [200, 200, 200]
    refused = ana.send("/account/tokens", name="desktop", **TOKEN)
    assert (refused.status_code, UNAVAILABLE in refused.text) == (503, True)
    assert Person(site).log_in().status_code == 503

    replicated.replica.kill()
    gone = [ana.open(path) for path in ("/account/tokens", "/api/v1/sources")]
    assert [(page.status_code, UNAVAILABLE in page.text) for page in gone] == [(503, True)] * 2

    replicated.primary.start()
    assert ana.send("/account/tokens", name="desktop", **TOKEN).status_code == 200
    assert "desktop" in ana.open("/account/tokens").text
    assert {("replica", "down"), ("replica", "up"), ("primary", "down")} <= counted(site).keys()
