/* Fields of records, set one by one: drafts, and the lines of forms, such as the details. */

#include "app/app_everybody.h"

#include "base/utf8.h"
#include "model/drafts.h"
#include "model/fields.h"
#include "screen/pasted.h"
#include "store/copies.h"

#include <string.h>

static bool set(struct app *app, const struct intent *intent, struct err *err)
{
    return author_set(&app->author, intent->record, intent->field,
                      *intent->text ? VALUE_OF_TEXT(intent->text) : VALUE_NOTHING, err);
}

void app_set(struct app *app, const struct intent *intent, struct err *err)
{
    struct str words = STR_EMPTY;
    text_quote(&words, intent->text, 100);
    if (strcmp(record_words(intent->record, intent->field), intent->text) == 0) {
        app_say(app, "Nothing was changed.");
    } else if (set(app, intent, err)) {
        app_say(app,
                *intent->text
                    ? "The %s is %s now. \vundo\v undoes it."
                    : "Took the words of the %s away. \vundo\v brings them back.",
                intent->field, words.bytes);
    }
    str_finish(&words);
}

/* A draft is no step that undo takes back. */
static void set_draft(struct app *app, const struct intent *intent, struct err *err)
{
    author_begin_step(&app->author, "");
    set(app, intent, err);
    author_forget_step(&app->author);
}

void app_keep_draft(struct app *app, const struct intent *intent, struct err *err)
{
    if (strcmp(record_words(intent->record, intent->field), intent->text) != 0) {
        set_draft(app, intent, err);
    }
    if (*intent->text && strncmp(intent->field, FORM_DRAFT, strlen(FORM_DRAFT)) == 0) {
        app_say(app, "Kept as a draft: it stands here when this is opened again.");
    } else if (*intent->text) {
        const char *again = draft_key(intent->record, intent->field);
        size_t lines = pasted_count(intent->text);
        if (lines > 1) {
            app_say(app,
                    "%zu lines are kept here as a draft, not as entries: %s brings them "
                    "back, \vput-words-aside\v puts them aside.",
                    lines, again);
            return;
        }
        app_say(app,
                "%sKept as a draft%s, not yet as an entry: %s %sbrings it back. "
                "\vput-words-aside\v puts it aside.",
                intent->step ? "Whoever sent it took it back while you wrote. " : "",
                intent->step ? " in the grid" : "", again, intent->step ? "there " : "");
    }
}

void app_drop_draft(struct app *app, const struct intent *intent, struct err *err)
{
    struct str words = STR_EMPTY, step = STR_EMPTY;
    if (*intent->text &&
        strcmp(intent->text, record_words(intent->record, intent->field)) != 0) {
        set_draft(app, intent, err); /* what undoing is to bring back */
    }
    const char *draft = record_words(intent->record, intent->field);
    size_t lines = pasted_count(draft);
    bool hidden = draft_is_hidden(intent->record, intent->field);
    bool several = lines > 1 && !hidden;
    if (hidden) {
        str_add(&words, "a count");
    } else if (several) {
        str_addf(&words, "%zu lines", lines);
    } else {
        text_quote(&words, draft, 100);
    }
    str_addf(&step, "put aside %s", words.bytes);
    author_begin_step(&app->author, step.bytes);
    if (author_set(&app->author, intent->record, intent->field, VALUE_NOTHING, err)) {
        app_say_removed(app,
                        (struct removed){.did = "Put aside",
                                         .words = words.bytes,
                                         .thing = several ? words.bytes : "an entry",
                                         .more = several ? ", which were being written"
                                                         : ", which was being written",
                                         .several = several});
    }
    author_end_step(&app->author);
    str_finish(&words);
    str_finish(&step);
}

bool app_set_draft(struct app *app, const struct record *of, const char *field,
                   const char *text, size_t seen_edits)
{
    struct intent draft = {
        .record = of, .field = field, .text = text, .seen_edits = seen_edits};
    return app_act(app, &draft, set_draft);
}

