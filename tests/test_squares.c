/* Sessions that are large in one way, such as thousands of wordings of one note: what a
 * command takes grows with their size, not with its square. make bench counts the
 * instructions of many more of them. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include "base/str.h"

#include <criterion/criterion.h>
#include <string.h>
#include <sys/resource.h>

#define NOTE                                                                             \
    "{\"format\":\"roundtable session\",\"version\":1,\"edits\":["                       \
    "{\"key\":\"a.1\",\"at\":\"2017-02-22T12:00:00.000Z\",\"of\":\"note:n\","            \
    "\"set\":{\"column\":\"barriers\",\"text\":\"w\"}}"
#define NEXT                                                                             \
    ",{\"key\":\"b.#\",\"at\":\"2017-02-22T12:00:01.000Z\",\"of\":\"note:n\",\"set\":"

#define OWN_FORM                                                                         \
    "{\"templates\":[{\"id\":\"own\",\"grids\":[{\"id\":\"map\"},{\"id\":\"f\","         \
    "\"use\":\"lens\",\"optional\":true,\"columns\":[{\"id\":\"c\"}],\"rows\":["

#define ONE(what, command, begin, item, end)                                             \
    {                                                                                    \
        what, command, begin, item, end, NULL, NULL                                      \
    }

/* What begins the file, is repeated with its number for each "#", and ends the file, in
 * which something else may be repeated as often. */
static const struct row {
    const char *what, *command, *begin, *item, *end, *other, *end_of_others;
} rows[] = {
    ONE("wordings", "log", NOTE, NEXT "{\"text\":\"w#\"}}", "]}"),
    ONE("other wordings", "text", NOTE, NEXT "{\"text\":\"w#\"}}", "]}"),
    ONE("votes unseen by those who move", "log", NOTE, NEXT "{\"vote:a#\":1}}", "]}"),
    ONE("columns", "log", "{\"sessions\":[{\"goals\":[{\"text\":\"g\"", ",\"c#\":[\"w\"]",
        "}]}]}"),
    ONE("members", "log", "{\"sessions\":[]", ",\"m#\":1", "}"),
    ONE("columns of a form", "check",
        "{\"sessions\":[{\"template\":\"own\",\"goals\":[{\"text\":\"g\",\"c1\":[\"w\"]}]"
        "}],"
        "\"templates\":[{\"id\":\"own\",\"grids\":[{\"id\":\"g\",\"columns\":[{\"id\":"
        "\"c\"}",
        ",{\"id\":\"c#\"}", "]}]}]}"),
    ONE("themes in columns", "themes", "{\"sessions\":[{\"goals\":[{\"text\":\"g\"",
        ",\"c#\":[\"w\"]", "}]}]}"),
    ONE("goals with own columns", "check", "{\"sessions\":[{\"goals\":[\"g\"",
        ",{\"text\":\"g#\",\"c#\":[\"w\"]}", "]}]}"),
    ONE("themes of such goals", "themes", "{\"sessions\":[{\"goals\":[\"g\"",
        ",{\"text\":\"g#\",\"c#\":[\"w\"]}", "]}]}"),
    ONE("goals with own columns", "text", "{\"sessions\":[{\"goals\":[\"g\"",
        ",{\"text\":\"g#\",\"c#\":[\"w\"]}", "]}]}"),
    ONE("tables that write in a form", "themes", "{\"sessions\":[{\"goals\":[\"g\"]}",
        ",{\"table\":\"#\",\"goals\":[{\"grid\":\"signs\",\"row\":\"culture\","
        "\"strength\":\"part\",\"signs_seen\":[\"w#\"]}]}",
        "]}"),
    ONE("rows of a form", "check", OWN_FORM "{\"id\":\"r\"}", ",{\"id\":\"r#\"}",
        "]}]}],\"sessions\":[{\"template\":\"own\",\"goals\":[\"g\"]}]}"),
    {"rows of a form that is written in", "text", OWN_FORM "{\"id\":\"r\"}",
     ",{\"id\":\"r#\"}", "]}]}],\"sessions\":[{\"template\":\"own\",\"goals\":[\"g\"",
     ",{\"grid\":\"f\",\"row\":\"r#\",\"c\":[\"w#\"]}", "]}]}"},
    ONE("forms", "check",
        "{\"sessions\":[{\"template\":\"own\",\"goals\":[\"g\"]}],\"templates\":["
        "{\"id\":\"own\",\"grids\":[{\"id\":\"g\"}",
        ",{\"id\":\"g#\",\"optional\":true,\"rows\":\"own\",\"columns\":[{\"id\":\"c#\"}]"
        "}",
        "]}]}"),
    ONE("forms in use", "text",
        "{\"sessions\":[{\"goals\":[\"g\"]}],\"templates\":[{\"id\":\"t\",\"grids\":[{"
        "\"id\":\"g\"}]}",
        ",{\"id\":\"rsa-forms.g#\",\"form_of\":\"rsa-forms\",\"grids\":[{\"id\":\"g#\","
        "\"optional\":true,\"rows\":\"own\",\"columns\":[{\"id\":\"c#\"}]}]}",
        "]}"),
    {"one who saw all", "check", NOTE, NEXT "{\"text\":\"w#\"}}",
     ",{\"key\":\"c.1\",\"at\":\"2017-02-22T12:00:02.000Z\",\"of\":\"note:n\","
     "\"set\":{\"text\":\"x\"},\"over\":[\"a.1\"",
     ",\"b.#\"", "]}]}"},
    {"each reworded", "check", NOTE, NEXT "{\"text\":\"w#\"}}", "",
     ",{\"key\":\"c.#\",\"at\":\"2017-02-22T11:00:00.000Z\",\"of\":\"note:n\","
     "\"set\":{\"text\":\"x#\"},\"over\":[\"b.#\"]}",
     "]}"},
    {"deletions of own words", "check", NOTE, NEXT "{\"text\":\"w#\"}}", "",
     ",{\"key\":\"c.#\",\"at\":\"2017-02-22T12:00:02.000Z\",\"of\":\"note:n\","
     "\"set\":{\"gone\":true},\"over\":[\"b.#\"]}",
     "]}"},
};

