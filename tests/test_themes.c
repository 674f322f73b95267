/* What recurs across tables: themes, what a person decides about them, and proposals. */

#include "findings/alike.h"
#include "model/author.h"
#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(themes, .fini = end_test);

/* Tables that each say some goals, with barriers under the first. */
struct room {
    struct session *session;
    struct author author;
    const struct record *goals[8];
    size_t count;
};

static struct room room_make(void)
{
    struct room r = {.session = session_new()};
    author_init(&r.author, r.session, 1, "Ana");
    r.author.now_ms = 1487764800000;
    return r;
}

static const struct record *room_table(struct room *r, const char *number,
                                       const char *goal)
{
    const struct record *table =
        author_add_table(&r->author, NULL, NULL, "Leeds", NULL, number, &err);
    r->goals[r->count] = author_add_goal(&r->author, table, NULL, goal, &err);
    return r->goals[r->count++];
}

static void room_free(struct room *r)
{
    author_finish(&r->author);
    session_free(r->session);
}

/* "9 of 4: words | 1 of 1: words": entries, tables and words of each theme of a column. */
static char *themes_text(struct session *session, const char *column)
{
    struct themes themes;
    struct str out = STR_EMPTY;
    themes_find(session, &themes);
    for (size_t i = 0; i < themes.count; i++) {
        const struct theme *t = themes.items[i];
        if (strcmp(t->column, column) == 0) {
            str_addf(&out, "%s%zu of %zu: %s", out.len_bytes ? " | " : "", t->count,
                     t->tables, t->words);
        }
    }
    themes_finish(&themes);
    return str_take(&out);
}

static void expect_themes(struct room *r, const char *column, const char *expected)
{
    char *text = themes_text(r->session, column);
    cr_expect_str_eq(text, expected);
    free(text);
}

static const struct theme *theme_saying(const struct themes *themes, const char *words)
{
    for (size_t i = 0; i < themes->count; i++) {
        for (size_t j = 0; j < themes->items[i]->count; j++) {
            if (strcmp(record_words(themes->items[i]->members[j], "text"), words) == 0) {
                return themes->items[i];
            }
        }
    }
    cr_assert_fail("no theme says %s", words);
    return NULL;
}

static void decide(struct room *r,
                   bool (*act)(struct author *, const struct theme *,
                               const struct theme *, struct err *),
                   const char *one, const char *other)
{
    struct themes themes;
    themes_find(r->session, &themes);
    cr_assert(
        act(&r->author, theme_saying(&themes, one), theme_saying(&themes, other), &err),
        "%s", err_text(&err));
    themes_finish(&themes);
}

Test(themes, the_same_words_at_several_tables_are_one_theme)
{
    struct room r = room_make();
    room_table(&r, "1", "Less loneliness");
    room_table(&r, "2", "less  loneliness.");
    room_table(&r, "3", "Less loneliness");
    room_table(&r, "4", "More walking");
    author_add_note(&r.author, r.goals[0], "stakeholders", NULL, "CCG", &err);
    author_add_note(&r.author, r.goals[0], "barriers", NULL, "CCG", &err);
    author_add_note(&r.author, r.goals[1], "stakeholders", NULL, "CCGs", &err);
    author_add_note(&r.author, r.goals[1], "stakeholders", NULL, "CCGs", &err);
    expect_themes(&r, "", "3 of 3: Less loneliness | 1 of 1: More walking");
    expect_themes(&r, "stakeholders", "3 of 2: CCGs");
    expect_themes(&r, "barriers", "1 of 1: CCG");
    room_free(&r);
}

Test(themes, a_note_without_a_column_is_no_goal)
{
    struct room r = room_make();
    room_table(&r, "1", "Less loneliness");
    author_add_note(&r.author, r.goals[0], "", NULL, "less loneliness", &err);
    expect_themes(&r, "", "1 of 1: Less loneliness");
    room_free(&r);
}

Test(themes, what_a_person_joins_is_one_and_later_words_follow)
{
    struct room r = room_make();
    struct str said = STR_EMPTY;
    room_table(&r, "1", "Reducing social isolation");
    room_table(&r, "2", "Reduce loneliness and isolation");
    room_table(&r, "3", "More walking");
    decide(&r, themes_join, "Reducing social isolation",
           "Reduce loneliness and isolation");
    expect_themes(&r, "", "2 of 2: Reducing social isolation | 1 of 1: More walking");
    room_table(&r, "4", "reduce loneliness & isolation");
    expect_themes(&r, "",
                  "3 of 3: Reduce loneliness and isolation | 1 of 1: More walking");
    decide(&r, themes_join, "More walking", "reduce loneliness & isolation");
    expect_themes(&r, "", "4 of 4: Reduce loneliness and isolation");
    cr_expect_str_eq(record_text(r.goals[1], "text"), "Reduce loneliness and isolation",
                     "nobody's words are rewritten");
    cr_assert(author_undo(&r.author, &said));
    expect_themes(&r, "",
                  "3 of 3: Reduce loneliness and isolation | 1 of 1: More walking");
    cr_expect_str_eq(said.bytes, "joined ‘More walking’ and ‘Reduce loneliness and is…’");
    str_finish(&said);
    room_free(&r);
}

