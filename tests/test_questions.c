/* Short questions to everybody: rows of a grid of their own, and nothing of the map. */

#include "model/questions.h"

#include "model/ballot.h"
#include "model/history.h"
#include "model/offers.h"
#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/pair.h"
#include "support/program.h"
#include "support/texts.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(questions, .init = enter_folder, .fini = end_without_fault, .timeout = 120);

static const char before[] = "Less isolation | barriers: Bus fares\n";

static const struct record *ask(struct author *author, const struct pair *p,
                                enum question_asks asks, const char *text)
{
    const struct record *row =
        author_ask(author, record_in(author->session, p->table), asks, text, &err);
    cr_assert(row, "%s", err_text(&err));
    return row;
}

static void choose(struct author *author, const struct record *row, const char *voter,
                   size_t number)
{
    size_t count;
    const struct record *own = record_in(author->session, row);
    const struct record *const *notes =
        goal_notes(author->session, own, ANSWERS_COLUMN, &count);
    cr_assert(author_choose(author, own, voter, number ? notes[number - 1] : NULL, &err));
}

static void answer(struct author *author, const struct record *row, const char *text)
{
    cr_assert(author_add_note(author, row, ANSWERS_COLUMN, NULL, text, &err));
}

static void expect_said(struct session *session, const struct record *row,
                        const char *expected)
{
    struct str said = STR_EMPTY;
    question_say(session, row, &said);
    cr_expect_str_eq(str_text(&said), expected);
    str_finish(&said);
}

Test(questions, have_answers_to_choose_from_and_are_no_goals)
{
    struct pair p = pair_make();
    const struct record *shown = ask(&p.ana, &p, ASKS_HANDS, "Tired?");
    const struct record *scale = ask(&p.ana, &p, ASKS_SCALE, "How hopeful?");
    const struct record *words = ask(&p.ana, &p, ASKS_WORDS, "What brought you?");
    expect_answers(p.one, shown, "Yes 0, No 0, Not sure 0");
    expect_answers(p.one, scale, "1 0, 2 0, 3 0, 4 0, 5 0");
    expect_answers(p.one, words, "");
    size_t count;
    const struct record *const *rows = table_questions(p.one, p.table, &count);
    cr_assert_eq(count, 3);
    cr_expect_eq(rows[1], scale, "in the order in which they were asked");
    struct question question = question_of(scale);
    cr_expect_eq(question.asks, ASKS_SCALE);
    cr_expect_eq(question.state, QUESTION_OPEN);
    cr_expect_str_eq(question.text, "How hopeful?");
    expect_grids(p.one, before);
    pair_free(&p);
}

Test(questions, are_undone_with_their_answers)
{
    struct pair p = pair_make();
    struct str said = STR_EMPTY;
    size_t count;
    ask(&p.ana, &p, ASKS_HANDS, "Tired?");
    author_undo(&p.ana, &said);
    cr_expect_str_eq(said.bytes, "asked ‘Tired?’");
    table_questions(p.one, p.table, &count);
    cr_expect_eq(count, 0);
    author_redo(&p.ana, &said);
    expect_answers(p.one, table_questions(p.one, p.table, &count)[0],
                   "Yes 0, No 0, Not sure 0");
    str_finish(&said);
    pair_free(&p);
}

Test(questions, a_voter_has_one_choice_and_may_change_it)
{
    struct pair p = pair_make();
    const struct record *row = ask(&p.ana, &p, ASKS_HANDS, "Tired?");
    choose(&p.ana, row, "phone a", 1);
    choose(&p.ana, row, "phone b", 1);
    expect_answers(p.one, row, "Yes 2, No 0, Not sure 0");
    choose(&p.ana, row, "phone b", 3);
    expect_answers(p.one, row, "Yes 1, No 0, Not sure 1");
    choose(&p.ana, row, "phone a", 0);
    expect_answers(p.one, row, "Yes 0, No 0, Not sure 1");
    size_t edits = session_edit_count(p.one);
    choose(&p.ana, row, "phone b", 3);
    cr_expect_eq(session_edit_count(p.one), edits);
    pair_free(&p);
}

