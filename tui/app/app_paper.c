/* What was counted on paper, and how many people voted. */

#include "app/app_everybody.h"

#include "model/ballot.h"
#include "views/paper_said.h"
#include "views/view_paper.h"

void app_open_paper(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    if (app_may_write(app)) {
        app_push(app, view_paper_new(&facts, intent->column));
    }
}

void app_count_paper(struct app *app, const struct intent *intent, struct err *err)
{
    long count;
    if (!paper_read(intent->text, &count)) {
        return;
    }
    bool entry = !record_is(intent->record, "session");
    bool any = entry ? paper_votes(intent->record) : table_voted(intent->record);
    bool ok = entry ? author_count_paper(&app->author, intent->record, count, err)
                    : author_set_voted(&app->author, intent->record, count, err);
    if (ok && entry) {
        struct facts facts = app_facts(app);
        struct str said = STR_EMPTY;
        paper_say_counted(&facts, intent->record, count, any, &said);
        app_say(app, "%s", said.bytes);
        str_finish(&said);
    } else if (ok) {
        app_say(app,
                !count && !any ? "Nobody voted, as far as is known; as before."
                : !count       ? "How many voted is taken back."
                : intent->step ? "%ld voted."
                               : "%ld voted. Now what each entry has, or \vclose\v.",
                count);
    }
    if (ok && intent->step) {
        app_pop(app); /* the sheet, and the intent's text with it */
    }
}