static void add_items(struct str *text, const char *item, size_t count)
{
    for (size_t i = 1; i <= count; i++) {
        for (const char *p = item; p && *p; p++) {
            if (*p == '#') {
                str_addf(text, "%zu", i);
            } else {
                str_add_byte(text, *p);
            }
        }
    }
}

static void write_file(const char *path, const struct row *row, size_t count)
{
    struct str text = STR_EMPTY;
    str_add(&text, row->begin);
    add_items(&text, row->item, count);
    str_add(&text, row->end);
    add_items(&text, row->other, count);
    str_add(&text, row->end_of_others ? row->end_of_others : "");
    text_file_write(path, text.bytes);
    str_finish(&text);
}

static double user_seconds(void)
{
    struct rusage used;
    getrusage(RUSAGE_CHILDREN, &used);
    return (double)used.ru_utime.tv_sec + (double)used.ru_utime.tv_usec / 1e6;
}

/* What the command computes for on so large a file. */
static double seconds_of(const struct row *row, size_t count)
{
    write_file("large.json", row, count);
    double before = user_seconds();
    bool export = strcmp(row->command, "text") == 0;
    struct ran ran =
        export ? program_run(NULL, WORDS("roundtable", "export", "large.json"))
               : program_run(NULL, WORDS("roundtable", row->command, "large.json"));
    cr_expect(ran.status == 0 || ran.status == 3, "%s: %d: %s", row->what, ran.status,
              str_text(&ran.err));
    ran_finish(&ran);
    return user_seconds() - before;
}

/* Four times the size takes four times as long, not sixteen times; the least that is
 * compared hides what other work on the machine does. */
Test(squares, time_grows_with_the_size, .init = enter_folder)
{
    enum { ONCE = 5000, TIMES = 4, AT_MOST = 9 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double once = seconds_of(&rows[i], ONCE);
        double more = seconds_of(&rows[i], (size_t)ONCE * TIMES);
        cr_expect(more <= AT_MOST * (once < 0.05 ? 0.05 : once),
                  "%s, %s: %.2f s at %d, %.2f s at %d", rows[i].what, rows[i].command,
                  once, ONCE, more, ONCE * TIMES);
    }
}
