#include "model/session.h"

#include "base/runs.h"
#include "model/session_inside.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct session *session_new(void)
{
    struct session *s = memory_get(sizeof *s);
    s->templates = templates_new();
    s->rows = rows_new();
    s->agendas = agendas_new();
    s->note = names_keep(&s->names, &s->arena, "note");
    s->goal = names_keep(&s->names, &s->arena, "goal");
    s->table = names_keep(&s->names, &s->arena, "session");
    s->template = names_keep(&s->names, &s->arena, "template");
    s->offer = names_keep(&s->names, &s->arena, "offer");
    s->alone_name = names_keep(&s->names, &s->arena, "alone");
    s->column = names_keep(&s->names, &s->arena, "column");
    s->whose_name = names_keep(&s->names, &s->arena, "whose");
    return s;
}

void session_free(struct session *s)
{
    if (!s) {
        return;
    }
    tree_finish(s);
    records_finish(s);
    orders_finish(s);
    odd_fields_finish(s);
    lookup_finish(&s->records);
    lookup_finish(&s->entries);
    names_finish(&s->names);
    names_finish(&s->look_also_as);
    rows_free(s->rows);
    agendas_free(s->agendas);
    arena_finish(&s->arena);
    templates_free(s->templates);
    free(s->doubts);
    free(s->arrivals);
    free(s->alone.items);
    free(s->rounds.items);
    free(s->for_all.items);
    free(s);
}

static const char *keep(struct session *s, const char *name)
{
    return names_keep(&s->names, &s->arena, name);
}

/* An edit of a circle replaces one that is no earlier, or its own twin: where each is
 * later than those it replaces, nobody need look for circles. */
static bool is_earlier(const struct edit *old, const struct edit *by)
{
    return old->at_ms != by->at_ms ? old->at_ms < by->at_ms
                                   : edit_key_compare(old->key, by->key) < 0;
}

/* `by` names the key of `old` in "over": it replaces the values of the fields that
 * both set, of the same record, and of nothing else. */
static void cover(const struct entry *by, struct entry *old)
{
    if (old == by || !entry_is_here(old) || !entry_is_here(by) ||
        entry_record(old) != entry_record(by)) {
        return;
    }
    bool fewer = old->edit.set_count < by->edit.set_count;
    const struct entry *less = fewer ? old : by;
    for (size_t i = 0; i < less->edit.set_count; i++) {
        struct field *field = entry_field(less, i);
        struct version *version = entry_version(old, field);
        if (version && entry_version(by, field)) {
            version_cover(version);
            struct session *s = entry_record(by)->session;
            const struct odd_field *odd = field_odd(s, field);
            if (!is_earlier(&old->edit, &by->edit) || (odd && odd->may_circle)) {
                circles_doubt(s, entry_record(by), field);
            }
        }
    }
}

static void copy_value(struct session *s, struct value value, struct value *copy)
{
    copy->kind = value.kind;
    copy->text = arena_copy_text(&s->arena, value.text);
}

bool session_shares_value(const struct session *s, const char *field, struct value value)
{
    if (value.kind != VALUE_TEXT || field == s->column) {
        return value.kind == VALUE_TEXT;
    }
    size_t len = field == s->goal || field == s->table ? strlen(field) : 0;
    return len && strncmp(value.text, field, len) == 0 && value.text[len] == ':';
}

/* Where a record stands is said by most edits, and mostly it is where the last stands. */
static void take_value(struct session *s, struct change *copy, struct value value)
{
    const char *field = copy->field, **last = field == s->goal    ? &s->last_goal
                                              : field == s->table ? &s->last_table
                                                                  : NULL;
    if (value.kind != VALUE_TEXT || (!last && field != s->column)) {
        copy_value(s, value, &copy->value);
    } else if (!last) {
        copy->value = VALUE_OF_TEXT(keep(s, value.text));
    } else if (*last && strcmp(*last, value.text) == 0) {
        copy->value = VALUE_OF_TEXT(*last);
    } else {
        copy_value(s, value, &copy->value);
        *last = session_shares_value(s, field, value) ? copy->value.text : *last;
    }
}

