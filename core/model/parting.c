#include "model/parting.h"

#include "base/arena.h"
#include "base/memory.h"
#include "model/fields.h"
#include "model/history.h"
#include "model/meetings.h"
#include "model/rows.h"

#include <stdlib.h>
#include <string.h>

const char *const parting_names[PARTING_NAMES] = {"table", "place", "date"};

bool table_called_apart(const struct record *table)
{
    for (size_t i = 0; i < PARTING_NAMES; i++) {
        if (field_wordings(record_field(table, parting_names[i])) > 1) {
            return true;
        }
    }
    return false;
}

uint64_t parting_tag(const struct record *table)
{
    uint64_t hash = hash_add_text(HASH_START, record_id(table));
    for (size_t i = 0; i < PARTING_NAMES; i++) {
        hash = hash_add_text(hash, record_says(table, parting_names[i]));
    }
    return hash_end(hash);
}

void parting_id(uint64_t tag, const char *id, char out[BASE32_SIZE_BYTES])
{
    uint64_t hash = hash_add(HASH_START, &tag, sizeof tag);
    base32_write(hash_end(hash_add_text(hash, id)), out);
}

const struct record *edit_table(const struct session *session, const struct edit *edit)
{
    return history_table(session_record(session, edit->kind, edit->id));
}

/* A session that is being added to another. */
struct parting {
    const struct session *from;
    const struct parting_row *rows;
    size_t count;
    struct arena *arena; /* of what one edit says then */
};

/* NULL: it stays as it is. */
static const struct parting_row *row_of(const struct parting *p,
                                        const struct record *table)
{
    for (size_t i = 0; table && i < p->count; i++) {
        if (strcmp(p->rows[i].id, record_id(table)) == 0) {
            return p->rows[i].how == PARTING_AS_IS ? NULL : &p->rows[i];
        }
    }
    return NULL;
}

static const char *new_id(const struct parting *p, uint64_t tag, const char *id)
{
    char out[BASE32_SIZE_BYTES];
    parting_id(tag, id, out);
    return arena_copy_text(p->arena, out);
}

/* A row that a form gives is determined by its table: so it is of the parted one. */
static const char *new_id_of(const struct parting *p, uint64_t tag, const char *kind,
                             const char *id)
{
    const struct record *record = session_record(p->from, kind, id);
    const struct record *table = record && record_is(record, "goal") && row_given(record)
                                     ? history_table(record)
                                     : NULL;
    if (!table) {
        return new_id(p, tag, id);
    }
    char out[BASE32_SIZE_BYTES];
    row_id(new_id(p, tag, record_id(table)), row_grid(record), row_given(record), out);
    return arena_copy_text(p->arena, out);
}

/* The row that a table names as where "we are", in a field "MARK:GRID"; NULL: it names none
 * by its id. */
static const struct record *marked_row(const struct parting *p, const struct edit *edit,
                                       const struct change *change)
{
    const char *grid = strchr(change->field, ':');
    const struct record *row = grid && strcmp(edit->kind, "session") == 0 &&
                                       !field_traits(edit->kind, change->field)
                                   ? session_record(p->from, "goal", change->value.text)
                                   : NULL;
    return row && strcmp(record_words(row, "grid"), grid + 1) == 0 ? row : NULL;
}

/* A value that names a record, as "note:h4t0z9", or a table or a marked row by its id
 * alone. */
static struct value new_value(const struct parting *p, const struct edit *edit,
                              const struct change *change)
{
    struct value value = change->value;
    if (value.kind != VALUE_TEXT) {
        return value;
    }
    const char *colon = strchr(value.text, ':');
    const struct record *named = marked_row(p, edit, change);
    struct str text = STR_EMPTY;
    if (!named && field_is(edit->kind, change->field, FIELD_WHERE | FIELD_STATE)) {
        str_add_bytes(&text, value.text, colon ? (size_t)(colon - value.text) : 0);
        named = session_record(p->from, colon ? str_text(&text) : "session",
                               colon ? colon + 1 : value.text);
        str_add(&text, colon ? ":" : "");
    }
    const struct parting_row *row = named ? row_of(p, history_table(named)) : NULL;
    if (row && row->how == PARTING_TAG) {
        str_add(&text, new_id_of(p, row->tag, record_kind(named), record_id(named)));
        value.text = arena_copy_text(p->arena, str_text(&text));
    }
    str_finish(&text);
    return value;
}

