# 法脉 Famai: the commands people and CI share.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: help run test lint types gold bench screenshot audit clean

help:  ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

$(VENV)/.run: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -r requirements.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	@touch $@

run: $(VENV)/.run  ## start the app on http://localhost:8501
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: $(VENV)/.dev lint  ## every test, with the real Neo4j and a real Chromium
	$(BIN)/python -m pytest $(ARGS)
	$(BIN)/python -m ingest.gold --check

lint: $(VENV)/.dev  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

gold: $(VENV)/.dev  ## score the extraction against the annotated statutes, write docs/accuracy.md
	$(BIN)/python -m ingest.gold

bench: $(VENV)/.dev  ## rates and ratios: stages, loading, chain queries, pictures
	$(BIN)/python -m ingest bench
	$(BIN)/python -m graph bench
	$(BIN)/python -m views bench

screenshot: $(VENV)/.dev  ## renew the pictures in docs/screenshots
	$(BIN)/python -m views screenshot

clean:  ## remove the environment and caches
	rm -rf $(VENV) .pytest_cache .hypothesis .ruff_cache .mypy_cache
