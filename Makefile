# Needs Python 3.11 or newer and make; everything else is installed into .venv.
PYTHON ?= python3
ARGS    =

BIN   := .venv/bin
READY := .venv/.ready
PIP   := $(BIN)/python -m pip --quiet --no-input --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help html publish serve check test schema docs headers pins clean again

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

html: $(READY) ## Verify the rules and build the site into output/
	@$(BIN)/python -m rulebook.cli.build --strict
	@echo "The site is in output/. To look at it: make serve"

publish: $(READY) ## Build into output/ for a server: SITEURL=https://example.org make publish
	@$(BIN)/python -m rulebook.cli.build --strict --settings publishconf.py
	@echo "The site for $(SITEURL) is in output/. Ready files for servers: deploy/"

serve: $(READY) ## Build, show the site on this machine, rebuild on every change
	@$(BIN)/python -m rulebook.cli.serve $(ARGS)

check: $(READY) ## Verify rules.yaml, warnings count as errors
	@$(BIN)/rulebook --rules rules.yaml check --strict $(ARGS)

test: $(READY) ## Find or install a browser and run every test (ARGS="-k name" for some)
	@$(BIN)/python -m tests.browser.install
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

schema: $(READY) ## Write rules.schema.json, which editors use to complete rules.yaml
	@$(BIN)/rulebook schema > rules.schema.json.new && mv rules.schema.json.new rules.schema.json || { rm -f rules.schema.json.new; exit 1; }
	@echo "Written: rules.schema.json"

docs: $(READY) ## Write the tables of docs/rulebook.md from the code
	@$(BIN)/python -m rulebook.cli.reference
	@echo "Written: docs/rulebook.md"

headers: $(READY) ## Write the table of headers (plugins/rulebook/publish/headers.py) into deploy/ anew
	@$(BIN)/python -m rulebook.publish.nginx

pins: ## Pin requirements.in anew in requirements.txt (ARGS=--upgrade for the newest)
	@tool=$$(mktemp -d) && trap 'rm -rf "$$tool"' EXIT && \
	$(PYTHON) -m venv "$$tool" && "$$tool/bin/pip" --quiet install uv && \
	"$$tool/bin/uv" pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	    --custom-compile-command "make pins" $(ARGS) requirements.in --output-file requirements.txt

clean: ## Remove what was built (.venv stays)
	@rm -rf output output.* .output* .builds builds build .cache .pytest_cache .hypothesis plugins/*.egg-info
	@find plugins tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Set-up, again whenever the pins change or the Python behind .venv is gone. The stamp is written last, so that a
# set-up cut short starts over.
$(READY): requirements.txt pyproject.toml $(if $(realpath $(BIN)/python),,again)
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
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
