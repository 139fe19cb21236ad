# Set-up happens by itself: each target builds what it needs (a .venv from the pinned lock).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DATA ?= ../shared/data

.PHONY: demo test check lint types imports rules docs golden gate bench speed train lock clean help

help:                  ## This list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | sort

demo: $(READY)         ## Analyse example disclosures; the report in the terminal, and as report.html
	$(BIN)/affidavit analyze examples/demo --format terminal
	$(BIN)/affidavit analyze examples/demo --output report.html
	@echo "The same report, with its sources beside it, is in report.html."

test: $(READY)         ## Run all tests
	$(BIN)/pytest -n auto tests

check: lint types imports test gate   ## Everything that CI runs

lint: $(READY)         ## Lint, and check the formatting
	$(BIN)/ruff check src tests bench
	$(BIN)/ruff format --check src tests bench

types: $(READY)        ## Check the types
	$(BIN)/mypy

imports: $(READY)      ## Check which package may import which
	$(BIN)/lint-imports

rules: $(READY)        ## Compile the rule files, the playbook and the wording after a change
	$(BIN)/python -m affidavit.extract.rulebook.files
	$(BIN)/python -m affidavit.advise.playbookfiles
	$(BIN)/python -m affidavit.report.phrasefiles

docs: $(READY)         ## Renew what is generated in docs/
	$(BIN)/python bench/docs.py
	$(BIN)/python -m bench.register_schema
	$(BIN)/python -m affidavit.advise.overview docs/playbook.md

golden: $(READY)       ## Write the examples' truths and reports anew, known defects taken back
	$(BIN)/python -m tests.examples.golden

gate: $(READY)         ## Fail when accuracy falls below its floors, on the examples and on the sets of DATA where it is there
	$(BIN)/python -m bench.gate $(DATA)

bench: $(READY)        ## Score the labelled sets of DATA (default ../shared/data), compare with the last run, keep this one
	$(BIN)/python -m bench.accuracy $(DATA) --record

train: $(READY)        ## Train the weights anew on the sets of DATA, with cross-validation (techniques, wordings: see bench/train)
	$(BIN)/python bench/train/parties.py $(DATA) --check
	$(BIN)/python -m bench.train.bearings $(DATA) --check
	$(BIN)/python -m bench.train.genres $(DATA) --check
	$(BIN)/python -m bench.train.roles $(DATA)
	$(BIN)/python -m bench.train.reader $(DATA)

speed: $(READY)        ## Measure throughput and cold starts
	$(BIN)/python bench/speed.py

lock: $(READY)         ## Renew requirements-dev.lock
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile -q pyproject.toml --group dev --universal --python-version 3.11 \
		--no-emit-index-url --no-header --generate-hashes -o requirements-dev.lock

clean:                 ## Remove what the targets build
	rm -rf $(VENV) .boot report.html

# Debian ships Python without ensurepip: where venv cannot be made whole, virtualenv from PyPI makes it.
$(READY): requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); \
		$(PYTHON) -m pip install -q --target .boot virtualenv && PYTHONPATH=.boot $(PYTHON) -m virtualenv -q $(VENV); }
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
