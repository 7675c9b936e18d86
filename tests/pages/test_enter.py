"""The form at /enter over HTTP: what it refuses, what it keeps, what it stores."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from dash import html
from flask.testing import FlaskClient
from pydantic import SecretStr
from sqlalchemy import select
from tests.fixtures.publish import add_codes, publisher
from werkzeug.test import TestResponse

from tradedash.commands.accounts import add_account
from tradedash.commands.authorship import stored_figure
from tradedash.commands.life import approve
from tradedash.components.masthead import masthead
from tradedash.domain.actor import CLI, Actor, Channel, Role
from tradedash.pages import enter
from tradedash.queries.figures import figure
from tradedash.settings import Settings
from tradedash.store.engine import Store
from tradedash.store.schema import figure as figures_table
from tradedash.store.schema import journal
from tradedash.web.server import build
from tradedash.web.site import Site

PASSWORD = "a long enough password"
SECRET = "kQ3vX8wZr5Tn1Lp7Yd2Hs9Bf4Mc6Jg0E"
GOOD = {
    "source_url": "https://news.example/talks",
    "source_publisher": "News Example",
    "language": "ru",
    "as_printed": "достиг 4,1 миллиарда долларов",
    "obs_value": "4,1",
    "unit_mult": "9",
    "unit_measure": "USD",
    "indicator": "turnover",
    "pair": "AA-BB",
    "time_period": "2024",
    "basis": "BB",
}


class Analyst:
    """Somebody who is logged in and fills in the form."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def log_in(self, name: str) -> None:
        token = hidden(self.client.get("/login"), "csrf_token")
        data = {"name": name, "password": PASSWORD, "csrf_token": token}
        assert self.client.post("/login", data=data).status_code == 303

    def open(self, query: str = "") -> TestResponse:
        return self.client.get(f"/enter{query}")

    def send(self, **changes: Any) -> TestResponse:
        """Open the form and send it filled in; None leaves a field out."""
        rendered = self.open()
        kept = {name: hidden(rendered, name) for name in ("csrf_token", "form_key")}
        fields = {**kept, **GOOD, **changes}
        return self.client.post("/enter", data={name: value for name, value in fields.items() if value is not None})


