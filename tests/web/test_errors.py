"""Errors: one sentence for the reader, in the form that the address asks for, and nothing of the inside."""

import pytest

from .conftest import view_body

INSIDE = ("Traceback", "ZeroDivision", "sqlite3", "disk I/O", "/var/x.db", "secret inside")


def test_a_domain_error_of_a_view_is_a_page_with_its_sentence(anonymous):
    answer = anonymous.get("/bad")
    assert answer.status_code == 400
    assert '<p class="lede">“basis” has no value &lt;EU&gt;.</p>' in answer.text


def test_a_lost_store_says_that_nothing_was_saved_and_when_to_try_again(anonymous):
    answer = anonymous.get("/gone")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "The figures are unavailable for the moment. Nothing was saved; please try again." in answer.text


def test_a_crash_names_only_the_number_it_is_noted_under(anonymous, capsys):
    answer = anonymous.get("/crash")
    assert answer.status_code == 500
    assert "This went wrong on our side. It is noted under " in answer.text
    number = answer.text.split("noted under ")[1][:12]
    assert number in "".join(capsys.readouterr())


@pytest.mark.parametrize("path", ["/crash", "/gone"])
def test_a_page_of_an_error_shows_nothing_of_the_inside(anonymous, path):
    answer = anonymous.get(path)
    assert [word for word in INSIDE if word in answer.text] == []
    assert "Content-Security-Policy" in answer.headers


def test_a_domain_error_of_a_callback_is_shown_in_the_notice(anonymous):
    answer = anonymous.call(view_body("bad"))
    assert answer.status_code == 200
    assert answer.json["sideUpdate"] == {"notice": {"children": "Use RU, KG or unstated.", "hidden": False}}
    assert answer.json["response"] == {}


def test_a_crash_of_a_callback_is_a_500_without_the_inside(anonymous):
    answer = anonymous.call(view_body("crash"))
    assert answer.status_code == 500
    assert answer.content_type.startswith("text/plain")
    assert [word for word in INSIDE if word in answer.text] == []


def test_a_callback_without_store_is_a_503(anonymous):
    answer = anonymous.call(view_body("gone"))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.text == "The figures are unavailable for the moment. Nothing was saved; please try again."


def test_an_error_below_the_api_is_a_problem_document(anonymous):
    answer = anonymous.get("/api/v9/figures")
    assert answer.content_type == "application/problem+json"
    assert answer.json == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is no page at this address.",
    }


def test_the_masthead_of_an_error_page_knows_who_reads(anonymous, ana):
    assert "/nope as nobody" in anonymous.get("/nope").text
    assert "/nope as ana" in ana.get("/nope").text


def test_without_the_store_an_error_page_is_still_a_page(ana, sqlite_store, tmp_path):
    (tmp_path / "tradedash.db").rename(tmp_path / "away.db")
    answer = ana.get("/form")
    assert answer.status_code == 503
    assert "/form as nobody" in answer.text
    (tmp_path / "away.db").rename(tmp_path / "tradedash.db")
    assert ana.get("/form").text == "form of ana"


def test_refusals_keep_their_allow_header(anonymous):
    answer = anonymous.client.post("/healthz", data={"x": ""})
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_refused_reader_is_shown_the_way_to_the_login(anonymous):
    assert '<a href="/login">Log in</a>' in anonymous.client.post("/form", data={"x": ""}).text


def test_a_broken_path_is_not_found_and_not_repeated_as_html(anonymous):
    answer = anonymous.get("/<script>alert(1)</script>")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
