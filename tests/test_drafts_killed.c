/* Whatever was half written when the program was killed, in each box that keeps a draft: what is
 * said of it on opening leads to it, and however it ends there, by keys or by ear, all goes on. */

#include "store/journal.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/scene.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(drafts_killed, .init = enter_folder, .fini = folder_finish, .timeout = 200);

#define FILE_NAME "a.json"
#define JOURNAL FILE_NAME ".journal"
#define MERGED "merged.json"

/* A box of which a draft is kept. */
struct box {
    const char *open, *there; /* the keys to it, and what shows that it is open */
    const char *typed;
    const char *said;  /* of it on opening again, to its end */
    const char *again; /* the keys that this names, and */
    const char *back;  /* what is seen then */
    const char *heard; /* the lines that lead to it by ear */
};

static const struct box boxes_of_entries[] = {
    {"g", "New goal", "Safe str", "‘Safe str’ for a new goal is kept: g goes on.", "g",
     "Your draft is back", "goal\n"},
    {"2a", "New note", "Damp wal",
     "‘Damp wal’ in Barriers of ‘Less sugar’ is kept: a goes", "a", "Your draft is back",
     "2\nadd\n"},
    {"2e", "Editing", " on walls",
     "‘Adverts on walls’ for other words of ‘Adverts’ is kept", "e", "Your draft is back",
     "2\nedit\n"},
    {"0", "The vision", "A city of tr",
     "‘A city of tr’ for the vision is kept: 0 goes on.", "0", "Your draft is back",
     "vision\n"}};

static const struct box boxes_of_forms[] = {
    {"G2\x1b[C"
     "c",
     "Who and when: ‘Lend a desk’", "Zoe",
     "‘who: Zoe’ is kept: c on ‘Lend a desk’ goes on.", "c",
     "not finished stands here again", "plan\ngo 1.groups.1\ncommit\n"},
    {"o", "Details of this session", "Warm homes",
     "‘title: Warm homes’ is kept: o goes on.", "o", "not finished stands here again",
     "details\n"},
    {"2bw", "Counted on paper", TAB "14", "‘14’ is kept: b, then w on ‘Adverts’ goes on.",
     "bw", "‘14’ was typed here and not kept: Enter keeps it", "2\nballot paper\n"},
    {"2bw", "Counted on paper", "20", "‘20’ is kept: b, then w goes on.", "bw",
     "‘20’ was typed here and not kept: Enter keeps it", "2\nballot paper\n"},
    {"S2c", "What shall they be called?", "Hoardings",
     "‘Hoardings’ is kept: S, then c on ‘Advertising’ goes on.", "Sc",
     "Your draft is back", "themes\ncall\n"},
    {"S2" TAB TAB DOWN DOWN "c", "What shall they be called?", "Buses",
     "‘Buses’ is kept: S, then c on ‘Fares’ goes on.", "Sc", "Your draft is back",
     "themes\ncall\n"}};

static const struct box boxes_of_questions[] = {
    {"sw", "Ask everybody: Enter opens it", "Why here",
     "‘question: Why here’ is kept: s, then a way to answer, goes on.", "sw",
     "not finished stands here again", "ask\n1\n"},
    {"swWhy here\ra", "Answer:", "For the te",
     "‘For the te’ is kept: s, then a on ‘Why here’ goes on.", "sa", "Answer: For the te",
     "ask\nanswer-by-hand\n"},
    {"swWhy here\re", "Question: Why here", ", really",
     "‘Why here, really’ is kept: s, then e on ‘Why here’ goes on.", "se",
     "Question: Why here, really", "ask\nreword-question\n"},
    {"shWarm enough\r", "A show of hands", DOWN "4", "‘4’ is kept: s on ‘No’ goes on.",
     "s", "‘4’ was typed here and not kept: Enter keeps it", "ask\n"}};

