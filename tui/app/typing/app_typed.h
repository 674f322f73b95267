#ifndef ROUNDTABLE_APP_TYPING_APP_TYPED_H
#define ROUNDTABLE_APP_TYPING_APP_TYPED_H

#include "app/typing/app_held.h"
#include "app/typing/app_typing.h"

/**
 * Words that are typed where letters are keys: what is to go back to where it was before
 * them, and who watches. See typed_words.h for when letters are words.
 */

struct app;

/** A key, a click or a paste comes: true if it is an Enter so soon behind a key which opened, closed,
 *  chose, asked, or went on, that it was not meant for what is there now; and it was carried out. */
bool app_takes_enter(struct app *app, const struct event *event);
void app_hear_enter(struct app *app, const struct event *event);

/** A key, a click or a paste comes. True if it is done with: a letter that goes on with
 *  words, or ends what is taken for them now. */
bool app_takes_letter(struct app *app, const struct event *event);

/** Whether a letter was carried out that was no answer to what a key had asked: both are of a word,
 *  with the letters before it, if they came at the pace of typing and did something. It is taken. */
bool app_takes_no_answer(struct app *app, const struct event *event);

/** The same was carried out, unless it is held back; a letter may make words of those before. */
void app_hear_letter(struct app *app, const struct event *event);

/** All that the letters of the run did is taken back, and they go into a box. */
void app_take_for_words(struct app *app);

/* app_changed.c */

/** What there is before a key is carried out, to tell what it changed. */
struct changing {
    const struct step *done; /* last that can be undone: a stage or a clock is none */
    size_t said, pushed;
    enum mode mode;
    bool open;   /* a session is, */
    bool undoes; /* what the key says is of what was changed */
    bool
        by_key; /* and it is a letter that is a key there, but of a ballot: the next reads it */
};
struct changing app_changing(const struct app *app, const struct event *event);

/** It was carried out. What was said of what a letter changed is said behind what the keys within
 *  two seconds say, and while words are typed into the box that one of them opened. But what a key
 *  at leisure says itself, where it opened nothing, comes in its place. */
void app_keep_changed(struct app *app, const struct event *event,
                      const struct changing *from);

/** That, or NULL: not in the picture before all, or behind it, nor by ear, where all was read. */
const char *app_changed_before(const struct app *app);

/* app_words.c */

/** Whether there is a box to put words into, and keys may do harm. */
bool app_words_may_go(const struct app *app);

/** Remembers what there is, for app_take_words() to come back to. */
void app_mark_words(struct app *app, enum author_mark_of mark);

/** Keeps a mark, which is about to be set anew, as one before it. */
void app_keep_mark(struct app *app, enum author_mark_of mark, enum author_mark_of as);

/** Adds the files that keys exported since the mark, which stay, each once: "a.md and a.pdf". */
size_t app_add_wrote_since(const struct app *app, enum author_mark_of mark,
                           struct str *out);

/** Takes back what was done since, and puts the words into a box. */
void app_take_words(struct app *app, enum author_mark_of mark, const char *words);

/** The same of several, with "\r" between: all but the last are kept, an entry each. */
void app_take_rows(struct app *app, enum author_mark_of mark, char *rows);

/** What that would make of the words of slow hands as things stand: "an entry", "a stage". */
const char *app_words_become(struct app *app);

/** Puts the words into a box, if there can be one; else says that they were none. */
void app_put_words(struct app *app, enum author_mark_of mark, const char *words);

/** One goes on with words that were put there: the A of Caps Lock goes once they show it as such. */
void app_drop_high_key(struct app *app);

/** Keeps them as a draft, where all see what is written, and that is hidden yet; or, with an event,
 *  goes on with that by its letter or Backspace. */
void app_put_aside_unseen(struct app *app, const char *words, const struct event *event);

/** No letter so far is one of words to come. */
void app_forget_letters(struct app *app);

/* app_slow.c */

/** Nor of those of two fingers; what was taken, or is, stays. */
void app_forget_slow(struct app *app);

/** The same letters as those of two fingers: one comes, where letters are keys or not; it was
 *  carried out; something else comes, true if that is an Enter which is kept from what may be
 *  no word that was meant. */
void app_begin_slow(struct app *app, const struct event *event, bool keys);
void app_hear_slow(struct app *app, const struct event *event, enum letter did);
bool app_end_slow(struct app *app, const struct event *event);

/** Whether what is said stays while this is typed: the offer to take letters for words, or what they
 *  did just before one opened the box. */
bool app_message_stays(const struct app *app, const struct event *event);

