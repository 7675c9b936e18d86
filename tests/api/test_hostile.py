"""Whatever stands in the address, the answer is 200 or a sentence, quickly and without our insides."""

import importlib.util
from time import perf_counter
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tradedash.queries.selection import API_NAMES

PATHS = [
    "/api/v1/figures",
    "/api/v1/series/turnover",
    "/api/v1/sources",
    "/api/v1/statements",
    "/api/v1/indicators",
    "/charts/turnover.csv",
    "/charts/turnover.xlsx",
]
INSIDES = [b"Traceback", b"sqlalchemy", b"sqlite3.", b"site-packages", b"FROM figure"]


def check(client, path, query):
    started = perf_counter()
    answer = client.get(f"{path}?{query}")
    assert answer.status_code in (200, 400), (path, query, answer.status_code)
    assert perf_counter() - started < 2
    if answer.status_code == 400:
        assert len(answer.get_json()["detail"]) < 400
    assert not [inside for inside in INSIDES if inside in answer.data]


@pytest.fixture(scope="module")
def corpus(shared):
    """Return the hostile texts that attackers are known to try."""
    path = shared / "redteam" / "corpus.py"
    if not path.is_file():
        pytest.skip("the corpus of hostile inputs is not here")
    spec = importlib.util.spec_from_file_location("corpus", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [text for text in module.ALL if isinstance(text, str) and len(text) < 2000]


@pytest.mark.parametrize("name", [*API_NAMES, "nonsense", "figure", "lang"])
def test_the_corpus_in_every_parameter(seeded_client, corpus, name):
    assert len(corpus) > 100
    for number, text in enumerate(corpus):
        value = quote(text.encode("utf-8", "surrogatepass"))
        check(seeded_client, PATHS[number % len(PATHS)], f"{name}={value}")


@pytest.mark.parametrize("path", ["/api/v1/figures/", "/api/v1/series/", "/charts/"])
def test_the_corpus_in_a_path(seeded_client, corpus, path):
    for text in corpus:
        answer = seeded_client.get(f"{path}{quote(text.encode('utf-8', 'surrogatepass'), safe='')}")
        assert answer.status_code in (200, 308, 400, 404), text
        assert not [inside for inside in INSIDES if inside in answer.data]


PLAUSIBLE = st.sampled_from(
    ["RU-KG", "KG-RU", "RU", "turnover", "2024", "2025-01", "2024-02-29", "preferred", "published", "retracted", "1",
     "2025-11-26T10:00:00Z", "e2659e7ebb89", "WyIyMDI0LTEyLTMxIiwiMjAyNC0wMS0wMSIsIlJVIiwiUlUiLHRydWUsbnVsbCwiYSJd"]
)  # fmt: skip
QUERIES = st.lists(st.tuples(st.sampled_from([*API_NAMES, "x"]), PLAUSIBLE | st.text(max_size=20)), max_size=5)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PATHS), QUERIES)
def test_any_query_is_answered(seeded_client, path, query):
    items = [f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in query]
    check(seeded_client, path, "&".join(items))


@pytest.mark.parametrize("name", API_NAMES)
def test_postgresql_refuses_nothing_with_an_error_either(postgres_client, name):
    for text in ("%00", "a%00b", "%ED%A0%80", "' OR 1=1 --", "1%3BDROP TABLE figure", "%C3%A9", "9" * 400):
        check(postgres_client, "/api/v1/figures", f"{name}={text}")
    assert postgres_client.get("/api/v1/figures/a%00b").status_code == 404
