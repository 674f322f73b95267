/* What the README tells people to do is done here, in its order: the keys of a newcomer's five
 * minutes by somebody who types, its commands by a shell. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(readme_steps, .init = enter_folder, .fini = folder_finish);

/* What is on the screen when the keys of a row of its table were pressed: a row that is new, or
 * another than here, has to say what is seen. */
static const struct row {
    const char *keys, *seen;
} rows[] = {
    {"`g`", "New goal in"},
    {"`More walking to school` Enter", "Added ‘More walking to school’"},
    {"Esc", "a Add"},
    {"`2`", "a Add"},
    {"`a` `Fast cars` Enter", "Added ‘Fast cars’"},
    {"Esc", "a Add"},
    {"`3` `a` `Parents` Enter", "Added ‘Parents’"},
    {"Esc", "a Add"},
    {"`2` `x` `b`", "Boulder"},
    {"`G`", "Action plan"},
    {"`G`", "System map"},
    {"`B` `signs` Enter", "Eight signs"},
    {"`G`", "System map"},
    {"`]`", "Welcome"},
    {"`t`", "clock"},
    {"`E` `p`", ".pdf"},
    {"`q`", NULL},
};

static char *readme(void)
{
    char *path = repo_path("README.md");
    char *text = text_file_read(path);
    free(path);
    return text;
}

/* Presses what one key's name or typed words in a cell are; where the next begins. */
static const char *press(struct typist *t, const char *at)
{
    struct str keys = STR_EMPTY;
    if (*at == '`') {
        size_t len_bytes = strcspn(at + 1, "`");
        str_add_bytes(&keys, at + 1, len_bytes);
        at += len_bytes + 2;
    } else {
        size_t len_bytes = strcspn(at, " ");
        str_add(&keys, strncmp(at, "Esc", len_bytes) == 0 ? "\x1b" : "\r");
        at += len_bytes;
    }
    typist_type(t, str_text(&keys));
    if (strcmp(str_text(&keys), "\x1b") == 0) {
        typist_settle(t); /* Esc and a letter at once would be Alt */
    }
    str_finish(&keys);
    return at + strspn(at, " ");
}

/* Does what a cell says and waits for what is seen then. */
static void do_row(struct typist *t, const char *cell, const struct row *row)
{
    cr_assert_str_eq(cell, row->keys, "the README has another step here");
    for (const char *at = cell; *at;) {
        at = press(t, at);
        typist_settle(t);
    }
    if (row->seen) {
        typist_wait(t, row->seen);
    }
}

Test(readme_steps, a_newcomer_who_does_what_its_table_says_meets_what_it_says)
{
    char *text = readme(), *sample = repo_path("sessions/write-up.json");
    char *copy = text_file_read(sample);
    text_file_write("worked-sample.json", copy);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "worked-sample.json"));
    const char *line = strstr(text, "\n|---|---|\n");
    cr_assert(line, "the README has no table of keys");
    line += strlen("\n|---|---|\n");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_assert(strncmp(line, "| ", 2) == 0, "the README has fewer steps: %zu", i);
        struct str cell = STR_EMPTY;
        str_add_bytes(&cell, line + 2, (size_t)(strstr(line, " | ") - line - 2));
        do_row(t, str_text(&cell), &rows[i]);
        str_finish(&cell);
        line = strchr(line, '\n') + 1;
    }
    cr_expect(strncmp(line, "| ", 2) != 0, "the README has more steps");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
    char *kept = text_file_read("worked-sample.json");
    expect_part(kept, "Fast cars");
    expect_part(kept, "Parents");
    free(kept);
    free(copy);
    free(sample);
    free(text);
}

/* Runs a line as it stands there; without a terminal to draw on, a session is told in words. */
static void run_line(const char *line, size_t len_bytes)
{
    struct str script = STR_EMPTY;
    str_addf(&script, "PATH=\"$PWD/bin:$PATH\"; %.*s", (int)len_bytes, line);
    struct ran ran = program_run(NULL, WORDS("sh", "-c", str_text(&script)));
    cr_expect_eq(ran.status, 0, "%.*s: %d\n%s%s", (int)len_bytes, line, ran.status,
                 str_text(&ran.out), str_text(&ran.err));
    ran_finish(&ran);
    str_finish(&script);
}

Test(readme_steps, its_commands_can_be_run_in_their_order)
{
    char *text = readme();
    const char *at = strstr(text, "\n## Using the files\n");
    cr_assert(at, "the README does not say how files are used");
    const char *end = strstr(at, "\n**Hand-outs**");
    size_t count = 0;
    struct ran made =
        program_run(NULL, WORDS("sh", "-c", "mkdir bin && ln -s \"$0\" bin/roundtable",
                                program_path()));
    cr_assert_eq(made.status, 0);
    ran_finish(&made);
    for (const char *line; (line = strstr(at, "\n    roundtable ")) && line < end;) {
        line += strlen("\n    ");
        run_line(line, strcspn(line, "\n"));
        at = line;
        count++;
    }
    cr_expect_geq(count, 19);
    static const char *const files[] = {"table-4.html", "wall.pdf",     "map.svg",
                                        "table-4.md",   "seminar.xlsx", "seminar.pdf"};
    for (size_t i = 0; i < LENGTH(files); i++) {
        cr_expect_eq(access(files[i], R_OK), 0, "%s is not there", files[i]);
    }
    free(text);
}
