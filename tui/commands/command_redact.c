/* Somebody asks to be forgotten: what goes is shown and asked for twice. */

#include "base/memory.h"
#include "base/utf8.h"
#include "commands/command.h"
#include "model/fields.h"
#include "model/history.h"
#include "screen/clock.h"
#include "store/company.h"
#include "store/redact.h"
#include "store/replace.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What was asked for, and what came of it. */
struct redaction {
    const struct command *command;
    const char *path, *entry, *by; /* one of entry and by is NULL */
    bool yes, dry_run;
    struct session_file file;
    struct forget what;
    struct paths texts; /* what goes, as it stands */
};

static void print_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

static void print_format(const char *format, ...)
{
    struct str line = STR_EMPTY;
    va_list args;
    va_start(args, format);
    str_addv(&line, format, args);
    va_end(args);
    print_line(str_text(&line));
    str_finish(&line);
}

/* Finding the record */

/* The field that a record is called by. */
static const char *words_field(const struct record *record)
{
    const char *kind = record_kind(record);
    bool entry = strcmp(kind, "note") == 0 || strcmp(kind, "goal") == 0;
    return entry                          ? "text"
           : strcmp(kind, "session") == 0 ? "vision"
           : strcmp(kind, "theme") == 0   ? "name"
                                          : NULL;
}

enum match { MATCH_NONE, MATCH_PART, MATCH_WORDS, MATCH_ID };

static enum match match_words(const char *words, const char *wanted)
{
    return strcmp(words, wanted) == 0 ? MATCH_WORDS
           : *wanted && utf8_find(words, wanted) != -1
               ? strlen(words) == strlen(wanted) ? MATCH_WORDS : MATCH_PART
               : MATCH_NONE;
}

/* By its id, or by any wording that it ever had. */
static enum match match_record(const struct record *record, const char *wanted)
{
    enum match best = MATCH_NONE;
    const char *name = words_field(record);
    const struct field *field = name ? record_field(record, name) : NULL;
    struct str id = STR_EMPTY;
    str_addf(&id, "%s:%s", record_kind(record), record_id(record));
    if (field &&
        (strcmp(id.bytes, wanted) == 0 || strcmp(record_id(record), wanted) == 0)) {
        best = MATCH_ID;
    }
    for (const struct version *v = field ? field->versions : NULL; v; v = v->next) {
        struct value value = version_value(v);
        enum match match =
            value.kind == VALUE_NONE ? MATCH_NONE : match_words(value.text, wanted);
        best = match > best ? match : best;
    }
    str_finish(&id);
    return best;
}

/* "  Leeds, table 4: the barrier ‘Advertising’ of ‘Less sugar’ (note:h4t0z9)" */
static void print_record(struct session *session, const struct record *record, bool id)
{
    struct str line = STR_EMPTY;
    const struct record *table = history_table(record);
    str_add(&line, "  ");
    if (table && table != record) {
        history_name_table(table, &line);
        str_add(&line, ": ");
    }
    if (table == record && id) {
        str_add(&line, "the vision of ");
    }
    history_name(session, record, &line);
    if (id) {
        str_addf(&line, "  (%s:%s)", record_kind(record), record_id(record));
    }
    print_line(line.bytes);
    str_finish(&line);
}

static size_t count_matches(struct session *session, const char *wanted, enum match match,
                            const struct record **last)
{
    size_t count = 0;
    for (const struct record *r = session_next_record(session, NULL); r;
         r = session_next_record(session, r)) {
        if (match_record(r, wanted) == match) {
            *last = r;
            count++;
        }
    }
    return count;
}

static void print_matches(struct session *session, const char *wanted, enum match match)
{
    for (const struct record *r = session_next_record(session, NULL); r;
         r = session_next_record(session, r)) {
        if (match_record(r, wanted) == match) {
            print_record(session, r, true);
        }
    }
}

