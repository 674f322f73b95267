/* Somebody asks to be forgotten: what goes is shown and asked for twice. */

#include "base/shell.h"
#include "commands/command.h"
#include "commands/redact_inside.h"
#include "commands/redact_left.h"
#include "screen/clock.h"
#include "store/company.h"
#include "store/redact.h"
#include "store/replace.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* All that the record ever said, in no particular order: NULL begins, and NULL ends. */
static const struct version *next_version(const struct record *record,
                                          const struct version *after)
{
    const struct field *field =
        after ? version_field(after)->next : record_fields(record);
    return after && after->next ? after->next : field ? field->versions : NULL;
}

/* Asking */

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
    if (command_is_answered("Nobody can bring this back, no undo and no copy kept here.",
                            "redact") &&
        command_is_answered("It goes from every file that this one is merged with, too.",
                            "for good")) {
        return true;
    }
    print_line("Nothing was changed.");
    *status = STATUS_FAILED;
    return false;
}

/* What is left */

/* Whether it is one of the texts still, or names the person. */
static bool says_still(struct redaction *r, const struct version *v)
{
    struct value value = version_value(v);
    const char *name = r->what.name, *voter = strchr(version_field(v)->name, ':');
    bool said = name && voter && forget_names(voter + 1, name);
    r->voter = said ? version_field(v)->name : r->voter;
    for (size_t i = 0; i < r->texts.count && value.kind == VALUE_TEXT; i++) {
        said = said || strcmp(r->texts.items[i], value.text) == 0;
    }
    return said || (name && value.kind == VALUE_TEXT && forget_names(value.text, name));
}

static size_t tell_entries_left(struct redaction *r)
{
    size_t count = 0;
    const struct record *record = NULL;
    while ((record = session_next_record(r->file.session, record))) {
        const struct version *v = next_version(record, NULL);
        while (v && !says_still(r, v)) {
            v = next_version(record, v);
        }
        if (v && !record_is(record, "template")) {
            if (!count++) {
                print_line("The same still stands in these, which others wrote:");
            }
            redact_print_record(r->file.session, record, version_field(v)->name, true);
        }
    }
    if (r->voter) {
        print_format(
            "Their votes are gone, but \"%s\" still names whose they were: other "
            "laptops know an edit by the fields that it set, so no field can get "
            "another name.",
            r->voter);
    }
    return count;
}

static bool holds(const struct paths *paths, const char *path)
{
    bool held = false;
    for (size_t i = 0; i < paths->count && !held; i++) {
        held = strcmp(paths->items[i], path) == 0;
    }
    return held;
}

/* Parts what lies beside the session, `target`, from what is kept of others; without that
 * itself, and what is kept of it if that is called so (else NULL). */
static void part(const struct paths *found, const char *target, const char *own,
                 struct paths *left, struct paths *kept)
{
    char *state = state_path("");
    for (size_t i = 0; i < found->count; i++) {
        const char *path = found->items[i];
        bool is_kept = strncmp(path, state, strlen(state)) == 0;
        if (strcmp(path, target) != 0 && !(own && strstr(path, own))) {
            paths_add(is_kept ? kept : left, path);
        }
    }
    free(state);
}

/* While the file itself says the same, what is kept of it says so as well, and is not told:
 * it cannot be redacted any further. */
static bool tell_files_left(const struct redaction *r, bool entries)
{
    char *own = state_name_of(r->path), *target = path_resolve(r->path);
    struct paths found[2] = {0}, left = {0}, kept = {0}, within = {0}, kept_within = {0};
    redact_find_left(r->path, &r->texts, r->what.name, &found[0], &found[1]);
    bool itself = holds(&found[0], target) || holds(&found[1], target);
    if (itself && !entries) {
        print_format("The same words stand in %s still, among others or in its form.",
                     r->path);
    }
    const char *passed = itself || entries ? own : NULL;
    part(&found[0], target, passed, &left, &kept);
    part(&found[1], target, passed, &within, &kept_within);
    redact_tell_left(&left, r->verbose);
    redact_tell_kept(&kept, r->verbose);
    redact_tell_within(&within, &kept_within, r->verbose);
    bool any = (itself && !entries) || left.count || kept.count || within.count ||
               kept_within.count;
    struct paths *all[] = {&found[0], &found[1], &left, &kept, &within, &kept_within};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        paths_finish(all[i]);
    }
    free(own);
    free(target);
    return any;
}

static int tell(struct redaction *r)
{
    print_format("%s: redacted, also in its journal, in the earlier states that are kept "
                 "of it and in what was rescued.",
                 r->path);
    bool entries = tell_entries_left(r) > 0, files = tell_files_left(r, entries);
    print_line(
        "Other laptops, merged files, exports and mails are not reached from here: "
        "merging this file into a session redacts there too, but for the earlier states "
        "of that session, which keep the words until redact is run there.");
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
    size_t at = 0;
    const struct edit *edit = session_next_edit(r->file.session, &at);
    while (edit && !edit->redacted) {
        edit = session_next_edit(r->file.session, &at);
    }
    r->what = (struct forget){.name = NULL};
    if (r->dry_run || !edit) {
        return STATUS_FAILED;
    }
    if (!write_out(r, &err)) {
        return failure(&err);
    }
    print_format(
        "What was redacted before, or taken back by a phone, is out of the earlier "
        "states of %s now, too.",
        r->path);
    return STATUS_FAILED;
}

static int redact(struct redaction *r)
{
    struct err err = ERR_NONE;
    int status = STATUS_FAILED;
    struct session *session = r->file.session;
    r->what = (struct forget){.name = r->by};
    if (r->entry && !redact_find(r)) {
        return end_another(r);
    }
    if (!redact_show(r)) {
        if (r->by) {
            redact_print_nobody(session, r->path, r->by);
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

static int open_and_redact(struct redaction *r)
{
    struct company company = {0};
    struct err err = ERR_NONE;
    int status;
    company_join(&company, r->path, "redact", NULL, MEMBER_WRITES);
    if (!r->dry_run && is_open_elsewhere(&company, r->path, &err)) {
        status = failure(&err);
    } else if (open_session(r->path, &r->file, &status)) {
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
    const struct option_row rows[] = {
        {"entry", .value = &r.entry},    {"by", .value = &r.by},
        {"yes", .flag = &r.yes},         {"dry-run", .flag = &r.dry_run},
        {"verbose", .flag = &r.verbose}, {.name = NULL}};
    int status;
    r.path = command_file(command, rows, argc, argv, &status);
    if (!r.path) {
        return status;
    }
    if ((r.entry == NULL) == (r.by == NULL)) {
        return usage_error(command, r.by ? "--entry or --by, not both"
                                         : "what? --entry WORDS or --by NAME");
    }
    const char *words = r.entry ? r.entry : r.by;
    if (!words[strspn(words, " \t\n")]) {
        return usage_error(command, "%s of no words", r.entry ? "--entry" : "--by");
    }
    signal(SIGPIPE, SIG_IGN); /* as company.h asks */
    status = open_and_redact(&r);
    paths_finish(&r.texts);
    return status;
}
