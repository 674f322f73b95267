/* What a table has not thought of yet. */

#include "export/export.h"
#include "findings/mentions.h"
#include "findings/missing.h"
#include "model/author.h"
#include "model/plan.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/program.h"
#include "support/tables.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(missing, .fini = end_without_fault);

/* All sentences of a session's first table, a line each, but those of what nobody has taken
 * on (tests/test_untaken.c); for free(). */
static char *sentences_of(struct session *session)
{
    struct missing_list list;
    struct str out = STR_EMPTY;
    size_t count;
    missing_find(session, session_tables(session, &count)[0], &list);
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i].kind != MISSING_TAKERS) {
            str_addf(&out, "%s\n", list.items[i].sentence);
        }
    }
    missing_finish(&list);
    return str_take(&out);
}

/* A table, written as a person would write it, misses just this. */
static void expect_missing(const char *table, const char *expected)
{
    struct session *session = session_of_tables(table);
    char *said = sentences_of(session);
    cr_expect_str_eq(said, expected, "%s\nmisses:\n%s", table, said);
    free(said);
    session_free(session);
}

static void expect_sample(const char *name, const char *expected)
{
    struct str path = STR_EMPTY;
    str_addf(&path, "%s/sessions/%s", repo_root(), name);
    struct ran ran = program_run(NULL, WORDS("roundtable", "missing", path.bytes));
    cr_expect_eq(ran.status, 0);
    cr_expect_str_eq(str_text(&ran.out), expected);
    cr_expect_str_eq(str_text(&ran.err), "");
    ran_finish(&ran);
    str_finish(&path);
}

/* A goal with a full row of the map, and what stands in its plan. */
#define FULL                                                                             \
    "\"text\":\"Less isolation\",\"barriers\":[\"Bus fares\"],\"stakeholders\":["        \
    "\"Carers\"],\"moments\":[{\"text\":\"Retirement\",\"who\":\"Parish council\"}]"
#define TABLE(goals) "{\"vision\":\"Nobody eats alone.\",\"goals\":[" goals "]}"

Test(missing, the_write_ups_map_lacks_nothing_but_a_plan)
{
    expect_sample("write-up.json", "- There are no actions yet.\n");
}

Test(missing, the_slides_plan_has_no_map_and_is_not_asked_for_one)
{
    expect_sample("action-plan.json",
                  "- Nobody has taken on any of the 6 actions yet.\n"
                  "- There are actions, but no vision yet of what they are for.\n");
}

Test(missing, a_session_without_goals_misses_a_goal_and_nothing_else)
{
    expect_missing("{\"goals\":[]}", "There is no goal yet.\n");
}

Test(missing, what_a_goal_lacks_is_one_sentence)
{
    expect_missing("{\"goals\":[{\"text\":\"Go\"},"
                   "{\"text\":\"Walk\",\"stakeholders\":[\"Us\"]},"
                   "{\"text\":\"Run\",\"barriers\":[\"Rain\"],\"moments\":[\"May\"]}]}",
                   "‘Go’ has no barrier, no stakeholder and no social moment yet.\n"
                   "‘Walk’ has no barrier and no social moment yet.\n"
                   "‘Run’ has no stakeholder yet.\n"
                   "There are no actions yet.\n");
}

Test(missing, a_barrier_is_answered_by_an_action_that_says_what_it_is_about)
{
    static const struct {
        const char *barrier, *action;
        bool answers;
    } rows[] = {
        {"Bus fares", "Lower the bus fare", true},
        {"Bus fares", "Pay the fare of each bus for carers", true},
        {"Bus fares", "A bus for the choir", false},
        {"Lack of awareness", "Raising awareness, e.g. posters", true},
        {"Lack of awareness", "A lack of it", false},
        {"Stigma", "Talk about STIGMA", true},
        {"Not enough money", "Ask the lottery for money", true},
        {"The cost of the hall, the hall", "Paint the hall, the hall", false},
        {"Nobody to ask", "Nobody", false},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct mentions m = MENTIONS_EMPTY;
        mentions_look_for_words(&m, &rows[i], rows[i].barrier, "en");
        mentions_read(&m, "Something else", "en");
        cr_expect(mentions_read(&m, rows[i].action, "en"));
        cr_expect_eq(mentions_named(&m, &rows[i]), rows[i].answers, "%s / %s",
                     rows[i].barrier, rows[i].action);
        mentions_finish(&m);
    }
}

