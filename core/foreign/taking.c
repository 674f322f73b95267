#include "foreign/taking_inside.h"

#include "base/fold.h"
#include "base/hashes.h"
#include "base/lookup.h"
#include "base/memory.h"
#include "model/row_names.h"

#include <stdlib.h>
#include <string.h>

/* What an entry is found by: its id, or its words. Its name comes first, for lookup_add_id(). */
struct named {
    const char *name;
    size_t entry;
};

/* That an entry stands under a goal. */
struct under {
    size_t entry, link;
    const struct record *goal;
};

struct taking {
    struct foreign *f;
    const struct foreign_wish *wish;
    struct author *author;
    const struct record *table;
    struct foreign_taken *taken;
    struct err *err;
    const struct foreign_kind **kinds; /* of each entry */
    const struct record **goals;       /* of each entry that is one */
    struct lookup by_id, by_words;
    struct row_names called; /* the goals of the table */
    struct hash_set words;   /* of what stood there: goal, column and words */
    struct hash_set mine;    /* of the ids that were had this time */
    struct under *unders;
    size_t under_count, under_room;
    const struct record *loose; /* the goal for those without one; NULL: not yet */
};

/* What stands there */

static uint64_t hash_of_words(const struct record *goal, const char *column,
                              const char *words)
{
    struct str folded = STR_EMPTY;
    fold_add_line(words, "", &folded);
    uint64_t hash = hash_add_text(HASH_START, record_id(goal));
    hash = hash_end(hash_add_text(hash_add_text(hash, column), str_text(&folded)));
    str_finish(&folded);
    return hash ? hash : 1;
}

static void look_around(struct taking *t)
{
    struct session *session = t->author->session;
    size_t goals, notes;
    const struct record *const *goal = table_goals(session, t->table, &goals);
    row_names_init(&t->called, session, t->table, "");
    for (size_t i = 0; i < goals; i++) {
        const char **columns = goal_columns(session, goal[i]);
        for (size_t c = 0; columns[c]; c++) {
            const struct record *const *note =
                goal_notes(session, goal[i], columns[c], &notes);
            for (size_t n = 0; n < notes; n++) {
                hash_set_add(&t->words, hash_of_words(goal[i], columns[c],
                                                      record_words(note[n], "text")));
            }
        }
        free(columns);
    }
}

/* Making */

/* The id that follows from what it is: two copies that take the same in have the same. */
static void make_id(const struct taking *t, const char *kind, const char *what,
                    const struct record *goal, char id[BASE32_SIZE_BYTES])
{
    uint64_t hash = hash_add_text(HASH_START, "taken in from another program");
    hash = hash_add_text(hash_add_text(hash, record_id(t->table)), kind);
    hash = hash_add_text(hash_add_text(hash, what), goal ? record_id(goal) : "");
    base32_write(hash_end(hash), id);
}

/* Whether it was deleted, and came back just now: with its goal. */
static bool came_back(const struct taking *t, const struct record *record)
{
    const struct field *gone = record_field(record, "gone");
    const struct version *v = gone ? field_shown(gone) : NULL;
    return v && strcmp(v->edit->key.actor, t->author->actor) == 0;
}

static void note_made(struct taking *t, const struct record *record)
{
    ARRAY_ADD(t->taken->made, t->taken->made_count, t->taken->made_room, record);
    t->taken->goals += record_is(record, "goal");
    t->taken->entries += record_is(record, "note");
}

/* Whether a record of that id was taken in before. One that was deleted since is counted, or
 * comes back. */
static bool was_taken(struct taking *t, const char *kind, const char *id,
                      const struct record **record)
{
    bool again = !hash_set_add(&t->mine, hash_end(hash_add_text(HASH_START, id)) | 1);
    *record = session_record(t->author->session, kind, id);
    if (!record_text(*record, "text")) {
        return false;
    }
    if (again) {
        t->taken->alike += strcmp(kind, "note") == 0;
    } else if (record_shown(*record) && !came_back(t, *record)) {
        t->taken->there++;
    } else if (t->wish->again) {
        author_bring_back(t->author, *record, NULL);
        note_made(t, *record);
    } else {
        t->taken->deleted++;
    }
    return true;
}

/* A goal of these words: that which was taken in as such, is called so, or is made. */
static const struct record *need_goal(struct taking *t, const char *what,
                                      const char *words)
{
    char id[BASE32_SIZE_BYTES];
    const struct record *goal;
    make_id(t, "goal", what, NULL, id);
    if (was_taken(t, "goal", id, &goal)) {
        return goal;
    }
    goal = row_names_find(&t->called, words);
    if (goal) {
        return goal;
    }
    goal = author_add_in(t->author, t->table, "", NULL, id, words, t->err);
    if (goal) {
        row_names_add(&t->called, words, goal);
        note_made(t, goal);
    }
    return goal;
}

