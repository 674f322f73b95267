#include "export/unsettled.h"

#include "base/memory.h"
#include "export/writing.h"

#include <stdlib.h>
#include <string.h>

const char unsettled_heading[] = "Not settled";
const char unsettled_deleted[] = "deleted by somebody who had not seen these words";

/* One that is not settled, and where it stands. */
struct open {
    const struct record *record, *table;
    const char *field; /* "text", or "vision" of a table */
    const char *column;
};

struct list {
    struct open *items;
    size_t count, room;
};

static void add(struct list *list, const struct record *record,
                const struct record *table, const char *field, const char *column)
{
    if (record_unsettled(record)) {
        list->items = memory_room_for_one(list->items, list->count, &list->room,
                                          sizeof *list->items);
        list->items[list->count++] = (struct open){record, table, field, column};
    }
}

/* Titles of columns are the template's, so that they outlive the outline. */
static void look_through(struct list *list, const struct outline *outline)
{
    add(list, outline->table, outline->table, "vision", "Vision");
    for (size_t g = 0; g < outline->goal_count; g++) {
        add(list, outline->goals[g], outline->table, "text",
            outline->parts[0].goals.title);
        for (size_t p = 0; p < outline->part_count; p++) {
            const struct outline_part *part = &outline->parts[p];
            for (size_t c = 0; c < part->column_count; c++) {
                size_t count;
                const struct record *const *notes = goal_notes(
                    outline->session, outline->goals[g], part->columns[c].id, &count);
                for (size_t i = 0; i < count; i++) {
                    add(list, notes[i], outline->table, "text", part->columns[c].title);
                }
            }
        }
    }
}

static struct list find(const struct section *section)
{
    struct list list = {0};
    size_t count;
    const struct record *const *tables = session_tables(section->session, &count);
    if (section->outline) {
        look_through(&list, section->outline);
    }
    for (size_t i = 0; i < count && !section->outline; i++) {
        struct outline outline;
        outline_init(&outline, section->session, tables[i], section->options);
        look_through(&list, &outline);
        outline_finish(&outline);
    }
    return list;
}

/* "Barriers to change, Reducing social isolation, Leeds 4" */
static void add_where(const struct section *section, const struct open *open,
                      struct str *out)
{
    const struct record *parent = record_parent(open->record);
    str_add(out, open->column);
    if (strcmp(record_kind(open->record), "note") == 0 && parent) {
        str_addf(out, ", %s", outline_words(parent, "text"));
    }
    const struct findings *f = section->outline ? NULL : section->findings;
    for (size_t i = 0; f && i < f->table_count; i++) {
        if (f->tables[i].record == open->table) {
            str_add(out, ", ");
            findings_add_table(&f->tables[i], out);
        }
    }
}

void unsettled_tell(const struct section *section,
                    void (*tell)(void *to, const struct unsettled *entry), void *to)
{
    struct list list = find(section);
    struct str where = STR_EMPTY;
    for (size_t i = 0; i < list.count; i++) {
        const struct open *open = &list.items[i];
        const char *words = outline_words(open->record, open->field);
        str_clear(&where);
        add_where(section, open, &where);
        tell(to, &(struct unsettled){
                     *words ? words : "–", record_field(open->record, open->field),
                     str_text(&where), record_delete_disputed(open->record)});
    }
    str_finish(&where);
    free(list.items);
}

/* A list as it is being written; its heading comes with the first entry. */
struct writing {
    struct str *out;
    bool begun;
};

static void tell_text(void *to, const struct unsettled *entry)
{
    struct writing *w = to;
    struct str words = STR_EMPTY;
    const char **others = outline_other_wordings(entry->field);
    if (!w->begun) {
        str_add_byte(w->out, '\n');
        text_add_heading(w->out, unsettled_heading, '-');
        str_add_byte(w->out, '\n');
        w->begun = true;
    }
    str_addf(&words, "%s (%s)", entry->words, entry->where);
    text_add_words(w->out, "  - ", "    ", words.bytes);
    for (size_t n = 0; others && others[n]; n++) {
        str_clear(&words);
        str_addf(&words, "other wording: %s", others[n]);
        text_add_words(w->out, "    ", "      ", words.bytes);
    }
    if (entry->deleted) {
        text_add_words(w->out, "    ", "      ", unsettled_deleted);
    }
    free(others);
    str_finish(&words);
}

void unsettled_text(const struct section *section, struct str *out)
{
    unsettled_tell(section, tell_text, &(struct writing){.out = out});
}

static void tell_markdown(void *to, const struct unsettled *entry)
{
    struct writing *w = to;
    const char **others = outline_other_wordings(entry->field);
    str_addf(w->out, w->begun ? "- " : "\n## %s\n\n- ", unsettled_heading);
    w->begun = true;
    markdown_add_words(w->out, entry->words);
    for (size_t n = 0; others && others[n]; n++) {
        str_add(w->out, "<br>*other wording:* ");
        markdown_add_words(w->out, others[n]);
    }
    if (entry->deleted) {
        str_addf(w->out, "<br>*%s*", unsettled_deleted);
    }
    str_add(w->out, "<br>*");
    markdown_add_words(w->out, entry->where);
    str_add(w->out, "*\n");
    free(others);
}

void unsettled_markdown(const struct section *section, struct str *out)
{
    unsettled_tell(section, tell_markdown, &(struct writing){.out = out});
}

static void tell_html(void *to, const struct unsettled *entry)
{
    struct writing *w = to;
    const char **others = outline_other_wordings(entry->field);
    if (!w->begun) {
        str_addf(w->out, "<section>\n<h2>%s</h2>\n<ul class=\"lists\">\n",
                 unsettled_heading);
        w->begun = true;
    }
    str_add(w->out, "<li dir=\"auto\">");
    html_add_words(w->out, entry->words, "<br>");
    for (size_t n = 0; others && others[n]; n++) {
        str_add(w->out, " <span class=\"other\" dir=\"auto\">other wording: ");
        html_add_own(w->out, others[n]);
        str_add(w->out, "</span>");
    }
    if (entry->deleted) {
        str_addf(w->out, " <span class=\"other\" dir=\"auto\">%s</span>",
                 unsettled_deleted);
    }
    str_add(w->out, " <span class=\"other\" dir=\"auto\">");
    html_add_own(w->out, entry->where);
    str_add(w->out, "</span></li>\n");
    free(others);
}

void unsettled_html(const struct section *section, struct str *out)
{
    struct writing w = {.out = out};
    unsettled_tell(section, tell_html, &w);
    str_add(out, w.begun ? "</ul>\n</section>\n" : "");
}
