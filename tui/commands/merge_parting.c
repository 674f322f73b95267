#include "commands/merge_parting.h"

#include "base/memory.h"
#include "commands/command.h"
#include "model/history.h"
#include "store/file.h"

#include <stdlib.h>
#include <string.h>

static bool was_parted(const struct session *merged, const struct record *table)
{
    char id[BASE32_SIZE_BYTES];
    parting_id(parting_tag(table), record_id(table), id);
    return session_record(merged, "session", id) != NULL;
}

bool partings_any(struct session *merged)
{
    size_t count;
    const struct record *const *tables = session_tables(merged, &count);
    for (size_t i = 0; i < count; i++) {
        if (table_called_apart(tables[i]) || was_parted(merged, tables[i])) {
            return true;
        }
    }
    return false;
}

/* The table of that id, as a file alone has it; NULL if it does not. */
static const struct record *table_in(const struct parting_file *file, const char *id)
{
    const struct record *table =
        file->session ? session_record(file->session, "session", id) : NULL;
    return table && record_shown(table) ? table : NULL;
}

static bool has_edit(const struct parting_file *file, const struct edit *edit)
{
    return session_edit(file->session, edit->key) != NULL;
}

/* Whether the other file's writers had seen what this one calls the table. */
static bool went_on_from(const struct record *table, const struct parting_file *other)
{
    for (size_t i = 0; i < PARTING_NAMES; i++) {
        const struct version *shown = field_shown(record_field(table, parting_names[i]));
        if (shown && !has_edit(other, shown->edit)) {
            return false;
        }
    }
    return true;
}

/* Whether other files have all that this one says of the table, be it merged of theirs;
 * those that call themselves the same do not count otherwise. */
static bool says_nothing_more(const struct partings *p, const struct parting_file *file,
                              const struct record *table)
{
    bool none = true, mixed = table_called_apart(table);
    size_t count;
    const struct edit **edits = session_edits(file->session, &count);
    for (size_t i = 0; i < count && none; i++) {
        none = edit_table(file->session, edits[i]) != table;
        for (size_t j = 0; j < p->count && !none; j++) {
            const struct record *other = table_in(&p->files[j], record_id(table));
            none = other && !table_called_apart(other) &&
                   (mixed || parting_tag(other) != parting_tag(table)) &&
                   has_edit(&p->files[j], edits[i]);
        }
    }
    free(edits);
    return none;
}

enum { MOST_STEPS = 4 }; /* from a file to one that went on from it, and so on */

/* What becomes of a file's table. Files that went on from it and call it otherwise: if all
 * of them are one table, it is that, too. */
static struct parting_row decide(const struct partings *p,
                                 const struct parting_file *file,
                                 const struct record *table, int steps)
{
    const char *id = record_id(table);
    struct parting_row row = {.id = id, .how = PARTING_AS_IS, .tag = parting_tag(table)};
    size_t others = 0;
    if (table_called_apart(
            table)) { /* merged before: only what nobody else has is kept */
        row.how = says_nothing_more(p, file, table) ? PARTING_DROP : PARTING_AS_IS;
        return row;
    }
    uint64_t later = row.tag;
    for (size_t i = 0; i < p->count && steps < MOST_STEPS; i++) {
        const struct record *other = table_in(&p->files[i], id);
        if (other && !table_called_apart(other) && parting_tag(other) != row.tag &&
            went_on_from(table, &p->files[i]) && !went_on_from(other, file)) {
            struct parting_row its = decide(p, &p->files[i], other, steps + 1);
            others += its.how == PARTING_TAG && its.tag != later;
            later = its.how == PARTING_TAG ? its.tag : later;
        }
    }
    row.how =
        others > 1 && says_nothing_more(p, file, table) ? PARTING_DROP : PARTING_TAG;
    row.tag = others == 1 ? later : row.tag;
    return row;
}

static void read_one(struct parting_file *file, struct session *sent)
{
    struct file_added added;
    if (is_standard_input(file->path)) {
        file->session = sent;
        file->lent = true;
        return;
    }
    file->session = session_new();
    if (!file_add(file->path, file->session, &added, NULL)) {
        session_free(file->session);
        file->session = NULL;
        return;
    }
    journal_news_finish(&added.news);
}

