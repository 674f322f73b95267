#include "views/number_typed.h"

#include "model/ballot.h"

#include <string.h>

bool number_is_typed(const struct number_typed *n)
{
    return n->box.text.len_bytes > 0;
}

void number_drop(struct number_typed *n)
{
    text_box_set(&n->box, "");
    n->asked = 0;
    n->letters = false;
}

bool number_insert(struct number_typed *n, const char *text)
{
    bool digits = !text[strspn(text, "0123456789")];
    if (digits) {
        text_box_insert(&n->box, text);
    }
    n->letters = n->letters || !digits;
    return digits;
}

bool number_read(const struct number_typed *n, long *number)
{
    return paper_read(str_text(&n->box.text), number);
}

/* What is typed next is another number, and no digit more of this one. */
static bool refuse(struct number_typed *n)
{
    struct str text = str_of("%s", str_text(&n->box.text));
    text_box_offer(&n->box, text.bytes);
    str_finish(&text);
    return false;
}

bool number_may_be_kept(struct number_typed *n, const char *beyond, const char *again,
                        struct str *why)
{
    long number = 0;
    bool letters = n->letters;
    n->letters = false;
    if (!number_read(n, &number)) {
        str_set(why, "That is too large a number; type another.");
        return refuse(n);
    }
    bool asked = n->asked && n->asked == number;
    if (letters || (*beyond && !asked) || (asked && !n->by_name)) {
        n->asked = number;
        str_set(why, "%ld%s%s%s%s. \v%s\v again keeps it, or type another number.",
                number, letters || *beyond ? ": " : " is not kept yet",
                letters ? "letters were typed, too, and left out" : "",
                letters && *beyond ? "; " : "", beyond, again);
        return refuse(n);
    }
    n->asked = 0;
    return true;
}
