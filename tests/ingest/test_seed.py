"""The seed data: every figure of the coverage and both offices' series, loaded once however often it is loaded."""

import csv
import json
import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import func, select
from tests.ingest.conftest import figures_of, sources_of

from tradedash.domain.actor import CLI, Actor, Channel, Role
from tradedash.domain.errors import BadValue, Forbidden
from tradedash.domain.hedges import Qualifier, bounds
from tradedash.domain.period import Period
from tradedash.domain.quantity import Quantity
from tradedash.domain.source import canonical_url
from tradedash.ingest.seed import load_seed
from tradedash.store.audit import verify
from tradedash.store.schema import economy, figure, import_batch, indicator, journal, source, statement

SEED_ARTICLE = "https://de.fergana.ru/news/143283"


@pytest.fixture
def data(root) -> Path:
    return root / "data"


def count(store, table) -> int:
    with store.read() as conn:
        return conn.execute(select(func.count()).select_from(table)).scalar_one()


def seed_figure(store, **facts):
    wanted = [getattr(figure.c, name) == value for name, value in facts.items()]
    with store.read() as conn:
        query = select(figure).join(source, figure.c.source_id == source.c.source_id)
        return conn.execute(query.where(source.c.url == SEED_ARTICLE, *wanted)).one()


def test_a_fresh_store_gets_every_article_release_and_figure(store, data):
    report = load_seed(store, data, CLI)
    assert report.text == ("121 articles and 2 releases, 372 + 116 figures, 0 left out (new: 488 figures, 337 codes).")
    assert (count(store, source), count(store, figure), count(store, indicator)) == (123, 488, 76)
    assert count(store, economy) == 261
    with store.read() as conn:
        assert verify(conn) == []


def test_loading_again_writes_nothing(store, data):
    load_seed(store, data, CLI)
    before = count(store, journal), count(store, statement), count(store, import_batch)
    again = load_seed(store, data, CLI)
    assert again.text == "121 articles and 2 releases, 372 + 116 figures, 0 left out (new: 0 figures, 0 codes)."
    assert (count(store, journal), count(store, statement), count(store, import_batch)) == before


def test_all_seed_figures_are_one_import_batch_of_the_command_line(seeded_store):
    with seeded_store.read() as conn:
        (batch,) = conn.execute(select(import_batch)).all()
        row = conn.execute(select(journal).where(journal.c.seq == batch.journal_seq)).one()
    assert (batch.row_count, row.actor, row.channel, row.action) == (488, "cli", "cli", "figures.import")
    assert {found.batch_id for found in figures_of(seeded_store)} == {batch.batch_id}


def test_the_seed_article_has_seven_figures(seeded_store):
    with seeded_store.read() as conn:
        query = select(func.count()).select_from(figure.join(source, figure.c.source_id == source.c.source_id))
        assert conn.execute(query.where(source.c.url == SEED_ARTICLE)).scalar_one() == 7


@pytest.mark.parametrize(
    ("facts", "value", "hedges", "flags", "phrase", "speaker"),
    [
        ({"indicator": "turnover"}, "4.1e9", "exact", "record", "auf Rekordniveau von 4,1 Mrd. USD", "Vladimir Putin"),
        (
            {"indicator": "turnover_growth", "period_start": date(2024, 1, 1)},
            "13.6", "exact", "", "der Handelsumsatz um 13,6 %", "Vladimir Putin",
        ),
        (
            {"indicator": "turnover_growth", "period_start": date(2025, 1, 1)},
            "17", "exact", "", "habe er weitere 17 % zugelegt", "Vladimir Putin",
        ),
        ({"indicator": "national_currency_share"}, "97", "about", "", "Etwa 97 % aller Zahlungen", "Vladimir Putin"),
        (
            {"indicator": "investment_stock"},
            "2e9", "about over", "", "etwa 2 Mrd. USD überschritten hätten", "Vladimir Putin",
        ),
        ({"indicator": "company_count"}, "1800", "exact", "", "bis 2025 verdreifacht – auf 1800", "Sadyr Japarov"),
        (
            {"indicator": "company_count_growth_factor"},
            "3", "exact", "in_words", "bis 2025 verdreifacht", "Sadyr Japarov",
        ),
    ],
)  # fmt: skip
def test_the_seven_seed_figures_stand_as_they_were_printed(seeded_store, facts, value, hedges, flags, phrase, speaker):
    row = seed_figure(seeded_store, **facts)
    assert Quantity(row.obs_digits, row.obs_scale, row.unit_mult).exact == Fraction(value)
    assert (row.qualifiers, row.flags, row.as_printed) == (hedges, flags, phrase)
    assert (row.speaker, row.stated_on) == (speaker, date(2025, 11, 26))


