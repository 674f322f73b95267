/* The templates that stand in a session: each an edit that its JSON alone determines,
 * read once and kept until its record changes. */

#include "model/session_inside.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

/* What was joined is kept while templates change so often. */
enum { MOST_CHANGES = 8 };

struct joined;

struct template_cache {
    struct lookup read;       /* of struct cached_template, by record */
    struct template **looked; /* forms that were asked for, and are not in the session */
    size_t looked_count, looked_room;
    struct lookup joined;   /* of struct joined, by base; until a template changes */
    size_t changes;         /* how often one did while something was joined */
    struct joined *retired; /* of before, the latest first: who acts on a form */
                            /* may hold texts of it while it is kept */
    bool forms_known;       /* whether it was looked since which forms there are: */
    const struct template **forms; /* borrowed of the others, in the catalogue's order */
    size_t form_count;
    struct
    { /* the table that was asked about last, and its template, after so many changes */
        const struct record *table;
        const struct template *form;
        size_t changes;
    } last;
};

/* A template with the forms of its catalogue that are in the session, and with what other
 * wordings of it say of marks. */
struct joined {
    const struct template *base;
    struct template *form; /* NULL: there are none */
    uint64_t texts;        /* a hash of all that it is made of */
    struct joined *next;   /* of those retired, */
    size_t retired;        /* at which change */
};

struct cached_template {
    const struct record *record;
    const struct template *form; /* NULL: its record holds no template */
    struct template *own;        /* the same, unless it is the one that is compiled in */
    bool forgotten;              /* to be read anew */
    bool several; /* its record has several wordings; known when it was read */
};

static uint64_t hash_of_cached(const void *item)
{
    const struct cached_template *cached = item;
    return hash_end((uintptr_t)cached->record);
}

static bool is_of_record(const void *item, const void *record)
{
    const struct cached_template *cached = item;
    return cached->record == record;
}

static struct cached_template *find_cached(const struct template_cache *cache,
                                           const struct record *record)
{
    return lookup_find(&cache->read, hash_end((uintptr_t)record), is_of_record, record);
}

static uint64_t hash_of_joined(const void *item)
{
    const struct joined *joined = item;
    return hash_end((uintptr_t)joined->base);
}

static bool is_of_base(const void *item, const void *base)
{
    const struct joined *joined = item;
    return joined->base == base;
}

static void free_joined(struct joined *joined)
{
    if (joined) {
        template_free(joined->form);
        free(joined);
    }
}

/* Those that retired before that change. */
static void free_retired(struct template_cache *cache, size_t before)
{
    struct joined **at = &cache->retired;
    while (*at && (*at)->retired >= before) {
        at = &(*at)->next;
    }
    while (*at) {
        struct joined *old = *at;
        *at = old->next;
        free_joined(old);
    }
}

void templates_forget_last(struct template_cache *cache)
{
    cache->last.table = NULL;
}

/* A template came or went: what was joined of them is another now, or the same again. */
static void forget_joined(struct template_cache *cache)
{
    templates_forget_last(cache);
    cache->changes += cache->joined.count > 0;
    for (size_t i = 0; i < cache->joined.count; i++) {
        struct joined *joined = cache->joined.items[i];
        joined->retired = cache->changes;
        joined->next = cache->retired;
        cache->retired = joined;
    }
    free_retired(cache,
                 cache->changes > MOST_CHANGES ? cache->changes - MOST_CHANGES : 0);
    lookup_finish(&cache->joined);
    free(cache->forms);
    cache->joined = (struct lookup){0};
    cache->forms = NULL;
    cache->form_count = 0;
    cache->forms_known = false;
}

static const char *text_of(struct value form)
{
    return form.kind == VALUE_JSON ? form.text : NULL;
}

/* Of several wordings of a template the one that is shown, and head_next() of it; NULL: there are
 * not several. */
static const struct version *first_of_several(const struct record *record)
{
    const struct field *field = record_field(record, "form");
    const struct version *shown = field ? field_shown(field) : NULL;
    return shown && head_next(shown) ? shown : NULL;
}

const char *template_text(const struct record *record)
{
    const struct version *head = first_of_several(record);
    const struct template *ours = head ? template_builtin_of(record->id) : NULL;
    for (; ours && head; head = head_next(head)) {
        const char *text = text_of(version_value(head));
        if (text && strcmp(text, ours->json) == 0) {
            return text;
        }
    }
    return text_of(record_value(record, "form"));
}

struct template_cache *templates_new(void)
{
    return memory_get(sizeof(struct template_cache));
}

void templates_free(struct template_cache *cache)
{
    forget_joined(cache);
    free_retired(cache, SIZE_MAX);
    for (size_t i = 0; i < cache->looked_count; i++) {
        template_free(cache->looked[i]);
    }
    free(cache->looked);
    for (size_t i = 0; i < cache->read.count; i++) {
        struct cached_template *cached = cache->read.items[i];
        template_free(cached->own);
        free(cached);
    }
    lookup_finish(&cache->read);
    free(cache);
}

