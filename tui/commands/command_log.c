/* Who said what, when, and what is not settled. */

#include "base/instant.h"
#include "base/sanitise.h"
#include "commands/command.h"
#include "commands/pager.h"
#include "model/alone.h"
#include "model/ballot.h"
#include "model/fields.h"
#include "model/history.h"
#include "store/file.h"
#include "store/generations.h"
#include "store/replace.h"

#include <stdlib.h>
#include <string.h>

enum { DAY_BYTES = 10, TIME_BYTES = 8, TIME_AT = 11 };

/* The log of a file as it is being printed. */
struct log {
    struct session *session;
    enum history_names names;
    bool many_tables;
    char day[DAY_BYTES + 1]; /* of the heading printed last; "" before the first */
    bool begun;
    struct str text;
    struct json_writer *json; /* takes what is told; NULL: text does */
};

/* Each line is put in order by itself, so that none can look like two. */
static void log_line(struct log *log, const char *line)
{
    sanitise(line, SANITISE_FOR_CELLS, &log->text);
    str_add_byte(&log->text, '\n');
}

/* "22 February 2017, 12:14:03", or as much of it as is known. */
static void add_when(const struct edit *edit, struct str *line)
{
    char at[INSTANT_SIZE_BYTES], day[32];
    if (edit->at_ms == 0) {
        str_add(line, "nobody knows when");
        return;
    }
    instant_write(edit->at_ms, at);
    at[DAY_BYTES] = '\0';
    str_add(line, date_in_words(at, day) ? day : at);
    if (history_knows_time(edit)) {
        str_addf(line, ", %.*s", TIME_BYTES, at + TIME_AT);
    }
}

/* Whether it is told who made an edit: not what is written alone, as long as that is hidden. */
static bool tells_who(const struct log *log, const struct edit *edit)
{
    return log->names == HISTORY_WITH_NAMES &&
           !record_is_alone(session_record(log->session, edit->kind, edit->id));
}

static const char *who_made(const struct log *log, const struct edit *edit)
{
    return tells_who(log, edit) ? history_who(edit) : "";
}

/* For programs: who and when, as far as it is known and to be told. */
static void tell_who_and_when(const struct log *log, const struct edit *edit)
{
    char at[INSTANT_SIZE_BYTES];
    instant_write(edit->at_ms, at);
    json_tell_text(log->json, "at", history_knows_time(edit) ? at : NULL);
    json_tell_text(log->json, "by", *who_made(log, edit) ? edit->by : NULL);
}

static void tell_edit(struct log *log, const struct edit *edit)
{
    const struct record *record = session_record(log->session, edit->kind, edit->id);
    struct str says = STR_EMPTY, key = STR_EMPTY;
    str_addf(&key, "%s.%llu", edit->key.actor, (unsigned long long)edit->key.number);
    history_describe(log->session, edit, log->names, &says);
    json_open_object(log->json, NULL);
    json_tell_text(log->json, "key", key.bytes);
    tell_who_and_when(log, edit);
    json_tell_id(log->json, "of", record);
    json_tell_id(log->json, "table", history_table(record));
    json_tell_text(log->json, "says", says.bytes);
    json_close(log->json);
    str_finish(&says);
    str_finish(&key);
}

/* A heading where the day changes. */
static void print_day(struct log *log, const struct edit *edit)
{
    char at[INSTANT_SIZE_BYTES], day[32];
    instant_write(edit->at_ms, at);
    at[DAY_BYTES] = '\0';
    if (log->begun && strcmp(at, log->day) == 0) {
        return;
    }
    if (log->begun) {
        log_line(log, "");
    }
    memcpy(log->day, at, sizeof log->day);
    log->begun = true;
    log_line(log, edit->at_ms == 0         ? "Nobody knows when"
                  : date_in_words(at, day) ? day
                                           : at);
}