static struct change *copy_changes(struct session *s, const struct change *changes,
                                   size_t count)
{
    struct change *copy = arena_get(&s->arena, count * sizeof *copy);
    for (size_t i = 0; i < count; i++) {
        copy[i].field = keep(s, changes[i].field);
        copy_value(s, changes[i].value, &copy[i].value);
    }
    return copy;
}

static struct edit_key *copy_keys(struct session *s, const struct edit_key *keys,
                                  size_t count)
{
    struct edit_key *copy = count ? arena_get(&s->arena, count * sizeof *copy) : NULL;
    for (size_t i = 0; i < count; i++) {
        copy[i] = (struct edit_key){keep(s, keys[i].actor), keys[i].number};
    }
    return copy;
}

/* The values that an edit gives to its record's fields. Whoever reads a field goes from the
 * record to its field, the version, the change and its words: those lie beside one another,
 * for most of what is read of a large session has left the processor's cache. */
static void take_in_changes(struct session *s, struct entry *entry,
                            const struct edit *edit)
{
    struct edit *copy = &entry->edit;
    copy->set = arena_get_unset(
        &s->arena, edit->set_count * (sizeof *copy->set + sizeof(struct version)));
    copy->set_count = edit->set_count;
    for (size_t i = 0; i < copy->set_count; i++) {
        copy->set[i].field = keep(s, edit->set[i].field);
        take_value(s, &copy->set[i], edit->set[i].value);
    }
}

static void give_values(struct session *s, struct entry *entry)
{
    struct edit *edit = &entry->edit;
    for (size_t i = 0; i < edit->set_count; i++) {
        struct version *version = &entry_versions(entry)[i];
        *version = (struct version){
            .edit = edit, .arrival = s->arrival_count, .number = (uint32_t)i & INT32_MAX};
        version_add(record_touch_field(entry_record(entry), edit->set[i].field), version);
        const char *name = edit->set[i].field;
        s->voted = s->voted || (*name == 'v' && strncmp(name, "vote:", 5) == 0);
        if (name == s->alone_name) {
            alone_note(entry_record(entry));
        } else if (name == s->whose_name) {
            for_all_note(entry_record(entry));
        }
    }
}

/* Copies the edit into its entry and gives its values to their fields. */
static void take_in(struct session *s, struct entry *entry, const struct edit *edit)
{
    struct record *record = session_touch_record(s, keep(s, edit->kind), edit->id);
    struct edit *copy = &entry->edit;
    copy->at_ms = edit->at_ms;
    copy->by = keep(s, edit->by);
    copy->kind = record->kind;
    copy->id = record->id;
    take_in_changes(s, entry, edit);
    if (edit->more_count) {
        copy->more = copy_changes(s, edit->more, edit->more_count);
        copy->more_count = edit->more_count;
    }
    copy->over = copy_keys(s, edit->over, edit->over_count);
    copy->over_count = edit->over_count;
    copy->again = copy_keys(s, edit->again, edit->again_count);
    copy->again_count = edit->again_count;
    copy->redacted = edit->redacted;
    give_values(s, entry);
    s->edit_count++;
    s->arrival_count++;
    session_tell_arrival(s, entry);
}

static void remember(struct session *s, struct waiting **list, struct entry *by)
{
    struct waiting *waiting = arena_get(&s->arena, sizeof *waiting);
    *waiting = (struct waiting){.by = by, .next = *list};
    *list = waiting;
}

static void cover_what_it_saw(struct session *s, struct entry *entry)
{
    for (size_t i = 0; i < entry->edit.over_count; i++) {
        struct entry *old = session_touch_entry(s, entry->edit.over[i]);
        if (!entry_is_here(old) || s->saw_kept) {
            remember(s, &entry_touch_more(s, old)->waiting, entry);
        }
        for (; old; old = entry_twin(old)) {
            cover(entry, old);
        }
    }
}