static const struct box boxes_of_day[] = {
    {"Da", "New stage, and its minutes", "tea break 10",
     "‘tea break 10’ is kept: D, then a goes on.", "Da", "Your draft is back",
     "day\nadd-stage\n"},
    {"Db", "The day began at", CTRL_U "06:40", "‘06:40’ is kept: D, then b goes on.",
     "Db", "Your draft is back", "day\nbegan-at\n"},
    {"Db", "The day began at", CTRL_U "us stops",
     "‘us stops’ is kept: D, then a goes on.", "Da", "Your draft is back",
     "day\nadd-stage\n"},
    {"De", "Stage, and its minutes", "Hello 5",
     "‘Hello 5’ is kept: D, then e on ‘Welcome’ goes on.", "De", "Your draft is back",
     "day\nchange-stage\n"}};

static const struct box boxes_of_nothing[] = {
    {"a", "New goal", "Walks and Title words",
     "‘Walks and Title words’ for a new goal is kept: g goes on.", "g",
     "Your draft is back", "goal\n"},
    {"0", "The vision", "A city of tr",
     "‘A city of tr’ for the vision is kept: 0 goes on.", "0", "Your draft is back",
     "vision\n"},
    {"o", "Details of this session", "Warm homes",
     "‘title: Warm homes’ is kept: o goes on.", "o", "not finished stands here again",
     "details\n"}};

static void write_table(void)
{
    char *path = test_path(FILE_NAME);
    tables_write(path, "{\"place\":\"Leeds\",\"goals\":[{\"text\":\"Less sugar\","
                       "\"barriers\":[\"Adverts\",\"Fares\"],\"groups\":[\"Lend a "
                       "desk\"]},{\"text\":\"More walking\","
                       "\"barriers\":[\"Advertising\"]}]}");
    free(path);
    unlink(JOURNAL);
}

/* Then opening begins it. */
static void write_nothing(void)
{
    unlink(FILE_NAME);
    unlink(JOURNAL);
}

static struct typist *open_table(void)
{
    return typist_open(24, 80, WORDS("roundtable", "--by", "Ana", FILE_NAME));
}

/* The file and its journal, as the program left them that was killed. */
struct left {
    char *session, *journal; /* session: NULL, if there is no such file */
};

static struct left leave_half_written(const struct box *box, void (*begin)(void))
{
    begin();
    struct typist *t = open_table();
    typist_press(t, box->open, box->there);
    typist_type(t, box->typed);
    const char *words = strstr(box->said, "‘") + strlen("‘");
    struct str kept =
        str_of("\"draft\":\"%.*s\"", (int)(strstr(words, "’") - words), words);
    typist_wait_journal(t, FILE_NAME, kept.bytes);
    str_finish(&kept);
    typist_signal(t, SIGKILL);
    typist_end(t);
    typist_free(t);
    char *session = access(FILE_NAME, F_OK) == 0 ? text_file_read(FILE_NAME) : NULL;
    return (struct left){session, text_file_read(JOURNAL)};
}

static void put_back(const struct left *left)
{
    unlink(FILE_NAME);
    if (left->session) {
        text_file_write(FILE_NAME, left->session);
    }
    text_file_write(JOURNAL, left->journal);
}

/* That a draft came back is still said while letters go on with it: none runs into it unnoticed. In
 * the line of a question or of a stage letters at once are new, if no blank stands before them. */
static void expect_noticed(struct typist *t, const struct box *box)
{
    const char *more = strchr("Ds", *box->again) ? " it" : "it";
    struct str joined =
        str_of("%s%s", box->typed + (strspn(box->typed, CTRL_U TAB DOWN)), more);
    if (strstr(box->back, " is back") || strstr(box->back, "stands here again")) {
        typist_press(t, more, joined.bytes);
        typist_wait_wrapped(t, box->back);
    }
    str_finish(&joined);
}

static void end_by_keys(const struct box *box, const struct left *left, const char *keys)
{
    put_back(left);
    struct typist *t = open_table();
    typist_wait_wrapped(t, box->said);
    typist_press(t, box->again, box->back);
    expect_noticed(t, box);
    typist_type(t, keys);
    typist_type(t, ESC);
    typist_type(t, ESC);
    typist_press(t, ESC, "? Keys");
    typist_leave(t);
}

