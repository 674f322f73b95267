/* Whatever people's words stand in, and log or the edits tell of, redact finds and takes out. */

#include "model/author.h"
#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(redact_places, .init = enter_folder, .fini = end_without_fault, .timeout = 120);

/* A place, what stands in it, and what of that is asked for; NULL: all of it. */
static const struct place {
    const char *kind, *id, *field, *text, *asked;
} places[] = {
    {"goal", "g", "draft:barriers", "Mr Jones drinks, wife left", NULL},
    {"goal", "g", "draft:barriers~2", "Dear Dr Shaw\\n\\nMr Ali is worse",
     "Dear Dr Shaw Mr Ali is worse"},
    {"goal", "g", "draft", "Mrs Brown first", NULL},
    {"session", "s", "draft", "Mrs Green alone", NULL},
    {"session", "s", "draft:vision", "Mr Hall walks again", NULL},
    {"session", "s", "draft:form:details", "title: Evening at Mr Penn's", NULL},
    {"session", "s", "draft:form:question", "question: Who knows Mr Dale?", NULL},
    {"session", "s", "draft:form:day:coffee", "stage: Coffee at Mrs Vane's", NULL},
    {"session", "s", "title", "Friends of Mr Ward", NULL},
    {"session", "s", "place", "At Mrs Cole's", NULL},
    {"session", "s", "facilitator", "Zoe Quill", NULL},
    {"session", "s", "answer_to", "zoe@nowhere.example", NULL},
    {"session", "s", "stage_title:coffee", "Tea with Mr Lake", NULL},
    {"note", "n", "draft", "Mr Birch is shy", NULL},
    {"note", "n", "draft:form:promise", "who: Amy Frost\\nwhen: soon",
     "who: Amy Frost when: soon"},
    {"note", "n", "draft:form:paper", "Paper of Mr Reed", NULL},
    {"note", "n", "who", "Ivy Marsh", NULL},
    {"note", "n", "when", "when Mr Stone is back", NULL},
    {"note", "n", "messenger", "Una Flint", NULL},
    {"note", "n", "outcome", "Mr Clay has moved", NULL},
    {"goal", "q", "draft:form:answer", "Mr Heath does", NULL},
    {"goal", "q", "draft:form:reworded", "question: Is Mr Moor there?", NULL},
    {"theme", "t", "draft:form:theme", "name: Neighbours of Mrs Dell", NULL},
    {"theme", "t", "name", "Mr Glen and others", NULL},
    {"goal", "q", "text", "Who visits Mr Wood?", NULL},
    {"note", "a", "text", "Mrs Firth does", NULL},
    {"offer", "o", "text", "Mr Thorn sent this", NULL},
    {"session", "s", "vision", "Nobody like Mr Croft", NULL},
};

static const char frame[] =
    "{\"version\":1,\"edits\":["
    "{\"key\":\"aaaa.1\",\"at\":\"2017-02-22T12:14:03.512Z\",\"of\":\"session:s\","
    "\"set\":{\"table\":\"1\"}},"
    "{\"key\":\"aaaa.2\",\"at\":\"2017-02-22T12:14:03.512Z\",\"of\":\"goal:g\",\"set\":{"
    "\"session\":\"session:s\",\"place\":\"V\",\"text\":\"More walking\"}},"
    "{\"key\":\"aaaa.3\",\"at\":\"2017-02-22T12:14:03.512Z\",\"of\":\"note:n\",\"set\":{"
    "\"goal\":\"goal:g\",\"column\":\"groups\",\"place\":\"V\",\"text\":\"Ask them\"}},"
    "{\"key\":\"aaaa.4\",\"at\":\"2017-02-22T12:14:03.512Z\",\"of\":\"goal:q\",\"set\":{"
    "\"session\":\"session:s\",\"place\":\"V\",\"grid\":\"questions\",\"asks\":\"words\"}"
    "},"
    "{\"key\":\"aaaa.5\",\"at\":\"2017-02-22T12:14:03.512Z\",\"of\":\"note:a\",\"set\":{"
    "\"goal\":\"goal:q\",\"column\":\"answers\",\"place\":\"V\"}},"
    "{\"key\":\"aaaa.6\",\"at\":\"2017-02-22T12:14:03.512Z\",\"of\":\"offer:o\",\"set\":{"
    "\"session\":\"session:s\",\"goal\":\"goal:g\",\"column\":\"barriers\","
    "\"aside\":\"yes\"}},"
    "{\"key\":\"aaaa.7\",\"at\":\"2017-02-22T12:14:03.512Z\",\"of\":\"theme:t\",\"set\":{"
    "\"column\":\"barriers\"}}";