Test(themes, one_entry_can_be_parted_from_words_like_its_own)
{
    struct room r = room_make();
    struct themes themes;
    room_table(&r, "1", "Access");
    room_table(&r, "2", "access");
    room_table(&r, "3", "Access");
    themes_find(r.session, &themes);
    cr_assert(theme_part(&r.author, themes.items[0], r.goals[1], &err));
    themes_finish(&themes);
    expect_themes(&r, "", "2 of 2: Access | 1 of 1: access");
    room_table(&r, "4", "ACCESS");
    expect_themes(&r, "", "3 of 3: Access | 1 of 1: access");
    decide(&r, themes_join, "access", "Access");
    expect_themes(&r, "", "4 of 4: Access");
    room_free(&r);
}

/* Whichever it is, it is said that it and the others are not one, and once. */
Test(themes, what_is_parted_is_set_apart_from_what_is_left)
{
    for (size_t i = 0; i < 3; i++) {
        struct room r = room_make();
        struct themes themes;
        size_t apart = 0;
        const struct record *record = NULL;
        room_table(&r, "1", "Access");
        room_table(&r, "2", "access");
        room_table(&r, "3", "Access");
        themes_find(r.session, &themes);
        cr_assert(
            theme_part(&r.author, themes.items[0], themes.items[0]->members[i], &err));
        themes_finish(&themes);
        while ((record = session_next_record(r.session, record))) {
            apart += record_is(record, "apart");
        }
        cr_expect_eq(apart, 1, "%zu when the member %zu is parted", apart, i);
        room_free(&r);
    }
}

Test(themes, a_name_stands_for_the_words_and_changes_none)
{
    struct room r = room_make();
    struct themes themes;
    room_table(&r, "1", "Bus fares");
    room_table(&r, "2", "bus fares");
    themes_find(r.session, &themes);
    cr_assert(theme_name(&r.author, themes.items[0], "Getting about", &err));
    themes_finish(&themes);
    expect_themes(&r, "", "2 of 2: Getting about");
    themes_find(r.session, &themes);
    cr_assert(theme_name(&r.author, themes.items[0], "", &err));
    themes_finish(&themes);
    expect_themes(&r, "", "2 of 2: Bus fares");
    room_free(&r);
}

static void call(struct room *r, const char *words, const char *name)
{
    struct themes themes;
    themes_find(r->session, &themes);
    for (size_t i = 0; i < themes.count; i++) {
        if (strcmp(themes.items[i]->words, words) == 0) {
            cr_assert(theme_name(&r->author, themes.items[i], name, &err));
        }
    }
    themes_finish(&themes);
}

