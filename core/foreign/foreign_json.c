/* What maps in JSON say: Kumu's blueprint and backup, and PRSM's. */

#include "base/json.h"
#include "foreign/foreign_inside.h"

#include <string.h>

static const char *words_of(struct foreign *f, const struct json *object,
                            const char *member)
{
    const struct json *value = json_member(object, member);
    bool number = value && json_kind(value) == JSON_NUMBER; /* ids are, at times */
    const char *text = number ? json_canonical(value, &f->arena) : json_text(value);
    return text ? foreign_words(f, text) : NULL;
}

/* Whichever of two has words. */
static const char *either(struct foreign *f, const struct json *object, const char *one,
                          const char *other)
{
    const char *words = words_of(f, object, one);
    return words ? words : words_of(f, object, other);
}

static bool add(struct foreign *f, const char *name, struct foreign_entry entry,
                struct err *err)
{
    f->no_words += !entry.words;
    entry.kind = entry.kind ? entry.kind : "";
    return !entry.words || foreign_add(f, name, 0, entry, err);
}

/* Of whichever program: its ends are ids, or labels. */
static bool read_links(struct foreign *f, const char *name, const struct json *all,
                       struct err *err)
{
    bool ok = true;
    for (const struct json *one = json_first(all); one && ok; one = json_next(one)) {
        const char *from = words_of(f, one, "from"), *to = words_of(f, one, "to");
        f->no_words += !from || !to;
        ok = !from || !to || foreign_add_link(f, name, from, to, err);
    }
    return ok;
}

/* A backup has an element's words in "attributes", a blueprint in the element itself. */
static bool read_kumu(struct foreign *f, const char *name, const struct json *root,
                      struct err *err)
{
    const struct json *all = json_member(root, "elements");
    bool ok = true;
    foreign_call(f, json_member_text(root, "name"));
    for (const struct json *one = json_first(all); one && ok; one = json_next(one)) {
        const struct json *in = json_member(one, "attributes");
        in = json_first(in) ? in : one;
        const struct json *tags = json_member(in, "tags");
        f->tagged += json_first(tags) || json_text(tags);
        ok = add(f, name,
                 (struct foreign_entry){.id = either(f, one, "id", "_id"),
                                        .words = words_of(f, in, "label"),
                                        .kind = either(f, in, "element type", "type"),
                                        .details = words_of(f, in, "description")},
                 err);
    }
    return ok && read_links(f, name, json_member(root, "connections"), err);
}

/* What its map calls the style of a factor. */
static const char *label_of_group(struct foreign *f, const struct json *groups,
                                  const char *group)
{
    enum { MOST = 100, LONGEST_BYTES = 200 }; /* it has 16 or so */
    const struct json *one = json_first(groups);
    for (int i = 0; one && group && i < MOST; i++, one = json_next(one)) {
        if (json_name(one) && strcmp(json_name(one), group) == 0) {
            const char *label = json_member_text(one, "groupLabel");
            return label && strlen(label) <= LONGEST_BYTES ? foreign_words(f, label)
                                                           : NULL;
        }
    }
    return NULL;
}

/* The words of a note: a text, or a rich one, {"ops": [{"insert": "words", …}]}, whose looks, and
 * pictures in it, are left. */
static const char *note_of(struct foreign *f, const struct json *node)
{
    const struct json *note = json_member(node, "note");
    struct str words = str_of("%s", note && json_text(note) ? json_text(note) : "");
    const struct json *one = json_first(json_member(note, "ops"));
    for (; one; one = json_next(one)) {
        const char *piece = json_member_text(one, "insert");
        str_add(&words, piece ? piece : "");
    }
    const char *kept = foreign_words(f, str_text(&words));
    str_finish(&words);
    return kept;
}

static bool read_prsm(struct foreign *f, const char *name, const struct json *root,
                      struct err *err)
{
    const struct json *groups = json_member(json_member(root, "styles"), "nodes");
    const struct json *all = json_member(root, "nodes");
    bool ok = true;
    foreign_call(f, json_member_text(root, "mapTitle"));
    for (const struct json *one = json_first(all); one && ok; one = json_next(one)) {
        const char *group = json_member_text(one, "grp");
        if (!json_is_true(json_member(one, "isCluster"))) {
            ok = add(f, name,
                     (struct foreign_entry){.id = words_of(f, one, "id"),
                                            .words = words_of(f, one, "label"),
                                            .kind = label_of_group(f, groups, group),
                                            .details = note_of(f, one)},
                     err);
        }
    }
    return ok && read_links(f, name, json_member(root, "edges"), err);
}

bool foreign_read_json(struct foreign *f, const char *name, const char *bytes,
                       size_t len_bytes, struct err *err)
{
    struct json_document document = {0};
    if (!json_read(&document, name, bytes, len_bytes, err)) {
        return false;
    }
    const struct json *root = document.root;
    bool ok = false;
    if (json_member(root, "sessions") || json_member(root, "edits")) {
        err_set(err, "%s: this is a session; roundtable merge takes it in", name);
    } else if (json_member(root, "elements")) {
        ok = read_kumu(f, name, root, err);
    } else if (json_member(root, "nodes")) {
        ok = read_prsm(f, name, root, err);
    } else {
        err_set(err,
                "%s: this is no map of Kumu or PRSM; of other programs' maps csv is read",
                name);
    }
    json_finish(&document);
    return ok;
}