Test(questions, of_a_phone_that_chose_twice_unseen_the_later_counts)
{
    struct pair p = pair_make();
    const struct record *row = ask(&p.ana, &p, ASKS_HANDS, "Tired?");
    pair_meet(&p);
    p.ben.now_ms += 1000;
    choose(&p.ana, row, "phone a", 1);
    choose(&p.ben, row, "phone a", 2);
    choose(&p.ben, row, "table", 2);
    pair_meet(&p);
    expect_answers(p.one, row, "Yes 0, No 2, Not sure 0");
    expect_answers(p.two, row, "Yes 0, No 2, Not sure 0");
    pair_free(&p);
}

Test(questions, a_scale_has_a_mean_and_says_how_far_apart)
{
    struct pair p = pair_make();
    const struct record *row = ask(&p.ana, &p, ASKS_SCALE, "How hopeful?");
    struct scale scale = question_scale(p.one, row);
    cr_expect_eq(scale.answers, 0);
    cr_expect(scale.mean == 0 && scale.apart == 0);
    choose(&p.ana, row, "phone a", 2);
    choose(&p.ana, row, "phone b", 4);
    choose(&p.ana, row, "phone c", 4);
    choose(&p.ana, row, "phone d", 2);
    expect_said(p.one, row, "4 answers so far");
    cr_assert(author_set_question(&p.ana, row, QUESTION_SHOWN, &err));
    expect_said(p.one, row, "4 answers, on average 3.0, 1.0 apart, from 2 to 4");
    pair_free(&p);
}

Test(questions, words_are_counted_folded_the_commonest_first)
{
    struct pair p = pair_make();
    const struct record *row = ask(&p.ana, &p, ASKS_WORDS, "What brought you?");
    static const char *const said[] = {"Curiosity", "my Mum", "My mum!", "?", "My  mum"};
    for (size_t i = 0; i < LENGTH(said); i++) {
        answer(&p.ana, row, said[i]);
    }
    expect_answers(p.one, row, "my Mum 3, ? 1, Curiosity 1");
    pair_free(&p);
}

Test(questions, words_stand_as_most_wrote_them_and_else_as_calmly_as_somebody_did)
{
    static const char *const said[] = {"SLOW!!", "slow", "Late", "slow",
                                       "LATE",   "late", "late"};
    struct pair p = pair_make();
    const struct record *row = ask(&p.ana, &p, ASKS_WORDS, "How are the buses?");
    answer(&p.ana, row, "FULL!");
    answer(&p.ana, row, "Full");
    for (size_t i = 0; i < LENGTH(said); i++) {
        answer(&p.ana, row, said[i]);
    }
    expect_answers(p.one, row, "late 4, slow 3, Full 2");
    pair_free(&p);
}

Test(questions, by_hand_get_their_answers_when_they_are_opened)
{
    struct session_file file = read_in(
        "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{\"goals\":["
        "\"Less sugar\",{\"text\":\"Tired?\",\"grid\":\"questions\","
        "\"asks\":\"hands\"},{\"text\":\"Why?\",\"grid\":\"questions\","
        "\"answers\":[\"Mum\",\"mum\"]}]}]}");
    struct author author;
    size_t count;
    author_init(&author, file.session, 3, NULL);
    const struct record *table = session_tables(file.session, &count)[0];
    expect_grids(file.session, "Less sugar\n");
    const struct record *row = table_questions(file.session, table, &count)[0];
    cr_assert_eq(count, 2);
    expect_answers(file.session, table_questions(file.session, table, &count)[1],
                   "Mum 2");
    cr_assert(author_set_question(&author, row, QUESTION_OPEN, &err));
    cr_assert(author_set_question(&author, row, QUESTION_OPEN, &err));
    expect_answers(file.session, row, "Yes 0, No 0, Not sure 0");
    author_finish(&author);
    file_close(&file);
}

/* A table with a question of each kind, answered. */
static void ask_all(struct pair *p, enum question_state state)
{
    const struct record *rows[3];
    *p = pair_make();
    rows[0] = ask(&p->ana, p, ASKS_HANDS, "Tired?");
    rows[1] = ask(&p->ana, p, ASKS_SCALE, "How hopeful?");
    rows[2] = ask(&p->ana, p, ASKS_WORDS, "What brought you?");
    choose(&p->ana, rows[0], "phone a", 1);
    choose(&p->ana, rows[1], "phone a", 2);
    choose(&p->ana, rows[1], "phone b", 5);
    answer(&p->ana, rows[2], "Curiosity");
    for (size_t i = 0; i < 3; i++) {
        cr_assert(author_set_question(&p->ana, rows[i], state, &err));
    }
}

