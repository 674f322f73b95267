# roundtable: two commands do all the set-up on a fresh Debian machine,
#     make run     installs what is missing, builds, and opens a copy of a sample
#     make test    installs what the tests need, builds, and passes every test
# `make help` lists every target.

VERSION = 0.1.0
PREFIX = /usr/local
DESTDIR =
CC = gcc
OPT = -O2 -g

# The one list of what is needed: Debian packages, by purpose.
RUN_PACKAGES = gcc libc6-dev make pkg-config libncurses-dev libcjson-dev \
	libutf8proc-dev uthash-dev zlib1g-dev libstemmer-dev libpango1.0-dev \
	libqpdf-dev libgraphviz-dev fonts-noto-core libxlsxwriter-dev libminizip-dev
TEST_PACKAGES = libcriterion-dev libvterm-dev mandoc python3-jsonschema strace \
	poppler-utils python3-icalendar python3-openpyxl
FUZZ_PACKAGES = clang libclang-rt-dev
BENCH_PACKAGES = valgrind jq python3 poppler-utils
READER_PACKAGES = chromium poppler-utils fonts-noto-cjk cmark-gfm libreoffice-calc-nogui
LINT_PACKAGES = clang clang-format clang-tidy

CORE_LIBRARIES = libcjson libutf8proc zlib
TUI_LIBRARIES = ncursesw
TEST_LIBRARIES = criterion vterm libqpdf
BENCH_LIBRARIES = pangocairo
# Programs beside the main one, roundtable-NAME: each is core/export/NAME/, with its main.c,
# has libraries of its own, and man/roundtable-NAME.1.
BESIDE = pdf map xlsx
BESIDE_pdf_LIBRARIES = pangocairo libqpdf
BESIDE_map_LIBRARIES = libgvc pangocairo
BESIDE_xlsx_LIBRARIES = xlsxwriter
LINK_CORE = $$(pkg-config --libs $(CORE_LIBRARIES)) -lstemmer -lm

# Output: build/ for the ordinary build, build/sanitize/ for ASan and UBSan.
B = build

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wvla -Wformat=2 -Wimplicit-fallthrough -Werror
# The names of the libraries are looked up when a recipe runs: before that, they may
# not be installed.
CPPFLAGS = -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -DNCURSES_NOMACROS -Icore -Itui -Itests \
	-DROUNDTABLE_VERSION='"$(VERSION)"' -DROUNDTABLE_DATADIR='"$(PREFIX)/share/roundtable"'
CFLAGS = -std=c17 $(OPT) $(WARNINGS)
# What is built is built on all processors.
PARALLEL = --no-print-directory -j$$(getconf _NPROCESSORS_ONLN)
# How long each fuzz target runs, in seconds.
FUZZ_SECONDS ?= 20
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer

