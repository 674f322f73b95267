/* What the members of templates are called, and of which kind they are. */

#include "store/check_inside.h"

#include "base/instant.h"
#include "base/lookup.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "model/questions.h"
#include "store/replace.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum shape {
    TEXT,
    ID,
    COUNT,
    YES_OR_NO,
    TIME,
    FORMAT,
    VERSION,
    USE,
    PICTURE,
    PLACE,
    ROWS,
    LIST,
    OBJECT
};

/* Members of an object, of each of which a list or an object has parts of its own. */
static const struct member {
    const char *of, *name;
    enum shape shape;
    const char *parts;
} members[] = {
    {"template", "format", FORMAT, NULL},
    {"template", "version", VERSION, NULL},
    {"template", "id", ID, NULL},
    {"template", "title", TEXT, NULL},
    {"template", "description", TEXT, NULL},
    {"template", "language", TEXT, NULL},
    {"template", "starts", TIME, NULL},
    {"template", "forms", TEXT, NULL},
    {"template", "form_of", TEXT, NULL},
    {"template", "rank", COUNT, NULL},
    {"template", "marks", LIST, "mark"},
    {"template", "grids", LIST, "grid"},
    {"template", "stages", LIST, "stage"},
    {"mark", "id", ID, NULL},
    {"mark", "title", TEXT, NULL},
    {"mark", "one", YES_OR_NO, NULL},
    {"mark", "choices", LIST, "choice"},
    {"choice", "id", ID, NULL},
    {"choice", "letter", TEXT, NULL},
    {"choice", "title", TEXT, NULL},
    {"choice", "meaning", TEXT, NULL},
    {"choice", "help", TEXT, NULL},
    {"grid", "id", ID, NULL},
    {"grid", "title", TEXT, NULL},
    {"grid", "plain", TEXT, NULL},
    {"grid", "vision", TEXT, NULL},
    {"grid", "use", USE, NULL},
    {"grid", "optional", YES_OR_NO, NULL},
    {"grid", "about", TEXT, NULL},
    {"grid", "source", TEXT, NULL},
    {"grid", "help", TEXT, NULL},
    {"grid", "stages", LIST, NULL},
    {"grid", "picture", PICTURE, NULL},
    {"grid", "rows", ROWS, "row"},
    {"row", "id", ID, NULL},
    {"row", "title", TEXT, NULL},
    {"row", "prompt", TEXT, NULL},
    {"row", "help", TEXT, NULL},
    {"row", "as", PLACE, NULL},
    {"grid", "goals", OBJECT, "column"},
    {"grid", "columns", LIST, "column"},
    {"column", "id", ID, NULL},
    {"column", "title", TEXT, NULL},
    {"column", "short", TEXT, NULL},
    {"column", "plain", TEXT, NULL},
    {"column", "singular", TEXT, NULL},
    {"column", "prompt", TEXT, NULL},
    {"column", "example", TEXT, NULL},
    {"column", "names", YES_OR_NO, NULL},
    {"column", "marks", LIST, NULL},
    {"stage", "id", ID, NULL},
    {"stage", "title", TEXT, NULL},
    {"stage", "minutes", COUNT, NULL},
    {"stage", "grid", TEXT, NULL},
    {"stage", "form", TEXT, NULL},
    {"stage", "prompts", LIST, NULL},
};
enum { MEMBER_COUNT = sizeof members / sizeof *members };

static const char *const should[] = {
    [TEXT] = "a text in \"quotes\"",
    [ID] = "a text in \"quotes\" that is not empty",
    [COUNT] = "a whole number from 0 to 1439",
    [YES_OR_NO] = "true or false",
    [TIME] = "a time of day, such as \"10:00\"",
    [FORMAT] = "\"roundtable template\"",
    [VERSION] = "1",
    [USE] = "\"map\", \"plan\" or \"lens\"",
    [PICTURE] = "\"bars\" or \"line\"",
    [PLACE] = "\"point\" or \"or\"",
    [ROWS] = "a list in [] or \"own\"",
    [LIST] = "a list in []",
    [OBJECT] = "an object in {}",
};

static bool is_of_shape(const struct json *json, enum shape shape)
{
    const char *text = json_text(json);
    double number = -1;
    int minutes;
    json_number(json, &number);
    switch (shape) {
    case TEXT:
        return text;
    case ID:
        return text && *text;
    case COUNT:
        return check_is_count(json) && number < 24 * 60;
    case YES_OR_NO:
        return json_kind(json) == JSON_BOOL;
    case TIME:
        return text && (!*text || time_of_day_read(text, &minutes));
    case FORMAT:
        return text && strcmp(text, "roundtable template") == 0;
    case VERSION:
        return number == 1;
    case USE:
        return text && (strcmp(text, "map") == 0 || strcmp(text, "plan") == 0 ||
                        strcmp(text, "lens") == 0);
    case PICTURE:
        return text && (strcmp(text, "bars") == 0 || strcmp(text, "line") == 0);
    case PLACE:
        return text && (strcmp(text, "point") == 0 || strcmp(text, "or") == 0);
    case ROWS:
        return json_kind(json) == JSON_ARRAY || (text && strcmp(text, "own") == 0);
    case LIST:
        return json_kind(json) == JSON_ARRAY;
    case OBJECT:
        return json_kind(json) == JSON_OBJECT;
    }
    return false;
}

/* A template being looked through. */
struct looking {
    struct fault_sink *sink;
    bool own; /* by who writes it: whatever is unknown is told of */
};

static void check_parts(const struct looking *l, const struct json *object,
                        const char *of);

