#include "model/template_reader.h"

#include "base/arena.h"

#include <string.h>

/* What is wrong is that, which was said. */
static bool points_at(struct reader *r, const struct json *at)
{
    if (r->where) {
        *r->where = at;
    }
    return false;
}

bool reader_fault(struct reader *r, const struct json *at, const char *message)
{
    err_set(r->err, "%s", message);
    return points_at(r, at);
}

const char *reader_text(struct reader *r, const struct json *object, const char *name,
                        const char *otherwise)
{
    const char *text = json_member_text(object, name);
    return arena_copy_text(r->arena, text ? text : otherwise);
}

/* Counts the items of a list member; false if it is there, and no list. */
static bool count_items(struct reader *r, const struct json *object, const char *name,
                        size_t *count)
{
    const struct json *list = json_member(object, name);
    if (list && json_kind(list) != JSON_ARRAY) {
        err_set(r->err, "\"%s\" of a template must be a list", name);
        return points_at(r, list);
    }
    for (const struct json *item = json_first(list); item; item = json_next(item)) {
        ++*count;
    }
    return true;
}

void *reader_items(struct reader *r, const struct json *object, const char *name,
                   size_t size_bytes)
{
    size_t count = 0;
    return count_items(r, object, name, &count)
               ? arena_get(r->arena, (count + 1) * size_bytes)
               : NULL;
}

void *reader_items_of_parts(struct reader *r, const char *name, size_t size_bytes)
{
    size_t count = 0;
    for (size_t i = 0; i < r->part_count; i++) {
        if (!count_items(r, r->parts[i], name, &count)) {
            return NULL;
        }
    }
    return arena_get(r->arena, (count + 1) * size_bytes);
}

bool reader_need_id(struct reader *r, const struct json *object, const char *what)
{
    const char *id = json_member_text(object, "id");
    if (id && *id) {
        return true;
    }
    err_set(r->err, "%s of a template needs an \"id\"", what);
    return points_at(r, object);
}

bool reader_lacks(struct reader *r, const struct json *at, const char *what)
{
    const char *id = json_text(at);
    err_set(r->err, "%s \"%s\", which the template lacks", what, id ? id : "");
    return points_at(r, at);
}

bool reader_each(struct reader *r, const struct json *object, const char *name,
                 const char *what,
                 bool (*read)(struct reader *r, const struct json *item, void *of),
                 void *of)
{
    for (const struct json *item = json_first(json_member(object, name)); item;
         item = json_next(item)) {
        if ((what && !reader_need_id(r, item, what)) || !read(r, item, of)) {
            return false;
        }
    }
    return true;
}

bool reader_each_of_parts(struct reader *r, const char *name, const char *what,
                          bool (*read)(struct reader *r, const struct json *item,
                                       void *of),
                          void *of)
{
    bool ok = true;
    for (size_t i = 0; i < r->part_count && ok; i++) {
        const char *id = i ? json_member_text(r->parts[i], "id") : NULL;
        r->joining = i > 0;
        r->again = id && strcmp(id, r->form->id) == 0;
        ok = reader_each(r, r->parts[i], name, what, read, of);
    }
    return ok;
}