beside_sources = $(wildcard core/export/$(1)/*.c)
beside_objects = $(patsubst %.c,$(B)/%.o,$(call beside_sources,$(1)))
BESIDE_SOURCES = $(foreach n,$(BESIDE),$(call beside_sources,$(n)))
BESIDE_LIBRARIES = $(foreach n,$(BESIDE),$(BESIDE_$(n)_LIBRARIES))
CORE_SOURCES = $(wildcard core/*/*.c)
TUI_SOURCES = $(wildcard tui/*.c tui/*/*.c tui/*/*/*.c)
# Programs and libraries of their own, that tests run.
SAVER_SOURCE = tests/saver.c
PRELOAD_SOURCE = tests/fail_allocation.c
FUZZ_SOURCES = $(wildcard tests/fuzz/*.c)
BENCH_SOURCES = $(wildcard tests/bench/*.c)
TEST_SOURCES = $(filter-out $(SAVER_SOURCE) $(PRELOAD_SOURCE), \
	$(wildcard tests/*.c tests/support/*.c))
EVERY_SOURCE = $(CORE_SOURCES) $(BESIDE_SOURCES) $(TUI_SOURCES) $(TEST_SOURCES) $(FUZZ_SOURCES) \
	$(BENCH_SOURCES) $(SAVER_SOURCE) $(PRELOAD_SOURCE)
TEMPLATES = templates/rsa.json templates/rsa-deck.json

CORE_OBJECTS = $(CORE_SOURCES:%.c=$(B)/%.o) $(B)/templates.o
TUI_OBJECTS = $(TUI_SOURCES:%.c=$(B)/%.o)
TEST_OBJECTS = $(TEST_SOURCES:%.c=$(B)/%.o)
CORE = $(B)/libroundtable.a
PROGRAM = $(B)/roundtable
PROGRAMS_BESIDE = $(BESIDE:%=$(B)/roundtable-%)
TESTS = $(B)/roundtable-tests
SAVER = $(B)/saver
PRELOAD = $(B)/fail_allocation.so
AXE_VERSION = 4.14.1
AXE = build/axe/package
BENCHES = $(BENCH_SOURCES:tests/bench/%.c=$(B)/%)
FUZZERS = $(patsubst tests/fuzz/%.c,$(B)/%,$(wildcard tests/fuzz/fuzz_*.c))

.PHONY: FORCE all run test check sanitize fuzz fuzzers torture bench lint format screens \
	samples test-readers install uninstall clean help manual flags need-run need-test \
	need-fuzz need-bench need-readers need-lint suite

all: ## build the program, build/roundtable, and those beside it
	@$(MAKE) $(PARALLEL) $(PROGRAM) $(PROGRAMS_BESIDE)

run: need-run all ## install what is missing, build, open a copy of a worked sample
	@tests/open-a-sample.sh $(PROGRAM)

# The proofs of every part note their figures for the table at the end.
test: need-test need-fuzz all ## install what the tests need, pass every test, sanitizers included
	@rm -f build/figures
	@$(MAKE) --no-print-directory sanitize
	@ROUNDTABLE_FIGURES=$(CURDIR)/build/figures $(MAKE) --no-print-directory fuzz
	@ROUNDTABLE_FIGURES=$(CURDIR)/build/figures $(MAKE) --no-print-directory check

check: ## every test of the ordinary build, without installing anything
	@$(MAKE) $(PARALLEL) suite

sanitize: ## every test again under ASan and UBSan, leaks counted
	@$(MAKE) $(PARALLEL) suite B=build/sanitize OPT="-O1 -g $(SANITIZE)"

suite: $(PROGRAM) $(PROGRAMS_BESIDE) $(TESTS) $(SAVER) $(PRELOAD)
	@tests/run-suite.sh $(B)

# clang takes the switches of uthash.h for slips.
fuzz: need-fuzz ## bytes made up by libFuzzer, FUZZ_SECONDS (20) a target
	@[ -n "$$ROUNDTABLE_NO_FUZZ" ] || $(MAKE) $(PARALLEL) fuzzers B=build/fuzz \
		CC=clang OPT="-O2 -g -fsanitize=fuzzer-no-link $(SANITIZE)" \
		WARNINGS="$(WARNINGS) -Wno-implicit-fallthrough"
	@FUZZ_SECONDS=$(FUZZ_SECONDS) tests/fuzz.sh build/fuzz

fuzzers: $(FUZZERS)

torture: need-test need-fuzz all ## every proof in large numbers, for an hour or so, and one table
	@$(MAKE) --no-print-directory $(TESTS) $(SAVER) $(PRELOAD)
	@tests/torture.sh

bench: need-bench all ## what keeping a note and merging a seminar cost, against what they may cost
	@$(MAKE) --no-print-directory $(SAVER) $(BENCHES)
	@tests/bench.sh $(B)

test-readers: need-readers all $(AXE)/axe.min.js ## look at exports with the programs that read them
	@tests/test-readers.sh $(PROGRAM) $(AXE)
	@tests/test-readers-data.sh $(PROGRAM)

# Looks at pages for those who cannot see them, or not well.
$(AXE)/axe.min.js:
	@mkdir -p build/axe
	cd build/axe && npm pack --silent axe-core@$(AXE_VERSION) && \
		tar -xzf axe-core-$(AXE_VERSION).tgz && touch package/axe.min.js

lint: need-lint ## clang-tidy, layout, and what may depend on what
	@tests/lint.sh $(EVERY_SOURCE)

# What clang-tidy has to know to read the sources, one flag a line.
flags:
	@printf '%s\n' $(CPPFLAGS) -std=c17 \
		$$(pkg-config --cflags-only-I $(CORE_LIBRARIES) $(BESIDE_LIBRARIES) $(TUI_LIBRARIES) \
			$(TEST_LIBRARIES))

format: need-lint ## lay out the C as .clang-format says
	clang-format -i $(EVERY_SOURCE) \
		$(wildcard core/*/*.h core/*/*/*.h tui/*/*.h tui/*/*/*.h tests/*.h tests/*/*.h)