Test(missing, words_of_two_actions_do_not_add_up_to_an_answer)
{
    expect_missing(TABLE("{" FULL ",\"groups\":[\"A bus\",\"Fares and carers\"]}"),
                   "Does ‘Fares and carers’ answer the barrier ‘Bus fares’ of ‘Less "
                   "isolation’?\n");
    expect_missing(TABLE("{" FULL ",\"groups\":[\"Bus fares for carers\"]}"), "");
}

Test(missing, an_action_of_another_goal_answers_only_if_somebody_says_so)
{
    static const char table[] =
        TABLE("{" FULL ",\"groups\":[\"Carers meet\"]},"
              "{\"text\":\"Go\",\"barriers\":[\"Rain\"],\"stakeholders\":[\"Carers\"],"
              "\"moments\":[{\"text\":\"May\",\"who\":\"Us\"}],"
              "\"groups\":[\"Bus fares, rain or shine\"]}");
    static const char missing[] =
        "No action is said to answer the barrier ‘Bus fares’ of ‘Less isolation’ yet.\n";
    expect_missing(table, "Does ‘Bus fares, rain or shine’ answer the barrier ‘Bus "
                          "fares’ of ‘Less isolation’?\n");
    struct session *session = session_of_tables(table);
    struct author author;
    author_init(&author, session, 1, "Ana");
    struct str of = STR_EMPTY;
    const struct record *barrier = record_saying(session, "Bus fares");
    const struct record *action = record_saying(session, "Bus fares, rain or shine");
    str_addf(&of, "note:%s", record_id(action));
    cr_assert(author_set(&author, barrier, "answered", VALUE_OF_TEXT(of.bytes), &err));
    char *said = sentences_of(session);
    cr_expect_eq(plan_answer(session, barrier), action);
    cr_expect_str_eq(said, "");
    free(said);
    /* That of the first goal has gone: its one barrier has an answer all the same. */
    const struct record *only = record_saying(session, "Carers meet");
    cr_assert(author_delete(&author, only, &err));
    said = sentences_of(session);
    cr_expect_not(strstr(said, "‘Less isolation’"), "%s", said);
    free(said);
    cr_assert(author_bring_back(&author, only, &err));
    /* An action that is deleted answers nothing. */
    cr_assert(author_delete(&author, action, &err));
    said = sentences_of(session);
    cr_expect_null(plan_answer(session, barrier));
    expect_part(said, missing);
    free(said);
    str_finish(&of);
    author_finish(&author);
    session_free(session);
}

/* Of one goal with its stakeholders and moments, and what stands in its plan. */
#define NAMING(stakeholders, moments, plan)                                              \
    TABLE(                                                                               \
        "{\"text\":\"Go\",\"barriers\":[{\"text\":\"Rain\",\"answered\":\"note:n1\"}],"  \
        "\"stakeholders\":[" stakeholders "],\"moments\":[" moments "],\"groups\":["     \
        "{\"id\":\"n1\",\"text\":\"Umbrellas\"}," plan "]}")
#define MOMENT "{\"text\":\"May\",\"who\":\"Us\"}"

