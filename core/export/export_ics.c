/* Commitments that have a date, as entries of a calendar (RFC 5545): each is an event of
 * the whole day, since few calendars show tasks. */

#include "base/instant.h"
#include "base/memory.h"
#include "base/sanitise.h"
#include "base/utf8.h"
#include "export/outline.h"
#include "model/alone.h"
#include "model/commitments.h"
#include "model/history.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_LINE_BYTES = 75 };

/* Adds a line, folded between letters: what follows a break begins with a blank. */
static void add_line(struct str *out, const char *line)
{
    size_t len_bytes = strlen(line), room = LONGEST_LINE_BYTES;
    for (size_t at = 0, end; at < len_bytes; at = end) {
        for (end = at; end < len_bytes;) {
            uint32_t code_point;
            size_t next = end + utf8_read(line + end, len_bytes - end, &code_point);
            if (next - at > room) {
                break;
            }
            end = next;
        }
        str_add(out, at ? "\r\n " : "");
        str_add_bytes(out, line + at, end - at);
        room = LONGEST_LINE_BYTES - 1;
    }
    str_add(out, "\r\n");
}

/* Adds words as a value of type TEXT; line_break stands for their line breaks. */
static void add_words(struct str *line, const char *words, const char *line_break)
{
    struct str clean = STR_EMPTY;
    sanitise(words, SANITISE_FOR_PAGE, &clean);
    for (const char *at = str_text(&clean); *at; at++) {
        if (*at == '\n') {
            str_add(line, line_break);
        } else {
            str_add(line, strchr("\\;,", *at) ? "\\" : "");
            str_add_byte(line, *at);
        }
    }
    str_finish(&clean);
}

static void add_property(struct str *out, const char *name, const char *words,
                         const char *line_break)
{
    struct str line = str_of("%s:", name);
    add_words(&line, words, line_break);
    add_line(out, line.bytes);
    str_finish(&line);
}

/* "20170222T121403Z": when somebody last said something about a note. */
static void add_stamp(struct str *out, const char *name, const struct record *note)
{
    int64_t at_ms = 0;
    char at[INSTANT_SIZE_BYTES];
    for (const struct field *f = record_fields(note); f; f = f->next) {
        const struct version *shown = field_shown(f);
        at_ms = shown && shown->edit->at_ms > at_ms ? shown->edit->at_ms : at_ms;
    }
    instant_write(at_ms, at);
    str_addf(out, "%s:%.4s%.2s%.2sT%.2s%.2s%.2sZ\r\n", name, at, at + 5, at + 8, at + 11,
             at + 14, at + 17);
}

static bool is_date(struct value value)
{
    int64_t unused;
    return value.kind == VALUE_TEXT && date_read(value.text, &unused);
}

/* The first edit that gave a note a date, and the last; NULL: none ever did. */
static const struct version *dated_version(const struct record *note, bool first)
{
    const struct field *field = record_field(note, "when");
    size_t count = 0;
    const struct version **all = field ? field_versions(field, &count) : NULL;
    const struct version *found = NULL;
    for (size_t i = 0; i < count; i++) {
        int order = found ? edit_compare(all[i]->edit, found->edit) : 0;
        if (is_date(version_value(all[i])) &&
            (!found || (first ? order < 0 : order > 0))) {
            found = all[i];
        }
    }
    free(all);
    return found;
}

/* The edits that changed what a calendar shows of a note since it had a date. */
struct changes {
    const struct version *since;
    const struct edit **edits;
    size_t count, room;
    size_t redacted; /* of them: changed once more, when their words were taken out */
};

static void add_changes(struct changes *c, const struct record *record, const char *name)
{
    const struct field *field = record_field(record, name);
    size_t count = 0;
    const struct version **all = field ? field_versions(field, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        const struct edit *edit = all[i]->edit;
        bool counts = c->since && edit_compare(edit, c->since->edit) > 0;
        for (size_t e = 0; e < c->count && counts; e++) {
            counts = c->edits[e] != edit;
        }
        if (counts) {
            ARRAY_ADD(c->edits, c->count, c->room, edit);
            c->redacted += edit->redacted;
        }
    }
    free(all);
}

/* The rows that a note ever stood under, for with one it goes and comes back. */
static void add_changes_above(struct changes *c, const struct session *session,
                              const struct record *note)
{
    const struct field *field = record_field(note, "goal");
    size_t count = 0;
    const struct version **all = field ? field_versions(field, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        const char *row = value_words(version_value(all[i]));
        const char *id = strchr(row, ':');
        const struct record *goal = id ? session_record(session, "goal", id + 1) : NULL;
        if (goal) {
            add_changes(c, goal, "gone");
        }
    }
    free(all);
}