/* Each said in an edit of its own, and half of them taken back: drafts put aside. */
static void write_all(void)
{
    struct str text = str_of("%s", frame);
    for (size_t i = 0; i < LENGTH(places); i++) {
        const struct place *p = &places[i];
        str_addf(
            &text,
            ",{\"key\":\"bbbb.%zu\",\"at\":\"2017-02-22T12:15:03.512Z\",\"by\":\"Ben\","
            "\"of\":\"%s:%s\",\"set\":{\"%s\":\"%s\"}}",
            i + 1, p->kind, p->id, p->field, p->text);
    }
    str_add(&text, "]}");
    text_file_write("a.json", text.bytes);
    str_finish(&text);
    struct session_file file;
    struct author ana;
    cr_assert(file_open("a.json", &file, &err), "%s", err_text(&err));
    cr_assert_not(file.damaged);
    author_init(&ana, file.session, 1, "Ana");
    ana.now_ms = INT64_C(1487768400000);
    for (size_t i = 0; i < LENGTH(places); i++) {
        const struct record *record =
            session_record(file.session, places[i].kind, places[i].id);
        if (strncmp(places[i].field, "draft", strlen("draft")) == 0) {
            author_set(&ana, record, places[i].field, VALUE_NOTHING, &err);
        }
    }
    cr_assert(file_save(&file, &err), "%s", err_text(&err));
    author_finish(&ana);
    file_close(&file);
}

static char *files_saying(const char *words)
{
    struct ran ran =
        program_run(NULL, (const char *const[]){"grep", "-rlF", "-e", words, ".", NULL});
    char *names = str_take(&ran.out);
    ran_finish(&ran);
    return names;
}

Test(redact_places, whatever_words_stand_in_they_are_found_and_gone_for_good)
{
    write_all();
    for (size_t i = 0; i < LENGTH(places); i++) {
        const struct place *p = &places[i];
        char *names = files_saying(p->text);
        cr_expect(names && strchr(names, '\n') != strrchr(names, '\n'),
                  "in the file and an earlier state: %s", names);
        free(names);
        struct ran ran =
            program_run(NULL, WORDS("roundtable", "redact", "--yes", "--entry",
                                    p->asked ? p->asked : p->text, "a.json"));
        cr_expect_eq(ran.status, 0, "%s: %d %s%s", p->text, ran.status,
                     str_text(&ran.out), str_text(&ran.err));
        expect_no_part(str_text(&ran.out), "draft:"); /* people call it otherwise */
        expect_no_part(str_text(&ran.out), "_");
        ran_finish(&ran);
        names = files_saying(p->text);
        cr_expect(!names || !*names, "%s stands in %s", p->text, names);
        free(names);
    }
    EXPECT_RUN(0, "More walking", NULL, "export", "a.json");
    EXPECT_RUN(0, "Ask them", NULL, "export", "a.json");
}

/* One goal, and what was said of it: edits as in a file, behind the frame. */
static void write_edits(const char *edits)
{
    struct str text = STR_EMPTY;
    str_addf(&text, "%s%s]}", frame, edits);
    text_file_write("a.json", text.bytes);
    str_finish(&text);
}

#define EDIT(n, minute, of, set)                                                         \
    ",{\"key\":\"cccc." n "\",\"at\":\"2017-02-22T12:" minute ":03.512Z\",\"of\":\"" of  \
    "\",\"set\":{" set "}}"

static void expect_words(const char *words, bool there)
{
    char *names = files_saying(words);
    cr_expect_eq(names && *names, there, "%s: %s", words, names ? names : "nowhere");
    free(names);
}

