"""What the form at /enter does before it saves: proposals, bounds, warnings, the next figure of an article."""

import json
import re
from html import unescape

from tests.fixtures.publish import publisher

from .test_enter import GOOD, advice, ana, approve_as_rita, chosen, client, hidden, status_of, store, stored

__all__ = ["ana", "client", "store", "stored"]
PHRASE = "в 2024 году достиг более 4,1 миллиарда долларов"
EMPTY = dict.fromkeys(("obs_value", "unit_mult", "unit_measure", "time_period"))
DUPLICATE = "This very print is stored; it cannot be added again."


def value(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]* id="{name}"[^>]*>', page)
    assert found
    return unescape(re.sub('.* value="([^"]*)".*', r"\1", found[0]))


def reasons(page: str) -> dict[str, str]:
    found = re.findall(r'<span id="(\w+)-from" class="from">([^<]+)</span>', page)
    return {name: unescape(sentence) for name, sentence in found}


def hidden_all(page: str, name: str) -> list[str]:
    return [unescape(one) for one in re.findall(rf'name="{name}" value="([^"]*)"', page)]


def look(analyst, **fields):
    kept = hidden(analyst.open(), "csrf_token")
    return analyst.client.post("/enter/look", data={"csrf_token": kept, **fields})


def test_check_fills_the_open_fields_and_says_why_without_a_script(ana, stored):
    page = ana.send(send="check", as_printed=PHRASE, **EMPTY).text
    assert (value(page, "obs_value"), chosen(page, "unit_mult"), chosen(page, "unit_measure")) == ("4,1", "9", "USD")
    assert value(page, "time_period") == "2024"
    assert reasons(page)["time_period"] == "Proposed. The phrase says “2024 году”."
    assert 'name="qualifier" value="over" checked' in page
    assert "above 4.1 <small>bn USD, no upper bound</small>" in page
    assert "<mark>4,1 миллиарда</mark>" in page
    assert stored() == []


def test_check_changes_nothing_that_was_typed(ana):
    page = ana.send(send="check", as_printed=PHRASE, time_period="2023", unit_measure="RUB").text
    assert (value(page, "time_period"), chosen(page, "unit_measure")) == ("2023", "RUB")
    assert "time_period" not in reasons(page)


def test_a_proposal_goes_when_the_phrase_that_it_came_from_goes(ana):
    first = ana.send(send="check", as_printed=PHRASE, **EMPTY).text
    changes = {"as_printed": "достиг 4,1 миллиарда", "proposed": hidden_all(first, "proposed"), "time_period": "2024"}
    second = ana.send(
        send="check", obs_value="4,1", unit_mult="9", unit_measure="USD", qualifier="over", **changes
    ).text
    assert value(second, "time_period") == ""
    assert 'name="qualifier" value="over" checked' not in second
    assert value(second, "obs_value") == "4,1"


def test_a_form_with_proposals_of_another_phrase_is_not_saved(ana, stored):
    proposed = [json.dumps(["time_period", "2024"])]
    response = ana.send(proposed=proposed)
    assert response.status_code == 422
    assert "What these fields were proposed from has changed." in response.text
    assert stored() == []


def test_what_somebody_puts_into_the_hidden_fields_breaks_nothing(ana):
    for text in ("[" * 100_000, "{}", "[]", "[1]", '["nothing","x"]', '["obs_value"]', "\0"):
        assert ana.send(send="check", proposed=text).status_code == 200


def test_warnings_are_asked_about_once_and_then_taken(ana, store, stored):
    publisher(store)(value="3.2")
    first = ana.send()
    assert first.status_code == 200
    assert "1 thing to look at; send it again if it is as printed" in first.text
    assert "Cannot be true together with what is published" in first.text
    assert len(stored()) == 1
    again = ana.send(warned=hidden_all(first.text, "warned"))
    assert again.status_code == 303
    assert len(stored()) == 2


def test_a_draft_is_kept_without_asking(ana, store, stored):
    publisher(store)(value="3.2")
    assert ana.send(send="draft").status_code == 303
    assert status_of(store, stored()[-1]) == "draft"


def test_a_button_joins_the_print_to_its_statement(ana, store):
    publisher(store)(speaker="Ada", stated_on="2025-03-02", basis="BB", url="https://news.example/2")
    asked = ana.send(speaker="Ada", stated_on="2025-03-01").text
    assert '<button class="btn" form="entry" name="join" type="submit" value="2025-03-02">' in asked
    joined = ana.send(speaker="Ada", stated_on="2025-03-01", join="2025-03-02").text
    assert value(joined, "stated_on") == "2025-03-02"
    assert "It will be counted as one statement, 2 prints." in joined


