"""Somebody who imports over HTTP, and how what comes back is read."""

import csv
import io
import re
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tradedash.pages.desk import imports
from tradedash.store.audit import verify
from tradedash.store.engine import Store
from tradedash.store.schema import figure

PASSWORD = "a long enough password"
SECRET = "kQ3vX8wZr5Tn1Lp7Yd2Hs9Bf4Mc6Jg0E"
HEADER = (
    "indicator", "ref_area", "counterpart_area", "basis", "time_period", "obs_value", "unit_mult", "unit_measure",
    "as_printed", "source_url", "source_publisher", "language", "speaker", "stated_on",
)  # fmt: skip


def cells(**changes: str) -> dict[str, str]:
    return {
        "indicator": "turnover", "ref_area": "BB", "counterpart_area": "AA", "basis": "BB", "time_period": "2024",
        "obs_value": "4.1", "unit_mult": "9", "unit_measure": "USD", "as_printed": "turnover of 4.1 billion",
        "source_url": "https://news.example/new", "source_publisher": "News Example", "language": "en",
        "speaker": "", "stated_on": "", **changes,
    }  # fmt: skip


def table(*rows: dict[str, str], header: tuple[str, ...] = HEADER, separator: str = ",") -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(header)
    writer.writerows([row[name] for name in header] for row in rows)
    return text.getvalue().encode()


class Importer:
    """Somebody who is logged in and imports."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.workers = client.application.extensions[imports.WORKERS]

    def log_in(self, name: str) -> None:
        data = {"name": name, "password": PASSWORD, "csrf_token": self.token("/login")}
        assert self.client.post("/login", data=data).status_code == 303

    def token(self, path: str) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get(path).text)
        assert found
        return found[1]

    def send(self, content: bytes | None = None, name: str = "figures.csv", **fields: Any) -> TestResponse:
        data = {"csrf_token": self.token("/account-token"), **fields}
        if content is not None:
            data["file"] = (io.BytesIO(content), name)
        return self.client.post("/import", data=data, content_type="multipart/form-data")

    def do(self, path: str, deed: str, **fields: str) -> TestResponse:
        data = {"csrf_token": self.token("/account-token"), "do": deed, **fields}
        answer = self.client.post(path, data=data)
        self.workers.wait()
        return answer

    def sent(self, content: bytes, name: str = "figures.csv") -> str:
        """Send a file that is taken, and return its address."""
        answer = self.send(content, name)
        assert answer.status_code == 303, said(answer)
        self.workers.wait()
        return answer.headers["Location"]

    def looked_at(self, content: bytes, name: str = "figures.csv", **meanings: str) -> str:
        """Send a table, take what is guessed of its columns, and return the address of the preview."""
        path = self.sent(content, name)
        page = self.client.get(path).text
        if 'name="do" value="plan"' in page:
            answer = self.do(path, "plan", **{**as_offered(page), **meanings})
            assert answer.status_code == 303, said(answer)
        return path

    def page(self, path: str) -> str:
        return self.client.get(path).text


def as_offered(page: str) -> dict[str, str]:
    """Return the form of the columns as a browser would send it back."""
    found = {}
    for name, options in re.findall(r'<select id="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option selected value="([^"]*)"', options)
        found[name] = unescape(chosen[1]) if chosen else ""
    for name, value in re.findall(r'<input id="(all-[^"]+)" name="[^"]+" value="([^"]*)"', page):
        found[name] = unescape(value)
    return found


def said(answer: TestResponse) -> list[str]:
    """Return the sentences of a refusal."""
    box = re.search(r'class="errsum".*?</ul>', answer.text, re.DOTALL)
    return [unescape(re.sub("<[^>]+>", "", one)) for one in re.findall(r"<li>(.*?)</li>", box[0])] if box else []


def rows(page: str) -> list[tuple[str, str, str]]:
    """Return row number, mark and reason of each row of the preview."""
    found = re.findall(r"<tr>(<td class=\"n\">.*?)</tr>", page, re.DOTALL)
    cells = [
        [unescape(re.sub("<[^>]+>", "", one)) for one in re.findall(r"<td.*?>(.*?)</td>", row, re.DOTALL)]
        for row in found
    ]
    return [(one[0], one[1], one[-1]) for one in cells]


def stored(store: Store) -> list[Any]:
    with store.read() as conn:
        assert verify(conn) == []
        return list(conn.execute(select(figure).order_by(figure.c.id)))