/** Whether what is typed into the form of a question, the letter last, may be one's beginning;
 *  keys of the list that opened it go before it, if they and it are a word that questions
 *  begin with: "hat would help" behind w. */
bool app_types_question(struct app *app, const char *letter);

/* app_over_question.c: while a question is before everybody. */

/** The state of the view whose own line takes what is typed: the day on top, or a question in words
 *  that has not ended, whatever lies over it; NULL: none does. */
const void *app_own_line(const struct app *app);

/** Puts words into the line for an answer, and says so, if a question that takes them stands before
 *  the room in the place of the grid. Else false: they may go into the grid, be hands up or not. */
bool app_answers_on_wall(struct app *app, const char *words);

/** What was pressed was obeyed: whether it is a letter that opened the line for an answer and
 *  stands in it, and none came just before it. Then it was no key. */
bool app_begins_line(struct app *app, const struct event *event);

/** Whether that would show the answers to all, end the question, say why none is deleted, or lead
 *  off one in words, where a letter behind it means that an answer is typed. */
bool app_is_before_all(const struct intent *intent);

/** What is said of it while it is held back; NULL: nothing. */
const char *app_before_all_comes(const struct app *app, const struct intent *intent);

/** Whether that letter behind such a key is one itself, as in s x. */
bool app_goes_on_before_all(const struct app *app, const struct event *event);

/** Such a key comes: whether it is one of the letters just before it, which are an answer then. */
bool app_is_within_answer(struct app *app, const struct intent *intent,
                          const struct event *event);

/** The question that is before everybody, if it is looked at here; else NULL. */
const struct record *app_seen_by_all(struct app *app);

/** Whether an action would write into the grid what was typed over such a question, and may be an
 *  answer, or a new question: says so, once. */
bool app_spares_grid(struct app *app, enum action action);

/** A view of that question is left. */
void app_leave_hands(struct app *app, const struct record *question);

/** A key, a click or a paste comes: true if it is an Enter behind figures in the grid that are of
 *  the hands that are up, since they are no keys there: they are counted, in the question. Or
 *  behind any figure just after that was left: it is said that it did nothing. */
bool app_takes_figures(struct app *app, const struct event *event);

/** Whether the list of how a question is answered is on top; and begins one by words. */
bool app_is_asking(struct app *app);
void app_begin_question(struct app *app, const char *words);

/** Whether an answer was asked about by Enter, and goes into the form of a new question instead;
 *  how that is answered is asked, unless a key before it tells. */
bool app_asks_anew(struct app *app);

/** Whether the form of a question is on top, where Enter asks everybody. */
bool app_asks_everybody(struct app *app);

/** Whether a question to everybody stands in its form that begins as none does, and has no mark
 *  of one: its letters may be of words, if no pause was among them. */
bool app_asks_unseen(struct app *app);

/** A key exported to a file of that name, which nothing takes back. */
void app_note_exported(struct app *app, const char *name);

/** Whether each key of the run came at leisure: none is taken for a letter unasked then. */
bool app_came_at_leisure(const struct app *app);

/** What stands where words are typed; "" if they are typed nowhere. */
const char *app_typed_now(struct app *app);

/** Whether each key did something, and together they begin no word, as in "Vb3vv" of who votes. */
bool app_are_keys(const struct app *app);

/** Whether keys of which some are pressed again begin no word, as those of who votes: nearly all of
 *  four or more did what they do, and the first are pressed again and again: "vvVb"; or all came at
 *  leisure. Of a language that is not English nobody can tell. */
bool app_begin_no_word(const struct app *app);

/* app_recorded.c */

/** A letter of the run was carried out, and became that; a key that may take one of them off comes;
 *  another is behind them, and what they changed is said again. */
void app_record_letter(struct app *app, const char *letter, enum letter did);
void app_record_key(struct app *app, const struct event *event);

/** A key that was held back was carried out, and may be of a word with what is typed next. */
void app_hear_released(struct app *app, const struct event *key);

void app_say_harm(struct app *app);

/** Whether other letters came behind one that changed something: what was said of it is gone. */
bool app_harm_unseen(const struct app *app);

/** The keys before the words to be taken that move the cursor, and do so again where it was. */
void app_find_moves(const struct app *app, enum author_mark_of mark, struct str *keys);

/* app_near.c */

/** A letter comes: where it begins a run among keys, what came just before is remembered. */
void app_keep_near(struct app *app, const struct event *event, bool keys);

/** The keys just before the run that are of its words: they came at about the pace of those, and
 *  did not only go to and fro, unless the words lack them. "": none are. */
const char *app_near_keys(const struct app *app);