def test_a_known_source_is_found_while_its_address_is_typed(ana, store):
    publisher(store)(url="https://news.example/long/talks", publisher="News Example")
    page = ana.send(send="check", source_url="news.example/long", source_publisher=None, language=None).text
    assert 'name="use" type="submit" value="https://news.example/long/talks"' in page
    taken = ana.send(use="https://news.example/long/talks", source_publisher=None, language=None).text
    assert "Known source: News Example" in taken


def test_the_next_figure_of_an_article_begins_with_what_it_shares(ana, stored):
    response = ana.send(send="another", speaker="Ada", speaker_role="Minister", stated_on="2025-03-01")
    [figure_id] = stored()
    assert response.location == f"/enter?after={figure_id}"
    page = ana.client.get(response.location).text
    assert value(page, "source_url") == "https://news.example/talks"
    assert (value(page, "speaker"), value(page, "speaker_role")) == ("Ada", "Minister")
    assert (value(page, "stated_on"), value(page, "pair")) == ("2025-03-01", "AA-BB")
    assert 'name="basis" value="BB" checked' in page
    assert value(page, "obs_value") == ""
    assert re.search(r"<textarea[^>]* autofocus", page)
    assert f'href="/review/{figure_id}"' in page


def test_the_figure_of_somebody_else_begins_no_form(ana, store):
    assert "Saved." not in ana.open("?after=0123456789ab").text


def test_looking_answers_what_the_script_needs_and_stores_nothing(ana, stored):
    found = look(ana, source_url="https://news.example/1", as_printed=PHRASE, language="ru").json
    assert found["fields"]["obs_value"] == ["4,1"]
    assert found["fields"]["qualifier"] == ["over"]
    assert found["reasons"]["unit_mult"] == "The phrase says “4,1 миллиарда долларов”."
    assert found["hints"]["as_printed"] == "8 of at most 15 words"
    assert found["hints"]["obs_value"] == "Read as 4.1"
    assert "above 4.1" in found["live"]
    assert found["saved"] is None
    assert stored() == []


def test_looking_escapes_what_was_typed(ana):
    found = look(ana, as_printed="<script>alert(1)</script> 4,1", obs_value="4,1", language="ru").json
    assert "<script" not in found["live"]


def test_looking_at_a_correction_proposes_nothing(ana):
    assert look(ana, as_printed=PHRASE, language="ru", fills="no").json["fields"] == {}


def test_looking_names_the_figure_that_a_form_has_saved(ana, stored):
    key = hidden(ana.open(), "form_key")
    ana.send(form_key=key)
    assert look(ana, form_key=key).json["saved"] == stored()[0]


def test_looking_needs_an_account_and_the_token_of_its_session(client, ana):
    assert ana.client.post("/enter/look", data={"as_printed": PHRASE}).status_code == 403
    ana.client.delete_cookie("tradedash_session")
    answer = ana.client.post("/enter/look", data={"as_printed": PHRASE})
    assert answer.status_code == 403


def test_a_session_that_has_ended_says_that_nothing_was_saved_and_leads_back(ana, stored):
    kept = {name: hidden(ana.open(), name) for name in ("csrf_token", "form_key")}
    ana.client.delete_cookie("tradedash_session")
    answer = ana.client.post("/enter", data={**GOOD, **kept})
    assert answer.status_code == 403
    assert "nothing was saved" in answer.text
    assert 'href="/login?next=/enter"' in answer.text
    assert stored() == []


def test_the_same_print_is_refused_while_it_is_typed_with_a_link(ana, store, stored):
    ana.send()
    approve_as_rita(store, stored()[0])
    page = ana.send(send="check").text
    assert DUPLICATE in page
    assert f'href="/figures/{stored()[0]}"' in page


def test_a_print_of_somebody_else_that_waits_is_refused_without_saying_which(ana, store, client):
    from tradedash.commands.accounts import add_account  # noqa: PLC0415
    from tradedash.domain.actor import CLI, Role  # noqa: PLC0415

    from .test_enter import PASSWORD, Analyst  # noqa: PLC0415

    ana.send()
    with store.write() as conn:
        add_account(conn, "bob", Role.ANALYST, PASSWORD, CLI)
    bob = Analyst(client.application.test_client())
    bob.log_in("bob")
    answer = bob.send()
    assert answer.status_code == 409
    assert "This print has been entered already and is not published yet." in answer.text
    assert "/figures/" not in answer.text
    assert advice(answer) == {}