/* What is shown says in people's words where it stands. */
Test(redact_places, where_words_stand_is_told_in_words)
{
    static const char *const rows[][2] = {
        {"Mr Jones drinks, wife left", "draft of a new barrier: ‘Mr Jones"},
        {"Mrs Brown first", "draft of other words: ‘Mrs"},
        {"Mrs Green alone", "draft of a new goal: ‘Mrs"},
        {"title: Evening at Mr Penn's", "draft of the details: ‘title"},
        {"zoe@nowhere.example", "address to answer to: ‘zoe"},
        {"Tea with Mr Lake", "name of a stage: ‘Tea"},
        {"who: Amy Frost when: soon", "draft of a promise: ‘who"},
        {"Ivy Marsh", "      who: ‘Ivy Marsh’"},
        {"question: Is Mr Moor there?", "draft of other words: ‘question"},
    };
    write_all();
    for (size_t i = 0; i < LENGTH(rows); i++) {
        EXPECT_RUN(0, rows[i][1], NULL, "redact", "--dry-run", "--entry", rows[i][0],
                   "a.json");
    }
}

Test(redact_places, an_entry_goes_with_the_draft_that_it_began_as_and_no_other_there)
{
    write_edits(
        EDIT("1", "16", "goal:g", "\"draft:barriers\":\"Mr Jo\"")
            EDIT("2", "17", "goal:g", "\"draft:barriers\":\"Mr Job\"")
                EDIT("3", "18", "goal:g", "\"draft:barriers\":null")
                    EDIT("4", "18", "note:m",
                         "\"goal\":\"goal:g\",\"column\":\"barriers\","
                         "\"place\":\"V\",\"text\":\"Mr Jones drinks\"")
                        EDIT("5", "19", "goal:g", "\"draft:barriers\":\"Far to walk\""));
    EXPECT_RUN(0, "‘Mr Job’", NULL, "redact", "--yes", "--entry", "mr jones drinks",
               "a.json");
    expect_words("Mr Jo", false);
    expect_words("Far to walk", true);
}

Test(redact_places, a_part_of_a_draft_is_told_with_an_id_that_takes_it_out)
{
    write_edits(EDIT("1", "16", "goal:g", "\"draft:barriers\":\"Dear Dr Shaw\\nMr Ali\"")
                    EDIT("2", "17", "goal:g", "\"draft:barriers\":null"));
    EXPECT_RUN(1, "the goal ‘More walking’  (goal:g/draft:barriers)", NULL, "redact",
               "--yes", "--entry", "mr ali", "a.json");
    expect_words("Mr Ali", true);
    EXPECT_RUN(0, "redacted", NULL, "redact", "--yes", "--entry", "goal:g/draft:barriers",
               "a.json");
    expect_words("Mr Ali", false);
    expect_words("More walking", true);
}

Test(redact_places, who_promised_before_goes_and_who_promises_now_stays)
{
    write_edits(EDIT("1", "16", "note:n", "\"who\":\"Amy Frost\",\"when\":\"soon\"")
                    EDIT("2", "17", "note:n", "\"who\":\"Ivy Marsh\""));
    EXPECT_RUN(0, "redacted", NULL, "redact", "--yes", "--entry", "Amy Frost", "a.json");
    expect_words("Amy Frost", false);
    expect_words("Ivy Marsh", true);
    expect_words("\"when\": \"soon\"", true);
}

Test(redact_places, what_was_typed_when_the_program_was_killed_is_found_in_the_journal)
{
    struct session_file file;
    write_edits(EDIT("1", "16", "goal:g", "\"draft:barriers\":\"Far to walk\""));
    cr_assert(file_open("a.json", &file, &err), "%s", err_text(&err));
    cr_assert(journal_append_draft(&file.journal, "dddd", "Ana", "goal:g", "draft:groups",
                                   "Mr Jones dri", &err));
    file_close(&file);
    EXPECT_RUN(0, "1 draft in its journal", NULL, "redact", "--yes", "--entry",
               "Mr Jones dri", "a.json");
    expect_words("Mr Jones", false);
    expect_words("Far to walk", true);
}
