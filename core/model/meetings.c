#include "model/meetings.h"

#include "base/memory.h"
#include "model/history.h"
#include "model/record.h"

#include <stdlib.h>
#include <string.h>

const struct record *table_before(const struct session *session,
                                  const struct record *table)
{
    const char *id = record_words(table, "after");
    const struct record *before = *id ? session_record(session, "session", id) : NULL;
    return before && before != table && record_shown(before) ? before : NULL;
}

struct meetings table_meetings(const struct session *session, const struct record *table)
{
    struct meetings met = {.count = 0};
    for (; table && met.count < MOST_MEETINGS; table = table_before(session, table)) {
        for (size_t i = 0; i < met.count; i++) {
            if (met.tables[i] == table) {
                return met;
            }
        }
        met.tables[met.count++] = table;
    }
    return met;
}

const struct record *table_first_met(const struct session *session,
                                     const struct record *table)
{
    const struct record *before = table_before(session, table);
    for (int i = 0; before && i < MOST_MEETINGS; i++) {
        table = before;
        before = table_before(session, table);
    }
    return table;
}

bool tables_are_one(const struct session *session, const struct record *one,
                    const struct record *other)
{
    return one == other ||
           table_first_met(session, one) == table_first_met(session, other);
}

static int by_record(const void *left, const void *right)
{
    const struct record *a = *(const struct record *const *)left,
                        *b = *(const struct record *const *)right;
    return a < b ? -1 : a > b;
}

size_t tables_count_met(const struct session *session, const struct record *const *tables,
                        size_t count)
{
    const struct record **first = memory_get((count + 1) * sizeof(*first));
    size_t met = 0;
    for (size_t i = 0; i < count; i++) {
        first[i] = table_first_met(session, tables[i]);
    }
    ARRAY_SORT(first, count, by_record);
    for (size_t i = 0; i < count; i++) {
        met += i == 0 || first[i] != first[i - 1];
    }
    free(first);
    return met;
}

const struct record *table_after(struct session *session, const struct record *table)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    for (size_t i = count; i-- > 0;) {
        if (table_before(session, tables[i]) == table) {
            return tables[i];
        }
    }
    return NULL;
}

const struct record **tables_met_again(struct session *session, size_t *count)
{
    size_t all, room = 0;
    const struct record *const *tables = session_tables(session, &all);
    const struct record **again = NULL;
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        const struct record *before = table_before(session, tables[i]);
        if (before) {
            ARRAY_ADD(again, *count, room, before);
        }
    }
    ARRAY_SORT(again, *count, by_record);
    return again;
}

bool table_is_among(const struct record *table, const struct record *const *sorted,
                    size_t count)
{
    return count && bsearch(&table, sorted, count, sizeof(*sorted), by_record);
}

const struct record *table_to_follow(struct session *session)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    for (size_t i = count; i-- > 0;) { /* they stand by date */
        if (!table_after(session, tables[i])) {
            return tables[i];
        }
    }
    return count ? tables[count - 1] : NULL; /* a ring, made by hand */
}

const struct record **tables_to_follow(struct session *session, size_t *count)
{
    size_t all, again_count, room = 0;
    const struct record *const *tables = session_tables(session, &all);
    const struct record **again = tables_met_again(session, &again_count);
    const struct record **out = NULL;
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        if (!table_is_among(tables[i], again, again_count)) {
            ARRAY_ADD(out, *count, room, tables[i]);
        }
    }
    free(again);
    return out;
}

bool table_just_meets_again(struct session *session, const struct record *table)
{
    size_t count;
    for (const struct record *r = NULL; (r = session_next_record(session, r));) {
        if (r != table && history_table(r) == table) {
            return false;
        }
    }
    const struct edit **edits = history_of(table, &count);
    bool just = *record_words(table, "after") != '\0';
    for (size_t i = 1; i < count && just; i++) {
        just = edits[i]->at_ms == edits[0]->at_ms &&
               strcmp(edits[i]->key.actor, edits[0]->key.actor) == 0;
    }
    free(edits);
    return just;
}

bool table_has_others(struct session *session, const struct record *table)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    bool others = false;
    for (size_t i = 0; i < count && table && !others; i++) {
        others = !tables_are_one(session, tables[i], table);
    }
    return others;
}

bool table_alone_met_again(struct session *session, const struct record *table)
{
    size_t count, again = 0;
    const struct record **last = tables_to_follow(session, &count);
    bool here = false;
    for (size_t i = 0; i < count; i++) {
        bool met = table_before(session, last[i]) != NULL;
        again += met;
        here = here || (met && last[i] == table);
    }
    free(last);
    return here && again == 1;
}
