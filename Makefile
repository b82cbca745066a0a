# The one command list, for people and for CI. `make help` shows it.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
ARGS ?=
# Test files are divided over this many processes, each with its own server and browser; 0 is this one, for a debugger.
WORKERS ?= auto
PYTEST := $(PY) -m pytest -n $(WORKERS) --dist loadfile

# What is installed in the venv, and when: a requirements file newer than its stamp is installed again.
RUN := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
# The front-end files of others. Not made where npm is missing, so that it is tried again; all works without.
FRONTEND := frontend/.installed

# One clear sentence when the Python at hand is too old or not there.
define PYTHON_OK
{ $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	found=$$($(PYTHON) --version 2>/dev/null) || found="not found"; \
	echo "Python 3.11 or newer is needed; $(PYTHON) is: $$found. Name another one: make run PYTHON=python3.12" >&2; \
	exit 1; }; }
endef

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run demo test test-long check format browser office frontend bench lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(RUN) $(FRONTEND) ## install what is needed, fetch from CBS when the store is still empty, serve on http://127.0.0.1:8050
	@$(PY) app.py refresh --only-if-empty || true
	@$(PY) app.py serve $(ARGS)

demo: $(RUN) $(FRONTEND) ## the dashboard on a local stand-in for CBS, with fictional figures in a throw-away store
	@$(PY) app.py demo $(ARGS)

test: $(DEV) $(FRONTEND) ## run the tests; choose some with ARGS="-k growth", and one process with WORKERS=0
	$(PYTEST) $(ARGS)

test-long: $(DEV) $(FRONTEND) ## run the tests with many more generated examples
	HYPOTHESIS_PROFILE=long $(PYTEST) $(ARGS)

check: $(DEV) ## format, lint, types and import rules, without changing a file
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-logo

format: $(DEV) ## format the code and mend what the linter can mend
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

browser: ## find the Chromium that the browser tests use; as root or in CI, install one
	@bash scripts/browser.sh

office: ## find the LibreOffice that the tests of documents use; as root or in CI, install one
	@bash scripts/office.sh

frontend: $(FRONTEND) ## install plotly's small bundle and the font with npm; without npm pages work as well, only slower
	@:

bench: $(DEV) $(FRONTEND) ## measure pages, callbacks, a refresh, a picture and a letter against what each is made with alone (minutes)
	@$(PY) -m bench.page_weight $(ARGS)
	@echo
	@$(PY) -m bench.callbacks $(ARGS)
	@echo
	@$(PY) -m bench.ingest $(ARGS)
	@echo
	@$(PY) -m bench.pictures $(ARGS)
	@echo
	@$(PY) -m bench.documents $(ARGS)

lock: ## pin requirements*.txt again after a change in requirements*.in; UPGRADE=1 also raises what is pinned
	@set -e; $(PYTHON_OK); \
	tmp=$$(mktemp -d); trap 'rm -rf "$$tmp"' EXIT; \
	$(PYTHON) -m venv "$$tmp"; \
	"$$tmp/bin/python" -m pip --disable-pip-version-check --quiet install uv; \
	for name in requirements requirements-dev; do \
		"$$tmp/bin/uv" pip compile --quiet --universal --python-version 3.11 $(if $(UPGRADE),--upgrade) \
			--custom-compile-command "make lock" --output-file $$name.txt $$name.in; \
		echo "$$name.txt pinned"; \
	done

clean: ## remove .venv and all caches; figures in instance/ stay
	@rm -rf $(VENV) node_modules frontend .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results
	@find . -name node_modules -prune -o -type d -name __pycache__ -prune -exec rm -rf {} +

# A venv that is missing, half made or of an older Python is made anew; a good one is kept.
$(RUN): requirements.txt
	@if ! $(PY) -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
		$(PYTHON_OK) && echo "Making $(VENV)" && $(PYTHON) -m venv --clear $(VENV); \
	fi
	@echo "Installing requirements.txt in $(VENV)"
	@$(PIP) install -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUN)
	@echo "Installing requirements-dev.txt in $(VENV)"
	@$(PIP) install -r requirements-dev.txt
	@touch $@

$(FRONTEND): package.json package-lock.json scripts/frontend.py dashboard/web/plotly_nl.js | $(RUN)
	@$(PY) -m scripts.frontend
