"""`tradedash check`: the steps run in order, the first failure ends it, and a missing tool is explained."""

from tradedash.cli.check import Step, missing, run_steps, steps


def test_the_check_covers_format_lint_types_imports_and_tests():
    assert [step.name for step in steps()] == ["format", "lint", "types", "import direction", "tests"]


def test_extra_words_go_to_the_tests():
    assert steps(["-k", "headline"])[-1].arguments[-2:] == ("-k", "headline")


def test_the_first_failing_step_ends_the_check_with_its_code(tmp_path, capfd):
    wanted = [
        Step("one", ("-c", "print('ran one')")),
        Step("two", ("-c", "raise SystemExit(7)")),
        Step("three", ("-c", "print('ran three')")),
    ]
    assert run_steps(wanted, tmp_path) == 7
    assert capfd.readouterr() == ("== one\nran one\n== two\n", "== two: failed\n")


def test_a_check_without_failures_returns_zero(tmp_path):
    assert run_steps([Step("one", ("-c", ""))], tmp_path) == 0


def test_missing_tools_are_named_with_what_to_do(root):
    assert missing(["pytest", "no_such_tool"], root) == (
        "The developer's tools are not installed (no_such_tool): run `make test`."
    )


def test_outside_a_checkout_the_check_says_where_it_works(tmp_path):
    assert missing(folder=tmp_path) == (
        "tradedash check needs a checkout of the source: clone it and run `make test` there."
    )
