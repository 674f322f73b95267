/* What desktops are told of the program, by the tools that judge it; and the sources as they
 * are handed on. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void enter(void)
{
    cr_assert_eq(chdir(repo_root()), 0);
    program_env("MAKEFLAGS", NULL);
    program_env("FOLDER", test_folder());
}

TestSuite(package, .init = enter);

/* What a tool says of it, which must be content; NULL, and said, if it is not here. */
static char *judged_by(const char *tool, const char *line)
{
    struct ran there = program_run(NULL, WORDS("sh", "-c", "command -v \"$0\"", tool));
    bool is_here = there.status == 0;
    ran_finish(&there);
    if (!is_here) {
        cr_log_warn("%s is not here, so it was not asked", tool);
        return NULL;
    }
    struct ran ran = program_run(NULL, WORDS("sh", "-c", line));
    cr_expect_eq(ran.status, 0, "%s\n%s%s", line, str_text(&ran.out), str_text(&ran.err));
    char *said = str_take(&ran.out);
    ran_finish(&ran);
    return said;
}

Test(package, the_desktop_entry_is_sound)
{
    char *said = judged_by("desktop-file-validate",
                           "desktop-file-validate .package/roundtable.desktop");
    cr_expect(!said || !*said, "%s", said);
    free(said);
}

Test(package, the_appstream_data_is_sound_and_of_this_version)
{
    /* There is no home page yet, of which older ones do not complain. */
    static const char judge[] =
        "set -- --no-net .package/roundtable.metainfo.xml\n"
        "appstreamcli validate --override=url-homepage-missing=info \"$@\" ||\n"
        "appstreamcli validate \"$@\"\n";
    free(judged_by("appstreamcli", judge));
    expect_in_file(".package/roundtable.metainfo.xml",
                   "<release version=\"" ROUNDTABLE_VERSION "\" date=\"2026-11-29\"");
}

/* Every file that the program writes begins so, and nothing else does. */
Test(package, a_session_is_told_from_other_json_by_its_beginning)
{
    char *said =
        judged_by("update-mime-database",
                  "mkdir -p \"$FOLDER/mime/packages\" && cp .package/roundtable.mime.xml "
                  "\"$FOLDER/mime/packages/roundtable.xml\" && update-mime-database "
                  "\"$FOLDER/mime\" && cat \"$FOLDER/mime/globs2\"");
    cr_expect(!said || strstr(said, "80:application/x-roundtable-session+json:"
                                    "*.roundtable.json\n"));
    cr_expect(!said || !strstr(said, ":*.json"), "%s", said);
    free(said);
    char *path = test_path("new.json");
    free(OUTPUT_OF("new", path));
    char *text = text_file_read(path), *sample = text_file_read("sessions/write-up.json");
    static const char beginning[] = "\"format\": \"roundtable session\"";
    cr_expect(strstr(text, beginning) && strstr(text, beginning) - text < 64);
    cr_expect(strstr(sample, beginning) && strstr(sample, beginning) - sample < 64);
    expect_in_file(".package/roundtable.mime.xml",
                   "&quot;format&quot;: &quot;roundtable session&quot;");
    free(sample);
    free(text);
    free(path);
}

/* Packed twice, and packed again by whoever unpacked it. */
Test(package, the_same_sources_are_packed_as_the_same_bytes)
{
    static const char line[] =
        "set -e; git rev-parse --git-dir >/dev/null 2>&1 && [ -e .git ] || exit 0\n"
        "git ls-files | tar -cf - -T - | (mkdir \"$FOLDER/one\" && cd \"$FOLDER/one\" && "
        "tar -xf -)\n"
        "cd \"$FOLDER/one\" && touch -d @1487764800 Makefile && make -s dist\n"
        "mkdir ../two && tar -xzf build/roundtable-*.tar.gz -C ../two && touch -d @1 "
        "tests/lint.sh\n"
        "cd ../two/roundtable-* && umask 077 && make -s dist\n"
        "cmp build/*.gz \"$FOLDER\"/one/build/*.gz && tar -tzf build/*.gz | grep -c "
        "Makefile\n";
    struct ran ran = program_run(NULL, WORDS("sh", "-c", line));
    cr_expect_eq(ran.status, 0, "%s%s", str_text(&ran.out), str_text(&ran.err));
    cr_expect(!*str_text(&ran.out) || strcmp(str_text(&ran.out), "1\n") == 0);
    ran_finish(&ran);
}

/* Packagers look for a text of it, which is made of the manual's. */
Test(package, what_is_new_is_a_text_with_versions_and_days_and_no_macros)
{
    char *news = output_of(WORDS("sh", ".package/news.sh", "man/roundtable.1"));
    expect_part(news, "\n" ROUNDTABLE_VERSION ", 29 November 2026\n");
    expect_part(news, "commands tell by --json; - is standard input.");
    expect_no_part(news, "\n.");
    free(news);
}
