"""What a database says about its own tables, in a form that two databases of one engine can be compared by."""

import re
from typing import Any

from sqlalchemy import Connection, Inspector, inspect

TABLES = "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'"
COLLATIONS = (
    "SELECT table_name, column_name, collation_name FROM information_schema.columns WHERE table_schema = 'public'"
)
TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
}
FUNCTIONS = "SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"


def catalog(conn: Connection) -> dict[str, Any]:
    """Return all that makes a schema, by kind; Alembic's own table is left out."""
    look = inspect(conn)
    tables = [name for name in look.get_table_names() if name != "alembic_version"]
    kinds = {
        "columns": look.get_columns,
        "primary key": look.get_pk_constraint,
        "checks": look.get_check_constraints,
        "uniques": look.get_unique_constraints,
        "foreign keys": lambda table: foreign_keys(conn, look, table),
        "indexes": look.get_indexes,
    }
    found = {
        f"{kind} of {table}": plain(ask(table), ordered=kind == "columns")
        for table in tables
        for kind, ask in kinds.items()
    }
    return {**found, **rules(conn), **engine_facts(conn, look)}


def rules(conn: Connection) -> dict[str, str]:
    """Return the triggers, and on PostgreSQL their functions, with their text."""
    rows = [*conn.exec_driver_sql(TRIGGERS[conn.dialect.name])]
    if conn.dialect.name == "postgresql":
        rows += [*conn.exec_driver_sql(FUNCTIONS)]
    return {f"rule {name}": text for name, text in rows}


def foreign_keys(conn: Connection, look: Inspector, table: str) -> list[Any]:
    """Return the foreign keys with their names; SQLAlchemy reads no name of one that came with an added column."""
    found: list[Any] = [dict(key) for key in look.get_foreign_keys(table)]
    if conn.dialect.name == "sqlite":
        made = conn.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).scalar_one()
        for key in found:
            (column,) = key["constrained_columns"] if key["name"] is None else (None,)
            if column and (name := re.search(rf"{column} TEXT CONSTRAINT (\w+) REFERENCES", made)):
                key["name"] = name[1]
    return found


def engine_facts(conn: Connection, look: Inspector) -> dict[str, Any]:
    """Return what only one of the engines knows: STRICT tables, collations."""
    query = TABLES if conn.dialect.name == "sqlite" else COLLATIONS
    return {"facts": sorted(tuple(row) for row in conn.exec_driver_sql(query) if row[0] != "alembic_version")}


def plain(found: Any, *, ordered: bool) -> Any:
    if isinstance(found, dict):
        return {key: re.sub(r" object at 0x[0-9a-f]+", "", str(value)) for key, value in found.items()}
    listed = [plain(item, ordered=ordered) for item in found]
    return listed if ordered else sorted(listed, key=str)
