/* The templates that stand in a session: each an edit that its JSON alone determines,
 * read once and kept until its record changes. */

#include "model/session_inside.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

struct template_cache {
    struct lookup read; /* of struct cached_template, by record */
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

struct template_cache *templates_new(void)
{
    return memory_get(sizeof(struct template_cache));
}

void templates_free(struct template_cache *cache)
{
    for (size_t i = 0; i < cache->read.count; i++) {
        struct cached_template *cached = cache->read.items[i];
        template_free(cached->form);
        free(cached);
    }
    lookup_finish(&cache->read);
    free(cache);
}

void templates_forget(struct template_cache *cache, const struct record *record)
{
    struct cached_template *cached = find_cached(cache, record);
    if (cached) {
        template_free(cached->form);
        cached->form = NULL;
        cached->forgotten = true;
    }
}

void templates_keep(struct template_cache *cache, const struct record *record,
                    struct template *form)
{
    struct cached_template *cached = find_cached(cache, record);
    if (!cached) {
        cached = memory_get(sizeof *cached);
        cached->record = record;
        lookup_add(&cache->read, cached, hash_of_cached);
    } else {
        template_free(cached->form);
    }
    cached->form = form;
    cached->forgotten = false;
}

/* The template in a record of the file, read once. */
static const struct template *template_of(const struct session *s,
                                          const struct record *record)
{
    struct template_cache *cache = s->templates;
    const struct cached_template *cached = find_cached(cache, record);
    if (cached && !cached->forgotten) {
        return cached->form;
    }
    struct value form = record_value(record, "form");
    struct template *read =
        form.kind == VALUE_JSON ? template_read_text(record->id, form.text, NULL) : NULL;
    templates_keep(cache, record, read);
    return read;
}

const struct template *table_template(const struct session *s, const struct record *table)
{
    const char *id = record_text(table, "template");
    const struct record *record = id ? session_record(s, "template", id) : NULL;
    const struct template *form = record ? template_of(s, record) : NULL;
    if (!form && id) {
        form = template_builtin_of(id);
    }
    return form ? form : template_builtin(0);
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
