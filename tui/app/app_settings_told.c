/* How a table has it with what is written alone, with phones and with its question: what is said of that, and of what
 * hangs on it, may be untrue once somebody else has it otherwise. */

#include "app/app_everybody.h"

#include "model/alone.h"
#include "model/history.h"
#include "model/offers.h"
#include "views/view_question.h"

#include <string.h>

static const char *const fields[TOLD_COUNT] = {"alone", PHONES_STRAIGHT, PHONES_SEE,
                                               PHONES_VOTE};

/* What did last with a question, be it to delete it; NULL: nothing, or it is none. */
static const struct edit *edit_of_question(const struct record *question)
{
    const struct edit *gone = question ? record_deletion(question) : NULL;
    const struct version *stands =
        field_shown(question ? record_field(question, "stands") : NULL);
    return gone ? gone : stands ? stands->edit : NULL;
}

void app_note_settings(const struct app *app, struct settings_told *out)
{
    for (size_t i = 0; i < TOLD_COUNT; i++) {
        out->shown[i] =
            field_shown(app->table ? record_field(app->table, fields[i]) : NULL);
    }
    struct facts facts = {.session = app->file.session, .table = app->table};
    out->question = app->table ? question_at_hand(&facts) : NULL;
    out->stood = edit_of_question(out->question);
}

/* "Ana has shown what was written alone: …", "Ana let what phones send straight in." */
static void say_setting(struct app *app, const struct edit *now, struct str *out)
{
    const char *who = history_who(now);
    str_add(out, out->len_bytes ? " " : "");
    str_addf(out, "%s ", *who ? who : "Somebody else");
    if (!edit_change(now, "alone")) {
        history_describe(app->file.session, now, HISTORY_WITH_NAMES, out);
        str_add_byte(out, '.');
    } else if (table_alone(app->table)) {
        str_add(out, "has everybody write alone: what is written from now on is hidden "
                     "from the others, until \valone\v shows it.");
    } else {
        str_add(out, "has shown what was written alone: from now on everybody sees at "
                     "once what you write.");
    }
}

void app_tell_settings(struct app *app, const struct settings_told *before)
{
    struct settings_told now;
    struct str said = STR_EMPTY;
    app_note_settings(app, &now);
    for (size_t i = 0; i < TOLD_COUNT; i++) {
        const struct version *was = before->shown[i], *is = now.shown[i];
        bool said_no = !was || version_value(was).kind == VALUE_NONE;
        if (is && is != was && !(said_no && version_value(is).kind == VALUE_NONE)) {
            say_setting(app, is->edit, &said);
        }
    }
    const struct edit *stands = edit_of_question(before->question);
    if (stands && stands != before->stood && app->messages.text.len_bytes) {
        say_setting(app, stands, &said);
    }
    if (!before->shown[0] || version_value(before->shown[0]).kind == VALUE_NONE) {
        app_forget_hidden(app);
    }
    if (said.len_bytes && app->messages.warning) {
        app_say_besides(app, said.bytes);
    } else if (said.len_bytes) {
        app_say(app, "%s", said.bytes);
    }
    str_finish(&said);
}
