/* What tables say in the rows of forms, row by row: how many chose what, and the words. */

#include "export/told.h"

#include "export/sections.h"
#include "model/ballot.h"
#include "model/rows.h"

#include <stdlib.h>
#include <string.h>

/* Politicians hear of forms in plain words. */
static const char *title_of(const struct section *section, const struct grid *grid)
{
    return export_plainly(section->options) ? grid->plain : grid->title;
}

static const char *heading_of(const struct section *section, const struct column *column)
{
    return export_plainly(section->options) ? column->plain : column->title;
}

static const char *called(const struct section *section, const struct column *column)
{
    return export_plainly(section->options) ? column->plain : column->short_title;
}

/* "Leeds 4", "Leeds 4, 3 votes": who wrote an entry. */
static void add_from(const struct section *section, const struct record *note,
                     struct str *out)
{
    bool voted = !section->findings->only_words && ballot_votes(note) > 0;
    findings_add_table(findings_table_of(section->findings, note), out);
    if (voted) {
        str_add(out, ", ");
        paper_count(section_paper(section), PAPER_VOTES_ONE, ballot_votes(note), out);
    }
}

/* "Two carers on the board (Leeds 4)", below the title of its column. */
static struct told told_row(const struct section *section,
                            const struct findings_form *form,
                            const struct findings_row *row)
{
    struct told told = {.words =
                            *row->given->title ? row->given->title : form->grid->title,
                        .not_peoples = true,
                        .about_count = row->note_count};
    struct told_about *abouts =
        arena_get(section->arena, (row->note_count + 1) * sizeof *abouts);
    for (size_t i = 0; i < row->note_count; i++) {
        const struct record *note = row->notes[i];
        const char *column = record_column(note);
        const struct template *of = table_template(section->session, entry_table(note));
        const struct column *known = template_column(of, column, NULL);
        struct str words = str_of("%s (", record_words(note, "text"));
        add_from(section, note, &words);
        str_add_byte(&words, ')');
        abouts[i] = (struct told_about){known ? called(section, known) : column,
                                        told_take(section->arena, &words)};
    }
    told.abouts = abouts;
    return told;
}

static struct told told_choices(const struct section *section,
                                const struct findings_choice *choices, size_t count,
                                const char *title)
{
    struct told *list = arena_get(section->arena, (count + 1) * sizeof *list);
    struct str line = STR_EMPTY;
    for (size_t i = 0; i < count; i++) {
        struct str tables = STR_EMPTY;
        findings_add_where(section->findings, choices[i].entries, choices[i].count,
                           &tables);
        list[i] =
            (struct told){.words = choices[i].title,
                          .not_peoples = true,
                          .count = choices[i].tables,
                          .at = section_count(section, PAPER_AT_ONE, choices[i].tables),
                          .from = told_take(section->arena, &tables)};
    }
    if (count) {
        str_addf(&line, "%s%s", title, *title ? ": " : "");
        findings_add_choices(section->findings, choices, count, &line);
    }
    return (struct told){
        .list = list, .list_count = count, .line = told_take(section->arena, &line)};
}

/* What is before the choices in one line; of a mark of one choice, that says it. */
static const char *title_of_marks(const struct column *rows)
{
    const struct mark *mark = rows->mark_count ? rows->marks[0] : NULL;
    return !mark || mark->choice_count < 2 ? "" : mark->title;
}

static bool row_says(const struct findings_row *row)
{
    return row->note_count || row->choice_count || row->before_count;
}

static void tell_form(const struct section *section, const struct listener *listener,
                      const struct findings_form *form)
{
    const struct column *rows = &form->grid->goals;
    const char *last_time = section_word(section, PAPER_LAST_TIME_HEAD);
    const char *marks =
        rows->mark_count ? rows->marks[0]->title : section_word(section, PAPER_MARKED);
    struct told_column columns[] = {
        {.title = heading_of(section, rows),
         .kind = TOLD_WORDS,
         .share = 5,
         .head = true},
        {.title = marks, .kind = TOLD_LIST, .share = 4},
        {.title = last_time, .kind = TOLD_LIST, .share = 3},
    };
    size_t count = rows->mark_count ? 2 : 1;
    for (size_t i = 0; i < form->row_count; i++) {
        count = form->rows[i].before_count ? 3 : count;
    }
    listener->heading(listener->to, title_of(section, form->grid));
    listener->table(listener->to, &(struct told_table){
                                      .as = TOLD_AS_FORM,
                                      .caption = section_count(section, PAPER_AT_HEAD_ONE,
                                                               form->table_count),
                                      .columns = columns,
                                      .count = count});
    for (size_t i = 0; i < form->row_count; i++) {
        const struct findings_row *row = &form->rows[i];
        if (row_says(row)) {
            listener->row(
                listener->to,
                (const struct told[]){
                    told_row(section, form, row),
                    told_choices(section, row->choices, row->choice_count,
                                 title_of_marks(rows)),
                    told_choices(section, row->before, row->before_count, last_time)});
        }
    }
    listener->end(listener->to);
}

/* A list has no rows: what was written stands column by column. */
static void tell_list(const struct section *section, const struct listener *listener,
                      const struct findings_form *form)
{
    const struct grid *grid = form->grid;
    listener->heading(listener->to, title_of(section, grid));
    for (size_t c = 0; c < grid->column_count; c++) {
        const struct column *column = &grid->columns[c];
        bool begun = false;
        for (size_t i = 0; i < form->rows[0].note_count; i++) {
            const struct record *note = form->rows[0].notes[i];
            struct str table = STR_EMPTY;
            if (strcmp(record_column(note), column->id) != 0) {
                continue;
            }
            if (!begun) {
                bool only = grid->column_count == 1;
                listener->list(listener->to,
                               &(struct told_list){
                                   .group = only ? NULL : heading_of(section, column)});
            }
            begun = true;
            add_from(section, note, &table);
            listener->item(listener->to,
                           &(struct told){.words = record_words(note, "text"),
                                          .from = str_text(&table)});
            str_finish(&table);
        }
    }
    listener->end(listener->to);
}

void forms_tell(const struct section *section, const struct listener *listener)
{
    const struct findings *f = section->findings;
    for (size_t i = 0; i < f->forms.count; i++) {
        const struct findings_form *form = f->forms.items[i];
        (grid_is_list(form->grid) ? tell_list : tell_form)(section, listener, form);
    }
}
