/* What is typed while everybody sees the picture, whatever it shows, and nobody looks at it: no word
 * and no letter of it is lost, and Enter keeps it. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(words_on_wall, .init = called_out_begin, .fini = called_out_finish);

#define LATER "\0373000;"
#define BACK "\x07\x07\x07" /* Ctrl-G closes what is open */
#define ASK(kind, then) "s" kind LATER "Who hurts?\r" LATER then LATER BACK LATER

/* What shows it, and what is pressed there before each of the words. */
struct place {
    const char *keys, *there, *before;
};

static void expect_whole(const struct place *places, size_t count, int pace_ms,
                         const char *const words[])
{
    for (size_t i = 0; i < count; i++) {
        const struct place *place = &places[i];
        struct typist *t = called_out_open();
        typist_type(t, LATER);
        typist_type(t, place->keys);
        typist_wait(t, place->there);
        for (size_t j = 0; words[j]; j++) {
            struct str added = str_of("Added ‘%s’", words[j]);
            typist_type(t, place->before ? place->before : "");
            called_out_type_later(t, words[j], pace_ms);
            called_out_type(t, "\r", 500);
            typist_wait_wrapped(t, added.bytes);
            typist_type(t, LATER BACK);
            str_finish(&added);
        }
        typist_free(t);
    }
}

static const struct place without_question[] = {
    {"P", "P Projector", NULL},
    {"P2", "Availability of", NULL},
    {"p", "Availability of", NULL},
    {"P" LATER "]" LATER "t", "The clock runs", NULL},
    {"P", "P Projector", LATER "b"},
    {"P", "P Projector", LATER "S"},
    {"PG", "Action plan", NULL},
    {"PG" LATER "0Warm homes\r" LATER BACK, "Warm homes", LATER UP UP UP UP},
};

static const struct place hands[] = {
    {"P" LATER ASK("h", ""), "Not sure", NULL},
    {"P" LATER ASK("h", "s"), "Not sure", NULL},
    {"P" LATER ASK("s", ""), "0 answers so far", NULL},
    {"P" LATER ASK("h", ""), "Not sure", LATER "s"},
    {ASK("h", ""), "Question open", NULL},
};

static const struct place in_words[] = {
    {"P" LATER ASK("w", ""), "0 answers so far", NULL},
    {"P" LATER ASK("w", "s"), "0 answers", NULL},
    {"P" LATER ASK("w", ""), "0 answers so far", LATER "a"},
};

static const char *const words[] = {
    "cars too fast",    "street lights broken",  "exam stress makes us late",
    "they smoke there", "bus stops smashed",     "parents dont care",
    "smelly toilets",   "shops follow us round", NULL};

Test(words_on_wall, are_an_entry_whole_beside_the_grid_the_clock_and_lists)
{
    expect_whole(without_question, LENGTH(without_question), 120, words);
}

Test(words_on_wall, are_an_entry_whole_beside_raised_hands)
{
    expect_whole(hands, LENGTH(hands), 120, words);
    expect_whole(hands, 1, 200, WORDS("dogs off leads", "old people shout at us"));
}

Test(words_on_wall, are_an_answer_whole_to_a_question_in_words)
{
    expect_whole(in_words, LENGTH(in_words), 120, words);
    expect_whole(in_words, 1, 200, WORDS("dogs off leads", "old people shout at us"));
}

/* Where a letter of them showed it, that is asked about. */
Test(words_on_wall, are_an_entry_beside_a_question_in_words_once_that_was_asked)
{
    static const char *const rows[] = {"shops follow us round", "parents dont care"};
    struct typist *t = called_out_open();
    typist_type(t, LATER ASK("w", ""));
    typist_wait(t, "Question open");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str added = str_of("Added ‘%s’", rows[i]);
        called_out_type_later(t, rows[i], 120);
        called_out_type(t, "\r", 500);
        typist_wait_wrapped(t, "‘Who hurts?’ is still open, so nothing was written yet. "
                               "Enter once more writes it here, as no answer; Esc keeps "
                               "your words as a draft.");
        called_out_type(t, "\r", 2000);
        typist_wait(t, added.bytes);
        typist_type(t, LATER BACK);
        str_finish(&added);
    }
    typist_free(t);
}

