"""`/charts/<indicator>.svg` and `.png`: the chart with everything that lets it stand alone."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from tradedash.exports import sheet, still

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def figures(published):
    published(value="4.10", publisher="The Daily <b>& Co</b>")
    published(value="4.2", period="2023", basis="AA", publisher="Gazette")
    published(value="9", indicator="exports")


def drawn(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return ElementTree.fromstring(answer.data)


def words(picture):
    return " ".join("".join(node.itertext()) for node in picture.iter(f"{SVG}text"))


@pytest.mark.usefixtures("figures")
def test_the_picture_says_what_it_found_and_measures_and_where_it_is_from(client):
    picture = drawn(client, "/charts/turnover.svg?basis=AA")

    said = words(picture)
    assert picture.findtext(f"{SVG}title") == "Trade turnover: 4.2 bn USD, 2023"
    assert said.startswith("Trade turnover: 4.2 bn USD, 2023 ")
    assert "bn USD, 2023. Headline figures by the preferred rule" in said
    assert "Sources: Gazette." in said
    assert "tradedash · https://ledger.example/charts/turnover?pair=BB-AA&basis=AA&rule=preferred" in said


@pytest.mark.usefixtures("figures")
def test_the_only_link_of_a_picture_leads_to_its_page(client):
    links = list(drawn(client, "/charts/turnover.svg").iter(f"{SVG}a"))

    assert [link.get("href") for link in links] == ["https://ledger.example/charts/turnover?pair=BB-AA&rule=preferred"]


@pytest.mark.usefixtures("figures")
def test_names_of_sources_are_text_whatever_they_are(client):
    assert "The Daily <b>& Co</b>" in words(drawn(client, "/charts/turnover.svg"))


@pytest.mark.usefixtures("figures")
def test_the_dark_theme_gives_the_dark_picture(client):
    light, dark = (client.get(f"/charts/turnover.svg{theme}").get_data(as_text=True) for theme in ("", "?theme=dark"))

    assert "#fdfcf9" in light
    assert "#14161a" not in light
    assert "#14161a" in dark
    assert "#fdfcf9" not in dark


@pytest.mark.usefixtures("figures")
def test_the_png_is_the_same_picture_with_two_pixels_for_one(client):
    height = int(drawn(client, "/charts/turnover.svg").get("height"))
    answer = client.get("/charts/turnover.png")

    assert (answer.mimetype, answer.headers["Content-Disposition"]) == (
        "image/png", 'attachment; filename="turnover_BB-AA.png"',
    )  # fmt: skip
    assert Image.open(BytesIO(answer.data)).size == (2160, 2 * height)


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize("ending", ["svg", "png"])
def test_a_bad_value_names_its_parameter_and_an_unknown_chart_the_nearest(client, ending):
    bad, unknown = client.get(f"/charts/turnover.{ending}?basis=EU"), client.get(f"/charts/turnovr.{ending}")

    assert (bad.status_code, bad.get_json()["parameter"]) == (400, "basis")
    assert (unknown.status_code, "Did you mean turnover" in unknown.get_json()["detail"]) == (404, True)


@pytest.mark.usefixtures("figures")
def test_a_chart_that_is_too_large_and_a_crowd_of_readers_are_told_what_to_do(client, monkeypatch):
    monkeypatch.setattr(still, "MOST_MARKS", 1)
    large = client.get("/charts/turnover.svg")
    monkeypatch.undo()
    monkeypatch.setattr(still, "SECONDS", 0.000001)
    slow = client.get("/charts/turnover.svg")

    assert (large.status_code, large.get_json()["detail"]) == (
        422, "This chart has too many marks for a picture. Narrow it with from and to.",
    )  # fmt: skip
    assert (slow.status_code, slow.headers["Retry-After"]) == (503, "5")


@pytest.mark.usefixtures("figures")
def test_a_picture_speaks_the_language_of_its_reader_and_says_that_it_depends_on_it(client):
    german = {"Accept-Language": "de"}
    answer = client.get("/charts/turnover.svg", headers=german)

    assert "Accept-Language" in answer.headers["Vary"]
    assert ElementTree.fromstring(answer.data).get("lang") == "de"
    assert answer.headers["ETag"] != client.get("/charts/turnover.svg").headers["ETag"]


@pytest.mark.usefixtures("figures")
def test_a_chart_without_figures_says_so(client):
    assert "No figure for these filters." in words(drawn(client, "/charts/turnover.svg?from=1990&to=1990"))


def test_a_word_longer_than_a_line_is_broken():
    look = sheet._FOOT

    lines = list(sheet._lines("short " + "x" * 900, look, 1016))
    assert lines[0] == "short"
    assert "".join(lines[1:]) == "x" * 900
    assert all(sheet._length(line, look) <= 1016 for line in lines)


def codes(client):
    """The indicators of the seed by their kind."""
    found = {}
    for one in client.get("/api/v1/indicators").get_json()["data"]:
        found.setdefault(one["kind"], []).append(one["indicator"])
    return found


def statuses(client, codes):
    return {client.get(f"/charts/{code}.svg").status_code for code in codes}


def test_a_chart_of_each_kind_becomes_a_picture(seeded_client):
    assert statuses(seeded_client, [group[-1] for group in codes(seeded_client).values()]) == {200}


@pytest.mark.torture
def test_every_chart_of_the_seed_becomes_a_picture(seeded_client):
    assert statuses(seeded_client, [code for group in codes(seeded_client).values() for code in group]) == {200}
