"""The public pages as a sitemap (sitemaps.org, version 0.9)."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from tradedash.queries.public import Address

CONTENT_TYPE = "application/xml; charset=utf-8"


def site_map(addresses: Iterable[Address]) -> str:
    """Return the sitemap of these addresses, in their order."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for one in addresses:
        changed = f"<lastmod>{one.changed_on.isoformat()}</lastmod>" if one.changed_on else ""
        lines.append(f"<url><loc>{escape(one.url)}</loc>{changed}</url>")
    return "\n".join([*lines, "</urlset>", ""])
