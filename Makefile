# roundtable: two commands do all the set-up on a fresh Debian machine,
#     make run     installs what is missing, builds, and opens a copy of a sample
#     make test    installs what the tests need, builds, and passes every test
# `make help` lists every target.

VERSION = 0.1.0
# Where it is installed, below DESTDIR if that is set.
PREFIX = /usr/local
prefix = $(PREFIX)
bindir = $(prefix)/bin
datadir = $(prefix)/share
mandir = $(datadir)/man
zshdir = $(datadir)/zsh/site-functions
DESTDIR =
ifeq ($(origin CC),default)
CC = gcc
endif
PKG_CONFIG ?= pkg-config
OPT = -O2 -g
# A packager's: added to ours, never instead of them.
CPPFLAGS ?=
CFLAGS ?=
LDFLAGS ?=
# Warnings are errors where they are looked for, not for somebody with another compiler.
WERROR ?=
test check sanitize fuzz lint: export WERROR = -Werror

# The one list of what is needed, by purpose: the packages of Debian, Fedora, Arch and
# Homebrew, and what shows that one is there: a library of pkg-config (.pc), a header, a
# module of Python (.py) or a program. "-" comes along with another, or is not to be had.
# (xlsxwriter.pc of Debian 13 asks for minizip, which its package does not bring along.)
define NEEDED
run     gcc                 gcc                     gcc                 -                   cc
run     libc6-dev           glibc-devel             -                   -                   stdio.h
run     make                make                    make                make                make
run     pkg-config          pkgconf-pkg-config      pkgconf             pkgconf             pkg-config
run     libncurses-dev      ncurses-devel           ncurses             ncurses             ncursesw.pc
run     libcjson-dev        cjson-devel             cjson               cjson               libcjson.pc
run     libutf8proc-dev     utf8proc-devel          libutf8proc         utf8proc            libutf8proc.pc
run     uthash-dev          uthash-devel            uthash              uthash              uthash.h
run     zlib1g-dev          zlib-ng-compat-devel    zlib                -                   zlib.pc
run     libstemmer-dev      libstemmer-devel        snowball            snowball            libstemmer.h
run     libpango1.0-dev     pango-devel             pango               pango               pangocairo.pc
run     libqpdf-dev         qpdf-devel              qpdf                qpdf                libqpdf.pc
run     libgraphviz-dev     graphviz-devel          graphviz            graphviz            libgvc.pc
run     fonts-noto-core     google-noto-sans-fonts  noto-fonts          font-noto-sans      -
run     libxlsxwriter-dev   libxlsxwriter-devel     libxlsxwriter       libxlsxwriter       xlsxwriter.pc
run     libminizip-dev      -                       -                   -                   -
run     libmosquitto-dev    mosquitto-devel         mosquitto           mosquitto           libmosquitto.pc
run     libsodium-dev       libsodium-devel         libsodium           libsodium           libsodium.pc
run     libmicrohttpd-dev   libmicrohttpd-devel     libmicrohttpd       libmicrohttpd       libmicrohttpd.pc
run     libqrencode-dev     qrencode-devel          qrencode            qrencode            libqrencode.pc
test    libcriterion-dev    criterion-devel         criterion           criterion           criterion.pc
test    libvterm-dev        libvterm-devel          libvterm            libvterm            vterm.pc
test    mandoc              mandoc                  mandoc              mandoc              mandoc
test    python3-jsonschema  python3-jsonschema      python-jsonschema   -                   jsonschema.py
test    strace              strace                  strace              -                   strace
test    poppler-utils       poppler-utils           poppler             poppler             pdftoppm
test    mosquitto           mosquitto               mosquitto           mosquitto           mosquitto
test    openssl             openssl                 openssl             openssl             openssl
test    zbar-tools          zbar                    zbar                zbar                zbarimg
test    python3-icalendar   python3-icalendar       python-icalendar    -                   icalendar.py
test    python3-openpyxl    python3-openpyxl        python-openpyxl     -                   openpyxl.py
test    zsh                 zsh                     zsh                 zsh                 zsh
test    fish                fish                    fish                fish                fish
test    desktop-file-utils  desktop-file-utils      desktop-file-utils  desktop-file-utils  desktop-file-validate
test    appstream           appstream               appstream           appstream           appstreamcli
test    valgrind            valgrind                valgrind            -                   valgrind
test    shared-mime-info    shared-mime-info        shared-mime-info    shared-mime-info    update-mime-database
brokers nats-server         nats-server             nats-server         nats-server         nats-server
brokers rabbitmq-server     rabbitmq-server         rabbitmq            rabbitmq            rabbitmq-server
brokers python3             python3                 python              python              python3
fuzz    clang               clang                   clang               llvm                clang
fuzz    libclang-rt-dev     compiler-rt             compiler-rt         -                   -
bench   valgrind            valgrind                valgrind            -                   valgrind
bench   mosquitto           mosquitto               mosquitto           mosquitto           mosquitto
bench   jq                  jq                      jq                  jq                  jq
bench   nano                nano                    nano                nano                nano
bench   python3             python3                 python              python              python3
bench   poppler-utils       poppler-utils           poppler             poppler             pdfinfo
readers chromium            chromium                chromium            chromium            chromium
readers poppler-utils       poppler-utils           poppler             poppler             pdftoppm
readers fonts-noto-cjk      google-noto-sans-cjk-fonts noto-fonts-cjk   font-noto-sans-cjk  -
readers cmark-gfm           -                       cmark-gfm           cmark-gfm           cmark-gfm
readers libreoffice-calc-nogui libreoffice-calc     libreoffice-fresh   libreoffice         soffice
speech  yasr                -                       -                   -                   yasr
speech  python3             python3                 python              python              python3
lint    clang               clang                   clang               llvm                clang
lint    clang-format        clang-tools-extra       clang               clang-format        clang-format
lint    clang-tidy          clang-tools-extra       clang               llvm                clang-tidy
endef
export NEEDED
# What only make deb needs, on Debian alone: it installs that itself, saying so first.
PACKAGING = build-essential debhelper lintian
# Whose package it is; a packager's own name.
MAINTAINER ?= The roundtable developers <developers@roundtable.invalid>