static struct cached_template *touch_cached(struct template_cache *cache,
                                            const struct record *record)
{
    struct cached_template *cached = find_cached(cache, record);
    if (!cached) {
        cached = memory_get(sizeof *cached);
        *cached = (struct cached_template){.record = record, .forgotten = true};
        lookup_add(&cache->read, cached, hash_of_cached);
    }
    return cached;
}

void templates_keep(struct template_cache *cache, const struct record *record,
                    struct template *form)
{
    struct cached_template *cached = touch_cached(cache, record);
    forget_joined(cache);
    template_free(cached->own);
    cached->form = cached->own = form;
    cached->several = first_of_several(record) != NULL;
    cached->forgotten = false;
}

void templates_forget(struct template_cache *cache, const struct record *record)
{
    templates_keep(cache, record, NULL);
    find_cached(cache, record)->forgotten = true;
}

/* What a record of the file holds, read once. */
static const struct cached_template *read_cached(const struct session *s,
                                                 const struct record *record)
{
    struct cached_template *cached = touch_cached(s->templates, record);
    if (cached->forgotten) {
        const char *text = template_text(record);
        const struct template *ours = text ? template_builtin_known(text) : NULL;
        cached->own = text && !ours ? template_read_text(record->id, text, NULL) : NULL;
        cached->form = ours ? ours : cached->own;
        cached->several = first_of_several(record) != NULL;
        cached->forgotten = false;
    }
    return cached;
}

static const struct template *template_of(const struct session *s,
                                          const struct record *record)
{
    return read_cached(s, record)->form;
}

static int form_order(const void *left, const void *right)
{
    const struct template *const *a = left, *const *b = right;
    int order = strcmp((*a)->form_of, (*b)->form_of);
    order = order ? order : ((*a)->rank > (*b)->rank) - ((*a)->rank < (*b)->rank);
    return order ? order : strcmp((*a)->id, (*b)->id);
}

/* The forms that are in the session, or were asked for. Forms are named "CATALOGUE.GRID". */
static void know_forms(const struct session *s)
{
    struct template_cache *cache = s->templates;
    size_t room = 0;
    for (size_t i = 0; i < cache->read.count && !cache->forms_known; i++) {
        const struct cached_template *cached = cache->read.items[i];
        const struct template *form =
            strchr(cached->record->id, '.') ? template_of(s, cached->record) : NULL;
        if (form && *form->form_of) {
            ARRAY_ADD(cache->forms, cache->form_count, room, form);
        }
    }
    for (size_t i = 0; i < cache->looked_count && !cache->forms_known; i++) {
        const struct template *form = cache->looked[i];
        if (!session_template(s, form->id)) {
            ARRAY_ADD(cache->forms, cache->form_count, room, form);
        }
    }
    ARRAY_SORT(cache->forms, cache->form_count, form_order);
    cache->forms_known = true;
}

/* What was joined of the same texts before, such as when a form that was looked at is kept. */
static struct joined *take_retired(struct template_cache *cache, uint64_t texts)
{
    struct joined **at = &cache->retired;
    while (*at && (*at)->texts != texts) {
        at = &(*at)->next;
    }
    struct joined *joined = *at;
    if (joined) {
        *at = joined->next;
    }
    return joined;
}

/* What is joined. */
struct texts {
    const char **items;
    size_t count, room;
    uint64_t hash;
};

static void add_text(struct texts *texts, const char *text)
{
    ARRAY_ADD(texts->items, texts->count, texts->room, text);
    texts->hash = hash_add_text(texts->hash, text);
}

/* The other wordings of a template, where it has several; what cannot be read says nothing. */
static void add_others(struct texts *texts, const struct template *base,
                       const struct record *record)
{
    const struct version *head = record ? first_of_several(record) : NULL;
    for (; head; head = head_next(head)) {
        const char *text = text_of(version_value(head));
        bool other = text && strcmp(text, base->json) != 0;
        struct template *form = other ? template_read_text(base->id, text, NULL) : NULL;
        if (form) {
            add_text(texts, text);
        }
        template_free(form);
    }
}

static struct joined *join_forms(struct template_cache *cache,
                                 const struct template *base, const struct record *record)
{
    const struct template *named = *base->forms ? base : template_builtin_of(base->id);
    struct texts texts = {.hash = HASH_START};
    add_text(&texts, base->json);
    add_others(&texts, base, record);
    for (size_t i = 0; named && i < cache->form_count; i++) {
        if (strcmp(cache->forms[i]->form_of, named->forms) == 0) {
            add_text(&texts, cache->forms[i]->json);
        }
    }
    struct joined *joined = take_retired(cache, hash_end(texts.hash));
    if (!joined) {
        joined = memory_get(sizeof *joined);
        joined->form = texts.count > 1 ? template_join(texts.items, texts.count) : NULL;
        joined->texts = hash_end(texts.hash);
    }
    joined->base = base;
    free(texts.items);
    return joined;
}

/* The template with whatever of its forms are in the session, and with what a record that has
 * several wordings of it says besides; NULL: none does. */
