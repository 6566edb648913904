# Needs Python 3.11 or newer and make; everything else is installed into .venv.
PYTHON ?= python3
ARGS    =
TOOLS   := ruff-check ruff-format mypy djlint

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --no-input --disable-pip-version-check

# What is installed into .venv, each set with a stamp of its own: what the site needs, and more where more is asked for
SITE  := .venv/.site
SERVE := .venv/.serve
TEST  := .venv/.test
LINT  := .venv/.lint
DIST  := .venv/.dist

.DEFAULT_GOAL := help
.PHONY: help html publish serve check test quick lint format $(TOOLS) schema docs lean headers dist pins clean again
.NOTPARALLEL:

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

html: $(SITE) ## Verify the rules and build the site into output/
	@$(BIN)/python -m rulebook.cli.build --strict
	@echo "The site is in output/. To look at it: make serve"

publish: $(SITE) ## Build into output/ for a server: SITEURL=https://example.org make publish
	@$(BIN)/python -m rulebook.cli.build --strict --settings publishconf.py
	@echo "The site for $(SITEURL) is in output/. Ready files for servers: deploy/"

serve: $(SERVE) ## Build, show the site on this machine, rebuild on every change
	@$(BIN)/python -m rulebook.cli.serve $(ARGS)

check: $(SITE) ## Verify rules.yaml, warnings count as errors
	@$(BIN)/rulebook --rules rules.yaml check --strict $(ARGS)

# In the order of the files: those with a browser, which take longest, come first, so that both workers end at about the same time
test: $(TEST) ## Find or install what the tests need, and run every one (ARGS="-k name" for some)
	@$(BIN)/python -m tests.tools
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

quick: $(TEST) ## Run the tests that take no browser and no patience: under a minute
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser and not slow" $(ARGS)

lint: $(LINT) ## Check form, types and templates: everything that is wrong, in one run
	@failed=; for tool in $(TOOLS); do $(MAKE) --no-print-directory --silent $$tool || failed="$$failed $$tool"; done; \
	[ -z "$$failed" ] || { echo "Found by:$$failed. 'make format' mends what is a matter of form." >&2; exit 1; }

ruff-check: $(LINT)
	@$(BIN)/ruff check --quiet
ruff-format: $(LINT)
	@$(BIN)/ruff format --quiet --check
mypy: $(LINT)
	@$(BIN)/mypy --no-error-summary
djlint: $(LINT)
	@$(BIN)/djlint --quiet --lint theme/templates plugins/rulebook/plugin/templates

format: $(LINT) ## Give the code the form that `make lint` asks for
	@$(BIN)/ruff check --quiet --fix-only
	@$(BIN)/ruff format --quiet

schema: $(SITE) ## Write rules.schema.json, which editors use to complete rules.yaml
	@$(BIN)/rulebook schema > rules.schema.json.new && mv rules.schema.json.new rules.schema.json || { rm -f rules.schema.json.new; exit 1; }
	@echo "Written: rules.schema.json"

docs: $(SITE) ## Write the tables of docs/rulebook.md from the code
	@$(BIN)/python -m rulebook.cli.reference
	@echo "Written: docs/rulebook.md"

lean: $(TEST) ## Record anew which functions of Brython's run time nobody calls, in the tests that drive a browser
	@$(BIN)/python -m tests.tools
	@$(BIN)/python -m tests.lean $(ARGS)

headers: $(SITE) ## Write the table of headers (plugins/rulebook/publish/headers.py) into deploy/ anew
	@$(BIN)/python -m rulebook.publish.nginx

dist: $(DIST) ## Build wheel and source package into dist/, and judge them as a package index would
	@rm -rf dist build plugins/*.egg-info/SOURCES.txt   # what stands in these is packed too, whether or not it is still there
	@$(BIN)/python -m build --quiet --no-isolation --outdir dist .
	@$(BIN)/python -m twine check --strict dist/*

pins: ## Pin requirements/*.in anew (ARGS=--upgrade for the newest)
	@tool=$$(mktemp -d) && trap 'rm -rf "$$tool"' EXIT && $(PYTHON) -m venv "$$tool" && \
	"$$tool/bin/pip" --quiet --disable-pip-version-check install --require-hashes -r requirements/pins.txt && \
	cd requirements && held= && for set in site serve test lint setup dist pins audit; do \
	    "$$tool/bin/uv" pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes $$held \
	        --custom-compile-command "make pins" $(ARGS) $$set.in --output-file $$set.txt || exit 1; \
	    held="$$held --constraint $$set.txt"; done   # what two sets need is of one version

clean: ## Remove what was built (.venv stays)
	@rm -rf output output.* .output* .builds builds build dist .cache .pytest_cache .hypothesis plugins/*.egg-info
	@find plugins tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Set-up, again whenever the pins change or the Python behind .venv is gone. A stamp is written last, and `unfinished`
# stands where a set-up was cut short, so that the next one starts over.
UNFINISHED := .venv/.unfinished

$(SITE): requirements/setup.txt requirements/site.txt pyproject.toml $(if $(realpath $(BIN)/python),,again) $(if $(wildcard $(UNFINISHED)),again)
	@command -v $(PYTHON) >/dev/null || { \
	    echo "There is no '$(PYTHON)' on this machine. Install Python 3.11 or newer, then run make again."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "This needs Python 3.11 or newer, and '$(PYTHON)' is $$($(PYTHON) -V 2>&1). If a newer one is installed, name it:"; \
	    echo "    make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	    echo "This Python comes without its 'venv' part, so nothing can be installed beside the system. On Debian and Ubuntu:"; \
	    echo "    sudo apt install python3-venv"; exit 1; }
	@echo "Setting up .venv (once, about a minute) ..."
	@$(PYTHON) -m venv --clear .venv
	@touch $(UNFINISHED)
	@$(PIP) install --require-hashes -r requirements/setup.txt -r requirements/site.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@rm $(UNFINISHED) && touch $@

$(TEST): $(SERVE)
$(SERVE) $(TEST) $(LINT) $(DIST): .venv/.%: requirements/%.txt $(SITE)
	@echo "Adding to .venv what 'make $*' needs (once) ..."
	@touch $(UNFINISHED)
	@$(PIP) install --require-hashes -r $<
	@rm $(UNFINISHED) && touch $@
