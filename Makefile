# One command per task; all of them may be repeated. PYTHON=... and CHROMIUM=... name other programs.
.DEFAULT_GOAL := help
.PHONY: help run test torture bench lock messages package environment environment-dev chromium clean

help:
	@echo "make run      install what is needed, load the figures, serve the dashboard"
	@echo "make test     install what the tests need, then check everything"
	@echo "make torture  the long kill, fuzz and load runs"
	@echo "make bench    measure it beside plain Dash and a raw server (BENCH=\"--figures 2000000\")"
	@echo "make lock     remake the lock files (UPGRADE=1 takes newer versions)"
	@echo "make messages  bring the message catalogues in step with the sources"
	@echo "make package  a wheel, and beside it what a container is built from, in dist/"
	@echo "make clean    remove the environment and the caches, never the store"

run: environment
	@.venv/bin/tradedash migrate
	@.venv/bin/tradedash load
	@exec .venv/bin/tradedash serve

test: environment-dev
	@CHROMIUM=$$(.ci/chromium) && export CHROMIUM && .venv/bin/tradedash check

torture: environment-dev
	@CHROMIUM=$$(.ci/chromium) && export CHROMIUM && .venv/bin/pytest -m torture

bench: environment-dev
	@.venv/bin/python -m benchmarks $(BENCH)

lock: environment-dev
	@.ci/lock $(if $(UPGRADE),--upgrade)

messages: environment-dev
	@.venv/bin/python -m tradedash.i18n.template data

package: environment
	@.ci/package

environment:
	@.ci/environment run

environment-dev:
	@.ci/environment dev

chromium:
	@.ci/chromium

clean:
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_artifacts .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
