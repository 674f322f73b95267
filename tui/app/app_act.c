/* The one door for acts: whatever changes the session passes here. */

#include "app/app.h"

#include "screen/clock.h"

#include <string.h>

bool app_may_write(struct app *app)
{
    if (app->options->follow) {
        app_say(app, "This window follows; the other one writes.");
    } else if (app->file.read_only) {
        app_say(app, "This file is open for reading only; \vexport\v exports it.");
    }
    return !app->options->follow && !app->file.read_only;
}

void app_ready(struct author *author, size_t seen_edits)
{
    author->now_ms = clock_edit_ms();
    author->seen_edits = seen_edits ? seen_edits : SIZE_MAX;
}

/* Whether what an edit set stands beside what its author had not seen. Of an entry's own
 * words the grid tells; drafts are for whoever writes them. */
static bool stands_beside(const struct session *session, const struct edit *edit)
{
    const struct record *record = session_record(session, edit->kind, edit->id);
    bool beside = false;
    for (size_t i = 0; i < edit->set_count; i++) {
        const char *name = edit->set[i].field;
        beside = beside || (strncmp(name, "draft", 5) != 0 &&
                            field_wordings(record_field(record, name)) > 1);
    }
    return beside && !record_unsettled(record);
}

/* Says so if any of the author's edits since then does. */
static void tell_others(struct app *app, uint64_t from)
{
    for (uint64_t n = from; n < app->author.next_number; n++) {
        const struct edit *edit =
            session_edit(app->file.session, (struct edit_key){app->author.actor, n});
        if (stands_beside(app->file.session, edit)) {
            app_add(app, "Somebody else changed it meanwhile; both are kept.");
            return;
        }
    }
}

bool app_act(struct app *app, const struct intent *intent, intent_change *change)
{
    struct err err = ERR_NONE;
    uint64_t from = app->author.next_number;
    if (!app_may_write(app)) {
        return false;
    }
    app_ready(&app->author, intent->seen_edits);
    change(app, intent, &err);
    bool ok = !err.message;
    if (ok) {
        tell_others(app, from);
    } else {
        app_warn(app, "That could not be done: %s", err_text(&err));
    }
    if (app->author.next_number != from) {
        app_changed(app);
    }
    err_finish(&err);
    return ok;
}