static void end_by_ear(const struct box *box, const struct left *left, const char *lines)
{
    put_back(left);
    struct str all = str_of("%s%s", box->heard, lines);
    struct ran ran = program_run(
        all.bytes, WORDS("roundtable", "--accessible", "--by", "Ana", FILE_NAME));
    cr_expect_eq(ran.status, 0, "%s ends with %d: %s%s", all.bytes, ran.status,
                 str_text(&ran.out), str_text(&ran.err));
    expect_part(str_text(&ran.out), "All is saved.");
    ran_finish(&ran);
    str_finish(&all);
}

/* Nobody opens it first. */
static void expect_read_by_all(const struct left *left)
{
    static const char *const commands[][5] = {
        {"roundtable", "check", FILE_NAME},
        {"roundtable", "merge", "-o", MERGED, FILE_NAME},
        {"roundtable", "export", "-f", "text", FILE_NAME}};
    for (size_t i = 0; i < LENGTH(commands); i++) {
        const char *argv[LENGTH(commands[0]) + 1] = {NULL};
        memcpy(argv, commands[i], sizeof commands[i]);
        put_back(left);
        struct ran ran = program_run(NULL, argv);
        cr_expect(ran.status == 0 || ran.status == 3, "%s of %s ends with %d: %s",
                  argv[1], left->journal, ran.status, str_text(&ran.err));
        ran_finish(&ran);
    }
    unlink(MERGED);
}

static void expect_ended_well(const struct box *boxes, size_t count, void (*begin)(void))
{
    static const char *const keys[] = {ESC, "\r", CTRL_U "30\r", CTRL_U "30" ESC};
    static const char *const lines[] = {"\n", ".\n", "30\n", "30\nclose\n"};
    for (size_t i = 0; i < count; i++) {
        struct left left = leave_half_written(&boxes[i], begin);
        for (size_t end = 0; end < LENGTH(keys); end++) {
            end_by_keys(&boxes[i], &left, keys[end]);
            end_by_ear(&boxes[i], &left, lines[end]);
        }
        if (left.session) {
            expect_read_by_all(&left);
        }
        free(left.session);
        free(left.journal);
    }
}

Test(drafts_killed, of_entries_end_well)
{
    expect_ended_well(boxes_of_entries, LENGTH(boxes_of_entries), write_table);
}

Test(drafts_killed, of_forms_end_well)
{
    expect_ended_well(boxes_of_forms, LENGTH(boxes_of_forms), write_table);
}

Test(drafts_killed, of_questions_end_well)
{
    expect_ended_well(boxes_of_questions, LENGTH(boxes_of_questions), write_table);
}

Test(drafts_killed, of_the_day_end_well)
{
    expect_ended_well(boxes_of_day, LENGTH(boxes_of_day), write_table);
}

Test(drafts_killed, of_a_file_that_was_not_there_yet_end_well)
{
    expect_ended_well(boxes_of_nothing, LENGTH(boxes_of_nothing), write_nothing);
}

/* The file came from elsewhere meanwhile; and of what was begun twice both have their words. */
Test(drafts_killed, of_sessions_that_nothing_tells_of_come_back_in_the_one_that_is_there)
{
    struct journal journal;
    struct err err = ERR_NONE;
    struct left left = leave_half_written(&boxes_of_nothing[0], write_nothing);
    struct ran ran = program_run(NULL, WORDS("roundtable", "restore", FILE_NAME));
    cr_expect_neq(ran.status, 0);
    expect_part(str_text(&ran.err),
                "words that were being typed; to have them: roundtable " FILE_NAME);
    ran_finish(&ran);
    write_table();
    text_file_write(JOURNAL, left.journal);
    journal_init(&journal, FILE_NAME);
    cr_assert(journal_append_draft(&journal, "earlier", "Ana", "session:earlier", "draft",
                                   "Quiet streets", &err));
    journal_finish(&journal);
    struct typist *t = open_table();
    typist_wait_wrapped(t, "‘Walks and Title words’ for a new goal is kept");
    typist_wait_wrapped(t, "‘Quiet streets’ for a new goal is kept");
    typist_press(t, "g", "Your draft is back");
    typist_wait_wrapped(t, "1 more waits here.");
    typist_press(t, ESC, "? Keys");
    typist_leave(t);
    cr_expect_neq(access(JOURNAL, F_OK), 0, "all of it stands in the file");
    free(left.session);
    free(left.journal);
}

