"""Headers of every answer."""

import base64
import re
from hashlib import sha256

import pytest

from .conftest import Browser

PATHS = ["/", "/login", "/nope", "/crash", "/gone", "/healthz", "/_dash-layout", "/assets/style.css", "/form"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_says_what_may_run_and_who_may_frame_it(anonymous, path):
    headers = anonymous.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert "unsafe" not in policy.pop("script-src")
    assert policy == {
        "default-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers


def test_every_script_that_stands_in_the_page_is_known_by_its_hash(anonymous):
    answer = anonymous.get("/")
    page = re.sub(r"<!--.*?-->", "", answer.text, flags=re.DOTALL)
    inline = re.findall(r"<script(?! id=\"_dash-config\")(?![^>]* src=)[^>]*>(.*?)</script>", page, re.DOTALL)
    hashes = [base64.b64encode(sha256(script.encode()).digest()).decode() for script in inline]
    assert inline
    assert [one for one in hashes if f"'sha256-{one}'" not in answer.headers["Content-Security-Policy"]] == []


def test_only_https_sites_ask_for_https_for_ever(make_site):
    def hsts(base_url):
        return (
            Browser(make_site(base_url=base_url).server.test_client()).get("/").headers.get("Strict-Transport-Security")
        )

    assert (hsts("https://a.example"), hsts("http://127.0.0.1:8050")) == ("max-age=31536000", None)


@pytest.mark.parametrize("path", ["/_dash-layout", "/_dash-dependencies", "/login"])
def test_what_may_differ_by_reader_is_not_kept(anonymous, path):
    assert anonymous.get(path).headers["Cache-Control"] == "no-store"


def test_nothing_but_files_is_kept_of_what_a_logged_in_reader_sees(ana):
    kept = {path: ana.get(path).headers.get("Cache-Control") for path in ("/", "/form", "/nope", "/assets/style.css")}
    assert kept == {"/": "no-store", "/form": "no-store", "/nope": "no-store", "/assets/style.css": "no-cache"}


def test_the_page_names_no_version_of_python(anonymous):
    assert '"python_version": ""' in anonymous.get("/").text


def test_a_forwarded_host_is_not_believed(anonymous):
    answer = anonymous.get("/form", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"})
    assert answer.headers["Location"] == "/login?next=/form"
    assert "evil.example" not in str(answer.headers)


def test_a_cookie_keeps_no_flask_session(ana):
    assert ana.cookie("session") is None
