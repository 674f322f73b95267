/* roundtable redact: somebody asks to be forgotten, as a newcomer would do it, and looks
 * for the words afterwards in every file. */

#include "model/author.h"
#include "model/ballot.h"
#include "store/company.h"
#include "store/file.h"
#include "store/generations.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

TestSuite(redact, .init = enter_folder, .fini = end_without_fault, .timeout = 120);

/* A table by Ana, with Ben's note between two of hers; some of it in the journal. */
struct desk {
    struct session_file file;
    struct author ana, ben;
    const struct record *table, *goal, *lonely, *fares;
};

static void keep(struct desk *d)
{
    cr_assert(file_save(&d->file, &err), "%s", err_text(&err));
}

/* An edit that is in the journal alone. */
static void journal_newest(struct desk *d)
{
    size_t at = session_change_count(d->file.session) - 1;
    const struct edit *edit = session_next_arrival(d->file.session, &at);
    cr_assert(journal_append(&d->file.journal, &edit, 1, &err), "%s", err_text(&err));
}

static void write_table(struct desk *d)
{
    file_new("a.json", &d->file);
    author_init(&d->ana, d->file.session, 1, "Ana");
    author_init(&d->ben, d->file.session, 2, "Ben");
    d->ana.now_ms = d->ben.now_ms = INT64_C(1487764800000);
    d->table =
        author_add_table(&d->ana, NULL, "Ageing", "Leeds", "2017-02-22", "4", &err);
    d->goal = author_add_goal(&d->ben, d->table, NULL, "Less isolation", &err);
    d->lonely =
        author_add_note(&d->ana, d->goal, "barriers", NULL, "Mrs Smith is shy", &err);
    keep(d);
    d->fares =
        author_add_note(&d->ben, d->goal, "barriers", d->lonely, "Bus fares", &err);
    author_reword(&d->ana, d->lonely, "Mrs Smith is lonely", &err);
    author_set(&d->ana, d->fares, "weight", VALUE_OF_TEXT("boulder"), &err);
    author_vote(&d->ana, d->fares, "person 2", 2, &err);
    author_set(&d->ben, d->fares, "who", VALUE_OF_TEXT("Ana and Ben"), &err);
    author_set(&d->ana, d->fares, "when", VALUE_OF_TEXT("before Easter"), &err);
    keep(d);
    author_set(&d->ana, d->lonely, "draft", VALUE_OF_TEXT("Mrs Smith is sad"), &err);
    author_set(&d->ben, d->lonely, "draft:form:promise",
               VALUE_OF_TEXT("who: the son of Mrs Smith"), &err);
    author_set(&d->ben, d->fares, "draft:form:promise", VALUE_OF_TEXT("who: Ana, C"),
               &err);
    journal_newest(d);
    struct str of = STR_EMPTY;
    str_addf(&of, "note:%s", record_id(d->lonely));
    journal_append_draft(&d->file.journal, d->ana.actor, NULL, of.bytes, "draft",
                         "Mrs Smith is sadd", &err);
    str_finish(&of);
    author_finish(&d->ana);
    author_finish(&d->ben);
    file_close(&d->file);
}

static void expect_said(const char *input, int status, const char *part,
                        const char *const argv[])
{
    struct ran ran = program_run(input, argv);
    struct str all = STR_EMPTY;
    str_addf(&all, "%s%s", str_text(&ran.out), str_text(&ran.err));
    cr_expect_eq(ran.status, status, "%d: %s", ran.status, str_text(&all));
    cr_expect(strstr(str_text(&all), part), "lacks %s:\n%s", part, str_text(&all));
    str_finish(&all);
    ran_finish(&ran);
}

#define REDACT(status, part, ...)                                                        \
    expect_said(NULL, status, part,                                                      \
                (const char *const[]){"roundtable", "redact", __VA_ARGS__, NULL})

/* The names of all files, in the folder and in the state folder, that say it. */
static char *files_saying(const char *words)
{
    struct ran ran = program_run(
        NULL, (const char *const[]){"grep", "-rl", "-F", "-e", words, ".", NULL});
    char *names = str_take(&ran.out);
    ran_finish(&ran);
    return names;
}

static void expect_nowhere(const char *words)
{
    char *names = files_saying(words);
    cr_expect(!names || !*names, "‘%s’ stands in\n%s", words, names);
    free(names);
}

