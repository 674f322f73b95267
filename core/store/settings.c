#include "store/settings.h"

#include "base/json.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "store/places.h"
#include "store/replace.h"
#include "store/trust.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const themes[] = {"auto", "dark", "light", "mono", NULL};
static const char *const clocks[] = {"seconds", "quiet", NULL};
static const char *const letters[] = {"keys", "write", NULL};
static const char *const on_off[] = {"true", "false", NULL};
static const char *const off_on[] = {"false", "true", NULL};

static const struct setting_row rows[SETTING_COUNT] = {
    [SETTING_THEME] = {"theme", true, themes,
                       "Colours for a dark or a light window, or none (mono); auto "
                       "looks at the terminal"},
    [SETTING_MOUSE] = {"mouse", false, on_off,
                       "Click, drag and the wheel; off, the mouse selects text as "
                       "elsewhere"},
    [SETTING_TIPS] = {"tips", false, on_off, "One tip when a session is opened"},
    [SETTING_PANEL] = {"panel", false, on_off,
                       "The side panel with the prompts of the day's stage"},
    [SETTING_CLOCK] = {"clock", true, clocks,
                       "Seconds, or for ears (quiet): five, one and no minutes left are "
                       "told, and nothing in between"},
    [SETTING_LETTERS] = {"letters", true, letters,
                         "Letters in the grid are keys; write: each begins an entry, and "
                         "keys go with Alt"},
    [SETTING_ACCESSIBLE] = {"accessible", false, off_on,
                            "Always begin line by line, for working by ear; off: only "
                            "with --accessible"},
};

bool setting_is_on(enum setting setting, int value)
{
    return strcmp(rows[setting].values[value], "true") == 0;
}

const struct setting_row *setting_row(enum setting setting)
{
    return &rows[setting];
}

char *settings_path(void)
{
    return config_path("settings.json");
}

/* The index of a member's value among those that its setting may have, or -1. */
static int value_of(const struct setting_row *row, const struct json *member)
{
    const char *text = json_text(member);
    if (!row->is_text && json_kind(member) != JSON_BOOL) {
        return -1;
    }
    text = row->is_text ? text : json_is_true(member) ? "true" : "false";
    for (int i = 0; text && row->values[i]; i++) {
        if (strcmp(row->values[i], text) == 0) {
            return i;
        }
    }
    return -1;
}

static void tell_fault(const struct json_document *document, const struct json *member,
                       const struct setting_row *row, struct err *err)
{
    struct json_place place = json_place(document, member);
    struct str allowed = STR_EMPTY, meant = STR_EMPTY;
    const char *text = json_text(member);
    const char *near = text ? nearest_word(text, row->values) : NULL;
    for (size_t i = 0; row->values[i]; i++) {
        const char *between = i == 0 ? "" : row->values[i + 1] ? ", " : " or ";
        str_addf(&allowed, row->is_text ? "%s\"%s\"" : "%s%s", between, row->values[i]);
    }
    if (near) {
        str_addf(&meant, row->is_text ? "; did you mean \"%s\"?" : "; without quotes: %s",
                 near);
    }
    err_set(err, "%s:%lu:%lu: \"%s\" can be %s%s", document->name, place.line,
            place.column, row->name, str_text(&allowed), str_text(&meant));
    str_finish(&allowed);
    str_finish(&meant);
}

/* Reads the text of the file, which may lack; the document then has no root. */
static bool read_document(const char *path, struct json_document *document,
                          struct str *text, struct err *err)
{
    struct stat about;
    if (stat(path, &about) != 0 && (errno == ENOENT || errno == ENOTDIR)) {
        return true;
    }
    if (!read_file(path, text, err) ||
        !json_read(document, path, str_text(text), text->len_bytes, err)) {
        return false;
    }
    if (json_kind(document->root) != JSON_OBJECT) {
        err_set(err, "%s:1:1: settings stand in braces, as in {\"theme\": \"dark\"}",
                path);
        return false;
    }
    return true;
}

bool settings_read(const char *path, struct settings *settings, struct err *err)
{
    struct json_document document = {0};
    struct str text = STR_EMPTY;
    *settings = (struct settings){0};
    bool ok = read_document(path, &document, &text, err);
    for (int i = 0; ok && i < SETTING_COUNT; i++) {
        const struct json *member = json_member(document.root, rows[i].name);
        int value = member ? value_of(&rows[i], member) : 0;
        settings->chosen[i] = value < 0 ? 0 : value;
        if (value < 0 && !err->message) {
            tell_fault(&document, member, &rows[i], err);
        }
    }
    json_finish(&document);
    str_finish(&text);
    return !err->message;
}

static void add_member(struct str *out, const char *name, const struct json *value,
                       const char *text, bool is_text)
{
    str_add(out, out->len_bytes > 1 ? ",\n  " : "\n  ");
    json_write_text(name, out);
    str_add(out, ": ");
    if (value) {
        json_write(value, out);
    } else if (is_text) {
        json_write_text(text, out);
    } else {
        str_add(out, text);
    }
}

static bool write_settings(const char *path, const struct str *out, struct err *err)
{
    char *folder = memory_copy_text(path), *slash = strrchr(folder, '/');
    if (slash) {
        *slash = '\0';
    }
    bool ok =
        (!slash || (folder_is_trusted(folder, true, err) && folder_make(folder, err))) &&
        replace_file(path, out->bytes, out->len_bytes, REPLACE_OWN | REPLACE_EXISTING,
                     err);
    free(folder);
    return ok;
}

bool settings_keep(const char *path, enum setting setting, int value, struct err *err)
{
    const struct setting_row *row = &rows[setting];
    struct json_document document = {0};
    struct str text = STR_EMPTY, out = STR_EMPTY;
    bool found = false;
    bool ok = read_document(path, &document, &text, err);
    str_add(&out, "{");
    for (const struct json *m = ok ? json_first(document.root) : NULL; m;
         m = json_next(m)) {
        bool this = strcmp(json_name(m), row->name) == 0;
        found = found || this;
        add_member(&out, json_name(m), this ? NULL : m, row->values[value], row->is_text);
    }
    if (!found) {
        add_member(&out, row->name, NULL, row->values[value], row->is_text);
    }
    str_add(&out, "\n}\n");
    ok = ok && write_settings(path, &out, err);
    json_finish(&document);
    str_finish(&text);
    str_finish(&out);
    return ok;
}