Test(themes, of_two_that_are_joined_the_first_keeps_its_name)
{
    static const char *const rows[][3] = {{"Bus fares", "Trains", "Buses"},
                                          {"Trains", "Bus fares", "Rails"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct room r = room_make();
        struct str expected = STR_EMPTY;
        room_table(&r, "1", "Bus fares");
        room_table(&r, "2", "Trains");
        call(&r, "Bus fares", "Buses");
        call(&r, "Trains", "Rails");
        decide(&r, themes_join, rows[i][0], rows[i][1]);
        str_addf(&expected, "2 of 2: %s", rows[i][2]);
        expect_themes(&r, "", expected.bytes);
        str_finish(&expected);
        room_free(&r);
    }
}

Test(themes, of_words_said_as_often_those_most_share_stand_for_all)
{
    struct room r = room_make();
    room_table(&r, "1", "Starting big school");
    room_table(&r, "2", "First day at school");
    room_table(&r, "3", "starting school");
    room_table(&r, "4", "Starting school!");
    decide(&r, themes_join, "Starting big school", "First day at school");
    decide(&r, themes_join, "Starting school!", "Starting big school");
    expect_themes(&r, "", "4 of 4: Starting school!");
    room_free(&r);
}

Test(themes, of_two_spellings_the_one_with_more_letters_stands_for_both)
{
    struct room r = room_make();
    room_table(&r, "1", "Accomodation");
    room_table(&r, "2", "Accommodation");
    decide(&r, themes_join, "Accomodation", "Accommodation");
    expect_themes(&r, "", "2 of 2: Accommodation");
    room_free(&r);
}

Test(themes, words_that_followed_stay_when_the_one_that_was_placed_is_parted)
{
    struct room r = room_make();
    struct themes themes;
    room_table(&r, "1", "Access");
    room_table(&r, "2", "access");
    room_table(&r, "3", "Access");
    room_table(&r, "4", "Ramps");
    decide(&r, themes_join, "Ramps", "Access");
    themes_find(r.session, &themes);
    cr_assert(theme_part(&r.author, themes.items[0], r.goals[0], &err));
    themes_finish(&themes);
    themes_find(r.session, &themes);
    cr_expect_eq(theme_of(&themes, r.goals[1]), theme_of(&themes, r.goals[3]));
    cr_expect_eq(theme_of(&themes, r.goals[2]), theme_of(&themes, r.goals[3]));
    cr_expect_neq(theme_of(&themes, r.goals[0]), theme_of(&themes, r.goals[3]));
    themes_finish(&themes);
    room_free(&r);
}

Test(themes, several_are_joined_as_one_step)
{
    struct room r = room_make();
    struct themes themes;
    struct str said = STR_EMPTY;
    room_table(&r, "1", "Trains");
    room_table(&r, "2", "Buses");
    room_table(&r, "3", "Trams");
    themes_find(r.session, &themes);
    const struct theme *others[] = {theme_of(&themes, r.goals[0]),
                                    theme_of(&themes, r.goals[2])};
    cr_assert(themes_join_all(&r.author, theme_of(&themes, r.goals[1]), others, 2,
                              "Buses", &err));
    themes_finish(&themes);
    expect_themes(&r, "", "3 of 3: Buses");
    cr_assert(author_undo(&r.author, &said));
    expect_themes(&r, "", "1 of 1: Buses | 1 of 1: Trains | 1 of 1: Trams");
    str_finish(&said);
    room_free(&r);
}

Test(themes, two_organisers_decisions_merge_in_any_order)
{
    struct room one = room_make();
    room_table(&one, "1", "Bus fares");
    room_table(&one, "2", "Cost of the bus");
    room_table(&one, "3", "Fares");
    struct room two = {.session = session_new()};
    session_add_all(two.session, one.session);
    author_init(&two.author, two.session, 2, "Ben");
    two.author.now_ms = one.author.now_ms + 1000;
    decide(&one, themes_join, "Bus fares", "Cost of the bus");
    decide(&two, themes_join, "Bus fares", "Fares");
    struct session *a = session_new(), *b = session_new();
    session_add_all(a, one.session);
    session_add_all(a, two.session);
    session_add_all(b, two.session);
    session_add_all(b, one.session);
    char *left = themes_text(a, ""), *right = themes_text(b, "");
    cr_expect_str_eq(left, right);
    cr_expect_str_eq(left, "3 of 3: Fares", "what both joined to one comes together");
    free(left);
    free(right);
    session_free(a);
    session_free(b);
    room_free(&one);
    room_free(&two);
}

static size_t proposed(struct room *r, const char *one, const char *other, double *score)
{
    struct themes themes;
    struct proposals proposals;
    size_t found = 0;
    themes_find(r->session, &themes);
    proposals_find(&themes, &proposals);
    for (size_t i = 0; i < proposals.count; i++) {
        const struct proposal *p = &proposals.items[i];
        bool there =
            strcmp(p->one->words, one) == 0 && strcmp(p->other->words, other) == 0;
        bool turned =
            strcmp(p->one->words, other) == 0 && strcmp(p->other->words, one) == 0;
        if (there || turned) {
            found++;
            *score = p->score;
        }
    }
    proposals_finish(&proposals);
    themes_finish(&themes);
    return found;
}

Test(alike, near_words_are_proposed_until_somebody_keeps_them_apart, .fini = end_test)
{
    struct room r = room_make();
    double score = 0;
    struct str said = STR_EMPTY;
    room_table(&r, "1", "Reducing social isolation");
    room_table(&r, "2", "Reduce loneliness and isolation");
    room_table(&r, "3", "More walking");
    cr_expect_eq(proposed(&r, "Reducing social isolation",
                          "Reduce loneliness and isolation", &score),
                 1);
    cr_expect(score > 0.5 && score < 1, "%f", score);
    decide(&r, themes_keep_apart, "Reducing social isolation",
           "Reduce loneliness and isolation");
    cr_expect_eq(proposed(&r, "Reducing social isolation",
                          "Reduce loneliness and isolation", &score),
                 0);
    cr_assert(author_undo(&r.author, &said));
    cr_expect_eq(proposed(&r, "Reducing social isolation",
                          "Reduce loneliness and isolation", &score),
                 1);
    str_finish(&said);
    room_free(&r);
}

Test(alike, the_words_that_both_have_stand_as_the_first_has_them, .fini = end_test)
{
    struct room r = room_make();
    struct themes themes;
    struct proposals proposals;
    room_table(&r, "1", "Bus fares for families");
    room_table(&r, "2", "Family bus fare");
    themes_find(r.session, &themes);
    proposals_find(&themes, &proposals);
    cr_assert_eq(proposals.count, 1);
    struct str shared = STR_EMPTY;
    proposal_add_shared(&proposals, &proposals.items[0], &shared);
    cr_expect_str_eq(shared.bytes, "bus, fares, families");
    str_finish(&shared);
    proposals_finish(&proposals);
    themes_finish(&themes);
    room_free(&r);
}

Test(alike, what_was_parted_is_not_proposed_as_one_again, .fini = end_test)
{
    struct room r = room_make();
    struct themes themes;
    struct str said = STR_EMPTY;
    double score;
    room_table(&r, "1", "Access");
    room_table(&r, "2", "access");
    themes_find(r.session, &themes);
    cr_assert(theme_part(&r.author, themes.items[0], r.goals[0], &err));
    themes_finish(&themes);
    expect_themes(&r, "", "1 of 1: Access | 1 of 1: access");
    cr_expect_eq(proposed(&r, "Access", "access", &score), 0);
    cr_assert(author_undo(&r.author, &said));
    expect_themes(&r, "", "2 of 2: Access");
    str_finish(&said);
    room_free(&r);
}

Test(alike, opposites_and_negations_are_not_proposed, .fini = end_test)
{
    static const char *const rows[][2] = {{"Support for carers", "No support for carers"},
                                          {"More HIV testing", "Less HIV testing"},
                                          {"Increase GP visits", "Reducing GP visits"},
                                          {"Young people moving", "Old people moving"}};
    struct room r = room_make();
    double score;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        room_table(&r, "1", rows[i][0]);
        room_table(&r, "2", rows[i][1]);
    }
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect_eq(proposed(&r, rows[i][0], rows[i][1], &score), 0, "%s, %s",
                     rows[i][0], rows[i][1]);
    }
    room_free(&r);
}

