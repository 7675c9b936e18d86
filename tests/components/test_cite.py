"""The Cite part has the sentence to copy and the files for programs."""

from datetime import date

from tests.components.trees import attribute, of_type, with_attribute, words
from tests.fixtures.rows import row

from tradedash.components.cite import chart_cite, figure_cite
from tradedash.exports.cite import chart_citation, figure_citation

TODAY = date(2026, 2, 3)


def links(tree):
    return [(words(link), attribute(link, "href")) for link in of_type(tree, "A")]


def test_a_figure_has_its_sentence_and_four_files():
    part = figure_cite(figure_citation(row(), "4.1 bn USD, Trade turnover, 2024", TODAY), "/figures/f1")
    [sentence] = with_attribute(part, "data-field", "citation")
    assert words(sentence).startswith("News Example: “turnover reached 4.1”. 4.1 bn USD, Trade turnover, 2024.")
    assert words(sentence).endswith("tradedash, https://ledger.example/figures/f1 (accessed 3 Feb 2026).")
    assert links(part) == [
        ("BibTeX", "/figures/f1.bib"),
        ("RIS", "/figures/f1.ris"),
        ("CSL-JSON", "/figures/f1.json"),
        ("JSON-LD", "/figures/f1.jsonld"),
    ]


def test_a_chart_has_its_sentence_two_files_and_csl_json():
    cited = chart_citation(
        "turnover", "Trade turnover", "https://l.example/charts/turnover?rule=latest", [row()], TODAY
    )
    part = chart_cite(cited, [("BibTeX", "/charts/turnover.bib?rule=latest")])
    assert links(part) == [("BibTeX", "/charts/turnover.bib?rule=latest")]
    [written] = of_type(part, "Pre")
    assert '"id": "tradedash-turnover"' in words(written)
    assert "https://l.example/charts/turnover?rule=latest (accessed 3 Feb 2026)" in words(part)
