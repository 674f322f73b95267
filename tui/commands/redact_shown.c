/* What is to be forgotten, shown before it goes. */

#include "commands/redact_inside.h"

#include "base/arena.h"
#include "base/names.h"
#include "base/shell.h"
#include "model/fields.h"
#include "model/history.h"
#include "model/offers.h"
#include "store/redact.h"

#include <stdlib.h>
#include <string.h>

void redact_print_record(struct session *session, const struct record *record,
                         const char *field, bool id)
{
    const struct record *table = history_table(record);
    const char *kind = record_kind(record);
    bool whole = !field || strcmp(field, forget_words_field(kind)) == 0;
    struct str line = str_of("  ");
    if (table && table != record) {
        history_name_table(table, &line);
        str_add(&line, ": ");
    }
    str_add(&line, table == record && id && whole ? "the vision of " : "");
    if (!whole) {
        str_add(&line, "the ");
        history_say_field(session, record, field, &line);
        str_add(&line, " of ");
    }
    history_name(session, record, &line);
    if (id) {
        str_addf(&line, "  (%s:%s%s%s)", kind, record_id(record), whole ? "" : "/",
                 whole ? "" : field);
    }
    print_line(line.bytes);
    str_finish(&line);
}

/* What goes with a version, unless it was `shown`. What was worded or drafted is looked for
 * afterwards, and not who promised it by when. */
static void show_version(struct redaction *r, const struct record *record,
                         const struct version *v, struct paths *shown)
{
    const struct change change = {version_field(v)->name, version_value(v)};
    const char *kind = record_kind(record);
    const char *field = change.field, *text = change.value.text;
    if (!forget_takes(r->file.session, &r->what, v->edit, &change)) {
        return;
    }
    if (!shown->count) {
        redact_print_record(r->file.session, record, NULL, false);
    }
    bool words = strcmp(field, forget_words_field(kind)) == 0;
    bool bare = words && strcmp(field, "vision") != 0;
    struct str line = str_of("      ");
    if (!bare) {
        history_say_field(r->file.session, record, field, &line);
        str_add(&line, ": ");
    }
    str_addf(&line, "‘%s’", text);
    if (paths_add_new(shown, line.bytes)) {
        print_line(line.bytes);
    }
    if ((words || r->what.field || field_is(kind, field, FIELD_DRAFT)) && *text) {
        paths_add_new(&r->texts, text);
    }
    str_finish(&line);
}

/* What goes of a record, each value once: "      ‘Advertising’", "      who: ‘Ana’". */
static void show_record(struct redaction *r, const struct record *record)
{
    struct paths shown = {0};
    for (const struct field *f = record_fields(record); f; f = f->next) {
        size_t count;
        const struct version **versions = field_versions(f, &count);
        for (size_t i = 0; i < count; i++) {
            show_version(r, record, versions[i], &shown);
        }
        free(versions);
    }
    paths_finish(&shown);
}

/* "Not these: 2 changes of ‘Kez (phone)’, who may be somebody else: --by 'Kez (phone)'" */
static void show_alike(const struct redaction *r)
{
    struct paths names = {0};
    size_t at = 0;
    for (const struct edit *e; (e = session_next_edit(r->file.session, &at));) {
        bool alike =
            e->by && forget_names(e->by, r->what.name) && !forget_is_by(e, r->what.name);
        if (alike && paths_add_new(&names, e->by)) {
            struct str word = STR_EMPTY;
            shell_add_path(e->by, &word);
            print_format(
                "  but not what ‘%s’ said, who may be somebody else; for that: --by "
                "%s",
                e->by, word.bytes);
            str_finish(&word);
        }
    }
    paths_finish(&names);
}

/* Who offered what phones sent: the programs that serve them, which do nothing else. */
static void find_servers(const struct session *session, struct names *servers,
                         struct arena *arena)
{
    const struct record *record = NULL;
    while ((record = session_next_record(session, record))) {
        const struct edit *said =
            record_is(record, "offer") ? record_author(record) : NULL;
        if (said && *record_words(record, "from")) {
            names_keep(servers, arena, said->key.actor);
        }
    }
}

/* "  and who made 4 changes, 2 on a phone and 2 at a laptop: ‘Ana’" */
static void show_made(const struct redaction *r, const struct edit *const *edits,
                      size_t count)
{
    struct session *session = r->file.session;
    struct arena arena = ARENA_EMPTY;
    struct names servers = {0};
    struct str of = STR_EMPTY;
    size_t made = 0, phones = 0;
    find_servers(session, &servers, &arena);
    for (size_t i = 0; i < count; i++) {
        bool theirs = forget_is_by(edits[i], r->what.name);
        made += theirs;
        phones += theirs && (names_find(&servers, edits[i]->key.actor) ||
                             edit_is_of_phone(session, edits[i]));
    }
    if (phones == made) {
        str_add(&of, ", on a phone");
    } else if (phones) {
        str_addf(&of, ", %zu on a phone and %zu at a laptop", phones, made - phones);
    }
    if (made) {
        print_format("  and who made %zu change%s%s: ‘%s’", made, plural(made),
                     str_text(&of), r->what.name);
    }
    str_finish(&of);
    names_finish(&servers);
    arena_finish(&arena);
}

bool redact_show(struct redaction *r)
{
    size_t count;
    struct session *session = r->file.session;
    const struct record *record = NULL;
    const struct edit **edits = forget_find(session, &r->what, &count);
    size_t typed = redact_drafts(&r->file, &r->what);
    if (count || typed) {
        print_format("What goes from %s, for good:", r->path);
    }
    if (r->what.name) { /* first: it is looked for in any case */
        paths_add(&r->texts, r->what.name);
    }
    while ((record = session_next_record(session, record))) {
        show_record(r, record);
    }
    if (r->what.name) {
        show_made(r, edits, count);
    }
    if (typed) {
        print_format("  and %zu draft%s in its journal", typed, plural(typed));
    }
    free(edits);
    if ((count || typed) && r->what.name) {
        show_alike(r);
    }
    return count || typed;
}

void redact_print_nobody(const struct session *session, const char *path,
                         const char *name)
{
    struct paths names = {0};
    struct str line = STR_EMPTY;
    size_t at = 0;
    for (const struct edit *e; (e = session_next_edit(session, &at));) {
        if (e->by && paths_add_new(&names, e->by)) {
            str_addf(&line, "%s‘%s’", line.len_bytes ? ", " : "; these wrote: ", e->by);
        }
    }
    print_format("Nobody called ‘%s’ wrote or is named in %s%s.", name, path,
                 str_text(&line));
    paths_finish(&names);
    str_finish(&line);
}
