# Two commands do everything on a fresh machine: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REPORT := out/report.html

.PHONY: run test lint docs clean python-is-there browser
.DEFAULT_GOAL := run

run: $(VENV)/installed  ## align and check the embedded corpus, write the HTML report
	@$(BIN)/align run
	@mkdir -p $(dir $(REPORT))
	@$(BIN)/align check --format html --output $(REPORT) --exit-zero --quiet
	@$(BIN)/align check --exit-zero
	@echo
	@echo "The report for the browser: $(REPORT)"

test: $(VENV)/installed-dev browser tests/node_modules/.installed  ## lint, types, layers, tests
	$(BIN)/ruff check src tests benchmarks scripts
	$(BIN)/ruff format --check src tests benchmarks scripts
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -n 2

docs: $(VENV)/installed-dev  ## write the generated pages anew
	$(BIN)/align rules --format markdown --output docs/checks.md
	$(BIN)/python scripts/readme.py

clean:
	rm -rf $(VENV) out

python-is-there:
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing: install Python 3.11 or newer, or name it: make run PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$$($(PYTHON) --version) is too old: Python 3.11 or newer is needed (make run PYTHON=python3.12)" >&2; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing: install it (Debian and Ubuntu: apt-get install python3-venv)" >&2; exit 2; }

$(VENV)/python: | python-is-there
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/python pyproject.toml constraints.txt
	@echo "Installing Duizhao into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/installed-dev: $(VENV)/python pyproject.toml constraints.txt
	@echo "Installing Duizhao and its test tools into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(VENV)/installed $@

# axe-core looks for barriers on the pages.
tests/node_modules/.installed: tests/package.json
	@command -v npm >/dev/null || { \
	  command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && echo "Installing npm …" && \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq npm >/dev/null; \
	} || { echo "The tests need npm for axe-core: install it (Debian and Ubuntu: sudo apt-get install npm)" >&2; exit 2; }
	@npm install --silent --no-fund --no-audit --no-package-lock --prefix tests
	@touch $@

# The pages are tested in a real browser.
browser:
	@command -v chromium >/dev/null || { \
	  command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && echo "Installing Chromium and a Chinese font …" && \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null; \
	} || { echo "The tests need Chromium: install it (Debian and Ubuntu: sudo apt-get install chromium fonts-noto-cjk)" >&2; exit 2; }
