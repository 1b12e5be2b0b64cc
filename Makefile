# What one does with this repository. `make help` lists it.

PORT ?= 8080
INSTANCE ?= .demo
PEOPLE ?= 2500
WORKERS ?= 2
BIN := .venv/bin
READY := .venv/.ready
LOCALES := src/collective/socialgovernance/locales
CATALOGS := $(wildcard $(LOCALES)/*/LC_MESSAGES/*.po)
MARKUP = $(shell git ls-files --cached --others --exclude-standard '*.zcml' '*.xml' '*.pt')

.DEFAULT_GOAL := help

.PHONY: help
help: ## Show what there is
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

$(READY): setup.py constraints.txt tools/requirements.txt tools/environment.sh
	@tools/environment.sh
	@touch $@

.PHONY: environment
environment: $(READY) ## Make the Python environment in .venv

$(CATALOGS:.po=.mo): %.mo: %.po | $(READY)
	@$(BIN)/python tools/messages.py compile

.PHONY: start
start: $(READY) $(CATALOGS:.po=.mo) ## Serve the demonstration intranet (PORT=8080)
	@$(BIN)/python tools/start.py --port $(PORT) --instance $(INSTANCE)

.PHONY: reset
reset: ## Forget the demonstration intranet; the next start makes a new one
	rm -rf $(INSTANCE)

.PHONY: test
test: $(READY) $(CATALOGS:.po=.mo) ## Run every test, those in a browser too
	@CHROMIUM=$$(tools/chromium.sh) && export CHROMIUM && set -x && \
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadscope --no-loadscope-reorder $(ARGS)

.PHONY: lint
lint: $(READY) ## Check style, markup and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/zpretty --check $(MARKUP)
	$(BIN)/mypy

.PHONY: format
format: $(READY) ## Bring code and markup into the style that lint checks
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/zpretty --inplace $(MARKUP)

.PHONY: bench
bench: $(READY) ## Measure speed and size (PEOPLE=2500)
	$(BIN)/python benchmarks/run.py --people $(PEOPLE) $(ARGS)

.PHONY: docs
docs: $(READY) ## Build the documentation, warnings being errors
	$(BIN)/python -m sphinx -W --keep-going -n -b html docs docs/_build/html
	@echo "docs/_build/html/index.html"

.PHONY: i18n
i18n: $(READY) ## Collect the messages, bring the catalogs up to date, compile them
	$(BIN)/python tools/messages.py update
	$(BIN)/python tools/messages.py compile

.PHONY: pins
pins: $(READY) ## Resolve every version anew: constraints.txt and versions.cfg
	$(BIN)/python tools/pins.py

.PHONY: buildout
buildout: $(READY) ## Build bin/instance, bin/test and bin/i18ndude with zc.buildout (some minutes)
	$(BIN)/python -m uv venv --quiet --allow-existing --seed --python $(BIN)/python .buildout
	$(BIN)/python -m uv pip install --quiet --python .buildout/bin/python --constraint constraints.txt pip setuptools wheel zc.buildout
	.buildout/bin/buildout

.PHONY: wheel
wheel: $(READY) ## Build the wheel into dist/ and check what it holds
	rm -rf build dist
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .
	$(BIN)/python tools/wheel_content.py dist/*.whl

.PHONY: smoke
smoke: $(READY) ## Start the demonstration on a free port, acknowledge a text as an employee, stop it
	$(BIN)/python tools/smoke.py

.PHONY: clean
clean: ## Remove everything that was built
	rm -rf .venv .demo .buildout .mypy_cache .ruff_cache .pytest_cache build dist docs/_build
	rm -rf bin develop-eggs eggs parts var .installed.cfg
