/* Marks: the letters that choose them, what marking says, and what the file, the log and
 * the exports hold afterwards. */

#include "base/wrap.h"
#include "model/author.h"
#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/golden.h"
#include "support/grids.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char map[] =
    "{ \"format\": \"roundtable session\", \"version\": 1,\n"
    "  \"sessions\": [ { \"place\": \"Leeds\", \"table\": \"4\", \"goals\": [\n"
    "    { \"text\": \"Less sugar\", \"barriers\": [ \"Advertising\", \"Sweet drinks\" "
    "],\n"
    "      \"stakeholders\": [ \"Schools\" ], \"moments\": [ \"A flood\" ] }\n"
    "] } ] }\n";

static void enter(void)
{
    enter_folder();
    text_file_write("map.json", map);
}

TestSuite(marks, .init = enter, .fini = end_without_fault);

static struct typist *open_map(int rows, int cols)
{
    return typist_open(rows, cols, WORDS("roundtable", "--by=Ana", "map.json"));
}

/* What the file holds in a field of an entry; "" if nothing. Borrowed for the test. */
static const char *field_in_file(const char *words, const char *field)
{
    static char value[64];
    struct session_file file;
    cr_assert(file_open("map.json", &file, &err), "%s", err_text(&err));
    snprintf(value, sizeof value, "%s",
             record_words(record_saying(file.session, words), field));
    file_close(&file);
    return value;
}

/* Letters. */

Test(marks, no_two_choices_of_a_column_have_the_same_letter)
{
    static const char text[] =
        "{\"format\":\"roundtable template\",\"version\":1,\"id\":\"own\",\"marks\":["
        "{\"id\":\"one\",\"choices\":["
        "{\"id\":\"1\",\"letter\":\"P\",\"title\":\"Paper\"},"
        "{\"id\":\"2\",\"letter\":\"p\",\"title\":\"Pen\"},"
        "{\"id\":\"3\",\"title\":\"Pale\"},"
        "{\"id\":\"4\",\"letter\":\"é\",\"title\":\"Été\"}]},"
        "{\"id\":\"two\",\"choices\":["
        "{\"id\":\"1\",\"letter\":\"e\",\"title\":\"Elm\"},"
        "{\"id\":\"2\",\"letter\":\"many\",\"title\":\"é e p\"},"
        "{\"id\":\"3\",\"letter\":\" \",\"title\":\"Ape\"}]}],"
        "\"grids\":[{\"id\":\"g\",\"columns\":["
        "{\"id\":\"both\",\"marks\":[\"one\",\"two\"]},{\"id\":\"two\",\"marks\":["
        "\"two\"]}"
        "]}]}";
    /* "Pen" cannot have the p of "Paper" nor the e of "Elm", so it has its n. */
    static const char *const expected[] = {"p", "n", "a", "é", "e", "b", "c"};
    struct template *form = template_read_text("own.json", text, &err);
    cr_assert(form, "%s", err_text(&err));
    const struct column *both = &form->grids[0].columns[0];
    const struct column *two = &form->grids[0].columns[1];
    for (size_t n = 0, at = 0; n < both->mark_count; n++) {
        for (size_t i = 0; i < both->marks[n]->choice_count; i++, at++) {
            cr_expect_str_eq(column_letter(both, n, &both->marks[n]->choices[i]),
                             expected[at], "the letter of %s",
                             both->marks[n]->choices[i].title);
        }
    }
    cr_expect_str_eq(column_letter(two, 0, &two->marks[0]->choices[2]), "a");
    template_free(form);
}

Test(marks, a_template_with_more_choices_than_letters_is_read_all_the_same)
{
    struct str text = STR_EMPTY;
    str_add(&text, "{\"format\":\"roundtable template\",\"version\":1,\"id\":\"own\","
                   "\"marks\":[{\"id\":\"m\",\"choices\":[{\"id\":\"0\"}");
    for (int i = 1; i < 3000; i++) {
        str_addf(&text, ",{\"id\":\"%d\"}", i);
    }
    str_add(&text, "]}],\"grids\":[{\"id\":\"g\",\"columns\":[{\"id\":\"c\",\"marks\":["
                   "\"m\"");
    for (int i = 1; i < 3000; i++) {
        str_add(&text, ",\"m\"");
    }
    str_add(&text, "]}]}]}");
    struct template *form = template_read_text("own.json", text.bytes, &err);
    cr_assert(form, "%s", err_text(&err));
    const struct column *column = &form->grids[0].columns[0];
    cr_expect_str_eq(column_letter(column, 0, &column->marks[0]->choices[35]), "z");
    cr_expect_str_eq(column_letter(column, 0, &column->marks[0]->choices[36]), "");
    cr_expect_str_eq(column_letter(column, 2999, &column->marks[0]->choices[2999]), "");
    template_free(form);
    str_finish(&text);
}

