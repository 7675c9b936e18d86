"""Ask whether an address answers: only http(s), only public addresses, little is read and nothing is kept.

The name is looked up once and the connection goes to that address, so a name cannot point elsewhere in between.
"""

import socket
import ssl
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from tradedash import __version__
from tradedash.commands.links import Answer

REDIRECTS = 4
_GONE, _NOT_BY_HEAD = (404, 410, 451), (400, 403, 405, 501)
_HEADERS = {"User-Agent": f"tradedash/{__version__} (link check)", "Accept": "*/*", "Accept-Encoding": "identity"}
_PORTS = {"http": 80, "https": 443}
_TRANSLATED = IPv6Network("64:ff9b::/96")
#: From host and port to the addresses that may be asked; a test hands over its own.
Resolve = Callable[[str, int], list[str]]


class Refused(Exception):
    """An address that must not be asked."""


def public_addresses(host: str, port: int) -> list[str]:
    """Return the addresses of a host. Raises: Refused unless all of them are public, OSError if there is none."""
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(is_public(one.partition("%")[0]) for one in found):
        raise Refused(f"{host} is not a public address")
    return found


def is_public(address: str) -> bool:
    """Tell whether an IP address is somebody's on the open internet, whatever form it is wrapped in."""
    found = ip_address(address)
    if isinstance(found, IPv6Address):
        within = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if within is None and found in _TRANSLATED:
            within = IPv4Address(int(found) & 0xFFFFFFFF)
        if within is not None:
            return is_public(str(within))
    return found.is_global and not found.is_multicast


def ask(url: str, timeout: float, resolve: Resolve = public_addresses) -> Answer:
    """Return what becomes of an address; redirects are followed, each target judged anew."""
    try:
        for _ in range(REDIRECTS + 1):
            status, onward = _asked(url, timeout, resolve)
            if onward is None:
                return _answer(status)
            url = urljoin(url, onward)
    except (OSError, HTTPException, ValueError, Refused):
        return Answer.SILENT
    return Answer.SILENT


def _answer(status: int) -> Answer:
    if 200 <= status < 300:
        return Answer.ANSWERS
    return Answer.GONE if status in _GONE else Answer.SILENT


def _asked(url: str, timeout: float, resolve: Resolve) -> tuple[int, str | None]:
    """Ask with HEAD, and with GET where that is not taken; return the status and where it leads on."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname or parts.username is not None:
        raise Refused(f"{url[:80]} is not a plain http(s) address")
    status, onward = _request("HEAD", parts, timeout, resolve)
    if status in _NOT_BY_HEAD:
        status, onward = _request("GET", parts, timeout, resolve)
    return status, onward if 300 <= status < 400 else None


def _request(method: str, parts: SplitResult, timeout: float, resolve: Resolve) -> tuple[int, str | None]:
    host = str(parts.hostname).encode("idna").decode("ascii")
    port = parts.port or _PORTS[parts.scheme]
    connection = _connected(parts.scheme, host, port, resolve(host, port)[0], timeout)
    try:
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
        connection.request(method, f"{path}{query}", headers=_HEADERS)
        response = connection.getresponse()
        return response.status, response.getheader("Location")
    finally:
        connection.close()


def _connected(scheme: str, host: str, port: int, address: str, timeout: float) -> HTTPConnection:
    """Return a connection to the address that was judged, under the host's name."""
    sock = socket.create_connection((address, port), timeout)
    try:
        if scheme == "http":
            connection = HTTPConnection(host, port, timeout=timeout)
        else:
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
            connection = HTTPSConnection(host, port, timeout=timeout)
    except OSError:
        sock.close()
        raise
    connection.sock = sock
    return connection