screens: need-test all ## remake the pictures of the README, man/screens/
	@$(MAKE) --no-print-directory $(TESTS)
	@mkdir -p man/screens
	ROUNDTABLE_SCREENS=man/screens $(TESTS) --filter '*screens/*'

manual: all ## put the program's keys into man/roundtable.1
	@tests/make-manual.sh $(PROGRAM)

samples: all ## remake sessions/ from the tops in tests/tops
	@tests/make-samples.sh $(PROGRAM)

install: all ## install under PREFIX (/usr/local), below DESTDIR if set
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/roundtable/templates \
		$(DESTDIR)$(PREFIX)/share/roundtable/sessions \
		$(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man5
	install -m 755 $(PROGRAM) $(PROGRAMS_BESIDE) $(DESTDIR)$(PREFIX)/bin
	install -m 644 templates/*.json $(DESTDIR)$(PREFIX)/share/roundtable/templates
	install -m 644 sessions/*.json $(DESTDIR)$(PREFIX)/share/roundtable/sessions
	install -m 644 man/roundtable.1 $(BESIDE:%=man/roundtable-%.1) \
		$(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 man/roundtable-session.5 $(DESTDIR)$(PREFIX)/share/man/man5

uninstall: ## take out again what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/roundtable $(BESIDE:%=$(DESTDIR)$(PREFIX)/bin/roundtable-%)
	rm -f $(DESTDIR)$(PREFIX)/share/man/man1/roundtable.1 \
		$(BESIDE:%=$(DESTDIR)$(PREFIX)/share/man/man1/roundtable-%.1)
	rm -f $(DESTDIR)$(PREFIX)/share/man/man5/roundtable-session.5
	rm -rf $(DESTDIR)$(PREFIX)/share/roundtable

clean: ## remove build/
	rm -rf build

help: ## list every target
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

need-run:
	@tests/need.sh $(RUN_PACKAGES)

need-test:
	@tests/need.sh $(RUN_PACKAGES) $(TEST_PACKAGES)

need-fuzz:
	@[ -n "$$ROUNDTABLE_NO_FUZZ" ] || tests/need.sh $(RUN_PACKAGES) $(FUZZ_PACKAGES)

need-bench:
	@tests/need.sh $(RUN_PACKAGES) $(BENCH_PACKAGES)

need-readers:
	@tests/need.sh $(RUN_PACKAGES) $(READER_PACKAGES) $$(command -v npm >/dev/null || echo npm)

need-lint:
	@tests/need.sh $(RUN_PACKAGES) $(TEST_PACKAGES) $(LINT_PACKAGES)

# What is compiled how. A step is one short line; all of it with V=1, nothing with -s.

ifeq ($(V),1)
step =
else
step = @$(if $(findstring s,$(firstword -$(MAKEFLAGS))),,echo '$(1) $(if $(2),$(2),$@)';)
endif

$(PROGRAM): $(TUI_OBJECTS) $(CORE)
	$(call step,LD)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ \
		$$(pkg-config --libs $(TUI_LIBRARIES)) $(LINK_CORE)

# A program beside it.
define beside
$(B)/roundtable-$(1): $(call beside_objects,$(1)) $(CORE)
	$$(call step,LD)$$(CC) $$(CFLAGS) $$(LDFLAGS) -o $$@ $$^ \
		$$$$(pkg-config --libs $(BESIDE_$(1)_LIBRARIES)) $(subst $$,$$$$,$(LINK_CORE))
$(call beside_objects,$(1)): $(B)/%.o: %.c
	@mkdir -p $$(@D)
	$$(call step,CC,$$<)$$(CC) $$(CPPFLAGS) $$$$(pkg-config --cflags-only-I $(BESIDE_$(1)_LIBRARIES)) $$(CFLAGS) \
		-MMD -MP -c -o $$@ $$<
endef
$(foreach n,$(BESIDE),$(eval $(call beside,$(n))))

# The tests link what they test: all of core, of tui all but main, and of the programs
# beside what they ask for.
$(TESTS): $(TEST_OBJECTS) $(filter-out $(B)/tui/main.o,$(TUI_OBJECTS)) \
		$(B)/core/export/pdf/pdf_catalog.o $(CORE)
	$(call step,LD)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ \
		$$(pkg-config --libs $(TEST_LIBRARIES) $(TUI_LIBRARIES)) $(LINK_CORE)

$(SAVER): $(SAVER_SOURCE:%.c=$(B)/%.o) $(CORE)
	$(call step,LD)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LINK_CORE)

$(PRELOAD): $(PRELOAD_SOURCE)
	@mkdir -p $(@D)
	$(call step,CC,$<)$(CC) $(CPPFLAGS) -std=c17 -O2 $(WARNINGS) -Wno-missing-prototypes -fPIC -shared \
		-fno-builtin -o $@ $<

$(B)/bare_pango: LINK_BENCH = $$(pkg-config --libs $(BENCH_LIBRARIES))
$(BENCHES): $(B)/%: $(B)/tests/bench/%.o $(CORE)
	$(call step,LD)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LINK_CORE) $(LINK_BENCH)

# A fuzz target: one file of tests/fuzz, what they share, and what it tries.
$(FUZZERS): $(B)/fuzz_%: $(B)/tests/fuzz/fuzz_%.o $(B)/tests/fuzz/fuzz.o \
		$(B)/tui/screen/text_box.o $(CORE)
	$(call step,LD)$(CC) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ \
		$(LINK_CORE)

$(CORE): $(CORE_OBJECTS)
	@rm -f $@
	$(call step,AR)$(AR) rcs $@ $^

$(B)/core/%.o: core/%.c
	@mkdir -p $(@D)
	$(call step,CC,$<)$(CC) $(CPPFLAGS) $$(pkg-config --cflags-only-I $(CORE_LIBRARIES)) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/tui/%.o: tui/%.c
	@mkdir -p $(@D)
	$(call step,CC,$<)$(CC) $(CPPFLAGS) $$(pkg-config --cflags-only-I $(TUI_LIBRARIES)) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(call step,CC,$<)$(CC) $(CPPFLAGS) \
		$$(pkg-config --cflags-only-I $(TEST_LIBRARIES) $(TUI_LIBRARIES) $(BENCH_LIBRARIES)) \
		$(CFLAGS) -Wno-overlength-strings -MMD -MP -c -o $@ $<

# Where it is installed is compiled in: another PREFIX, another object.
$(B)/core/store/places.o: $(B)/prefix
$(B)/prefix: FORCE
	@mkdir -p $(@D)
	@echo '$(PREFIX)' | cmp -s - $@ || echo '$(PREFIX)' > $@
FORCE:

# The templates as C, so that the program runs from any folder.
$(B)/templates.c: $(TEMPLATES) Makefile
	@mkdir -p $(@D)
	@{ echo 'extern const char *const template_embedded[];'; \
	   echo 'const char *const template_embedded[] = {'; \
	   for t in $(TEMPLATES); do \
	     sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^ */"/' -e 's/$$/\\n"/' $$t; echo ','; \
	   done; echo '0};'; } > $@

$(B)/templates.o: $(B)/templates.c
	$(call step,CC,$<)$(CC) -std=c17 $(OPT) -c -o $@ $<

-include $(CORE_OBJECTS:.o=.d) $(BESIDE_SOURCES:%.c=$(B)/%.d) $(TUI_OBJECTS:.o=.d) $(TEST_OBJECTS:.o=.d)
-include $(wildcard $(B)/tests/fuzz/*.d $(B)/tests/bench/*.d) $(B)/$(SAVER_SOURCE:.c=.d)
