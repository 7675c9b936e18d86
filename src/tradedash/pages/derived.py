"""The panel of a derived value: it is no figure and has no page, so it is worked out again for the chart it is on."""

from collections.abc import Mapping
from dataclasses import replace

from tradedash.components.basis import Bases
from tradedash.components.carried import carry, looks
from tradedash.components.derived_rows import derived_panel
from tradedash.domain.errors import NotFound
from tradedash.pages.asked import ask
from tradedash.pages.beside import beside
from tradedash.pages.router import parameters
from tradedash.queries.codelists import code_lists, known_indicator
from tradedash.queries.figures import figures
from tradedash.web.site import Site

LONGEST = 200


def panel_for(site: Site, wanted: Mapping[str, object], search: object) -> object:
    """Answer the browser's request for the panel of `{"derived": key, "chart": indicator}`. Raises: NotFound."""
    key, code = str(wanted["derived"])[:LONGEST], str(wanted.get("chart", ""))[:LONGEST]
    args = parameters(search if isinstance(search, str) else "")
    with site.store.read() as conn:
        lists, indicator = code_lists(conn), known_indicator(conn, code)
        asked = ask(args, lists)
        selection = replace(asked.selection, indicator=indicator.code)
        rows = figures(conn, selection, site.base_url).rows
        around = beside(conn, selection, rows, site.base_url).derived
    found = next((one for one in around if one.key == key), None)
    if found is None:
        raise NotFound("This derived value is not on the chart any more. Load the page again.")
    bases = Bases(lists.economies, selection.pair)
    label = bases.label(indicator, rows[0] if rows else None)
    return carry(derived_panel(found, bases, label), [*asked.carried, *looks(args)])
