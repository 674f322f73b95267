/* Which drafts go with words that are forgotten. */

#include "model/forget.h"

#include "base/fold.h"
#include "base/memory.h"
#include "model/fields.h"

#include <stdlib.h>
#include <string.h>

/* Whether a text is the words or what they begin with, as lists show both. */
static bool begins(const char *text, const char *words, bool all)
{
    struct str one = STR_EMPTY, other = STR_EMPTY;
    fold_add_line(text, "", &one);
    fold_add_line(words, "", &other);
    bool is =
        one.len_bytes && (all ? strcmp(one.bytes, str_text(&other)) == 0
                              : strncmp(one.bytes, str_text(&other), one.len_bytes) == 0);
    str_finish(&one);
    str_finish(&other);
    return is;
}

bool forget_same_words(const char *text, const char *words)
{
    return begins(text, words, true);
}

/* What is asked for, and the wordings that it may be of. */
struct sought {
    const struct forget *what;
    const struct field *wordings; /* of the record; NULL if it has none */
};

/* Whether what a box, or a line of a form, held belongs to what is sought. */
static bool is_of(const struct sought *sought, const char *text)
{
    if (sought->what->field) {
        return sought->what->words && forget_same_words(text, sought->what->words);
    }
    const struct version *v = sought->wordings ? sought->wordings->versions : NULL;
    while (v && !begins(text, value_words(version_value(v)), false)) {
        v = v->next;
    }
    return v != NULL;
}

/* The same of one of several lines, "question: How is"; of a promise no line begins the words
 * of an entry. */
static bool is_line_of(const struct sought *sought, const char *field, const char *draft)
{
    bool form = strncmp(field, FORM_DRAFT, strlen(FORM_DRAFT)) == 0 &&
                strncmp(field, PROMISE_DRAFT, strlen(PROMISE_DRAFT)) != 0;
    struct str line = STR_EMPTY;
    bool is = false;
    while (form && *draft && !is) {
        size_t len = strcspn(draft, "\n");
        str_clear(&line);
        str_add_bytes(&line, draft, len);
        const char *words = strstr(str_text(&line), ": ");
        is = words && is_of(sought, words + 2);
        draft += len + (draft[len] == '\n');
    }
    str_finish(&line);
    return is;
}

static int in_order(const void *left, const void *right)
{
    const struct version *const *a = left, *const *b = right;
    return edit_compare((*a)->edit, (*b)->edit);
}

/* All that a field ever held, the first first: an array to free(). */
static const struct version **held(const struct field *field, size_t *count)
{
    const struct version **versions = field_versions(field, count);
    ARRAY_SORT(versions, *count, in_order);
    return versions;
}

/* What is redacted may have been words: no draft ends there. */
static bool is_empty(const struct version *v)
{
    return !v->edit->redacted && !*value_words(version_value(v));
}

bool forget_takes_draft(const struct session *s, const struct forget *what,
                        const struct edit *edit, const struct change *change)
{
    const struct record *of = session_record(s, edit->kind, edit->id);
    const struct field *field = of ? record_field(of, change->field) : NULL;
    const char *kind = record_kind(what->record);
    const struct record *named = session_record(s, kind, record_id(what->record));
    const struct sought sought = {
        what, named ? record_field(named, forget_words_field(kind)) : NULL};
    if (!field || !field_is(edit->kind, change->field, FIELD_DRAFT)) {
        return false;
    }
    size_t count, at = 0;
    const struct version **versions = held(field, &count);
    bool is = false;
    while (at < count && versions[at]->edit != edit) {
        at++;
    }
    while (at > 0 && !is_empty(versions[at - 1])) {
        at--;
    }
    for (; at < count && !is && !is_empty(versions[at]); at++) {
        const char *text = value_words(version_value(versions[at]));
        is = is_of(&sought, text) || is_line_of(&sought, change->field, text);
    }
    free(versions);
    return is;
}