/* Those who named the key before it came, or, for a twin, at any time. */
static void cover_by_those_who_saw(const struct session *s, struct entry *first,
                                   struct entry *entry)
{
    for (struct waiting *w = entry_more(first)->waiting; w; w = w->next) {
        cover(w->by, entry);
    }
    if (first->more && !s->saw_kept) {
        first->more->waiting = NULL;
    }
}

/* Where keys clash, twins may come at any time: from now on it is kept who named a key. */
static void keep_who_saw(struct session *s)
{
    size_t count = s->saw_kept ? 0 : s->entries.count;
    s->saw_kept = true;
    for (size_t i = 0; i < count; i++) {
        struct entry *by = s->entries.items[i];
        for (size_t k = 0; entry_is_here(by) && k < by->edit.over_count; k++) {
            struct entry *old = session_entry(s, by->edit.over[k]);
            if (entry_is_here(old)) {
                remember(s, &entry_touch_more(s, old)->waiting, by);
            }
        }
    }
}

/* Who is to be told if the words that the edit gives again are redacted, and whether
 * some are already. A template is not anybody's words. */
static bool gives_redacted_again(struct session *s, struct entry *first,
                                 const struct entry *entry)
{
    bool redacted = false;
    if (strcmp(entry->edit.kind, "template") == 0) {
        return false;
    }
    for (size_t i = 0; i < entry->edit.again_count; i++) {
        struct entry *source = session_touch_entry(s, entry->edit.again[i]);
        remember(s, &entry_touch_more(s, source)->copies, first);
        redacted = redacted || entry_more(source)->redacted;
    }
    return redacted;
}

/* What an edit is to those of its key that are there. */
static enum applied news_to(const struct entry *first, const struct edit *edit)
{
    if (!entry_is_here(first)) {
        return APPLIED;
    }
    bool twins = entry_twin(first) != NULL;
    uint16_t redacted = twins ? (uint16_t)edit_hash_redacted(edit) : 0;
    uint32_t whole = twins ? (uint32_t)edit_hash(edit) : 0;
    for (const struct entry *e = first; e; e = entry_twin(e)) {
        if (twins && entry_more(e)->hash_redacted !=
                         redacted) { /* of nearly all: before all else */
            continue;
        }
        bool words = !e->edit.redacted && !edit->redacted;
        if (twins && words && entry_more(e)->hash != whole) {
            continue;
        }
        if (edit_same_redacted(&e->edit, edit)) {
            if (e->edit.redacted || edit_same(&e->edit, edit)) {
                return APPLIED_KNOWN;
            }
            if (edit->redacted) {
                return APPLIED;
            }
        }
    }
    return APPLIED_CLASH;
}

static void sign_twin(struct session *s, struct entry *twin)
{
    struct entry_more *more = entry_touch_more(s, twin);
    more->hash_redacted = (uint16_t)edit_hash_redacted(&twin->edit);
    more->hash = (uint32_t)edit_hash(&twin->edit);
}

static struct entry *add_twin(struct session *s, struct entry *first)
{
    struct entry *twin = arena_get(&s->arena, sizeof *twin);
    if (!entry_twin(first)) {
        sign_twin(s, first);
    }
    keep_who_saw(s);
    twin->edit.key = first->edit.key;
    entry_touch_more(s, twin)->twin = first->more->twin;
    first->more->twin = twin;
    s->clash_count++;
    return twin;
}

static void let_in(struct session *s, struct entry *first, const struct edit *edit,
                   bool clash)
{
    struct entry *entry = clash ? add_twin(s, first) : first;
    take_in(s, entry, edit);
    if (clash) {
        sign_twin(s, entry);
    }
    cover_what_it_saw(s, entry);
    cover_by_those_who_saw(s, first, entry);
    struct record *record = entry_record(entry);
    if (record->kind == s->template) {
        templates_forget(s->templates, record);
    }
    tree_refresh(record);
    if (gives_redacted_again(s, first, entry) || entry_more(first)->redacted) {
        session_redact(s, first);
    }
}

