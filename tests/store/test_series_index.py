"""The question asked all day, one series in the order of time, is answered from its index."""

from datetime import date

import pytest
from sqlalchemy import Connection, text
from tests.store.ledger import add_batch, add_ground

SERIES = "SELECT * FROM figure WHERE pair = 'KG-RU' AND indicator = 'turnover' AND basis = 'KG' ORDER BY period_start"
RECENT = "SELECT figure_id FROM figure ORDER BY recorded_at DESC, id DESC LIMIT 20"
INDEX = "ix_figure_pair_indicator_basis_period_start_period_end"


def fill(conn: Connection, number: int) -> None:
    """Insert many figures of which one series has a few hundred, strewn over the whole table."""
    add_ground(conn)
    add_batch(
        conn,
        "many",
        [
            {
                "figure_id": f"n{n}",
                "basis": "KG" if n % 100 == 0 else "RU",
                "period_start": date(1950 + n * 7919 % 75, 1, 1),
                "period_end": date(2025, 12, 31),
            }
            for n in range(number)
        ],
    )


def plan(conn: Connection, query: str) -> str:
    explain = "EXPLAIN QUERY PLAN " if conn.dialect.name == "sqlite" else "EXPLAIN "
    return "\n".join(str(row[-1]) for row in conn.execute(text(explain + query)))


@pytest.fixture(scope="module")
def number():
    return 20_000


def test_sqlite_reads_a_series_from_the_index_alone_and_sorts_nothing(sqlite_store, number):
    with sqlite_store.write() as conn:
        fill(conn, number)
        assert plan(conn, SERIES) == f"SEARCH figure USING INDEX {INDEX} (pair=? AND indicator=? AND basis=?)"
        assert plan(conn, RECENT) == "SCAN figure USING INDEX ix_figure_recorded_at_id"
        conn.exec_driver_sql("ANALYZE")
        assert plan(conn, SERIES) == f"SEARCH figure USING INDEX {INDEX} (pair=? AND indicator=? AND basis=?)"


def test_postgresql_reads_a_series_from_the_index(postgres_store, number):
    with postgres_store.write() as conn:
        fill(conn, number)
        conn.exec_driver_sql("ANALYZE figure")
        assert f"Scan using {INDEX}" in plan(conn, f"{SERIES} LIMIT 50")
        assert "Seq Scan" not in plan(conn, SERIES)
        assert INDEX in plan(conn, SERIES)
        assert "ix_figure_recorded_at_id" in plan(conn, RECENT)
