/* Whose edits are, what they concern, and which to show together. */

#include "model/history_words_inside.h"

#include "base/dates.h"
#include "base/instant.h"
#include "base/memory.h"
#include "base/words.h"
#include "model/alone.h"
#include "model/ballot.h"
#include "model/fields.h"
#include "model/moved.h"
#include "model/offers.h"
#include "model/rows.h"

#include <stdlib.h>
#include <string.h>

static const char *words_of(const struct record *record)
{
    return record ? row_words(record) : "";
}

const struct record *history_table(const struct record *record)
{
    for (int depth = 0; record && !record_is(record, "session") && depth < 3; depth++) {
        record = record_owner(record);
    }
    return record;
}

const char *history_who(const struct edit *edit)
{
    const char *by = edit_by(edit);
    return !by ? "" : strcmp(by, "hand") == 0 ? "by hand" : by;
}

bool history_holds_back(const struct record *record, const struct edit *edit)
{
    return edit->set_count && field_is(edit->kind, edit->set[0].field, FIELD_VOTER) &&
           votes_are_hidden(record);
}

bool history_knows_time(const struct edit *edit)
{
    enum { DAY_MS = 24 * 60 * 60 * 1000 };
    bool hand = edit->by && strcmp(edit->by, "hand") == 0;
    return edit->at_ms != 0 && !(hand && edit->at_ms % DAY_MS == 0);
}

bool history_is_several(const char *number)
{
    size_t digits = strspn(number, "0123456789");
    const char *more = number + digits + strspn(number + digits, " ");
    return digits && (strpbrk(more, ",&+/") == more || strncmp(more, "and ", 4) == 0 ||
                      strncmp(more, "to ", 3) == 0 ||
                      ((*more == '-' || strncmp(more, "–", strlen("–")) == 0) &&
                       strpbrk(more, "0123456789")));
}

/* Also as the languages call it whose papers have words: templates/paper.*.json. */
const char *history_table_word(const char *number)
{
    static const char *const calls_it[] = {" table ", " tables ", " bwrdd ", " byrddau ",
                                           " stół ",  " stoły ",  " میز ",   " میزیں "};
    struct str words = STR_EMPTY;
    bool says_it = false;
    words_fold(number, &words);
    for (size_t i = 0; i < sizeof calls_it / sizeof *calls_it && !says_it; i++) {
        says_it = strstr(str_text(&words), calls_it[i]) != NULL;
    }
    str_finish(&words);
    return says_it ? "" : history_is_several(number) ? "tables " : "table ";
}

/* What a table is called by, in that order. */
static const char *const names[] = {"place", "table", "date", "title"};

enum { AT_NUMBER = 1, NAMES = sizeof names / sizeof *names };

bool history_table_begun(const struct record *table, char hour[HISTORY_HOUR_BYTES])
{
    const struct edit *first = record_first(table);
    char at[INSTANT_SIZE_BYTES];
    if (!first || !history_knows_time(first)) {
        return false;
    }
    instant_write(first->at_ms, at);
    at[DATE_SIZE_BYTES + HISTORY_HOUR_BYTES - 1] = '\0'; /* the hour, behind the day */
    memcpy(hour, at + DATE_SIZE_BYTES, HISTORY_HOUR_BYTES);
    return true;
}

static bool are_called_same(const struct record *a, const struct record *b)
{
    size_t same = 0;
    while (same < NAMES &&
           strcmp(record_words(a, names[same]), record_words(b, names[same])) == 0) {
        same++;
    }
    return same == NAMES;
}

/* What parts a table from others of its file that are called the same: the hour at which it was
 * begun, if not all were begun then, and of those of one hour or an unknown one which it is. */
struct apart {
    char hour[HISTORY_HOUR_BYTES];
    size_t nth, of;
};

static struct apart apart_of(const struct record *table)
{
    struct apart a = {.nth = 0};
    char other[HISTORY_HOUR_BYTES];
    size_t count, alike = 0;
    const struct record *const *tables = session_tables(record_session(table), &count);
    if (count < 2) {
        return a;
    }
    bool known = history_table_begun(table, a.hour);
    for (size_t i = 0; i < count; i++) {
        bool same = tables[i] == table || are_called_same(tables[i], table);
        alike += same;
        a.of += same && (!known || !history_table_begun(tables[i], other) ||
                         strcmp(a.hour, other) == 0);
        a.nth = tables[i] == table ? a.of : a.nth;
    }
    if (a.of == alike) {
        *a.hour = '\0';
    }
    return alike > 1 && a.nth ? a : (struct apart){.nth = 0};
}

