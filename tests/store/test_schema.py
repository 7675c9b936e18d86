"""The migrated store is the store that the schema module describes, on both engines."""

import subprocess
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from tests.store.catalog import catalog

from tradedash.store import schema, search, triggers


@pytest.fixture
def declared(request, store):
    """Return the catalog of a database made from the schema module, without any migration."""
    url = "sqlite://" if store.dialect == "sqlite" else request.getfixturevalue("postgres_url")
    engine = create_engine(url)
    with engine.begin() as conn:
        schema.metadata.create_all(conn)
        for statement in (*triggers.statements(store.dialect), *search.statements(store.dialect)):
            conn.exec_driver_sql(statement)
        found = catalog(conn)
    engine.dispose()
    return found


@pytest.fixture
def migrated(store):
    with store.read() as conn:
        return catalog(conn)


def test_migrations_make_exactly_the_declared_schema(declared, migrated):
    assert set(migrated) == set(declared)
    assert {name: migrated[name] for name in migrated if migrated[name] != declared[name]} == {}


def test_every_rule_of_the_schema_module_is_in_the_migrated_store(migrated, store):
    """The comparison rests on what the catalog lists: it must list everything that is declared."""
    listed = str(migrated)
    names = [
        constraint.name
        for table in schema.metadata.tables.values()
        for constraint in [*table.constraints, *table.indexes]
    ]
    assert len(names) > 70
    assert [name for name in names if name is None or str(name) not in listed] == []
    rules = [*triggers.statements(store.dialect), *search.statements(store.dialect)]
    made = [one for one in rules if one.startswith(("CREATE TRIGGER", "CREATE FUNCTION"))]
    assert len([name for name in migrated if name.startswith("rule ")]) == len(made)


@pytest.mark.parametrize(
    "drift",
    [
        "DROP INDEX ix_figure_source_id",
        "ALTER TABLE source ADD COLUMN extra TEXT",
        "ALTER TABLE source RENAME COLUMN title TO heading",
        "CREATE TABLE extra (id INTEGER)",
    ],
)
def test_a_store_that_drifted_would_be_noticed(store, declared, drift):
    with store.write() as conn:
        conn.exec_driver_sql(drift)
        assert catalog(conn) != declared


def test_a_lost_trigger_would_be_noticed(store, declared):
    on = " ON journal" if store.dialect == "postgresql" else ""
    with store.write() as conn:
        conn.exec_driver_sql(f"DROP TRIGGER tr_journal_never_changed{on}")
        assert catalog(conn) != declared


def test_every_text_column_of_postgresql_sorts_by_code_point(postgres_store):
    with postgres_store.read() as conn:
        others = conn.execute(
            text(
                "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
                " AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'"
            )
        )
        assert others.all() == []


def test_every_table_of_sqlite_is_strict(sqlite_store):
    with sqlite_store.read() as conn:
        loose = conn.exec_driver_sql(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'"
        )
        words = {"figure_words", *(f"figure_words_{part}" for part in ("config", "data", "docsize", "idx"))}
        assert set(loose.scalars()) == {"alembic_version", *words}


def test_migrations_import_nothing_of_the_application(root: Path):
    found = subprocess.run(
        ["grep", "-rln", "tradedash", "migrations/versions", "--include=*.py"], cwd=root, check=False
    )
    assert found.returncode == 1
