"""Any pair of economies will do: no string in the code knows which one the ledger began with."""

import ast
import re
from pathlib import Path

import pytest

CODE = re.compile(r"\b(RU|KG|KGZ|RUS)\b")
NAME = re.compile(r"Russia|Kyrgyz|Росси|Кыргыз|Киргиз|Kirgis")
#: The pair that sentences and the API's document give as the example of how a pair is written.
EXAMPLES = re.compile(r"\bRU-KG\b")
#: How phrases of many languages name currencies and numbers is about languages.
ABOUT_LANGUAGES = ("extraction/", "i18n/")


def strings(path: Path) -> list[str]:
    """The strings of a module that are no docstrings, in the order of its lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]


def test_no_string_of_the_code_names_a_pair(root):
    source = root / "src" / "tradedash"
    found = [
        f"{path.relative_to(source)}: {text[:80]}"
        for path in sorted(source.rglob("*.py"))
        if not str(path.relative_to(source)).startswith(ABOUT_LANGUAGES)
        for text in strings(path)
        if CODE.search(EXAMPLES.sub("", text)) or NAME.search(EXAMPLES.sub("", text))
    ]
    assert found == []


@pytest.mark.parametrize("ending", ["js", "css"])
def test_nothing_that_the_browser_gets_names_a_pair(root, ending):
    files = sorted((root / "src" / "tradedash" / "assets").glob(f"*.{ending}"))
    assert [path.name for path in files if CODE.search(text := path.read_text()) or NAME.search(text)] == []
