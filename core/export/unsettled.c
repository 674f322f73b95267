/* What somebody should settle. Nothing is told where all is settled. */

#include "base/memory.h"
#include "export/sections.h"
#include "findings/alike.h"
#include "model/offers.h"
#include "store/kin_files.h"

#include <stdlib.h>
#include <string.h>

/* One that is not settled, and where it stands. */
struct open {
    const struct record *record, *table;
    const char *field; /* "text", or "vision" of a table; NULL: it is told already, … */
    const char *column;
    const char *form; /* … of the form of that title */
    struct told told;
};

struct list {
    struct open *items;
    size_t count, room;
};

static void add(struct list *list, const struct record *record,
                const struct record *table, const char *field, const char *column)
{
    if (record_unsettled(record)) {
        ARRAY_ADD(
            list->items, list->count, list->room,
            (struct open){
                .record = record, .table = table, .field = field, .column = column});
    }
}

/* Where the table is, in the words of each who said so. */
static void add_places(struct list *list, const struct section *section,
                       const struct outline *outline)
{
    for (size_t p = 0; p < outline->part_count; p++) {
        const struct outline_part *part = &outline->parts[p];
        size_t count;
        const struct told_lead *leads = told_leads(section->arena, outline, part, &count);
        for (size_t i = 0; i < count; i++) {
            if (leads[i].kind == TOLD_HERE && leads[i].disputed) {
                ARRAY_ADD(list->items, list->count, list->room,
                          (struct open){.record = outline->table,
                                        .table = outline->table,
                                        .column = leads[i].label,
                                        .form = part->title,
                                        .told = leads[i].told});
            }
        }
    }
}

/* Titles of columns are the template's, so that they outlive the outline. */
static void look_through(struct list *list, const struct section *section,
                         const struct outline *outline)
{
    add(list, outline->table, outline->table, "vision",
        outline->paper->texts[PAPER_VISION]);
    add_places(list, section, outline);
    for (size_t r = 0; r < outline->row_count; r++) {
        const struct record *row = outline->rows[r];
        add(list, row, outline->table, "text", outline_row_head(outline, row)->title);
        for (size_t p = 0; p < outline->part_count; p++) {
            const struct outline_part *part = &outline->parts[p];
            for (size_t c = 0; c < part->column_count; c++) {
                size_t count;
                const struct record *const *notes =
                    outline_notes(outline, part, &part->columns[c], row, &count);
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
        look_through(&list, section, section->outline);
    }
    for (size_t i = 0; i < count && !section->outline; i++) {
        struct outline outline;
        outline_init(&outline, section->session, tables[i], section->options);
        look_through(&list, section, &outline);
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
    if (open->form) {
        str_addf(out, ", %s", open->form);
    }
    if (record_is(open->record, "note") && parent) {
        str_addf(out, ", %s", row_words(parent));
    }
    const struct findings *f = section->outline ? NULL : section->findings;
    for (size_t i = 0; f && i < f->table_count; i++) {
        if (f->tables[i].record == open->table) {
            str_add(out, ", ");
            findings_add_table(&f->tables[i], out);
        }
    }
}

/* Its words with all others, and whether somebody deleted it who had not seen them. */
static void tell_open(const struct section *section, const struct listener *listener,
                      const struct open *open)
{
    struct told item = open->field ? told_wording(section->arena, section_paper(section),
                                                  record_says(open->record, open->field),
                                                  record_field(open->record, open->field))
                                   : open->told;
    struct str where = STR_EMPTY;
    if (record_delete_disputed(open->record)) {
        struct told_about *abouts =
            arena_get(section->arena, (item.about_count + 1) * sizeof *abouts);
        if (item.about_count) {
            memcpy(abouts, item.abouts, item.about_count * sizeof *abouts);
        }
        abouts[item.about_count++].label = section_word(section, PAPER_DELETED_UNSEEN);
        item.abouts = abouts;
    }
    add_where(section, open, &where);
    item.where = str_text(&where);
    listener->item(listener->to, &item);
    str_finish(&where);
}

void unsettled_tell(const struct section *section, const struct listener *listener)
{
    struct list list = find(section);
    if (list.count) {
        listener->heading(listener->to, section_word(section, PAPER_NOT_SETTLED));
        listener->list(listener->to, &(struct told_list){0});
        for (size_t i = 0; i < list.count; i++) {
            tell_open(section, listener, &list.items[i]);
        }
        listener->end(listener->to);
    }
    free(list.items);
}

const char *section_undecided(const struct section *section)
{
    const struct findings *f = section->findings;
    size_t count = 0;
    if (f->only_words || f->met_count < 2) {
        return NULL;
    }
    struct kin *kin = kin_installed(f->themes.language);
    struct proposals proposals = {.kin = kin};
    proposals_follow(&proposals, &f->themes);
    const char *column = section->options->column;
    for (size_t i = 0; i < proposals.count; i++) {
        count += !column || strcmp(proposals.items[i].one->column, column) == 0;
    }
    proposals_finish(&proposals);
    kin_free(kin);
    return count ? section_count(section, PAPER_UNDECIDED_ONE, count) : NULL;
}

const char *section_waiting(const struct section *section)
{
    size_t tables, count = 0;
    const struct record *const *all = session_tables(section->session, &tables);
    for (size_t i = 0; i < tables; i++) {
        count += table_offer_count(section->session, all[i], OFFER_WAITS | OFFERS_OWN);
    }
    return count ? section_count(section, PAPER_WAITING_ONE, count) : NULL;
}
