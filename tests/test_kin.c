/* The words of the field, and how words are compared by them. */

#include "findings/alike.h"
#include "findings/vocabulary.h"
#include "model/author.h"
#include "model/kin.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(kin, .fini = end_test);

Test(kin, the_words_of_english_are_compiled_in_and_no_phrase_is_of_two_groups)
{
    const struct kin *kin = kin_builtin("en-GB");
    unsigned groups = 0;
    cr_assert(kin);
    for (size_t i = 0; i < kin->count; i++) {
        const struct kin_entry *one = &kin->entries[i];
        for (size_t k = 0; k < i && one->kind == KIN_GROUP; k++) {
            cr_expect(kin->entries[k].kind != KIN_GROUP ||
                          strcmp(kin->entries[k].words, one->words) != 0,
                      "%s stands twice", one->words);
        }
        groups = one->kind == KIN_GROUP ? one->number + 1 : groups;
    }
    cr_expect_geq(groups, 120);
    cr_expect_leq(groups, 500);
    cr_expect_null(kin_builtin("de"));
}

Test(kin, what_is_wrong_with_words_is_said_with_its_place)
{
    static const struct {
        const char *text, *said;
    } rows[] = {
        {"{}", "w.json:1:1: words of the field have \"format\": \"roundtable words\""},
        {"{\"format\": \"roundtable words\"}",
         "w.json:1:1: words of the field need a \"language\""},
        {"{\"format\": \"roundtable words\", \"language\": \"de\",\n\"groups\": [1]}",
         "w.json:2:12: a line is a text of words"},
        {"{\"format\": \"roundtable words\", \"language\": \"de\",\n\"opposites\": "
         "[\"a\"]}",
         "w.json:2:15: opposites stand on both sides of \"|\""},
        {"{\"format\": \"roundtable words\", \"language\": \"de\",\n\"weak\": []}",
         "w.json:2:1: this is a text of words"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct err said = ERR_NONE;
        cr_expect_null(kin_read("w.json", rows[i].text, &said));
        cr_expect_str_eq(err_text(&said), rows[i].said);
        err_finish(&said);
    }
}

Test(kin, words_are_spelled_in_one_way)
{
    static const char *const rows[][2] = {
        {"organize", "organise"},
        {"organization", "organisation"},
        {"colour", "color"},
        {"neighbourhood", "neighborhood"},
        {"centre", "center"},
        {"paediatric", "pediatric"},
        {"anaesthetist", "anesthetist"},
        {"travelling", "traveling"},
        {"catalogue", "catalog"},
        {"analyze", "analyse"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str one = str_of("%s", rows[i][0]), other = str_of("%s", rows[i][1]);
        spelling_unify(&one);
        spelling_unify(&other);
        cr_expect_str_eq(one.bytes, other.bytes);
        str_finish(&one);
        str_finish(&other);
    }
}

Test(kin, a_word_that_slipped_is_known_but_not_by_its_first_or_last_letters)
{
    static const struct {
        const char *a, *b;
        bool slipped;
    } rows[] = {{"advertising", "advertsing", true},    {"government", "goverment", true},
                {"psychologist", "pyschologist", true}, {"separated", "seperated", true},
                {"employer", "employee", false},        {"walking", "talking", false},
                {"bureaucracy", "beaurocracy", false},  {"same", "same", false}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect_eq(spelling_slipped(rows[i].a, rows[i].b), rows[i].slipped, "%s, %s",
                     rows[i].a, rows[i].b);
        cr_expect_eq(spelling_slipped(rows[i].b, rows[i].a), rows[i].slipped);
    }
}

/* What is proposed of two barriers: the score and the words, or "". */
static char *proposed(const char *one, const char *other)
{
    struct session *session = session_new();
    struct author author;
    struct themes themes;
    struct proposals proposals;
    struct str out = STR_EMPTY;
    author_init(&author, session, 1, "Ana");
    const struct record *table =
        author_add_table(&author, NULL, NULL, "Leeds", NULL, "1", &err);
    const struct record *goal = author_add_goal(&author, table, NULL, "Goal", &err);
    author_add_note(&author, goal, "barriers", NULL, one, &err);
    author_add_note(&author, goal, "barriers", NULL, other, &err);
    themes_find(session, &themes);
    proposals_find(&themes, &proposals);
    for (size_t i = 0; i < proposals.count; i++) {
        proposal_add_shared(&proposals, &proposals.items[i], &out);
    }
    proposals_finish(&proposals);
    themes_finish(&themes);
    author_finish(&author);
    session_free(session);
    return str_take(&out);
}

Test(kin, a_letter_alone_is_no_word_that_two_share_if_they_share_others)
{
    static const char *const rows[][3] = {
        {"A&E waits", "Waits in A&E", "waits"},
        {"A&E waits", "Waits at A & E", "waits"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *shared = proposed(rows[i][0], rows[i][1]);
        cr_expect_str_eq(shared, rows[i][2], "%s, %s: %s", rows[i][0], rows[i][1],
                         shared);
        free(shared);
    }
}

Test(kin, what_differs_in_spelling_alone_is_proposed)
{
    static const char *const rows[][2] = {
        {"Costs of healthcare", "Health care costs"},
        {"The culture of organisations", "Organization culture"},
        {"Recruiting", "Recriuting"},
        {"E-mails", "Email"},
        {"A lack of aftercare", "Lack of after care"},
        {"Walk in centres", "Walk-in centers"},
        {"Safeguarding at work", "Safe-guarding at work"},
        {"Behaviour policy", "Behavior policies"},
        {"LGO", "Local government ombudsman"},
        {"No HMOs", "No houses in multiple occupation"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *shared = proposed(rows[i][0], rows[i][1]);
        cr_expect_str_neq(shared, "", "%s, %s", rows[i][0], rows[i][1]);
        free(shared);
    }
}

Test(kin, what_means_something_else_is_not_proposed_however_it_begins)
{
    static const char *const rows[][2] = {
        {"Trainers", "Trainees"},
        {"Community meetings", "Communication meetings"},
        {"Hospital stays", "Hospice stays"},
        {"Too many forms", "Too few forms"},
        {"Nurses not listening to cooks", "Cooks not listening to nurses"},
        {"who", "World Health Organization"},
        {"No car park", "A car park"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *shared = proposed(rows[i][0], rows[i][1]);
        cr_expect_str_eq(shared, "", "%s, %s", rows[i][0], rows[i][1]);
        free(shared);
    }
}

Test(kin, words_in_the_data_folder_hide_those_compiled_in)
{
    cr_assert_eq(chdir(test_folder()), 0);
    text_file_write("data/words/ours.json",
                    "{\"format\": \"roundtable words\", \"version\": 1, \"language\": "
                    "\"en\", \"groups\": [\"zorb, quax\"]}");
    text_file_write("1.json",
                    "{\"sessions\": [{\"title\": \"S\", \"table\": \"1\", "
                    "\"goals\": [{\"text\": \"Zorb\"}, {\"text\": \"Quax\"}]}]}");
    char *data = test_path("data");
    program_env("ROUNDTABLE_DATA", data);
    free(data);
    char *json = OUTPUT_OF("themes", "-f", "json", "1.json");
    cr_expect(strstr(json, "\"proposals\": [\n    {\"column\": \"goals\", \"one\": "
                           "\"Quax\", \"other\": \"Zorb\", \"score\": 0.90, "
                           "\"shared\": \"quax\"}\n  ]"),
              "%s", json);
    free(json);
}
