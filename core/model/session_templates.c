/* The templates that stand in a session: each an edit that its JSON alone determines,
 * read once and kept until its record changes. */

#include "model/session_inside.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_RETIRED = 8 };

struct joined;

struct template_cache {
    struct lookup read;       /* of struct cached_template, by record */
    struct template **looked; /* forms that were asked for, and are not in the session */
    size_t looked_count, looked_room;
    struct lookup joined; /* of struct joined, by base; until a template changes */
    struct joined *retired[MOST_RETIRED]; /* before that, in a ring: who acts on a form */
    size_t retired_count;                 /* may hold texts of it while it is kept */
    bool forms_known; /* whether it was looked since which forms there are: */
    const struct template **forms; /* borrowed of the others, in the catalogue's order */
    size_t form_count;
};

/* A template with the forms of its catalogue that are in the session. */
struct joined {
    const struct template *base;
    struct template *form; /* NULL: there are none */
    uint64_t texts;        /* a hash of all that it is made of */
};

struct cached_template {
    const struct record *record;
    struct template *form; /* NULL: its record holds no template */
    bool forgotten;        /* to be read anew */
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

/* A template came or went: what was joined of them is another now, or the same again. */
static void forget_joined(struct template_cache *cache)
{
    for (size_t i = 0; i < cache->joined.count; i++) {
        struct joined **oldest = &cache->retired[cache->retired_count++ % MOST_RETIRED];
        free_joined(*oldest);
        *oldest = cache->joined.items[i];
    }
    lookup_finish(&cache->joined);
    free(cache->forms);
    cache->joined = (struct lookup){0};
    cache->forms = NULL;
    cache->form_count = 0;
    cache->forms_known = false;
}

struct template_cache *templates_new(void)
{
    return memory_get(sizeof(struct template_cache));
}

void templates_free(struct template_cache *cache)
{
    forget_joined(cache);
    for (size_t i = 0; i < MOST_RETIRED; i++) {
        free_joined(cache->retired[i]);
    }
    for (size_t i = 0; i < cache->looked_count; i++) {
        template_free(cache->looked[i]);
    }
    free(cache->looked);
    for (size_t i = 0; i < cache->read.count; i++) {
        struct cached_template *cached = cache->read.items[i];
        template_free(cached->form);
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
    template_free(cached->form);
    cached->form = form;
    cached->forgotten = false;
}

void templates_forget(struct template_cache *cache, const struct record *record)
{
    templates_keep(cache, record, NULL);
    find_cached(cache, record)->forgotten = true;
}

/* The template in a record of the file, read once. */
static const struct template *template_of(const struct session *s,
                                          const struct record *record)
{
    struct cached_template *cached = touch_cached(s->templates, record);
    if (cached->forgotten) {
        struct value form = record_value(record, "form");
        cached->form = form.kind == VALUE_JSON
                           ? template_read_text(record->id, form.text, NULL)
                           : NULL;
        cached->forgotten = false;
    }
    return cached->form;
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
        if (!session_has_form(s, form->id)) {
            ARRAY_ADD(cache->forms, cache->form_count, room, form);
        }
    }
    ARRAY_SORT(cache->forms, cache->form_count, form_order);
    cache->forms_known = true;
}

/* What was joined of the same texts before, such as when a form that was looked at is kept. */
static struct joined *take_retired(struct template_cache *cache, uint64_t texts)
{
    for (size_t i = 0; i < MOST_RETIRED; i++) {
        struct joined *joined = cache->retired[i];
        if (joined && joined->texts == texts) {
            cache->retired[i] = NULL;
            return joined;
        }
    }
    return NULL;
}

static struct joined *join_forms(struct template_cache *cache,
                                 const struct template *base)
{
    const struct template *named = *base->forms ? base : template_builtin_of(base->id);
    const char **texts = memory_get((cache->form_count + 1) * sizeof(*texts));
    size_t count = 0;
    uint64_t hash = hash_add_text(HASH_START, base->json);
    texts[count++] = base->json;
    for (size_t i = 0; named && i < cache->form_count; i++) {
        if (strcmp(cache->forms[i]->form_of, named->forms) == 0) {
            texts[count++] = cache->forms[i]->json;
            hash = hash_add_text(hash, texts[count - 1]);
        }
    }
    struct joined *joined = take_retired(cache, hash_end(hash));
    if (!joined) {
        joined = memory_get(sizeof *joined);
        joined->form = count > 1 ? template_join(texts, count) : NULL;
        joined->texts = hash_end(hash);
    }
    joined->base = base;
    free(texts);
    return joined;
}

/* The template with whatever of its forms are in the session. */
static const struct template *with_forms(const struct session *s,
                                         const struct template *base)
{
    struct template_cache *cache = s->templates;
    know_forms(s);
    if (!cache->form_count) {
        return base;
    }
    struct joined *joined =
        lookup_find(&cache->joined, hash_end((uintptr_t)base), is_of_base, base);
    if (!joined) {
        joined = join_forms(cache, base);
        lookup_add(&cache->joined, joined, hash_of_joined);
    }
    return joined->form ? joined->form : base;
}

const struct template *table_template(const struct session *s, const struct record *table)
{
    const char *id = record_text(table, "template");
    const struct record *record = id ? session_record(s, "template", id) : NULL;
    const struct template *form = record ? template_of(s, record) : NULL;
    if (!form && id) {
        form = template_builtin_of(id);
    }
    return with_forms(s, form ? form : template_builtin(0));
}

bool is_language(const char *text)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
    size_t len_bytes = strspn(text, letters);
    return len_bytes > 0 && len_bytes <= 35 && !text[len_bytes];
}

const char *table_language(const struct session *s, const struct record *table)
{
    const char *chosen = record_words(table, "language");
    const char *usual = table_template(s, table)->language;
    return is_language(chosen) ? chosen : is_language(usual) ? usual : "en";
}

bool session_has_form(const struct session *s, const char *id)
{
    const struct record *record = session_record(s, "template", id);
    return record && template_of(s, record);
}

void session_look_at_form(struct session *s, const struct template *catalogue,
                          const struct grid *grid)
{
    struct template_cache *cache = s->templates;
    struct template *form = template_of_form(catalogue, grid);
    bool known = session_has_form(s, form->id);
    for (size_t i = 0; i < cache->looked_count && !known; i++) {
        known = strcmp(cache->looked[i]->id, form->id) == 0;
    }
    if (known) {
        template_free(form);
        return;
    }
    ARRAY_ADD(cache->looked, cache->looked_count, cache->looked_room, form);
    forget_joined(cache);
}

bool session_keep_form(struct session *s, const char *grid, struct err *err)
{
    const struct template_cache *cache = s->templates;
    for (size_t i = 0; i < cache->looked_count; i++) {
        const struct template *form = cache->looked[i];
        if (template_grid(form, grid) && !session_has_form(s, form->id)) {
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

bool session_has_template(const struct session *s, const char *json)
{
    for (size_t i = 0; i < s->templates->read.count; i++) {
        const struct cached_template *cached = s->templates->read.items[i];
        const struct template *form = cached->form;
        if (form && strcmp(form->json, json) == 0) {
            return true;
        }
    }
    return false;
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
