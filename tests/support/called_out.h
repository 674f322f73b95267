#ifndef ROUNDTABLE_TESTS_CALLED_OUT_H
#define ROUNDTABLE_TESTS_CALLED_OUT_H

#include "support/typist.h"

/**
 * Words that are called out and typed where letters are keys, at whatever pace, and what
 * becomes of the session by that. With key_times.so preloaded.
 */

/** Preloads it for the programs that are started from now on, in the test's folder; meant as
 *  .init. */
void called_out_begin(void);
void called_out_finish(void);

/** The words of a file tests/typed/NAME.words, a line each; "#" begins a comment. */
struct called_out {
    char *text;
    char *words[400];
    size_t count;
};

struct called_out called_out_read(const char *name);
void called_out_free(struct called_out *c);

/** Somewhere in the program, and the way there. */
struct called_out_place {
    const char *name, *keys, *there;
    const char *pasted; /* what is pasted there; NULL: nothing */
    const char *sample; /* of the session; NULL: the write-up's */
};

/** A copy of the session of that name, as a.json. */
void called_out_sample(const char *name);

/** The write-up's sample, opened at 80x24; skips the test where nothing can be preloaded. */
struct typist *called_out_open(void);

/** The same, somewhere: behind these keys, once that is shown. */
struct typist *called_out_at(const char *keys, const char *shown);

/** The same, with the barrier "Advertising" selected. */
struct typist *called_out_on_note(void);

/** Asks everybody for words, "w", or for their hands, "h". */
void called_out_ask(struct typist *t, const char *way, const char *question);

/** Kills the program, once all that was typed is read. */
void called_out_end(struct typist *t);

/** Types letters, each so many milliseconds after the one before. */
void called_out_type(struct typist *t, const char *keys, int pace_ms);

/** The same once nothing was typed for three seconds, so that no letter goes on with what was
 *  typed before. */
void called_out_type_later(struct typist *t, const char *keys, int pace_ms);

/** Keys, faster; after a pause a word, at the pace. */
void called_out_type_after(struct typist *t, const char *keys, int pause_ms,
                           const char *word, int pace_ms);

/** Waits for a box in which these words are. */
void called_out_wait_box(struct typist *t, const char *words);

/** Takes what was typed for words by Ctrl-T, as late as who has read of it; waits for a box in
 *  which these are. */
void called_out_take(struct typist *t, const char *words);

/** The same once the foot says that it would. */
void called_out_take_hinted(struct typist *t, const char *words);

/** Types the word there, a letter each so many milliseconds, and Enter behind it. Expects that
 *  nothing is harmed which they do not see: the session is what it was but for one more entry,
 *  or it is offered to take them for words. */
void called_out_expect(const char *word, int pace_ms,
                       const struct called_out_place *place);

#endif