/* "12:14:03  Ana  Leeds, table 4: added the barrier ‘Advertising’ to ‘Less sugar’" */
static void print_edit(struct log *log, const struct edit *edit)
{
    char at[INSTANT_SIZE_BYTES];
    const struct record *table =
        history_table(session_record(log->session, edit->kind, edit->id));
    const char *who = who_made(log, edit);
    print_day(log, edit);
    instant_write(edit->at_ms, at);
    struct str line = str_of("%*.*s  ", TIME_BYTES,
                             history_knows_time(edit) ? TIME_BYTES : 0, at + TIME_AT);
    str_addf(&line, "%s%s", who, *who ? "  " : "");
    if (log->many_tables && table) {
        history_name_table(table, &line);
        str_add(&line, ": ");
    }
    history_describe(log->session, edit, log->names, &line);
    log_line(log, line.bytes);
    str_finish(&line);
}

/* "the words of the barrier ‘Advertising’"; of the only table, "the vision". */
static void add_field(const struct log *log, const struct record *record,
                      const char *field, struct str *line)
{
    const char *kind = record_kind(record);
    bool votes = field_is(kind, field, FIELD_VOTER);
    bool table = strcmp(kind, "session") == 0,
         voted = table && strcmp(field, "voted") == 0;
    if (!log->many_tables && table && !votes) {
        str_add(line, voted ? "how many people " : "the ");
        history_say_field(log->session, record, field, line);
        return;
    }
    if (voted) {
        str_add(line, "how many people voted at ");
    } else if (strcmp(field, "text") == 0) {
        str_add(line, "the words of ");
    } else if (votes) {
        str_add(line, "the votes for ");
    } else if (strcmp(field, "answered") == 0) {
        str_add(line, "the answer to ");
    } else if (strcmp(field, "named") == 0) {
        str_add(line, "the action for ");
    } else {
        const char *promise =
            strcmp(kind, "note") == 0 ? history_promise_phrase(field) : NULL;
        str_add(line, promise ? promise : "the ");
        if (!promise) {
            history_say_field(log->session, record, field, line);
        }
        str_add(line, promise ? " " : " of ");
    }
    history_name(log->session, record, line);
}

/* Whether other wordings of a field are anybody's business: a place among others and a draft are
 * none, a deletion is told in its own words, and what became of an offer is told with it. */
static bool to_be_told(const struct log *log, const struct record *record,
                       const char *field)
{
    const char *kind = record_kind(record);
    unsigned untold =
        FIELD_DRAFT |
        (log->names == HISTORY_WITH_NAMES ? 0 : FIELD_PERSON | FIELD_ADDRESS);
    unsigned traits = field_traits(kind, field), inside = FIELD_INSIDE | FIELD_STATE;
    return strcmp(field, "place") != 0 && strcmp(field, "gone") != 0 &&
           !field_is_of_phone(field) && !(traits & untold) &&
           (traits & inside) != inside &&
           !((traits & FIELD_VOTER) && votes_are_hidden(record));
}

static void print_item(struct log *log, size_t *count, struct str *line)
{
    if ((*count)++ == 0) {
        if (log->begun) {
            log_line(log, "");
        }
        log_line(log, "Not settled:");
    }
    log_line(log, str_text(line));
    str_clear(line);
}

static void tell_wording(const struct log *log, const char *says, const struct edit *edit,
                         bool shown)
{
    json_open_object(log->json, NULL);
    json_tell_text(log->json, "says", says);
    tell_who_and_when(log, edit);
    json_tell_flag(log->json, "shown", shown);
    json_close(log->json);
}

static void tell_wordings(const struct log *log, const struct record *record,
                          const struct field *field)
{
    size_t count;
    const struct version **wordings = history_wordings(field, &count);
    for (size_t i = 0; i < count; i++) {
        struct str says = STR_EMPTY;
        history_say_value(log->session, record, field->name, version_value(wordings[i]),
                          &says);
        tell_wording(log, str_text(&says), field_author(field, wordings[i]->edit),
                     i == 0);
        str_finish(&says);
    }
    free(wordings);
}

