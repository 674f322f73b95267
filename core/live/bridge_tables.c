/* The tables of a seminar, as its organiser sees them. */

#include "base/memory.h"
#include "live/bridge_inside.h"
#include "model/history.h"

#include <stdlib.h>
#include <string.h>

/* The table that a record is of; NULL: none, or it is not known yet. */
static const struct record *table_of(const struct record *record)
{
    while (record && !record_is(record, "session")) {
        record = record_owner(record);
    }
    return record;
}

static struct known_table *find_known(const struct bridge *b, const struct record *table)
{
    for (size_t i = 0; i < b->known_count; i++) {
        if (b->known[i].table == table) {
            return &b->known[i];
        }
    }
    return NULL;
}

/* Looks through the file, which holds more tables than those from which we have heard. */
static void look_through(struct bridge *b)
{
    size_t count, at = 0;
    int64_t now_ms = wall_ms();
    const struct record *const *tables = session_tables(b->file.session, &count);
    free(b->known);
    b->known = memory_get((count + 1) * sizeof *b->known);
    b->known_count = count;
    for (size_t i = 0; i < count; i++) {
        b->known[i] = (struct known_table){.table = tables[i]};
    }
    struct known_table *known = NULL;
    for (const struct edit *e; (e = session_next_edit(b->file.session, &at));) {
        const struct record *record = session_record(b->file.session, e->kind, e->id);
        const struct record *table = table_of(record);
        known = known && known->table == table ? known : find_known(b, table);
        if (known) {
            int64_t said_ms = e->at_ms < now_ms ? e->at_ms : now_ms;
            known->said_ms = said_ms > known->said_ms ? said_ms : known->said_ms;
        }
    }
}

static struct channel *channel_of_table(const struct bridge *b,
                                        const struct record *table)
{
    struct channel *found = NULL;
    for (size_t i = 0; i < b->channel_count && !found; i++) {
        found = b->channels[i]->table == table ? b->channels[i] : NULL;
    }
    if (!found) {
        char *prefix = bridge_prefix_of_table(b, table);
        for (size_t i = 0; i < b->channel_count && !found; i++) {
            bool same = strcmp(b->channels[i]->prefix, prefix) == 0;
            found = same ? b->channels[i] : NULL;
        }
        free(prefix);
    }
    if (found) {
        found->table = table;
    }
    return found;
}

/* "Table 4" where one place is enough to know it by, else "Leeds, table 4". */
static void name_table(const struct record *table, bool one_place, struct str *out)
{
    const char *number = record_words(table, "table");
    if (one_place && *number) {
        str_addf(out, "%s%s", *history_table_word(number) ? "Table " : "", number);
        history_tell_apart(table, true, out);
    } else {
        history_name_table(table, out);
    }
}

/* Who is there: "Ana and 1 other"; how many, and how many of them are behind. */
static void fill_people(const struct channel *channel, struct room_table *row)
{
    size_t count, named;
    struct str people = STR_EMPTY;
    const struct exchange_peer *peers = exchange_peers(channel->exchange, &count);
    for (named = 0; named < count && !*peers[named].name; named++) {
    }
    for (size_t i = 0; i < count; i++) {
        row->behind += exchange_differs(channel->exchange, &peers[i]);
    }
    if (named < count) {
        str_add(&people, peers[named].name);
    }
    size_t others = count - (named < count);
    if (others) {
        str_addf(&people, "%s%zu %s%s", people.len_bytes ? " and " : "", others,
                 people.len_bytes ? "other" : "laptop", plural(others));
    }
    row->here = count;
    free(row->people);
    row->people = memory_copy_text(str_text(&people));
    str_finish(&people);
}

static void remember_call(struct channel *channel)
{
    size_t count;
    const struct exchange_peer *peers = exchange_peers(channel->exchange, &count);
    for (size_t i = 0; i < count; i++) {
        if (*peers[i].table) {
            free(channel->called);
            channel->called = memory_copy_text(peers[i].table);
        }
    }
}

/* A row of a table of which one of the two is known at least. */
static void add_row(struct room *room, const char *name, struct channel *channel,
                    const struct known_table *known)
{
    struct room_table *row = room_add_table(room, name, "");
    if (known) {
        row->entries = table_entry_count(known->table);
        row->said_ms = known->said_ms;
    }
    if (channel) {
        fill_people(channel, row);
        row->entries = channel->table ? table_entry_count(channel->table) : row->entries;
        row->said_ms = channel->said_ms > row->said_ms ? channel->said_ms : row->said_ms;
    }
    room->behind += row->behind > 0;
}

static bool is_one_place(const struct record *const *tables, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (strcmp(record_words(tables[i], "place"), record_words(tables[0], "place")) !=
            0) {
            return false;
        }
    }
    return true;
}

void bridge_fill_tables(struct bridge *b, struct room *room)
{
    size_t count;
    struct str name = STR_EMPTY;
    const struct record *const *tables = session_tables(b->file.session, &count);
    bool one_place = is_one_place(tables, count);
    room->organised = true;
    for (size_t i = 0; i < count; i++) {
        if (table_untouched(tables[i])) {
            continue; /* begun by whoever opened the organiser's file before any came */
        }
        struct channel *channel = channel_of_table(b, tables[i]);
        if ((!channel || !channel->said_ms) && !find_known(b, tables[i])) {
            look_through(b);
        }
        str_clear(&name);
        name_table(tables[i], one_place, &name);
        add_row(room, name.bytes, channel, find_known(b, tables[i]));
    }
    for (size_t i = 0; i < b->channel_count; i++) {
        struct channel *channel = b->channels[i];
        size_t here;
        remember_call(channel);
        exchange_peers(channel->exchange, &here);
        if (!channel->table && (here || channel->called)) {
            str_clear(&name);
            str_addf(&name, "Table %s", channel->called ? channel->called : "?");
            add_row(room, name.bytes, channel, NULL);
        }
    }
    str_finish(&name);
}
