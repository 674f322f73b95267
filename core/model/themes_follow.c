/* Themes kept while people decide: only those that a decision touches are made anew. */

#include "base/memory.h"
#include "base/table_of_hashes.h"
#include "model/themes_inside.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_DECISIONS = 64 }; /* of more at once, all is made anew: a file was merged */

/* The themes that are to be made anew, all marked as gone, and their entries. */
struct undone {
    struct theme **themes;
    size_t count, room;
    struct said_entry **entries;
    size_t entry_count, entry_room;
    const struct record *last; /* decision that was looked up */
};

static void undo(struct undone *u, struct theme *theme)
{
    if (theme && !theme->gone) {
        theme->gone = true;
        ARRAY_ADD(u->themes, u->count, u->room, theme);
    }
}

/* A theme's record has one theme in each column of its entries. */
static void undo_decided(struct themes *t, struct undone *u, const struct record *record)
{
    if (!record || record == u->last) {
        return;
    }
    u->last = record;
    for (size_t i = 0; i < t->count; i++) {
        if (t->items[i]->record == record) {
            undo(u, t->items[i]);
        }
    }
}

/* Whether an edit says nothing but in which theme an entry is. */
static bool places(const struct edit *edit)
{
    bool entry = strcmp(edit->kind, "note") == 0 || strcmp(edit->kind, "goal") == 0;
    return entry && edit->set_count == 1 && strcmp(edit->set[0].field, "theme") == 0;
}

/* What an edit changes among the themes; false: perhaps all of them. */
static bool note(struct themes *t, const struct edit *edit, struct undone *u)
{
    const struct record *record = session_record(t->session, edit->kind, edit->id);
    if (edit->redacted || !record) {
        return false;
    }
    if (strcmp(edit->kind, "apart") == 0) {
        struct kept_apart *kept = themes_note_apart(t, record);
        undo(u, themes_find_one(t, kept->one)); /* so that they are proposed again, */
        undo(u, themes_find_one(t, kept->other));
        themes_read_apart(t, kept); /* or by what else in them is near */
        undo(u, themes_find_one(t, kept->one));
        undo(u, themes_find_one(t, kept->other));
    } else if (strcmp(edit->kind, "theme") == 0) {
        undo_decided(t, u, record);
    } else if (places(edit)) {
        struct said_entry *entry = said_find(t, record);
        if (entry) {
            undo(u, entry->theme);
            undo_decided(t, u, theme_placed_in(t, record));
        }
    } else {
        return false;
    }
    return true;
}

/* Entries whose words are one draw each other, so that their themes are looked at
 * together. */
static void spread(struct themes *t, struct undone *u)
{
    for (size_t i = 0; i < u->count; i++) {
        const struct theme *theme = u->themes[i];
        for (size_t m = 0; m < theme->count; m++) {
            struct said_entry *entry = said_find(t, theme->members[m]);
            ARRAY_ADD(u->entries, u->entry_count, u->entry_room, entry);
            for (size_t k = 0; k < entry->said->wording->in_count; k++) {
                undo(u, entry->said->wording->in[k]);
            }
        }
    }
}

static int by_place(const void *left, const void *right)
{
    const struct said_entry *a = *(struct said_entry *const *)left,
                            *b = *(struct said_entry *const *)right;
    return a->at < b->at ? -1 : a->at > b->at;
}

static void take_out_gone(struct themes *t)
{
    size_t kept = 0;
    for (size_t i = 0; i < t->count; i++) {
        if (t->items[i]->gone) {
            free(t->items[i]->members);
            free(t->items[i]->texts);
            t->items[i]->members = NULL;
            t->items[i]->texts = NULL;
            t->items[i]->count = t->items[i]->text_count = 0;
        } else {
            t->items[kept++] = t->items[i];
        }
    }
    t->count = kept;
}

/* The themes from there on are new; both parts are in order then. */
static void merge_new(struct themes *t, size_t from)
{
    size_t added = t->count - from, old = from;
    struct theme **fresh = memory_get((added + 1) * sizeof(struct theme *));
    for (size_t i = 0; i < added; i++) {
        fresh[i] = t->items[from + i];
    }
    ARRAY_SORT(fresh, added, themes_order);
    for (size_t to = t->count; added > 0;) {
        bool fresh_last = !old || themes_order(&fresh[added - 1], &t->items[old - 1]) > 0;
        t->items[--to] = fresh_last ? fresh[--added] : t->items[--old];
    }
    free(fresh);
}

static void make_again(struct themes *t, struct undone *u)
{
    spread(t, u);
    ARRAY_SORT(u->entries, u->entry_count, by_place);
    for (size_t i = 0; i < u->entry_count; i++) {
        u->entries[i]->said->wording->theme = NULL;
        u->entries[i]->said->wording->in_count = 0;
        theme_note_decided(t, u->entries[i]);
    }
    take_out_gone(t);
    size_t from = t->count;
    themes_place(t, u->entries, u->entry_count);
    merge_new(t, from);
    themes_find_apart(t);
}

/* Whether what came since are few decisions, which u takes. */
static bool are_decisions(struct themes *t, struct undone *u)
{
    const struct edit *edit;
    size_t seen = 0;
    bool decisions = t->said && t->said->count; /* else none is known, or any more */
    while ((edit = session_next_arrival(t->session, &t->seen_arrivals))) {
        decisions = decisions && ++seen <= MOST_DECISIONS && note(t, edit, u);
    }
    return decisions;
}

bool themes_follow(struct themes *t, struct session *session)
{
    struct undone u = {0};
    if (t->said && t->seen_changes == session_change_count(session)) {
        return false;
    }
    t->session = session;
    t->any_placed = session_ever_set(session, "theme");
    bool decisions = are_decisions(t, &u);
    t->made++;
    if (decisions) {
        make_again(t, &u);
    } else {
        t->said = t->said ? t->said : said_new();
        themes_make_all(t);
    }
    t->seen_changes = session_change_count(session);
    free(u.themes);
    free(u.entries);
    return true;
}
