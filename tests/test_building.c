/* The Makefile does as people expect of one. */
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void enter(void)
{
    cr_assert_eq(chdir(repo_root()), 0);
    test_folder();
    program_env("MAKEFLAGS", NULL);
}

TestSuite(building, .init = enter);

/* What a line of shell says on both outputs, to free(); FOLDER is the test's. */
static char *said_by(const char *line, int status)
{
    program_env("FOLDER", test_folder());
    struct ran ran = program_run(NULL, WORDS("sh", "-c", line));
    cr_expect_eq(ran.status, status, "%s\nended with %d: %s%s", line, ran.status,
                 str_text(&ran.out), str_text(&ran.err));
    str_add(&ran.out, str_text(&ran.err));
    char *said = str_take(&ran.out);
    ran_finish(&ran);
    return said;
}

static void expect(const char *line, int status, const char *said)
{
    char *all = said_by(line, status);
    cr_expect_str_eq(all, said, "%s\nsaid: %s", line, all);
    free(all);
}

/* Puts what is built already, by whichever compiler, below the test's folder. */
static void put(const char *target, const char *folders)
{
    struct str line = STR_EMPTY;
    char *built = program_beside("");
    built[strlen(built) - 1] = '\0';
    str_addf(&line, "make -s -o all %s DESTDIR=\"$FOLDER/root\" B='%s' %s", target, built,
             folders);
    expect(line.bytes, 0, "");
    free(built);
    str_finish(&line);
}

Test(building, uninstall_takes_out_what_install_put_there_and_nothing_else)
{
    put("install", "PREFIX=/usr");
    expect(
        "cd \"$FOLDER/root\" && find . -type f | sed -n '/bin/p;/man/p;/form/p' | sort",
        0,
        "./usr/bin/roundtable\n./usr/bin/roundtable-live\n"
        "./usr/bin/roundtable-map\n./usr/bin/roundtable-pdf\n"
        "./usr/bin/roundtable-phones\n"
        "./usr/bin/roundtable-xlsx\n./usr/share/man/man1/roundtable-live.1\n"
        "./usr/share/man/man1/roundtable-map.1\n"
        "./usr/share/man/man1/roundtable-pdf.1\n"
        "./usr/share/man/man1/roundtable-phones.1\n"
        "./usr/share/man/man1/roundtable-xlsx.1\n./usr/share/man/man1/roundtable.1\n"
        "./usr/share/man/man5/roundtable-session.5\n"
        "./usr/share/roundtable/templates/forms/rsa.json\n");
    expect("cd \"$FOLDER/root/usr/share\" && find . -type f | grep -E "
           "'complet|zsh|app|mime|meta|icons' | sort",
           0,
           "./applications/roundtable.desktop\n./bash-completion/completions/roundtable\n"
           "./fish/vendor_completions.d/roundtable.fish\n"
           "./icons/hicolor/scalable/apps/roundtable.svg\n"
           "./metainfo/local.roundtable.roundtable.metainfo.xml\n./mime/packages/"
           "roundtable.xml\n"
           "./zsh/site-functions/_roundtable\n");
    expect("echo '{}' >\"$FOLDER/root/usr/share/roundtable/templates/ours.json\"", 0, "");
    put("uninstall", "PREFIX=/usr");
    expect("cd \"$FOLDER/root\" && find . -type f; ls usr/share/roundtable", 0,
           "./usr/share/roundtable/templates/ours.json\ntemplates\n");
    expect("rm \"$FOLDER/root/usr/share/roundtable/templates/ours.json\"", 0, "");
    put("uninstall", "PREFIX=/usr");
    expect("ls \"$FOLDER/root/usr/share\"", 0, "man\n");
}

Test(building, a_packager_says_where_things_go)
{
    static const char folders[] = "bindir=/b datadir=/d/data mandir=/m/man";
    put("install", folders);
    expect("cd \"$FOLDER/root\" && ls b d/data/roundtable m/man/man5", 0,
           "b:\nroundtable\nroundtable-live\nroundtable-map\nroundtable-pdf\n"
           "roundtable-phones\nroundtable-xlsx\n\n"
           "d/data/roundtable:\nsessions\ntemplates\nwords\n\n"
           "m/man/man5:\nroundtable-session.5\n");
    put("uninstall", folders);
    expect("cd \"$FOLDER/root\" && find . -type f", 0, "");
}

