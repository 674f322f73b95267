/* What is searched for is found piece by piece, and in the end all of it. */

#include "model/author.h"
#include "store/file.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/promises.h"
#include "support/typist.h"
#include "views/grid/grid_inside.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

TestSuite(search, .init = enter_folder, .fini = folder_finish);

enum { NOTES = 2000 };

static const char *const columns[] = {"barriers", "stakeholders", "moments"};

/* Two tables of so many notes, one of which is another's; a goal for every twenty. */
static void add_notes(struct author *author, const char *number, int notes)
{
    const struct record *goal = NULL;
    const struct record *table = author_add_table(author, NULL, "Seminar", "Birmingham",
                                                  "2017-02-22", number, NULL);
    for (int i = 0; i < notes; i++) {
        struct str text = str_of("Families, %d%s", i, i == notes - 1 ? " zebras" : "");
        goal = i % 20 ? goal
                      : author_add_goal(author, table, NULL, "A first job for all", NULL);
        author->now_ms += 20000;
        cr_assert(author_add_note(author, goal, columns[i % LENGTH(columns)], NULL,
                                  text.bytes, NULL));
        str_finish(&text);
    }
}

static struct session_file written(const char *path)
{
    struct session_file file;
    struct author author;
    file_new(path, &file);
    author_init(&author, file.session, 1, "Ana");
    author.now_ms = INT64_C(1487755800000);
    add_notes(&author, "1", NOTES);
    add_notes(&author, "2", 70);
    author_finish(&author);
    return file;
}

static struct typist *open_many(void)
{
    struct session_file file = written("many.json");
    cr_assert(file_save(&file, NULL));
    file_close(&file);
    struct typist *t = typist_start(24, 80, WORDS(program_path(), "many.json"));
    typist_wait(t, "? Keys");
    return t;
}

/* Whether of both the same is found, in the same order. */
static void expect_same(const struct hits *some, const struct hits *all,
                        const char *needle)
{
    cr_expect(some->all && all->all, "%s", needle);
    cr_assert_eq(some->count, all->count, "%s: %zu of %zu", needle, some->count,
                 all->count);
    for (size_t i = 0; i < all->count; i++) {
        cr_expect_eq(some->items[i], all->items[i], "%s: %zu", needle, i);
    }
}

/* Of what was said letter by letter, and as it was counted, the last is worth reading again. */
Test(search, only_what_was_found_in_the_end_stays_among_what_was_said)
{
    struct typist *t = open_many();
    typist_press(t, "u", "Nothing to undo");
    typist_press(t, "/fa", "1 of 2000 with ‘fa’");
    typist_press(t, "m", "1 of 2000 with ‘fam’");
    typist_press(t, "\r", "? Keys");
    typist_press(t, "n", "2 of 2000 with ‘fam’");
    typist_press(t, "M", "What was said, the newest first");
    typist_wait(t, "2 of 2000 with ‘fam’");
    cr_expect_not(typist_sees(t, "Counting"));
    cr_expect_not(typist_sees(t, "‘fa’"));
    cr_expect_not(typist_sees(t, "1 of 2000"));
    cr_expect(typist_sees(t, "Nothing to undo"), "what was said before stays");
    typist_press(t, ESC, "? Keys");
    typist_leave(t);
}

Test(search, pieces_find_what_is_found_at_once)
{
    static const char *const needles[] = {"f",     "fa", "fam", "families, 1", "fo",
                                          "zebra", "1",  "19",  "199",         "q"};
    struct session_file file = written("many.json");
    size_t count;
    struct facts facts = {.session = file.session,
                          .table = session_tables(file.session, &count)[0]};
    for (size_t pieces = 1; pieces < 6; pieces++) {
        struct view by_pieces = view_grid_new();
        for (size_t i = 0; i < LENGTH(needles); i++) {
            struct view at_once = view_grid_new();
            const struct hits *all, *some;
            /* the next letters come before that is through, but now and then */
            for (size_t n = 0; n < i * pieces; n++) {
                hits_at(by_pieces.state, &facts, facts.table, needles[i], 70 * pieces);
            }
            if ((i + pieces) % 2) {
                while (!hits_look_on(by_pieces.state, &facts, needles[i], 100)) {
                }
                some = hits_at(by_pieces.state, &facts, facts.table, needles[i], 0);
                all = hits_at(at_once.state, &facts, facts.table, needles[i], SIZE_MAX);
                expect_same(some, all, needles[i]);
            }
            at_once.ops->free(at_once.state);
        }
        by_pieces.ops->free(by_pieces.state);
    }
    file_close(&file);
}

Test(search, a_piece_looks_at_no_more_than_it_may)
{
    struct session_file file = written("many.json");
    size_t count, pieces = 1;
    struct facts facts = {.session = file.session,
                          .table = session_tables(file.session, &count)[0]};
    struct view view = view_grid_new();
    while (!hits_look_on(view.state, &facts, "e", 100)) {
        pieces++;
    }
    cr_expect(pieces >= NOTES / 130, "%zu pieces", pieces); /* a row is one */
    view.ops->free(view.state);
    file_close(&file);
}

Test(search, what_is_counted_while_nobody_types_is_told_in_the_end)
{
    struct typist *t = open_many();
    typist_type(t, "/families");
    typist_wait(t, "1 of 2000 with ‘families’ (n next, N back); 70 at other tables");
    typist_type(t, ", 199");
    typist_wait(t, "1 of 11 with ‘families, 199’");
    typist_type(t, CTRL_U "zebra");
    typist_wait(t, "1 of 1 with ‘zebra’ (n next, N back); 1 at other tables");
    typist_wait(t, "▶ Families, 1999");
    typist_type(t, CTRL_U "quagga");
    typist_wait(t, "‘quagga’ is in no entry at this table.");
    typist_press(t, ESC, "? Keys");
    typist_leave(t);
}

Test(search, enter_right_behind_the_words_stays_at_what_there_is)
{
    struct typist *t = open_many();
    typist_type(t, "/zebra\r");
    typist_wait(t, "▶ Families, 1999");
    typist_type(t, "N");
    typist_wait(t, "1 of 1 with ‘zebra’ at Birmingham, table 2");
    typist_leave(t);
}

/* By ear as on the screen: entries are sought, and who looks for a name learns where else it is. */
Test(search, a_name_that_only_promises_have_is_told_of)
{
    promises_enter();
    struct ran ran = program_run("search Ben\nsearch quagga\n",
                                 WORDS("roundtable", "--accessible", "plan.json"));
    expect_part(str_text(&ran.out),
                "‘Ben’ is in no entry at this table, but in 1 promise: "
                "commitments lists them");
    expect_part(str_text(&ran.out), "‘quagga’ is in no entry at this table.");
    ran_finish(&ran);
}

/* Letters before found another entry: whoever keeps what found nothing is where they began, and
 * reads that. */
Test(search, that_finds_nothing_goes_back_and_says_so_when_it_is_kept)
{
    promises_enter();
    struct typist *t = promises_open("plan.json", 80);
    typist_press(t, "\x1b[B", "▶");
    struct str before = STR_EMPTY, after = STR_EMPTY;
    typist_settle(t);
    typist_row(t, 19, &before);
    typist_press(t, "/Swap", "1 of 1 with ‘Swap’");
    typist_press(t, "qq", "‘Swapqq’ is in no entry at this table.");
    typist_press(t, "\r", "? Keys");
    typist_wait(t, "‘Swapqq’ is in no entry at this table.");
    typist_row(t, 19, &after);
    cr_expect_str_eq(str_text(&after), str_text(&before));
    str_finish(&before);
    str_finish(&after);
    typist_leave(t);
}