/* Which nobody is to see yet. */
Test(words_on_wall, are_a_draft_whole_while_everybody_writes_alone)
{
    static const char *const rows[] = {"cars too fast", "smelly toilets"};
    struct typist *t = called_out_open();
    typist_press(t, LATER "z" LATER "P", "P Projector");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        called_out_type_later(t, rows[i], 120);
        typist_wait_wrapped(t, "what is written alone is hidden yet: what you typed is a "
                               "draft. P goes back to your own view, where a goes on "
                               "with it.");
        typist_press(t,
                     "\x1f"
                     "500;\r",
                     "goes back to your own view.");
        cr_expect_not(typist_sees(t, rows[i]));
    }
    typist_press(t, LATER "P", "1 Goals 4 (draft)");
    typist_press(t, LATER "a", " smelly toilets");
    typist_wait(t, "1 more waits here.");
    called_out_type_later(t, "\r", 100);
    typist_wait(t, "Added; nobody else sees it yet.");
    typist_press(t, LATER ESC LATER "a", " cars too fast");
    typist_free(t);
}

/* The room reads the foot and what is said as well. */
Test(words_on_wall, are_offered_without_a_letter_while_everybody_writes_alone)
{
    struct typist *t = called_out_open();
    typist_press(t, LATER "2" LATER "z" LATER "P", "P Projector");
    called_out_type_later(t, "Tidying", 450);
    typist_wait_wrapped(t, "Keys before this: not shown here. Words? Ctrl-T writes them "
                           "as a draft and takes back what they did.");
    typist_wait(t, "Ctrl-T Words: …");
    cr_expect_not(typist_sees(t, "T i d y"));
    called_out_type(t, "\x14", 900);
    typist_wait_wrapped(t, "what you typed is a draft. P goes back to your own view");
    typist_press(t, LATER "P", "Keys");
    typist_press(t, LATER "a", "\n Tidying");
    typist_free(t);
}

/* Nor is it read in the line of a list or a form that a letter of them opened. */
Test(words_on_wall, are_not_shown_in_a_list_or_a_form_while_everybody_writes_alone)
{
    static const char *const rows[][3] = {{"weather", "What is missing", "\n …"},
                                          {"Bus gone", "Forms: type", "\n …"},
                                          {"older", "Details of", "▶ …"}};
    struct typist *t = called_out_open();
    typist_press(t, LATER "z" LATER "P", "P Projector");
    typist_press(t, LATER "w", "Type to find one; what you type is not shown here");
    typist_type(t, LATER "\x07");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        called_out_type_later(t, rows[i][0], 500);
        typist_wait(t, "Ctrl-T Words: …");
        typist_wait(t, rows[i][1]);
        typist_wait(t, rows[i][2]);
        cr_expect_not(typist_sees(t, rows[i][0] + 1), "‘%s’", rows[i][0]);
        called_out_type(t, "\x14", 900);
        typist_wait_wrapped(t, "what you typed is a draft. P goes back to your own view");
    }
    typist_press(t, LATER "P", "Keys");
    typist_press(t, LATER "a", "\n older");
    typist_free(t);
}

/* Nor are those that were begun there before; and what is typed in their place is no less of the
 * words whose letters led there, even if it begins as they do. */
Test(words_on_wall, of_a_draft_are_not_shown_in_a_form_while_everybody_writes_alone)
{
    struct typist *t = called_out_open();
    typist_press(t, LATER "2" LATER "c", "Who");
    typist_press(t, LATER "Ana Example\x07", "Put aside");
    typist_press(t, LATER "z" LATER "P", "P Projector  z Write alone  ? Keys");
    typist_press(t, LATER "c", "▶ …");
    cr_expect_not(typist_sees(t, "Ana Example"));
    typist_press(t, LATER BACK LATER "s", "Ask everybody, by");
    typist_press(t, LATER "h", "Enter opens it");
    called_out_type_after(t, "", 2000, "every hall is shut", 120);
    typist_press(t, LATER "\x07", "when this is opened again.");
    cr_expect_not(typist_sees(t, "begins an entry"));
    called_out_type_later(t, "skinheads", 320);
    typist_wait_wrapped(t, "What was begun here waits as a draft");
    cr_expect_not(typist_sees(t, "every hall"));
    called_out_type(t, "\x14", 1000);
    typist_wait_wrapped(t, "what you typed is a draft. P goes back to your own view");
    typist_press(t, LATER "P", "Keys");
    typist_press(t, LATER "a", "\n skinheads");
    typist_free(t);
}

