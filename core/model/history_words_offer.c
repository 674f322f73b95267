/* What an edit says of an offer. */

#include "model/history_words_inside.h"

static bool is_yes(struct value value)
{
    return value.kind == VALUE_TEXT && strcmp(value.text, "yes") == 0;
}

/* "took the offer ‘Carers’", "took the answer ‘Yes’ to ‘Tired?’" */
static void tell_of_offer(struct telling *t, const char *verb)
{
    telling_phrase(t, verb);
    str_add(t->out, telling_question(t) ? "" : "the offer ");
    telling_quote_entry(t);
}

static void tell_offer_change(struct telling *t, const struct change *change)
{
    bool aside = strcmp(change->field, "aside") == 0;
    if (strcmp(change->field, "taken") == 0 && is_yes(change->value)) {
        tell_of_offer(t, "took ");
    } else if (aside || strcmp(change->field, "taken") == 0) {
        bool back = !is_yes(change->value);
        telling_phrase(t, back ? "put " : "put aside ");
        telling_quote_entry(t);
        str_add(t->out, back ? " back among what waits" : "");
    } else if (strcmp(change->field, "asked") == 0) {
        telling_phrase(t, is_yes(change->value) ? "asked to have back " : "kept ");
        telling_quote_entry(t);
    } else if (strcmp(change->field, "unnamed") == 0) {
        telling_phrase(t, is_yes(change->value) ? "took the name off "
                                                : "gave its name back to ");
        telling_quote_entry(t);
    } else if (strcmp(change->field, "gone") == 0) {
        if (change->value.kind != VALUE_NONE) {
            tell_of_offer(t, "took back ");
        } else {
            telling_phrase(t, "offered again ");
            telling_quote_entry(t);
        }
    } else if (strcmp(change->field, "text") == 0) {
        telling_phrase(t, "offered ");
        telling_quote_as_entry(t, value_words(change->value));
    }
}

void tell_offer(struct telling *t)
{
    for (size_t i = 0; i < t->edit->set_count; i++) {
        tell_offer_change(t, &t->edit->set[i]);
    }
    if (t->out->len_bytes == t->start_bytes) {
        bool moved = edit_change(t->edit, "session") || edit_change(t->edit, "goal") ||
                     edit_change(t->edit, "column");
        tell_of_offer(t, telling_leaves(t) ? "left "
                         : moved           ? "moved "
                                           : "said how it was written: ");
    }
}
