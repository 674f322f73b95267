#ifndef ROUNDTABLE_APP_TYPING_APP_TAKEN_H
#define ROUNDTABLE_APP_TYPING_APP_TAKEN_H

#include "app/typing/app_typing.h"

/** The run of letters that came last: what of it is of a word, see app_taken.c, and what the foot
 *  offers of it, see app_missed.c. */

struct app;

/** Those keys of the run that are of the word. */
const char *app_keys_of_word(const struct app *app);

/** The same from the first on that did more than to go to and fro, if any did. */
const char *app_acting_keys(const struct app *app);

/** The run, as far as it is of the word. */
const char *app_run_of_word(const struct app *app);

/** What of the run is found or typed now, behind what led there. */
const char *app_typed_in_run(const struct app *app);

/** Whether a key of the run opened what words are typed into, and some are. */
bool app_is_typed_behind(const struct app *app);

/** The keys of the word with what was typed behind them, which Enter or Esc has ended, as they would be
 *  written; "" if nothing was, or it is too long to be said. */
const char *app_whole_words(const struct app *app);

/** Whether more than one key came without a pause where they are keys. */
bool app_is_run(const struct app *app);

/** Whether the run is words as far as anybody can tell by what was typed: a beginning of one, be
 *  it all keys or only with them, or letters that did nothing. */
bool app_is_evident(const struct app *app);

/** Whether a word begins with the run, or with the key on that opened what is typed into. */
bool app_run_begins_word(const struct app *app);

/** What of the run is to be taken for words, an entry behind each "\r"; and from where on; if any. */
bool app_find_words(struct app *app, struct str *words, enum author_mark_of *since);

/** Words as they are written, without the figure of a column that they go to. Borrowed from them. */
const char *app_as_written(const char *words);

/** Whether what is typed, and may go on unless it @ends, begins a word with the keys before it alone. */
bool app_lacks_keys(const struct app *app, bool ends);

/** Whether what is typed now has each letter of the run, be it a key or not, as an answer has
 *  which a letter began; or was begun in the list on top, to find a row by, once that was looked
 *  at: nothing of it is lost. */
bool app_stands_whole(struct app *app);

/** Whether the run is keys alone, not all to and fro, that begin a word with three letters or more. */
bool app_are_whole(const struct app *app);

/** The same, and they changed something. */
bool app_whole_does_harm(const struct app *app);

/** Where its word begins: behind a pause that is long beside the gaps behind it, unless what was
 *  typed is of a word with the keys before that. */
enum author_mark_of app_word_begins(const struct app *app);

/** A letter begins a run: whether keys alone came before it, not too long ago, that may begin
 *  the same word; and whether they have begun it, so that run and keys have them from now on: of
 *  several, as long as the letters since are of a word with them. @ends  no more is typed. */
bool app_begins_late(struct app *app, const struct event *event);
bool app_join_before(struct app *app, bool ends);

/** The same of letters that came at the pace of typing: the letter before them, or "". */
const char *app_letter_before(const struct app *app, const char *letters);

/* app_missed.c */

/** What Ctrl-T would write now: whenever it would take keys that may have been
 *  missed, more than one and not again and again the same, which did more than go to and fro;
 *  else "". Borrowed until the next call. */
const char *app_words_to_take(void *app);

/** The same for the foot: without a letter of it where the room would read what is hidden yet. */
const char *app_words_shown(void *app);

/** Whether more than one key was pressed that may be a letter of words, and they did something else
 *  than to go to and fro, or again and again the same. Who goes somewhere and presses one other
 *  key, or chooses a form, means those, unless some word begins so; and who presses many with which
 *  none does, or one by one. So does a key alone that opens what is typed into, but that for a new
 *  entry. */
bool app_may_be_missed(struct app *app);

/** Whether the run is two keys, slower than those of a word, be the second in vain, as in a list that
 *  has no row for it. They are offered as words quietly, as long as others may follow: until then,
 *  INT64_MAX if they are not such, and until another key is pressed. */
bool app_are_two_keys(const struct app *app);
int64_t app_offer_ends_ms(const struct app *app);

#endif