/* The one entry that is meant; NULL where that is not certain, and what could be meant is
 * then told. */
static const struct record *find_entry(struct session *session, const char *path,
                                       const char *wanted)
{
    const struct record *found = NULL;
    for (enum match match = MATCH_ID; match >= MATCH_PART; match--) {
        size_t count = count_matches(session, wanted, match, &found);
        if (count == 1 && match > MATCH_PART) {
            return found;
        }
        if (count) {
            print_format(
                match == MATCH_PART
                    ? "No entry of %s has just these words; in these they stand. "
                      "Say which by its id, as in --entry note:…"
                    : "Several entries of %s have these words. Say which by its "
                      "id, as in --entry note:…",
                path);
            print_matches(session, wanted, match);
            return NULL;
        }
    }
    print_format("No entry of %s has or had these words; roundtable log %s tells all.",
                 path, path);
    return NULL;
}

/* Showing what goes */

static bool knows(const struct paths *texts, const char *text)
{
    for (size_t i = 0; i < texts->count; i++) {
        if (strcmp(texts->items[i], text) == 0) {
            return true;
        }
    }
    return false;
}

/* One value, told once: "      ‘Advertising’", "      who: ‘Ana’". Of an entry what was
 * worded or drafted is looked for afterwards, and not who promised it by when. */
static void show_change(struct redaction *r, const struct record *record,
                        const struct change *change, struct paths *shown)
{
    struct str line = STR_EMPTY;
    const char *field = words_field(record), *kind = record_kind(record);
    bool words = field && strcmp(change->field, field) == 0;
    bool bare = words && strcmp(kind, "session") != 0;
    str_addf(&line, "      %s%s‘%s’", bare ? "" : change->field, bare ? "" : ": ",
             change->value.text);
    if (!knows(shown, line.bytes)) {
        print_line(line.bytes);
        paths_add(shown, line.bytes);
    }
    if ((words || field_is(kind, change->field, FIELD_DRAFT)) && *change->value.text &&
        !knows(&r->texts, change->value.text)) {
        paths_add(&r->texts, change->value.text);
    }
    str_finish(&line);
}

/* What goes of one field, each value once. */
static void show_field(struct redaction *r, const struct record *record,
                       const struct field *field, struct paths *shown)
{
    for (const struct version *v = field->versions; v; v = v->next) {
        const struct change change = {field->name, version_value(v)};
        if (forget_takes(r->file.session, &r->what, v->edit, &change)) {
            if (!shown->count) {
                print_record(r->file.session, record, false);
            }
            show_change(r, record, &change, shown);
        }
    }
}

/* Its name stands above, its words before what else was said of it. */
static void show_record(struct redaction *r, const struct record *record)
{
    struct paths shown = {0};
    const char *name = words_field(record);
    const struct field *words = name ? record_field(record, name) : NULL;
    if (words) {
        show_field(r, record, words, &shown);
    }
    for (const struct field *f = record_fields(record); f; f = f->next) {
        if (f != words) {
            show_field(r, record, f, &shown);
        }
    }
    paths_finish(&shown);
}

/* False if there is nothing. */
static bool show(struct redaction *r)
{
    size_t count, nameless = 0;
    struct session *session = r->file.session;
    const struct edit **edits = forget_find(session, &r->what, &count);
    if (count) {
        print_format("What goes from %s, for good:", r->path);
    }
    if (r->what.name) { /* first: it is looked for in any case */
        paths_add(&r->texts, r->what.name);
    }
    for (const struct record *record = session_next_record(session, NULL); record;
         record = session_next_record(session, record)) {
        show_record(r, record);
    }
    for (size_t i = 0; i < count && r->what.name; i++) {
        nameless += edits[i]->by && forget_names(edits[i]->by, r->what.name);
    }
    if (nameless) {
        print_format("  and who made %zu change%s: ‘%s’", nameless,
                     nameless == 1 ? "" : "s", r->what.name);
    }
    free(edits);
    return count > 0;
}

