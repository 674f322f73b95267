/* What is meant by --entry. */

#include "base/fold.h"
#include "base/shell.h"
#include "commands/redact_inside.h"
#include "model/offers.h"

#include <string.h>

/* From the worst to the best: an entry that is called so is meant before a box that held it. */
enum match { MATCH_NONE, MATCH_PART, MATCH_BOX, MATCH_WORDS, MATCH_ID };

/* What was found so far; told again, it is listed. */
struct finding {
    struct redaction *r;
    struct fold_sought sought;
    enum match best;
    size_t count; /* that fit so well */
    bool listed;
};

/* As lists show it, be it of several lines. */
static enum match match_text(struct finding *f, const char *text, enum match whole)
{
    enum fold_fit fit = fold_find(&f->sought, text);
    return fit == FOLD_NOWHERE ? MATCH_NONE : fit == FOLD_ALL ? whole : MATCH_PART;
}

static enum match better(enum match one, enum match other)
{
    return one > other ? one : other;
}

/* By its id, or by any wording that it ever had. */
static enum match match_record(struct finding *f, const struct record *record)
{
    enum match best = MATCH_NONE;
    const char *wanted = f->r->entry, *kind = record_kind(record);
    const char *id = strrchr(wanted, ':');
    const struct field *field = record_field(record, forget_words_field(kind));
    bool of_kind =
        !id || (strncmp(wanted, kind, (size_t)(id - wanted)) == 0 && !kind[id - wanted]);
    if (field && of_kind && strcmp(id ? id + 1 : wanted, record_id(record)) == 0) {
        return MATCH_ID;
    }
    for (const struct version *v = field ? field->versions : NULL; v; v = v->next) {
        struct value value = version_value(v);
        best = value.kind == VALUE_NONE
                   ? best
                   : better(best, match_text(f, value.text, MATCH_WORDS));
    }
    return best;
}

/* What an offer became says its words, too, and goes with it. */
static enum match match_entry(struct finding *f, const struct record *record)
{
    struct offer offer;
    enum match match = match_record(f, record);
    bool is_entry =
        match != MATCH_NONE && record_is(record, "offer") && !strchr(f->r->entry, ':') &&
        offer_find(f->r->file.session, record_id(record), &offer) && offer.entry;
    return is_entry ? MATCH_NONE : match;
}

/* Takes what was found in, or lists it; once, though a box is in the journal, too. */
static void take(struct finding *f, enum match match, const struct record *record,
                 const char *field)
{
    const struct forget *last = &f->r->what;
    bool again = f->count && match == f->best && record == last->record && field &&
                 last->field && strcmp(field, last->field) == 0;
    if (f->listed) {
        if (match == f->best) {
            redact_print_record(f->r->file.session, record, field, true);
        }
    } else if (match > f->best) {
        f->best = match;
        f->count = 0;
    }
    if (!f->listed && match == f->best && match != MATCH_NONE) {
        f->count += !again;
        f->r->what = (struct forget){
            .record = record,
            .field = field,
            .words = field && match == MATCH_BOX ? f->r->entry : NULL,
            .begun = !field,
        };
    }
}

static bool is_box_id(const char *wanted, const struct record *record, const char *field)
{
    struct str id = STR_EMPTY;
    str_addf(&id, "%s:%s/%s", record_kind(record), record_id(record), field);
    bool is = strcmp(wanted, id.bytes) == 0;
    str_finish(&id);
    return is;
}

/* What was typed into a field, as far as it is words that could go. */
static enum match match_field(struct finding *f, const struct record *record,
                              const struct field *field)
{
    const struct forget what = {.record = record, .field = field->name};
    enum match best = MATCH_NONE;
    for (const struct version *v = field->versions; v; v = v->next) {
        const struct change change = {field->name, version_value(v)};
        if (forget_takes(f->r->file.session, &what, v->edit, &change)) {
            best = better(best, is_box_id(f->r->entry, record, field->name)
                                    ? MATCH_ID
                                    : match_text(f, change.value.text, MATCH_BOX));
        }
    }
    return best;
}

static bool is_of(const struct record *record, const char *of)
{
    const char *kind = record_kind(record), *id = strchr(of, ':');
    return id && strncmp(of, kind, (size_t)(id - of)) == 0 && !kind[id - of] &&
           strcmp(id + 1, record_id(record)) == 0;
}

/* What was being typed when a program ended. */
static void look_into_journal(struct finding *f, const struct record *record)
{
    const struct journal_news *news = &f->r->file.news;
    for (size_t i = 0; i < news->draft_count; i++) {
        const struct journal_draft *d = &news->drafts[i];
        if (is_of(record, d->of)) {
            take(f,
                 is_box_id(f->r->entry, record, d->field)
                     ? MATCH_ID
                     : match_text(f, d->text, MATCH_BOX),
                 record, d->field);
        }
    }
}

static void look(struct finding *f)
{
    const struct record *record = NULL;
    while ((record = session_next_record(f->r->file.session, record))) {
        const char *own = forget_words_field(record_kind(record));
        take(f, match_entry(f, record), record, NULL);
        for (const struct field *field = record_fields(record); field;
             field = field->next) {
            if (strcmp(field->name, own) != 0) {
                take(f, match_field(f, record, field), record, field->name);
            }
        }
        look_into_journal(f, record);
    }
}

static void tell_nothing(const char *path)
{
    struct str word = STR_EMPTY;
    shell_add_path(path, &word);
    print_format(
        "No entry or draft of %s has or had these words; roundtable log %s tells "
        "all.",
        path, word.bytes);
    str_finish(&word);
}

bool redact_find(struct redaction *r)
{
    struct finding f = {.r = r};
    fold_seek_line(&f.sought, r->entry, "");
    look(&f);
    bool found = f.count == 1 && f.best > MATCH_PART;
    if (!f.count) {
        tell_nothing(r->path);
    } else if (!found) {
        print_format(f.best == MATCH_PART
                         ? "No entry of %s has just these words; in these "
                           "they stand. Say which by its id, as in --entry "
                           "note:…"
                         : "Several entries of %s have these words. Say "
                           "which by its id, as in --entry note:…",
                     r->path);
        f.listed = true;
        look(&f);
    }
    fold_sought_finish(&f.sought);
    return found;
}
