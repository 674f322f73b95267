/* What the program says of itself: its help, and its version. */

#include "commands/command.h"
#include "export/export.h"
#include "support/expect.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* At most 24 lines of 80 columns, the last two being calls of the program. */
static void expect_screenful(const char *name, const char *text)
{
    size_t lines = 0, calls = 0;
    for (const char *line = text; *line;) {
        size_t len = strcspn(line, "\n"), cols = 0;
        for (size_t i = 0; i < len; i++) {
            cols += ((unsigned char)line[i] & 0xC0) != 0x80;
        }
        bool is_call =
            strncmp(line, "  roundtable ", 13) == 0 || strncmp(line, "  for ", 6) == 0;
        calls = is_call ? calls + 1 : 0;
        cr_expect_leq(cols, 80, "%s: too wide: %.*s", name, (int)len, line);
        line += len + (line[len] == '\n');
        lines++;
    }
    cr_expect_leq(lines, 24, "%s: %zu lines", name, lines);
    cr_expect_eq(calls, 2, "%s: %zu examples at its end", name, calls);
}

Test(help, each_help_fits_a_small_screen_and_ends_with_two_examples)
{
    char *text = OUTPUT_OF("--help"), *same = OUTPUT_OF("-h");
    expect_screenful("--help", text);
    cr_expect_str_eq(text, same);
    for (const struct command *c = commands; c->name; c++) {
        char *more = OUTPUT_OF(c->name, "--help");
        struct str summary = STR_EMPTY;
        str_addf(&summary, "  %-10s ", c->name);
        command_add_help(c->summary, &summary);
        cr_expect(strstr(text, summary.bytes), "--help should name %s", c->name);
        str_finish(&summary);
        cr_expect(strstr(more, c->usage));
        expect_screenful(c->name, more);
        free(more);
    }
    free(text);
    free(same);
}

Test(help, help_in_front_of_a_command_is_its_help)
{
    char *help = OUTPUT_OF("help"), *more = OUTPUT_OF("export", "--help"),
         *all = OUTPUT_OF("--help");
    EXPECT_RUN(0, more, NULL, "help", "export");
    EXPECT_RUN(0, more, NULL, "export", "-h");
    cr_expect_str_eq(help, all);
    free(help);
    free(more);
    free(all);
}

Test(help, it_is_given_whatever_else_stands_there)
{
    char *help = OUTPUT_OF("export", "--help");
    EXPECT_RUN(0, help, NULL, "export", "--bogus", "a.json", "b.json", "-h");
    EXPECT_RUN(0, help, NULL, "export", "-f", "nothing", "--output", "x", "--help");
    EXPECT_RUN(0, help, NULL, "help", "export");
    EXPECT_RUN(1, NULL, "-h: No such file", "export", "--", "-h");
    free(help);
}

Test(help, the_help_names_every_format)
{
    char *text = OUTPUT_OF("export", "--help"), *all = OUTPUT_OF("--help");
    for (const struct export_format *f = export_formats; f->name; f++) {
        cr_expect(strstr(text, f->name) && strstr(all, f->name), "%s", f->name);
    }
    free(text);
    free(all);
}

Test(help, the_version_is_told_alone_and_behind_a_command)
{
    EXPECT_RUN(0, "roundtable " ROUNDTABLE_VERSION "\n", NULL, "--version");
    EXPECT_RUN(0, "roundtable " ROUNDTABLE_VERSION "\n", NULL, "check", "--version");
}

Test(help, the_version_names_the_libraries_of_the_program_and_of_those_beside_it)
{
    char *said = OUTPUT_OF("--version");
    static const char *const parts[] = {
        "\nncurses ",  ", cJSON ",       ", utf8proc ",     ", libstemmer\n",
        " pango ",     " qpdf ",         " graphviz ",      " libxlsxwriter ",
        " libsodium ", " libmosquitto ", " libmicrohttpd ", " libqrencode "};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        cr_expect(strstr(said, parts[i]), "%s: %s", parts[i], said);
    }
    static const char *const beside[] = {"pdf", "map", "xlsx", "live", "phones"};
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        struct str line = str_of("\nroundtable-%s " ROUNDTABLE_VERSION ": ", beside[i]);
        cr_expect(strstr(said, line.bytes), "%s: %s", line.bytes, said);
        str_finish(&line);
    }
    free(said);
}

Test(help, that_of_open_says_that_a_name_may_come_without_its_ending)
{
    struct ran ran = program_run(NULL, WORDS("roundtable", "open", "--help"));
    expect_part(str_text(&ran.out), "come without its .json");
    ran_finish(&ran);
}
