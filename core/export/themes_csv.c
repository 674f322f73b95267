/* One row a theme. */

#include "base/csv.h"
#include "export/export.h"
#include "export/sections.h"

#include <stdlib.h>

static void add_row(struct str *out, const struct findings *f, const struct theme *theme)
{
    struct str tables = STR_EMPTY, wordings = STR_EMPTY;
    const struct findings_table *last = NULL;
    const char **texts =
        f->only_words ? NULL : findings_wordings(f, theme, FINDINGS_EVERY_WORDING);
    for (size_t i = 0; i < theme->count; i++) {
        const struct findings_table *table = findings_table_of(f, theme->members[i]);
        if (table != last) {
            str_add(&tables, last ? "; " : "");
            findings_add_table(table, &tables);
        }
        last = table;
    }
    for (size_t i = 0; texts && texts[i]; i++) {
        str_addf(&wordings, "%s%s", i ? " | " : "", texts[i]);
    }
    csv_add_cell(out, findings_column_id(theme->column));
    str_add_byte(out, ',');
    csv_add_cell(out, theme->words);
    str_addf(out, ",%zu,%zu,", theme->tables, theme->count);
    if (!f->only_words) {
        str_addf(out, "%ld", theme->votes);
    }
    str_add_byte(out, ',');
    csv_add_cell(out, str_text(&tables));
    str_add_byte(out, ',');
    csv_add_cell(out, str_text(&wordings));
    str_add(out, "\r\n");
    free(texts);
    str_finish(&tables);
    str_finish(&wordings);
}

void themes_csv(struct session *session, const struct export_options *options,
                struct str *out)
{
    struct findings f;
    struct findings_says says;
    findings_find(session, options->column, &f);
    sections_speak(session, &f, &says);
    if (export_only_words(options)) {
        findings_leave_votes_out(&f);
    }
    /* The mark keeps spreadsheets from an encoding of their own choice. */
    str_add(out, "\xEF\xBB\xBF"
                 "column,theme,tables,entries,votes,which tables,wordings\r\n");
    for (size_t i = 0; i < f.column_count; i++) {
        const struct findings_column *column = &f.columns[i];
        for (size_t n = 0; n < column->shared_count; n++) {
            add_row(out, &f, column->shared[n]);
        }
        for (size_t n = 0; n < column->lone_count; n++) {
            add_row(out, &f, column->lone[n]);
        }
    }
    findings_finish(&f);
}