static void expect_somewhere(const char *words)
{
    char *names = files_saying(words);
    cr_expect(names && *names, "‘%s’ is gone", words);
    free(names);
}

static void expect_file_grids(const char *expected)
{
    struct session_file file;
    cr_assert(file_open("a.json", &file, &err), "%s", err_text(&err));
    expect_grids(file.session, expected);
    file_close(&file);
}

Test(redact, an_entry_goes_with_every_wording_and_draft_from_every_file)
{
    struct desk d;
    write_table(&d);
    expect_somewhere("Mrs Smith is shy");
    REDACT(0, "the barrier ‘Mrs Smith is lonely’ of ‘Less isolation’", "--yes", "--entry",
           "Mrs Smith is lonely", "a.json");
    expect_nowhere("Mrs Smith");
    expect_file_grids("Less isolation | barriers: Bus fares (weight boulder, votes 2)\n");
    struct generations all = {0};
    generations_list("a.json", &all);
    cr_expect(all.count > 2, "the earlier states are kept, without the words");
    generations_finish(&all);
    REDACT(1, "No entry or draft of a.json has or had these words", "--yes", "--entry",
           "Mrs Smith is lonely", "a.json");
}

/* No empty quotes: what was said of it is known still, but not its words. */
Test(redact, what_the_log_tells_of_it_says_that_its_words_are_taken_out)
{
    struct desk d;
    write_table(&d);
    REDACT(0, "Mrs Smith is lonely", "--yes", "--entry", "Mrs Smith is lonely", "a.json");
    struct ran log = program_run(NULL, WORDS("roundtable", "log", "a.json"));
    cr_expect(strstr(str_text(&log.out), "(taken out)"), "%s%s", str_text(&log.out),
              str_text(&log.err));
    cr_expect_not(strstr(str_text(&log.out), "‘’"), "%s", str_text(&log.out));
    ran_finish(&log);
}

Test(redact, an_entry_is_found_as_lists_show_it_however_wide_its_blanks_are)
{
    static const char *const asked[] = {"line one line two", "tab here", " wide \t gap\n",
                                        "Café  noir"};
    text_file_write(
        "a.json", "{\"sessions\":[{\"goals\":[{\"text\":\"G\",\"barriers\":[\"line one"
                  "\\nline two\",\"tab\\there\",\"wide  gap\",\"Café\u00A0noir\"]}]}]}");
    for (size_t i = 0; i < LENGTH(asked); i++) {
        REDACT(0, "What goes from a.json", "--yes", "--entry", asked[i], "a.json");
    }
    expect_file_grids("G\n");
    REDACT(2, "--entry of no words", "--yes", "--entry", " \t", "a.json");
}

Test(redact, a_goal_goes_and_what_stands_under_it_stays)
{
    text_file_write("a.json", "{\"sessions\":[{\"table\":\"1\",\"goals\":[{\"text\":"
                              "\"Mrs Smith\",\"draft:barriers\":\"half a thou\","
                              "\"barriers\":[\"Rent\"]}]}]}");
    REDACT(0, "the goal ‘Mrs Smith’", "--entry", "mrs smith", "--yes", "a.json");
    expect_nowhere("Mrs Smith");
    expect_somewhere("half a thou");
    expect_file_grids(" | barriers: Rent\n");
}

Test(redact, a_person_goes_with_their_words_and_their_name_and_the_rest_stays)
{
    struct desk d;
    write_table(&d);
    REDACT(0, "and who made", "--by", "ana", "--yes", "a.json");
    expect_nowhere("Ana");
    expect_nowhere("Mrs Smith");
    expect_nowhere("before Easter");
    expect_file_grids("Less isolation | barriers: Bus fares (weight boulder, votes 2)\n");
    struct session_file file;
    size_t count;
    cr_assert(file_open("a.json", &file, &err));
    const struct record *table = session_tables(file.session, &count)[0];
    cr_expect_str_eq(record_words(table, "title"), "Ageing", "what a table is called");
    cr_expect_str_eq(record_author(record_saying(file.session, "Bus fares"))->by, "Ben");
    file_close(&file);
}