/** Words were taken, as they came from the mark on: keys before that may be of them, or one that was
 *  alone, long before; or "". They are offered until something else is done. Enter keeps what is
 *  typed there now. */
void app_remember_late(struct app *app, const char *taken, enum author_mark_of from,
                       const char *alone);
void app_end_late(struct app *app);

/** That Enter asked about them, and they stand there still. */
void app_go_on_late(struct app *app);

/** What was typed to find a row of the list on top, and found none: "", or what it finds by is too
 *  short to be words. And writes that: the list goes. */
const char *app_sought_in_vain(struct app *app);

void app_take_sought(struct app *app);

/** Whether they are; and then all of it, an entry behind each "\r", and where it begins. */
bool app_find_late(struct app *app, struct str *words, enum author_mark_of *since);

/* app_first.c */

/** A letter comes so long behind the one before, be it a key or typed. */
void app_hear_first(struct app *app, int64_t ms, bool keys);

/** Whether the word that was typed, which ends here or has ended, went on with the key that opened
 *  its box at the same pace: with it it is a word, or without it neither one nor a name. */
bool app_first_goes_on(const struct app *app, bool ends);

/** Whether several words were typed on behind what stood there, by hands that cannot have looked; or
 *  letters within its last word, more than an ending; or at one pace what no word begins with. */
bool app_goes_on_unseen(const struct app *app);

/** Whether one key and what was typed behind it are words: "are we" behind a, "a levels", "eGFR"; and at
 *  one pace with it "e coli", which went on with what stood there. */
bool app_key_goes_on(const struct app *app);

/** Whether the last key is a word alone, or stands before a hyphen, and another was typed behind it:
 *  "a level", and at one pace "e consult" and "e-scooters", which go on with no entry. */
bool app_key_begins_two(const struct app *app);

/** Whether the one key before what is typed came at its pace, and with it the first word is one that
 *  is said often: "grow", be "row" one, too. Not a, which adds: "part" stands behind it. */
bool app_key_is_of_word(const struct app *app);

/** Whether all keys of the run are a word that is used often, or the beginning of a long one. */
bool app_keys_are_word(const struct app *app);

/** Whether keys that are a word opened what is typed into, and that goes on as in "he/she". */
bool app_word_goes_on(const struct app *app);

/** Whether all of the run is an abbreviation that is often used, as "hx" and "PPG?", or letters
 *  behind a sign, as "&c"; at any pace. */
bool app_looks_abbreviated(const struct app *app);

/* app_answers.c */

/** A question was answered by the first letter of a word: if the rest follows, it is part of
 *  the answer, and no key of what is there then. */
void app_expect_rest(struct app *app, const struct event *event);

/** The same of a key that has been pressed, if that was an answer. */
void app_hear_answer(struct app *app, const struct event *event);

/** Whether something is asked before it is done, for good or before all; whether a letter answers. */
bool app_is_asked(struct app *app);
bool app_answers(struct app *app, const struct event *event);

/** Joins a letter behind one that is held with that and the d that asked, if they begin a word. */
void app_join_asking_key(struct app *app, const struct event *event);

/** Whether it is such a rest, the Enter behind it, or the answer once more; or shows that all of it
 *  are words, which go into a box, and what they deleted is back. */
bool app_is_of_answer(struct app *app, const struct event *event);

/** Whether a letter comes that answers what is asked before something goes for good, or all see it,
 *  and may be of a word with those before it: they are offered as words, or it goes on with one. It
 *  answers when it is pressed once more. */
bool app_may_be_no_answer(struct app *app, const struct event *event);

/** Whether the last letters of the run, be there a pause among them, and that one begin a word. */
bool app_goes_on_with_word(const struct slow_typing *s, const char *letter);

/** Says again what is asked, if the view on top asks: it stands there still. */
void app_say_asked(struct app *app);

/** Whether a slow key said yes or no to what is asked, in the inbox, too: that is no letter of
 *  words, unless it came right behind the key that had it asked. */
bool app_answers_yes_or_no(const struct app *app, const struct event *event,
                           enum letter did);

/** The letter came behind a key that asked before it did harm: both begin a word in a box. */
void app_begin_word(struct app *app, const char *letter);

/** Whether the letter goes on with d and y, as in "dyslexia", "dying alone" and "young" behind d:
 *  nobody goes on so with keys. Then what was deleted is back, and a box has the word. */
bool app_goes_on_deleting(struct app *app, const char *letter);

/* app_leaving.c */

/** A session is opened or closed: what was typed before was typed elsewhere. */
void app_type_elsewhere(struct app *app);