void history_tell_apart(const struct record *table, bool in_words, struct str *out)
{
    struct apart a = apart_of(table);
    bool by_number = a.of > 1;
    if (*a.hour || by_number) {
        str_addf(out, in_words ? "%s%s%s" : " (%s%s%s",
                 in_words ? (*a.hour ? ", begun " : ", ") : "", a.hour,
                 *a.hour && by_number ? ", " : "");
        if (by_number) {
            str_addf(out, in_words ? "%zu of %zu" : "%zu/%zu", a.nth, a.of);
        }
        str_add(out, in_words ? "" : ")");
    }
}

void history_name_table_as(const struct record *table, const char *word, bool dated,
                           bool titled, struct str *out)
{
    const bool told[] = {true, true, dated, titled};
    size_t start_bytes = out->len_bytes;
    bool apart =
        false; /* behind the number, or the first name: the last may be cut off */
    for (size_t i = 0; i < NAMES; i++) {
        const char *text = told[i] ? record_words(table, names[i]) : "";
        const char *before = i == AT_NUMBER && *text ? history_table_word(text) : "";
        if (*text) {
            str_add(out, out->len_bytes > start_bytes ? ", " : "");
            str_addf(out, "%s%s%s", *before && word ? word : before,
                     *before && word ? " " : "", text);
        }
        if (i >= AT_NUMBER && !apart && out->len_bytes > start_bytes) {
            history_tell_apart(table, !word, out);
            apart = true;
        }
    }
}

void history_name_table(const struct record *table, struct str *out)
{
    size_t start_bytes = out->len_bytes;
    history_name_table_as(table, NULL, true, true, out);
    if (out->len_bytes == start_bytes) {
        str_add(out, "a table without a name");
        history_tell_apart(table, true, out);
    }
}

void history_name_table_short(const struct record *table, struct str *out)
{
    size_t start_bytes = out->len_bytes;
    history_name_table_as(table, NULL, false, false, out);
    if (out->len_bytes == start_bytes) {
        history_name_table(table, out);
    }
}

void history_name(struct session *s, const struct record *record, struct str *out)
{
    const struct template *form = table_template(s, history_table(record));
    const struct record *goal = record_is(record, "note") ? record_owner(record) : NULL;
    const char *name = record_is(record, "theme") ? record_words(record, "name") : "";
    if (record_is(record, "session")) {
        history_name_table(record, out);
        return;
    }
    if (record_is_alone(record)) {
        str_add(out, "what is written alone");
        return;
    }
    if (record_is(record, "offer")) {
        str_addf(out, "the offer ‘%s’", words_of(record));
        return;
    }
    if (!record_is(record, "note") && !record_is(record, "goal")) {
        str_addf(out, *name ? "the %s ‘%s’" : "the %s", record_kind(record), name);
        return;
    }
    str_addf(out, "the %s ‘%s’",
             record_is(record, "note") ? note_noun(form, record) : row_noun(form, record),
             words_of(record));
    if (*words_of(goal)) {
        str_addf(out, " of ‘%s’", words_of(goal));
    }
}

/* What a hand wrote at one time, as the grid reads: tables, goals, their notes. */

static bool by_hand(const struct edit *edit)
{
    return edit->by && strcmp(edit->by, "hand") == 0;
}

struct reading {
    const struct edit *edit;
    const struct record *table, *goal, *note; /* NULL: the edit is of one above */
    size_t column;                            /* of its table's template */
};

static size_t column_index(struct session *s, const struct record *table, const char *id)
{
    const struct template *form = table_template(s, table);
    const struct column *column = template_column(form, id, NULL);
    return column ? column->number : form->columns_by_id.count;
}

static struct reading reading_of(struct session *s, const struct edit *edit)
{
    const struct record *record = session_record(s, edit->kind, edit->id);
    struct reading r = {.edit = edit};
    if (by_hand(edit)) {
        r.note = record_is(record, "note") ? record : NULL;
        r.goal = r.note                      ? record_owner(record)
                 : record_is(record, "goal") ? record
                                             : NULL;
        r.table = history_table(record);
        r.column = r.note ? column_index(s, r.table, record_words(r.note, "column")) : 0;
    }
    return r;
}

static int order_of_places(const struct record *a, const struct record *b)
{
    if (a == b || !a || !b) {
        return !b - !a;
    }
    int order = strcmp(record_words(a, "place"), record_words(b, "place"));
    return order ? order : strcmp(record_id(a), record_id(b));
}

