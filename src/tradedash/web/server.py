"""The Flask server and the Dash app behind the gate; which pages and views they have is told by `register`."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dash import Dash
from werkzeug.middleware.proxy_fix import ProxyFix

import tradedash
from tradedash.web import answers, errors, frame, language, login, logs, own_writes, scripts
from tradedash.web.first import FirstPage, put_in
from tradedash.web.frame import Masthead
from tradedash.web.gate import Gate
from tradedash.web.headers import Headers
from tradedash.web.health import Metrics
from tradedash.web.prefix import Mounted, Server, put_on_files
from tradedash.web.site import Site

ASSETS = Path(tradedash.__file__).parent / "assets"
#: Registers pages, callbacks and views; nothing can be added after it.
Register = Callable[["SiteApp", Site, Gate], None]
_ENTRY = '<div id="react-entry-point"></div>'
_CONFIG = re.compile(r'(<script id="_dash-config"[^>]*>)(.*?)(</script>)', re.DOTALL)


class SiteApp(Dash):
    """Dash whose first answer is a whole page already, and that tells nobody which Python it runs on."""

    #: Draws the page that this request asks for; pages set it.
    first: Callable[[], FirstPage] | None = None

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override] # Dash passes them all by name
        """Return the index page; its configuration names no version and no number of this answer."""
        parts["config"] = _CONFIG.sub(_without_versions, parts["config"])
        page = self.first() if self.first else None
        has_chart = page is not None and page.has_chart
        parts |= {"scripts": scripts.head(parts["scripts"], parts["css"], has_chart=has_chart), "app_entry": _ENTRY}
        index = str(super().interpolate_index(**parts))  # type: ignore[no-untyped-call]
        return put_in(index, page, self.dependencies().get_data(as_text=True)) if page else index


def build(site: Site, secret_key: str, masthead: Masthead, register: Register) -> Dash:
    """Return the finished app: gate, headers, errors, login and whatever `register` adds; its index is already made.

    Raises: RuntimeError if a callback is registered without saying who may call it, or the index cannot be made.
    """
    server = Server("tradedash", static_folder=None)
    server.secret_key = secret_key
    gate, headers = Gate(), Headers()
    frame.install(server, site, masthead)
    language.install(server)
    server.after_request(answers.mark_public)  # these run from the last to the first: it sees what all others did
    headers.install(server)
    logs.install(server)
    scripts.install(server)
    own_writes.install(server, site.store)
    metrics = Metrics()
    metrics.install(server, site.store)
    gate.install(server)
    gate.app = app = SiteApp(
        "tradedash",
        server=server,  # type: ignore[arg-type] # its annotation forgets that it takes a Flask
        assets_folder=str(ASSETS),
        use_pages=False,
        pages_folder="",
        suppress_callback_exceptions=True,
        title="tradedash",
        update_title=None,  # type: ignore[arg-type] # None is what Dash's manual asks for
        serve_locally=True,
        routes_pathname_prefix="/",
        requests_pathname_prefix=f"{site.prefix}/",
        add_log_handler=False,
        on_error=errors.on_callback_error,
        enable_mcp=False,  # or DASH_MCP_ENABLED would open every callback past the gate
    )
    login.install(server, site, secret_key)
    if site.settings.oidc:
        from tradedash.web import oidc  # noqa: PLC0415 - needs an extra that others have not installed

        oidc.install(server, site, secret_key, site.settings.oidc)
    register(app, site, gate)
    app.index_string = put_on_files(app.index_string, site.prefix)
    errors.install(server)
    _start(app, gate, headers)
    answers.install(server, site.store, metrics, site.settings.workers)
    if site.settings.proxies:  # who asks is known to the proxy; all else that proxies tell stands in the public address
        server.wsgi_app = ProxyFix(server.wsgi_app, site.settings.proxies, 0, 0)  # type: ignore[method-assign]
    if site.prefix:
        server.wsgi_app = Mounted(server.wsgi_app, site.prefix)  # type: ignore[method-assign]
    return app


def _start(app: Dash, gate: Gate, headers: Headers) -> None:
    """Make the index once: a worker that never did so cannot serve Dash's scripts, and its hashes are not known."""
    open_to_nobody = sorted(gate.unclassified())
    if open_to_nobody:
        raise RuntimeError(f"nobody may call these callbacks, register them through the gate: {open_to_nobody}")
    response = app.server.test_client().get("/")
    if response.status_code != 200:
        raise RuntimeError(f"the index page cannot be made: {response.status}")
    headers.script_hashes = app.csp_hashes()


def _without_versions(found: re.Match[str]) -> str:
    config = {**json.loads(found[2]), "python_version": "", "dash_version_url": "", "end_id": ""}
    return f"{found[1]}{json.dumps(config).replace('<', chr(92) + 'u003c')}{found[3]}"
