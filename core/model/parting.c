#include "model/parting.h"

#include "base/arena.h"
#include "base/memory.h"
#include "model/fields.h"
#include "model/history.h"

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

/* A value that names a record, as "note:h4t0z9", or a table by its id alone. */
static struct value new_value(const struct parting *p, const struct edit *edit,
                              const struct change *change)
{
    struct value value = change->value;
    const char *colon = value.kind == VALUE_TEXT ? strchr(value.text, ':') : NULL;
    if (value.kind != VALUE_TEXT ||
        !field_is(edit->kind, change->field, FIELD_WHERE | FIELD_STATE)) {
        return value;
    }
    struct str kind = STR_EMPTY;
    str_add_bytes(&kind, value.text, colon ? (size_t)(colon - value.text) : 0);
    const struct record *named = session_record(
        p->from, colon ? str_text(&kind) : "session", colon ? colon + 1 : value.text);
    const struct parting_row *row = named ? row_of(p, history_table(named)) : NULL;
    if (row && row->how == PARTING_TAG) {
        struct str text = STR_EMPTY;
        str_addf(&text, "%s%s%s", str_text(&kind), colon ? ":" : "",
                 new_id(p, row->tag, record_id(named)));
        value.text = arena_copy_text(p->arena, text.bytes);
        str_finish(&text);
    }
    str_finish(&kind);
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
    out.id = new_id(p, tag, edit->id);
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
        if (!row || row->how == PARTING_TAG) {
            struct edit edit = row ? part_edit(&p, edits[i], row->tag) : *edits[i];
            ok = session_apply(to, &edit, NULL, err);
        }
        arena_finish(&arena);
    }
    session_end_many(to);
    free(edits);
    return ok;
}
