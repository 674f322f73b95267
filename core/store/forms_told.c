/* How the templates of a file differ from those of the same id that are known here: what
 * their checksum does not hold for is told, as far as can be known. */

#include "store/check_inside.h"

#include "base/utf8.h"
#include "store/forms.h"

#include <string.h>

enum { MOST_TOLD = 20 };

struct telling {
    struct fault_sink *sink;
    const char *id; /* of the template */
    size_t told;
};

/* The beginning of what stands there. */
static void add_wording(struct str *out, const struct json *json)
{
    enum { MOST_GRAPHEMES = 80 };
    struct str all = STR_EMPTY;
    json_write(json, &all);
    text_add_beginning(out, str_text(&all), MOST_GRAPHEMES);
    str_finish(&all);
}

static void tell(struct telling *t, const struct json *at, const struct json *now,
                 const struct json *known)
{
    struct str words = STR_EMPTY;
    const struct json *named = now ? now : known;
    if (t->told++ >= MOST_TOLD) {
        return;
    }
    if (json_name(named)) {
        str_addf(&words, "\"%s\" ", json_name(named));
    } else {
        str_add(&words, "an item ");
    }
    str_add(&words, now ? "is " : "is missing");
    if (now) {
        add_wording(&words, now);
    }
    str_addf(&words, "; in the template \"%s\" that is known here ", t->id);
    if (known) {
        str_add(&words, "it is ");
        add_wording(&words, known);
    } else {
        str_add(&words, "there is none");
    }
    fault_at(t->sink, at, false, "%s", words.bytes);
    str_finish(&words);
}

static bool is_same(const struct json *a, const struct json *b)
{
    struct str one = STR_EMPTY, other = STR_EMPTY;
    json_write(a, &one);
    json_write(b, &other);
    bool same = strcmp(str_text(&one), str_text(&other)) == 0;
    str_finish(&one);
    str_finish(&other);
    return same;
}

/* Where both hold something, what of that differs. */
static void compare(struct telling *t, const struct json *now, const struct json *known)
{
    bool object = json_kind(now) == JSON_OBJECT, list = json_kind(now) == JSON_ARRAY;
    if (is_same(now, known)) {
        return;
    }
    if (json_kind(now) != json_kind(known) || !(object || list)) {
        tell(t, now, now, known);
        return;
    }
    const struct json *k = json_first(known);
    for (const struct json *n = json_first(now); n; n = json_next(n)) {
        const struct json *other = object ? json_member(known, json_name(n)) : k;
        if (other) {
            compare(t, n, other);
        } else {
            tell(t, n, n, NULL);
        }
        k = k ? json_next(k) : NULL;
    }
    for (k = object ? json_first(known) : k; k; k = json_next(k)) {
        if (!object || !json_member(now, json_name(k))) {
            tell(t, now, NULL, k);
        }
    }
}

static void compare_text(struct telling *t, const struct json *now, const char *known)
{
    struct json_document document = {0};
    struct err unused = ERR_NONE;
    if (json_read(&document, t->id, known, strlen(known), &unused)) {
        compare(t, now, document.root);
    }
    json_finish(&document);
    err_finish(&unused);
}

/* Returns how many differences there are, 1 if nobody can know. */
static size_t look_at(const struct json *now, struct fault_sink *sink)
{
    const char *id = json_member_text(now, "id");
    struct telling t = {.sink = sink, .id = id ? id : ""};
    struct str meant = STR_EMPTY;
    const struct template *builtin = template_builtin_of(t.id);
    struct template *installed = builtin ? NULL : form_installed(t.id, &meant);
    const struct template *known = builtin ? builtin : installed;
    if (known) {
        compare_text(&t, now, known->json);
    } else {
        bool slip = meant.len_bytes > 0;
        fault_at(sink, now, false,
                 "the template \"%s\" is not known here, so that nobody can tell what of "
                 "it is another%s%s%s",
                 t.id, slip ? "; perhaps its \"id\" was \"" : "", str_text(&meant),
                 slip ? "\"" : "");
        t.told = 1;
    }
    if (t.told > MOST_TOLD) {
        fault_at(sink, now, false, "%zu more differences in the template \"%s\"",
                 t.told - MOST_TOLD, t.id);
    }
    template_free(installed);
    str_finish(&meant);
    return t.told;
}

void check_forms_as_known(const struct json *list, const struct json *sum,
                          struct fault_sink *sink)
{
    size_t told = 0;
    if (!sink->faults) {
        return;
    }
    for (const struct json *j = json_first(list); j; j = json_next(j)) {
        told += look_at(j, sink);
    }
    if (!told) {
        fault_at(
            sink, sum, false,
            "they are those that are known here; so it is this checksum, or an older "
            "program wrote them otherwise");
    }
}