/* No line of compiling or linking all programs lacks what was asked for, behind ours. */
Test(building, the_flags_of_a_packager_are_added_to_ours)
{
    expect("make -n V=1 B=\"$FOLDER/b\" CC=cc-of-ours CFLAGS=-O3 CPPFLAGS=-DTHEIRS "
           "LDFLAGS=-Wl,-z,now all | sed -n '/^cc-of-ours/{/-c -o/{"
           "/-Icore.* -DTHEIRS.* -Wall .*-O3/!p;};/-c -o/!{/-O3 -Wl,-z,now/!p;};}'",
           0, "");
    expect("CC=cc-of-ours CFLAGS=-O3 CPPFLAGS=-DTHEIRS LDFLAGS=-Wl,-z,now "
           "make -n V=1 B=\"$FOLDER/b\" all | sed -n '/^cc-of-ours/{/-c -o/{"
           "/-Icore.* -DTHEIRS.* -Wall .*-O3/!p;};/-c -o/!{/-O3 -Wl,-z,now/!p;};}'",
           0, "");
    expect("make -n V=1 B=\"$FOLDER/b\" PKG_CONFIG=other-config all | "
           "sed -n 's/^gcc .*[$(]pkg-config.*/&/p'",
           0, "");
}

/* But for a function that nobody declared, which is one with newer compilers, too. */
Test(building, warnings_are_errors_for_the_tests_only)
{
    expect("make -n V=1 B=\"$FOLDER/b\" all | grep -c -e '-Werror '", 1, "0\n");
    expect("make -n V=1 B=\"$FOLDER/b\" check | grep -e '^gcc.* -Icore ' | "
           "grep -v -c -e '-Werror '",
           1, "0\n");
    expect("make -n V=1 B=\"$FOLDER/b\" all | grep -e '^gcc.* -Icore ' | "
           "grep -v -c -e '-Werror=implicit-function-declaration '",
           1, "0\n");
}

Test(building, other_flags_build_anew_and_the_same_do_not)
{
    static const char line[] = "make -s B=\"$FOLDER/b\" CFLAGS=%s \"$FOLDER/b/flags\" && "
                               "stat -c %%Y%%Z \"$FOLDER/b/flags\"";
    struct str first = STR_EMPTY, other = STR_EMPTY;
    str_addf(&first, line, "-DONE");
    str_addf(&other, line, "\"-DTWO='\\\"2\\\"'\"");
    char *said[4];
    for (size_t i = 0; i < 4; i++) {
        said[i] = said_by(i < 2 ? first.bytes : other.bytes, 0);
    }
    char *noted = said_by("cat \"$FOLDER/b/flags\"", 0);
    cr_expect_str_eq(said[0], said[1]);
    cr_expect_str_eq(said[2], said[3]);
    cr_expect(strstr(noted, " -DTWO='\"2\"'"), "%s", noted);
    for (size_t i = 0; i < 4; i++) {
        free(said[i]);
    }
    free(noted);
    str_finish(&first);
    str_finish(&other);
}

/* A machine with the commands named and no others. */
#define MACHINE(commands)                                                                \
    "mkdir -p \"$FOLDER/bin\"; for c in sh awk sort tr cat sed " commands "; do "        \
    "ln -sf \"$(command -v $c)\" \"$FOLDER/bin/$c\"; done; "

Test(building, without_apt_it_stops_with_what_others_call_what_is_missing)
{
    char *said =
        said_by(MACHINE("make") "PATH=\"$FOLDER/bin\" make CC=cc run V=1 2>&1", 2);
    static const char *const parts[] = {"roundtable: not here: cc ",
                                        "Fedora          dnf install ",
                                        " ncurses-devel ",
                                        "Arch            pacman -S ",
                                        " libutf8proc ",
                                        "macOS           brew install ",
                                        "Debian          apt-get install "};
    for (size_t i = 0; i < LENGTH(parts); i++) {
        cr_expect(strstr(said, parts[i]), "no \"%s\" in: %s", parts[i], said);
    }
    cr_expect_not(strstr(said, "not found"), "%s", said);
    cr_expect_not(strstr(said, " strace "), "%s", said);
    free(said);
}

Test(building, without_apt_it_goes_on_where_all_is_there)
{
    expect(MACHINE("make pkg-config") "printf '#!/bin/sh\nPATH=%s exec gcc \"$@\"\n' "
                                      "\"$PATH\" >\"$FOLDER/bin/cc\"; "
                                      "chmod +x \"$FOLDER/bin/cc\"; "
                                      "PATH=\"$FOLDER/bin\" make -s CC=cc need-run",
           0, "");
}
