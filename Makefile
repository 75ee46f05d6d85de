# `make serve` shows everything. See README.md.

SHELL := bash
.DEFAULT_GOAL := serve
.PHONY: serve install dev test test-postgres bench fuzz lint

PY := .venv/bin/python
TEST_DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/postgres
CACHE_URL ?= redis://127.0.0.1:6379/0
WORKERS ?= 2

serve: install
	@exec $(PY) bin/serve.py

install:
	@bin/install requirements.txt

dev:
	@bin/install requirements-dev.txt

test: dev
	@bin/chromium
	@env -u TEST_DATABASE_URL -u TEST_CACHE_URL $(PY) -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

test-postgres: dev
	@bin/chromium
	@TEST_DATABASE_URL="$(TEST_DATABASE_URL)" TEST_CACHE_URL="$(CACHE_URL)" $(PY) -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

bench: dev
	@$(PY) bench/run.py $(ARGS)

fuzz: dev
	@env -u TEST_DATABASE_URL -u TEST_CACHE_URL HYPOTHESIS_PROFILE=fuzz $(PY) -m pytest -n $(WORKERS) -m fuzz $(ARGS)

lint: dev
	@bin/lint
