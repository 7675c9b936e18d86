"""What a live page loads: only what it uses, fetched at once, run in order when the page has been read."""

import re
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from importlib.util import find_spec
from pathlib import Path

from flask import Flask, Response, request

#: Where Dash's scripts look for plotly.js if nobody has loaded it yet.
PLOTLY = "/_dash-component-suites/plotly/package_data/plotly.min.js"
#: Of the package, the file: the first that is installed is served. All our charts look the same with both, and the
#: basic one is a quarter of the other.
BUNDLES = (("mirage", "js/plotly_basic.js"), ("plotly", "package_data/plotly.min.js"))
#: What no public page uses. `generators.js` stands in for the two calls that Dash makes of its polyfill.
_UNUSED = re.compile(r"/polyfill@|/dash_table/|/assets/(?:enter|import|picture|site|start)\.js|/assets/desk\.css")
#: What only a chart needs.
_OF_CHARTS = re.compile(r"/dash_core_components-shared\.")
#: Dash's scripts ask for it by this name when there is a chart; told of earlier, it is there by then.
_GRAPH = "/_dash-component-suites/dash/dcc/async-graph.js"
_THEME, _START = "/assets/site.js", "/assets/start.js"
_FIRST = re.compile(r"/assets/(?:generators|takeover)\.js")
_SOURCE = re.compile(r'(?:src|href)="([^"]+)"')
_VERSIONED = re.compile(r"\.v\d+_\d+_\d+m\d+\.")


def head(scripts: str, styles: str, *, has_chart: bool) -> str:
    """Return the tags of a page's head from those that Dash would write."""
    sources = _SOURCE.findall(scripts)
    theme, start = (next(one for one in sources if name in one) for name in (_THEME, _START))
    mounted = theme.partition("/assets/")[0]
    wanted = [one for one in sources if not _UNUSED.search(one) and (has_chart or not _OF_CHARTS.search(one))]
    plotly = [f"{mounted}{PLOTLY}?v={plotly_file()[1]}"] if has_chart else []
    order = [*filter(_FIRST.search, wanted), *plotly, *(one for one in wanted if not _FIRST.search(one))]
    tags = [f'<script src="{theme}"></script>', *_styles(styles)]
    tags += [f'<link rel="preload" as="script" href="{mounted}{_GRAPH}">'] if has_chart else []
    tags += [f'<script src="{one}" defer></script>' for one in order]
    return "\n".join([*tags, f'<script id="_dash-renderer" src="{start}" defer></script>'])


def install(server: Flask) -> None:
    """Serve plotly.js at Dash's address for it, and tell browsers to keep what has its version in its address."""
    server.add_url_rule(PLOTLY, "plotly", _plotly)
    server.after_request(_kept_for_good)


@cache
def plotly_file(bundles: tuple[tuple[str, str], ...] = BUNDLES) -> tuple[Path, str]:
    """Return the plotly.js that is served, and its version: the beginning of its hash."""
    # The package itself is not loaded: it brings a whole script engine.
    found = (Path(spec.origin or "").parent / name for package, name in bundles if (spec := find_spec(package)))
    path = next(path for path in found if path.is_file())
    return path, sha256(path.read_bytes()).hexdigest()[:12]


def _plotly() -> Response:
    path, version = plotly_file()
    answer = Response(path.read_bytes(), mimetype="text/javascript")
    answer.set_etag(version)
    return answer


def _styles(styles: str) -> list[str]:
    return [f'<link rel="stylesheet" href="{one}">' for one in _SOURCE.findall(styles) if not _UNUSED.search(one)]


def _kept_for_good(response: Response) -> Response:
    path = request.path
    is_file = path.startswith(("/assets/", "/_dash-component-suites/")) and response.status_code == HTTPStatus.OK
    if is_file and (_VERSIONED.search(path) or {"m", "v"} & request.args.keys()):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
