/* How tables are called, and how many there were, where and when. */

#include "base/dates.h"
#include "base/instant.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "findings/findings.h"
#include "model/history.h"
#include "model/meetings.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_GRAPHEMES = 32,
    MOST_OF_TITLE = 200,
    MOST_NAMED = 12, /* tables that a line names: more of them nobody reads */
};

static bool date_in_english(const void *with, const char *date, struct str *out)
{
    char words[DATE_WORDS_SIZE_BYTES];
    bool read = date_in_words(date, words);
    (void)with;
    str_add(out, read ? words : "");
    return read;
}

static void nth_in_english(const void *with, size_t nth, size_t all, struct str *out)
{
    (void)with;
    str_addf(out, "%zu of %zu", nth, all);
}

/* What tables are called where nobody gave them a place, or a name. */
static const struct findings_says *called(const struct findings *f)
{
    static const struct findings_says english = {.table = "table",
                                                 .tables = "tables",
                                                 .nameless = "a table without a name",
                                                 .date = date_in_english,
                                                 .nth = nth_in_english};
    return f->says ? f->says : &english;
}

/* The beginning of a field, in one line: of a title that tells a table from others as much as
 * a line has. */
static const char *short_words(struct findings *f, const struct record *table,
                               const char *field)
{
    size_t most = strcmp(field, "title") == 0 ? MOST_OF_TITLE : MOST_GRAPHEMES;
    struct str words = STR_EMPTY;
    const char *text = record_words(table, field);
    text_add_beginning(&words, text + strspn(text, " \t\r\n"), most);
    const char *kept = arena_copy_text(&f->arena, str_text(&words));
    str_finish(&words);
    return kept;
}

static const char *key_of_place(struct findings *f, const struct record *table)
{
    struct str key = STR_EMPTY;
    const char *place = record_words(table, "place");
    if (place[strspn(place, " \t\r\n")]) {
        theme_key_add(place, "", &key);
    }
    const char *kept = arena_copy_text(&f->arena, str_text(&key));
    str_finish(&key);
    return kept;
}

static void call_table(struct findings *f, struct findings_table *table)
{
    const char *place = short_words(f, table->record, "place");
    const char *number = short_words(f, table->record, "table");
    table->groups = NULL;
    table->more = false;
    if (*place) {
        table->group = *number ? place : "";
        table->name = *number ? number : place;
    } else if (*number) {
        bool counted = strchr("0123456789", *number) != NULL;
        table->group = counted ? called(f)->table : "";
        table->groups = history_is_several(number) ? called(f)->tables : NULL;
        table->name = number;
    } else {
        const char *title = short_words(f, table->record, "title");
        table->group = "";
        table->name = *title ? title : called(f)->nameless;
    }
}

/* Adds to the name of a table: "4 (7 March 2017)", and then "4 (7 March 2017, 10:14)". */
static void say_more(struct findings *f, struct findings_table *table, const char *more)
{
    struct str name = STR_EMPTY;
    size_t bytes = strlen(table->name) - (table->more ? strlen(")") : 0);
    str_addf(&name, "%.*s%s%s)", (int)bytes, table->name, table->more ? ", " : " (",
             more);
    table->more = true;
    table->name = arena_copy_text(&f->arena, name.bytes);
    str_finish(&name);
}

static int by_name(const void *left, const void *right)
{
    const struct findings_table *a = *(struct findings_table *const *)left,
                                *b = *(struct findings_table *const *)right;
    int order = strcmp(a->group, b->group);
    order = order ? order : strcmp(a->name, b->name);
    return order ? order : a < b ? -1 : 1;
}

enum apart_by { BY_DATE, BY_TIME, BY_NUMBER };

/* Its date, or when it was begun, as the log tells it: meetings of one day are known by that;
 * else which of several it is. */
