"""Bulk import over HTTP: what is sent, what is shown of each row, and what is in the ledger at the end."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import xlsxwriter
from dash import html
from flask.testing import FlaskClient
from pydantic import SecretStr
from sqlalchemy import select, update
from tests.fixtures.publish import add_codes, publisher
from tests.pages.desk.importer import HEADER, PASSWORD, SECRET, Importer, as_offered, cells, rows, said, stored, table

from tradedash.commands.accounts import add_account
from tradedash.commands.uploads import KEPT
from tradedash.components.masthead import masthead
from tradedash.domain.actor import CLI, Role
from tradedash.pages.desk import imports
from tradedash.settings import Settings
from tradedash.store.engine import Store
from tradedash.store.schema import account, import_batch, journal, upload, upload_chunk, upload_row
from tradedash.web.server import build
from tradedash.web.site import Site


@pytest.fixture
def desk(store: Store) -> Store:
    add_codes(store)
    with store.write() as conn:
        add_account(conn, "ana", Role.ANALYST, PASSWORD, CLI)
        add_account(conn, "bek", Role.ANALYST, PASSWORD, CLI)
    return store


@pytest.fixture
def client(desk: Store) -> FlaskClient:
    settings = Settings(database_url="sqlite:///unused.db", secret_key=SecretStr(SECRET), workers=1)

    def register(app: Any, site: Site, gate: Any) -> None:
        app.layout = html.Div()
        imports.register(app.server, site, gate)
        app.server.add_url_rule("/account-token", "token", token_form)

    return build(Site(desk, settings), SECRET, masthead, register).server.test_client()


def token_form() -> str:
    return f'name="csrf_token" value="{imports.session().csrf_token}"'


@pytest.fixture
def ana(client: FlaskClient) -> Importer:
    importer = Importer(client)
    importer.log_in("ana")
    return importer


def test_a_table_comes_in_whole_and_waits_for_review(ana, desk):
    path = ana.looked_at(table(cells(), cells(obs_value="3.2", as_printed="3.2 billion")))
    assert "2 rows of 2 would come in." in ana.page(path)
    assert ana.do(path, "write", which="all").status_code == 303
    assert "Imported: 2 figures. 2 waiting for review." in ana.page(path)
    assert [(row.obs_digits, row.status, row.published_at) for row in stored(desk)] == [
        (41, "in_review", None),
        (32, "in_review", None),
    ]
    with desk.read() as conn:
        written = conn.execute(select(journal).where(journal.c.entity == "import_batch")).all()
        assert [(row.actor, row.channel) for row in written] == [("ana", "import")]
        assert conn.execute(select(import_batch.c.row_count)).scalars().all() == [2]
        assert conn.execute(select(upload_chunk)).all() == []


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_whatever_separates_the_cells_is_found(ana, separator):
    path = ana.looked_at(b"\xef\xbb\xbf" + table(cells(), separator=separator))
    assert rows(ana.page(path)) == [("2", "new", "")]


def test_pasted_rows_are_a_table_as_well(ana):
    answer = ana.send(pasted=table(cells(), separator="\t").decode())
    assert "pasted rows" in ana.page(answer.headers["Location"])


def test_a_workbook_is_read_as_it_looks(ana, desk):
    book = io.BytesIO()
    with xlsxwriter.Workbook(book, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        day = workbook.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, HEADER)
        given = cells(speaker="A. Speaker")
        for column, name in enumerate(HEADER):
            if name in ("obs_value", "unit_mult", "time_period"):
                sheet.write_number(1, column, float(given[name]))
            elif name == "stated_on":
                sheet.write_datetime(1, column, datetime(2025, 11, 26), day)  # noqa: DTZ001 - a cell has no zone
            else:
                sheet.write_string(1, column, given[name])
    path = ana.looked_at(book.getvalue(), "figures.xlsx")
    ana.do(path, "write", which="all")
    (row,) = stored(desk)
    assert (row.obs_digits, row.obs_scale, str(row.stated_on)) == (41, 1, "2025-11-26")


def test_columns_with_other_names_are_guessed_mended_and_remembered(ana, desk):
    header = ("What", "Period", "Value", "Multiplier", "Unit", "Phrase", "Link", "Media", "Lang")
    values = ("Trade turnover", "2024", "4,1", "billion", "$", "достиг 4,1 млрд", "https://n.example/1", "N", "ru")
    content = table(dict(zip(header, values, strict=True)), header=header, separator=";")
    path = ana.sent(content)
    offered = as_offered(ana.page(path))
    assert (offered["column-0"], offered["column-1"], offered["decimal"]) == ("", "time_period", ",")
    refused = ana.do(path, "plan", **offered)
    assert refused.status_code == 422
    assert said(refused) == [
        "Indicator: No column gives: Indicator, First economy (who exports, imports, reports), Second economy, Whose"
        " statistics. Choose a column, or give one value for the whole file."
    ]
    meanings = {"column-0": "indicator", "all-pair": "BB-AA", "all-basis": "BB"}
    assert ana.do(path, "plan", **{**offered, **meanings}).status_code == 303
    assert rows(ana.page(path)) == [("2", "new", "")]
    ana.do(path, "discard")
    again = as_offered(ana.page(ana.sent(content)))
    assert (again["column-0"], again["all-basis"], again["all-pair"]) == ("indicator", "BB", "BB-AA")


def test_each_row_says_what_it_would_do(ana, desk):
    publish = publisher(desk)
    publish(
        url="https://news.example/a",
        value="4.1",
        as_printed="turnover of 4.1 billion",
        speaker="A. Speaker",
        stated_on="2025-06-01",
    )
    publish(
        url="https://news.example/b", value="3.3", as_printed="about 3.3 billion", period="2023", speaker="B. Speaker"
    )
    said_by_b = {
        "time_period": "2023", "obs_value": "3.3", "as_printed": "3.3 billion", "speaker": "B. Speaker",
        "stated_on": "2025-06-04",
    }  # fmt: skip
    said_by_a = {"speaker": "A. Speaker", "stated_on": "2025-06-01"}
    path = ana.looked_at(
        table(
            cells(source_url="https://news.example/a", **said_by_a),
            cells(source_url="https://news.example/a", speaker="C. Speaker", stated_on="2025-06-01"),
            cells(source_url="https://other.example/1", **said_by_a),
            cells(source_url="https://other.example/2", obs_value="9.9", as_printed="turnover was 9.9 billion"),
            cells(source_url="https://other.example/3", time_period="2021"),
            cells(source_url="https://other.example/3", time_period="2021"),
            cells(source_url="https://other.example/4", basis="nobody"),
            cells(source_url="https://other.example/5", **said_by_b),
        )
    )  # fmt: skip
    found = rows(ana.page(path))
    assert [(row, mark) for row, mark, _ in found] == [
        ("2", "same"), ("3", "changed"), ("4", "reprint"), ("5", "conflict"),
        ("6", "new"), ("7", "same"), ("8", "error"), ("9", "reprint"),
    ]  # fmt: skip
    why = [reason for _, _, reason in found]
    assert why[0] == "In the ledger already. See it"
    assert why[1].startswith("This print is stored with another speaker. An import changes nothing that is stored")
    assert why[2] == "A reprint: joins the statement of A. Speaker, 1 Jun 2025. See the statement"
    assert "9.9" in why[3]
    assert why[5] == "The same print as in row 6 of this file."
    assert why[6] == "basis: “nobody” is not a known basis. Known are AA, BB, CC, ORG, unstated."
    assert why[7].startswith("Perhaps a reprint: B. Speaker gave this number before, 1 Jun 2025")
    assert rows(ana.page(f"{path}?mark=error"))[0][0] == "8"


def test_a_file_says_nothing_of_what_it_has_no_column_for(ana, desk):
    publisher(desk)(url="https://news.example/a", value="4.1", as_printed="turnover of 4.1 billion", flags="record")
    header = tuple(name for name in HEADER if name not in ("speaker", "stated_on"))
    path = ana.looked_at(table(cells(source_url="https://news.example/a"), header=header))
    assert rows(ana.page(path)) == [("2", "same", "In the ledger already. See it")]


def test_rows_that_cannot_come_in_keep_all_others_out_unless_asked(ana, desk):
    path = ana.looked_at(table(cells(), cells(basis="nobody")))
    answer = ana.do(path, "write", which="all")
    assert (answer.status_code, "some rows cannot come in" in answer.text) == (409, True)
    assert stored(desk) == []
    ana.do(path, "write", which="good")
    assert len(stored(desk)) == 1


def test_refused_rows_come_back_as_a_table_with_reasons(ana):
    path = ana.looked_at(table(cells(), cells(basis="=cmd()", note="")))
    found = list(csv.reader(io.StringIO(ana.client.get(f"{path}/refused.csv").text)))
    assert found[0][:4] == ["row", "column", "reason", "indicator"]
    assert (found[1][0], found[1][1], found[1][6]) == ("3", "basis", "'=cmd()")


def test_an_import_is_withdrawn_as_one_with_a_reason(ana, desk):
    path = ana.looked_at(table(cells(), cells(obs_value="3.2", as_printed="3.2 billion")))
    ana.do(path, "write", which="all")
    assert "Say why" in ana.do(path, "withdraw", reason=" ").text
    assert ana.do(path, "withdraw", reason="the wrong file").status_code == 303
    assert "Withdrawn: all 2 figures of this import are taken back." in ana.page(path)
    assert {row.status for row in stored(desk)} == {"retracted"}


def test_an_export_is_understood_without_asking(ana, desk):
    from tradedash.frames import COLUMNS  # noqa: PLC0415

    full = {**dict.fromkeys(COLUMNS, ""), **cells(qualifier="exact"), "status": "published", "rank": "preferred"}
    path = ana.looked_at(table(full, header=COLUMNS))
    assert rows(ana.page(path)) == [("2", "new", "")]
    ana.do(path, "write", which="all")
    assert [(row.status, row.rank) for row in stored(desk)] == [("in_review", "normal")]


def test_one_import_at_a_time(ana):
    path = ana.looked_at(table(cells()))
    answer = ana.send(table(cells()))
    assert answer.status_code == 409
    assert "bring it to an end, or discard it" in answer.text
    ana.do(path, "discard")
    assert ana.send(table(cells())).status_code == 303
    ana.workers.wait()


def test_an_import_belongs_to_whoever_sent_it(ana, client):
    path = ana.looked_at(table(cells()))
    bek = Importer(client.application.test_client())
    bek.log_in("bek")
    assert bek.client.get(path).status_code == 404
    assert bek.do(path, "discard").status_code == 404
    assert bek.client.get(f"{path}/refused.csv").status_code == 404


def test_what_is_a_week_old_is_cleared_at_the_next_upload(ana, desk):
    path = ana.looked_at(table(cells()))
    with desk.write() as conn:
        conn.execute(update(upload).values(created_at=datetime.now(UTC) - KEPT - timedelta(hours=1)))
    ana.sent(table(cells()))
    assert "This file was cleared after a week" in ana.page(path)
    with desk.read() as conn:
        assert conn.execute(select(upload_row.c.upload_id)).all() == []


def test_a_worker_that_died_is_replaced_by_whoever_looks(ana, desk):
    path = ana.looked_at(table(cells()))
    with desk.write() as conn:
        long_ago = datetime.now(UTC) - timedelta(minutes=5)
        conn.execute(update(upload).values(state="checking", holder="dead", beat_at=long_ago, tally=None))
    ana.page(path)
    ana.workers.wait()
    assert rows(ana.page(path)) == [("2", "new", "")]


def test_a_fault_of_ours_ends_the_import_with_a_sentence_and_leaves_nothing(ana, desk):
    path = ana.looked_at(table(cells()))
    with desk.write() as conn:
        long_ago = datetime.now(UTC) - timedelta(minutes=5)
        conn.execute(update(upload).values(state="checking", holder="dead", beat_at=long_ago, plan="{no JSON"))
    ana.page(path)
    ana.workers.wait()
    assert "This went wrong on our side, and it is noted. Nothing was imported; send the file again." in ana.page(path)
    assert stored(desk) == []
    assert ana.sent(table(cells())) != path  # the way is free for the next


def test_a_living_worker_is_left_alone(ana, desk):
    path = ana.looked_at(table(cells()))
    with desk.write() as conn:
        conn.execute(update(upload).values(state="checking", holder="alive", beat_at=datetime.now(UTC), done=7))
    assert "7 rows looked at so far." in ana.page(path)
    ana.workers.wait()
    with desk.read() as conn:
        assert conn.execute(select(upload.c.holder)).scalar() == "alive"


def test_work_of_a_disabled_account_does_not_reach_the_ledger(ana, desk):
    path = ana.looked_at(table(cells()))
    with desk.write() as conn:
        long_ago = datetime.now(UTC) - timedelta(minutes=5)
        conn.execute(update(upload).values(state="writing", holder="dead", beat_at=long_ago))
    upload_now = imports.ImportPages(ana.workers._site, ana.workers)
    with desk.read() as conn:
        found = imports.own_upload(conn, path.rpartition("/")[2], "ana")
    with desk.write() as conn:
        conn.execute(update(account).where(account.c.name == "ana").values(disabled_at=datetime.now(UTC)))
    upload_now.workers.nudge(found)
    ana.workers.wait()
    assert stored(desk) == []


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "x.csv", "Choose a file, or paste the rows."),
        (b"indicator\n", "x.csv", "The file has a header and no rows below it."),
        (b"a,b\n\xff\xfe,1\n", "x.csv", "Line 2 is not UTF-8; save the file as UTF-8."),
        ("a,b\n1,2".encode("utf-16"), "x.csv", "Line 1 is not UTF-8; save the file as UTF-8."),
        (b'a,b\n"1,2\n', "x.csv", "Row 2 is not CSV (unexpected end of data); export the table again."),
        (b"PK\x03\x04rubbish", "x.xlsx", "This is not an .xlsx workbook, or it is damaged; save it again, or save"),
        (b"\xd0\xcf\x11\xe0", "x.xls", "This is a workbook of the old kind (.xls); save it as .xlsx."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_at_once(ana, desk, content, name, sentence):
    answer = ana.send(content, name)
    assert answer.status_code == 422
    assert said(answer)[0].startswith(f"File: {sentence}")
    with desk.read() as conn:
        assert conn.execute(select(upload)).all() == []


def test_nothing_sent_is_told_so(ana):
    assert said(ana.send()) == ["File: Choose a file, or paste the rows."]
    both = ana.send(table(cells()), pasted="a\tb")
    assert said(both) == ["File: Send either a file or pasted rows, not both."]


def test_a_large_body_is_refused_to_anybody_who_is_not_logged_in(client):
    answer = client.post(
        "/import", data={"file": (io.BytesIO(b"x" * 300_000), "x.csv")}, content_type="multipart/form-data"
    )
    assert answer.status_code == 413


def test_a_hundred_rows_stand_on_a_page(ana):
    many = [cells(time_period=str(1950 + nth % 70), source_url=f"https://n.example/{nth // 70}") for nth in range(130)]
    path = ana.looked_at(table(*many))
    assert len(rows(ana.page(path))) == 100
    assert len(rows(ana.page(f"{path}?page=2"))) == 30
    assert "Page 2 of 2" in ana.page(f"{path}?page=2")