/* The menu at 80 columns: the letter, the title, " · now", and the meaning, which may go on
 * in a second row. */
static void expect_in_menu(const struct column *column)
{
    size_t widest = 0;
    cr_expect_gt(column->mark_count, 0);
    for (size_t n = 0; n < column->mark_count; n++) {
        for (size_t i = 0; i < column->marks[n]->choice_count; i++) {
            size_t wide = strlen(column->marks[n]->choices[i].title);
            widest = wide > widest ? wide : widest;
        }
    }
    int room = 80 - (int)(4 + widest + strlen(" - now") + 2 + 1);
    for (size_t n = 0; n < column->mark_count; n++) {
        for (size_t i = 0; i < column->marks[n]->choice_count; i++) {
            const struct choice *choice = &column->marks[n]->choices[i];
            size_t asks = strlen(choice->meaning);
            cr_expect_str_eq(column_letter(column, n, choice), choice->letter);
            cr_expect(asks && choice->meaning[asks - 1] == '?', "%s: %s", choice->title,
                      choice->meaning);
            cr_expect_leq(wrap_count(choice->meaning, room, 3), 2, "%s: %s",
                          choice->title, choice->meaning);
        }
    }
}

Test(marks, each_choice_that_is_shipped_has_its_own_letter_and_asks_something_in_the_menu)
{
    for (size_t f = 0; template_builtin(f); f++) {
        const struct template *form = template_builtin(f);
        for (size_t g = 0; g < form->grid_count; g++) {
            expect_in_menu(&form->grids[g].goals);
            for (size_t c = 0; c < form->grids[g].column_count; c++) {
                expect_in_menu(&form->grids[g].columns[c]);
            }
        }
    }
}

Test(marks, an_expert_can_be_a_hub_and_have_old_power)
{
    const struct template *form = template_builtin(0);
    const struct column *people = template_column(form, "stakeholders", NULL);
    static const char *const rows[][3] = {{"role", "o", "Expert opinion leader"},
                                          {"position", "h", "Hub"},
                                          {"power", "l", "Old power"}};
    cr_assert_eq(people->mark_count, LENGTH(rows));
    for (size_t i = 0; i < LENGTH(rows); i++) {
        bool found = false;
        cr_expect_str_eq(people->marks[i]->id, rows[i][0]);
        for (size_t c = 0; c < people->marks[i]->choice_count; c++) {
            const struct choice *choice = &people->marks[i]->choices[c];
            found = found || (strcmp(column_letter(people, i, choice), rows[i][1]) == 0 &&
                              strcmp(choice->title, rows[i][2]) == 0);
        }
        cr_expect(found, "%s", rows[i][2]);
    }
}

/* Marking. */

Test(marks, a_question_too_long_for_its_row_goes_on_below_and_is_clicked_there_too)
{
    struct typist *t = open_map(24, 80);
    typist_type(t, "3x");
    typist_wait_row(t, 3, "a  Change agent");
    typist_wait_row(t, 6, "b  Boundary spanner");
    typist_wait_row(
        t, 7,
        "c  Champion or early adopter  follows people they know. Whose lead would they");
    typist_wait_row(t, 8, "                               follow?");
    typist_wait_row(t, 9, "Place in the network");
    cr_expect_not(typist_sees(t, "…"));
    typist_click(t, 8, 40);
    typist_wait(t, "Champion or early adopter: follows people they know.");
    typist_wait(t, "[C]");
    typist_leave(t);
}

Test(marks, x_and_a_letter_mark_an_entry_and_ask_what_the_mark_asks)
{
    struct typist *t = open_map(24, 80);
    typist_type(t, "2x");
    typist_wait_row(t, 0, "Mark ‘Advertising’");
    /* clang-format off */
    golden_screen(
        t,
        "\n"
        " Mark ‘Advertising’                                                       saved\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " Weight\n"
        " p  Pebble              easy to skim. Who could move it this month?\n"
        " b  Boulder             needs collective action. Who would push with us?\n"
        " c  Cliff               will not move. What is the way round it?\n"
        " Level\n"
        " i  Individual          in one person's hands. What would give more say?\n"
        " g  Community or group  in a group's hands. What holds people together?\n"
        " s  System              in organisations' hands. Who there can change it?\n"
        "\n\n\n\n\n\n\n\n\n\n\n\n"
        " Pebble: easy to skim. Who could move it this month?\n"
        " Enter Choose  Esc Back\n");
    /* clang-format on */
    typist_type(t, "b");
    typist_wait_row(t, 22, "Boulder: needs collective action. Who would push with us?");
    typist_wait(t, "▶ Advertising [B]");
    typist_type(t, "x");
    typist_wait(t, "b  Boulder · now");
    typist_wait_row(t, 21, "b takes it off"); /* above what b did */
    typist_wait_cursor(t, 4, 4);
    typist_type(t, "s");
    typist_wait(t, "▶ Advertising [B]");
    typist_wait(t, "[S]");
    typist_wait_row(t, 21, "Boulder · System · written by hand");
    typist_type(t, "4xu");
    typist_wait_row(t, 22,
                    "Unpredictable: rare, large, unannounced. Who would be ready?");
    typist_leave(t);
    cr_expect_str_eq(field_in_file("Advertising", "weight"), "boulder");
    cr_expect_str_eq(field_in_file("Advertising", "level"), "system");
    cr_expect_str_eq(field_in_file("A flood", "moment"), "unpredictable");
}