/* Keys of edits that are not here are those of the same record. */
static struct edit_key *new_keys(const struct parting *p, uint64_t tag,
                                 const struct edit_key *keys, uint32_t count)
{
    struct edit_key *out = arena_get(p->arena, (count + 1) * sizeof *out);
    for (uint32_t i = 0; i < count; i++) {
        const struct edit *edit = session_edit(p->from, keys[i]);
        const struct parting_row *row =
            edit ? row_of(p, edit_table(p->from, edit)) : NULL;
        out[i] = keys[i];
        if (!edit || (row && row->how == PARTING_TAG)) {
            out[i].actor = new_id(p, edit ? row->tag : tag, keys[i].actor);
        }
    }
    return out;
}

static struct edit part_edit(const struct parting *p, const struct edit *edit,
                             uint64_t tag)
{
    struct edit out = *edit;
    out.key.actor = new_id(p, tag, edit->key.actor);
    out.id = new_id_of(p, tag, edit->kind, edit->id);
    out.set = arena_get(p->arena, (edit->set_count + 1) * sizeof *out.set);
    for (uint32_t i = 0; i < edit->set_count; i++) {
        out.set[i] = edit->set[i];
        out.set[i].value = new_value(p, edit, &edit->set[i]);
    }
    out.over = new_keys(p, tag, edit->over, edit->over_count);
    out.again = new_keys(p, tag, edit->again, edit->again_count);
    edit_put_in_order(&out);
    return out;
}

/* Its number says which of those it is that are called the same; where none has one, what first
 * was said of it says so. */
static struct edit call_apart(const struct parting *p, const struct edit *edit,
                              const char *apart)
{
    struct edit out = *edit;
    const struct record *table = session_record(p->from, edit->kind, edit->id);
    out.set = arena_get(p->arena, (edit->set_count + 1) * sizeof *out.set);
    for (uint32_t i = 0; i < edit->set_count; i++) {
        out.set[i] = edit->set[i];
        struct value *value = &out.set[i].value;
        if (strcmp(out.set[i].field, "table") == 0 && value->kind == VALUE_TEXT) {
            struct str called = str_of("%s%s", value->text, apart + !*value->text);
            value->text = arena_copy_text(p->arena, called.bytes);
            str_finish(&called);
        }
    }
    if (record_first(table) == edit && !record_field(table, "table")) {
        const char *said = arena_copy_text(p->arena, apart + 1);
        out.set[out.set_count++] = (struct change){"table", VALUE_OF_TEXT(said)};
        edit_put_in_order(&out);
    }
    return out;
}

static struct edit edit_for(const struct parting *p, const struct edit *edit,
                            const struct parting_row *row)
{
    if (row && row->how == PARTING_TAG) {
        return part_edit(p, edit, row->tag);
    }
    bool of_table = row && strcmp(edit->kind, "session") == 0;
    return of_table ? call_apart(p, edit, row->apart) : *edit;
}

bool parting_add(struct session *to, const struct session *from,
                 const struct parting_row *rows, size_t count, struct err *err)
{
    struct parting p = {.from = from, .rows = rows, .count = count};
    size_t edit_count;
    const struct edit **edits = session_edits(from, &edit_count);
    bool ok = true;
    session_begin_many(to);
    for (size_t i = 0; i < edit_count && ok; i++) {
        const struct parting_row *row = row_of(&p, edit_table(from, edits[i]));
        struct arena arena = {0};
        p.arena = &arena;
        if (!row || row->how != PARTING_DROP) {
            struct edit edit = edit_for(&p, edits[i], row);
            ok = session_apply(to, &edit, NULL, err);
        }
        arena_finish(&arena);
    }
    session_end_many(to);
    free(edits);
    return ok;
}

struct session *session_of_table(struct session *from, const struct record *table)
{
    size_t count;
    const struct record *const *tables = session_tables(from, &count);
    struct parting_row *rows = memory_get((count + 1) * sizeof *rows);
    struct session *to = session_new();
    struct meetings met = table_meetings(from, table);
    struct arena arena = {0};
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        while (at < met.count && met.tables[at] != tables[i]) {
            at++;
        }
        struct str apart = STR_EMPTY;
        if (at < met.count) {
            history_tell_apart(tables[i], false, &apart);
        }
        rows[i] =
            (struct parting_row){.id = record_id(tables[i]),
                                 .how = at == met.count   ? PARTING_DROP
                                        : apart.len_bytes ? PARTING_CALL
                                                          : PARTING_AS_IS,
                                 .apart = arena_copy_text(&arena, str_text(&apart))};
        str_finish(&apart);
    }
    parting_add(to, from, rows, count, NULL);
    arena_finish(&arena);
    free(rows);
    return to;
}
