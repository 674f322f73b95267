/* What recurs: opened over the grid, and what a person decides about it. */

#include "app/app.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/themes.h"
#include "views/themes/view_themes.h"

#include <stdlib.h>
#include <string.h>

void app_open_themes(struct app *app, const struct intent *intent)
{
    (void)intent;
    if (!app->themes) {
        app->themes = view_themes_new();
    }
    app_push(app, view_of_themes(app->themes));
}

void app_forget_themes(struct app *app)
{
    view_themes_free(app->themes);
    app->themes = NULL;
}

void app_filter_themes(struct app *app, const struct intent *intent)
{
    view_themes_filter(app->themes, intent->field, intent->text, intent->record);
}

enum { SHORT_GRAPHEMES = 40 };

static int by_address(const void *left, const void *right)
{
    const struct record *const *a = left, *const *b = right;
    return *a < *b ? -1 : *a > *b;
}

/* How many tables said one or the other. */
static size_t tables_of_both(const struct theme *one, const struct theme *other)
{
    size_t count = one->count + other->count, tables = 0;
    const struct record **all = memory_get(count * sizeof(*all));
    for (size_t i = 0; i < count; i++) {
        all[i] = entry_table(i < one->count ? one->members[i]
                                            : other->members[i - one->count]);
    }
    qsort(all, count, sizeof(*all), by_address);
    for (size_t i = 0; i < count; i++) {
        tables += i == 0 || all[i] != all[i - 1];
    }
    free(all);
    return tables;
}

/* "Joined ‘X’ and ‘Y’: 7 tables now. u undoes it." Put together before it is done, as
 * the themes do not hold longer. */
static void add_said(const struct intent *intent, struct str *out)
{
    switch (intent->kind) {
    case INTENT_JOIN_THEMES:
    case INTENT_KEEP_APART: {
        bool join = intent->kind == INTENT_JOIN_THEMES;
        size_t tables = tables_of_both(intent->theme, intent->other);
        str_add(out, join ? "Joined " : "Kept ");
        text_quote(out, intent->theme->words, SHORT_GRAPHEMES);
        str_add(out, " and ");
        text_quote(out, intent->other->words, SHORT_GRAPHEMES);
        if (join) {
            str_addf(out, ": %zu table%s now.", tables, plural(tables));
        } else {
            str_add(out, " apart.");
        }
        break;
    }
    case INTENT_NAME_THEME:
        text_quote(out, intent->theme->words, SHORT_GRAPHEMES);
        str_add(out, *intent->text ? " is called " : " has no name of its own any more.");
        if (*intent->text) {
            text_quote(out, intent->text, SHORT_GRAPHEMES);
            str_add(out, " now; nobody's words have changed.");
        }
        break;
    default:
        str_add(out, "Parted ");
        text_quote(out, record_words(intent->record, "text"), SHORT_GRAPHEMES);
        str_add(out, " from the others.");
        break;
    }
    str_add(out, " u undoes it.");
}

void app_decide(struct app *app, const struct intent *intent, struct err *err)
{
    struct str said = STR_EMPTY;
    bool ok = false;
    add_said(intent, &said);
    switch (intent->kind) {
    case INTENT_JOIN_THEMES:
        ok = themes_join(&app->author, intent->theme, intent->other, err);
        break;
    case INTENT_KEEP_APART:
        ok = themes_keep_apart(&app->author, intent->theme, intent->other, err);
        break;
    case INTENT_NAME_THEME:
        ok = theme_name(&app->author, intent->theme, intent->text, err);
        break;
    case INTENT_PART_ENTRY:
        ok = theme_part(&app->author, intent->theme, intent->record, err);
        break;
    default:
        break;
    }
    if (ok) {
        app_say(app, "%s", said.bytes);
    }
    str_finish(&said);
}
