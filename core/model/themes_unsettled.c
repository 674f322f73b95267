/* What people decided about themes unseen by each other, so that both stand. */

#include "base/memory.h"
#include "model/history.h"
#include "model/themes_inside.h"

#include <string.h>

static bool has_two_places(const struct said_entry *entry)
{
    return field_wordings(record_field(entry->record, "theme")) > 1;
}

void themes_note_doubt(struct themes *t, struct said_entry *entry)
{
    if (!entry->doubted && has_two_places(entry)) {
        entry->doubted = true;
        ARRAY_ADD(t->doubted, t->doubted_count, t->doubted_room, entry);
    }
}

/* Those that are not shown any more, or were settled, are forgotten. */
static void forget_settled(struct themes *t)
{
    size_t kept = 0;
    for (size_t i = 0; i < t->doubted_count; i++) {
        struct said_entry *entry = t->doubted[i];
        entry->doubted = said_is_used(t, entry) && has_two_places(entry);
        if (entry->doubted) {
            t->doubted[kept++] = entry;
        }
    }
    t->doubted_count = kept;
}

/* The first other theme that somebody put an entry into. */
static void find_elsewhere(const struct themes *t, const struct said_entry *entry)
{
    size_t count;
    struct theme *theme = entry->theme;
    const struct version **all =
        history_wordings(record_field(entry->record, "theme"), &count);
    for (size_t i = 0; i < count && !theme->unsettled.moved; i++) {
        struct value value = version_value(all[i]);
        const struct record *record =
            value.kind == VALUE_TEXT ? theme_named_by(t, value.text) : NULL;
        const struct theme *other = record ? themes_find_one(t, record) : NULL;
        if (other && other != theme) {
            theme->unsettled.moved = entry->record;
            theme->unsettled.moved_to = other;
        }
    }
    free(all);
}

/* Words that are the same by now are no matter to settle. */
static void find_parted(const struct themes *t, const struct kept_apart *kept)
{
    const struct said_entry *one = kept->one ? said_find(t, kept->one) : NULL;
    const struct said_entry *other = kept->other ? said_find(t, kept->other) : NULL;
    if (one && other && one->theme == other->theme &&
        one->said->wording != other->said->wording && !one->theme->unsettled.one) {
        one->theme->unsettled.one = one->record;
        one->theme->unsettled.other = other->record;
    }
}

void themes_find_unsettled(struct themes *t)
{
    for (size_t i = 0; i < t->count; i++) {
        t->items[i]->unsettled = (struct unsettled){
            .names = t->items[i]->record &&
                     field_wordings(record_field(t->items[i]->record, "name")) > 1};
    }
    forget_settled(t);
    for (size_t i = 0; i < t->doubted_count; i++) {
        find_elsewhere(t, t->doubted[i]);
    }
    for (size_t i = 0; i < t->apart_count; i++) {
        find_parted(t, &t->kept_apart[i]);
    }
}

bool theme_is_unsettled(const struct theme *theme)
{
    return theme->unsettled.names || theme->unsettled.moved || theme->unsettled.one;
}

static bool is_decided(const struct session *session)
{
    const struct record *r = session_next_record(session, NULL);
    while (r && !record_is(r, "theme") && !record_is(r, "apart")) {
        r = session_next_record(session, r);
    }
    return r != NULL;
}

size_t session_unsettled_themes(struct session *session)
{
    struct themes themes;
    size_t count = 0;
    if (!is_decided(session)) {
        return 0;
    }
    themes_find(session, &themes);
    for (size_t i = 0; i < themes.count; i++) {
        count += theme_is_unsettled(themes.items[i]);
    }
    themes_finish(&themes);
    return count;
}