bool app_set_lines(struct app *app, const struct intent *intent, const char *said,
                   struct err *err)
{
    bool ok = true;
    author_begin_step(&app->author, said);
    for (size_t i = 0; i < DETAIL_COUNT && ok; i++) {
        const char *text = intent->texts[i];
        if (text) {
            ok = author_set(&app->author, intent->record, intent->fields[i],
                            *text ? VALUE_OF_TEXT(text) : VALUE_NOTHING, err);
        }
    }
    author_end_step(&app->author);
    return ok;
}

/* Copies of one file are one table by their ids, whatever numbers they are given later. */
static void warn_of_copies(struct app *app, bool was_numbered)
{
    struct paths copies = {0};
    copies_of_table(app->file.target, app->file.session, &copies);
    if (copies.count) {
        const char *slash = strrchr(copies.items[0], '/');
        app_warn(app,
                 "%s is a copy of this table: merged, both are one, whatever their "
                 "numbers. roundtable new --from FILE makes a table of its own.",
                 slash ? slash + 1 : copies.items[0]);
    } else if (was_numbered) {
        app_say(app,
                "Another number. If this file is a copy of another table's, both are "
                "one when merged: roundtable new --from makes a table of its own.");
    }
    paths_finish(&copies);
}

/* "title ‘Bus stop’, place ‘Leeds’": what was changed, or only chosen among several. */
static struct str name_details(const struct intent *intent, const bool *settles,
                               bool settled)
{
    enum { MOST_GRAPHEMES = 40 };
    struct str said = STR_EMPTY;
    for (size_t i = 0; i < DETAIL_COUNT; i++) {
        const char *text = intent->texts[i], *field = intent->fields[i];
        if (text && settles[i] == settled) {
            str_add(&said, said.len_bytes ? ", " : "");
            str_add(&said, strcmp(field, "answer_to") == 0 ? "answers to" : field);
            str_add(&said, *text ? " " : " to nothing");
            if (*text) {
                text_quote(&said, text, MOST_GRAPHEMES);
            }
        }
    }
    return said;
}

/* "Changed the details: title ‘Bus stop’, place ‘Leeds’. \vundo\v undoes it." */
static void say_details(struct app *app, const struct intent *intent, const bool *settles)
{
    struct str changed = name_details(intent, settles, false);
    struct str settled = name_details(intent, settles, true), step = STR_EMPTY;
    bool both = changed.len_bytes && settled.len_bytes;
    if (changed.len_bytes || settled.len_bytes) {
        app_say(app, "%s%s%s%s%s. \vundo\v undoes it.",
                changed.len_bytes ? "Changed the details: " : "", str_text(&changed),
                both ? ". " : "", settled.len_bytes ? "Settled for everyone: " : "",
                str_text(&settled));
        str_set(&step, "%s the details: %s%s%s",
                changed.len_bytes ? "changed" : "settled", str_text(&changed),
                both ? ", " : "", str_text(&settled));
        author_name_step(&app->author, step.bytes);
    } else {
        app_say(app, "Nothing was changed.");
    }
    str_finish(&step);
    str_finish(&changed);
    str_finish(&settled);
}

void app_change_details(struct app *app, const struct intent *intent, struct err *err)
{
    enum { TABLE_LINE = 3 };
    const struct field *number = record_field(intent->record, "table");
    const struct version *before = field_shown(number);
    bool was_numbered = before && value_words(version_value(before))[0] &&
                        strcmp(before->edit->key.actor, app->author.actor) != 0;
    bool numbered = intent->texts[TABLE_LINE] && *intent->texts[TABLE_LINE];
    bool settles[DETAIL_COUNT] = {false};
    for (size_t i = 0; i < DETAIL_COUNT; i++) {
        const char *field = intent->texts[i] ? intent->fields[i] : NULL;
        settles[i] = field && field_wordings(record_field(intent->record, field)) > 1 &&
                     strcmp(record_says(intent->record, field), intent->texts[i]) == 0;
    }
    if (app_set_lines(app, intent, "", err)) {
        say_details(app, intent, settles);
        app_pop(app); /* the texts go with it */
        if (numbered) {
            warn_of_copies(app, was_numbered);
        }
    }
}
