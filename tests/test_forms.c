/* What a session's form does not know, and forms that lie in a data folder: found by every
 * command, and what is not shown is said by every command. On the program itself. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(forms, .init = enter_folder, .fini = folder_finish);

static const char form[] = "{\"format\":\"roundtable "
                           "template\",\"id\":\"garden\",\"title\":\"Garden\",\"grids\":"
                           "[{\"id\":\"bed\",\"title\":\"Beds\",\"columns\":[{\"id\":"
                           "\"weeds\",\"title\":\"What grows "
                           "there\"}]}]}";

static const char in_the_garden[] = "{\"sessions\":[{\"title\":\"Plot\",\"template\":"
                                    "\"garden\",\"goals\":[{\"text\":\"More "
                                    "beans\",\"weeds\":[\"Bindweed\",\"Nettles\"]}]}]}";

static const char respect[] =
    "{\"sessions\":[{\"title\":\"T\",\"goals\":[{\"text\":\"More walking\",\"enablers\":"
    "[\"Respect\"]}]}]}";

static void install(void)
{
    char *data = test_path("data");
    text_file_write("data/templates/garden.json", form);
    program_env("ROUNDTABLE_DATA", data);
    free(data);
}

Test(forms, a_column_that_no_form_knows_is_in_every_hand_out)
{
    static const char *const formats[] = {"text", "markdown", "html", "csv", "json"};
    text_file_write("t.json", respect);
    for (size_t i = 0; i < LENGTH(formats); i++) {
        char *out = exported("t.json", formats[i]);
        expect_part(out, "enablers");
        expect_part(out, "Respect");
        free(out);
    }
    EXPECT_RUN(3, "column \"enablers\" is not in the template\n", NULL, "check",
               "t.json");
    EXPECT_RUN(0, "notes 1,", NULL, "merge", "-o", "m.json", "t.json");
}

/* Older programs kept such a list as a field of the goal, where nobody saw it. */
Test(forms, a_list_that_an_older_program_kept_as_a_field_becomes_a_column)
{
    struct writer w;
    struct err err = ERR_NONE;
    struct author hand;
    writer_open(&w, "t.json", 7);
    author_init(&hand, w.file.session, 8, "hand");
    hand.now_ms = w.author.now_ms;
    const struct record *goal = writer_goal(&w, "More walking");
    cr_assert(author_set(&hand, goal, "enablers",
                         VALUE_OF_JSON("[\"Respect\",{\"text\":\"Trust\"}]"), &err));
    cr_assert(author_set(&hand, goal, "numbers", VALUE_OF_JSON("[1,2]"), &err));
    author_finish(&hand);
    writer_save(&w);
    writer_close(&w);
    EXPECT_RUN(3,
               "Other columns\n-------------\n\n1. More walking\n\n   enablers\n   - "
               "Respect\n   - Trust\n",
               "kept, but not shown: \"numbers\" of 1 goal\n", "export", "t.json");
    EXPECT_RUN(3, "notes 2,", "", "check", "t.json");
    EXPECT_RUN(3, "notes 2,", "", "merge", "-o", "m.json", "t.json");
    EXPECT_RUN(3, "notes 2,", "", "merge", "-o", "again.json", "t.json", "m.json");
    char *once = text_file_read("m.json"), *twice = text_file_read("again.json");
    cr_expect_str_eq(once, twice);
    free(once);
    free(twice);
    struct typist *t = typist_open(24, 120, WORDS("roundtable", "t.json"));
    typist_wait(t, "Taken in what was written by hand");
    typist_wait(t, "kept, but not shown: \"numbers\" of 1 goal.");
    typist_type(t, "/trust\r");
    typist_wait(t, "enablers 2");
    typist_leave(t);
    EXPECT_RUN(3, "notes 2,", "", "check", "t.json");
    char *saved = text_file_read("t.json");
    expect_no_part(saved, "\"enablers\": [\"Respect\"");
    free(saved);
}