/* What is not settled, with its wordings: of a field, or whether to delete a record. */
static void tell_item(const struct log *log, const struct record *record,
                      const struct field *field, const char *what)
{
    json_open_object(log->json, NULL);
    json_tell_id(log->json, "of", record);
    json_tell_text(log->json, "field", field ? field->name : "gone");
    json_tell_text(log->json, "what", what + strspn(what, " "));
    json_open_array(log->json, "wordings");
    if (field) {
        tell_wordings(log, record, field);
    } else {
        tell_wording(log, "deleted", record_deletion(record), false);
    }
    json_close(log->json);
    json_close(log->json);
}

/* "    ‘Dear buses’  Ana, 22 February 2017, 12:14:03 (shown)" */
static void print_wordings(struct log *log, const struct record *record,
                           const struct field *field)
{
    size_t count;
    const struct version **wordings = history_wordings(field, &count);
    for (size_t i = 0; i < count; i++) {
        const struct edit *author = field_author(field, wordings[i]->edit);
        const char *who = who_made(log, author);
        struct str line = str_of("    ");
        history_say_value(log->session, record, field->name, version_value(wordings[i]),
                          &line);
        str_addf(&line, "  %s%s", who, *who ? ", " : "");
        add_when(author, &line);
        str_add(&line, i == 0 ? " (shown)" : "");
        log_line(log, line.bytes);
        str_finish(&line);
    }
    free(wordings);
}

/* A deletion that others wrote against, unseen. */
static void print_dispute(struct log *log, const struct record *record, size_t *count)
{
    const struct edit *deletion = record_deletion(record);
    const char *who = who_made(log, deletion);
    struct str line = str_of("  whether to delete ");
    history_name(log->session, record, &line);
    if (log->json) {
        tell_item(log, record, NULL, line.bytes);
        str_finish(&line);
        return;
    }
    print_item(log, count, &line);
    str_addf(&line, "    deleted  %s%s", who, *who ? ", " : "");
    add_when(deletion, &line);
    str_add(&line, " (shown: not all who wrote had seen that)");
    log_line(log, line.bytes);
    str_finish(&line);
}

static void print_unsettled(struct log *log, const struct record *record, size_t *count)
{
    const char *kind = record_kind(record);
    bool entry = strcmp(kind, "note") == 0 || strcmp(kind, "goal") == 0;
    if ((entry || strcmp(kind, "session") == 0 || strcmp(kind, "offer") == 0) &&
        !record_shown(record)) {
        return;
    }
    size_t fields;
    const struct field **by_name = record_fields_by_name(record, &fields);
    for (size_t i = 0; i < fields; i++) {
        const struct field *f = by_name[i];
        if (field_wordings(f) > 1 && to_be_told(log, record, f->name)) {
            struct str line = str_of("  ");
            add_field(log, record, f->name, &line);
            if (log->json) {
                tell_item(log, record, f, line.bytes);
            } else {
                print_item(log, count, &line);
                print_wordings(log, record, f);
            }
            str_finish(&line);
        }
    }
    free(by_name);
    if (record_delete_disputed(record)) {
        print_dispute(log, record, count);
    }
}

/* Each record at the first of its edits. */
static void print_all_unsettled(struct log *log, const struct edit *const *edits,
                                size_t count)
{
    size_t unsettled = 0;
    for (size_t i = 0; i < count; i++) {
        const struct record *record =
            session_record(log->session, edits[i]->kind, edits[i]->id);
        if (record_first(record) == edits[i]) {
            print_unsettled(log, record, &unsettled);
        }
    }
}

static int print_log(struct session *session, enum history_names names)
{
    struct log log = {.session = session, .names = names};
    size_t count, tables;
    const struct edit **edits = history_edits(session, &count);
    session_tables(session, &tables);
    log.many_tables = tables > 1;
    for (size_t i = 0; i < count; i++) {
        print_edit(&log, edits[i]);
    }
    print_all_unsettled(&log, edits, count);
    if (!count) {
        log_line(&log, "Nothing was said yet.");
    }
    free(edits);
    int status = print_paged(&log.text);
    str_finish(&log.text);
    return status;
}