static const char *words_of(struct taking *t, const struct foreign_entry *e)
{
    if (!e->details || !t->wish->details) {
        t->taken->details += e->details != NULL;
        return e->words;
    }
    struct str both = str_of("%s\n%s", e->words, e->details);
    const char *kept = arena_copy_text(&t->f->arena, both.bytes);
    str_finish(&both);
    return kept;
}

static bool add_votes(struct taking *t, const struct record *record, long votes)
{
    t->taken->votes += (size_t)votes;
    return !votes || author_vote(t->author, record, "hand", votes, t->err);
}

/* What tells an entry from others: its id, or its kind and words. A short id, as 1, is that of
 * another in another map: the words count, too. */
static const char *key_of(struct taking *t, size_t i)
{
    enum { SURE_BYTES = 8 };
    const struct foreign_entry *e = &t->f->entries[i];
    bool goal = strcmp(t->kinds[i]->column, "") == 0;
    struct str key = STR_EMPTY;
    if (e->id && strlen(e->id) >= SURE_BYTES) {
        return e->id;
    }
    if (e->id || !goal) {
        str_addf(&key, "%s=%s=", e->id ? e->id : e->kind, e->goal ? e->goal : "");
    }
    str_add(&key, e->words);
    const char *kept = arena_copy_text(&t->f->arena, key.bytes);
    str_finish(&key);
    return kept;
}

/* Makes a note that is not there. */
static bool add_note(struct taking *t, size_t i, const struct record *goal,
                     const char *id)
{
    const struct foreign_entry *e = &t->f->entries[i];
    const char *column = t->kinds[i]->column, *words = words_of(t, e);
    if (hash_set_has(&t->words, hash_of_words(goal, column, words))) {
        t->taken->there++;
        return true;
    }
    if (!record_shown(goal)) {
        t->taken->deleted++;
        return true;
    }
    const struct record *note =
        author_add_in(t->author, goal, column, NULL, id, words, t->err);
    if (!note) {
        return false;
    }
    note_made(t, note);
    return add_votes(t, note, e->votes);
}

/* Under a goal that the map names; unless it stands without one, from when it was not named. */
static bool put_under(struct taking *t, size_t i, const struct record *goal)
{
    const char *key = key_of(t, i);
    const struct record *note;
    char id[BASE32_SIZE_BYTES];
    make_id(t, "note", key, NULL, id);
    note = session_record(t->author->session, "note", id);
    if (note && record_shown(note)) {
        return was_taken(t, "note", id, &note);
    }
    make_id(t, "note", key, goal, id);
    return was_taken(t, "note", id, &note) || add_note(t, i, goal, id);
}

/* In order */

static bool find_kinds(struct taking *t)
{
    const struct foreign *f = t->f;
    t->kinds = memory_get((f->count + 1) * sizeof *t->kinds);
    t->goals = memory_get((f->count + 1) * sizeof *t->goals);
    for (size_t i = 0; i < f->count; i++) {
        struct foreign_kind *kind = foreign_kind_of(t->f, t->author->session, t->table,
                                                    f->entries[i].kind, t->taken, t->err);
        if (!kind) {
            return false;
        }
        kind->count++;
        t->kinds[i] = kind;
    }
    return foreign_follow_wish(t->f, t->wish, t->author->session, t->table, t->taken,
                               t->err);
}

/* A name as one text has it: ids of two maps may be the same. No name has a control. */
static const char *name_in(struct taking *t, size_t text, const char *name)
{
    struct str key = str_of("\1%zu:%s", text, name);
    const char *kept = arena_copy_text(&t->f->arena, key.bytes);
    str_finish(&key);
    return kept;
}

static void know_name(struct taking *t, struct lookup *names, const char *name, size_t i)
{
    struct named *named = arena_get(&t->f->arena, 2 * sizeof *named);
    named[0] = (struct named){name, i};
    named[1] = (struct named){name_in(t, t->f->entries[i].text, name), i};
    lookup_add_id(names, &named[0]);
    lookup_add_id(names, &named[1]);
}

static bool put_goals(struct taking *t)
{
    for (size_t i = 0; i < t->f->count; i++) {
        const struct foreign_entry *e = &t->f->entries[i];
        size_t made = t->taken->goals;
        if (e->id) {
            know_name(t, &t->by_id, e->id, i);
        }
        know_name(t, &t->by_words, e->words, i);
        if (!t->kinds[i]->column || *t->kinds[i]->column) {
            continue;
        }
        t->goals[i] = need_goal(t, key_of(t, i), words_of(t, e));
        if (!t->goals[i] ||
            (t->taken->goals > made && !add_votes(t, t->goals[i], e->votes))) {
            return false;
        }
    }
    return true;
}