def test_growth_of_nine_months_compares_with_the_same_nine_months(seeded_store):
    row = seed_figure(seeded_store, indicator="turnover_growth", period_start=date(2025, 1, 1))
    assert (row.period_kind, row.period_end, row.comparison_basis) == ("YTD", date(2025, 9, 30), "implied")
    assert (row.comparison_start, row.comparison_end) == (date(2024, 1, 1), date(2024, 9, 30))


def test_a_tripling_whose_base_is_not_given_compares_with_nothing(seeded_store):
    row = seed_figure(seeded_store, indicator="company_count_growth_factor")
    assert (row.comparison_basis, row.comparison_start, row.unit) == ("unstated", None, "ratio")


def test_the_prints_of_one_speaker_and_day_are_one_statement(seeded_store):
    with seeded_store.read() as conn:
        prints = conn.execute(
            select(figure.c.statement_id, figure.c.source_id).where(
                figure.c.speaker == "Vladimir Putin", figure.c.stated_on == date(2025, 11, 26)
            )
        ).all()
    assert len({row.statement_id for row in prints}) == 1
    assert len({row.source_id for row in prints}) > 5


def test_the_kyrgyz_figure_that_names_its_side_is_preferred(seeded_store):
    with seeded_store.read() as conn:
        (row,) = conn.execute(select(figure).where(figure.c.rank != "normal")).all()
    assert (row.rank, row.rank_reason) == ("preferred", "names the Kyrgyz side's statistics")
    assert (row.indicator, row.basis, row.obs_digits, row.obs_scale) == ("turnover", "KG", 32, 1)
    assert row.as_printed == "по данным киргизской стороны, достиг $3,2 млрд"


def released(store, publisher: str, **facts) -> list:
    wanted = [getattr(figure.c, name) == value for name, value in facts.items()]
    with store.read() as conn:
        query = select(figure, source.c.declared_precision).join(source, figure.c.source_id == source.c.source_id)
        rows = conn.execute(query.where(source.c.publisher.startswith(publisher), *wanted).order_by(figure.c.id))
        return list(rows)


def in_2021(store, publisher: str, indicator: str):
    (row,) = released(store, publisher, indicator=indicator, period_start=date(2021, 1, 1))
    return row


def test_a_releases_cell_is_kept_as_it_was_delivered(seeded_store):
    kyrgyz = in_2021(seeded_store, "National Statistical", "imports")
    russian = in_2021(seeded_store, "Rosstat", "exports")
    assert (kyrgyz.as_printed, kyrgyz.unit_mult, kyrgyz.basis, kyrgyz.ref_area) == ("1911522.348", 3, "KG", "KG")
    assert (russian.as_printed, russian.unit_mult, russian.basis, russian.ref_area) == ("2156", 6, "RU", "RU")


@pytest.mark.parametrize(
    ("publisher", "year", "lower", "upper"),
    [
        ("National Statistical", 2021, 1911522298, 1911522398),
        ("Rosstat", 2021, 347500000, 348500000),
        ("Rosstat", 1994, 97850000, 97950000),
        ("Rosstat", 2013, 109500000, 110500000),
    ],
)
def test_a_release_is_as_exact_as_it_declares(seeded_store, publisher, year, lower, upper):
    (row,) = released(seeded_store, publisher, indicator="imports", period_start=date(year, 1, 1))
    quantity = Quantity(row.obs_digits, row.obs_scale, row.unit_mult)
    step = Fraction(row.declared_precision)
    allowed = bounds(quantity, [Qualifier.EXACT], unit="USD", kind="level", precision=step)
    assert (allowed.lower, allowed.upper) == (lower, upper)


def test_preliminary_values_are_estimates_and_the_odd_year_carries_a_doubt(seeded_store):
    kyrgyz = released(seeded_store, "National Statistical")
    assert [row.period_start.year for row in kyrgyz if row.flags == "estimated"] == [2023, 2023]
    doubts = {(row.period_start.year, row.note) for row in kyrgyz if row.note}
    assert doubts == {(1995, "Exports and imports of 1995 stand the other way round than at Rosstat.")}


