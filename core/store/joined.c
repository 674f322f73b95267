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
        for (size_t i = 0; i < j->source_count; i++) {
            str_finish(&j->sources[i].bytes);
        }
        free(j->sources);
        free(j->lines);
        free(j->in_order);
        free(j->by_key);
        hashes_finish(&j->several);
        free(j->owners.slots);
        free(j->named);
        free(j->added);
        lookup_finish(&j->blocks);
        arena_finish(&j->arena);
        session_free(j->fresh);
        free(j);
    }
}

/* What is in a session as well is kept twice: where that is much of the whole, the long way
 * takes less. */
static bool is_little(const struct joined *j, const struct session *session)
{
    enum { FEW_EDITS = 1000 };
    size_t count = session_edit_count(session);
    return count <= FEW_EDITS || count <= j->line_count / 2;
}

/* What a file is to those before it. */
enum joins { BY_LINES, NOT_SEALED, NOT_AT_ALL };

/* A file as it stands, if it is sealed: its templates are in the part then, and its lines. */
static enum joins join_source(struct joined *j, struct session *part, struct str *bytes,
                              size_t *fresh)
{
    const char *text = str_text(bytes);
    struct joined_source source = {.parts = file_parts(text, bytes->len_bytes)};
    size_t before = session_edit_count(part);
    if (!source.parts.sealed) {
        return NOT_SEALED;
    }
    j->all_bytes += bytes->len_bytes;
    if (j->all_bytes > JSON_LARGEST_KNOWN_BYTES ||
        !file_add_sealed_forms(text, &source.parts, part)) {
        return NOT_AT_ALL;
    }
    size_t forms = session_edit_count(part) - before;
    j->form_count += forms;
    source.first = j->line_count;
    source.bytes = *bytes;
    *bytes = STR_EMPTY;
    ARRAY_ADD(j->sources, j->source_count, j->source_room, source);
    bool ok = joined_read_lines(j, part, fresh);
    *fresh += forms;
    return ok && is_little(j, part) ? BY_LINES : NOT_AT_ALL;
}

/* Whether nothing stands beside it that it lacks. */
static bool is_alone(const char *path, struct session_file *file)
{
    size_t before = session_change_count(file->session);
    file_look_beside(file, path);
    return session_change_count(file->session) == before && !file->news.unread &&
           !file->news.bad_lines && !file->news.stranger && !file->hand_edits;
}

/* The file that is there already. */
static bool read_out(const char *path, struct session_file *file)
{
    struct str bytes = STR_EMPTY;
    size_t unused;
    bool ok = access(path, W_OK) == 0 && read_file(path, &bytes, NULL) &&
              join_source(file->joined, file->session, &bytes, &unused) == BY_LINES;
    str_finish(&bytes);
    return ok;
}

bool joined_open(const char *path, struct session_file *file)
{
    struct session_file read = {.session = session_new(), .version = 1};
    struct joined *j = memory_get(sizeof *j);
    read.stamp = file_stamp(path);
    read.joined = j;
    j->fresh = session_new();
    if (!is_alone(path, &read) || (read.stamp.exists && !read_out(path, &read))) {
        file_close(&read);
        return false;
    }
    *file = read;
    return true;
}

/* What an edit is to the lines. */
enum known { KNOWN, FRESH, OTHERWISE };

static enum known known_of(const struct joined *j, const struct edit *edit,
                           struct str *line)
{
    str_clear(line);
    edit_write(edit, line);
    const struct joined_line *there = joined_find(j, line->bytes);
    bool same = there && there->len_bytes == line->len_bytes &&
                memcmp(there->begin, line->bytes, line->len_bytes) == 0;
    return !there ? FRESH : same ? KNOWN : OTHERWISE;
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

/* Whatever it is, as edits. */
static bool add_edits(struct session_file *file, const char *path,
                      struct file_added *added)
{
    struct session *one = session_new();
    bool ok = file_add(path, one, added, NULL);
    if (ok) {
        ok = !added->news.bad_lines && !added->news.unread && !added->news.stranger &&
             !session_clash_count(one) &&
             take_fresh(file->joined, file->session, one, added) &&
             is_little(file->joined, file->joined->fresh);
        journal_news_finish(&added->news);
    }
    session_free(one);
    return ok;
}

/* Whether nothing that stands beside a file has to be told or taken, nor does it change. */
static bool is_quiet(const char *path, const struct stamp *read)
{
    struct session *beside = session_new();
    struct file_added added = {0};
    file_add_beside(path, beside, &added);
    bool quiet = !session_change_count(beside) && !added.news.unread &&
                 !added.news.bad_lines && !added.news.stranger;
    struct stamp now = file_stamp(path);
    journal_news_finish(&added.news);
    session_free(beside);
    return quiet && stamp_same(&now, read);
}

bool joined_add(struct session_file *file, const char *path, struct file_added *added)
{
    struct str bytes = STR_EMPTY;
    struct stamp stamp = file_stamp(path);
    enum joins how = NOT_SEALED;
    *added = (struct file_added){0};
    if (stamp.exists && read_file(path, &bytes, NULL) && is_quiet(path, &stamp)) {
        how = join_source(file->joined, file->session, &bytes, &added->edits);
    }
    str_finish(&bytes);
    return how == BY_LINES || (how == NOT_SEALED && add_edits(file, path, added));
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

/* Whether no line says anything of what these are about. */
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

/* Whether each table of all has a block, or the part has all of it. */
static bool are_all(struct joined *j, struct session *part, const struct lookup *ids)
{
    size_t count, blocks = 0;
    const struct record *const *tables = session_tables(part, &count);
    bool ok = true;
    for (size_t i = 0; i < count && ok; i++) {
        size_t unused;
        bool block = joined_table(j, tables[i], &unused) != NULL;
        blocks += block;
        ok = block || joined_is_whole(j, record_id(tables[i])) ||
             lookup_find_id(ids, record_id(tables[i]));
    }
    return ok && blocks == j->blocks.count;
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

/* What is new and was not read by lines becomes part of the part. */
static bool add_fresh(struct joined *j, struct session *part, struct lookup *ids,
                      struct arena *arena)
{
    bool ok = true;
    j->added = session_edits(j->fresh, &j->added_count);
    for (size_t i = 0; i < j->added_count && ok; i++) {
        ok = joined_is_of_tables(j->added[i]);
        add_ids(j->added[i], ids, arena);
    }
    return ok && is_apart(j, part, ids) && add_to_part(j, part);
}

bool joined_ready(struct session_file *file)
{
    struct joined *j = file->joined;
    struct session *part = file->session;
    struct arena arena = ARENA_EMPTY;
    struct lookup ids = {0};
    bool ok = joined_find_owners(j) && joined_read_more(j, part) && is_little(j, part) &&
              add_fresh(j, part, &ids, &arena) && joined_read_tops(j, part) &&
              are_all(j, part, &ids) && is_settled(file);
    if (ok) {
        joined_put_in_order(j);
    }
    lookup_finish(&ids);
    arena_finish(&arena);
    return ok;
}

struct counts joined_counts(const struct session_file *file)
{
    const struct joined *j = file->joined;
    struct counts all = session_counts(file->session);
    for (size_t i = 0; i < j->line_count; i++) {
        all.notes += j->lines[i].goal > JOINED_NO_GOAL; /* and one line has that */
    }
    all.edits = j->form_count + j->line_count + j->added_count;
    return all;
}