Test(questions, stand_in_the_top_and_are_read_back_from_it)
{
    struct pair p;
    ask_all(&p, QUESTION_SHOWN);
    char *bytes = bytes_of(p.one);
    cr_expect(strstr(bytes, "\"grid\": \"questions\""));
    cr_expect(strstr(bytes, "\"answers\": ["));
    static const char *const changes[][3] = {
        {"\"text\": \"Bus fares\"", "\"text\": \"Bus fare\"",
         "Less isolation | barriers: Bus fare\n"},
        {"\"text\": \"Tired?\"", "\"text\": \"Weary?\"", before},
        {"\"stands\": \"shown\"", "\"stands\": \"ended\"", before},
    };
    for (size_t i = 0; i < LENGTH(changes); i++) {
        char *changed = replaced(bytes, changes[i][0], changes[i][1]);
        struct session_file file = read_in(changed);
        cr_expect_eq(file.hand_edits, 1, "row %zu: %zu", i, file.hand_edits);
        expect_grids(file.session, changes[i][2]);
        file_close(&file);
        free(changed);
    }
    free(bytes);
    pair_free(&p);
}

Test(questions, that_a_hand_takes_out_go_and_nothing_else_does)
{
    struct pair p = pair_make();
    struct str text = STR_EMPTY;
    ask(&p.ana, &p, ASKS_WORDS, "Why?");
    char *bytes = bytes_of(p.one);
    char *from = strstr(bytes, ",\n        {\n          \"id\"");
    char *asked = strstr(bytes, "\"Why?\"");
    char *to = strstr(asked, "}") + 1;
    while (from && strstr(from + 1, ",\n        {\n          \"id\"") &&
           strstr(from + 1, ",\n        {\n          \"id\"") < asked) {
        from = strstr(from + 1, ",\n        {\n          \"id\"");
    }
    cr_assert(from && from < asked);
    str_add_bytes(&text, bytes, (size_t)(from - bytes));
    str_add(&text, to);
    struct session_file file = read_in(text.bytes);
    size_t count;
    cr_expect_eq(file.hand_edits, 1, "%zu", file.hand_edits);
    table_questions(file.session, session_tables(file.session, &count)[0], &count);
    cr_expect_eq(count, 0);
    expect_grids(file.session, before);
    file_close(&file);
    str_finish(&text);
    free(bytes);
    pair_free(&p);
}

static void write_file(const char *name, struct session *session)
{
    char *bytes = bytes_of(session);
    text_file_write(name, bytes);
    free(bytes);
}

Test(questions, are_no_fault_of_a_file)
{
    struct pair p;
    ask_all(&p, QUESTION_ENDED);
    write_file("a.json", p.one);
    struct ran ran = program_run(NULL, WORDS("roundtable", "check", "a.json"));
    cr_expect_eq(ran.status, 0);
    cr_expect_str_eq(str_text(&ran.err), "");
    cr_expect(strstr(str_text(&ran.out), "goals 1, notes 1,"), "%s", str_text(&ran.out));
    ran_finish(&ran);
    pair_free(&p);
}

Test(questions, feed_no_map_plan_theme_ballot_or_list_of_what_is_missing)
{
    static const char *const formats[] = {"text", "csv", "json", "map"};
    static const char *const commands[] = {"missing", "themes"};
    struct pair p, bare = pair_make();
    ask_all(&p, QUESTION_OPEN);
    write_file("a.json", p.one);
    write_file("b.json", bare.one);
    for (size_t i = 0; i < LENGTH(formats); i++) {
        char *out = exported("a.json", formats[i]),
             *plain = exported("b.json", formats[i]);
        cr_expect_eq(strstr(out, "Curiosity"), NULL, "%s", out);
        cr_expect(i == 0 || strcmp(out, plain) == 0, "%s", formats[i]);
        free(out);
        free(plain);
    }
    for (size_t i = 0; i < LENGTH(commands); i++) {
        char *out = output_of(WORDS("roundtable", commands[i], "a.json"));
        char *plain = output_of(WORDS("roundtable", commands[i], "b.json"));
        cr_expect_str_eq(out, plain, "%s", commands[i]);
        free(out);
        free(plain);
    }
    struct tally tally;
    tally_votes(p.one, p.table, &tally);
    cr_expect_eq(tally.phones, 0);
    cr_assert(author_clear_dots(&p.ana, p.table, &err));
    size_t count;
    const struct record *row = table_questions(p.one, p.table, &count)[0];
    expect_answers(p.one, row, "Yes 1, No 0, Not sure 0");
    pair_free(&p);
    pair_free(&bare);
}

