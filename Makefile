# Two commands do all on a fresh machine:
#   make        sets up and builds the agreements
#   make test   sets up and runs every check and test
SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Debian and Ubuntu packages. The first line is what building needs, the second what the tests need.
PACKAGES := python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig-config
TEST_PACKAGES := libreoffice-writer-nogui poppler-utils default-jdk-headless libjaxb-java nodejs npm

.PHONY: all setup setup-test test test-all check pairs bench bench-peers lock clean
all: setup
	$(BIN)/concordat build

setup: $(READY)
$(READY): requirements.lock pyproject.toml tools/system-packages
	tools/system-packages $(PACKAGES)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

setup-test: setup $(VENV)/.ready-test
$(VENV)/.ready-test: $(READY) tools/ooxml/package-lock.json
	tools/system-packages $(TEST_PACKAGES)
	cd tools/ooxml && npm install --silent --no-audit --no-fund --no-save
	touch $@

check: setup
	$(BIN)/ruff format --check src tests tools benchmarks
	$(BIN)/ruff check src tests tools benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/concordat check --proof

# Composes and checks an agreement for every pair of answers of every precedent, and prints what that shows.
pairs: setup
	$(BIN)/concordat check --pairs

test: setup-test check
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/pytest -n 2 -m "not slow"

test-all: setup-test check
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/pytest -n 2

bench: setup-test
	$(BIN)/python benchmarks/run.py

# What `make bench` compares its redline with, in an environment of their own: they are no part of Concordat.
bench-peers:
	test -x build/.peers/bin/python || $(PYTHON) -m venv build/.peers
	build/.peers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/peers.lock

# Writes the lock file anew, with hashes and without any index address.
lock:
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate --output-file requirements.lock pyproject.toml requirements-dev.in
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate --output-file benchmarks/peers.lock benchmarks/peers.in

clean:
	rm -rf $(VENV) build/*/ .mypy_cache .ruff_cache .pytest_cache .hypothesis
