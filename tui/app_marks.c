/* Marking an entry. */

#include "app.h"

#include "base/utf8.h"

#include <string.h>

static const struct mark *mark_of(const struct app *app, const char *id)
{
    const struct template *form = table_template(app->file.session, app->table);
    for (size_t i = 0; i < form->mark_count; i++) {
        if (strcmp(form->marks[i].id, id) == 0) {
            return &form->marks[i];
        }
    }
    return NULL;
}

void app_mark(struct app *app, const struct intent *intent, struct err *err)
{
    const struct mark *mark = mark_of(app, intent->field);
    bool off = !*intent->text;
    const char *id = off ? record_words(intent->record, intent->field) : intent->text;
    const struct choice *choice = mark ? mark_choice(mark, id) : NULL;
    struct str name = STR_EMPTY, said = STR_EMPTY, title = STR_EMPTY;
    text_add_beginning(&name, record_words(intent->record, "text"), 100);
    str_add(&title, choice ? choice->title : id);
    if (!record_shown(intent->record)) {
        app_say(app, "‘%s’ was deleted meanwhile; R shows it.", str_text(&name));
    } else {
        if (off) {
            str_addf(&said, "took the mark %s off ‘%s’", str_text(&title),
                     str_text(&name));
        } else {
            str_addf(&said, "marked ‘%s’ %s", str_text(&name), str_text(&title));
        }
        author_begin_step(&app->author, str_text(&said));
        author_set(&app->author, intent->record, intent->field,
                   off ? VALUE_NOTHING : VALUE_OF_TEXT(intent->text), err);
        author_end_step(&app->author);
        if (off) {
            app_say(app, "Took the mark %s off ‘%s’. u brings it back.", str_text(&title),
                    str_text(&name));
        } else {
            app_say(app, "%s: %s", str_text(&title), choice ? choice->meaning : "");
        }
    }
    str_finish(&name);
    str_finish(&said);
    str_finish(&title);
}
