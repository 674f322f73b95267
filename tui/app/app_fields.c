/* Fields of records, set one by one: drafts, and the lines of forms. */

#include "app/app.h"

#include "base/utf8.h"
#include "screen/pasted.h"

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
    if (set(app, intent, err)) {
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
    set_draft(app, intent, err);
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
    struct str words = STR_EMPTY;
    text_quote(&words, record_words(intent->record, intent->field), 100);
    author_begin_step(&app->author, "put aside what was being written");
    if (set(app, intent, err)) {
        app_say(app, "Put aside %s, which was being written. \vundo\v brings it back.",
                words.bytes);
    }
    author_end_step(&app->author);
    str_finish(&words);
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
