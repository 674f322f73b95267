/* The one door for acts: whatever changes the session passes here. */

#include "app/app.h"

#include "model/fields.h"
#include "model/history.h"
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

/* A field that an edit set, where what it set stands beside what its author had not seen; NULL:
 * none. Of an entry's own words the grid tells; drafts are for whoever writes them. */
static const struct field *stands_beside(const struct session *session,
                                         const struct edit *edit)
{
    const struct record *record = session_record(session, edit->kind, edit->id);
    const struct field *beside = NULL;
    for (size_t i = 0; i < edit->set_count && !beside; i++) {
        const struct field *field = record_field(record, edit->set[i].field);
        bool draft = strncmp(field->name, "draft", 5) == 0;
        beside = !draft && field_wordings(field) > 1 ? field : NULL;
    }
    return record_unsettled(record) ? NULL : beside;
}

/* Where both are shown. */
static void tell_where(struct app *app, const struct edit *edit,
                       const struct field *field)
{
    if (field_is(edit->kind, field->name, FIELD_NAMING)) {
        app_add(app, "\vdetails\v shows both.");
    } else if (field_is(edit->kind, field->name, FIELD_PROMISE)) {
        app_add(app, "\vcommit\v shows both.");
    }
}

/* Says so if any of the author's edits since then does. */
static void tell_others(struct app *app, uint64_t from)
{
    for (uint64_t n = from; n < app->author.next_number; n++) {
        const struct edit *edit =
            session_edit(app->file.session, (struct edit_key){app->author.actor, n});
        const struct field *field = stands_beside(app->file.session, edit);
        if (field) {
            app_add(app, "Somebody else changed it meanwhile; both are kept.");
            tell_where(app, edit, field);
            return;
        }
    }
}

const struct edit *app_other_wording(const struct app *app)
{
    const struct edit *last = author_edit_back(&app->author, 0), *edit = last;
    for (size_t back = 1; edit && edit->at_ms == last->at_ms && back < DETAIL_COUNT;
         back++) {
        if (stands_beside(app->file.session, edit)) {
            return edit;
        }
        edit = author_edit_back(&app->author, back);
    }
    return NULL;
}

void app_tell_other_wording(struct app *app, const struct edit *before)
{
    const struct edit *edit = app_other_wording(app), *theirs = NULL;
    if (!edit || before || app->messages.warning) {
        return;
    }
    const struct field *field = stands_beside(app->file.session, edit);
    for (const struct version *v = field_shown(field); v; v = head_next(v)) {
        theirs = v->edit == edit ? theirs : v->edit;
    }
    const char *who = theirs ? history_who(theirs) : "";
    bool naming = field_is(edit->kind, field->name, FIELD_NAMING);
    app_say(app, "%s changed the %s, too; both are kept.", *who ? who : "Somebody else",
            naming ? field->name : "same");
    tell_where(app, edit, field);
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