Test(missing, what_is_named_in_part_is_asked)
{
    static const struct {
        const char *table, *asks;
    } rows[] = {
        {NAMING("\"Age UK Manchester\"", MOMENT, "\"Hospital lends Age UK a desk\""),
         "Is ‘Hospital lends Age UK a desk’ for ‘Age UK Manchester’?\n"},
        {NAMING("\"GPs\"", MOMENT, "\"Doctors hand out the leaflet\""),
         "Is ‘Doctors hand out the leaflet’ for ‘GPs’?\n"},
        {NAMING("\"Faith groups\"", MOMENT, "\"Ask faith leaders\""),
         "Is ‘Ask faith leaders’ for ‘Faith groups’?\n"},
        {NAMING("\"Carers\"", "\"Sports days at school\"",
                "\"Carers run a sports stall\""),
         "Is ‘Carers run a sports stall’ for ‘Sports days at school’?\n"},
        /* once, of two that say the same */
        {NAMING("\"Faith groups\",\"Faith groups\"", MOMENT, "\"Ask faith leaders\""),
         "Is ‘Ask faith leaders’ for ‘Faith groups’?\n"},
        /* all of it, in whatever order, or in who does it */
        {NAMING("\"Parents forums\"", MOMENT, "\"A forum for parents\""), ""},
        {NAMING("\"Age UK Manchester\"", MOMENT,
                "{\"text\":\"Lend a desk\",\"who\":\"Age UK Manchester\"}"),
         ""},
        {NAMING("\"Food bank\"", "\"Sports days\"", "\"Foodbank at the sports days\""),
         ""},
        /* nothing of it */
        {NAMING("\"Police\"", MOMENT, "\"Lend a desk\""),
         "No action names the stakeholder ‘Police’ of ‘Go’ yet.\n"},
        {NAMING("\"Carers\"", "\"Harvest supper\"", "\"Carers meet\""),
         "Nobody has taken on the social moment ‘Harvest supper’ of ‘Go’ yet.\n"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        expect_missing(rows[i].table, rows[i].asks);
    }
}

Test(missing, a_question_is_settled_by_yes_or_no_and_not_asked_again)
{
    struct session *session = session_of_tables(
        NAMING("\"Age UK Manchester\"", MOMENT, "\"Age UK choir\",\"Age UK desk\""));
    struct author author;
    author_init(&author, session, 1, "Ana");
    const struct record *entry = record_saying(session, "Age UK Manchester");
    const char *actions[] = {"Age UK choir", "Age UK desk"};
    for (size_t i = 0; i < 2; i++) {
        const struct record *action = record_saying(session, actions[i]);
        struct str value = STR_EMPTY, asks = STR_EMPTY;
        char *said = sentences_of(session);
        str_addf(&asks, "Is ‘%s’ for ‘Age UK Manchester’?\n", actions[i]);
        cr_expect_str_eq(said, asks.bytes);
        plan_add_refusal(entry, action, &value);
        cr_assert(author_set(&author, entry, "named", VALUE_OF_TEXT(value.bytes), &err));
        cr_expect(plan_refused(entry, action));
        cr_expect_null(plan_action_for(session, entry));
        free(said);
        str_finish(&value);
        str_finish(&asks);
    }
    char *said = sentences_of(session);
    cr_expect_str_eq(said, "No action names the stakeholder ‘Age UK Manchester’ of ‘Go’ "
                           "yet.\n");
    free(said);
    struct str undone = STR_EMPTY;
    cr_assert(author_undo(&author, &undone));
    str_finish(&undone);
    struct str value = STR_EMPTY;
    str_addf(&value, "note:%s", record_id(record_saying(session, "Age UK desk")));
    cr_assert(author_set(&author, entry, "named", VALUE_OF_TEXT(value.bytes), &err));
    said = sentences_of(session);
    cr_expect_str_eq(said, "");
    free(said);
    str_finish(&value);
    author_finish(&author);
    session_free(session);
}

Test(missing, barriers_with_more_votes_come_first)
{
    expect_missing(
        TABLE(
            "{\"text\":\"Go\",\"barriers\":[\"Rain\",{\"text\":\"Snow\",\"vote:scribe\":"
            "1},{\"text\":\"Ice\",\"vote:scribe\":4}],\"stakeholders\":[\"Us\"],"
            "\"moments\":[" MOMENT "],\"groups\":[\"Us\"]}"),
        "No action is said to answer the barrier ‘Ice’ of ‘Go’ yet.\n"
        "No action is said to answer the barrier ‘Snow’ of ‘Go’ yet.\n"
        "No action is said to answer the barrier ‘Rain’ of ‘Go’ yet.\n");
}

Test(missing, an_answer_that_is_no_note_is_none)
{
    expect_missing(
        TABLE("{\"text\":\"Go\",\"stakeholders\":[\"Carers\"],\"moments\":[{\"text\":"
              "\"May\",\"who\":\"Us\"}],\"groups\":[\"Carers meet\"],\"barriers\":["
              "{\"text\":\"Rain\",\"answered\":\"note:nowhere\"},"
              "{\"text\":\"Snow\",\"answered\":\"yes\"},{\"text\":\"Ice\",\"answered\":1}"
              "]}"),
        "No action is said to answer the barrier ‘Rain’ of ‘Go’ yet.\n"
        "No action is said to answer the barrier ‘Snow’ of ‘Go’ yet.\n"
        "No action is said to answer the barrier ‘Ice’ of ‘Go’ yet.\n");
}

Test(missing, of_a_goal_without_an_action_that_is_said_once)
{
    expect_missing(TABLE("{" FULL ",\"groups\":[\"Bus fares for carers\"]},"
                         "{\"text\":\"Go\",\"barriers\":[\"Rain\",\"Snow\"],"
                         "\"stakeholders\":[\"GPs\"],\"moments\":[{\"text\":\"May\","
                         "\"who\":\"Us\"}]},"
                         "{\"text\":\"Run\",\"barriers\":[\"Ice\"],\"stakeholders\":["
                         "\"GPs\"],\"moments\":[{\"text\":\"May\",\"who\":\"Us\"}]},"
                         "{\"text\":\"Walk\"}"),
                   "‘Go’ has no action yet for its 2 barriers.\n"
                   "‘Run’ has no action yet for its one barrier.\n"
                   "‘Walk’ has no action yet.\n"
                   "‘Walk’ has no barrier, no stakeholder and no social moment yet.\n");
}

Test(missing, stakeholders_and_moments_of_a_goal_are_one_sentence_each)
{
    expect_missing(
        TABLE("{\"text\":\"Go\",\"barriers\":[\"Rain\"],\"stakeholders\":[\"GPs\","
              "\"Faith groups\",\"Carers\",\"Schools\",\"The CCG\"],\"moments\":[\"May\","
              "{\"text\":\"June\",\"who\":\"CCG\"},\"July\"],"
              "\"groups\":[\"Rain or not, the CCGs go\"]}"),
        "No action names the stakeholders ‘GPs’, ‘Faith groups’ or 2 more of ‘Go’ yet.\n"
        "Nobody has taken on the social moments ‘May’ or ‘July’ of ‘Go’ yet.\n");
}

Test(missing, a_plan_for_organisations_only_is_told)
{
    static const char *const others[] = {"groups", "individuals", "other"};
    expect_missing(
        TABLE("{" FULL ",\"organisations\":[\"Bus fares for carers\",\"A campaign\"]}"),
        "The plan for ‘Less isolation’ has actions under ‘Organisations’ only: what "
        "could "
        "groups or individuals do?\n");
    for (size_t i = 0; i < 3; i++) {
        struct str table = STR_EMPTY;
        str_addf(
            &table,
            TABLE("{" FULL
                  ",\"organisations\":[\"Bus fares for carers\"],\"%s\":[\"Sing\"]}"),
            others[i]);
        expect_missing(table.bytes, "");
        str_finish(&table);
    }
}

Test(missing, a_plan_that_is_all_made_to_happen_is_told)
{
#define MADE(text) "{\"text\":\"" text "\",\"spread\":\"make\"}"
#define ASKS                                                                                \
    "action for ‘Less isolation’ is to be made to happen: what could be let or helped " \
    "to happen?\n"
    expect_missing(TABLE("{" FULL ",\"groups\":[" MADE("Bus fares for carers") "," MADE(
                       "Lunch") "]}"),
                   "Every " ASKS);
    expect_missing(TABLE("{" FULL ",\"groups\":[" MADE("Bus fares for carers") "," MADE(
                       "Lunch") ",\"Sing\"]}"),
                   "Every marked " ASKS);
    expect_missing(TABLE("{" FULL ",\"groups\":[" MADE("Bus fares for carers") "," MADE(
                       "Lunch") ",{\"text\":\"Sing\",\"spread\":\"let\"}]}"),
                   "");
    expect_missing(
        TABLE("{" FULL ",\"groups\":[" MADE("Bus fares for carers") ",\"Sing\"]}"), "");
}

Test(missing, a_vision_is_missing_once_there_are_actions)
{
    expect_missing("{\"goals\":[{" FULL ",\"groups\":[\"Bus fares for carers\"]}]}",
                   "There are actions, but no vision yet of what they are for.\n");
    expect_missing("{\"goals\":[{" FULL "}]}", "There are no actions yet.\n");
}

Test(missing, a_deleted_note_is_not_there)
{
    struct session *session =
        session_of_tables("{\"goals\":[{\"text\":\"Go\",\"barriers\":[\"Rain\"],"
                          "\"stakeholders\":[\"Us\"],\"moments\":[\"May\"]}]}");
    struct author author;
    author_init(&author, session, 1, "Ana");
    cr_assert(author_delete(&author, record_saying(session, "Rain"), &err));
    char *said = sentences_of(session);
    cr_expect_str_eq(said, "‘Go’ has no barrier yet.\nThere are no actions yet.\n");
    free(said);
    author_finish(&author);
    session_free(session);
}

Test(missing, long_words_are_shortened_to_a_breath)
{
    struct str table = STR_EMPTY;
    str_add(&table, "{\"goals\":[{\"text\":\"First line\\nsecond\"},{\"text\":\"");
    for (int i = 0; i < 100; i++) {
        str_add(&table, "long ");
    }
    str_add(&table, "\"}]}");
    struct session *session = session_of_tables(table.bytes);
    char *said = sentences_of(session);
    expect_part(said, "‘First line…’ has no barrier");
    cr_expect(!strstr(said, "second") && strlen(said) < 400, "%s", said);
    free(said);
    session_free(session);
    str_finish(&table);
}

/* A form that knows nothing of barriers: one grid, one column without a singular. */
static const char foreign[] =
    "{\"format\":\"roundtable session\",\"version\":1,\"templates\":[{\"format\":"
    "\"roundtable template\",\"version\":1,\"id\":\"swot\",\"title\":\"SWOT\",\"grids\":["
    "{\"id\":\"look\",\"title\":\"Look\",\"goals\":{\"id\":\"goals\",\"title\":\"Goals\"}"
    ","
    "\"columns\":[{\"id\":\"strengths\",\"title\":\"Strengths\",\"singular\":"
    "\"strength\"},"
    "{\"id\":\"threats\",\"title\":\"Threats\"}]}]}],\"sessions\":[{\"template\":"
    "\"swot\","
    "\"goals\":[{\"text\":\"Grow\"},{\"text\":\"Stay\",\"strengths\":[\"a\"],\"threats\":"
    "[\"b\"]}]}]}";

Test(missing, another_template_is_asked_for_its_own_columns_and_nothing_else)
{
    char *path = test_path("swot.json");
    text_file_write(path, foreign);
    struct ran ran = program_run(NULL, WORDS("roundtable", "missing", path));
    cr_expect_eq(ran.status, 0);
    cr_expect_str_eq(str_text(&ran.out),
                     "- ‘Grow’ has no strength and no entry under ‘Threats’ yet.\n");
    ran_finish(&ran);
    char *filled = replaced(foreign, "{\"text\":\"Grow\"},", "");
    text_file_write(path, filled);
    ran = program_run(NULL, WORDS("roundtable", "missing", path));
    cr_expect_str_eq(
        str_text(&ran.out),
        "Nothing is missing: every goal has a strength and an entry under ‘Threats’.\n");
    ran_finish(&ran);
    free(filled);
    free(path);
}

Test(missing, several_tables_have_headings)
{
    struct session *session = session_of_tables(
        TABLE("{" FULL ",\"groups\":[{\"text\":\"Bus fares for "
              "carers\",\"who\":\"Us\"}]}") ","
                                            "{\"place\":\"Leeds\",\"table\":"
                                            "\"2\",\"goals\":[]}");
    struct str out = STR_EMPTY;
    missing_text(session, &out);
    expect_part(out.bytes, "Leeds, table 2\n--------------\n- There is no goal yet.\n");
    expect_part(
        out.bytes,
        "Nothing is missing: every goal has a barrier, a stakeholder and a social\n"
        "moment, and every barrier an answer.\n");
    str_finish(&out);
    session_free(session);
}

Test(missing, what_would_disturb_a_terminal_is_shown_as_marks)
{
    struct session *session =
        session_of_tables("{\"goals\":[{\"text\":\"Go\\u001b[2J\\u202e\"}]}");
    struct str out = STR_EMPTY;
    missing_text(session, &out);
    expect_part(out.bytes, "‘Go␛[2J<U+202E>’ has no barrier");
    str_finish(&out);
    session_free(session);
}

Test(missing, an_answer_is_told_by_every_export_by_the_log_and_by_diff)
{
    static const char file[] =
        "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{\"id\":\"s1\","
        "\"goals\":[{\"id\":\"g1\",\"text\":\"Go\",\"barriers\":[{\"id\":\"b1\","
        "\"text\":\"Rain\",\"answered\":\"note:n1\"}],\"groups\":[{\"id\":\"n1\","
        "\"text\":\"Lend *one* umbrella\"}]}]}]}";
    static const struct {
        const char *format, *part;
    } rows[] = {{"text", "   - Rain\n     answered by: Lend *one* umbrella\n"},
                {"markdown", "• Rain<br>*answered by:* Lend \\*one\\* umbrella |"},
                {"html",
                 "<span class=\"other\" dir=\"auto\">answered by: <bdi>Lend *one* "
                 "umbrella</bdi></span></li>"},
                {"csv", "hand,,Lend *one* umbrella,,,,\r\n"},
                {"json", "\"answered\": \"note:n1\""}};
    char *path = test_path("a.json");
    text_file_write(path, file);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct ran ran =
            program_run(NULL, WORDS("roundtable", "export", "-f", rows[i].format, path));
        cr_expect_eq(ran.status, 0);
        expect_part(str_text(&ran.out), rows[i].part);
        ran_finish(&ran);
    }
    struct ran ran = program_run(NULL, WORDS("roundtable", "log", path));
    expect_part(str_text(&ran.out), "said that ‘Lend *one* umbrella’ answers ‘Rain’");
    ran_finish(&ran);
    char *later = test_path("b.json");
    char *without = replaced(file, ",\"answered\":\"note:n1\"", "");
    text_file_write(later, without);
    ran = program_run(NULL, WORDS("roundtable", "diff", path, later));
    expect_part(str_text(&ran.out), "~ changed: answer to barrier ‘Rain’ is ‘Lend *one* "
                                    "umbrella’ in ");
    ran_finish(&ran);
    free(without);
    without = replaced(file, "note:n1", "not:n1");
    text_file_write(later, without);
    ran = program_run(NULL, WORDS("roundtable", "diff", path, later));
    expect_part(str_text(&ran.out), "umbrella’ in ");
    expect_part(str_text(&ran.out), "not ‘Lend *one* umbrella’ in ");
    ran_finish(&ran);
    ran = program_run(NULL, WORDS("roundtable", "log", later));
    expect_part(str_text(&ran.out),
                "said that ‘Lend *one* umbrella’ does not answer ‘Rain’");
    ran_finish(&ran);
    free(without);
    free(later);
    free(path);
}
