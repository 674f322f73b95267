/* Commitments that have a date, as entries of a calendar (RFC 5545): each is an event of
 * the whole day, since few calendars show tasks. */

#include "base/instant.h"
#include "base/sanitise.h"
#include "base/utf8.h"
#include "export/outline.h"
#include "model/commitments.h"
#include "model/history.h"

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

/* One line on a calendar's page: "Ask the trusts (Ana)". */
static void add_summary(struct str *out, const struct commitment *c, bool names)
{
    struct str words = str_of("%s", record_says(c->note, "text"));
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

static void add_description(struct str *out, const struct commitment *c, bool names)
{
    struct str words = STR_EMPTY;
    char day[32];
    const struct record *goal = record_parent(c->note);
    const char *date = record_says(c->table, "date");
    add_labelled(&words, "Goal", record_says(goal, "text"));
    if (names) {
        add_labelled(&words, "Who does it", c->who);
        add_labelled(&words, "Messenger", c->messenger);
    }
    add_labelled(&words, "What came of it", c->outcome);
    add_labelled(&words, "Session", record_says(c->table, "title"));
    add_labelled(&words, "Place", record_says(c->table, "place"));
    add_labelled(&words, "Date", date_in_words(date, day) ? day : date);
    const char *number = record_says(c->table, "table");
    add_labelled(&words, history_is_several(number) ? "Tables" : "Table", number);
    if (words.len_bytes) {
        add_property(out, "DESCRIPTION", words.bytes, "\\n");
    }
    str_finish(&words);
}

static void add_event(struct str *out, const struct commitment *c, bool names)
{
    struct str id = str_of("%s@roundtable", record_id(c->note));
    str_add(out, "BEGIN:VEVENT\r\n");
    add_property(out, "UID", id.bytes, " ");
    add_stamp(out, "DTSTAMP", c->note);
    add_stamp(out, "LAST-MODIFIED", c->note);
    str_addf(out, "DTSTART;VALUE=DATE:%.4s%.2s%.2s\r\n", c->when, c->when + 5,
             c->when + 8);
    add_summary(out, c, names);
    add_description(out, c, names);
    str_add(out, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"); /* nobody is busy all day */
    str_finish(&id);
}

/* Those of all tables, by date. */
static struct commitments find(struct session *session)
{
    struct commitments all = {0};
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    for (size_t i = 0; i < count; i++) {
        commitments_add(session, tables[i], &all);
    }
    commitments_by_date(&all);
    return all;
}

void export_ics(struct session *session, const struct export_options *options,
                struct str *out)
{
    struct commitments all = find(session);
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    str_add(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
                 "PRODID:-//roundtable//commitments//EN\r\nCALSCALE:GREGORIAN\r\n"
                 "METHOD:PUBLISH\r\n");
    const char *title = count ? record_says(tables[0], "title") : "";
    add_property(out, "X-WR-CALNAME", *title ? title : "roundtable", " ");
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].dated) {
            add_event(out, &all.items[i], !export_without_names(options));
        }
    }
    str_add(out, "END:VCALENDAR\r\n");
    commitments_finish(&all);
}

bool export_ics_left_out(struct session *session, struct str *said)
{
    struct commitments all = find(session);
    size_t dated = 0, left = 0;
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
    return left || !dated;
}
