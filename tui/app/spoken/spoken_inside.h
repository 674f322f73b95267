#ifndef ROUNDTABLE_APP_SPOKEN_SPOKEN_INSIDE_H
#define ROUNDTABLE_APP_SPOKEN_SPOKEN_INSIDE_H

#include "app/app_events.h"
#include "views/grid/view_grid.h"

/**
 * What the files of the spoken face share; private to them.
 *
 *     spoken.c           reads lines, and says what became of them
 *     spoken_changes.c   what became of a line
 *     spoken_words.c     what is said, and how: line by line, ten at a time, harmless
 *     spoken_commands.c  what a line is that is a command
 *     spoken_actions.c   what an action does that is said
 *     spoken_behind.c    what may stand behind its name
 *     spoken_ballot.c    what is said to a ballot that runs
 *     spoken_asks.c      what is asked before it is done
 *     spoken_find.c      which one a line is
 *     spoken_help.c      which there are, in groups and by words
 *     spoken_like.c      whether a line of words may be a command
 *     spoken_typed.c     what a line is where something is typed
 *     spoken_answers.c   and where something is chosen
 *     spoken_places.c    where one is, and where to go
 *     spoken_read.c      what is read aloud
 *     spoken_stage.c     the stage of the day
 *     spoken_news.c      what others wrote
 */

/* What there was before a line was obeyed. */
struct spoken_before {
    const void *view; /* the state of the one on top, */
    enum mode mode;
    size_t views, pushed, edits;
    struct grid_place place;
    struct str grid;  /* by its id */
    struct str brief; /* and what is selected in it, */
    struct str all;   /* and all that it says, of one that may ask something of its own */
    struct str title; /* of a list */
};

struct spoken {
    struct app *app;
    struct str said;  /* for the line at hand, a line each */
    struct str rest;  /* that was not said yet: "more" */
    struct str asked; /* words that may be a command, as was asked */
    struct str line;  /* what goes on in the next line, which \ at its end says */
    size_t number;    /* of lines read */
    bool refused;     /* the line did nothing, which was said why */
    bool went;        /* the line says where to go: it may be there already */
    bool steps;       /* or to go on from here, or to move on what stands there */
    bool warned;      /* the app did not what it was to */
    bool cut;         /* nobody ended the line, which is words */
    bool keys;        /* arrows and the like were left out of it */
    bool meant;       /* the line is words for sure, whatever they look like */
    bool answered;    /* the line before the one of the form that is asked for now */
    bool entered;     /* the line is an entry that was added or reworded */
    bool lost;        /* what it did may be elsewhere: where one is is said in any case */
    bool whole;       /* all that is said of it is said at once */
    bool offered;     /* the rows of a list that it may have meant were said */
    bool prompts;     /* somebody types, so that a prompt is of use */
    bool interrupted; /* by Ctrl-C, and no line since */
    bool told_lists;  /* how one chooses from a list, */
    unsigned told_forms;           /* so much of what ends a form, and goes back in it */
    bool told_all;                 /* that there is more to be read than a grid's rows */
    bool gone;                     /* nobody hears what is said any more */
    const struct record *asks;     /* whether that, and its notes, are to be deleted, */
    const struct record *promises; /* or is to be promised, which is no action, */
    struct str promise;            /* with these words of who does it */
    struct str doubted;            /* or a sentence that may be a command is one, */
    bool sure;                     /* as was said of the line at hand */
    struct spoken_before before;
    struct str news;
    const struct session *of; /* the session that these are about: */
    size_t arrived;           /* so many changes were looked at, */
    struct str people;        /* so others were called who are here, */
    struct str address;       /* and there phones came in, */
    uint64_t phones_in;       /* so many */
};

/** Of the view on top. */
static inline enum mode mode_now(const struct spoken *s)
{
    return view_mode(app_top(s->app));
}

/* spoken_changes.c */

/** Where one is in the grid; no grid: there is none. */
struct grid_place spoken_place_now(struct spoken *s);

/** Notes what there is before a line. */
void spoken_remember(struct spoken *s);

/** Whether the line did nothing, so that what was said is why. */
bool spoken_did_nothing(struct spoken *s);

/** Says what is on top: another view, just opened, or what it asks now. */
void spoken_announce(struct spoken *s, bool opened);