Test(redact, merging_an_old_copy_brings_nothing_back)
{
    struct desk d;
    write_table(&d);
    char *old = text_file_read("a.json");
    text_file_write("elsewhere/copy.json", old);
    free(old);
    REDACT(0, "are not reached from here", "--by", "Ana", "--yes", "a.json");
    expect_said(NULL, 0, "b.json",
                (const char *const[]){"roundtable", "merge", "-o", "b.json",
                                      "elsewhere/copy.json", "a.json", NULL});
    char *merged = text_file_read("b.json");
    cr_expect_null(strstr(merged, "Mrs Smith"));
    cr_expect_null(strstr(merged, "Ana"));
    free(merged);
}

Test(redact, a_copy_beside_is_named_and_wants_a_person)
{
    struct desk d;
    write_table(&d);
    char *old = text_file_read("a.json");
    text_file_write("a.sync-conflict.json", old);
    free(old);
    REDACT(3, "a.sync-conflict.json: redact there too", "--entry", "Mrs Smith is lonely",
           "--yes", "a.json");
    REDACT(0, "redacted", "--entry", "Mrs Smith is lonely", "--yes",
           "a.sync-conflict.json");
    expect_nowhere("Mrs Smith");
}

/* A table by Ana; what else lies beside it; and what is said of that. */
static void expect_left(const char *beside, const char *by, int status, const char *said)
{
    text_file_write("a.json", "{\"sessions\":[{\"table\":\"1\",\"facilitator\":\"Ana\","
                              "\"goals\":[\"More walking\"]}]}");
    text_file_write("beside.txt", beside);
    REDACT(status, said, "--by", by, "--yes", "a.json");
}

Test(redact, a_name_beside_is_found_in_any_case_and_behind_any_sign)
{
    const char *left = "beside.txt: redact there too";
    expect_left("Ana", "ana", 3, left);
    expect_left("told by ANA.", "Ana", 3, left);
    expect_left("{\"text\":\"Walk\\nAna said\"}", "Ana", 3, left);
    expect_left("\u2018Ana\u2019 said", "Ana", 3, left);
    expect_left("Ben\u2013Ana", "Ana", 3, left);
    expect_left("Ana's garden", "Ana", 3, left);
    expect_left("Ana\u2019s garden", "Ana", 3, left);
    expect_left("Anabel, Diana, \u00e4ana and don't", "Ana", 0, "redacted");
}

Test(redact, of_the_file_itself_no_earlier_state_is_blamed)
{
    text_file_write("a.json",
                    "{\"sessions\":[{\"table\":\"1\",\"goals\":[{\"text\":\"G\","
                    "\"barriers\":[\"Rent\",\"Rent and heating\"]}]}]}");
    REDACT(3, "The same words stand in a.json still", "--entry", "Rent", "--yes",
           "a.json");
    expect_file_grids("G | barriers: Rent and heating\n");
}

Test(redact, what_is_not_certain_is_told_and_not_guessed)
{
    struct desk d;
    write_table(&d);
    expect_said(NULL, 0, "", (const char *const[]){"cp", "a.json", "before.json", NULL});
    REDACT(1, "No entry of a.json has just these words", "--yes", "--entry", "Smith",
           "a.json");
    REDACT(1, "(note:", "--yes", "--entry", "Smith", "a.json");
    REDACT(1, "these wrote: ‘", "--yes", "--by", "Zoe", "a.json");
    REDACT(2, "--entry WORDS or --by NAME", "a.json");
    REDACT(2, "not both", "--by", "Ana", "--entry", "Bus fares", "a.json");
    REDACT(2, "which FILE?", "--by", "Ana");
    REDACT(2, "--yes is needed", "--by", "Ana", "a.json");
    REDACT(1, "no.json", "--by", "Ana", "--yes", "no.json");
    REDACT(0, "it was only to be shown", "--by", "Ana", "--dry-run", "a.json");
    expect_said(NULL, 0, "", (const char *const[]){"cmp", "a.json", "before.json", NULL});
}

Test(redact, of_two_entries_with_the_same_words_the_one_of_that_id_goes)
{
    text_file_write(
        "a.json",
        "{\"sessions\":[{\"table\":\"1\",\"goals\":[{\"text\":\"G\",\"barriers\":["
        "{\"id\":\"n1\",\"text\":\"Rent\"},{\"id\":\"n2\",\"text\":\"Rent\"}]}]}"
        "]}");
    REDACT(1, "Several entries of a.json have these words", "--entry", "rent", "a.json");
    REDACT(3, "(note:n2)", "--entry", "note:n1", "--yes", "a.json");
    expect_file_grids("G | barriers: Rent\n");
    REDACT(0, "redacted", "--entry", "n2", "--yes", "a.json");
    expect_nowhere("Rent");
    expect_file_grids("G\n");
}