def test_every_coverage_figure_is_there_field_by_field(seeded_store, shared):
    articles = [json.loads(line) for line in read(shared / "coverage" / "coverage.jsonl")]
    sources = {row.canonical_url: row for row in sources_of(seeded_store)}
    by_source: dict[str, list] = {}
    for row in figures_of(seeded_store):
        by_source.setdefault(row.source_id, []).append(row)
    for article in articles:
        home = sources[canonical_url(article["url"])]
        known = ("url", "publisher", "language", "title", "published_on_basis")
        assert [getattr(home, name) for name in known] == [article[name] for name in known]
        assert home.published_on == day(article["published_on"])
        assert [as_listed(row) for row in by_source[home.source_id]] == [as_wanted(one) for one in article["figures"]]
    assert sum(len(article["figures"]) for article in articles) == 372


SAME = ("indicator", "ref_area", "counterpart_area", "basis", "period_evidence", "unit", "comparison_basis",
        "as_printed", "speaker", "speaker_role")  # fmt: skip


def as_listed(row) -> tuple:
    quantity = Quantity(row.obs_digits, row.obs_scale, row.unit_mult)
    period, comparison = (row.period_start, row.period_end), (row.comparison_start, row.comparison_end)
    printed = (quantity.printed, 10**row.unit_mult, row.qualifiers.split(), row.flags.split(), row.stated_on)
    return (*(getattr(row, name) for name in SAME), period, comparison, *printed)


def as_wanted(one: dict) -> tuple:
    period, comparison = Period.parse(one["period"]), Period.parse(one["comparison_period"])
    spans = (period.start, period.end), (comparison.start, comparison.end)
    printed = (one["value"], one["multiplier"], one["qualifiers"], one["flags"], day(one["stated_on"]))
    return (*(one[name] for name in SAME), *spans, *printed)


def read(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def test_every_value_of_the_official_tables_is_there_and_none_of_the_fund(seeded_store, shared):
    tags = {"NATSTAT_KG": "KG", "ROSSTAT_FTS": "RU"}
    names = {"X": "exports", "M": "imports"}
    wanted = {
        (tags[row["source"]], names[row["flow"]], int(row["year"])): int(row["value_usd"])
        for row in csv.DictReader(read(shared / "official" / "rus_kgz_reported_1992_2023.csv"))
        if row["source"] in tags
    }
    found = {
        (row.basis, row.indicator, row.period_start.year): Quantity(row.obs_digits, row.obs_scale, row.unit_mult).exact
        for row in (*released(seeded_store, "National Statistical Committee of"), *released(seeded_store, "Rosstat"))
    }
    assert len(found) == 116
    assert found == wanted


@pytest.fixture
def changed(data, tmp_path):
    """Return a copy of the seed tables in which one text of one table is another."""

    def change(name: str, old: str, new: str) -> Path:
        folder = tmp_path / "data"
        shutil.copytree(data, folder, dirs_exist_ok=True)
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


def test_a_figure_that_cannot_be_stored_is_listed_with_its_reason(listed, changed):
    report = load_seed(listed, changed("figures.csv", "auf Rekordniveau von", "word " * 15), CLI)
    assert report.text.splitlines() == [
        "row 6, as_printed: Shorten the phrase to at most 15 words around the number.",
        "121 articles and 2 releases, 372 + 116 figures, 1 left out (new: 487 figures, 0 codes).",
    ]


def test_a_figure_of_no_known_source_is_listed(listed, changed):
    report = load_seed(listed, changed("figures.csv", "e2659e7ebb89", "e2659e7ebb88"), CLI)
    assert "row 2, source_id: “e2659e7ebb88” is not a known source. Did you mean e2659e7ebb89" in report.text


def test_a_table_with_another_header_is_refused_whole(listed, changed):
    with pytest.raises(BadValue, match=r"sources.csv row 1, header: “link” is not a known column"):
        load_seed(listed, changed("sources.csv", ",url,", ",link,"), CLI)
    assert figures_of(listed) == []


def test_a_code_that_the_tables_gain_is_added(seeded_store, changed):
    folder = changed("economies.csv", "AD,Andorra", "ADX,Old Andorra,,economy\nAD,Andorra")
    assert load_seed(seeded_store, folder, CLI).codes_changed == 1


def test_a_figure_that_the_tables_gain_is_added(seeded_store, changed):
    more = "newfigure001,e2659e7ebb89,turnover,RU,KG,RU,2024,,,,4.12,9,USD,exact,,4.12 Mrd.,,,,normal,,\n"
    folder = changed("figures.csv", "2fff302efdc1,", more + "2fff302efdc1,")
    report = load_seed(seeded_store, folder, CLI)
    assert (report.report.added, report.report.unchanged) == (1, 488)
    with seeded_store.read() as conn:
        assert verify(conn) == []


def test_an_analyst_loads_no_seed(listed, data):
    with pytest.raises(Forbidden):
        load_seed(listed, data, Actor("ana", Role.ANALYST, Channel.IMPORT))
