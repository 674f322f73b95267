/* Themes and who said them, for other programs. */

#include "export/themes_json.h"
#include "base/json.h"
#include "export/export.h"
#include "export/sections.h"
#include "export/writing.h"
#include "findings/alike.h"
#include "model/fields.h"
#include "store/kin_files.h"

#include <string.h>

/* An array or an object as it is being written: what stands between two of its items. */
struct list {
    struct str *out;
    int depth;
    size_t count;
};

static void next(struct list *list)
{
    str_addf(list->out, "%s\n%*s", list->count++ ? "," : "", 2 * list->depth, "");
}

static void end(struct list *list, char bracket)
{
    if (list->count) {
        str_addf(list->out, "\n%*s", 2 * (list->depth - 1), "");
    }
    str_add_byte(list->out, bracket);
}

static void add_member(struct str *out, const char *before, const char *name,
                       const char *text)
{
    str_addf(out, "%s\"%s\": ", before, name);
    json_write_text(text, out);
}

static void add_ids(const struct record *const *entries, size_t count, struct str *out)
{
    const struct record *last = NULL;
    str_add_byte(out, '[');
    for (size_t i = 0; i < count; i++) {
        const struct record *table = entry_table(entries[i]);
        if (table != last) {
            str_add(out, last ? ", " : "");
            json_write_text(record_id(table), out);
        }
        last = table;
    }
    str_add_byte(out, ']');
}

static void add_theme(const struct findings *f, const struct theme *theme, int depth,
                      struct str *out)
{
    struct list said = {.out = out, .depth = depth + 1};
    add_member(out, "{", "theme", theme->words);
    str_addf(out, ", \"tables\": %zu", theme->tables);
    if (!f->only_words) {
        str_addf(out, ", \"votes\": %ld", theme->votes);
    }
    str_add(out, ", \"said\": [");
    for (size_t i = 0; i < theme->count; i++) {
        const struct record *entry = theme->members[i];
        next(&said);
        add_member(out, "{", "text", record_words(entry, "text"));
        add_member(out, ", ", "id", record_id(entry));
        add_member(out, ", ", "table", record_id(entry_table(entry)));
        str_add_byte(out, '}');
    }
    end(&said, ']');
    str_add_byte(out, '}');
}

static void add_themes(const struct findings *f, const char *name,
                       const struct theme *const *themes, size_t count, int depth,
                       struct str *out)
{
    struct list list = {.out = out, .depth = depth + 1};
    str_addf(out, ", \"%s\": [", name);
    for (size_t i = 0; i < count; i++) {
        next(&list);
        add_theme(f, themes[i], depth + 1, out);
    }
    end(&list, ']');
}

static void add_columns(const struct findings *f, int depth, struct str *out)
{
    struct list list = {.out = out, .depth = depth + 1};
    str_add(out, "\"columns\": [");
    for (size_t i = 0; i < f->column_count; i++) {
        const struct findings_column *column = &f->columns[i];
        if (column->shared_count || column->lone_count) {
            next(&list);
            add_member(out, "{", "id", findings_column_id(column->id));
            add_member(out, ", ", "title", column->title);
            add_themes(f, "shared", column->shared, column->shared_count, depth + 1, out);
            add_themes(f, "lone", column->lone, column->lone_count, depth + 1, out);
            str_add_byte(out, '}');
        }
    }
    end(&list, ']');
}

static void add_differences(const struct findings *f, int depth, struct str *out)
{
    struct list list = {.out = out, .depth = depth + 1};
    str_add(out, "\"differences\": [");
    for (size_t i = 0; i < f->difference_count && !f->only_words; i++) {
        const struct findings_difference *d = &f->differences[i];
        struct list choices = {.out = out, .depth = depth + 2};
        next(&list);
        add_member(out, "{", "column", findings_column_id(d->column->id));
        add_member(out, ", ", "theme", d->theme->words);
        add_member(out, ", ", "mark", d->mark);
        str_add(out, ", \"choices\": [");
        for (size_t n = 0; n < d->choice_count; n++) {
            next(&choices);
            add_member(out, "{", "value", d->choices[n].value);
            str_add(out, ", \"tables\": ");
            add_ids(d->choices[n].entries, d->choices[n].count, out);
            str_add_byte(out, '}');
        }
        end(&choices, ']');
        str_add_byte(out, '}');
    }
    end(&list, ']');
}

static void add_choices(const char *name, const struct findings_choice *choices,
                        size_t count, struct str *out)
{
    const char *between = "";
    str_addf(out, ", \"%s\": {", name);
    for (size_t i = 0; i < count; i++) {
        str_add(out, between);
        json_write_text(choices[i].value, out);
        str_add(out, ": [");
        for (size_t n = 0; n < choices[i].count; n++) {
            str_add(out, n ? ", " : "");
            json_write_text(record_id(choices[i].entries[n]), out);
        }
        str_add_byte(out, ']');
        between = ", ";
    }
    str_add_byte(out, '}');
}

