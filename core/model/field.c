/* The versions of a field: which of them stand, and which of those is shown. */

#include "model/session_inside.h"

#include <stdlib.h>

const struct version *field_shown(const struct field *field)
{
    const struct version *first = field ? field->versions : NULL;
    return first && !first->covered ? first : NULL;
}

const struct version *head_next(const struct version *head)
{
    return head->next && !head->next->covered ? head->next : NULL;
}

struct value version_value(const struct version *version)
{
    const struct entry *entry = (const struct entry *)version->edit;
    return entry->edit.set[version - entry->versions].value;
}

/* Which of two heads is shown: one that was not redacted, then the later. */
static bool is_behind(const struct version *a, const struct version *b)
{
    if (a->edit->redacted != b->edit->redacted) {
        return a->edit->redacted;
    }
    return edit_compare(a->edit, b->edit) < 0;
}

/* Takes a version out of its field's list. */
static void unlink_version(struct version *version)
{
    struct version **link = &version->field->versions;
    while (*link != version) {
        link = &(*link)->next;
    }
    *link = version->next;
}

static void link_version(struct version *version, struct version **link)
{
    version->next = *link;
    *link = version;
}

void field_choose(struct field *field)
{
    struct version *best = field->versions;
    for (struct version *v = best; v && !v->covered; v = v->next) {
        best = is_behind(best, v) ? v : best;
    }
    if (best && best != field->versions) {
        unlink_version(best);
        link_version(best, &field->versions);
    }
}

void version_add(struct version *version)
{
    struct version **link = &version->field->versions;
    if (*link && !(*link)->covered && !is_behind(*link, version)) {
        link = &(*link)->next; /* the other is shown still */
    }
    link_version(version, link);
}

void version_cover(struct version *version)
{
    struct field *field = version->field;
    struct version **link = &field->versions;
    if (version->covered) {
        return;
    }
    bool was_shown = *link == version;
    unlink_version(version);
    version->covered = true;
    while (*link && (!(*link)->covered || (*link)->arrival > version->arrival)) {
        link = &(*link)->next;
    }
    link_version(version, link);
    if (was_shown) {
        field_choose(field);
    }
}

void version_take_out(struct version *version)
{
    unlink_version(version);
    field_choose(version->field);
}

const struct version **field_heads(const struct field *field, size_t *count)
{
    const struct version **heads = NULL;
    size_t room = 0;
    *count = 0;
    for (const struct version *v = field_shown(field); v; v = head_next(v)) {
        if (!v->edit->redacted) {
            ARRAY_ADD(heads, *count, room, v);
        }
    }
    return heads;
}

static uint64_t hash_of_value(const void *item)
{
    struct value value = version_value(item);
    return hash_end(hash_add_text(HASH_START + value.kind, value.text ? value.text : ""));
}

static bool is_of_value(const void *item, const void *version)
{
    return value_same(version_value(item), version_value(version));
}

size_t versions_keep_different(const struct version **versions, size_t count)
{
    struct lookup values = {0};
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t hash = hash_of_value(versions[i]);
        if (!lookup_find(&values, hash, is_of_value, versions[i])) {
            lookup_add(&values, (void *)versions[i], hash_of_value);
            versions[kept++] = versions[i];
        }
    }
    lookup_finish(&values);
    return kept;
}

size_t field_wordings(const struct field *field)
{
    const struct version *shown = field_shown(field);
    if (!shown || !head_next(shown)) {
        return shown && !shown->edit->redacted;
    }
    size_t count;
    const struct version **heads = field_heads(field, &count);
    count = versions_keep_different(heads, count);
    free(heads);
    return count;
}
