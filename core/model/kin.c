#include "model/kin.h"

#include "base/json.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Makefile makes it of templates/words/. */
extern const char *const kin_embedded[];

struct reader {
    struct kin *kin;
    const struct json *where;
    const char *fault;
};

static bool fault(struct reader *r, const struct json *where, const char *what)
{
    r->where = where;
    r->fault = what;
    return false;
}

static void add(struct kin *kin, enum kin_kind kind, unsigned number, const char *words,
                size_t len)
{
    while (len && *words == ' ') {
        words++, len--;
    }
    while (len && words[len - 1] == ' ') {
        len--;
    }
    if (len) {
        ARRAY_ADD(
            kin->entries, kin->count, kin->room,
            (struct kin_entry){kind, number, arena_copy_bytes(&kin->arena, words, len)});
    }
}

/* The parts of a text between any of those bytes. */
static void add_parts(struct kin *kin, enum kin_kind kind, unsigned number,
                      const char *text, const char *between)
{
    while (*text) {
        size_t len = strcspn(text, between);
        add(kin, kind, number, text, len);
        text += len + (text[len] != '\0');
    }
}

/* A member that is one text of words. */
static bool read_words(struct reader *r, const struct json *root, const char *name,
                       enum kin_kind kind)
{
    const struct json *member = json_member(root, name);
    if (member && !json_text(member)) {
        return fault(r, member, "this is a text of words");
    }
    add_parts(r->kin, kind, 0, member ? json_text(member) : "", " ");
    return true;
}

static bool read_line(struct reader *r, const struct json *line, enum kin_kind kind,
                      unsigned number)
{
    const char *text = json_text(line);
    if (!text) {
        return fault(r, line, "a line is a text of words");
    }
    if (kind == KIN_LEFT) {
        const char *bar = strchr(text, '|');
        if (!bar) {
            return fault(r, line, "opposites stand on both sides of \"|\"");
        }
        char *left = memory_copy_text(text);
        left[bar - text] = '\0';
        add_parts(r->kin, KIN_LEFT, number, left, " ");
        add_parts(r->kin, KIN_RIGHT, number, bar + 1, " ");
        free(left);
    } else {
        add_parts(r->kin, kind, number, text, kind == KIN_GROUP ? "," : " ");
    }
    return true;
}

static bool read_lines(struct reader *r, const struct json *root, const char *name,
                       enum kin_kind kind)
{
    const struct json *member = json_member(root, name);
    bool masked = kind == KIN_LEFT || kind == KIN_UNLIKE;
    unsigned number = 0;
    if (member && json_kind(member) != JSON_ARRAY) {
        return fault(r, member, "this is an array of lines");
    }
    for (const struct json *line = json_first(member); line; line = json_next(line)) {
        if (masked && number == KIN_MOST_LINES) {
            return fault(r, line, "there are at most 64 of these lines");
        }
        if (!read_line(r, line, kind, number++)) {
            return false;
        }
    }
    return true;
}

static bool read_all(struct reader *r, const struct json *root)
{
    const char *format = json_member_text(root, "format");
    const char *language = json_member_text(root, "language");
    if (!format || strcmp(format, "roundtable words") != 0) {
        return fault(r, root, "words of the field have \"format\": \"roundtable words\"");
    }
    if (!language || !*language) {
        return fault(r, root, "words of the field need a \"language\"");
    }
    r->kin->language = arena_copy_text(&r->kin->arena, language);
    return read_words(r, root, "silent", KIN_SILENT) &&
           read_words(r, root, "weak", KIN_WEAK) &&
           read_words(r, root, "absence", KIN_ABSENCE) &&
           read_words(r, root, "wanting", KIN_WANTING) &&
           read_words(r, root, "excess", KIN_EXCESS) &&
           read_lines(r, root, "opposites", KIN_LEFT) &&
           read_lines(r, root, "unlike", KIN_UNLIKE) &&
           read_lines(r, root, "spellings", KIN_SPELLING) &&
           read_lines(r, root, "groups", KIN_GROUP);
}

struct kin *kin_read(const char *name, const char *text, struct err *err)
{
    struct json_document document = {0};
    if (!json_read(&document, name, text, strlen(text), err)) {
        return NULL;
    }
    struct reader r = {.kin = memory_get(sizeof *r.kin)};
    if (!read_all(&r, document.root)) {
        struct json_place place = json_place(&document, r.where);
        err_set(err, "%s:%lu:%lu: %s", name, place.line, place.column, r.fault);
        kin_free(r.kin);
        r.kin = NULL;
    }
    json_finish(&document);
    return r.kin;
}

void kin_free(struct kin *kin)
{
    if (kin) {
        arena_finish(&kin->arena);
        free(kin->entries);
        free(kin);
    }
}

bool kin_speaks(const struct kin *kin, const char *language)
{
    size_t own = strcspn(kin->language, "-"), asked = strcspn(language, "-");
    return own == asked && strncmp(kin->language, language, own) == 0;
}

enum { MOST_BUILTIN = 8 };
static struct kin *builtin[MOST_BUILTIN];

static void free_builtin(void)
{
    for (size_t i = 0; i < MOST_BUILTIN; i++) {
        kin_free(builtin[i]);
        builtin[i] = NULL;
    }
}

const struct kin *kin_builtin(const char *language)
{
    for (size_t i = 0; i < MOST_BUILTIN && kin_embedded[i]; i++) {
        if (!builtin[i]) {
            static bool registered;
            builtin[i] = kin_read("compiled-in words", kin_embedded[i], NULL);
            if (!builtin[i]) {
                abort(); /* a test reads each of them */
            }
            registered = registered || atexit(free_builtin) == 0;
        }
        if (kin_speaks(builtin[i], language)) {
            return builtin[i];
        }
    }
    return NULL;
}
