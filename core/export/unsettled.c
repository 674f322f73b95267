#include "export/unsettled.h"

#include "base/memory.h"
#include "export/writing.h"

#include <stdlib.h>
#include <string.h>

static const char heading[] = "Not settled";
static const char lead[] = "Worded in several ways, or deleted by somebody who had not "
                           "seen these words:";

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
        list->items =
            memory_room_for_one(list->items, list->count, &list->room, sizeof *list->items);
        list->items[list->count++] = (struct open){record, table, field, column};
    }
}

/* Titles of columns are the template's, so that they outlive the outline. */
static void look_through(struct list *list, const struct outline *outline)
{
    add(list, outline->table, outline->table, "vision", "Vision");
    for (size_t g = 0; g < outline->goal_count; g++) {
        add(list, outline->goals[g], outline->table, "text", outline->parts[0].goals.title);
        for (size_t p = 0; p < outline->part_count; p++) {
            const struct outline_part *part = &outline->parts[p];
            for (size_t c = 0; c < part->column_count; c++) {
                size_t count;
                const struct record *const *notes = goal_notes(
                    outline->session, outline->goals[g], part->columns[c].id, &count);
                for (size_t i = 0; i < count; i++) {
                    add(list, notes[i], outline->table, "text",
                        part->columns[c].title);
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

static const char *words_of(const struct open *open)
{
    const char *words = outline_words(open->record, open->field);
    return *words ? words : "–";
}

static const char **others_of(const struct open *open)
{
    return outline_other_wordings(record_field(open->record, open->field));
}

void unsettled_text(const struct section *section, struct str *out)
{
    struct list list = find(section);
    if (list.count) {
        str_add_byte(out, '\n');
        text_add_heading(out, heading, '-');
        str_add_byte(out, '\n');
        text_add_words(out, "", "", lead);
        str_add_byte(out, '\n');
    }
    for (size_t i = 0; i < list.count; i++) {
        struct str words = STR_EMPTY;
        const char **others = others_of(&list.items[i]);
        str_addf(&words, "%s (", words_of(&list.items[i]));
        add_where(section, &list.items[i], &words);
        str_add_byte(&words, ')');
        text_add_words(out, "  - ", "    ", words.bytes);
        for (size_t n = 0; others && others[n]; n++) {
            str_clear(&words);
            str_addf(&words, "other wording: %s", others[n]);
            text_add_words(out, "    ", "      ", words.bytes);
        }
        free(others);
        str_finish(&words);
    }
    free(list.items);
}

void unsettled_markdown(const struct section *section, struct str *out)
{
    struct list list = find(section);
    if (list.count) {
        str_addf(out, "\n## %s\n\n%s\n\n", heading, lead);
    }
    for (size_t i = 0; i < list.count; i++) {
        struct str where = STR_EMPTY;
        const char **others = others_of(&list.items[i]);
        str_add(out, "- ");
        markdown_add_words(out, words_of(&list.items[i]));
        for (size_t n = 0; others && others[n]; n++) {
            str_add(out, "<br>*other wording:* ");
            markdown_add_words(out, others[n]);
        }
        add_where(section, &list.items[i], &where);
        str_add(out, "<br>*");
        markdown_add_words(out, where.bytes);
        str_add(out, "*\n");
        free(others);
        str_finish(&where);
    }
    free(list.items);
}

void unsettled_html(const struct section *section, struct str *out)
{
    struct list list = find(section);
    if (list.count) {
        str_addf(out,
                 "<section>\n<h2>%s</h2>\n<p class=\"none\">%s</p>\n"
                 "<ul class=\"lists\">\n",
                 heading, lead);
    }
    for (size_t i = 0; i < list.count; i++) {
        struct str where = STR_EMPTY;
        const char **others = others_of(&list.items[i]);
        str_add(out, "<li dir=\"auto\">");
        html_add_words(out, words_of(&list.items[i]), "<br>");
        for (size_t n = 0; others && others[n]; n++) {
            str_add(out, " <span class=\"other\" dir=\"auto\">other wording: ");
            html_add_own(out, others[n]);
            str_add(out, "</span>");
        }
        add_where(section, &list.items[i], &where);
        str_add(out, " <span class=\"other\" dir=\"auto\">");
        html_add_own(out, where.bytes);
        str_add(out, "</span></li>\n");
        free(others);
        str_finish(&where);
    }
    str_add(out, list.count ? "</ul>\n</section>\n" : "");
    free(list.items);
}
