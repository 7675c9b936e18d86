"""The composition root: settings, store, web and pages meet here and nowhere else; nothing happens on import."""

from dash import Dash

from tradedash import pages
from tradedash.api.blueprint import make_api
from tradedash.api.pictures import make_pictures
from tradedash.components.masthead import masthead
from tradedash.pages import desk, embed, enter
from tradedash.pages.pictures import sheets
from tradedash.settings import Settings
from tradedash.web import logs, server
from tradedash.web.gate import Gate
from tradedash.web.site import Site
from tradedash.web.startup import prepare


def create_app(settings: Settings) -> Dash:
    """Return the app, ready for a WSGI server as `app.server`.

    Raises: BadValue for a debugger or a secret key that is none, StoreUnavailable without a store of today's schema.
    """
    logs.configure(settings.log_level)
    store, key = prepare(settings)
    return server.build(Site(store, settings), key, masthead, register)


def register(app: server.SiteApp, site: Site, gate: Gate) -> None:
    """Add every page, form and view of the site."""
    app.server.register_blueprint(make_api(site))
    app.server.register_blueprint(make_pictures(site, sheets(site)))
    embed.register(app.server, site)
    enter.register(app, site, gate)
    desk.register(app, site, gate)
    pages.register(app, site, gate)