Test(forms, an_installed_form_is_found_by_its_id_and_travels_in_the_file)
{
    static const char *const formats[] = {"text", "markdown", "html"};
    install();
    text_file_write("t.json", in_the_garden);
    EXPECT_RUN(0, "notes 2,", NULL, "check", "t.json");
    for (size_t i = 0; i < LENGTH(formats); i++) {
        char *out = exported("t.json", formats[i]);
        expect_part(out, "What grows there");
        expect_part(out, "Nettles");
        free(out);
    }
    EXPECT_RUN(0, "notes 2,", NULL, "merge", "-o", "m.json", "t.json");
    program_env("ROUNDTABLE_DATA", "/nowhere");
    EXPECT_RUN(0, "What grows there", NULL, "export", "-f", "text", "m.json");
}

Test(forms, a_form_that_nobody_has_is_said_by_every_command)
{
    static const char said[] =
        "t.json: the template \"garden\" is neither in the file nor "
        "installed: its columns stand last, under their own names\n";
    text_file_write("t.json", in_the_garden);
    EXPECT_RUN(3, "Nettles", said, "t.json");
    EXPECT_RUN(3, "weeds,Bindweed", said, "export", "-f", "csv", "t.json");
    EXPECT_RUN(3, "", said, "missing", "t.json");
    EXPECT_RUN(3, "", said, "log", "t.json");
    EXPECT_RUN(3, "", said, "diff", "t.json", "t.json");
    EXPECT_RUN(3, "", said, "check", "t.json");
    EXPECT_RUN(3, "notes 2", "the template \"garden\" is", "merge", "-o", "m.json",
               "t.json");
    install(); /* later, and what was saved without it finds it */
    EXPECT_RUN(0, "What grows there", NULL, "export", "-f", "text", "m.json");
}

Test(forms, what_is_kept_and_not_shown_is_said_by_every_command)
{
    static const char said[] = "t.json: kept, but not shown: \"tags\" of 1 goal, "
                               "\"mood\" of 2 notes, 1 record of "
                               "the kind \"poll\"\n";
    text_file_write("t.json", "{\"sessions\":[{\"id\":\"s\",\"title\":\"T\",\"goals\":[{"
                              "\"id\":\"g\",\"text\":\"G\","
                              "\"tags\":[1],\"barriers\":[{\"text\":\"A\",\"mood\":"
                              "\"glad\",\"weight\":\"cliff\"},"
                              "{\"text\":\"B\",\"mood\":\"sad\",\"who\":\"Ana\"}]}]}],"
                              "\"edits\":[{\"key\":\"a.1\","
                              "\"at\":\"2017-02-22T12:14:03.512Z\",\"of\":\"poll:p\","
                              "\"set\":{\"text\":\"Tea?\"}}]}");
    EXPECT_RUN(3, "Cliff", said, "export", "-f", "text", "t.json");
    EXPECT_RUN(3, "", said, "missing", "t.json");
    EXPECT_RUN(3, "", said, "log", "t.json");
    EXPECT_RUN(3, "\"tags\" is not in the template, so it is not shown", said, "check",
               "t.json");
    EXPECT_RUN(3, "", "kept, but not shown", "merge", "-o", "m.json", "t.json");
}

Test(forms, on_the_screen_a_column_that_no_form_knows_is_like_any_other)
{
    text_file_write(
        "t.json",
        "{\"sessions\":[{\"title\":\"T\",\"goals\":[{\"text\":\"More walking\","
        "\"barriers\":[\"Rain\"],\"enablers\":[\"Respect\"],\"mood\":\"glad\"}]}]}");
    struct typist *t = typist_open(24, 120, WORDS("roundtable", "t.json"));
    typist_wait(t, "kept, but not shown: \"mood\" of 1 goal");
    typist_type(t, "/respect");
    typist_wait(t, "1 of 1");
    typist_type(t, "\r");
    typist_wait(t, "6 enablers 1");
    typist_type(t, "e too\r");
    typist_wait_row(t, 20, " Respect too"); /* the box is closed */
    typist_type(t, "G2m");
    typist_wait(t, "enablers");
    typist_wait(t, "Not in the form");
    typist_type(t, "enab\r");
    typist_wait(t, "6 enablers 2"); /* where it has gone */
    typist_wait(t, "? Keys");
    typist_leave(t);
    EXPECT_RUN(3, "enablers,Rain", "not shown", "export", "-f", "csv", "t.json");
    EXPECT_RUN(3, "enablers,Respect too", "", "export", "-f", "csv", "t.json");
}