/* What stands in the rows that forms give: which tables chose what, and what they said. */
static void add_forms(const struct findings *f, int depth, struct str *out)
{
    struct list list = {.out = out, .depth = depth + 1};
    str_add(out, "\"forms\": [");
    for (size_t i = 0; i < f->forms.count && !f->only_words; i++) {
        const struct findings_form *form = f->forms.items[i];
        for (size_t n = 0; n < form->row_count; n++) {
            const struct findings_row *row = &form->rows[n];
            struct list said = {.out = out, .depth = depth + 2};
            next(&list);
            add_member(out, "{", "form", form->id);
            add_member(out, ", ", "row", row->given->id);
            add_member(out, ", ", "title", row->given->title);
            add_choices("chosen", row->choices, row->choice_count, out);
            add_choices("before", row->before, row->before_count, out);
            str_add(out, ", \"said\": [");
            for (size_t k = 0; k < row->note_count; k++) {
                next(&said);
                add_member(out, "{", "text", record_words(row->notes[k], "text"));
                add_member(out, ", ", "column", record_column(row->notes[k]));
                add_member(out, ", ", "table", record_id(entry_table(row->notes[k])));
                str_add_byte(out, '}');
            }
            end(&said, ']');
            str_add_byte(out, '}');
        }
    }
    end(&list, ']');
}

/* null while nobody has planned an action: then nobody could be named in one. */
static void add_unacted(const struct findings *f, int depth, struct str *out)
{
    struct list list = {.out = out, .depth = depth + 1};
    str_add(out, "\"in_no_action\": ");
    if (!f->has_plan) {
        str_add(out, "null");
        return;
    }
    str_add_byte(out, '[');
    for (size_t i = 0; i < f->unacted_count; i++) {
        next(&list);
        json_write_text(f->unacted[i]->words, out);
    }
    end(&list, ']');
}

void themes_json_members(const struct findings *f, int depth, struct str *out)
{
    str_addf(out, "%*s", 2 * depth, "");
    add_columns(f, depth, out);
    str_addf(out, ",\n%*s", 2 * depth, "");
    add_differences(f, depth, out);
    if (f->forms.count) {
        str_addf(out, ",\n%*s", 2 * depth, "");
        add_forms(f, depth, out);
    }
    str_addf(out, ",\n%*s", 2 * depth, "");
    add_unacted(f, depth, out);
    str_add_byte(out, '\n');
}

/* What a person might take for one, for programs that ask people. */
static void add_proposals(const struct findings *f, const char *column, struct str *out)
{
    struct list list = {.out = out, .depth = 2};
    struct kin *kin = kin_installed(f->themes.language);
    struct proposals proposals = {.kin = kin};
    proposals_follow(&proposals, &f->themes);
    str_add(out, "  \"proposals\": [");
    for (size_t i = 0; i < proposals.count && !f->only_words; i++) {
        const struct proposal *p = &proposals.items[i];
        struct str shared = STR_EMPTY;
        if (column && strcmp(column, p->one->column) != 0) {
            continue;
        }
        proposal_add_shared(&proposals, p, &shared);
        next(&list);
        add_member(out, "{", "column", findings_column_id(p->one->column));
        add_member(out, ", ", "one", p->one->words);
        add_member(out, ", ", "other", p->other->words);
        str_addf(out, ", \"score\": %.2f", p->score);
        add_member(out, ", ", "shared", str_text(&shared));
        str_add_byte(out, '}');
        str_finish(&shared);
    }
    end(&list, ']');
    str_add(out, ",\n");
    proposals_finish(&proposals);
    kin_free(kin);
}

static void add_tables(const struct findings *f, bool without_names, struct str *out)
{
    struct list list = {.out = out, .depth = 2};
    unsigned told = FIELD_NAMING | (without_names ? 0 : FIELD_PERSON);
    str_add(out, "  \"tables\": [");
    for (size_t i = 0; i < f->table_count; i++) {
        const struct record *table = f->tables[i].record;
        struct str name = STR_EMPTY;
        findings_add_table(&f->tables[i], &name);
        next(&list);
        add_member(out, "{", "id", record_id(table));
        add_member(out, ", ", "name", name.bytes);
        size_t at = 0;
        for (const char *field; (field = field_next("session", told, &at));) {
            const char *words = record_words(table, field);
            if (*words) {
                add_member(out, ", ", field, words);
            }
        }
        str_add_byte(out, '}');
        str_finish(&name);
    }
    end(&list, ']');
    str_add(out, ",\n");
}

void themes_json(struct session *session, const struct export_options *options,
                 struct str *out)
{
    struct findings f;
    struct findings_says says;
    findings_find(session, options->column, &f);
    sections_speak(session, &f, &says); /* what tables are called */
    if (export_only_words(options)) {
        findings_leave_votes_out(&f);
    }
    struct str json =
        str_of("{\n  \"format\": \"roundtable themes\",\n  \"version\": 1,\n");
    add_tables(&f, export_without_names(options), &json);
    add_proposals(&f, options->column, &json);
    themes_json_members(&f, 1, &json);
    str_add(&json, "}\n");
    json_add_harmless(out, json.bytes, json.len_bytes);
    str_finish(&json);
    findings_finish(&f);
}
