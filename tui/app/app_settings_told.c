/* How a table has it with what is written alone and with phones: what is said of that, and of what
 * hangs on it, may be untrue once somebody else has it otherwise. */

#include "app/app_everybody.h"

#include "model/alone.h"
#include "model/history.h"
#include "model/offers.h"

#include <string.h>

static const char *const fields[TOLD_COUNT] = {"alone", PHONES_STRAIGHT, PHONES_SEE,
                                               PHONES_VOTE};

void app_note_settings(const struct app *app, struct settings_told *out)
{
    for (size_t i = 0; i < TOLD_COUNT; i++) {
        out->shown[i] =
            field_shown(app->table ? record_field(app->table, fields[i]) : NULL);
    }
}

/* "Ana has shown what was written alone: …", "Ana let what phones send straight in." */
static void say_setting(struct app *app, const struct version *now, struct str *out)
{
    const char *who = history_who(now->edit);
    str_addf(out, "%s ", *who ? who : "Somebody else");
    if (strcmp(version_field(now)->name, "alone") != 0) {
        history_describe(app->file.session, now->edit, HISTORY_WITH_NAMES, out);
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
            str_add(&said, said.len_bytes ? " " : "");
            say_setting(app, is, &said);
        }
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