bool session_apply(struct session *s, const struct edit *edit, enum applied *what,
                   struct err *err)
{
    if (!edit_is_well_formed(edit, err)) {
        return false;
    }
    struct edit_key key = {keep(s, edit->key.actor), edit->key.number};
    struct entry *first = session_touch_entry(s, key);
    enum applied news = news_to(first, edit);
    if (news == APPLIED_CLASH || (news == APPLIED && !entry_is_here(first))) {
        let_in(s, first, edit, news == APPLIED_CLASH);
    }
    if (news != APPLIED_KNOWN && edit->redacted) {
        session_redact(s, first);
    }
    circles_settle(s);
    if (what) {
        *what = news;
    }
    return true;
}

bool session_foresee(const struct session *s, const struct edit *edit, enum applied *what,
                     struct err *err)
{
    if (!edit_is_well_formed(edit, err)) {
        return false;
    }
    const char *actor = names_find(&s->names, edit->key.actor);
    const struct entry *first =
        actor ? session_entry(s, (struct edit_key){actor, edit->key.number}) : NULL;
    *what = first ? news_to(first, edit) : APPLIED;
    return true;
}

void session_add_all(struct session *s, const struct session *from)
{
    session_begin_many(s);
    for (size_t i = 0; i < from->entries.count; i++) {
        for (struct entry *e = from->entries.items[i]; e; e = entry_twin(e)) {
            if (entry_is_here(e)) {
                bool ok = session_apply(s, &e->edit, NULL, NULL);
                assert(ok && "what one session took in, another takes in");
                (void)ok;
            }
        }
    }
    session_end_many(s);
}

bool session_ever_set(const struct session *s, const char *field)
{
    return names_find(&s->names, field);
}

bool session_ever_set_like(const struct session *s, const char *start)
{
    return names_any_begins(&s->names, start);
}

bool session_ever_voted(const struct session *s)
{
    return s->voted;
}

size_t session_edit_count(const struct session *s)
{
    return s->edit_count;
}

const struct edit *session_next_edit(const struct session *s, size_t *at)
{
    while (*at < s->entries.count) {
        const struct entry *entry = s->entries.items[(*at)++];
        if (entry_is_here(entry)) {
            return &entry->edit;
        }
    }
    return NULL;
}

size_t session_clash_count(const struct session *s)
{
    return s->clash_count;
}

const struct edit **session_edits(const struct session *s, size_t *count)
{
    const struct edit **edits = memory_get(s->edit_count * sizeof(*edits));
    *count = 0;
    for (size_t i = 0; i < s->entries.count; i++) {
        for (const struct entry *e = s->entries.items[i]; e; e = entry_twin(e)) {
            if (entry_is_here(e)) {
                edits[(*count)++] = &e->edit;
            }
        }
    }
    assert(*count == s->edit_count);
    runs_sort((const void **)edits, *count, edit_order);
    return edits;
}

const struct edit *session_edit(const struct session *s, struct edit_key key)
{
    const char *actor = names_find(&s->names, key.actor);
    struct entry *entry =
        actor ? session_entry(s, (struct edit_key){actor, key.number}) : NULL;
    return entry && entry_is_here(entry) ? &entry->edit : NULL;
}

bool session_add_template(struct session *s, const struct template *form, struct err *err)
{
    char actor[BASE32_SIZE_BYTES];
    template_actor(form->id, form->json, actor);
    struct change set = {"form", VALUE_OF_JSON(form->json)};
    struct edit edit = {.key = {actor, 0},
                        .kind = "template",
                        .id = form->id,
                        .set = &set,
                        .set_count = 1};
    return session_apply(s, &edit, NULL, err);
}

bool session_take_template(struct session *s, struct template *form, struct err *err)
{
    if (!session_add_template(s, form, err)) {
        template_free(form);
        return false;
    }
    const struct record *record = session_record(s, "template", form->id);
    if (strcmp(template_text(record), form->json) == 0) {
        templates_keep(s->templates, record, form);
    } else {
        template_free(form);
    }
    return true;
}
