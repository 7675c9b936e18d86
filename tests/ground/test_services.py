"""The services behind the tests are the real ones: PostgreSQL and Chromium."""

from sqlalchemy import create_engine, inspect, text


def tables(url: str) -> list[str]:
    engine = create_engine(url)
    try:
        return inspect(engine).get_table_names()
    finally:
        engine.dispose()


def make_table(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE made (id integer)"))
    engine.dispose()


def test_each_test_gets_an_empty_database(postgres_server, postgres_url):
    make_table(postgres_url)
    another = postgres_server.create()
    assert (tables(postgres_url), tables(another)) == (["made"], [])
    postgres_server.drop(another)


def test_a_database_can_be_copied_with_its_tables(postgres_server, postgres_url):
    make_table(postgres_url)
    copy = postgres_server.create(template=postgres_url)
    assert tables(copy) == ["made"]
    postgres_server.drop(copy)


def test_the_browser_shows_a_page_and_runs_its_scripts(page):
    page.set_content("<h1>Товарооборот</h1><script>document.title = 'ran'</script>")
    assert (page.title(), page.get_by_role("heading").inner_text()) == ("ran", "Товарооборот")


def test_tests_are_marked_by_what_they_need(request, postgres_server, page):
    assert {mark.name for mark in request.node.iter_markers()} >= {"postgres", "browser"}