static const char *part_by(struct findings *f, const struct record *table,
                           enum apart_by by, size_t nth, size_t count)
{
    struct str words = STR_EMPTY;
    char hour[HISTORY_HOUR_BYTES];
    const char *date = by == BY_DATE ? short_words(f, table, "date") : "";
    if (*date && !called(f)->date(called(f)->with, date, &words)) {
        str_set(&words, "%s", date);
    } else if (by == BY_TIME && history_table_begun(table, hour)) {
        str_add(&words, hour);
    } else if (by == BY_NUMBER) {
        called(f)->nth(called(f)->with, nth, count, &words);
    }
    const char *kept = arena_copy_text(&f->arena, str_text(&words));
    str_finish(&words);
    return kept;
}

/* Tables of one name say so what parts them; nothing that all of them have. */
static void part_run(struct findings *f, struct findings_table *const *run, size_t count,
                     enum apart_by by)
{
    const char **says = memory_get((count + 1) * sizeof *says);
    bool parts = false;
    for (size_t i = 0; i < count; i++) {
        says[i] = part_by(f, run[i]->record, by, i + 1, count);
        parts = parts || strcmp(says[i], says[0]) != 0;
    }
    for (size_t i = 0; i < count && parts; i++) {
        if (*says[i]) {
            say_more(f, run[i], says[i]);
        }
    }
    free(says);
}

static void tell_apart(struct findings *f, enum apart_by by)
{
    struct findings_table **sorted =
        memory_get((f->table_count + 1) * sizeof(struct findings_table *));
    for (size_t i = 0; i < f->table_count; i++) {
        sorted[i] = &f->tables[i];
    }
    qsort(sorted, f->table_count, sizeof(struct findings_table *), by_name);
    for (size_t i = 0, run; i < f->table_count; i += run) {
        const struct findings_table first = *sorted[i];
        for (run = 1; i + run < f->table_count &&
                      strcmp(sorted[i + run]->group, first.group) == 0 &&
                      strcmp(sorted[i + run]->name, first.name) == 0;
             run++) {
        }
        part_run(f, sorted + i, run, by);
    }
    free(sorted);
}

/* Tables that are called the same get their dates, then when they were begun, then a number. */
static void call_tables(struct findings *f)
{
    for (size_t i = 0; i < f->table_count; i++) {
        call_table(f, &f->tables[i]);
    }
    for (enum apart_by by = BY_DATE; by <= BY_NUMBER; by++) {
        tell_apart(f, by);
    }
}

void findings_name_tables(struct findings *f)
{
    const struct record *const *table = session_tables(f->session, &f->table_count);
    f->tables = arena_get(&f->arena, (f->table_count + 1) * sizeof *f->tables);
    for (size_t i = 0; i < f->table_count; i++) {
        f->tables[i].record = table[i];
        f->tables[i].place = key_of_place(f, table[i]);
    }
    call_tables(f);
    for (size_t i = 0; i < f->table_count; i++) {
        number_map_set(&f->table_numbers, (uintptr_t)table[i], (uint32_t)(i + 1));
    }
    f->met_count = tables_count_met(f->session, table, f->table_count);
}

const struct findings_table *findings_table_of(const struct findings *f,
                                               const struct record *entry)
{
    const struct record *table = record_is(entry, "session") ? entry : entry_table(entry);
    uint32_t number = number_map_find(&f->table_numbers, (uintptr_t)table);
    assert(number); /* an entry that is shown stands in a table that is shown */
    return &f->tables[number - 1];
}

void findings_add_table(const struct findings_table *table, struct str *out)
{
    const char *group = table->groups ? table->groups : table->group;
    str_addf(out, "%s%s%s", group, *group ? " " : "", table->name);
}

void findings_speak(struct findings *f, const struct findings_says *says)
{
    f->says = says;
    call_tables(f);
}

