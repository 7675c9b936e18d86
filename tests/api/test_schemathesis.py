"""The document and a real server agree, whatever is sent: Schemathesis reads the one and asks the other."""

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

#: Codes are those of the store: a document without it cannot tell which ones are good.
OF_THE_STORE = {"positive_data_acceptance"}
#: Examples for each address and kind of data.
FEW, MANY = 3, 150


def names_what_is_wrong(_context, answer, case):
    """A refusal is a problem document; one of a parameter names one that was sent."""
    if answer.status_code not in (400, 404, 422):
        return
    said = answer.json()
    assert answer.headers["content-type"] == ["application/problem+json"]
    assert said["status"] == answer.status_code
    assert said["detail"].endswith((".", "?"))
    if answer.status_code == 400 and case.method == "GET":
        sent = {name[:40] for name in case.query}
        assert said.get("parameter", "") in sent, "a parameter without a name is the only one that is not named"


def ask(operation, mode, examples):
    checks = CHECKS.get_by_names([name for name in CHECKS.get_all_names() if name not in OF_THE_STORE])

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize="CI" in os.environ,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(mode))
    def asked(case):
        case.call_and_validate(checks=[*checks, names_what_is_wrong])

    asked()


@pytest.fixture(scope="module")
def operations(live_server):
    document = schemathesis.openapi.from_url(f"{live_server.url}/api/v1/openapi.json")
    return [found.ok() for found in document.get_all_operations()]


def ask_all(operations, examples):
    for operation in operations:
        ask(operation, GenerationMode.POSITIVE, examples)
        if operation.query or operation.body:
            ask(operation, GenerationMode.NEGATIVE, examples)


def test_every_address_answers_good_and_bad_questions_as_described(operations):
    ask_all(operations, FEW)


@pytest.mark.torture
def test_every_address_answers_many_questions_as_described(operations):
    ask_all(operations, MANY)
