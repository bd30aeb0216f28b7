# SPDX-License-Identifier: Apache-2.0
# make run    builds and plays the sample store from 07:54:30
# make test   runs every test
# make build  builds the program: .build/release/storecast
# make deb    builds the Debian package: .build/deb/storecast_VERSION_ARCH.deb (docs/packaging.md)
# make bench  measures the promised figures; FIGURES=latency,running some of them, BENCH_MINUTES=10 long ones for longer
# make simulate  runs 1,000 days of made-up stores in which everything goes wrong; SEED=7, DAYS=5000, SEEDS=200, KEEP=1
# make kill-loop  kills the daemon 200 times while it plays and announces, KILL_SEED=7, KILLS=1000: docs/kill-loop.md
# make mutations  breaks the program in one way after the other and sees whether the simulator notices; MUTATIONS=repeat-count
# make soak   runs the daemon for MINUTES (10) in a busy store, and fails when anything grows: docs/soak.md
# make fuzz   attacks the readers of what people write and send, FUZZ_SECONDS (60) each

.PHONY: run test build program deb bench simulate kill-loop mutations soak fuzz lint clean
.DEFAULT_GOAL := build

AS_IF ?= 07:54:30

# The program as users run it: Swift's library is inside, so a store's PC needs no toolchain, and less memory.
RELEASE := swift build --configuration release --static-swift-stdlib --product

run: build
	@exec .build/release/storecast daemon --as-if $(AS_IF)

build:
	@scripts/install-dependencies run
	@echo "building storecast; the first time this takes some minutes"
	@$(MAKE) --no-print-directory program

# Without looking for what is missing: debian/rules says that itself.
program:
	@$(RELEASE) storecast

deb:
	@scripts/install-dependencies deb
	@mkdir -p .build/deb
	@rm -f .build/deb/*.deb
	@DEB_RULES_REQUIRES_ROOT=no DESTINATION=.build/deb debian/rules clean binary
	@ls .build/deb/*.deb

test:
	@scripts/install-dependencies test
	@$(MAKE) --no-print-directory lint
	@# The program as users run it; only this build checks that the render path takes no lock (@_noLocks).
	@$(MAKE) --no-print-directory program
	@$(RELEASE) kernel-allocations
	@.build/release/kernel-allocations
	@swift build --build-tests
	@swift test --skip-build --skip SystemTests
	@scripts/test-contract
	@scripts/test-console
	@$(MAKE) --no-print-directory deb
	@scripts/test-package .build/deb/storecast_*.deb
	@# By themselves, as they judge when sound is heard, and on the program as users run it.
	@STORECAST_BINARY=$(CURDIR)/.build/release/storecast swift test --skip-build --filter SystemTests

bench:
	@scripts/install-dependencies bench
	@$(RELEASE) storecast
	@$(RELEASE) benchmarks
	@.build/release/benchmarks

simulate:
	@scripts/install-dependencies run
	@$(RELEASE) simulate
	@.build/release/simulate

kill-loop:
	@scripts/install-dependencies test
	@$(RELEASE) storecast
	@swift build --build-tests
	@KILLS=$(or $(KILLS),200) STORECAST_BINARY=$(CURDIR)/.build/release/storecast \
		swift test --skip-build --filter "killed.again.and.again"

mutations:
	@scripts/install-dependencies run
	@scripts/mutations $(MUTATIONS)

soak:
	@scripts/install-dependencies test
	@$(RELEASE) storecast
	@$(RELEASE) soak
	@MINUTES=$(or $(MINUTES),10) LEAK=$(LEAK) .build/release/soak

fuzz:
	@scripts/install-dependencies run
	@scripts/fuzz

lint:
	@swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks Fuzz

clean:
	@swift package clean