/* How often that was: a program takes what comes again for a change, and not for another entry,
 * where the number grew. It never falls, whatever is deleted, moved, undone or taken out. */
static size_t times_changed(const struct session *session, const struct record *note)
{
    static const char *const fields[] = {"text",      "who",     "when", "goal",
                                         "messenger", "outcome", "gone"};
    struct changes changes = {.since = dated_version(note, true)};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        add_changes(&changes, note, fields[i]);
    }
    add_changes_above(&changes, session, note);
    free(changes.edits);
    return changes.count + changes.redacted;
}

/* One line on a calendar's page: "Ask the trusts (Ana)". */
static void add_summary(struct session *session, struct str *out,
                        const struct commitment *c, bool names)
{
    struct str words = STR_EMPTY;
    outline_say_action(paper_words_of(table_language(session, c->table)), c, names,
                       &words);
    if (names && *c->who) {
        str_addf(&words, " (%s)", c->who);
    }
    add_property(out, "SUMMARY", str_text(&words), " ");
    str_finish(&words);
}

static void add_labelled(struct str *out, const char *label, const char *words)
{
    if (*words) {
        str_addf(out, "%s%s: %s", out->len_bytes ? "\n" : "", label, words);
    }
}

/* "other wording: Ben", a line each, of what two said otherwise of it. */
static void add_others(const struct paper_words *paper, const struct record *note,
                       const char *field, struct str *words)
{
    const char **others = outline_other_wordings(record_field(note, field));
    for (size_t i = 0; others && others[i]; i++) {
        struct str day = STR_EMPTY;
        bool dated = paper_say_date(paper, others[i], &day);
        add_labelled(words, paper->texts[PAPER_OTHER_WORDING],
                     dated ? day.bytes : others[i]);
        str_finish(&day);
    }
    free(others);
}

/* "Goal: Less waste". Of a form that is a list, what it is called. */
static void add_row(struct session *session, const struct commitment *c,
                    const char *const *says, struct str *words)
{
    const struct template *form = table_template(session, c->table);
    const struct record *row = record_parent(c->note);
    struct str noun = STR_EMPTY;
    if (row) {
        const char *id = row_grid(row);
        const struct grid *grid = *id ? template_grid(form, id) : NULL;
        text_add_capital(&noun, grid && grid_is_list(grid) ? says[PAPER_FORM]
                                                           : row_own_noun(form, row));
        add_labelled(words, str_text(&noun), record_says(row, "text"));
    }
    str_finish(&noun);
}

static void add_description(struct session *session, struct str *out,
                            const struct commitment *c, bool names)
{
    struct str words = STR_EMPTY;
    const struct paper_words *paper = paper_words_of(table_language(session, c->table));
    const char *const *says = paper->texts, *date = record_says(c->table, "date");
    struct str day = STR_EMPTY;
    add_others(paper, c->note, "text", &words);
    add_others(paper, c->note, "when", &words);
    add_row(session, c, says, &words);
    if (names) {
        add_labelled(&words, says[PAPER_WHO_DOES], c->who);
        add_others(paper, c->note, "who", &words);
        add_labelled(&words, says[PAPER_MESSENGER], c->messenger);
    }
    add_labelled(&words, says[PAPER_OUTCOME], c->outcome);
    add_labelled(&words, says[PAPER_SESSION], record_says(c->table, "title"));
    add_labelled(&words, says[PAPER_PLACE], record_says(c->table, "place"));
    add_labelled(&words, says[PAPER_DATE],
                 paper_say_date(paper, date, &day) ? day.bytes : date);
    const char *number = record_says(c->table, "table");
    add_labelled(&words, says[history_is_several(number) ? PAPER_TABLES : PAPER_TABLE],
                 number);
    str_finish(&day);
    if (words.len_bytes) {
        add_property(out, "DESCRIPTION", words.bytes, "\\n");
    }
    str_finish(&words);
}

/* A day, whole: it ends where the next begins. Some programs show none without its end. */
static void add_day(struct str *out, const char *day)
{
    char next[INSTANT_SIZE_BYTES];
    int64_t at_ms = 0;
    date_read(day, &at_ms);
    instant_write(at_ms + INT64_C(24) * 60 * 60 * 1000, next);
    str_addf(out, "DTSTART;VALUE=DATE:%.4s%.2s%.2s\r\n", day, day + 5, day + 8);
    str_addf(out, "DTEND;VALUE=DATE:%.4s%.2s%.2s\r\n", next, next + 5, next + 8);
}