CORE_LIBRARIES = libcjson libutf8proc zlib
TUI_LIBRARIES = ncursesw
TEST_LIBRARIES = criterion vterm libqpdf libmosquitto libsodium libqrencode libmicrohttpd
BENCH_LIBRARIES = pangocairo
# Programs beside the main one, roundtable-NAME: each is a folder NAME with a main.c, which
# is no part of the core library, may need libraries of its own, and has
# man/roundtable-NAME.1.
BESIDE_FOLDERS = $(patsubst %/main.c,%,$(sort $(wildcard core/*/main.c core/*/*/main.c)))
BESIDE = $(notdir $(BESIDE_FOLDERS))
BESIDE_pdf_LIBRARIES = pangocairo libqpdf
BESIDE_map_LIBRARIES = libgvc pangocairo libqpdf
BESIDE_xlsx_LIBRARIES = xlsxwriter
BESIDE_live_LIBRARIES = libmosquitto libsodium libqrencode
BESIDE_phones_LIBRARIES = libmicrohttpd libsodium libqrencode
LINK_CORE = $(call libs,$(CORE_LIBRARIES)) -lstemmer -lm

# Output: build/ for the ordinary build, build/sanitize/ for ASan and UBSan.
B = build

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wvla -Wformat=2 -Wimplicit-fallthrough \
	-Werror=implicit-function-declaration
# HASH_FNV is as quick here as the default, whose switch clang takes for a slip.
ALL_CPPFLAGS = -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -DNCURSES_NOMACROS \
	-DHASH_FUNCTION=HASH_FNV -Icore -Itui -Itests \
	-DROUNDTABLE_VERSION='"$(VERSION)"' $(CPPFLAGS)