static int reading_order(const void *left, const void *right)
{
    const struct reading *a = left, *b = right;
    int order = 0;
    if (a->edit->at_ms != b->edit->at_ms) {
        return a->edit->at_ms < b->edit->at_ms ? -1 : 1;
    }
    if (by_hand(a->edit) != by_hand(b->edit)) {
        return by_hand(a->edit) ? -1 : 1;
    }
    if (by_hand(a->edit)) {
        order = order_of_places(a->table, b->table);
        order = order ? order : order_of_places(a->goal, b->goal);
        order = order || a->column == b->column ? order : a->column < b->column ? -1 : 1;
        order = order ? order : order_of_places(a->note, b->note);
    }
    return order ? order : edit_compare(a->edit, b->edit);
}

const struct edit **history_edits(struct session *s, size_t *count)
{
    size_t all, kept = 0;
    const struct edit **edits = session_edits(s, &all);
    struct reading *readings = memory_get((all + 1) * sizeof *readings);
    for (size_t i = 0; i < all; i++) {
        const struct record *record = session_record(s, edits[i]->kind, edits[i]->id);
        if (!edit_is_template(edits[i]) && !record_was_withdrawn(record) &&
            !history_holds_back(record, edits[i]) &&
            !edit_only_says_again(record, edits[i])) {
            readings[kept++] = reading_of(s, edits[i]);
        }
    }
    qsort(readings, kept, sizeof *readings, reading_order);
    for (size_t i = 0; i < kept; i++) {
        edits[i] = readings[i].edit;
    }
    free(readings);
    *count = kept;
    return edits;
}

const struct edit **history_of(const struct record *record, size_t *count)
{
    const struct edit **edits = NULL;
    size_t room = 0;
    *count = 0;
    for (const struct field *f = record_fields(record); f; f = f->next) {
        for (const struct version *v = f->versions; v; v = v->next) {
            if (strcmp(v->edit->set[0].field, f->name) == 0) { /* each edit once */
                ARRAY_ADD(edits, *count, room, v->edit);
            }
        }
    }
    ARRAY_SORT(edits, *count, edit_order);
    return edits;
}

static int latest_version_first(const void *left, const void *right)
{
    const struct version *const *a = left, *const *b = right;
    return edit_compare((*b)->edit, (*a)->edit);
}

const struct version **history_wordings(const struct field *field, size_t *count)
{
    size_t all;
    const struct version **heads = field_heads(field, &all);
    ARRAY_SORT(heads, all, latest_version_first); /* which is the one shown */
    *count = versions_keep_different(heads, all);
    return heads;
}

struct deleted {
    const struct record *record;
    const struct edit *deletion;
};

static int latest_deletion_first(const void *left, const void *right)
{
    const struct deleted *a = left, *b = right;
    bool same_time = a->deletion->at_ms == b->deletion->at_ms;
    if (same_time && record_is(a->record, "goal") != record_is(b->record, "goal")) {
        /* a goal before the notes it took along */
        return record_is(a->record, "goal") ? -1 : 1;
    }
    return edit_compare(b->deletion, a->deletion);
}

bool history_tells_deleted(const struct record *r, const struct record *table)
{
    return (record_is(r, "note") || record_is(r, "goal")) && !record_shown(r) &&
           record_deletion(r) && *words_of(r) && !record_is_alone(r) &&
           history_table(r) == table && !record_was_withdrawn(r) && !record_is_unread(r);
}

const struct record **history_deleted(struct session *s, const struct record *table,
                                      const struct record *goal, size_t *count)
{
    struct deleted *deleted = NULL;
    size_t room = 0;
    *count = 0;
    for (const struct record *r = session_next_record(s, NULL); r;
         r = session_next_record(s, r)) {
        if (record_shown(r)) { /* as nearly all are */
            continue;
        }
        bool under = !goal || (record_is(r, "note") && record_owner(r) == goal);
        if (under && history_tells_deleted(r, table)) {
            ARRAY_ADD(deleted, *count, room, ((struct deleted){r, record_deletion(r)}));
        }
    }
    ARRAY_SORT(deleted, *count, latest_deletion_first);
    const struct record **records = memory_get(*count * sizeof(*records));
    for (size_t i = 0; i < *count; i++) {
        records[i] = deleted[i].record;
    }
    free(deleted);
    return records;
}
