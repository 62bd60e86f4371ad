# `make run` and `make test` do their own set-up: the first call makes .venv, later ones start at once.
PYTHON ?= python3
VENV_PYTHON := .venv/bin/python

# Stamps carry checksums: file times say nothing after a checkout, a copy or a move.
LOCKED := .venv/.locked-$(shell cksum < requirements.lock | cut -d ' ' -f 1)
INSTALLED := .venv/.installed-$(shell (pwd; cat requirements.lock pyproject.toml) | cksum | cut -d ' ' -f 1)

.PHONY: run test lock

run: $(INSTALLED)
	@exec $(VENV_PYTHON) -m streamlit run dashboard.py

test: $(INSTALLED)
	$(VENV_PYTHON) -m ruff check .
	$(VENV_PYTHON) -m ruff format --check .
	$(VENV_PYTHON) -m mypy
	sh .ci/tests $(VENV_PYTHON)

# Only for whoever changes the dependencies in pyproject.toml: the one target that needs uv.
lock:
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --output-file requirements.lock

$(LOCKED):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not; name one like this: make run PYTHON=python3.12" >&2; exit 1; }
	@$(VENV_PYTHON) -m pip --version >/dev/null 2>&1 || sh .ci/venv $(PYTHON)
	@echo "Installing the packages of requirements.lock into .venv: a minute or two, this once ..."
	@$(VENV_PYTHON) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@rm -f .venv/.locked-*
	@touch $@

# hatchling and editables are in the lock, so that the package itself needs no network.
$(INSTALLED): $(LOCKED)
	@$(VENV_PYTHON) -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@rm -f .venv/.installed-*
	@touch $@