static const struct named *entry_called(struct taking *t, size_t text, const char *name)
{
    const char *names[] = {name_in(t, text, name), name};
    const struct named *named = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !named; i++) {
        named = lookup_find_id(&t->by_id, names[i]);
        named = named ? named : lookup_find_id(&t->by_words, names[i]);
    }
    return named;
}

static void follow_links(struct taking *t)
{
    for (size_t i = 0; i < t->f->link_count; i++) {
        const struct foreign_link *link = &t->f->links[i];
        const struct named *from = entry_called(t, link->text, link->from);
        const struct named *to = entry_called(t, link->text, link->to);
        const struct record *one = from ? t->goals[from->entry] : NULL;
        const struct record *other = to ? t->goals[to->entry] : NULL;
        if (from && to && !one != !other) {
            struct under under = {one ? to->entry : from->entry, i, one ? one : other};
            ARRAY_ADD(t->unders, t->under_count, t->under_room, under);
        } else {
            t->taken->unheld++;
        }
    }
}

static int order(const void *left, const void *right)
{
    const struct under *a = left, *b = right;
    return a->entry != b->entry ? (a->entry > b->entry) - (a->entry < b->entry)
                                : (a->link > b->link) - (a->link < b->link);
}

/* Without a goal of its own: it stands where it was put, or others like it were. */
static bool put_loose(struct taking *t, size_t i)
{
    const char *asked = t->wish->goal;
    const struct record *note;
    char id[BASE32_SIZE_BYTES];
    t->taken->loose++;
    make_id(t, "note", key_of(t, i), NULL, id);
    if (was_taken(t, "note", id, &note)) {
        return true;
    }
    if (!t->loose) {
        const char *words = asked ? asked : t->wish->title;
        t->loose = need_goal(t, words, words);
    }
    return t->loose && add_note(t, i, t->loose, id);
}

/* Where the first of these stands that was put somewhere before. */
static void find_loose(struct taking *t, const size_t *loose, size_t count)
{
    char id[BASE32_SIZE_BYTES];
    for (size_t n = 0; n < count && !t->loose; n++) {
        make_id(t, "note", key_of(t, loose[n]), NULL, id);
        const struct record *note = session_record(t->author->session, "note", id);
        t->loose = note && record_shown(note) ? record_parent(note) : NULL;
    }
}

/* Under each goal that a line joins it to; false in *held: there is none. */
static bool put_joined(struct taking *t, size_t i, size_t *next, bool *held)
{
    bool ok = true;
    size_t first = *next;
    for (; *next < t->under_count && t->unders[*next].entry == i && ok; ++*next) {
        const struct under *u = &t->unders[*next];
        bool twice = false;
        for (size_t n = first; n < *next && !twice; n++) {
            twice = t->unders[n].goal == u->goal;
        }
        ok = !t->kinds[i]->column || twice || put_under(t, i, u->goal);
    }
    *held = *next > first;
    return ok;
}

static bool put_entries(struct taking *t)
{
    size_t next = 0, count = 0;
    size_t *loose = memory_get((t->f->count + 1) * sizeof *loose);
    bool ok = true, held;
    ARRAY_SORT(t->unders, t->under_count, order);
    for (size_t i = 0; ok && i < t->f->count; i++) {
        const char *words = t->f->entries[i].goal;
        ok = put_joined(t, i, &next, &held);
        if (!ok || held || !t->kinds[i]->column || !*t->kinds[i]->column) {
            continue;
        }
        if (words) {
            const struct record *goal = need_goal(t, words, words);
            ok = goal && put_under(t, i, goal);
        } else {
            loose[count++] = i;
        }
    }
    if (ok && !t->wish->goal) {
        find_loose(t, loose, count);
    }
    for (size_t n = 0; ok && n < count; n++) {
        ok = put_loose(t, loose[n]);
    }
    free(loose);
    return ok;
}

bool foreign_take(struct foreign *foreign, const struct foreign_wish *wish,
                  struct author *author, const struct record *table,
                  struct foreign_taken *taken, struct err *err)
{
    struct taking t = {.f = foreign,
                       .wish = wish,
                       .author = author,
                       .table = table,
                       .taken = taken,
                       .err = err};
    bool ok = find_kinds(&t);
    if (ok) {
        look_around(&t);
        author_begin_step(author, "took a map in");
        ok = put_goals(&t);
        follow_links(&t);
        ok = ok && put_entries(&t);
        author_end_step(author);
    }
    free(t.kinds);
    free(t.goals);
    free(t.unders);
    lookup_finish(&t.by_id);
    lookup_finish(&t.by_words);
    row_names_finish(&t.called);
    hash_set_finish(&t.words);
    hash_set_finish(&t.mine);
    return ok;
}

void foreign_taken_finish(struct foreign_taken *taken)
{
    free(taken->made);
    *taken = (struct foreign_taken){0};
}
