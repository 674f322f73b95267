#include "store/joined_inside.h"

#include "base/lookup.h"
#include "base/memory.h"
#include "model/alone.h"
#include "store/edits.h"
#include "store/forms.h"
#include "store/hand.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void joined_free(struct joined *j)
{
    if (j) {
        str_finish(&j->bytes);
        free(j->lines);
        free(j->by_key);
        free(j->blocks);
        free(j->added);
        session_free(j->fresh);
        free(j);
    }
}

/* What stands there, if it is sealed: its templates are in the part then. */
static bool read_sealed(const char *path, struct joined *j, struct session *part)
{
    if (!read_file(path, &j->bytes, NULL) ||
        j->bytes.len_bytes > JSON_LARGEST_KNOWN_BYTES) {
        return false;
    }
    const char *bytes = str_text(&j->bytes);
    struct file_parts parts = file_parts(bytes, j->bytes.len_bytes);
    if (!parts.sealed || !file_add_sealed_forms(bytes, &parts, part)) {
        return false;
    }
    j->edits = (size_t)(parts.edits - bytes);
    j->end = (size_t)(parts.end - bytes);
    j->form_count = session_edit_count(part);
    return true;
}

/* The part of it that is a session, and that all else is as it was expected. */
static bool read_part(struct joined *j, struct session *part)
{
    size_t goal_count = 0;
    uint32_t *goals = NULL;
    bool ok = joined_read_lines(j, part);
    if (ok) {
        goals = joined_sample_goals(part, &goal_count);
        ok = joined_read_more(j, part, goals, goal_count) && joined_read_top(j, part) &&
             joined_samples_hold(j, part);
    }
    free(goals);
    return ok;
}

/* Whether nothing stands beside it that it lacks. */
static bool is_alone(const char *path, struct session_file *file)
{
    size_t before = session_change_count(file->session);
    file_look_beside(file, path);
    return session_change_count(file->session) == before && !file->news.unread &&
           !file->news.bad_lines && !file->news.stranger && !file->hand_edits;
}

bool joined_open(const char *path, struct session_file *file)
{
    struct session_file read = {.session = session_new(), .version = 1};
    struct joined *j = memory_get(sizeof *j);
    read.stamp = file_stamp(path);
    read.joined = j;
    j->fresh = session_new();
    bool ok = read.stamp.exists && access(path, W_OK) == 0 && is_alone(path, &read) &&
              read_sealed(path, j, read.session) && read_part(j, read.session);
    if (!ok) {
        file_close(&read);
        return false;
    }
    *file = read;
    return true;
}

/* What an edit is to the large file. */
enum known { KNOWN, FRESH, OTHERWISE };

static enum known known_of(const struct joined *j, const struct edit *edit,
                           struct str *line)
{
    str_clear(line);
    edit_write(edit, line);
    size_t number = joined_find(j, line->bytes);
    if (number == SIZE_MAX) {
        return FRESH;
    }
    bool same =
        joined_line_bytes(j, number) == line->len_bytes &&
        memcmp(j->bytes.bytes + j->lines[number].at, line->bytes, line->len_bytes) == 0;
    return same ? KNOWN : OTHERWISE;
}

/* What is new is kept twice, here and in the part: where it is much of the whole, the long way
 * takes less. */
static bool is_little(const struct joined *j)
{
    enum { FEW_EDITS = 1000 };
    size_t count = session_edit_count(j->fresh);
    return count <= FEW_EDITS || count <= j->line_count / 2;
}

/* Its edits as they came, of which those of its journal came last. */
static bool take_fresh(struct joined *j, const struct session *part,
                       const struct session *one, struct file_added *added)
{
    const struct edit *edit;
    struct str line = STR_EMPTY;
    size_t at = 0, number = 0, count = session_edit_count(one);
    size_t of_file = count - added->from_journal;
    bool ok = true;
    added->edits = added->from_journal = 0;
    session_begin_many(j->fresh);
    for (; ok && (edit = session_next_arrival(one, &at)); number++) {
        enum applied what = APPLIED_KNOWN;
        enum known known = KNOWN;
        if (edit_is_template(edit)) {
            const struct edit *there = session_edit(part, edit->key);
            ok = there && edit_same(there, edit);
        } else {
            known = known_of(j, edit, &line);
            ok = !edit->redacted && known != OTHERWISE &&
                 (known == KNOWN || edits_take(j->fresh, edit, &what, NULL)) &&
                 what != APPLIED_CLASH;
        }
        added->edits += what == APPLIED;
        added->from_journal += what == APPLIED && number >= of_file;
    }
    session_end_many(j->fresh);
    str_finish(&line);
    return ok && number == count;
}

