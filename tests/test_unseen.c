/* What another program says while a form, a list or a box is open here was not seen by
 * whoever closes it: it is never replaced by what they choose there. */

#include "model/author.h"
#include "store/file.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/program.h"
#include "support/said.h"
#include "support/seminar.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ESC "\x1b"
#define DOWN "\x1b[B"
#define CTRL_U "\x15"
#define CTRL_S "\x13"

static const char shared[] =
    "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{\"title\":\"Old\","
    "\"vision\":\"Neighbours\",\"goals\":[{\"text\":\"Sing\","
    "\"barriers\":[\"Stigma\"],\"stakeholders\":[\"Carers\"],"
    "\"groups\":[\"Lunch club\",\"Choir\"]}]}]}";

static void enter(void)
{
    cr_assert_eq(chdir(test_folder()), 0);
    text_file_write("a.json", shared);
}

TestSuite(unseen, .init = enter, .fini = folder_finish);

static struct typist *start(const char *by)
{
    struct typist *t = typist_start(
        24, 80, (const char *const[]){"roundtable", "--by", by, "a.json", NULL});
    typist_wait(t, "? Keys");
    return t;
}

/* Two people at the file: Ana is where her keys bring her, and sees that; then Ben says
 * something, and Ana's program has taken it in. */
struct pair {
    struct typist *ana, *ben;
};

static struct pair meet(const char *ana_keys, const char *sees, const char *ben_keys,
                        const char *done)
{
    struct pair pair = {.ana = start("Ana")};
    typist_wait(pair.ana, " saved");
    pair.ben = start("Ben");
    typist_wait(pair.ana, "with Ben");
    typist_type(pair.ana, ana_keys);
    typist_wait(pair.ana, sees);
    typist_type(pair.ben, ben_keys);
    typist_wait(pair.ben, done);
    typist_type(pair.ben, "]"); /* edits come in order, and of a stage one is told */
    typist_wait(pair.ana, "Ben began");
    return pair;
}

static void part(struct pair pair)
{
    typist_leave(pair.ana);
    typist_leave(pair.ben);
}

/* What a field of the file says, "" for any of several, and in how many wordings. */
static void expect_wordings(const char *words, const char *field, size_t wordings,
                            const char *shown)
{
    struct session_file file;
    struct err err = ERR_NONE;
    cr_assert(file_open("a.json", &file, &err), "%s", err_text(&err));
    size_t count;
    const struct record *record = words ? record_saying(file.session, words)
                                        : session_tables(file.session, &count)[0];
    const struct field *found = record_field(record, field);
    cr_expect_eq(field_wordings(found), wordings, "%s has %zu wordings", field,
                 field_wordings(found));
    cr_expect(!*shown || strcmp(record_words(record, field), shown) == 0, "%s is %s",
              field, record_words(record, field));
    file_close(&file);
}

#define TO_TITLE_OF_BEN "o" CTRL_U "New" CTRL_S

Test(unseen, a_form_that_nothing_was_changed_in_changes_nothing)
{
    struct pair pair = meet("o", "Details of this session", TO_TITLE_OF_BEN, "New");
    typist_type(pair.ana, CTRL_S);
    typist_wait_gone(pair.ana, "Details of this session");
    typist_wait(pair.ana, "New");
    part(pair);
    expect_wordings(NULL, "title", 1, "New");
}

Test(unseen, a_form_sets_only_what_was_changed_in_it)
{
    struct pair pair = meet("o", "Details of this session", TO_TITLE_OF_BEN, "New");
    typist_type(pair.ana, DOWN CTRL_U "Hull" CTRL_S);
    typist_wait_gone(pair.ana, "Details of this session");
    part(pair);
    expect_wordings(NULL, "title", 1, "New");
    expect_wordings(NULL, "place", 1, "Hull");
}

/* Two titles, unseen by each other; both are told, and Ana sees both in her form. */
static struct pair two_titles(void)
{
    struct pair pair = meet("o", "Details of this session", TO_TITLE_OF_BEN, "New");
    typist_type(pair.ana, CTRL_U "Mine" CTRL_S);
    typist_wait(pair.ana, "Somebody else changed it");
    typist_wait(pair.ana, "both are kept. o shows both.");
    typist_wait(pair.ben, "Ana changed the title, too; both are kept. o shows both.");
    typist_wait_row(pair.ana, 0, "not settled: title");
    typist_wait_row(pair.ben, 0, "not settled: title");
    typist_wait(pair.ana, " saved");
    expect_wordings(NULL, "title", 2, "");
    typist_type(pair.ana, "o");
    typist_wait(pair.ana, "Also said: ‘");
    typist_wait(pair.ana, " (others said otherwise)");
    return pair;
}

Test(unseen, two_titles_both_stay_until_somebody_who_sees_both_chooses)
{
    struct pair pair = two_titles();
    typist_type(pair.ana, CTRL_U "Both" CTRL_S);
    typist_wait_gone(pair.ana, "Details of this session");
    typist_wait_gone(pair.ben, "not settled: title");
    part(pair);
    expect_wordings(NULL, "title", 1, "Both");
}

Test(unseen, a_form_that_is_kept_as_it_was_settles_nothing)
{
    struct pair pair = two_titles();
    typist_type(pair.ana, DOWN CTRL_U "Hull" CTRL_S);
    typist_wait(pair.ana, "Changed the details: place ‘Hull’.");
    typist_press(pair.ana, "o", "Also said: ‘");
    typist_press(pair.ana, CTRL_S, "Nothing was changed.");
    part(pair);
    expect_wordings(NULL, "title", 2, "");
}