/* Nor do they go to a box there when the key that shows it came shortly before. */
Test(words_on_wall,
     are_a_draft_behind_the_key_of_the_projector_while_everybody_writes_alone)
{
    struct typist *t = called_out_open();
    typist_press(t, LATER "z" LATER "P", "P Projector");
    called_out_type_after(t, "", 600, "I never asked them", 320);
    typist_wait(t, "Ctrl-T Words: …");
    called_out_type(t, "\x14", 1000);
    typist_wait_wrapped(t, "what you typed is a draft. P goes back to your own view");
    cr_expect_not(typist_sees(t, "asked them"));
    typist_press(t, LATER "P", "Keys");
    typist_press(t, LATER "a", "I never asked them");
    typist_free(t);
}

/* No draft goes that undo would not bring back there. */
Test(words_on_wall, that_are_a_draft_lose_a_letter_by_backspace)
{
    struct typist *t = called_out_open();
    typist_press(t, LATER "z" LATER "P", "P Projector");
    called_out_type_later(t, "cars too fastt", 120);
    typist_wait_wrapped(t, "what you typed is a draft.");
    called_out_type(t, "\x7f and", 120);
    typist_press(t, LATER "\r" LATER "\x7f", "goes back to your own view.");
    typist_press(t, LATER "P", "1 Goals 4 (draft)");
    typist_press(t, LATER "a", "\n cars too fast and");
    typist_free(t);
}

/* As a box that all may see stays open. */
Test(words_on_wall, that_are_a_draft_go_on_behind_an_ordinary_pause)
{
    static const char *const rows[][2] = {{"when mum ", "loses her job"},
                                          {"resu", "lts day"}};
    struct typist *t = called_out_open();
    typist_press(t, LATER "z" LATER "P", "P Projector");
    called_out_type_later(t, rows[0][0], 200);
    called_out_type_after(t, "", 800, rows[0][1], 200);
    called_out_type(t, "\r", 500);
    called_out_type_later(t, rows[1][0], 220);
    called_out_type_after(t, "", 340, rows[1][1], 220);
    typist_press(t, LATER ESC LATER "P", "1 Goals 4 (draft)");
    typist_press(t, LATER "a", "\n results day");
    typist_wait(t, "1 more waits here.");
    called_out_type_later(t, "\r", 100);
    typist_press(t, LATER ESC LATER "a", "\n when mum loses her job");
    typist_free(t);
}

/* And what is said of that is true there, and is not said any more in one's own view. */
Test(words_on_wall, that_are_a_draft_are_told_with_keys_that_are_not_refused)
{
    struct typist *t = called_out_open();
    typist_press(t, LATER "z" LATER "P", "P Projector");
    called_out_type_later(t, "cars too fast", 120);
    typist_wait_wrapped(t, "what you typed is a draft.");
    called_out_type(t, "\x14", 1200);
    typist_wait(t, "The letters just before are words already: they are a draft.");
    called_out_type_later(t, "smelly toilets", 120);
    called_out_type(t, "P", 700);
    typist_wait(t, "being written: smelly toilets");
    cr_expect_not(typist_sees(t, "Everybody sees this view"));
    typist_press(t, LATER "2" LATER DOWN LATER "P", "Barriers to change");
    called_out_type_later(t, "dle late", 450);
    called_out_type(t, "\x14", 900);
    typist_wait_wrapped(t, "Taken back: deleted ‘Advertising’. P, then Ctrl-Y does it "
                           "again. Everybody sees this view");
    typist_press(t, LATER "P" LATER "\x19", "Redid: deleted ‘Advertising’");
    typist_free(t);
}

/* However they got there, as behind a letter that was no answer to whether to delete. */
Test(words_on_wall, that_are_a_draft_are_one_draft_at_any_pace)
{
    static const char *const said[] = {"dentists", "debt advice", "damp flats"};
    static const int pace_ms[] = {120, 250, 500};
    for (size_t i = 0; i < LENGTH(said) * LENGTH(pace_ms); i++) {
        const char *typed = said[i / LENGTH(pace_ms)];
        struct str draft = str_of("being written: %s;", typed);
        struct typist *t = called_out_open();
        typist_press(t, LATER "z" LATER "P", "P Projector");
        called_out_type_later(t, typed, pace_ms[i % LENGTH(pace_ms)]);
        typist_press(t, LATER "P", draft.bytes);
        str_finish(&draft);
        typist_free(t);
    }
}