/* What has an id that another of its list has. */
static void check_ids(const struct looking *l, const struct json *list, const char *what)
{
    struct lookup ids = {0};
    for (const struct json *j = json_first(list); j; j = json_next(j)) {
        const char *id = json_member_text(j, "id");
        const char **kept = memory_get(sizeof *kept);
        *kept = id ? id : "";
        if (!id || lookup_add_id(&ids, (void *)kept)) {
            if (!id) {
                free(kept);
            }
            continue;
        }
        free(kept);
        fault_at(l->sink, json_member(j, "id"), false,
                 "another %s of this list has the id \"%s\"", what, id);
    }
    for (size_t i = 0; i < ids.count; i++) {
        free(ids.items[i]);
    }
    lookup_finish(&ids);
}

static void check_part(const struct looking *l, const struct json *json,
                       const struct member *member)
{
    struct fault_sink *sink = l->sink;
    if (!is_of_shape(json, member->shape)) {
        fault_at(sink, json, false, "\"%s\" of a %s should be %s", member->name,
                 member->of, should[member->shape]);
    } else if (member->shape == OBJECT) {
        check_parts(l, json, member->parts);
    } else if (member->parts) { /* "own" has none */
        for (const struct json *j = json_first(json); j; j = json_next(j)) {
            check_parts(l, j, member->parts);
        }
        if (l->own) {
            check_ids(l, json, member->parts);
        }
    }
}

/* Of a newer program's members, those that are nearly one of ours are named. */
static void check_member_name(const struct looking *l, const struct json *member,
                              const char *of, const char *const *names)
{
    const char *name = json_name(member), *meant = nearest_word(name, names);
    if (!l->own) {
        check_name(member, names, l->sink);
    } else if (!text_among(name, names, SIZE_MAX)) {
        fault_at(l->sink, member, false, "a %s has no member \"%s\"%s%s%s", of, name,
                 meant ? "; did you mean \"" : "", meant ? meant : "",
                 meant ? "\"?" : "");
    }
}

static void check_parts(const struct looking *l, const struct json *object,
                        const char *of)
{
    struct check_names names = {.count = 0};
    for (size_t i = 0; i < MEMBER_COUNT; i++) {
        if (strcmp(members[i].of, of) == 0) {
            check_add_name(&names, members[i].name);
        }
    }
    for (const struct json *m = json_first(object); m; m = json_next(m)) {
        for (size_t i = 0; i < MEMBER_COUNT && json_name(m); i++) {
            if (strcmp(members[i].of, of) == 0 &&
                strcmp(members[i].name, json_name(m)) == 0) {
                check_part(l, m, &members[i]);
            }
        }
        if (json_name(m)) {
            check_member_name(l, m, of, names.items);
        }
    }
}

void check_templates(const struct json *list, struct fault_sink *sink)
{
    for (const struct json *j = json_first(list); j; j = json_next(j)) {
        check_parts(&(struct looking){.sink = sink}, j, "template");
    }
}

/* Where a stage works on what is no form, of the template or of its catalogue. */
static void check_stages(const struct template *form, const struct json *json,
                         struct fault_sink *sink)
{
    const struct template *catalogue = template_catalogue(form);
    const struct json *stage = json_first(json_member(json, "stages"));
    for (; stage; stage = json_next(stage)) {
        const struct json *named = json_member(stage, "form");
        const char *id = json_text(named);
        if (id && *id && !template_grid(form, id) &&
            !(catalogue && template_grid(catalogue, id))) {
            fault_at(sink, named, false, "there is no form \"%s\"", id);
        }
    }
}

static bool is_called(const struct json *object, const char *id)
{
    const char *called = json_member_text(object, "id");
    return called && strcmp(called, id) == 0;
}

/* Where the short questions have the name already: rows typed there would stand among them
 * and not in the form, notes there would be answers. */
static void check_taken(const struct json *json, struct fault_sink *sink)
{
    const struct json *grid = json_first(json_member(json, "grids"));
    for (; grid; grid = json_next(grid)) {
        if (is_called(grid, QUESTIONS_GRID) && json_member(grid, "rows")) {
            fault_at(sink, json_member(grid, "id"), false,
                     "a grid with rows cannot be called \"" QUESTIONS_GRID
                     "\": the short questions are");
        }
        const struct json *column = json_first(json_member(grid, "columns"));
        for (; column; column = json_next(column)) {
            if (is_called(column, ANSWERS_COLUMN)) {
                fault_at(sink, json_member(column, "id"), false,
                         "a column cannot be called \"" ANSWERS_COLUMN
                         "\": those of the short questions are");
            }
        }
    }
}

bool check_own_template(const char *path, struct faults *faults, struct err *err)
{
    struct json_document document = {0};
    struct str text = STR_EMPTY;
    struct err wrong = ERR_NONE;
    const struct json *where = NULL;
    bool read = read_file(path, &text, err) &&
                json_read(&document, path, str_text(&text), text.len_bytes, err);
    if (read) {
        struct fault_sink sink = {.document = &document, .faults = faults};
        struct template *form = template_read(document.root, &where, &wrong);
        check_parts(&(struct looking){&sink, true}, document.root, "template");
        if (form) {
            check_stages(form, document.root, &sink);
            check_taken(document.root, &sink);
        } else {
            fault_at(&sink, where ? where : document.root, true, "%s", err_text(&wrong));
        }
        fault_sink_finish(&sink);
        template_free(form);
        json_finish(&document);
    }
    err_finish(&wrong);
    str_finish(&text);
    return read;
}