/* Who did write, for one who is looked for in vain. */
static void print_nobody(const struct session *session, const char *path,
                         const char *name)
{
    struct paths names = {0};
    struct str line = STR_EMPTY;
    size_t at = SIZE_MAX;
    for (const struct edit *e; (e = session_next_latest(session, &at));) {
        if (e->by && !knows(&names, e->by)) {
            str_addf(&line, "%s‘%s’", names.count ? ", " : "", e->by);
            paths_add(&names, e->by);
        }
    }
    print_format("Nobody called ‘%s’ wrote or is named in %s%s%s.", name, path,
                 names.count ? "; these wrote: " : "", str_text(&line));
    paths_finish(&names);
    str_finish(&line);
}

/* Asking */

/* Whether that very word is answered; a mere Enter never does. */
static bool answers(const char *question, const char *word)
{
    char line[64] = "";
    printf("%s Type \"%s\": ", question, word);
    fflush(stdout);
    if (!fgets(line, sizeof line, stdin)) {
        printf("\n");
        return false;
    }
    line[strcspn(line, "\n")] = '\0';
    return strcmp(line, word) == 0;
}

/* False where it is not to be done: *status says how that ends. */
static bool is_agreed(const struct redaction *r, int *status)
{
    if (r->dry_run) {
        print_line("Nothing was changed: it was only to be shown.");
        *status = output_done();
        return false;
    }
    if (r->yes) {
        return true;
    }
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        *status =
            usage_error(r->command, "without a terminal to ask on, --yes is needed");
        return false;
    }
    if (answers("Nobody can bring this back, no undo and no copy kept here.", "redact") &&
        answers("It goes from every file that this one is merged with, too.",
                "for good")) {
        return true;
    }
    print_line("Nothing was changed.");
    *status = STATUS_FAILED;
    return false;
}

/* What is left */

/* Whether a record says one of the texts still, or names the person. */
static bool says_still(const struct redaction *r, const struct record *record)
{
    for (const struct field *f = record_fields(record); f; f = f->next) {
        for (const struct version *v = f->versions; v; v = v->next) {
            struct value value = version_value(v);
            if (value.kind == VALUE_TEXT &&
                (knows(&r->texts, value.text) ||
                 (r->what.name && forget_names(value.text, r->what.name)))) {
                return true;
            }
        }
        const char *voter = strncmp(f->name, "vote:", 5) == 0 ? f->name + 5 : "";
        if (r->what.name && forget_names(voter, r->what.name)) {
            return true;
        }
    }
    return false;
}

static size_t tell_entries_left(const struct redaction *r)
{
    size_t count = 0;
    struct session *session = r->file.session;
    for (const struct record *record = session_next_record(session, NULL); record;
         record = session_next_record(session, record)) {
        if (strcmp(record_kind(record), "template") != 0 && says_still(r, record)) {
            if (!count++) {
                print_line("The same still stands in these, which others wrote:");
            }
            print_record(session, record, true);
        }
    }
    return count;
}

/* Files that need a person; their names in one line. While the file itself says the same,
 * what is kept of it says so as well; of these only the file is told, unless its entries
 * were. */
static size_t tell_files_left(const struct redaction *r, bool said_by_others)
{
    char *own = state_name_of(r->path), *target = path_resolve(r->path);
    size_t count = 0;
    struct paths left = {0};
    struct str line = STR_EMPTY;
    redact_find_left(r->path, &r->texts, &left);
    bool itself = said_by_others || knows(&left, target);
    for (size_t i = 0; i < left.count; i++) {
        bool is_target = strcmp(left.items[i], target) == 0;
        if (!is_target && !(itself && strstr(left.items[i], own))) {
            str_addf(&line, "%s%s", count++ ? ", " : "", left.items[i]);
        }
    }
    if (count) {
        print_format("It still stands in %s: redact there too, or delete them.",
                     line.bytes);
    }
    if (itself && !said_by_others) {
        print_format("The same words stand in %s still, among others or in its form.",
                     r->path);
        count++;
    }
    free(own);
    free(target);
    paths_finish(&left);
    str_finish(&line);
    return count;
}

