"""`/charts/<indicator>.csv` and `.xlsx`: the rows of the page as files."""

import csv
import re
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from tradedash.frames import COLUMNS


def records(answer):
    return list(csv.DictReader(StringIO(answer.get_data(as_text=True), newline=""), strict=True))


@pytest.fixture
def figures(published):
    published(value="4.10")
    published(value="4.2", period="2023", basis="AA")
    published(value="5", status="draft")
    published(value="9", indicator="exports")
    published(value="7", counterpart_area="CC")


@pytest.mark.usefixtures("figures")
def test_the_csv_is_what_the_page_shows(client):
    answer = client.get("/charts/turnover.csv")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="turnover_BB-AA.csv"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert [(one["obs_value"], one["headline"]) for one in records(answer)] == [("4.10", "true"), ("4.2", "true")]
    assert [one["obs_value"] for one in records(client.get("/charts/turnover.csv?basis=AA&to=2023"))] == ["4.2"]


@pytest.mark.usefixtures("figures")
def test_the_csv_has_the_rows_of_the_api(client):
    from_api = client.get("/api/v1/series/turnover").get_json()["data"]
    spelt = {None: "", True: "true", False: "false"}
    assert records(client.get("/charts/turnover.csv")) == [
        {name: spelt.get(value, str(value)) for name, value in one.items()} for one in from_api
    ]


@pytest.mark.usefixtures("figures")
def test_the_workbook_holds_the_same_rows(client):
    answer = client.get("/charts/turnover.xlsx?basis=AA&rule=latest")
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="turnover_BB-AA.xlsx"'
    book = load_workbook(BytesIO(answer.data))
    head, *body = book["Figures"].iter_rows(values_only=True)
    assert head == COLUMNS
    assert [line[COLUMNS.index("obs_value")] for line in body] == ["4.2"]
    about = dict(book["About"].iter_rows(values_only=True))
    assert (about["Title"], about["Filter: basis"], about["Filter: pair"]) == ("Trade turnover", "AA", "BB-AA")
    assert about["Headline rule"] == "latest: the newest known figure of each period"


@pytest.mark.usefixtures("figures")
def test_names_that_are_not_of_a_view_are_ignored_as_on_the_page(client):
    plain = client.get("/charts/turnover.csv").data
    assert client.get("/charts/turnover.csv?lang=ru&theme=dark&figure=x&indicator=exports&status=draft").data == plain


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_bad_value_is_400_with_a_sentence(client, ending):
    answer = client.get(f"/charts/turnover.{ending}?basis=EU")
    assert (answer.status_code, answer.get_json()["parameter"]) == (400, "basis")
    assert answer.get_json()["detail"].startswith("“basis” has no value “EU”.")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_unknown_chart_is_404_with_the_nearest(client, ending):
    answer = client.get(f"/charts/turnovr.{ending}")
    assert answer.status_code == 404
    assert "Did you mean turnover" in answer.get_json()["detail"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_store_that_is_gone_is_503_before_a_byte_of_the_file(client, store_file, ending):
    store_file.unlink()
    answer = client.get(f"/charts/turnover.{ending}")
    assert answer.status_code == 503
    assert "Content-Disposition" not in answer.headers


def test_formulas_in_stored_text_are_harmless_in_the_file(client, published):
    published(as_printed="=4.1 and more", title="@SUM(1)", speaker="+1")
    (one,) = records(client.get("/charts/turnover.csv"))
    assert (one["as_printed"], one["source_title"], one["speaker"]) == ("'=4.1 and more", "'@SUM(1)", "'+1")


def test_a_file_name_is_plain(client):
    name = client.get("/charts/turnover.csv").headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="[\w.-]+"', name, re.ASCII)