static int tell_log(const struct session_file *file, enum history_names names)
{
    struct json_writer w;
    struct log log = {.session = file->session, .names = names, .json = &w};
    size_t count;
    const struct edit **edits = history_edits(file->session, &count);
    json_writer_begin(&w, "roundtable log");
    json_tell_text(&w, "file", file->path);
    json_open_array(&w, "changes");
    for (size_t i = 0; i < count; i++) {
        tell_edit(&log, edits[i]);
    }
    json_close(&w);
    json_open_array(&w, "unsettled");
    print_all_unsettled(&log, edits, count);
    free(edits);
    return print_json(&w);
}

/* One state that was kept: what it holds, if it is whole. */
static bool read_generation(const struct generation *generation,
                            struct session_file *file)
{
    struct str bytes = STR_EMPTY;
    bool ok = read_file(generation->path, &bytes, NULL) &&
              file_read("generation", str_text(&bytes), bytes.len_bytes, 0, false, file,
                        NULL, NULL);
    str_finish(&bytes);
    return ok;
}

/* "12  2017-02-22 12:14:03  tables 1, goals 4, notes 31, edits 52" */
static void print_generation(const struct generation *generation)
{
    struct session_file file;
    struct str line = STR_EMPTY;
    char at[INSTANT_SIZE_BYTES];
    instant_write((int64_t)generation->at * 1000, at);
    str_addf(&line, "%4lu  %.10s %.8s  ", generation->number, at, at + 11);
    if (read_generation(generation, &file)) {
        add_counts(file.session, &line);
        file_close(&file);
    } else {
        str_add(&line, "damaged");
    }
    print_line(line.bytes);
    str_finish(&line);
}

static void tell_generation(struct json_writer *w, const struct generation *generation)
{
    struct session_file file;
    char at[INSTANT_SIZE_BYTES];
    instant_write((int64_t)generation->at * 1000, at);
    bool whole = read_generation(generation, &file);
    json_open_object(w, NULL);
    json_tell_number(w, "number", (long long)generation->number);
    json_tell_text(w, "at", at);
    json_tell_flag(w, "whole", whole);
    if (whole) {
        json_tell_counts(w, file.session);
        file_close(&file);
    }
    json_close(w);
}

static int print_generations(const char *path, bool json)
{
    struct generations all = {0};
    struct json_writer w;
    json_writer_begin(&w, "roundtable generations");
    json_tell_text(&w, "file", path);
    json_open_array(&w, "generations");
    generations_list(path, &all);
    for (size_t i = 0; i < all.count; i++) {
        if (json) {
            tell_generation(&w, &all.items[i]);
        } else {
            print_generation(&all.items[i]);
        }
    }
    if (all.count == 0 && !json) {
        print_format("No earlier state of %s is kept.", path);
    }
    generations_finish(&all);
    if (json) {
        return print_json(&w);
    }
    str_finish(&w.text);
    return output_done();
}

int command_log(const struct command *command, int argc, char **argv)
{
    bool without_names = false, generations = false, json = false;
    const struct option_row rows[] = {{"without-names", .flag = &without_names},
                                      {"generations", .flag = &generations},
                                      {"json", .flag = &json},
                                      {.name = NULL}};
    struct session_file file;
    int status;
    const char *path = command_file(command, rows, argc, argv, &status);
    if (!path) {
        return status;
    }
    if (generations && is_standard_input(path)) {
        return usage_error(command, "--generations are those of a FILE");
    }
    if (generations) {
        return print_generations(path, json);
    }
    if (!open_session(path, &file, &status)) {
        return status;
    }
    enum history_names names = without_names ? HISTORY_WITHOUT_NAMES : HISTORY_WITH_NAMES;
    status = json ? tell_log(&file, names) : print_log(file.session, names);
    return close_session(&file, status);
}