/** Says what is other than before the line, behind what was said of it. */
void spoken_tell_change(struct spoken *s);

/* spoken_words.c */

/** Adds a line to what is said. */
void spoken_add(struct spoken *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** The same of why the line at hand does nothing. */
void spoken_refuse(struct spoken *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Adds several lines, each ended by a line break but the last. */
void spoken_add_lines(struct spoken *s, const char *lines);

size_t spoken_count_lines(const char *text);

/** Adds what the app said last, if it did. */
void spoken_add_message(struct spoken *s);

/** Says it; of many lines the first ten, unless all are wanted. */
void spoken_utter(struct spoken *s);

/** Puts what comes next into rest: "more". */
void spoken_more(struct spoken *s);

/** Adds to out what the view on top shows, or with brief what of it is selected. */
void spoken_look(struct spoken *s, bool brief, struct str *out);

/** The same of the prompts of the stage. */
void spoken_hear_panel(struct spoken *s, struct grid_view *grid,
                       const struct facts *facts, struct str *out);

/* spoken_commands.c */

/** What a word may mean: an action, or what only this face has a word for, which are
 *  numbered behind the actions. */
enum { SPOKEN_OWNS = 7, MEANING_COUNT = ACTION_COUNT + SPOKEN_OWNS };

struct meanings {
    int found[MEANING_COUNT];
    size_t count;
    bool exact; /* it is its name, or its key; of spoken_find_here() */
};

const char *spoken_name(int meaning);
const char *spoken_help(int meaning);

/** Obeys a line that is a command. */
void spoken_command(struct spoken *s, const char *text);

/** Whether a word is a key that would do something on a screen, and too easily said by ear. */
bool spoken_is_lone_key(const char *word);

/** Whether a text is, or begins, a word: "help", "help me"; *rest takes what is behind it. */
bool spoken_begins(const char *text, const char *word, const char **rest);

/* spoken_actions.c */

/** Whether views below are of the mode that an action is for, which then ends what is above. */
bool spoken_is_below(const struct app *app, enum action action);

bool spoken_is_here(enum action action, enum mode mode);

/** Why an action is of no use without a screen; NULL: it is of use. */
const char *spoken_needless(enum action action);

/** Presses the key of an action; what the app says of it is added. */
void spoken_press(struct spoken *s, enum action action);

/** Where a number selects what commands are for, whatever else it is the key of. */
bool spoken_numbers_select(enum mode mode);

/** Does what an action's name says with the words behind it, or says why not. */
void spoken_do(struct spoken *s, enum action action, const char *rest);

/* spoken_behind.c */

/** Whether words, or a number, may stand behind the name of a command: it asks for such, or
 *  opens a place where that is said. Behind any other they would be dropped. */
bool spoken_may_be_behind(struct spoken *s, enum action action, const char *rest);

/** Whether a text is said in a place by itself: its number, or the name of what is done there, or
 *  how that begins; but not to leave. */
bool spoken_is_of_place(struct spoken *s, const char *text, enum mode place);

/** The command that opens a place which is one of those; ACT_NONE: none opens one of them alone. */
enum action spoken_way_to(enum mode modes);

/** Whether a command asks for words, or for a number. */
bool spoken_asks_words(enum action action);

/** Whether a command is said by a number; and presses its key: a column by its number, or how
 *  many hands there were, digit by digit, and kept. */
bool spoken_takes_number(enum action action);
void spoken_press_digits(struct spoken *s, enum action action, const char *digits);

/** Says that nothing was done, nor written, of words behind a name that takes none. */
void spoken_refuse_words(struct spoken *s, const char *name, const char *rest);

/* spoken_asks.c */

/** Says that a promise of the selected entry is half written, if it is. */
void spoken_say_half_written(struct spoken *s);

/** Whether a command of the grid was not obeyed yet, but something asked: whether a row is to
 *  be deleted with its notes, or promised what is no action. @rest  what is behind its name */
bool spoken_asks_first(struct spoken *s, enum action action, const char *rest);

/** Whether a line over the grid was not obeyed, but something asked: whether words that begin
 *  with what a command that would write is also found by (not: with its name), or what goes on
 *  behind a column's name or a goal's, are that command: "who pays for it", "group of parents". */
bool spoken_asks_about_sentence(struct spoken *s, const struct meanings *m,
                                const char *text, const char *rest);

/** Obeys a line if that was asked, and this answers: yes, or no. False: it does not, and
 *  nothing is done. */
bool spoken_answers_yes_or_no(struct spoken *s, const char *text);

/* spoken_ballot.c */

/** Obeys a line of several words over the grid that says what the menu of a running ballot does:
 *  "next person", "show the counts", "stop the ballot". False: it does not. */
bool spoken_says_of_ballot(struct spoken *s, const struct meanings *m, const char *text);

/** Whether a ballot runs, and a line says something of it: "stop the ballot". */
bool spoken_may_be_of_ballot(struct spoken *s, const char *text);

/* spoken_find.c */

enum likeness { IS_NAME, IS_KEY, BEGINS_NAME, IS_ALSO };

/** Whether it is called so, or begins so, or is found by that word. */
bool spoken_is_like(int meaning, const char *word, enum likeness how);

/** Whether a name begins with a word that is whole in it: "add" in add-stage, not in address. */
bool spoken_is_whole_in(int meaning, const char *word);

/** All that a word may mean of the nearest likeness. */
struct meanings spoken_find(const char *word, enum mode mode);

/** The same of the first word of a line, as it is meant here: "quit" is known wherever one
 *  is, as "/undo" is in a box; and words that go on are more often words than a command. */
struct meanings spoken_find_here(struct spoken *s, const char *word, const char *rest);

/** The action whose name of several words a text begins with, written with blanks: "next
 *  stage"; *rest takes what is behind it. ACT_NONE: none of here, or of what is below. */
enum action spoken_in_words(struct spoken *s, const char *text, const char **rest);

/** The command that words end in, behind a word that it is found by: "start the clock" is clock.
 *  ACT_NONE: none of here, or of what is below. */
enum action spoken_named_behind(struct spoken *s, const char *word, const char *rest);

/** Says that a word may be several commands; or that it is none, and which was meant, perhaps, or
 *  how all of the line is written. */
void spoken_refuse_several(struct spoken *s, const char *word, const struct meanings *m);
void spoken_refuse_unknown(struct spoken *s, const char *word, const char *text);

/** What is said behind that nothing was done of a line over the grid, which may be words that were
 *  meant to be written; else "". */
const char *spoken_how_to_write(struct spoken *s);

/* spoken_help.c */

/** "help", "help WORD". */
void spoken_say_help(struct spoken *s, const char *word);

/** The word that was probably meant, of those that do something here: a command, what an entry
 *  of a column is called, or what else a command is found by. False: none is near, and out is
 *  as it was. */
bool spoken_find_nearest(struct spoken *s, const char *word, struct str *out);

/* spoken_like.c */

/** Whether a command may have any words behind it; or those, or what is its own line to write:
 *  the vision, the title. */
bool spoken_takes_any_words(int meaning);
bool spoken_takes_own_words(int meaning);

/** Whether words behind a word in small letters begin as an entry does, so that it is a command:
 *  "who Walter", and not "who pays for it"; "group Ask them", and not "group of parents". */
bool spoken_begins_entry(const char *text, const char *words);

/** Whether a line begins with the name of a column, all of it, and at most a number; or with what
 *  one of its entries is called, and words; or with whatever it is called, and an entry. */
bool spoken_is_like_column(struct spoken *s, const char *text);

/** Whether an action is for what is on top, for what that is when no words are typed into it, or for
 *  what is below. */
bool spoken_is_at_hand(struct spoken *s, enum action action);

/** Whether words may be a command that was meant: all that the grid takes for one, and the place in
 *  which they are typed, by its name, by another that it is found by, or by several words; not
 *  what begins with a capital, as entries do, but for a name in several words. */
bool spoken_may_be_command(struct spoken *s, const char *text);

/* spoken_typed.c */

/** Whether what is typed are words, not commands, in such a mode. */
bool spoken_takes_words(enum mode mode);

/** Obeys a line there. What may be a command, or somebody who wants out, is asked about
 *  before it is taken as words, but for what stands behind ". ", which is words, and for what
 *  only a command is called that is of use here; not with type, nor with type_one, which adds
 *  one entry. */
void spoken_take_words(struct spoken *s, const char *text);

/** Whether people say it who want to be done with what is open: "done", "cancel". */
bool spoken_is_end(const char *word);
void spoken_type(struct spoken *s, const char *text);
void spoken_type_one(struct spoken *s, const char *text);

/** Ends what takes words, as an empty line does, before something else is done. A form is put
 *  aside: nobody said that it is done. */
void spoken_end_words(struct spoken *s);

/** In a form: asks once more for the line that was answered last; or brings back what stood
 *  there before. */
void spoken_undo_in_form(struct spoken *s);
void spoken_bring_line_back(struct spoken *s);

/** Says what is asked for now, if anything is, in a box the first time in full. */
void spoken_ask(struct spoken *s, bool first);

/* spoken_answers.c */

/** Obeys a line where something is chosen from a list. */
void spoken_choose(struct spoken *s, const char *text);

/** Obeys what stands behind the name of a command that asked for it. It is no command: of a list
 *  that has no such row, which is said, nothing is done. */
void spoken_answer_command(struct spoken *s, enum action action, const char *text);

/** The same of words behind what a column or an entry of it is called. */
void spoken_answer(struct spoken *s, const char *text);

/** Selects, in the inbox, what has that number; false, said, if nothing has. */
bool spoken_pick(struct spoken *s, const char *number);

/** Says the list that stands there; or adds its rows alone, by their numbers, a line each, and
 *  marks as many in a line as can be heard at a time. */
void spoken_say_list(struct spoken *s);
void spoken_list_rows(struct spoken *s, struct str *out);

/* spoken_read.c */

/** "read …": what is behind the word. */
void spoken_read(struct spoken *s, const char *what);
void spoken_read_panel(struct spoken *s);

/* spoken_places.c */

/** "go …": what is behind the word. */
void spoken_go(struct spoken *s, const char *where);
void spoken_where(struct spoken *s, const char *rest);

/** The grid, if it is on top; else NULL. */
struct grid_view *spoken_grid(struct spoken *s);

/** A column of the grid by its number, as its heading has it, or by how it begins; NULL: none,
 *  which is said, or with *row the rows themselves. */
const struct column *spoken_column(struct spoken *s, const struct grid *grid,
                                   const char *word, bool *row);

/** Says that one is back in the grid, where what was open was left for that. */
void spoken_say_left(struct spoken *s, bool left);

/** Closes what is chosen from above the grid, for what is done in the grid. False, said: it is
 *  something else that is open. */
bool spoken_close_to_grid(struct spoken *s);

/** Goes to a form of those in use by a word of its title, "map" or "plan"; false: there is none. */
bool spoken_go_to_grid(struct spoken *s, struct grid_view *grid, const char *where);

/** Goes to a form in use by a word of its title; if there is none of that, refuses. */
void spoken_go_to_form(struct spoken *s, const char *words);

/** Obeys a line that begins with what a column or its entries are called, and closes for that
 *  what is open over the grid: "barriers" goes there, "barrier 2" to the second, "barrier No
 *  pavement" adds one. False: it does not. */
bool spoken_name_column(struct spoken *s, const char *text);

/** Obeys "add" before what an entry or a row is called, alone or before a colon: it is added
 *  where such stand. False: what is behind it are words. */
bool spoken_add_there(struct spoken *s, const char *what);

/** The column that a text begins with, of the grid or another one, the longest name; *rest
 *  takes what is behind it. NULL: none. */
const struct column *spoken_column_called(struct spoken *s, const char *text,
                                          const char **rest);

/** Whether there is a column of that number; says which there are if not. */
bool spoken_has_column(struct spoken *s, const char *number);

/** Says the selected entry, and of its place what is another than before; NULL: all. */
void spoken_say_place(struct spoken *s, const struct grid_place *before);

/* spoken_stage.c */

/** "stage …": what is behind the word. */
void spoken_stage(struct spoken *s, const char *which);

/** The number of the stage whose title words begin; 0: none. */
size_t spoken_stage_called(struct spoken *s, const char *words);

/* spoken_news.c */

/** Notes what stands there when a session is opened, as known. */
void spoken_know(struct spoken *s);

/** Lets phones in, and waits for the address at which they come; where they are let in
 *  already, says it. */
void spoken_let_phones_in(struct spoken *s);

/** Adds to news what has come since. */
void spoken_gather(struct spoken *s);

#endif
