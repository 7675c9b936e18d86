"""What readers' programs ask a site for: `/feed.atom`, `/sitemap.xml` and `/robots.txt`."""

from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Response
from sqlalchemy import Connection

from tradedash.api.arguments import arguments, only
from tradedash.api.problems import answer_with_problems
from tradedash.exports import atom, sitemap
from tradedash.queries.codelists import code_lists
from tradedash.queries.newest import newest
from tradedash.queries.public import public_addresses
from tradedash.queries.selection import parse_selection
from tradedash.web.fresh import fresh, unchanging
from tradedash.web.site import Site

MOST_ENTRIES = 100
FEED_FILTERS = ("pair", "indicator", "basis", "source", "status", "changed_since")
#: Pages that are only for people who are logged in, and what a page asks for by itself.
NOT_FOR_ROBOTS = ("/_dash", "/account", "/admin", "/enter", "/import", "/journal", "/login", "/review")


def make_site_files(site: Site) -> Blueprint:
    """Return the blueprint of the feed, the sitemap and the robots file."""
    files = Blueprint("site_files", __name__)
    answer_with_problems(files)

    @files.get("/feed.atom")
    def feed() -> Response:
        return fresh(site, lambda conn: _feed(conn, site.base_url))

    @files.get("/sitemap.xml")
    def site_map() -> Response:
        return fresh(site, lambda conn: _site_map(conn, site.base_url))

    @files.get("/robots.txt")
    def robots() -> Response:
        return unchanging(site, lambda: Response(_robots(site.base_url), content_type="text/plain; charset=utf-8"))

    return files


def _feed(conn: Connection, base_url: str) -> Response:
    only(FEED_FILTERS)
    wanted = parse_selection(arguments(), code_lists(conn), strict=True)
    found = newest(conn, wanted, base_url, MOST_ENTRIES)
    entries = [atom.Entry(one.row, one.what, one.published, one.updated) for one in found]
    query = urlencode(wanted.query())
    address = f"{base_url}/feed.atom{'?' if query else ''}{query}"
    return Response(atom.feed(entries, address, f"{base_url}/"), content_type=atom.CONTENT_TYPE)


def _site_map(conn: Connection, base_url: str) -> Response:
    return Response(sitemap.site_map(public_addresses(conn, base_url)), content_type=sitemap.CONTENT_TYPE)


def _robots(base_url: str) -> str:
    prefix = urlsplit(base_url).path.rstrip("/")
    refused = [f"Disallow: {prefix}{path}" for path in NOT_FOR_ROBOTS]
    return "\n".join(["User-agent: *", *refused, "", f"Sitemap: {base_url}/sitemap.xml", ""])
