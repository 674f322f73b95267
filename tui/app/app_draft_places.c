/* Where words belong that were being typed: of what they are, and how that is said. */

#include "app/app.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/drafts.h"
#include "model/history.h"
#include "model/rows.h"

#include <stdlib.h>
#include <string.h>

enum { PLACE_GRAPHEMES = 40 };

/* A session that was begun by opening is on the disk no sooner than something is said in it, and
 * whoever opens the file after a crash begins another. */
static const struct record *table_instead(const struct app *app)
{
    size_t count;
    const struct record *const *tables = session_tables(app->file.session, &count);
    return app->table ? app->table : count ? tables[0] : NULL;
}

const struct record *app_record_of_draft(const struct app *app,
                                         const struct journal_draft *draft)
{
    const char *colon = strchr(draft->of, ':');
    if (!colon || company_has(&app->others.company, draft->actor)) {
        return NULL; /* somebody is typing it right now */
    }
    char *kind = memory_copy_text(draft->of);
    kind[colon - draft->of] = '\0';
    const struct record *record = session_record(app->file.session, kind, colon + 1);
    if (!record && strcmp(kind, "session") == 0) {
        record = table_instead(app);
    }
    free(kind);
    return record;
}

void app_add_draft_place(const struct app *app, const struct record *of,
                         const char *field, struct str *out)
{
    const struct record *table = history_table(of);
    const struct template *form = table_template(app->file.session, table);
    struct str box = STR_EMPTY;
    const char *place = strchr(draft_box(field, &box), ':'), *words = row_words(of);
    const struct grid *grid = place ? template_grid(form, place + 1) : NULL;
    const struct column *column = place ? template_column(form, place + 1, NULL) : NULL;
    if (of == table) {
        str_add(out, strcmp(box.bytes, "draft:vision") == 0 ? "for the vision"
                     : grid                                 ? "in "
                                                            : "for a new goal");
        str_add(out, grid ? grid->goals.short_title : "");
    } else if (place) {
        str_addf(out, "in %s%s", column ? column->short_title : place + 1,
                 *words ? " of " : "");
    } else {
        str_add(out, "for other words of ");
    }
    if (of != table && *words) {
        text_quote(out, words, PLACE_GRAPHEMES);
    }
    str_finish(&box);
}