Test(marks, the_letter_of_the_mark_it_carries_takes_it_off_and_each_is_a_step)
{
    struct typist *t = open_map(24, 80);
    typist_type(t, "2xc");
    typist_wait(t, "Cliff: will not move. What is the way round it?");
    typist_type(t, "xp");
    typist_wait(t, "Pebble: easy to skim");
    typist_wait(t, "▶ Advertising [P]");
    typist_type(t, "xp");
    typist_wait(t, "Took the mark Pebble off ‘Advertising’. u brings it back.");
    typist_wait_gone(t, "[P]");
    typist_type(t, "u");
    typist_wait(t, "Undid: took the mark Pebble off ‘Advertising’ (2 more to undo)");
    typist_wait(t, "▶ Advertising [P]");
    typist_each(t, "uu");
    typist_wait(t, "Undid: marked ‘Advertising’ Cliff (nothing more to undo)");
    typist_type(t, "\x19"); /* Ctrl-Y */
    typist_wait(t, "Redid: marked ‘Advertising’ Cliff");
    typist_leave(t);
    cr_expect_str_eq(field_in_file("Advertising", "weight"), "cliff");
}

Test(marks, the_menu_is_gone_through_by_arrows_and_headings_are_passed_over)
{
    struct typist *t = open_map(24, 80);
    typist_type(t, "2x");
    typist_wait_cursor(t, 3, 4);
    typist_type(t, "\x1b[A");
    typist_wait_cursor(t, 3, 4);
    typist_type(t, DOWN DOWN DOWN);
    typist_wait_cursor(t, 7, 4);
    typist_wait(t,
                "Individual: in one person's hands. What would give more say? Driven by");
    typist_type(t, "z");
    typist_wait(t, "z chooses nothing here");
    typist_type(t, "\r");
    typist_wait(t, "Nothing was chosen. Enter once more chooses ‘Individual’.");
    typist_type(t, "\r");
    typist_wait(t, "▶ Advertising [I]");
    typist_leave(t);
    cr_expect_str_eq(field_in_file("Advertising", "level"), "individual");
}

/* The help stands in the catalogue of forms, and not in the template of the session. */
Test(marks, of_the_map_are_helped_with_in_the_panel_and_among_the_keys)
{
    struct typist *t = open_map(24, 80);
    typist_type(t, "2xc");
    typist_wait(t, "[C]");
    typist_type(t, "xs");
    typist_wait(t, "System: in organisations' hands.");
    typist_type(t, "i");
    typist_wait(t, "· System: Held together by leadership, strategy and expertise.");
    typist_type(t, "?honest"); /* no word of theirs */
    typist_wait(t, "Nothing has these letters.");
    typist_type(t, ESC);
    typist_wait(t, "e Edit");
    typist_type(t, "?factions");
    typist_wait_row(t, 2, "Community or group  in a group's hands.");
    typist_type(t, "\r");
    typist_wait(t, "Mark ‘Advertising’");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}

Test(marks, where_there_is_nothing_to_mark_x_says_what_marks_are_for)
{
    struct typist *t = open_map(24, 80);
    typist_type(t, "2dkd"); /* not as if d were held down */
    typist_wait(t, "a adds a barrier");
    typist_type(t, "x");
    typist_wait(t, "such as how hard it is to move: select one in Goals,\n"
                   " Barriers, Stakeholders or Social moments.");
    typist_leave(t);
}

Test(marks, goals_have_marks_of_their_own)
{
    struct typist *t = open_map(24, 80);
    typist_type(t, "x");
    typist_wait(t, "Aim of a health movement");
    typist_type(t, "p");
    typist_wait(t, "Less sugar [P]");
    typist_type(t, "u");
    typist_wait_gone(t, "[P]");
    typist_leave(t);
}

Test(marks, in_a_narrow_window_marks_are_words)
{
    struct typist *t = open_map(24, 45);
    typist_type(t, "2xb");
    typist_wait(t, "▶ Advertising [Boulder]");
    typist_type(t, "xs");
    typist_wait(t, "▶ Advertising [Boulder] [System]");
    typist_type(t, "x");
    typist_wait(t, "b  Boulder · now");
    typist_wait(t, "Boulder: needs collective action. Who would");
    typist_type(t, ESC);
    typist_wait(t, "▶ Advertising");
    typist_leave(t);
}