Test(unseen, what_a_form_shows_of_several_stands_once_its_line_was_gone_on_from)
{
    struct pair pair = two_titles();
    typist_type(pair.ana, "\r");
    typist_wait_gone(pair.ana, "(others said otherwise)");
    typist_press(pair.ana, CTRL_S, "Settled for everyone: title ‘");
    typist_wait_gone(pair.ben, "not settled: title");
    part(pair);
    expect_wordings(NULL, "title", 1, "");
    EXPECT_RUN(0, "settled the title on ‘", NULL, "log", "a.json");
}

/* By ear a full stop keeps all as it is, and an empty line goes on. */
Test(unseen, who_hears_is_told_of_both_titles_before_they_choose)
{
    free(said_to("goal A\n"));
    EXPECT_RUN(0, "tables 1", NULL, "merge", "-o", "other.json", "table.json");
    free(said_to("details\nNew\n.\n"));
    rename("table.json", "one.json");
    rename("other.json", "table.json");
    free(said_to("details\nMine\n.\n"));
    EXPECT_RUN(0, "tables 1", NULL, "merge", "-o", "both.json", "table.json", "one.json");
    rename("both.json", "table.json");
    expect_said("details\n.\n", "Nothing was changed.");
    expect_said("details\n.\n", "(Also said: ‘");
    expect_said("details\n\n.\n", "Settled for everyone: title ‘");
    expect_unsaid("details\n.\n", "Also said");
}

Test(unseen, what_was_chosen_beside_another_leaves_both)
{
    static const struct {
        const char *ana, *sees, *ben, *done, *then, *says, *words, *field;
    } rows[] = {
        /* the form of who and when */
        {"2c", "Who and when", "2c" CTRL_U "Ben" CTRL_S, "Ben, for", CTRL_U "Ana" CTRL_S,
         "Somebody else changed", "Stigma", "who"},
        /* the menu of marks */
        {"2x", "Mark ‘Stigma’", "2xb", "Boulder:", "p", "both are kept", "Stigma",
         "weight"},
        /* what answers a barrier */
        {"2A", "What answers ‘Stigma’", "2A" DOWN "\r", "‘Choir’ answers", "\r",
         "both are kept", "Stigma", "answered"},
        /* where a note is moved to */
        {"2m", "Move ‘Stigma’", "2m3", "Moved", "4", "both are kept", "Stigma", "column"},
        /* the menu of votes */
        {"b", "begin a ballot", "b3", "Began a ballot", "5", "both are kept", NULL,
         "dots"},
        /* the box of the vision, which says it at its place */
        {"0", "Neighbours", "0" CTRL_U "Friends\r", "Friends", CTRL_U "Us\r",
         "2 wordings", NULL, "vision"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        enter();
        struct pair pair = meet(rows[i].ana, rows[i].sees, rows[i].ben, rows[i].done);
        typist_type(pair.ana, rows[i].then);
        typist_wait(pair.ana, rows[i].says);
        if (strcmp(rows[i].ana, "b") == 0) { /* which is offered again */
            typist_type(pair.ana, ESC);
            typist_wait(pair.ana, "? Keys");
        }
        part(pair);
        expect_wordings(rows[i].words, rows[i].field, 2, "");
    }
}

Test(unseen, drafts_of_two_are_kept_apart)
{
    struct pair pair = meet("e", "Editing", "e loudly" ESC, "Kept as a draft");
    typist_press(pair.ana, " softly" ESC, "Kept as a draft");
    part(pair);
    expect_wordings("Sing", "draft", 1, "Sing loudly");
    expect_wordings("Sing", "draft:~2", 1, "Sing softly");
}

Test(unseen, what_an_author_says_is_seen_whenever_it_came)
{
    struct author author;
    struct err err = ERR_NONE;
    struct session *session = session_new();
    author_init(&author, session, 1, "Ana");
    const struct record *table =
        author_add_table(&author, NULL, NULL, NULL, NULL, NULL, &err);
    author.seen_edits = session_edit_count(session);
    cr_assert(author_set(&author, table, "title", VALUE_OF_TEXT("One"), &err));
    cr_assert(author_set(&author, table, "title", VALUE_OF_TEXT("Two"), &err));
    cr_expect_eq(field_wordings(record_field(table, "title")), 1);
    author_finish(&author);
    session_free(session);
}

/* Both are about to name the same theme, and Ben has. */
static struct pair name_a_theme(void)
{
    struct pair pair = {0};
    seminar_write();
    pair.ana = seminar_open_themes(24, 80);
    typist_type(pair.ana, "\t2c");
    typist_wait(pair.ana, "What shall they be called?");
    pair.ben = seminar_open_themes(24, 80);
    typist_type(pair.ben, "\t2cShyness\r");
    typist_wait(pair.ben, "is called ‘Shyness’ now");
    typist_wait(pair.ana, "Shyness");
    return pair;
}

Test(unseen, a_name_left_unsaid_does_not_take_away_what_another_gave)
{
    struct pair pair = name_a_theme();
    typist_type(pair.ana, "\r");
    typist_wait(pair.ana, "Somebody else has named it meanwhile");
    typist_wait(pair.ana, "Shyness");
    typist_free(pair.ana);
    typist_free(pair.ben);
}

Test(unseen, two_names_of_a_theme_both_stay)
{
    struct pair pair = name_a_theme();
    typist_type(pair.ana, "Fear\r");
    typist_wait(pair.ana, "both are kept");
    typist_free(pair.ana);
    typist_free(pair.ben);
}