bool joined_add(struct session_file *file, const char *path, struct file_added *added)
{
    struct session *one = session_new();
    bool ok = file_add(path, one, added, NULL);
    if (ok) {
        ok = !added->news.bad_lines && !added->news.unread && !added->news.stranger &&
             !session_clash_count(one) &&
             take_fresh(file->joined, file->session, one, added) &&
             is_little(file->joined);
        journal_news_finish(&added->news);
    }
    session_free(one);
    return ok;
}

/* An id that what is new says anything of. */
static void add_id(struct lookup *ids, struct arena *arena, const char *id)
{
    if (!lookup_find_id(ids, id)) {
        const char **item = arena_get(arena, sizeof *item);
        *item = id;
        lookup_add_id(ids, item);
    }
}

/* "goal:p2" or "session:q8", as where something stands is said. */
static void add_named(struct lookup *ids, struct arena *arena,
                      const struct change *change)
{
    bool where =
        strcmp(change->field, "goal") == 0 || strcmp(change->field, "session") == 0;
    const char *colon = where ? strchr(value_words(change->value), ':') : NULL;
    if (colon) {
        add_id(ids, arena, colon + 1);
    }
}

static void add_ids(const struct edit *edit, struct lookup *ids, struct arena *arena)
{
    add_id(ids, arena, edit->id);
    for (size_t i = 0; i < edit->set_count; i++) {
        add_named(ids, arena, &edit->set[i]);
    }
}

static bool is_of_tables(const struct edit *edit)
{
    static const char *const kinds[] = {"session", "goal", "note", "offer", NULL};
    return text_among(edit->kind, kinds, SIZE_MAX);
}

/* Whether the large file knows nothing of what these are about. */
static bool is_apart(const struct joined *j, const struct session *part,
                     const struct lookup *ids)
{
    bool apart = !joined_has_any(j, ids);
    for (size_t i = 0; i < ids->count && apart; i++) {
        const char *id = *(const char *const *)ids->items[i];
        apart = *id && !session_record(part, "session", id) &&
                !session_record(part, "goal", id);
    }
    return apart;
}

static bool add_to_part(const struct joined *j, struct session *part)
{
    bool ok = true;
    session_begin_many(part);
    for (size_t i = 0; i < j->added_count && ok; i++) {
        ok = joined_take(part, j->added[i]);
    }
    session_end_many(part);
    for (size_t i = 0; i < j->added_count && ok; i++) {
        ok = !session_edit(part, j->added[i]->key)->redacted; /* since it says again */
    }
    return ok;
}

/* Whether each table of the whole is one of the blocks, in their order, or new. */
static bool are_all(struct joined *j, struct session *part, const struct lookup *ids)
{
    size_t count;
    const struct record *const *tables = session_tables(part, &count);
    bool ok = true;
    j->next_block = 0;
    for (size_t i = 0; i < count && ok; i++) {
        size_t unused;
        ok = joined_next_table(j, tables[i], &unused) ||
             lookup_find_id(ids, record_id(tables[i]));
    }
    return ok && j->next_block == j->block_count;
}

/* What has no parent stands under one without a name, which the large file may have, too. */
static bool stands_nowhere(const struct session *part, const char *kind)
{
    const struct record *nameless = session_record(part, kind, "");
    return nameless && record_shown(nameless);
}

/* Whether opening the whole would change nothing, and nothing of it is hidden. */
static bool is_settled(struct session_file *file)
{
    struct session *part = file->session;
    size_t before = session_change_count(part);
    forms_need(part);
    hand_turn_lists(part, &file->by_hand);
    return session_change_count(part) == before && !alone_count(part, NULL).entries &&
           !stands_nowhere(part, "goal") && !stands_nowhere(part, "session");
}

bool joined_ready(struct session_file *file)
{
    struct joined *j = file->joined;
    struct arena arena = ARENA_EMPTY;
    struct lookup ids = {0};
    bool ok = true;
    j->added = session_edits(j->fresh, &j->added_count);
    for (size_t i = 0; i < j->added_count && ok; i++) {
        ok = is_of_tables(j->added[i]);
        add_ids(j->added[i], &ids, &arena);
    }
    ok = ok && is_apart(j, file->session, &ids) && add_to_part(j, file->session) &&
         are_all(j, file->session, &ids) && is_settled(file);
    lookup_finish(&ids);
    arena_finish(&arena);
    return ok;
}

struct counts joined_counts(const struct session_file *file)
{
    struct joined *j = file->joined;
    struct counts fresh = session_counts(j->fresh), all = session_counts(file->session);
    all.notes = j->notes + fresh.notes;
    all.edits = j->form_count + j->line_count + j->added_count;
    return all;
}