/** Whether it is a "u" behind a q that left a session, of who types with two fingers: nobody
 *  goes on so with keys. Then the session is open again, and a box has the word. True of any
 *  other letter at once behind the key that left, too, which does nothing. */
bool app_goes_on_leaving(struct app *app, const struct event *event);

/* app_letters.c */

/** Whether it is a letter that is no key of a question in words: it begins an answer. No answer begins
 *  with "." or ",", which go from goal to goal in the grid, as clickers do, or ";". */
bool app_begins_answer(struct app *app, const struct event *event);

/** Whether it is a letter that begins an entry in the grid, since letters write there. Then the
 *  box has it, or it was said why there can be none. */
bool app_writes_letter(struct app *app, const struct event *event);

/** The key itself of an Alt-letter, where letters write in the grid and it is a key here; or the
 *  event as it is. The result may borrow from that. */
struct event app_key_meant(struct app *app, const struct event *event);

/** Words were taken for such: says, once, that letters can write. @slow  they were typed with
 *  two fingers; else it waits for a second time. */
void app_offer_letters(struct app *app, bool slow);

/* app_rows.c */

/** Whether the event is the key, or a click on it, that takes them. */
bool app_takes_by(const struct event *event);

/** Offers those keys as words, behind what is said. */
void app_offer_words(struct app *app, const char *keys);

/** A key comes: what is said before the offer goes if it says why one before did nothing. */
void app_drop_head(struct app *app);

/** Says what Enter does with the words that were taken as one came, where they do not say so
 *  themselves: once more, and it saves them, or asks everybody; or the next letter saves them. */
void app_offer_keeping(struct app *app);

/** Says so of words that were taken as they were offered, even if Enter had ended them before:
 *  whoever asked for them goes on with them. */
void app_say_how_to_keep(struct app *app);

/** Whether it is an Enter behind slow letters that were certainly words, and of which the first
 *  opened a box or a form, as those of "exercise" and "No lights" do: they are taken for such. */
bool app_takes_slow_words(struct app *app, const struct event *event);

/* app_pace.c */

/** So long those hands may take for the letter behind one; and for one that goes on with an answer. */
int64_t app_pace_of_hands(const struct typing *t);
int64_t app_pace_of_answer(const struct typing *t);

/** A letter came then, where letters are words: how fast these hands are. */
void app_hear_typed(struct typing *t, int64_t at_ms);

/** A letter comes so long behind the one before, as a key or typed. */
void app_hear_gap(struct app *app, const char *letter, int64_t ms, bool keys);

/** Whether the keys came one by one, each did something, and what was typed behind them came much
 *  faster: they were meant as keys. But those without which that begins no word are of it. */
bool app_are_deliberate(const struct app *app);

/** Whether a number stands in the form on top: what led there was meant. */
bool app_fills_number(struct app *app);

/** A key comes: whether it is held down, or the same letter comes for the third time as fast as no
 *  hand is: it is of no word, and what it typed into what it opened is taken out. */
bool app_hears_held(struct app *app, const struct event *event);

/** Whether it does nothing since it is held down: what changes something in front of the room does
 *  so once, and no answer is none again. Says so. */
bool app_stops_held(struct app *app, enum action action);

/* app_once_more.c */

#define NOBODY_IS_ASKED "Nobody is asked yet: \vform-next\v once more asks everybody."

/** An Enter that did not count came behind what stands there, which it ends, if anything does.
 *  @doubtful  it is offered to take it for words with the keys before it: it will be. */
void app_end_line(struct app *app, bool ends, bool doubtful);
void app_press_key(struct app *app, const char *key);

/** Whether Enter asked about the line that is typed, and once more keeps it. */
bool app_asks_about_line(struct app *app);

/** A key, a click or a paste comes: if it begins another line behind such an end, the one before
 *  is kept first, however late that is; or put aside, where that is asked about, since no key but
 *  those it names answers that; or, where it would ask everybody, a blank is put between. */
void app_keep_line(struct app *app, const struct event *event);

/** Whether it is an Enter in the grid so soon behind keys that are initials, or a word, that it
 *  ends them: it opens no box, to which what is typed next would be added. */
bool app_edits_behind_words(const struct app *app, const struct event *event);

/** It was said that once more asks everybody what stands there. */
void app_tell_asking(struct app *app);

/** Whether it is an Enter that would ask everybody what stands in its form as no question does, and
 *  the letters that opened it were words as far as anybody can tell; and that was not told. */
bool app_asks_words(struct app *app, const struct event *event);

/** Whether it would ask other words than were told of: then these are told of now. */
bool app_asks_others(struct app *app, const struct event *event);

#endif