Test(redact, who_is_named_and_wrote_nothing_made_no_changes)
{
    text_file_write("a.json",
                    "{\"sessions\":[{\"facilitator\":\"Zed\",\"goals\":[\"G\"]}]}");
    struct ran ran = program_run(
        NULL, WORDS("roundtable", "redact", "--by", "Zed", "--yes", "a.json"));
    cr_expect_eq(ran.status, 0, "%s", str_text(&ran.err));
    expect_part(str_text(&ran.out), "‘Zed’");
    expect_no_part(str_text(&ran.out), "who made");
    ran_finish(&ran);
}

Test(redact, words_by_hand_stay_where_a_person_is_named_beside_them)
{
    text_file_write(
        "a.json", "{\"sessions\":[{\"table\":\"1\",\"facilitator\":\"Ana\",\"goals\":[{"
                  "\"text\":\"G\",\"place\":\"V\",\"groups\":[{\"text\":\"Ask\",\"who\":"
                  "\"Ana\",\"when\":\"soon\",\"outcome\":\"done\"},\"Tell\"]}]}]}");
    REDACT(0, "who: ‘Ana’", "--by", "Ana", "--yes", "a.json");
    expect_nowhere("Ana");
    expect_somewhere("\"when\": \"soon\"");
    expect_file_grids("G | groups: Ask; Tell\n");
}

Test(redact, who_is_named_in_the_words_of_others_is_told_of)
{
    text_file_write("a.json",
                    "{\"sessions\":[{\"table\":\"1\",\"facilitator\":\"Ben Bole\","
                    "\"goals\":[\"Ask Ben Bole\",\"Ask Benn Bole\"]}]}");
    REDACT(3,
           "The same still stands in these, which others wrote:\n"
           "  table 1: the goal ‘Ask Ben Bole’",
           "--by", "Ben Bole", "--yes", "a.json");
    expect_file_grids("Ask Ben Bole\nAsk Benn Bole\n");
    text_file_write("a.json", "{\"sessions\":[{\"table\":\"1\",\"facilitator\":\"Ana\","
                              "\"goals\":[\"Ana's garden\"]}]}");
    REDACT(3, "  table 1: the goal ‘Ana's garden’", "--by", "Ana", "--yes", "a.json");
}

Test(redact, a_person_s_undo_of_their_own_words_leaves_those_of_others)
{
    struct session_file file;
    struct author ana, ben;
    file_new("a.json", &file);
    author_init(&ana, file.session, 1, "Ana");
    author_init(&ben, file.session, 2, "Ben");
    ana.now_ms = ben.now_ms = INT64_C(1487764800000);
    const struct record *table = author_add_table(&ben, NULL, "T", NULL, NULL, "1", &err);
    const struct record *goal = author_add_goal(&ben, table, NULL, "Less sugar", &err);
    author_reword(&ana, goal, "No sugar", &err);
    struct str said = STR_EMPTY;
    author_undo(&ana, &said);
    str_finish(&said);
    cr_assert(file_save(&file, &err));
    author_finish(&ana);
    author_finish(&ben);
    file_close(&file);
    REDACT(0, "‘No sugar’", "--by", "Ana", "--yes", "a.json");
    expect_nowhere("No sugar");
    expect_nowhere("Ana");
    expect_file_grids("Less sugar\n");
}

Test(redact, while_another_window_has_the_file_open_nothing_is_done)
{
    struct desk d;
    struct company company;
    write_table(&d);
    signal(SIGPIPE, SIG_IGN);
    company_join(&company, "a.json", "another", "Ben", MEMBER_WRITES);
    REDACT(1, "open in another window", "--by", "Ana", "--yes", "a.json");
    expect_somewhere("Mrs Smith is lonely");
    company_leave(&company);
    REDACT(0, "redacted", "--by", "Ana", "--yes", "a.json");
}

