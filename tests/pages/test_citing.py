"""Pages say how to cite them, with an address that leads back to the same view."""

from datetime import UTC, datetime

from tests.components.trees import attribute, of_type, with_attribute, words
from tests.pages.test_reading import site_of, view_of

from tradedash.formatting import day_text
from tradedash.pages import PAGES
from tradedash.pages.router import Router
from tradedash.queries.public import public_addresses


def citation(view):
    [found] = with_attribute(view.children, "data-field", "citation")
    return words(found)


def test_a_chart_is_cited_with_selection_rule_and_clock(seeded_store):
    view = view_of(site_of(seeded_store), "/charts/turnover", "?basis=KG&rule=latest&as_of=2025-01-01")
    assert citation(view).startswith(
        "Trade turnover, Russia and Kyrgyzstan, Kyrgyz statistics, as known on 1 Jan 2025, headline rule “latest”,"
        " policy version 1. "
    )
    address = "https://ledger.example/charts/turnover?pair=RU-KG&basis=KG&as_of=2025-01-01&rule=latest"
    assert f"tradedash, {address} (accessed " in citation(view)
    hrefs = [attribute(link, "href") for link in of_type(view.children, "A")]
    assert "/charts/turnover.bib?basis=KG&rule=latest&as_of=2025-01-01" in hrefs


def test_a_figure_is_cited_on_its_page_with_the_day_of_access(ledger, publish):
    publish(figure_id="f1", speaker="V. Putin", speaker_role="President", stated_on="2025-05-31")
    before = datetime.now(UTC).date()
    found = citation(view_of(site_of(ledger), "/figures/f1"))
    assert found.startswith("V. Putin (President): “turnover reached 4.1”. 4.1 bn USD, Trade turnover, 2024, Belandic")
    days = {day_text(before), day_text(datetime.now(UTC).date())}
    assert any(found.endswith(f"tradedash, https://ledger.example/figures/f1 (accessed {day}).") for day in days)


def test_every_address_of_the_sitemap_is_a_page(ledger, publish):
    publish()
    site = site_of(ledger)
    with ledger.read() as conn:
        paths = [one.url.removeprefix("https://ledger.example") for one in public_addresses(conn, site.base_url)]
    assert {"/compare", "/balance", "/targets", "/coverage"} <= set(paths)
    assert len(paths) == 14
    assert [path for path in paths if not Router(site, PAGES).is_page(path)] == []