/* Nobody of that name is there, though this laptop has the words. */
Test(drafts_killed, of_a_name_that_is_not_here_were_left)
{
    static const struct box box = {.open = "2a",
                                   .there = "What is typed here is an entry",
                                   .typed = "Hoard",
                                   .said = "‘Hoard’"};
    struct left left = leave_half_written(&box, write_table);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", FILE_NAME));
    typist_wait_wrapped(t, "The draft of Ana");
    typist_press(t, "2", "left unfinished by Ana");
    cr_expect_not(typist_sees(t, "is writing here"));
    typist_leave(t);
    free(left.session);
    free(left.journal);
}

/* What a phone sent, with other words; "12:00" of the clock of tests. */
Test(drafts_killed, of_words_of_a_phone_end_well)
{
    static const char *const keys[] = {" now" ESC, "\r"};
    for (size_t i = 0; i < LENGTH(keys); i++) {
        struct scene s = scene_begin_with_four(24, 80);
        typist_press(s.ana, "I", "Inbox: 4 wait");
        typist_press(s.ana, DOWN "e", "Take it with other words");
        typist_type(s.ana, " here");
        typist_wait_journal(s.ana, s.path, "Road here");
        typist_signal(s.ana, SIGKILL);
        typist_end(s.ana);
        typist_free(s.ana);
        s.ana = typist_open(24, 80, WORDS("roundtable", "--by", "Ana", s.path));
        typist_wait_wrapped(s.ana, "Your draft, other words for what a phone sent, is "
                                   "kept: I, then e goes on.");
        cr_expect_not(typist_sees(s.ana, "Mill Road"), "it is for all to read");
        typist_press(s.ana, "Ie", "No pavement on Mill Road here");
        typist_type(s.ana, keys[i]);
        typist_wait(s.ana,
                    i ? "Took ‘No pavement on Mill Road here’" : "Kept as a draft");
        typist_press(s.ana, ESC, "? Keys");
        scene_end(&s);
    }
}

/* Waits until the file has just that; "": until it is not there. */
static void wait_for_begun(struct typist *t, const char *lines)
{
    char *path = test_path(".local/state/roundtable/new"), *text = NULL;
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    do {
        typist_read(t, 20);
        free(text);
        text = access(path, R_OK) == 0 ? text_file_read(path) : NULL;
    } while (strcmp(text ? text : "", lines) != 0 && program_clock_ms() < until_ms);
    cr_expect_str_eq(text ? text : "", lines);
    free(text);
    free(path);
}

/* It has no file yet, and so no journal. */
Test(drafts_killed, the_form_of_a_new_session_comes_back_on_the_home_screen)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable"));
    typist_press(t, "n", "New session");
    typist_type(t, "Warm homes\rLee");
    wait_for_begun(t, "title: Warm homes\nplace: Lee");
    typist_signal(t, SIGKILL);
    typist_end(t);
    typist_free(t);
    t = typist_open(24, 80, WORDS("roundtable"));
    typist_wait(t, "‘title: Warm homes…’ is kept: n goes on.");
    typist_press(t, "n", "What was typed here and not finished stands here again.");
    typist_wait(t, "Title        Warm homes");
    typist_wait(t, "Place      ▶ Lee");
    typist_press(t, "ds\x13", "Saved to ");
    typist_wait(t, "Leeds · System map · Warm homes");
    wait_for_begun(t, "");
    typist_press(t, "q", "n New");
    typist_press(t, "n", "New session");
    cr_expect_not(typist_sees(t, "Warm homes"));
    typist_press(t, ESC, "n New");
    typist_leave(t);
}
