/* What the door does when somebody asks to be forgotten. Nothing is ever uncovered: a
 * redacted edit still replaces what it replaced, so that the order of arrival is all
 * one, and other people's words stay where they stand. */

#include "model/session_inside.h"

#include <stdlib.h>
#include <string.h>

/* The arena keeps the bytes until the session ends; the words are not in them. */
static void wipe(struct value value)
{
    if (value.text) {
        memset((char *)value.text, 0, strlen(value.text));
    }
}

static void take_words_out(struct entry *entry)
{
    struct edit *edit = &entry->edit;
    edit->redacted = true;
    struct value *words = memory_get(edit->set_count * sizeof *words);
    for (size_t i = 0; i < edit->set_count; i++) {
        words[i] = edit->set[i].value;
        edit->set[i].value = VALUE_NOTHING;
        field_choose(entry_field(entry, i));
    }
    tree_refresh(entry_record(entry)); /* it may stand by an old place */
    for (size_t i = 0; i < edit->set_count; i++) {
        if (!session_shares_value(entry_record(entry)->session, edit->set[i].field,
                                  words[i])) {
            wipe(words[i]);
        }
    }
    free(words);
    for (size_t i = 0; i < edit->more_count; i++) {
        wipe(edit->more[i].value);
    }
    edit_redact(edit);
    session_tell_arrival(entry_record(entry)->session, entry);
}

/* Twins that differed in their words alone are one edit now. */
static void join_twins(struct session *s, struct entry *first)
{
    for (struct entry *kept = first; kept; kept = entry_twin(kept)) {
        struct entry *before = kept, *other;
        while ((other = entry_twin(before))) {
            if (!kept->edit.redacted ||
                kept->more->hash_redacted != other->more->hash_redacted ||
                !edit_same(&kept->edit, &other->edit)) {
                before = other;
                continue;
            }
            for (size_t i = 0; i < other->edit.set_count; i++) {
                struct field *field = entry_field(other, i);
                version_take_out(&entry_versions(other)[i]);
                const struct odd_field *odd = field_odd(s, field);
                if (odd && odd->may_circle) {
                    circles_doubt(s, entry_record(other), field);
                }
            }
            before->more->twin = entry_twin(other);
            other->more->joined = true;
            s->edit_count--;
            s->clash_count--;
        }
    }
}

void session_redact(struct session *s, struct entry *first)
{
    struct entry **left = NULL; /* to be redacted: copies may have copies */
    size_t count = 0, room = 0;
    while (first) {
        bool is_news = !entry_more(first)->redacted, any = false;
        entry_touch_more(s, first)->redacted = true;
        for (struct entry *e = first; e; e = entry_twin(e)) {
            if (entry_is_here(e) && !e->edit.redacted &&
                strcmp(e->edit.kind, "template") != 0) {
                take_words_out(e);
                any = true;
            }
        }
        if (any) {
            join_twins(s, first);
        }
        for (struct waiting *w = is_news ? entry_more(first)->copies : NULL; w;
             w = w->next) {
            ARRAY_ADD(left, count, room, w->by);
        }
        first = count ? left[--count] : NULL;
    }
    free(left);
}
