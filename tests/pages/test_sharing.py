"""Handing a chart on: the dialog of its page, and a frozen link that shows the same whatever happens later."""

import re
from html import unescape

import pytest
from sqlalchemy import select
from tests.fixtures.publish import command_from

from tradedash.application import register
from tradedash.commands import life
from tradedash.commands.code_lists import set_indicators
from tradedash.commands.corrections import correct, merge_sources
from tradedash.commands.rates import set_rates
from tradedash.components.masthead import masthead
from tradedash.domain.actor import CLI
from tradedash.domain.figure import Rank
from tradedash.settings import Settings
from tradedash.store.schema import figure, indicator
from tradedash.web.server import build
from tradedash.web.site import Site

SITE = "https://ledger.example"


@pytest.fixture
def client(ledger):
    return build(Site(ledger, Settings(base_url=SITE)), "k" * 40, masthead, register).server.test_client()


def shared(client, path="/charts/turnover"):
    """The texts of the dialog that are copied, by their name, and the addresses of its links."""
    page = client.get(path).get_data(as_text=True)
    dialog = re.search(r"<dialog.*?</dialog>", page, re.DOTALL)[0]
    texts = {
        name: unescape(text) for name, text in re.findall(r'<code [^>]*id="share-(\w+)"[^>]*>(.*?)</code>', dialog)
    }
    return texts, [unescape(href) for href in re.findall(r'href="([^"]+)"', dialog)]


def test_the_dialog_hands_on_the_view_that_is_open(client, publish):
    publish()
    texts, links = shared(client, "/charts/turnover?basis=BB&rule=latest")

    assert texts["link"] == f"{SITE}/charts/turnover?basis=BB&rule=latest"
    assert re.fullmatch(
        rf"{SITE}/charts/turnover\?pair=BB-AA&basis=BB&recorded_as_of=[\dT.%A-]+Z&rule=latest&policy=1", texts["frozen"]
    )
    assert texts["embed"].startswith(
        f'<iframe src="{SITE}/embed/turnover?pair=BB-AA&amp;basis=BB&amp;rule=latest" title="Trade turnover: '
    )
    query = "basis=BB&rule=latest"
    assert links == [
        f"/charts/turnover.png?{query}", f"/charts/turnover.png?{query}&theme=dark", f"/charts/turnover.svg?{query}",
        f"/charts/turnover.svg?{query}&theme=dark", f"/charts/turnover.csv?{query}", f"/charts/turnover.xlsx?{query}",
        f"/charts/turnover.json?{query}", f"/charts/turnover.zip?{query}", f"/charts/turnover.bib?{query}",
        f"/charts/turnover.ris?{query}",
    ]  # fmt: skip


def test_every_address_of_the_dialog_answers(client, publish):
    publish()
    texts, links = shared(client)
    frame = re.search(r'src="([^"]+)"', texts["embed"])[1]

    addresses = [*links, *(url.removeprefix(SITE) for url in (texts["link"], texts["frozen"], unescape(frame)))]
    assert {client.get(address).status_code for address in addresses} == {200}


def test_the_dialog_of_a_frozen_view_is_frozen_at_the_same_moment(client, publish):
    publish()
    frozen = shared(client)[0]["frozen"].removeprefix(SITE)
    publish(period="2023")

    assert shared(client, frozen)[0]["frozen"] == f"{SITE}{frozen}"


def change_everything(ledger, publish, first, second):
    """Do to the figures of a chart, their source, their indicator and the rates whatever can be done to them."""
    publish(value="4.7", period="2025")
    publish(value="4.5", basis="AA", qualifier="over", speaker="S. Peaker", stated_on="2025-06-01")
    with ledger.write() as conn:
        rows = {row.figure_id: row for row in conn.execute(select(figure))}
        life.rank(conn, second, CLI, seen=rows[second].journal_seq, to=Rank.PREFERRED, reason="names its sources")
        facts = {"value": "4.2", "source": rows[first].source_id, "as_printed": "turnover reached 4.2"}
        correct(conn, first, command_from(facts), CLI, seen=rows[first].journal_seq, reason="misread")
        into = rows[second].source_id
        kept = next(row.source_id for row in rows.values() if row.source_id not in (into, rows[first].source_id))
        merge_sources(conn, into, kept, CLI, reason="the same article")
        stored = conn.execute(select(indicator).where(indicator.c.code == "turnover")).one()._asdict()
        set_indicators(conn, [{**stored, "label": "Goods both ways"}], CLI)
        rate = {"currency": "RUB", "year": 2024, "per_usd_digits": 925, "per_usd_scale": 1, "publisher": "Bank"}
        set_rates(conn, [rate], CLI)
    with ledger.write() as conn:
        living = conn.execute(select(figure).where(figure.c.status == "published")).all()
        for row in living[:2]:
            life.retract(conn, row.figure_id, CLI, seen=row.journal_seq, reason="taken back")


@pytest.mark.parametrize("ending", ["csv", "json", "zip", "svg"])
def test_a_frozen_link_gives_the_same_bytes_whatever_happens_later(client, ledger, publish, ending):
    first = publish(value="4.1", unit="RUB", unit_mult=9)
    second = publish(value="4.3", rank="normal")
    address = shared(client)[0]["frozen"].removeprefix(SITE).replace("/charts/turnover?", f"/charts/turnover.{ending}?")
    before, today = client.get(address).data, client.get(f"/charts/turnover.{ending}").data

    change_everything(ledger, publish, first, second)

    assert client.get(address).data == before
    assert client.get(f"/charts/turnover.{ending}").data != today


def test_a_link_of_another_policy_is_refused_and_a_page_says_so(client, publish):
    publish()
    refused = client.get("/charts/turnover.csv?policy=2")

    assert (refused.status_code, refused.get_json()["parameter"]) == (400, "policy")
    assert refused.get_json()["detail"] == ("“policy” has no version “2” here: this site reads hedges by version 1.")
    assert "policy=2. “policy” has no version “2” here" in client.get("/charts/turnover?policy=2").get_data(
        as_text=True
    )
