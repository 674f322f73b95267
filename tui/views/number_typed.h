#ifndef ROUNDTABLE_VIEWS_NUMBER_TYPED_H
#define ROUNDTABLE_VIEWS_NUMBER_TYPED_H

#include "screen/text_box.h"

/**
 * A number that is typed, by one rule wherever one is: it is shown as it is typed, Backspace
 * takes its last digit, and it counts once it is kept, by Enter or by going on. What cannot be is
 * refused, and what can hardly be, or had letters typed with it, is asked about: the key that is
 * named keeps it then, going on does not, and a digit begins another number.
 */
struct number_typed {
    struct text_box box;
    long asked;   /* about this one it was; 0: about none */
    bool letters; /* were typed since it was kept or asked about */
    bool by_name; /* what keeps it now is the key that is named for that */
};

/** Whether anything is typed. */
bool number_is_typed(const struct number_typed *n);

/** Nothing is typed, and nothing was asked about. */
void number_drop(struct number_typed *n);

/** Puts digits in; false, with nothing put in, if it is not all digits: then keeping asks. */
bool number_insert(struct number_typed *n, const char *text);

/** Reads it; false if it is too large for any count. */
bool number_read(const struct number_typed *n, long *number);

/**
 * Whether what is typed is to be kept now. If not, why takes the sentence that says so.
 *
 * @beyond  "that is more than the 9 people who voted"; "": it may well be
 * @again   the name of the action that keeps it
 */
bool number_may_be_kept(struct number_typed *n, const char *beyond, const char *again,
                        struct str *why);

#endif
