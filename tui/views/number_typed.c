#include "views/number_typed.h"

#include "model/ballot.h"

#include <string.h>

bool number_is_typed(const struct number_typed *n)
{
    return n->box.text.len_bytes > 0;
}

bool number_insert(struct number_typed *n, const char *text)
{
    bool digits = !text[strspn(text, "0123456789")];
    if (digits) {
        text_box_insert(&n->box, text);
    }
    return digits;
}

bool number_read(const struct number_typed *n, long *number)
{
    return paper_read(str_text(&n->box.text), number);
}

bool number_may_be_kept(struct number_typed *n, const char *beyond, const char *again,
                        struct str *why)
{
    long number = 0;
    if (!number_read(n, &number)) {
        str_set(why, "That is too large a number; type another.");
        return false;
    }
    if (*beyond && n->asked != number) {
        n->asked = number;
        str_set(why, "%ld: %s. \v%s\v again keeps it, or type another number.", number,
                beyond, again);
        return false;
    }
    n->asked = 0;
    return true;
}