Test(questions, are_told_in_what_is_handed_out_once_they_may_be_seen)
{
    struct pair p;
    ask_all(&p, QUESTION_OPEN);
    write_file("a.json", p.one);
    char *out = exported("a.json", "text");
    cr_expect(strstr(out, "\nHow hopeful?\n  All answers so far ██████████ 2 answers\n"),
              "%s", out);
    free(out);
    out = OUTPUT_OF("export", "--for", "public", "a.json");
    cr_expect_eq(strstr(out, "Questions"), NULL, "%s", out);
    free(out);
    pair_free(&p);
    ask_all(&p, QUESTION_SHOWN);
    write_file("a.json", p.one);
    out = exported("a.json", "text");
    cr_expect(
        strstr(
            out,
            "\nHow hopeful? (2 answers, on average 3.5, 1.5 apart, from 2 to "
            "5)\n  1                     0 answers\n  2          ██████████ 1 answer\n"),
        "%s", out);
    free(out);
    out = OUTPUT_OF("export", "--for", "public", "a.json");
    cr_expect(strstr(out, "\nHow hopeful? (2 answers") && strstr(out, "Curiosity"), "%s",
              out);
    free(out);
    out = exported("a.json", "csv");
    cr_expect(strstr(out, ",Tired?,questions,answers,Yes,,1,"), "%s", out);
    free(out);
    out = exported("a.json", "json");
    cr_expect(strstr(out, "\"text\": \"Curiosity\""), "%s", out);
    free(out);
    out = output_of(
        WORDS("roundtable", "export", "-f", "json", "--for", "public", "a.json"));
    expect_part(out, "\"text\": \"Curiosity\"");
    expect_part(out, "\"text\": \"2\", \"votes\": 1");
    free(out);
    pair_free(&p);
}

/* A label, a bar and the count, whatever the label is; and no question without an answer. */
Test(questions, are_told_so_that_no_count_reads_as_an_answer)
{
    struct pair p = pair_make();
    const struct record *row = ask(&p.ana, &p, ASKS_SCALE, "How hopeful?");
    choose(&p.ana, row, "phone a", 4);
    choose(&p.ana, row, "phone b", 4);
    cr_assert(author_set_question(&p.ana, row, QUESTION_SHOWN, &err));
    row = ask(&p.ana, &p, ASKS_WORDS, "Why?");
    cr_assert(author_set_question(&p.ana, row, QUESTION_ENDED, &err));
    write_file("a.json", p.one);
    char *out = exported("a.json", "text");
    cr_expect(strstr(out, "\n  4          ██████████ 2 answers\n"), "%s", out);
    expect_no_part(out, "Why?"); /* nobody answered it */
    free(out);
    out = exported("a.json", "markdown");
    cr_expect(strstr(out, "| Answer | How many said so |\n"), "%s", out);
    cr_expect(strstr(out, " – 4 | ██████████ 2 |\n"), "%s", out);
    expect_no_part(out, "Why?");
    free(out);
    pair_free(&p);
}

Test(questions, that_nobody_answered_stand_on_no_paper)
{
    static const char *const formats[] = {"text", "markdown", "csv", "html", NULL};
    struct pair p = pair_make();
    ask(&p.ana, &p, ASKS_WORDS, "Still open?");
    const struct record *row = ask(&p.ana, &p, ASKS_HANDS, "wOne word?");
    cr_assert(author_set_question(&p.ana, row, QUESTION_ENDED, &err));
    write_file("a.json", p.one);
    for (const char *const *format = formats; *format; format++) {
        char *out = exported("a.json", *format);
        expect_no_part(out, "One word?");
        expect_no_part(out, "Still open?");
        expect_no_part(out, "0 answers");
        free(out);
    }
    pair_free(&p);
}