/* Be it pasted, or a key that is refused: P is no key over the grid. */
Test(words_on_wall, one_line_that_is_pasted_is_not_shown_while_everybody_writes_alone)
{
    static const char *const places[][2] = {{"", "P goes back to your own view."},
                                            {"w", "To your own view: Esc, then P."},
                                            {"sh", "To your own view: Esc, then P."},
                                            {"D", "To your own view: Esc, then P."}};
    struct typist *t = called_out_open();
    typist_press(t, LATER "z" LATER "P", "P Projector");
    for (size_t i = 0; i < LENGTH(places); i++) {
        for (const char *key = places[i][0]; *key; key++) {
            char keys[] = {*key, '\0'};
            typist_type(t, LATER);
            typist_type(t, keys);
        }
        typist_settle(t);
        typist_paste(t, "my number is 5550123");
        typist_wait_wrapped(t, places[i][1]);
        cr_expect_not(typist_sees(t, "5550123"), "%s", places[i][0]);
        typist_press(t, LATER BACK, "P Projector");
    }
    typist_free(t);
}

/* Where u is refused, how to undo is told with the way to where it is not. */
Test(words_on_wall, deletes_what_is_brought_back_in_ones_own_view_while_all_write_alone)
{
    struct typist *t = called_out_open();
    typist_press(t, LATER "z" LATER "P", "P Projector");
    typist_press(t, LATER "2" LATER DOWN LATER "d",
                 "Deleted the entry. P, then u brings it back.");
    called_out_type(t, "P", 900);
    typist_wait(t, "u Undo");
    cr_expect_not(typist_sees(t, "brings it back"));
    typist_press(t, LATER "u", "Undid: deleted ‘Advertising’");
    typist_press(t, LATER "P", "P Projector");
    typist_press(t, LATER "S" LATER "n", "apart. Esc and P, then u\n undoes it.");
    typist_wait(t, "All that was proposed is decided.");
    cr_expect_not(typist_sees(t, "u Undo"));
    cr_expect_not(typist_sees(t, "u undoes what"));
    typist_free(t);
}

/* Of two people: nothing that one of them left stands in the way of the other, nor in the details
 * or in a ballot, which letters of theirs had opened. */
Test(words_on_wall, of_two_who_type_slowly_are_in_no_form_that_a_letter_opened)
{
    struct typist *t = called_out_on_note();
    typist_press(t, LATER "P", "P Projector");
    called_out_type_later(t, "buses stop too early", 500);
    typist_wait(t, "buses stop too early");
    typist_press(t, LATER ESC LATER "n", "Nothing to search");
    called_out_type(t, "othing to do", 500);
    typist_wait(t, "nothing to do");
    typist_press(t, LATER ESC LATER "o", "▶ Worked example");
    typist_press(t, LATER ESC LATER "b", "begin a ballot"); /* none is begun */
    typist_press(t, LATER ESC LATER "a", "nothing to do");
    typist_wait(t, "1 more waits");
    typist_free(t);
}

/* Nor are keys at two fingers' pace, or what a list is searched for behind them. */
Test(words_on_wall, are_none_where_a_list_is_searched_or_keys_come_with_a_blank)
{
    static const char *const keys[] = {"jMthe clock",   "jkfmost votes", "xbv j",
                                       "jkBnext steps", "jkMan entry",   "xbuv u"};
    for (size_t i = 0; i < LENGTH(keys); i++) {
        struct typist *t = called_out_on_note();
        typist_press(t, LATER "P", "P Projector");
        called_out_type_later(t, keys[i], i % 2 ? 650 : 500);
        typist_type(t, "\x1fr;");
        typist_settle(t);
        cr_expect_not(typist_sees(t, "Enter Save"), "%s", keys[i]);
        typist_free(t);
    }
}

