"""What is refused before anything is served, in one sentence each; needs neither Dash nor Flask."""

import os
from collections.abc import Mapping
from importlib.util import find_spec

from tradedash.domain.errors import BadValue, DomainError, StoreUnavailable
from tradedash.settings import Settings
from tradedash.store.engine import Store, open_store
from tradedash.store.migrate import schema_problem
from tradedash.web.secret import secret_key

DEBUGGERS = ("DASH_DEBUG", "FLASK_DEBUG")
_OFF = ("", "0", "false", "no", "off")


def prepare(settings: Settings, environment: Mapping[str, str] = os.environ) -> tuple[Store, str]:
    """Return the store that the settings name, and the secret key, made if there is none yet.

    Raises: BadValue for a debugger, a key that is none and a login provider without its extra, StoreUnavailable
    without a store of today's schema.
    """
    for name in DEBUGGERS:
        if environment.get(name, "").lower() not in _OFF:
            raise BadValue(f"Unset {name}: a debugger shows the inside of the server to everybody.", name)
    if settings.oidc and not find_spec("authlib"):
        raise BadValue("Logging in by a provider needs the extra: pip install tradedash[oidc].", "oidc_issuer")
    store = open_store(settings.database_url, settings.read_database_url)
    try:
        with store.read() as conn:
            problem = schema_problem(conn)
        if problem:
            raise StoreUnavailable(problem)
        return store, secret_key(settings)
    except DomainError:
        store.close()
        raise