void partings_find(struct partings *p, const struct paths *files, const char *out,
                   struct session *sent, struct session *merged)
{
    size_t count;
    const struct record *const *tables = session_tables(merged, &count);
    *p = (struct partings){.files = memory_get((files->count + 1) * sizeof *p->files)};
    for (size_t i = 0; i < files->count; i++) {
        bool twice =
            !is_standard_input(files->items[i]) && same_file(files->items[i], out);
        for (size_t j = 0; j < i && !twice; j++) {
            twice = strcmp(files->items[i], files->items[j]) == 0;
        }
        if (!twice) {
            struct parting_file *file = &p->files[p->count++];
            *file = (struct parting_file){.path = files->items[i]};
            read_one(file, sent);
            file->rows = memory_get((count + 1) * sizeof *file->rows);
        }
    }
    for (size_t t = 0; t < count; t++) {
        bool known = was_parted(merged, tables[t]);
        p->known = p->known || known;
        if (!known && !table_called_apart(tables[t])) {
            continue;
        }
        for (size_t i = 0; i < p->count; i++) {
            struct parting_file *file = &p->files[i];
            const struct record *table = table_in(file, record_id(tables[t]));
            if (table) {
                file->rows[file->count++] = decide(p, file, table, 0);
            }
        }
    }
}

/* OUT has the table as it is: by hand, or from before the others came. */
static bool fit_out(struct parting_row *row, const struct session *to, bool part,
                    struct err *err)
{
    char id[BASE32_SIZE_BYTES];
    const struct record *whole = session_record(to, "session", row->id);
    parting_id(row->tag, row->id, id);
    if (!part) {
        bool known = row->how == PARTING_TAG && session_record(to, "session", id);
        row->how = known ? PARTING_TAG : PARTING_AS_IS;
    } else if (whole && table_called_apart(whole)) {
        err_set(err,
                "OUT holds these copies as one table already, and words are never taken "
                "out: name another OUT, and leave that one out of the FILEs");
        return false;
    } else if (whole && parting_tag(whole) == row->tag) {
        row->how = PARTING_AS_IS;
    }
    return true;
}

bool partings_add(struct partings *p, struct session *to, bool part, struct err *err)
{
    bool ok = true;
    for (size_t i = 0; i < p->count && ok; i++) {
        for (size_t j = 0; j < p->files[i].count && ok; j++) {
            ok = fit_out(&p->files[i].rows[j], to, part, err);
            p->made += ok && p->files[i].rows[j].how == PARTING_TAG;
        }
    }
    for (size_t i = 0; i < p->count && ok; i++) {
        struct parting_file *file = &p->files[i];
        ok = !file->session ||
             parting_add(to, file->session, file->rows, file->count, err);
    }
    return ok;
}

/* "Leeds, table 3" of the copy, and the files that call it so. */
static void say_file(const struct parting_file *file, const char *id, struct str *out)
{
    const struct record *table = table_in(file, id);
    struct str name = STR_EMPTY;
    if (table) {
        history_name_table(table, &name);
        str_addf(out, "%s: %s%s\n", file->path, str_text(&name),
                 table_called_apart(table) ? " (merged already)" : "");
    }
    str_finish(&name);
}

void partings_say(struct partings *p, struct session *merged, struct str *out)
{
    size_t count;
    const struct record *const *tables = session_tables(merged, &count);
    for (size_t t = 0; t < count; t++) {
        for (size_t i = 0; i < p->count && table_called_apart(tables[t]); i++) {
            say_file(&p->files[i], record_id(tables[t]), out);
        }
    }
}

void partings_finish(struct partings *p)
{
    for (size_t i = 0; i < p->count; i++) {
        session_free(p->files[i].lent ? NULL : p->files[i].session);
        free(p->files[i].rows);
    }
    free(p->files);
    *p = (struct partings){.files = NULL};
}