/* Adds tables of one group: "Leeds 1, 2"; without a place, "tables 1, 2". */
static void add_group(const struct findings *f,
                      const struct findings_table *const *tables, size_t count,
                      struct str *out)
{
    const char *group = tables[0]->group;
    bool unplaced = group == called(f)->table;
    bool several = unplaced && (count > 1 || tables[0]->groups);
    group = several ? called(f)->tables : group;
    str_addf(out, "%s%s", group, *group ? " " : "");
    for (size_t i = 0; i < count; i++) {
        str_addf(out, "%s%s", i ? ", " : "", tables[i]->name);
    }
}

/* How many places there are. */
static size_t count_places(const struct findings_table *const *tables, size_t table_count)
{
    const char **keys = memory_get((table_count + 1) * sizeof(*keys));
    size_t count = 0, places = 0;
    for (size_t i = 0; i < table_count; i++) {
        if (*tables[i]->place) {
            keys[count++] = tables[i]->place;
        }
    }
    qsort(keys, count, sizeof(*keys), text_order);
    for (size_t i = 0; i < count; i++) {
        places += i == 0 || strcmp(keys[i], keys[i - 1]) != 0;
    }
    free(keys);
    return places;
}

/* How many there are; whoever met again is the same table. */
static size_t count_met(const struct findings *f,
                        const struct findings_table *const *tables, size_t table_count,
                        bool placed)
{
    const struct record **records = memory_get((table_count + 1) * sizeof(*records));
    size_t count = 0;
    for (size_t i = 0; i < table_count; i++) {
        const char *place = record_words(tables[i]->record, "place");
        if (!placed || place[strspn(place, " \t\r\n")]) {
            records[count++] = tables[i]->record;
        }
    }
    size_t met = tables_count_met(f->session, records, count);
    free(records);
    return met;
}

/* What the only place is called, or "". */
static struct str only_place(const struct findings_table *const *tables, size_t count,
                             size_t places)
{
    struct str place = STR_EMPTY;
    for (size_t i = 0; places == 1 && i < count && !place.len_bytes; i++) {
        struct str typed = STR_EMPTY;
        str_add_trimmed(&typed, record_words(tables[i]->record, "place"));
        text_add_beginning(&place, str_text(&typed), MOST_GRAPHEMES);
        str_finish(&typed);
    }
    return place;
}

static void add_counts_in_english(const struct findings_counts *counts, struct str *out)
{
    str_addf(out, "%zu table%s", counts->met, plural(counts->met));
    if (counts->places && counts->placed < counts->met) {
        str_addf(out, ", %zu of them", counts->placed);
    }
    if (*counts->place) {
        str_addf(out, " in %s", counts->place);
    } else if (counts->places > 1) {
        str_addf(out, " in %zu places", counts->places);
    }
}

/* Adds "31 tables in 4 places", or "3 tables, 2 of them in Leeds"; nothing of places where
 * none is known. */
static void add_counts(const struct findings *f,
                       const struct findings_table *const *tables, size_t count,
                       struct str *out)
{
    size_t places = count_places(tables, count);
    struct str place = only_place(tables, count, places);
    struct findings_counts counts = {.met = count_met(f, tables, count, false),
                                     .placed = count_met(f, tables, count, true),
                                     .places = places,
                                     .place = str_text(&place)};
    if (f->says) {
        f->says->counts(f->says->with, &counts, out);
    } else {
        add_counts_in_english(&counts, out);
    }
    str_finish(&place);
}

/* The tables of entries, each once: an array to free(). */
static const struct findings_table **tables_of(const struct findings *f,
                                               const struct record *const *entries,
                                               size_t count, size_t *kept)
{
    const struct findings_table **tables = memory_get((count + 1) * sizeof(*tables));
    *kept = 0;
    for (size_t i = 0; i < count; i++) {
        const struct findings_table *table = findings_table_of(f, entries[i]);
        if (!*kept || table != tables[*kept - 1]) {
            tables[(*kept)++] = table;
        }
    }
    return tables;
}