static const struct template *with_forms(const struct session *s,
                                         const struct template *base,
                                         const struct record *record)
{
    struct template_cache *cache = s->templates;
    know_forms(s);
    if (!cache->form_count && !record) {
        return base;
    }
    struct joined *joined =
        lookup_find(&cache->joined, hash_end((uintptr_t)base), is_of_base, base);
    if (!joined) {
        joined = join_forms(cache, base, record);
        lookup_add(&cache->joined, joined, hash_of_joined);
    }
    return joined->form ? joined->form : base;
}

static const struct template *find_template(const struct session *s,
                                            const struct record *table)
{
    const char *id = record_text(table, "template");
    const struct record *record = id ? session_record(s, "template", id) : NULL;
    const struct cached_template *cached = record ? read_cached(s, record) : NULL;
    const struct template *form = cached ? cached->form : NULL;
    bool several = form && cached->several;
    if (!form && id) {
        form = template_builtin_of(id);
    }
    return with_forms(s, form ? form : template_builtin(0), several ? record : NULL);
}

const struct template *table_template(const struct session *s, const struct record *table)
{
    struct template_cache *cache = s->templates;
    if (!table || cache->last.table != table || cache->last.changes != s->change_count) {
        cache->last.form = find_template(s, table);
        cache->last.table = table;
        cache->last.changes = s->change_count;
    }
    return cache->last.form;
}

bool is_language(const char *text)
{
    enum { MOST_BYTES = 35, MOST_OF_PART = 8 };
    static const char signs[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    size_t part_bytes = strspn(text, signs);
    bool ok = strcspn(text, "0123456789") >= part_bytes && strlen(text) <= MOST_BYTES &&
              (part_bytes == 2 || part_bytes == 3 ||
               ((*text == 'x' || *text == 'X') && text[1] == '-')); /* of one's own */
    while (ok && text[part_bytes] == '-') {
        text += part_bytes + 1;
        part_bytes = strspn(text, signs);
        ok = part_bytes >= 1 && part_bytes <= MOST_OF_PART;
    }
    return ok && !text[part_bytes];
}

const char *table_language(const struct session *s, const struct record *table)
{
    const char *chosen = record_words(table, "language");
    const char *usual = table_template(s, table)->language;
    return is_language(chosen) ? chosen : is_language(usual) ? usual : "en";
}

const struct template *session_template(const struct session *s, const char *id)
{
    const struct record *record = session_record(s, "template", id);
    return record ? template_of(s, record) : NULL;
}

void session_look_at_form(struct session *s, const struct template *catalogue,
                          const struct grid *grid)
{
    struct template_cache *cache = s->templates;
    struct str id = STR_EMPTY;
    template_name_form(catalogue, grid, &id);
    bool known = session_template(s, id.bytes) != NULL;
    for (size_t i = 0; i < cache->looked_count && !known; i++) {
        known = strcmp(cache->looked[i]->id, id.bytes) == 0;
    }
    if (!known) {
        struct template *form = template_of_form(catalogue, grid);
        ARRAY_ADD(cache->looked, cache->looked_count, cache->looked_room, form);
        forget_joined(cache);
    }
    str_finish(&id);
}

bool session_keep_form(struct session *s, const char *grid, struct err *err)
{
    const struct template_cache *cache = s->templates;
    for (size_t i = 0; i < cache->looked_count; i++) {
        const struct template *form = cache->looked[i];
        if (template_grid(form, grid) && !session_template(s, form->id)) {
            return session_add_template(s, form, err);
        }
    }
    return true;
}

bool session_copy_form(struct session *s, const struct session *from, const char *grid,
                       struct err *err)
{
    const struct template_cache *cache = from->templates;
    bool ok = true;
    for (size_t i = 0; i < cache->read.count && ok; i++) {
        const struct template *form = template_of(
            from, ((const struct cached_template *)cache->read.items[i])->record);
        if (form && *form->form_of && template_grid(form, grid)) {
            ok = session_add_template(s, form, err);
        }
    }
    return ok;
}

void template_actor(const char *id, const char *json, char actor[BASE32_SIZE_BYTES])
{
    base32_write(hash_end(hash_add_text(hash_add_text(HASH_START, id), json)), actor);
}

const struct template *session_template_of(const struct session *s, const char *json)
{
    for (size_t i = 0; i < s->templates->read.count; i++) {
        const struct cached_template *cached = s->templates->read.items[i];
        const struct template *form = cached->form;
        if (form && strcmp(form->json, json) == 0) {
            return form;
        }
    }
    return NULL;
}

bool edit_is_template(const struct edit *edit)
{
    if (strcmp(edit->kind, "template") != 0 || edit->key.number != 0 ||
        edit->at_ms != 0 || edit->by || edit->set_count != 1 || edit->over_count ||
        edit->again_count || edit->more_count ||
        strcmp(edit->set[0].field, "form") != 0 ||
        edit->set[0].value.kind != VALUE_JSON) {
        return false;
    }
    char actor[BASE32_SIZE_BYTES];
    template_actor(edit->id, edit->set[0].value.text, actor);
    return strcmp(edit->key.actor, actor) == 0;
}