def hidden(response: TestResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', response.text)
    assert found, f"the page has no {name}"
    return found[1]


def advice(response: TestResponse) -> dict[str, str]:
    """Return the sentence beside each field."""
    found = re.findall(r'<span id="(\w+)-error" class="msg">✕ ([^<]+)</span>', response.text)
    return {name: unescape(sentence) for name, sentence in found}


def chosen(page: str, name: str) -> str:
    """Return the value that a list has been set to."""
    found = re.search(rf'<select id="{name}".*?</select>', page, re.DOTALL)
    assert found
    options = re.findall("<option[^>]*>", found[0])
    [value] = [re.sub('.*value="([^"]*)".*', r"\1", option) for option in options if " selected" in option]
    return value


def status_of(store: Store, figure_id: str) -> str:
    with store.read() as conn:
        found = conn.execute(select(figures_table.c.status).where(figures_table.c.figure_id == figure_id))
        return str(found.scalar_one())


def approve_as_rita(store: Store, figure_id: str) -> None:
    """Have a second person publish a figure."""
    rita = Actor("rita", Role.REVIEWER, Channel.FORM)
    with store.write() as conn:
        approve(conn, figure_id, rita, seen=stored_figure(conn, figure_id, rita)["journal_seq"])


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    add_codes(sqlite_store)
    with sqlite_store.write() as conn:
        add_account(conn, "ana", Role.ANALYST, PASSWORD, CLI)
    return sqlite_store


@pytest.fixture
def client(store: Store) -> FlaskClient:
    settings = Settings(database_url=store.url, secret_key=SecretStr(SECRET), workers=1)
    site = Site(store, settings)

    def register(app: Any, site: Site, gate: Any) -> None:
        app.layout = html.Div()
        enter.register(app, site, gate)

    return build(site, SECRET, masthead, register).server.test_client()


@pytest.fixture
def ana(client: FlaskClient) -> Analyst:
    analyst = Analyst(client)
    analyst.log_in("ana")
    return analyst


@pytest.fixture
def stored(store: Store) -> Callable[[], list[str]]:
    """Return a function that lists the ids of all stored figures."""

    def ids() -> list[str]:
        with store.read() as conn:
            return list(conn.execute(select(figures_table.c.figure_id).order_by(figures_table.c.id)).scalars())

    return ids


def test_a_reader_without_an_account_is_led_to_the_login_and_back(client):
    response = client.get("/enter")
    assert (response.status_code, response.location) == (303, "/login?next=/enter")


def test_a_form_sent_without_an_account_stores_nothing(client, stored):
    assert client.post("/enter", data=GOOD).status_code == 403
    assert stored() == []


def test_a_form_without_the_token_of_the_session_stores_nothing(ana, stored):
    assert ana.send(csrf_token=None).status_code == 403
    assert ana.send(csrf_token="x" * 43).status_code == 403
    assert stored() == []


def test_the_form_needs_no_script_and_every_field_has_a_label(ana):
    page = ana.open().text
    ids = re.findall(r'<(?:input|select|textarea)[^>]* id="(\w+)"', page)
    assert len(ids) == 21
    assert [name for name in ids if f'for="{name}"' not in page] == []
    assert [legend[0] for legend in re.findall(r"<legend>([^<]+)</legend>", page)] == ["1", "2", "3", "4", "5"]
    assert 'onclick="' not in page


def test_no_basis_is_chosen_beforehand(ana):
    radios = re.findall(r'<input[^>]*name="basis"[^>]*>', ana.open().text)
    assert len(radios) == 5
    assert not any("checked" in radio for radio in radios)


def test_a_good_form_sends_the_figure_to_review_and_leads_there(ana, store, stored):
    response = ana.send(qualifier="over", speaker="Ada Lovelace", stated_on="2025-03-01")
    [figure_id] = stored()
    assert (response.status_code, response.location) == (303, f"/review/{figure_id}")
    assert status_of(store, figure_id) == "in_review"
    approve_as_rita(store, figure_id)
    with store.read() as conn:
        row = figure(conn, figure_id, "http://localhost")
    assert (row.obs_value, row.unit_mult, row.qualifier, row.basis) == ("4.1", 9, "over", "BB")
    assert (row.source_publisher, row.language, row.status) == ("News Example", "ru", "published")
    assert (row.as_printed, row.speaker) == ("достиг 4,1 миллиарда долларов", "Ada Lovelace")


def test_a_draft_waits_for_its_author(ana, store, stored):
    response = ana.send(send="draft")
    [figure_id] = stored()
    assert response.location == f"/review/{figure_id}"
    assert status_of(store, figure_id) == "draft"


def test_the_journal_says_who_added_the_figure_and_by_which_way(ana, store, stored):
    ana.send()
    with store.read() as conn:
        entries = conn.execute(
            select(journal.c.actor, journal.c.channel, journal.c.action, journal.c.entity_id).where(
                journal.c.entity == "figure"
            )
        ).all()
    assert [tuple(entry) for entry in entries] == [("ana", "form", "figure.add", stored()[0])]


def test_the_same_form_sent_twice_stores_one_figure(ana, stored):
    kept = {name: hidden(ana.open(), name) for name in ("csrf_token", "form_key")}
    answers = [ana.client.post("/enter", data={**GOOD, **kept}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert len(stored()) == 1


def test_a_form_that_is_filled_in_again_after_going_back_says_that_it_was_used(ana, stored):
    kept = {name: hidden(ana.open(), name) for name in ("csrf_token", "form_key")}
    ana.client.post("/enter", data={**GOOD, **kept})
    other = {**GOOD, "obs_value": "3,2", "as_printed": "достиг 3,2 миллиарда", **kept}
    response = ana.client.post("/enter", data=other)
    assert response.status_code == 409
    assert "This form has saved a figure already." in response.text
    assert len(stored()) == 1
    fresh = hidden(response, "form_key")
    assert fresh != kept["form_key"]
    assert ana.client.post("/enter", data={**other, "form_key": fresh}).status_code == 303
    assert len(stored()) == 2


def test_a_print_that_is_in_the_ledger_already_is_named_with_a_link(ana, store, stored):
    ana.send()
    [figure_id] = stored()
    approve_as_rita(store, figure_id)
    response = ana.send()
    assert response.status_code == 409
    assert f"This print is already in the ledger as {figure_id}." in response.text
    assert f'href="/figures/{figure_id}"' in response.text


def test_an_empty_form_comes_back_with_one_sentence_for_each_field_and_a_summary_of_links(ana, stored):
    response = ana.send(**dict.fromkeys(GOOD))
    assert response.status_code == 422
    assert advice(response)["basis"] == "Choose one. The speaker’s country is not the basis."
    assert list(advice(response)) == [
        "source_url", "source_publisher", "language", "as_printed", "obs_value", "unit_measure", "indicator", "pair",
        "time_period", "basis",
    ]  # fmt: skip
    links = re.findall(r'<li><a href="#(\w+)">', response.text)
    assert links == list(advice(response))
    assert "Whose statistics: Choose one. The speaker’s country is not the basis." in unescape(response.text)
    assert "10 things to put right before this can be saved" in response.text
    assert stored() == []


def test_a_refused_field_is_marked_for_eyes_and_for_screen_readers(ana):
    page = ana.send(obs_value="3,01").text
    box = re.search(r'<input[^>]*id="obs_value"[^>]*>', page)
    assert box
    assert 'aria-invalid="true"' in box[0]
    assert 'aria-describedby="obs_value-error obs_value-hint"' in box[0]
    assert "✕ Not in the phrase. It has 4,1 миллиарда." in page
    assert "<title>Error: Add a figure · tradedash</title>" in page


def test_what_was_typed_is_kept_and_escaped(ana):
    phrase = '"><script>window.PWN(1)</script> 4,1'
    page = ana.send(as_printed=phrase, note="</textarea><b>x", speaker="' onfocus=alert(1) x='", basis=None).text
    assert "<script>window" not in page
    assert "<b>x" not in page
    assert '">&quot;&gt;&lt;script&gt;window.PWN(1)&lt;/script&gt; 4,1</textarea>' in page
    assert 'value="&#x27; onfocus=alert(1) x=&#x27;"' in page
    assert (chosen(page, "indicator"), chosen(page, "unit_mult")) == ("turnover", "9")


def test_boxes_and_radios_stay_as_they_were_set(ana):
    page = ana.send(qualifier=["over", "about"], flags="record", basis="unstated", time_period="2025-13").text
    checked = re.findall(r'<input type="(?:checkbox|radio)" name="(\w+)" value="(\w+)" checked>', page)
    assert checked == [("qualifier", "about"), ("qualifier", "over"), ("flags", "record"), ("basis", "unstated")]


def test_a_value_that_is_in_no_list_stays_visible(ana):
    assert chosen(ana.send(unit_mult="77").text, "unit_mult") == "77"


def test_the_form_shows_how_it_read_a_number_that_could_be_two(ana):
    page = ana.send(
        indicator="company_count", unit_measure="count", unit_mult="0", language="de", obs_value="1.234",
        as_printed="1.234 Firmen", basis=None,
    ).text  # fmt: skip
    assert "Read as 1,234" in page


def test_a_source_that_is_known_by_another_form_of_its_address_fills_publisher_and_language(ana, store, stored):
    publisher(store)(url="https://news.example/talks", publisher="News Example", published_on="2025-03-02")
    address = "https://m.news.example/talks?utm_source=x"
    page = ana.send(source_url=address, source_publisher=None, language=None, obs_value="").text
    assert "Known source: News Example, 2 Mar 2025, English. 1 figure from it is in the ledger." in page
    response = ana.send(source_url=address, source_publisher=None, language=None, obs_value="4.1")
    assert response.status_code == 303
    assert len(stored()) == 2


def test_the_address_of_the_form_may_fill_in_fields(ana):
    page = ana.open("?indicator=exports&time_period=2023&pair=BB-AA&form_key=stolen&csrf_token=x").text
    assert chosen(page, "indicator") == "exports"
    assert 'id="time_period" name="time_period" value="2023"' in page
    assert "stolen" not in page


def test_a_direction_is_offered_in_the_names_of_the_pair(ana):
    page = ana.open("?pair=AA-BB").text
    assert '<option value="AA-BB">A is Aland, B is Beland</option>' in page
    assert "Exports of goods: A exports to B" in page


def test_a_disabled_account_can_add_nothing(ana, store, stored):
    from tradedash.commands.accounts import disable_account  # noqa: PLC0415

    rendered = ana.open()
    kept = {name: hidden(rendered, name) for name in ("csrf_token", "form_key")}
    with store.write() as conn:
        disable_account(conn, "ana", CLI)
    assert ana.client.post("/enter", data={**GOOD, **kept}).status_code == 403
    assert stored() == []