static int by_address(const void *left, const void *right)
{
    const struct theme *const *a = left, *const *b = right;
    return *a < *b ? -1 : *a > *b;
}

/* How many themes of a column stand under goals of one theme. */
static size_t themes_below(const struct themes *themes, const struct theme *goal,
                           const char *column)
{
    const struct theme *found[64];
    size_t all = 0, different = 0, notes;
    for (size_t i = 0; i < goal->count; i++) {
        const struct record *const *note =
            goal_notes(themes->session, goal->members[i], column, &notes);
        for (size_t n = 0; n < notes && all < 64; n++) {
            found[all++] = theme_of(themes, note[n]);
        }
    }
    qsort(found, all, sizeof *found, by_address);
    for (size_t i = 0; i < all; i++) {
        different += i == 0 || found[i] != found[i - 1];
    }
    return different;
}

/* The worked examples: the slides' table and the write-up's, which has it all. */
Test(themes, the_decks_example_and_the_write_ups_are_the_write_ups)
{
    struct session *both = session_new(), *one = session_new();
    struct file_added added;
    struct themes merged, alone;
    char *deck = repo_path("sessions/deck.json"),
         *write_up = repo_path("sessions/write-up.json");
    cr_assert(file_add(deck, both, &added, &err), "%s", err_text(&err));
    cr_assert(file_add(write_up, both, &added, &err), "%s", err_text(&err));
    cr_assert(file_add(write_up, one, &added, &err), "%s", err_text(&err));
    themes_find(both, &merged);
    themes_find(one, &alone);
    size_t goals = 0;
    for (size_t i = 0; i < alone.count; i++) {
        if (strcmp(alone.items[i]->column, "") == 0) {
            const struct theme *goal = theme_saying(&merged, alone.items[i]->words);
            static const char *const columns[] = {"barriers", "stakeholders", "moments"};
            size_t below = 0;
            for (size_t c = 0; c < 3; c++) {
                size_t wanted = themes_below(&alone, alone.items[i], columns[c]);
                cr_expect_eq(themes_below(&merged, goal, columns[c]), wanted, "%s of %s",
                             columns[c], goal->words);
                below += wanted;
            }
            cr_expect(below > 0, "%s", goal->words);
            goals++;
        }
    }
    cr_expect_eq(goals, 4);
    themes_finish(&merged);
    themes_finish(&alone);
    session_free(both);
    session_free(one);
    free(deck);
    free(write_up);
}