void findings_add_tables(const struct findings *f, const struct record *const *entries,
                         size_t count, struct str *out)
{
    size_t kept;
    const struct findings_table **tables = tables_of(f, entries, count, &kept);
    for (size_t i = 0, run; i < kept; i += run) {
        for (run = 1; *tables[i]->group && i + run < kept &&
                      strcmp(tables[i + run]->group, tables[i]->group) == 0;
             run++) {
        }
        str_add(out, i ? "; " : "");
        add_group(f, tables + i, run, out);
    }
    free(tables);
}

void findings_add_where(const struct findings *f, const struct record *const *entries,
                        size_t count, struct str *out)
{
    size_t kept;
    const struct findings_table **tables = tables_of(f, entries, count, &kept);
    if (kept > MOST_NAMED) {
        add_counts(f, tables, kept, out);
    } else {
        findings_add_tables(f, entries, count, out);
    }
    free(tables);
}

void findings_add_choices(const struct findings *f, const struct findings_choice *choices,
                          size_t count, struct str *out)
{
    for (size_t i = 0; i < count; i++) {
        const struct findings_choice *choice = &choices[i];
        str_addf(out, "%s%s ", i ? ", " : "", choice->title);
        if (f->says) {
            f->says->at(f->says->with, choice->tables, out);
        } else {
            str_addf(out, "at %zu%s", choice->tables,
                     i                     ? ""
                     : choice->tables == 1 ? " table"
                                           : " tables");
        }
        str_add(out, " (");
        findings_add_where(f, choice->entries, choice->count, out);
        str_add_byte(out, ')');
    }
}

/* The midnight of a table's date; false if it has none that is understood. */
static bool day_of(const struct findings_table *table, int64_t *at_ms)
{
    return date_read(record_words(table->record, "date"), at_ms);
}

/* Adds "March to May 2017", or as much of it as two days need to be told apart. */
static void add_dates(int64_t first_ms, int64_t last_ms, struct str *out)
{
    char at[INSTANT_SIZE_BYTES], from[32], to[32];
    instant_write(first_ms, at);
    at[DATE_SIZE_BYTES - 1] = '\0';
    date_in_words(at, from);
    instant_write(last_ms, at);
    at[DATE_SIZE_BYTES - 1] = '\0';
    date_in_words(at, to);
    /* "22 February 2017": the month stands behind the first blank, the year behind the
     * last one */
    const char *month = strchr(from, ' ') + 1, *year = strrchr(from, ' ') + 1;
    const char *last_month = strchr(to, ' ') + 1, *last_year = strrchr(to, ' ') + 1;
    if (strcmp(from, to) == 0) {
        str_add(out, to);
    } else if (strcmp(month, last_month) == 0) {
        str_addf(out, "%.*s to %s", (int)(month - from - 1), from, to);
    } else if (strcmp(year, last_year) == 0) {
        str_addf(out, "%.*s to %s", (int)(year - month - 1), month, last_month);
    } else {
        str_addf(out, "%s to %s", month, last_month);
    }
}

void findings_add_summary(const struct findings *f, struct str *out)
{
    bool dated = false;
    int64_t first_ms = 0, last_ms = 0, at_ms;
    const struct findings_table **tables =
        memory_get((f->table_count + 1) * sizeof(*tables));
    for (size_t i = 0; i < f->table_count; i++) {
        tables[i] = &f->tables[i];
    }
    add_counts(f, tables, f->table_count, out);
    free(tables);
    for (size_t i = 0; i < f->table_count; i++) { /* they are by date */
        if (day_of(&f->tables[i], &at_ms)) {
            first_ms = dated ? first_ms : at_ms;
            last_ms = at_ms;
            dated = true;
        }
    }
    if (dated) {
        str_add(out, ", ");
        if (f->says) {
            f->says->days(f->says->with, first_ms, last_ms, out);
        } else {
            add_dates(first_ms, last_ms, out);
        }
    }
}