/* They have no window that could be closed. */
Test(redact, while_a_room_or_phones_have_the_file_it_says_what_to_end)
{
    struct desk d;
    struct company company;
    write_table(&d);
    signal(SIGPIPE, SIG_IGN);
    company_join(&company, "a.json", "room", "", MEMBER_IS_ROOM);
    REDACT(1, "in a room, by roundtable live --only", "--by", "Ana", "--yes", "a.json");
    company_leave(&company);
    company_join(&company, "a.json", "phones", "", MEMBER_IS_PHONES);
    REDACT(1, "by roundtable phones --only", "--by", "Ana", "--yes", "a.json");
    company_leave(&company);
    expect_somewhere("Mrs Smith is lonely");
    REDACT(0, "redacted", "--by", "Ana", "--yes", "a.json");
}

static struct typist *ask(void)
{
    return typist_start(
        24, 100,
        (const char *const[]){"roundtable", "redact", "--by", "Ana", "a.json", NULL});
}

Test(redact, on_a_terminal_it_asks_twice_and_a_mere_enter_never_confirms)
{
    static const char *const answers[][2] = {
        {"\r", NULL},   {"yes\r", NULL},     {"redact\r", "\r"}, {"redact\r", "redact\r"},
        {"\x04", NULL}, {"redact\r", "\x04"}}; /* the end of what is typed */
    struct desk d;
    write_table(&d);
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        struct typist *t = ask();
        typist_wait(t, "Type \"redact\":");
        typist_type(t, answers[i][0]);
        if (answers[i][1]) {
            typist_wait(t, "Type \"for good\":");
            typist_type(t, answers[i][1]);
        }
        typist_wait(t, "Nothing was changed.");
        cr_expect_eq(typist_end(t), 1);
        typist_free(t);
        expect_somewhere("Mrs Smith is lonely");
    }
    struct typist *t = ask();
    typist_wait(t, "Type \"redact\":");
    typist_type(t, "redact\r");
    typist_wait(t, "Type \"for good\":");
    typist_type(t, "for good\r");
    typist_wait(t, "redacted");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
    expect_nowhere("Mrs Smith");
}

/* Kills it at the n-th call of that name; whether it came that far. */
static bool killed_at(const char *call, int nth)
{
    char inject[64];
    snprintf(inject, sizeof inject, "inject=%s:signal=KILL:when=%d", call, nth);
    struct ran ran =
        program_run(NULL, (const char *const[]){"strace", "-f", "-q", "-o", "/dev/null",
                                                "-e", inject, program_path(), "redact",
                                                "--by", "Ana", "--yes", "a.json", NULL});
    bool killed = ran.status == 128 + SIGKILL;
    cr_expect(killed || ran.status == 0 || ran.status == 3, "%d: %s", ran.status,
              str_text(&ran.err));
    ran_finish(&ran);
    return killed;
}

Test(redact, killed_anywhere_it_leaves_either_state_and_done_again_does_the_rest)
{
    static const char *const calls[] = {"rename",    "renameat2", "unlink",
                                        "fsync",     "ftruncate", "pwrite64",
                                        "fdatasync", "utimensat", "write"};
    int kills = 0;
    if (program_is_sanitized()) {
        cr_skip("strace and sanitizers do not go together");
    }
    for (size_t c = 0; c < sizeof calls / sizeof *calls; c++) {
        bool killed = true;
        for (int nth = 1; killed; nth++) {
            struct desk d;
            struct ran ran = program_run(
                NULL, (const char *const[]){"sh", "-c", "rm -rf * .local", NULL});
            ran_finish(&ran);
            write_table(&d);
            killed = killed_at(calls[c], nth);
            kills += killed;
            struct session_file file;
            cr_assert(file_open("a.json", &file, &err), "%s", err_text(&err));
            cr_expect_not(file.damaged);
            file_close(&file);
            ran =
                program_run(NULL, (const char *const[]){"roundtable", "redact", "--by",
                                                        "Ana", "--yes", "a.json", NULL});
            cr_expect(ran.status == 0 || ran.status == 1, "%s", str_text(&ran.err));
            ran_finish(&ran);
            char *left = files_saying("Mrs Smith");
            cr_expect(!left || !*left, "killed at %s %d: left in\n%s", calls[c], nth,
                      left);
            free(left);
        }
    }
    cr_expect(kills > 15, "it was killed %d times", kills);
}