Test(marks, without_colours_and_utf8_a_mark_is_told_apart_too)
{
    program_env("NO_COLOR", "1");
    program_env("TERM", "xterm");
    struct typist *t = open_map(24, 80);
    typist_type(t, "2xb");
    typist_wait(t, "Advertising [B]");
    typist_type(t, "x");
    typist_wait(t, "Boulder · now");
    typist_type(t, ESC);
    typist_leave(t);
}

Test(marks, a_file_for_reading_only_is_not_marked)
{
    char *newer = replaced(map, "\"version\": 1", "\"version\": 2");
    text_file_write("map.json", newer);
    struct typist *t = open_map(24, 80);
    typist_type(t, "2x");
    typist_wait(t, "open for reading only; E exports it");
    typist_leave(t);
    char *after = text_file_read("map.json");
    cr_expect_str_eq(after, newer);
    free(after);
    free(newer);
}

/* Two laptops mark unseen by each other: the menu says so, and one choice settles it. */
Test(marks, of_two_marks_given_at_once_one_is_chosen)
{
    struct session_file file;
    struct author ana, ben;
    struct session *other = session_new();
    cr_assert(file_open("map.json", &file, &err));
    author_init(&ana, file.session, 1, "Ana");
    author_init(&ben, other, 2, "Ben");
    ana.now_ms = ben.now_ms = 1487764800000;
    session_add_all(other, file.session);
    author_set(&ben, record_saying(other, "Advertising"), "weight",
               VALUE_OF_TEXT("cliff"), &err);
    ana.now_ms += 1000;
    author_set(&ana, record_saying(file.session, "Advertising"), "weight",
               VALUE_OF_TEXT("boulder"), &err);
    author_reword(&ana, record_saying(file.session, "Advertising"), "Television", &err);
    author_reword(&ben, record_saying(other, "Advertising"), "Adverts", &err);
    session_add_all(file.session, other);
    cr_assert(file_save(&file, &err));
    file_close(&file);
    author_finish(&ana);
    author_finish(&ben);
    session_free(other);
    struct typist *t = open_map(24, 80);
    typist_type(t, "2");
    typist_wait(t, "▶ Television [B] (2");
    typist_wait(t, "2 wordings stand");
    typist_type(t, "x");
    typist_wait(t, "b  Boulder · now");
    typist_wait(t, "c  Cliff · said too");
    typist_wait(t, "Several were given");
    typist_type(t, "b");
    typist_wait(t, "▶ Television [B]");
    typist_type(t, "x");
    typist_wait(t, "b takes it off");
    typist_type(t, ESC);
    typist_wait(t, "▶ Television");
    typist_leave(t);
    cr_expect_str_eq(field_in_file("Television", "weight"), "boulder");
    cr_assert(file_open("map.json", &file, &err));
    const struct record *note = record_saying(file.session, "Television");
    cr_expect_eq(field_wordings(record_field(note, "weight")), 1);
    cr_expect_eq(field_wordings(record_field(note, "text")), 2,
                 "the words are as they were");
    file_close(&file);
}

/* What others read. */

Test(marks, the_record_the_log_and_exports_say_marks_in_words)
{
    static const struct {
        const char *format, *part;
    } exports[] = {
        {"text", "Advertising [Boulder, Community or group]"},
        {"markdown", "Advertising *(Boulder, Community or group)*"},
        {"html", "<bdi>Boulder</bdi> · <bdi>Community or group</bdi>"},
        {"csv", "Advertising,\"weight=boulder; level=community\""},
        {"json", "\"Advertising\", \"level\": \"community\", \"weight\": \"boulder\""},
    };
    struct typist *t = open_map(24, 80);
    typist_type(t, "2xb");
    typist_wait(t, "Who would push with us?");
    typist_type(t, "xg");
    typist_wait(t, "What holds people");
    typist_type(t, "r");
    typist_wait(t, "marked ‘Advertising’ as Community or group");
    typist_wait(t, "marked ‘Advertising’ as Boulder");
    typist_type(t, ESC);
    typist_wait(t, "▶ Advertising");
    typist_leave(t);
    char *log = output_of(WORDS("roundtable", "log", "map.json"));
    expect_part(log, "marked ‘Advertising’ as Boulder");
    free(log);
    for (size_t i = 0; i < LENGTH(exports); i++) {
        char *text = output_of(WORDS("roundtable", "export", "-f", exports[i].format,
                                     "-o", "-", "map.json"));
        expect_part(text, exports[i].part);
        free(text);
    }
}