# Where the folder is stands in no program, so that the same sources give the same bytes.
ALL_CFLAGS = -std=c17 $(OPT) -ffile-prefix-map=$(CURDIR)=. $(WARNINGS) $(CFLAGS)
COMPILE = $(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(WERROR)
LINK = $(CC) $(ALL_CFLAGS) $(LDFLAGS)
# The one object that knows where it is installed.
PLACES = $(B)/core/store/places.o
# The names of the libraries are looked up when a recipe runs: before that, they may
# not be installed.
cflags = $(if $(strip $(1)),$$($(PKG_CONFIG) --cflags-only-I $(1)))
libs = $(if $(strip $(1)),$$($(PKG_CONFIG) --libs $(1)))
# What is built is built on all processors.
PARALLEL = --no-print-directory -j$$(getconf _NPROCESSORS_ONLN)
# How long each fuzz target runs, in seconds.
FUZZ_SECONDS ?= 20
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer

beside_sources = $(sort $(wildcard $(filter %/$(1),$(BESIDE_FOLDERS))/*.c))
beside_objects = $(patsubst %.c,$(B)/%.o,$(call beside_sources,$(1)))
BESIDE_SOURCES = $(foreach n,$(BESIDE),$(call beside_sources,$(n)))
BESIDE_LIBRARIES = $(foreach n,$(BESIDE),$(BESIDE_$(n)_LIBRARIES))
CORE_SOURCES = $(filter-out $(BESIDE_SOURCES),$(sort $(wildcard core/*/*.c)))
TUI_SOURCES = $(sort $(wildcard tui/*.c tui/*/*.c tui/*/*/*.c))
# Programs and libraries of their own, that tests run.
SAVER_SOURCE = tests/saver.c
PRELOAD_SOURCE = tests/fail_allocation.c tests/key_times.c tests/late_sync.c tests/set_clock.c
LOAD_SOURCES = $(sort $(wildcard tests/load/*.c))
FUZZ_SOURCES = $(sort $(wildcard tests/fuzz/*.c))
BENCH_SOURCES = $(sort $(wildcard tests/bench/*.c))
TEST_SOURCES = $(filter-out $(SAVER_SOURCE) $(PRELOAD_SOURCE), \
	$(sort $(wildcard tests/*.c tests/support/*.c)))
EVERY_SOURCE = $(CORE_SOURCES) $(BESIDE_SOURCES) $(TUI_SOURCES) $(TEST_SOURCES) $(FUZZ_SOURCES) \
	$(BENCH_SOURCES) $(LOAD_SOURCES) $(SAVER_SOURCE) $(PRELOAD_SOURCE)
TEMPLATES = templates/rsa.json templates/rsa-deck.json
FORMS = templates/forms/rsa.json
KIN = templates/words/en.json
ENGLISH = templates/words/english.txt templates/words/welsh.txt templates/words/polish.txt

CORE_OBJECTS = $(CORE_SOURCES:%.c=$(B)/%.o) $(B)/templates.o
TUI_OBJECTS = $(TUI_SOURCES:%.c=$(B)/%.o)
TEST_OBJECTS = $(TEST_SOURCES:%.c=$(B)/%.o)
CORE = $(B)/libroundtable.a
LIVE_OBJECTS = $(filter-out %/main.o,$(call beside_objects,live))
PHONES_OBJECTS = $(filter-out %/main.o,$(call beside_objects,phones))
# What roundtable-map has of the folder of roundtable-pdf.
PDF_SHARED = $(patsubst %,$(B)/core/export/pdf/%.o,pdf_catalog pdf_joins pdf_numbered \
	pdf_objects pdf_part)
# and of what it draws.
PDF_DRAWN = $(B)/core/export/pdf/pdf_letters.o
# What tests try of that folder without a font: how rows are parted into pages.
PDF_PARTED = $(patsubst %,$(B)/core/export/pdf/%.o,pdf_known pdf_pages pdf_paper pdf_room)
# What roundtable-phones has of the folder of roundtable-live.
PHONES_SHARED = $(patsubst %,$(B)/core/live/%.o,aloud beginning chance code hosts \
	keeping stopping)
PROGRAM = $(B)/roundtable
PROGRAMS_BESIDE = $(BESIDE:%=$(B)/roundtable-%)
TESTS = $(B)/roundtable-tests
SAVER = $(B)/saver
LOAD = $(B)/live_load
PRELOAD = $(PRELOAD_SOURCE:tests/%.c=$(B)/%.so)
AXE_VERSION = 4.14.1
AXE = build/axe/package
BENCHES = $(BENCH_SOURCES:tests/bench/%.c=$(B)/%)
FUZZERS = $(patsubst tests/fuzz/%.c,$(B)/%,$(wildcard tests/fuzz/fuzz_*.c))
# Those that try what is live, and need its libraries.
FUZZ_LIVE = $(filter $(addprefix $(B)/fuzz_,seal digest exchange),$(FUZZERS))
FUZZ_PHONES = $(filter $(B)/fuzz_desk,$(FUZZERS))

.PHONY: FORCE all run test check sanitize fuzz fuzzers programs torture mutants bench lint \
	format screens samples test-readers test-brokers test-speech install uninstall dist deb \
	clean help manual flags \
	need-run need-test need-fuzz need-bench need-readers need-brokers need-speech need-lint \
	suite

# One make writes a file: where `all` comes with other goals, it calls none of its own, and
# where others that do come together, they wait for each other.
ifeq ($(and $(filter all,$(MAKECMDGOALS)),$(word 2,$(MAKECMDGOALS))),)
all: ## build the program, build/roundtable, and those beside it
	@$(MAKE) $(PARALLEL) $(PROGRAM) $(PROGRAMS_BESIDE)
else
all: programs
endif
ifneq ($(and $(filter run test check sanitize fuzz torture bench,$(MAKECMDGOALS)),$(word 2,$(MAKECMDGOALS))),)
.NOTPARALLEL:
endif

run: need-run all ## install what is missing, build, open a copy of a worked sample
	@tests/open-a-sample.sh $(PROGRAM)

# The proofs of every part note their figures for the table at the end.
test: need-test need-fuzz all ## install what the tests need, pass every test, sanitizers included
	@rm -f build/figures
	@$(MAKE) --no-print-directory sanitize
	@ROUNDTABLE_FIGURES=$(CURDIR)/build/figures $(MAKE) --no-print-directory fuzz
	@ROUNDTABLE_FIGURES=$(CURDIR)/build/figures $(MAKE) --no-print-directory check

check: ## every test of the ordinary build, without installing anything
	@ROUNDTABLE_COMPARE_SCREENS=1 $(MAKE) $(PARALLEL) suite

sanitize: ## every test again under ASan and UBSan, leaks counted
	@$(MAKE) $(PARALLEL) suite B=build/sanitize OPT="-O1 -g $(SANITIZE)"

suite: $(PROGRAM) $(PROGRAMS_BESIDE) $(TESTS) $(SAVER) $(PRELOAD)
	@tests/run-suite.sh $(B)

fuzz: need-fuzz ## bytes and sessions made up, FUZZ_SECONDS (20) a target
	@[ -n "$$ROUNDTABLE_NO_FUZZ" ] || $(MAKE) $(PARALLEL) fuzzers B=build/fuzz \
		CC=clang OPT="-O2 -g -fsanitize=fuzzer-no-link $(SANITIZE)"
	@[ -n "$$ROUNDTABLE_NO_FUZZ" ] || $(MAKE) $(PARALLEL) programs B=build/sanitize \
		OPT="-O1 -g $(SANITIZE)"
	@FUZZ_SECONDS=$(FUZZ_SECONDS) tests/fuzz.sh build/fuzz

fuzzers: $(FUZZERS)

programs: $(PROGRAM) $(PROGRAMS_BESIDE)

torture: need-test need-fuzz all ## every proof in large numbers, for two hours or so, and one table
	@$(MAKE) --no-print-directory $(TESTS) $(SAVER) $(PRELOAD) $(LOAD)
	@tests/torture.sh

mutants: need-test ## small changes to the program, and which of them no test notices
	@CC='$(CC)' nice tests/mutants.py $(B)/mutants

# BENCH="keys live": these parts alone.
bench: need-bench all ## one table of what all costs and may cost, beside what others need
	@$(MAKE) --no-print-directory $(SAVER) $(BENCHES) $(LOAD) $(TESTS)
	@tests/bench.sh $(B) $(BENCH)

test-readers: need-readers all $(AXE)/axe.min.js ## look at exports with the programs that read them
	@tests/test-readers.sh $(PROGRAM) $(AXE)
	@tests/test-readers-data.sh $(PROGRAM)
	@tests/test-readers-phones.sh $(PROGRAM) $(AXE)

test-brokers: need-brokers all ## rooms on clusters of NATS and RabbitMQ whose nodes are killed
	@$(MAKE) --no-print-directory $(SAVER)
	@tests/test-brokers.sh $(B)

test-speech: need-speech all ## what a screen reader says, step by step, against what is written down
	@tests/test-speech.sh $(B)

# Looks at pages for those who cannot see them, or not well.
$(AXE)/axe.min.js:
	@mkdir -p build/axe
	cd build/axe && npm pack --silent axe-core@$(AXE_VERSION) && \
		tar -xzf axe-core-$(AXE_VERSION).tgz && touch package/axe.min.js

lint: need-lint ## clang-tidy, layout, what may depend on what, and building as packagers do
	@tests/lint.sh $(EVERY_SOURCE)
	@tests/test-building.sh

# What clang-tidy has to know to read the sources, one flag a line.
flags $(PLACES): ALL_CPPFLAGS += -DROUNDTABLE_DATADIR='"$(datadir)/roundtable"'
flags:
	@printf '%s\n' $(ALL_CPPFLAGS) -std=c17 \
		$(call cflags,$(CORE_LIBRARIES) $(BESIDE_LIBRARIES) $(TUI_LIBRARIES) $(TEST_LIBRARIES))

format: need-lint ## lay out the C as .clang-format says
	clang-format -i $(EVERY_SOURCE) \
		$(wildcard core/*/*.h core/*/*/*.h tui/*/*.h tui/*/*/*.h tests/*.h tests/*/*.h)

screens: need-test all ## remake the pictures of the README, man/screens/
	@$(MAKE) --no-print-directory $(TESTS)
	@mkdir -p man/screens
	ROUNDTABLE_SCREENS=$(CURDIR)/man/screens $(TESTS) --filter '*screens/*'

manual: all ## put the program's keys into man/roundtable.1
	@tests/make-manual.sh $(PROGRAM)

samples: all ## remake sessions/ from the tops in tests/tops
	@tests/make-samples.sh $(PROGRAM)

# What is installed where, as "MODE FOLDER FILE…".
IN_BIN = $(PROGRAM) $(PROGRAMS_BESIDE)
IN_MAN1 = man/roundtable.1 $(BESIDE:%=man/roundtable-%.1)
IN_MAN5 = man/roundtable-session.5
IN_TEMPLATES = $(wildcard templates/*.json)
IN_FORMS = $(wildcard templates/forms/*.json)
IN_WORDS = $(wildcard templates/words/*.json) templates/words/english.LICENSE
IN_SESSIONS = $(wildcard sessions/*.json)
# What desktops look for elsewhere, as FILE:PLACE, and shells, as SHELL:PLACE.
ELSEWHERE = .package/roundtable.desktop:$(datadir)/applications/roundtable.desktop \
	.package/roundtable.mime.xml:$(datadir)/mime/packages/roundtable.xml \
	.package/roundtable.metainfo.xml:$(datadir)/metainfo/local.roundtable.roundtable.metainfo.xml \
	.package/roundtable.svg:$(datadir)/icons/hicolor/scalable/apps/roundtable.svg
COMPLETIONS = bash:$(datadir)/bash-completion/completions/roundtable \
	zsh:$(zshdir)/_roundtable \
	fish:$(datadir)/fish/vendor_completions.d/roundtable.fish
what_of = $(firstword $(subst :, ,$(1)))
place_of = '$(DESTDIR)$(lastword $(subst :, ,$(1)))'
PLACES_ELSEWHERE = $(foreach e,$(ELSEWHERE) $(COMPLETIONS),$(lastword $(subst :, ,$(e))))
FOLDERS = $(bindir) $(mandir)/man1 $(mandir)/man5 $(datadir)/roundtable/templates \
	$(datadir)/roundtable/templates/forms $(datadir)/roundtable/words \
	$(datadir)/roundtable/sessions $(dir $(PLACES_ELSEWHERE))
# Those who look things up there are told; below DESTDIR nobody does.
told = @[ -n '$(DESTDIR)' ] || { update-desktop-database -q '$(datadir)/applications'; \
	update-mime-database '$(datadir)/mime'; } >/dev/null 2>&1 || true
there = $(addprefix '$(DESTDIR)$(1)'/,$(notdir $(2)))

install: all ## install under PREFIX (/usr/local), below DESTDIR if set
	install -d $(FOLDERS:%='$(DESTDIR)%')
	install -m 755 $(IN_BIN) '$(DESTDIR)$(bindir)'
	install -m 644 $(IN_MAN1) '$(DESTDIR)$(mandir)/man1'
	install -m 644 $(IN_MAN5) '$(DESTDIR)$(mandir)/man5'
	install -m 644 $(IN_TEMPLATES) '$(DESTDIR)$(datadir)/roundtable/templates'
	install -m 644 $(IN_FORMS) '$(DESTDIR)$(datadir)/roundtable/templates/forms'
	install -m 644 $(IN_WORDS) '$(DESTDIR)$(datadir)/roundtable/words'
	install -m 644 $(IN_SESSIONS) '$(DESTDIR)$(datadir)/roundtable/sessions'
	$(foreach e,$(ELSEWHERE),install -m 644 $(call what_of,$(e)) $(call place_of,$(e)) &&) true
	@$(foreach e,$(COMPLETIONS),$(PROGRAM) completion $(call what_of,$(e)) \
		>$(call place_of,$(e)) && chmod 644 $(call place_of,$(e)) &&) true
	$(told)

# What somebody else put there stays, and so does the folder that it is in.
uninstall: ## take out again what install put there
	rm -f $(call there,$(bindir),$(IN_BIN))
	rm -f $(call there,$(mandir)/man1,$(IN_MAN1)) $(call there,$(mandir)/man5,$(IN_MAN5))
	rm -f $(call there,$(datadir)/roundtable/templates,$(IN_TEMPLATES))
	rm -f $(call there,$(datadir)/roundtable/templates/forms,$(IN_FORMS))
	rm -f $(call there,$(datadir)/roundtable/words,$(IN_WORDS))
	rm -f $(call there,$(datadir)/roundtable/sessions,$(IN_SESSIONS))
	rm -f $(PLACES_ELSEWHERE:%='$(DESTDIR)%')
	$(told)
	@$(foreach p,$(PLACES_ELSEWHERE),rmdir -p '$(DESTDIR)$(dir $(p))' 2>/dev/null;) true
	@rmdir $(call there,$(datadir)/roundtable/templates,forms) \
	   $(call there,$(datadir)/roundtable,templates words sessions) 2>/dev/null || true
	@rmdir $(call there,$(datadir),roundtable) 2>/dev/null || true

# The same sources, the same bytes: names in order, nobody's user, the time of the commit (or,
# where it was unpacked before, of what was unpacked).
DIST = roundtable-$(VERSION)
dist: ## put the sources into build/roundtable-VERSION.tar.gz, the same bytes every time
	@mkdir -p build
	@{ [ -e .git ] && git ls-files || find . -type f ! -path './build/*' | sed 's|^\./||'; } | \
		LC_ALL=C sort | tar --create --no-recursion --files-from=- --format=gnu \
		--transform='s|^|$(DIST)/|' --owner=0 --group=0 --numeric-owner \
		--mode=u=rwX,go=rX --mtime="@$${SOURCE_DATE_EPOCH:-$$([ -e .git ] && git log -1 --format=%ct \
		|| stat -c %Y Makefile)}" | gzip -9n >build/$(DIST).tar.gz
	$(call step,DIST,build/$(DIST).tar.gz)

deb: dist ## install what packaging needs, make a Debian package in build/, look it over
	@tests/need.sh run $(PACKAGING)
	@VERSION='$(VERSION)' MAINTAINER='$(MAINTAINER)' .package/deb.sh build/$(DIST).tar.gz build

clean: ## remove build/
	rm -rf build

help: ## list every target
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

need-run:
	@tests/need.sh run

need-test:
	@tests/need.sh run test

need-fuzz:
	@[ -n "$$ROUNDTABLE_NO_FUZZ" ] || tests/need.sh run fuzz

need-bench:
	@tests/need.sh run test bench

need-readers:
	@tests/need.sh run readers $$(command -v npm >/dev/null || echo npm)

need-brokers:
	@tests/need.sh run brokers

need-speech:
	@tests/need.sh run speech

need-lint:
	@tests/need.sh run test lint

# What is compiled how. A step is one short line; all of it with V=1, nothing with -s.

ifeq ($(V),1)
step =
else
step = @$(if $(findstring s,$(firstword -$(MAKEFLAGS))),,echo '$(1) $(if $(2),$(2),$@)';)
endif

$(PROGRAM): $(TUI_OBJECTS) $(CORE)
	$(call step,LD)$(LINK) -o $@ $^ $(call libs,$(TUI_LIBRARIES)) $(LINK_CORE)

# A program beside it.
define beside
$(B)/roundtable-$(1): $(call beside_objects,$(1)) $(CORE)
	$$(call step,LD)$$(LINK) -o $$@ $$^ $$(call libs,$$(BESIDE_$(1)_LIBRARIES)) $$(LINK_CORE)
$(call beside_objects,$(1)): $(B)/%.o: %.c $(B)/flags
	@mkdir -p $$(@D)
	$$(call step,CC,$$<)$$(COMPILE) $$(call cflags,$$(BESIDE_$(1)_LIBRARIES)) -MMD -MP -c -o $$@ $$<
endef
$(B)/roundtable-phones: $(PHONES_SHARED)
$(B)/roundtable-map: $(PDF_SHARED) $(PDF_DRAWN)
$(foreach n,$(BESIDE),$(eval $(call beside,$(n))))

# The tests link what they test: all of core, of tui all but main, and of the programs
# beside what they ask for.
$(TESTS): | $(PRELOAD)
$(TESTS): $(TEST_OBJECTS) $(filter-out $(B)/tui/main.o,$(TUI_OBJECTS)) \
		$(PDF_SHARED) $(PDF_PARTED) $(LIVE_OBJECTS) $(PHONES_OBJECTS) $(CORE)
	$(call step,LD)$(LINK) -o $@ $^ $(call libs,$(TEST_LIBRARIES) $(TUI_LIBRARIES)) $(LINK_CORE)

$(SAVER): $(SAVER_SOURCE:%.c=$(B)/%.o) $(CORE)
	$(call step,LD)$(LINK) -o $@ $^ $(LINK_CORE)

# It is no part of a build with sanitizers, although such a build runs it.
$(PRELOAD): $(B)/%.so: tests/%.c $(B)/flags
	$(call step,CC,$<)$(CC) $(ALL_CPPFLAGS) -std=c17 -O2 $(WARNINGS) $(WERROR) \
		-Wno-missing-prototypes -fPIC -shared -fno-builtin -o $@ $<

$(B)/bare_pango: LINK_BENCH = $(call libs,$(BENCH_LIBRARIES))
$(B)/bare_xlsx: LINK_BENCH = $(call libs,$(BESIDE_xlsx_LIBRARIES))
$(B)/score_pairs: $(B)/tests/support/judged.o
$(B)/live_edit: $(LIVE_OBJECTS)
$(B)/live_edit: LINK_BENCH = $(call libs,$(BESIDE_live_LIBRARIES))
$(BENCHES): $(B)/%: $(B)/tests/bench/%.o $(CORE)
	$(call step,LD)$(LINK) -o $@ $(filter %.o,$^) $(CORE) $(LINK_CORE) $(LINK_BENCH)

# Many bridges in one process; what goes between them and their broker passes through it.
LOAD_WRAPS = broker_new broker_publish bridge_take seal_init
$(LOAD): $(LOAD_SOURCES:%.c=$(B)/%.o) $(B)/tests/support/figures.o $(LIVE_OBJECTS) $(CORE)
	$(call step,LD)$(LINK) $(LOAD_WRAPS:%=-Wl,--wrap=%) -o $@ $^ \
		$(call libs,$(BESIDE_live_LIBRARIES)) $(LINK_CORE)

# A fuzz target: one file of tests/fuzz, what they share, and what it tries: core, a box of
# the screen, what is pasted, and of the programs beside what is live.
FUZZ_SCREEN = text_box pasted pasted_marks
$(FUZZ_LIVE): $(LIVE_OBJECTS)
$(FUZZ_LIVE): LINK_FUZZ = $(call libs,$(BESIDE_live_LIBRARIES))
$(FUZZ_PHONES): $(PHONES_OBJECTS) $(PHONES_SHARED)
$(FUZZ_PHONES): LINK_FUZZ = $(call libs,$(BESIDE_phones_LIBRARIES))
$(FUZZERS): $(B)/fuzz_%: $(B)/tests/fuzz/fuzz_%.o $(B)/tests/fuzz/fuzz.o \
		$(FUZZ_SCREEN:%=$(B)/tui/screen/%.o) $(CORE)
	$(call step,LD)$(LINK) -fsanitize=fuzzer -o $@ $(filter %.o,$^) $(CORE) \
		$(LINK_FUZZ) $(LINK_CORE)

$(CORE): $(CORE_OBJECTS)
	@rm -f $@
	$(call step,AR)$(AR) rcs $@ $^

$(B)/core/%.o: core/%.c $(B)/flags
	@mkdir -p $(@D)
	$(call step,CC,$<)$(COMPILE) $(call cflags,$(CORE_LIBRARIES)) -MMD -MP -c -o $@ $<

$(B)/tui/%.o: tui/%.c $(B)/flags
	@mkdir -p $(@D)
	$(call step,CC,$<)$(COMPILE) $(call cflags,$(TUI_LIBRARIES)) -MMD -MP -c -o $@ $<

$(B)/tests/%.o: tests/%.c $(B)/flags
	@mkdir -p $(@D)
	$(call step,CC,$<)$(COMPILE) \
		$(call cflags,$(TEST_LIBRARIES) $(TUI_LIBRARIES) $(BENCH_LIBRARIES)) \
		-Wno-overlength-strings -MMD -MP -c -o $@ $<

# Other flags, other objects; another place to install to, another of the one that knows
# it. What warnings are taken for changes no object.
quoted = '$(subst ','\'',$(1))'
note = echo $(call quoted,$(1)) | cmp -s - $@ || echo $(call quoted,$(1)) > $@
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@$(call note,$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS))
$(PLACES): $(B)/prefix
$(B)/prefix: FORCE
	@mkdir -p $(@D)
	@$(call note,$(datadir))
FORCE:

# The templates and the words of the field as C, so that the program runs from any folder.
# $(1): what they are called there, $(2): the files.
embedded = echo 'extern const char *const $(1)[];'; echo 'const char *const $(1)[] = {'; \
	for t in $(2); do \
	  sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^ */"/' -e 's/$$/\\n"/' $$t; echo ','; \
	done; echo '0};'
$(B)/templates.c: $(TEMPLATES) $(FORMS) $(KIN) $(ENGLISH) Makefile
	@mkdir -p $(@D)
	@{ $(call embedded,template_embedded,$(TEMPLATES)); \
	   $(call embedded,forms_embedded,$(FORMS)); \
	   $(call embedded,kin_embedded,$(KIN)); \
	   $(call embedded,english_embedded,$(ENGLISH)); } > $@

$(B)/templates.o: $(B)/templates.c $(B)/flags
	$(call step,CC,$<)$(COMPILE) -Wno-overlength-strings -c -o $@ $<

-include $(CORE_OBJECTS:.o=.d) $(BESIDE_SOURCES:%.c=$(B)/%.d) $(TUI_OBJECTS:.o=.d) $(TEST_OBJECTS:.o=.d)
-include $(wildcard $(B)/tests/fuzz/*.d $(B)/tests/bench/*.d $(B)/tests/load/*.d) $(B)/$(SAVER_SOURCE:.c=.d)