/* But what is typed behind a key that was meant, or with which no word begins, is of the form. */
Test(words_on_wall, are_none_where_a_form_was_opened_to_fill_it_in)
{
    static const char *const keys[] = {"oParish hall", "jkoWhat day", "noct meeting"};
    for (size_t i = 0; i < LENGTH(keys); i++) {
        struct typist *t = called_out_open();
        typist_press(t, LATER "P", "P Projector");
        called_out_type_later(t, keys[i], 500);
        typist_wait(t, strchr(keys[i], 'o') + 1);
        typist_press(t, LATER ESC LATER "o", strchr(keys[i], 'o') + 1);
        typist_wait(t, "not finished stands here again.");
        typist_free(t);
    }
}

/* Two that come slowly stand whole in a new box, however long before the key came that shows all of
 * it: nothing that their first letters opened has half of them, and no entry is longer. */
Test(words_on_wall, that_come_slowly_are_whole_as_soon_as_they_are_two)
{
    static const char *const slow[] = {
        "e consult is full", "o level is",   "x ray is",        "a level",
        "u turn on",         "t shirt",      "e-scooters",      "x-ray on",
        "p e lessons",       "d day is",     "good neighbours", "all night",
        "east side",         "open spaces",  "nothing to do",   "smelly toilets",
        "gangs hang",        "other people", "ask them",        "even the",
        "general health",    "old people",   "every day now",   "bouncers hate",
        "cold homes",        "go home now",  "no lights on",    "we need more",
        "I never said",      "Old people",   "The clock",       "green spaces",
        "ground floor"};
    static const int pause_ms[] = {900, 2000, 7000}, pace_ms[] = {400, 500, 600};
    struct str lost = STR_EMPTY;
    for (size_t i = 0; i < 2 * LENGTH(slow); i++) {
        const char *said = slow[i / 2];
        struct str box = str_of("\n      %s\n", said);
        struct typist *t = i % 2 ? called_out_on_note() : called_out_open();
        typist_type(t, LATER);
        called_out_type_after(t, "P", pause_ms[i % LENGTH(pause_ms)], said,
                              pace_ms[i / 2 % LENGTH(pace_ms)]);
        typist_settle(t);
        if (!typist_sees(t, box.bytes) || typist_sees(t, "Editing")) {
            str_addf(&lost, " ‘%s’ %zu", said, i);
        }
        str_finish(&box);
        typist_free(t);
    }
    cr_expect(!lost.len_bytes, "%s", str_text(&lost));
    str_finish(&lost);
}

/* And are a draft while all write alone: no form has half of them behind Esc. */
Test(words_on_wall, that_come_slowly_are_a_draft_whole_while_everybody_writes_alone)
{
    static const char *const slow[] = {"good neighbours", "east side",    "old people",
                                       "wet hats",        "e consult is", "all night",
                                       "x ray is",        "safe streets"};
    static const int pace_ms[] = {400, 500, 600};
    for (size_t i = 0; i < LENGTH(slow); i++) {
        struct str draft = str_of("being written: %s;", slow[i]);
        struct typist *t = called_out_open();
        typist_press(t, LATER "z" LATER "P", "P Projector");
        called_out_type_later(t, slow[i], pace_ms[i % LENGTH(pace_ms)]);
        typist_wait_wrapped(t, "what you typed is a draft. P goes back to your own view");
        typist_press(t, LATER ESC LATER "P", draft.bytes);
        str_finish(&draft);
        typist_free(t);
    }
}

/* But who asks everybody, goes on with an entry, or has opened a box to write what is a word without
 * its key, does. */
Test(words_on_wall, that_come_slowly_are_of_what_was_opened_for_them)
{
    static const char *const rows[][2] = {{"share you cold", "▶ are you cold"},
                                          {"shall we meet", "▶ all we meet"},
                                          {"shave you been", "▶ ave you been"},
                                          {"swill we meet", "▶ ill we meet"},
                                          {"shwhat day is", "▶ what day is"},
                                          {"apart time jobs", "\n      part time jobs"},
                                          {"e and parents", "Advertising and parents"},
                                          {"e at night", "Advertising at night"},
                                          {"e in school", "Advertising in school"},
                                          {"Mthe clock", "\n the clock"},
                                          {"Bnext steps", "\n next steps"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_on_note();
        typist_type(t, LATER);
        called_out_type_after(t, "P", 2000, rows[i][0], 500);
        typist_settle(t);
        cr_expect(typist_sees(t, rows[i][1]), "‘%s’", rows[i][0]);
        typist_free(t);
    }
}