static int tell(struct redaction *r)
{
    print_format("%s: redacted, also in its journal, in the earlier states that are kept "
                 "of it and in what was rescued.",
                 r->path);
    size_t entries = tell_entries_left(r), files = tell_files_left(r, entries > 0);
    print_line(
        "Other laptops, merged files, exports and mails are not reached from here: "
        "merging this file into a session redacts there too.");
    int status = output_done();
    return status != STATUS_DONE ? status : entries || files ? STATUS_LOOK : STATUS_DONE;
}

/* Doing it */

static bool write_out(struct redaction *r, struct err *err)
{
    struct author author;
    author_init(&author, r->file.session, clock_seed(), NULL);
    author.now_ms = clock_now_ms();
    bool ok = file_redact(&r->file, &author, &r->what, err);
    author_finish(&author);
    return ok;
}

/* Nothing is found; but a redaction that was ended in the middle is ended now. */
static int end_another(struct redaction *r)
{
    struct err err = ERR_NONE;
    bool ok = r->dry_run || file_redact_rest(&r->file, &err);
    return ok ? STATUS_FAILED : failure(&err);
}

static int redact(struct redaction *r)
{
    struct err err = ERR_NONE;
    int status = STATUS_FAILED;
    struct session *session = r->file.session;
    r->what = (struct forget){.name = r->by};
    if (r->entry && !(r->what.record = find_entry(session, r->path, r->entry))) {
        return end_another(r);
    }
    if (!show(r)) {
        if (r->by) {
            print_nobody(session, r->path, r->by);
        } else {
            print_format("What this entry of %s said was redacted already.", r->path);
        }
        return end_another(r);
    }
    if (!is_agreed(r, &status)) {
        return status;
    }
    return write_out(r, &err) ? tell(r) : failure(&err);
}

/* Another window could write again what it shows. */
static int open_and_redact(struct redaction *r)
{
    struct company company = {0};
    struct err err = ERR_NONE;
    int status;
    company_join(&company, r->path, "redact", NULL, false);
    if (company_writers(&company) && !r->dry_run) {
        err_set(&err, "%s: open in another window; close it there first", r->path);
        status = failure(&err);
    } else if (!file_open(r->path, &r->file, &err)) {
        status = failure(&err);
    } else {
        if (r->file.read_only) {
            err_set(&err, "%s: cannot be redacted: %s", r->path, r->file.read_only_why);
            status = failure(&err);
        } else {
            status = redact(r);
            company_tell(&company);
        }
        status = close_session(&r->file, status);
    }
    company_leave(&company);
    return status;
}

int command_redact(const struct command *command, int argc, char **argv)
{
    struct redaction r = {.command = command};
    const struct option_row rows[] = {{"entry", .value = &r.entry},
                                      {"by", .value = &r.by},
                                      {"yes", .flag = &r.yes},
                                      {"dry-run", .flag = &r.dry_run},
                                      {.name = NULL}};
    int status;
    r.path = command_file(command, rows, argc, argv, &status);
    if (!r.path) {
        return status;
    }
    if ((r.entry == NULL) == (r.by == NULL)) {
        return usage_error(command, r.by ? "--entry or --by, not both"
                                         : "what? --entry WORDS or --by NAME");
    }
    if (!*(r.entry ? r.entry : r.by)) {
        return usage_error(command, "%s of no words", r.entry ? "--entry" : "--by");
    }
    signal(SIGPIPE, SIG_IGN); /* as company.h asks */
    status = open_and_redact(&r);
    paths_finish(&r.texts);
    return status;
}
