# The only door: make run · test · lint · bench · package · setup
# Every target first sets up what it needs; that is a no-op when all is there.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

CARGO := cargo
PAGE := ui/dist/index.html
PAGE_SOURCES := $(shell find ui assets -type f -not -path '*/node_modules/*' -not -path 'ui/dist/*' 2>/dev/null)

.PHONY: help run test lint format bench bench-peers package setup generate clean

help:
	@printf '%s\n' \
	  'make run       build and open MyCRM (in a browser where there is no display)' \
	  'make test      every test: lints, core, screen, end to end, the real window' \
	  'make lint      format, lints, licences, types, generated files, architecture' \
	  'make format    format everything' \
	  'make generate  write the generated files again (API types)' \
	  'make bench     the figures of the README, at 100,000 and 1,000,000 contacts' \
	  'make bench-peers  the quantum library beside Qulacs, Aer and Lightning, in a Python environment of its own' \
	  'make package   an installer for this system, into target/package' \
	  'make setup     install what the above need, and nothing else'

setup:
	@.ci/setup run test lint package

run:
	@.ci/setup run
	@$(MAKE) -s $(PAGE)
	@.ci/open

test:
	@.ci/setup run test lint
	@$(MAKE) -s $(PAGE)
	@node .ci/test.mjs

lint:
	@.ci/setup run lint
	@$(MAKE) -s $(PAGE)
	@.ci/lint

format:
	@.ci/setup run
	@$(CARGO) fmt --all

generate:
	@.ci/setup run
	@.ci/generate

bench:
	@.ci/setup run bench
	@$(MAKE) -s $(PAGE)
	@.ci/bench

bench-peers:
	@.ci/setup run peers
	@src-tauri/quantum/peers/run

package:
	@.ci/setup run package
	@$(MAKE) -s $(PAGE)
	@.ci/package

clean:
	@$(CARGO) clean
	@rm -rf ui/dist ui/node_modules

# The page, built once for the window, the browser and the tests.
$(PAGE): $(PAGE_SOURCES)
	@npm --prefix ui run build
	@touch $(PAGE)
