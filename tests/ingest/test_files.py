"""A file is imported whole or not at all, or its good rows with a list of the rest; the report says which."""

import pytest
from sqlalchemy import func, select
from tests.ingest.conftest import a_figure, an_article, figures_of, lines, sources_of

from tradedash.domain.actor import CLI
from tradedash.domain.errors import BadValue, StoreUnavailable
from tradedash.ingest.files import import_file
from tradedash.ingest.parsed import MOST_BYTES
from tradedash.store.audit import verify
from tradedash.store.engine import open_store
from tradedash.store.schema import import_batch, journal

GOOD = a_figure(value="3.2", as_printed="3.2 billion")
BAD = a_figure(basis="nobody")


def journal_rows(store) -> int:
    with store.read() as conn:
        return conn.execute(select(func.count()).select_from(journal)).scalar_one()


def test_one_bad_figure_stops_the_whole_file(listed, imported):
    before = journal_rows(listed)
    report = imported(lines(an_article(), an_article(BAD, GOOD, url="https://news.example/2")))
    assert report.text.splitlines() == [
        "row 2, figure 1, basis: “nobody” is not a known basis. Known are AD, AE, AF, AG, AI, AL, AM, AO.",
        "Nothing was imported: mend 1 problem first, or use --only-good.",
    ]
    assert figures_of(listed) == sources_of(listed) == []
    assert journal_rows(listed) == before


def test_only_the_good_rows_are_imported_when_asked(listed, imported):
    report = imported(lines(an_article(), an_article(BAD, GOOD, url="https://news.example/2")), only_good=True)
    assert report.text.splitlines()[-1] == (
        "2 figures added from 2 new sources, 0 figures in the ledger already, 1 problem."
    )
    assert [row.obs_digits for row in figures_of(listed)] == [41, 32]


def test_an_article_without_a_good_figure_leaves_no_source(listed, imported):
    imported(lines(an_article(BAD), an_article(url="https://news.example/2")), only_good=True)
    assert [row.url for row in sources_of(listed)] == ["https://news.example/2"]


def test_a_dry_run_tells_and_writes_nothing(listed, imported):
    before = journal_rows(listed)
    report = imported(lines(an_article(a_figure(), GOOD, BAD)), dry_run=True)
    assert report.text.splitlines()[-1] == (
        "2 figures would be added from 1 new source, 0 figures in the ledger already, 1 problem. Nothing was written."
    )
    assert figures_of(listed) == []
    assert journal_rows(listed) == before


def test_a_dry_run_of_the_good_rows_writes_nothing_either(listed, imported):
    assert imported(lines(an_article(GOOD, BAD)), dry_run=True, only_good=True).added == 1
    assert figures_of(listed) == []


def test_an_import_is_one_batch_of_the_journal(listed, imported):
    before = journal_rows(listed)
    imported(lines(an_article(a_figure(), GOOD)))
    assert journal_rows(listed) - before == 2
    with listed.read() as conn:
        (batch,) = conn.execute(select(import_batch)).all()
        assert batch.batch_id.startswith("import-")
        assert verify(conn) == []


def test_an_import_with_nothing_new_writes_no_batch(listed, imported):
    imported(lines(an_article()))
    before = journal_rows(listed)
    imported(lines(an_article()))
    assert journal_rows(listed) == before


def test_a_number_in_words_needs_its_flag(listed, imported):
    tripled = {"indicator": "company_count_growth_factor", "value": "3", "multiplier": 1, "unit": "ratio",
               "as_printed": "bis 2025 verdreifacht", "comparison_basis": "unstated"}  # fmt: skip
    article = {"language": "de", "url": "https://news.example/de"}
    assert "in digits: quote" in imported(lines(an_article(a_figure(**tripled), **article))).text
    flagged = a_figure(**tripled, flags=["in_words"])
    assert imported(lines(an_article(flagged, **article))).added == 1
    assert [row.flags for row in figures_of(listed)] == ["in_words"]


@pytest.mark.parametrize("name", ["figures.xlsx", "figures", "figures.json", "figures.csv.exe"])
def test_another_kind_of_file_is_refused(imported, name):
    with pytest.raises(BadValue, match=r"Give a file that ends in \.jsonl .* or \.csv"):
        imported("x", name)


@pytest.mark.parametrize("name", ["ARTICLES.JSONL", "articles.ndjson"])
def test_the_kind_of_a_file_is_told_by_its_ending(imported, name):
    assert imported(lines(an_article()), name).added == 1


def test_a_file_that_is_not_there_is_refused(listed, tmp_path):
    with pytest.raises(BadValue, match="There is no file"):
        import_file(listed, tmp_path / "absent.csv", CLI)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(BadValue, match="There is no file"):
        import_file(listed, tmp_path / "folder.csv", CLI)


def test_a_file_that_is_too_large_is_refused_unread(listed, tmp_path):
    path = tmp_path / "articles.jsonl"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(BadValue, match=r"The file is larger than 128 MB; split it\."):
        import_file(listed, path, CLI)


def test_a_store_without_code_lists_is_told_to_load_them(sqlite_store, tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text(lines(an_article()))
    with pytest.raises(BadValue, match="run “tradedash load” first"):
        import_file(sqlite_store, path, CLI, dry_run=True)


def test_a_store_that_is_not_there_is_unavailable(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text(lines(an_article()))
    store = open_store(f"sqlite:///{tmp_path / 'absent.db'}")
    with pytest.raises(StoreUnavailable):
        import_file(store, path, CLI)
    store.close()


def test_many_problems_are_counted_not_printed(imported):
    report = imported(lines(*[an_article(BAD, url=f"https://news.example/{n}") for n in range(130)]))
    printed = report.text.splitlines()
    assert len(printed) == 102
    assert printed[100:] == [
        "… and 30 more problems",
        "Nothing was imported: mend 130 problems first, or use --only-good.",
    ]
