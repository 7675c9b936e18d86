"""Stores with code lists and no figures, and files to import into them."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from tests.fixtures.store import opened

from tradedash.domain.actor import CLI
from tradedash.ingest.files import import_file
from tradedash.ingest.report import ImportReport
from tradedash.ingest.seed import load_codes
from tradedash.store.engine import Store
from tradedash.store.schema import figure, source


@pytest.fixture(scope="session")
def listed_sqlite(root: Path, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a store that holds the code lists of `data/`; tests copy it."""
    path = tmp_path_factory.mktemp("listed") / "tradedash.db"
    shutil.copy(migrated_sqlite, path)
    with opened(f"sqlite:///{path}") as store, store.write() as conn:
        load_codes(conn, root / "data", CLI)
    return path


@pytest.fixture
def listed(listed_sqlite: Path, tmp_path: Path) -> Iterator[Store]:
    """Return an open store with the code lists of `data/` and nothing else."""
    path = tmp_path / "listed.db"
    shutil.copy(listed_sqlite, path)
    with opened(f"sqlite:///{path}") as store:
        yield store


@pytest.fixture
def imported(listed: Store, tmp_path: Path) -> Callable[..., ImportReport]:
    """Import content as a file into `listed` and return the report."""

    def run(content: bytes | str, name: str = "articles.jsonl", **options: bool) -> ImportReport:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return import_file(listed, path, CLI, **options)

    return run


def figures_of(store: Store) -> list[Any]:
    """Return the stored figures in the order they were stored."""
    with store.read() as conn:
        return list(conn.execute(select(figure).order_by(figure.c.id)))


def sources_of(store: Store) -> list[Any]:
    """Return the stored sources."""
    with store.read() as conn:
        return list(conn.execute(select(source)))


def a_figure(**facts: Any) -> dict[str, Any]:
    """Return one figure as it stands in a line of articles."""
    return {
        "indicator": "turnover", "ref_area": "RU", "counterpart_area": "KG", "basis": "RU", "period": "2024",
        "period_evidence": None, "value": "4.1", "multiplier": 10**9, "unit": "USD", "qualifiers": ["exact"],
        "flags": [], "comparison_period": None, "comparison_basis": None, "as_printed": "turnover of 4.1 billion",
        "speaker": None, "speaker_role": None, "stated_on": None, "compiler_note": None, **facts,
    }  # fmt: skip


def an_article(*figures: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """Return one article as a line holds it."""
    return {
        "url": "https://news.example/1", "publisher": "News Example", "language": "en", "title": None,
        "published_on": None, "published_on_basis": None, "figures": list(figures) or [a_figure()], "id": "S001",
        **facts,
    }  # fmt: skip


def lines(*articles: dict[str, Any]) -> str:
    """Return articles as JSON lines."""
    return "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)
