"""What monitoring asks: the process, the store, the counts."""


def test_the_process_answers_without_the_store(anonymous, tmp_path):
    (tmp_path / "tradedash.db").unlink()
    assert anonymous.get("/healthz").text == "ok\n"
    assert anonymous.get("/readyz").status_code == 503


def test_a_store_that_is_current_is_ready(anonymous):
    answer = anonymous.get("/readyz")
    assert (answer.status_code, answer.text) == (200, "ready\n")


def test_a_store_of_another_schema_is_not_ready(anonymous, sqlite_store):
    with sqlite_store.write() as conn:
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = 'other'")
    assert anonymous.get("/readyz").status_code == 503


def test_requests_are_counted_by_route_and_status_not_by_address(anonymous):
    for path in ("/nope", "/nope2", "/bad"):
        anonymous.get(path)
    counts = anonymous.get("/metrics").text
    assert 'tradedash_requests_total{method="GET",route="/<path:path>",status="404"} 2.0' in counts
    assert 'tradedash_requests_total{method="GET",route="/bad",status="400"} 1.0' in counts
    assert "nope" not in counts
    assert 'tradedash_request_seconds_count{route="/bad"} 1.0' in counts