Test(questions, are_told_in_the_history_without_who_chose_what)
{
    static const char *const expected[] = {"asked ‘Tired?’", "answered ‘Tired?’",
                                           "took back an answer to ‘Tired?’",
                                           "showed the answers to ‘Tired?’"};
    struct pair p = pair_make();
    const struct record *row = ask(&p.ana, &p, ASKS_HANDS, "Tired?");
    choose(&p.ana, row, "phone a", 1);
    choose(&p.ana, row, "phone a", 0);
    cr_assert(author_set_question(&p.ana, row, QUESTION_SHOWN, &err));
    size_t count, next = 0;
    const struct edit **edits = session_edits(p.one, &count);
    for (size_t i = 0; i < count && next < LENGTH(expected); i++) {
        struct str said = STR_EMPTY;
        history_describe(p.one, edits[i], HISTORY_WITH_NAMES, &said);
        next += strcmp(str_text(&said), expected[next]) == 0;
        cr_expect_eq(strstr(str_text(&said), "phone"), NULL);
        str_finish(&said);
    }
    cr_expect_eq(next, LENGTH(expected), "%zu", next);
    free(edits);
    pair_free(&p);
}

Test(questions, whose_answer_is_deleted_have_it_in_no_count_cloud_or_paper)
{
    struct pair p = pair_make();
    size_t count;
    const struct record *row = ask(&p.ana, &p, ASKS_WORDS, "What helped?");
    answer(&p.ana, row, "Rain");
    struct offering of = {.once = "a1",
                          .goal = row,
                          .column = ANSWERS_COLUMN,
                          .text = "Rude",
                          .from = "k1"};
    struct offer offer;
    cr_assert(author_offer(&p.ana, p.table, &of, &err));
    cr_assert(offer_find(p.one, "a1", &offer));
    cr_assert(author_take_offer(&p.ana, &offer, row, ANSWERS_COLUMN, NULL, &err));
    answer(&p.ana, row, "rude!");
    struct answer *answers = question_answers(p.one, row, &count);
    cr_expect_eq(answers_alike(p.one, answers[0].note), 2);
    cr_assert(author_remove_answers(&p.ana, answers[0].note, &err));
    free(answers);
    expect_answers(p.one, row, "Rain 1");
    cr_assert(author_set_question(&p.ana, row, QUESTION_ENDED, &err));
    write_file("a.json", p.one);
    struct ran ran = program_run(NULL, WORDS("roundtable", "export", "--for", "public",
                                             "-f", "text", "-o", "-", "a.json"));
    expect_part(str_text(&ran.out), "Rain");
    expect_no_part(str_text(&ran.out), "ude");
    ran_finish(&ran);
    pair_free(&p);
}

static void expect_called(struct session *session, const struct record *record,
                          const char *expected)
{
    struct str said = STR_EMPTY;
    history_name(session, record, &said);
    cr_expect_str_eq(str_text(&said), expected);
    str_finish(&said);
}

Test(questions, and_answers_are_called_so_wherever_a_record_is_named)
{
    struct pair p = pair_make();
    size_t count;
    const struct record *row = ask(&p.ana, &p, ASKS_WORDS, "What helped?");
    answer(&p.ana, row, "Rain");
    expect_called(p.one, row, "the question ‘What helped?’");
    expect_called(p.one, goal_notes(p.one, row, ANSWERS_COLUMN, &count)[0],
                  "the answer ‘Rain’ of ‘What helped?’");
    expect_called(p.one, p.goal, "the goal ‘Less isolation’");
    expect_called(p.one, p.note, "the barrier ‘Bus fares’ of ‘Less isolation’");
    write_file("a.json", p.one);
    struct ran ran = program_run(
        NULL, WORDS("roundtable", "redact", "--entry", "rain", "--dry-run", "a.json"));
    expect_part(str_text(&ran.out), ": the answer ‘Rain’ of ‘What helped?’");
    ran_finish(&ran);
    pair_free(&p);
}

Test(questions, of_two_tables_are_told_apart_after_merging)
{
    struct pair p, q;
    ask_all(&p, QUESTION_SHOWN);
    q = pair_begin();
    session_add_all(p.one, q.one);
    size_t tables, count, all = 0;
    session_tables(p.one, &tables);
    for (size_t i = 0; i < tables; i++) {
        table_questions(p.one, session_tables(p.one, &tables)[i], &count);
        all += count;
    }
    cr_expect_eq(all, 3);
    pair_free(&p);
    pair_free(&q);
}
