/* A goal whose words are redacted, while notes stand under it: wherever it is named something is
 * said, and no empty quotes. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static void enter(void)
{
    enter_folder();
    tables_write("a.json",
                 "{\"id\":\"one\",\"place\":\"Leeds\",\"goals\":["
                 "{\"text\":\"Help Mrs Smith\",\"barriers\":[\"Rain\",\"Mud\"]},"
                 "{\"text\":\"Walk\",\"organisations\":[\"Lend boots\"]}]}");
    free(OUTPUT_OF("redact", "--yes", "--entry", "Help Mrs Smith", "a.json"));
}

TestSuite(taken_out, .init = enter, .fini = folder_finish);

Test(taken_out, sentences_and_papers_name_it)
{
    char *missing = OUTPUT_OF("missing", "a.json");
    expect_part(missing, "‘(taken out)’ has no action yet for its 2 barriers.");
    expect_no_part(missing, "‘’");
    free(missing);
    char *page = OUTPUT_OF("export", "-f", "text", "a.json");
    expect_part(page, "1. (taken out)");
    free(page);
}

Test(taken_out, the_room_and_its_questions_name_it)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_wait(t, "(taken out)");
    typist_press(t, "w", "‘(taken out)’ has no action yet");
    typist_press(t, ESC, "1 Goals");
    typist_press(t, "d", "‘(taken out)’ and its 2 notes?");
    typist_press(t, "y", "Deleted ‘(taken out)’");
    typist_press(t, "R", "the goal ‘(taken out)’ with 2 notes");
    typist_press(t, ESC, "1 Goals");
    typist_press(t, "u", "Rain");
    typist_press(t, "2", "Rain");
    typist_press(t, "d", "Deleted ‘Rain’");
    typist_press(t, "R",
                 "(Barriers of ‘(taken out)’) · Deleted ‘Rain’."); /* two sentences */
    typist_press(t, ESC, "1 Goals");
    typist_leave(t);
}