static void begin_event(const struct session *session, struct str *out,
                        const struct record *note, const char *day)
{
    struct str id = str_of("%s@roundtable", record_id(note));
    str_add(out, "BEGIN:VEVENT\r\n");
    add_property(out, "UID", id.bytes, " ");
    add_stamp(out, "DTSTAMP", note);
    add_stamp(out, "LAST-MODIFIED", note);
    str_addf(out, "SEQUENCE:%zu\r\n", times_changed(session, note));
    add_day(out, day);
    str_finish(&id);
}

static void end_event(struct str *out)
{
    str_add(out, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"); /* nobody is busy all day */
}

static void add_event(struct session *session, struct str *out,
                      const struct commitment *c, bool names)
{
    begin_event(session, out, c->note, c->when);
    add_summary(session, out, c, names);
    add_description(session, out, c, names);
    end_event(out);
}

static bool is_among(const struct commitments *all, const struct record *note)
{
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].dated && all->items[i].note == note) {
            return true;
        }
    }
    return false;
}

/* What had a date, and has none any more or was deleted: calendars that took it in drop it
 * when told so. What was deleted does not tell its words. */
static void add_cancelled(struct session *session, const struct commitments *all,
                          struct str *out)
{
    for (const struct record *r = session_next_record(session, NULL); r;
         r = session_next_record(session, r)) {
        const struct version *last =
            record_is(r, "note") ? dated_version(r, false) : NULL;
        const struct record *row = last ? record_owner(r) : NULL;
        const struct record *table = row ? record_owner(row) : NULL;
        if (table && !table_alone(table) && !is_among(all, r)) {
            bool gone = !record_shown(r) || !record_parent(r);
            begin_event(session, out, r, value_words(version_value(last)));
            str_add(out, "STATUS:CANCELLED\r\n");
            const char *const *says =
                paper_words_of(table_language(session, table))->texts;
            add_property(out, "SUMMARY",
                         gone ? says[PAPER_TAKEN_BACK] : record_says(r, "text"), " ");
            end_event(out);
        }
    }
}

/* Whether it is what was said so far, which it is from now on where nothing was. */
static bool is_said_again(const char *says, const char **said)
{
    *said = *said ? *said : says;
    return *says && strcmp(says, *said) == 0;
}

/* What all tables say in a field whose promises stand in it, or all where none do; NULL if they
 * say different things, or one says nothing. */
static const char *said_by_all(struct session *session, const struct commitments *all,
                               const char *field)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    const char *said = NULL;
    bool same = true;
    for (size_t i = 0; i < all->count; i++) {
        const char *says = record_says(all->items[i].table, field);
        same = same && (!all->items[i].dated || is_said_again(says, &said));
    }
    bool none = !said;
    for (size_t i = 0; i < count && none; i++) {
        same = same && is_said_again(record_says(tables[i], field), &said);
    }
    return same ? said : NULL;
}

/* People see it over their promises: it is no name of another table. */
static const char *name_of(struct session *session, const struct commitments *all)
{
    const char *title = said_by_all(session, all, "title");
    const char *place = title ? title : said_by_all(session, all, "place");
    return place ? place : "roundtable";
}

void export_ics(struct session *session, const struct export_options *options,
                struct str *out)
{
    struct commitments all = {0};
    commitments_add_all(session, &all);
    str_add(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
                 "PRODID:-//roundtable//commitments//EN\r\nCALSCALE:GREGORIAN\r\n"
                 "METHOD:PUBLISH\r\n");
    add_property(out, "X-WR-CALNAME", name_of(session, &all), " ");
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].dated) {
            add_event(session, out, &all.items[i], !export_without_names(options));
        }
    }
    add_cancelled(session, &all, out);
    str_add(out, "END:VCALENDAR\r\n");
    commitments_finish(&all);
}

bool export_ics_left_out(struct session *session, struct str *said)
{
    struct commitments all = {0};
    size_t dated = 0, left = 0;
    commitments_add_all(session, &all);
    for (size_t i = 0; i < all.count; i++) {
        bool says_more = *all.items[i].who || *all.items[i].when;
        dated += all.items[i].dated;
        left += !all.items[i].dated && says_more;
    }
    if (left) {
        str_addf(said, "%zu commitment%s without a date %s not in the calendar", left,
                 plural(left), left == 1 ? "is" : "are");
    } else if (!dated) {
        str_add(said, "nobody has promised anything by a date, so the calendar is empty");
    }
    commitments_finish(&all);
    bool half = commitments_add_half_written(session, said);
    return left || !dated || half;
}
