/* What recurs: opened over the grid, and what a person decides about it. */

#include "app/app.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/rows.h"
#include "model/themes.h"
#include "views/themes/view_themes.h"

#include <stdlib.h>
#include <string.h>

void app_open_themes(struct app *app, const struct intent *intent)
{
    (void)intent;
    if (!app->themes) {
        struct facts facts = app_facts(app);
        app->themes = view_themes_new();
        view_themes_go_on(app->themes, &facts);
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

void app_open_join(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    (void)intent;
    app_push_list(app, view_themes_list_joins(app->themes, &facts));
}

void app_join_into(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    struct intent join = view_themes_join(app->themes, &facts, intent->record);
    app_carry_out(app, &join);
}

enum { SHORT_GRAPHEMES = 40 };

static int by_address(const void *left, const void *right)
{
    const struct record *const *a = left, *const *b = right;
    return *a < *b ? -1 : *a > *b;
}

static size_t themes_entries(const struct intent *intent)
{
    size_t count = intent->theme->count;
    for (size_t i = 0; i < intent->other_count; i++) {
        count += intent->others[i]->count;
    }
    return count;
}

/* How many tables said one of those that are joined. */
static size_t tables_of_all(const struct intent *intent)
{
    size_t count = 0, tables = 0;
    const struct record **all =
        memory_get((themes_entries(intent) + 1) * sizeof(const struct record *));
    for (size_t i = 0; i <= intent->other_count; i++) {
        const struct theme *theme =
            i < intent->other_count ? intent->others[i] : intent->theme;
        for (size_t m = 0; m < theme->count; m++) {
            all[count++] = entry_table(theme->members[m]);
        }
    }
    qsort(all, count, sizeof(*all), by_address);
    for (size_t i = 0; i < count; i++) {
        tables += i == 0 || all[i] != all[i - 1];
    }
    free(all);
    return tables;
}

/* "Joined ‘X’ and ‘Y’ as ‘Z’: 7 tables now." */
static void add_joined(const struct intent *intent, struct str *out)
{
    size_t tables = tables_of_all(intent);
    str_add(out, "Joined ");
    if (intent->other_count > 1) {
        str_addf(out, "%zu with ", intent->other_count);
        text_quote(out, intent->theme->words, SHORT_GRAPHEMES);
    } else {
        text_quote(out, intent->theme->words, SHORT_GRAPHEMES);
        str_add(out, " and ");
        text_quote(out, intent->others[0]->words, SHORT_GRAPHEMES);
    }
    if (intent->text && strcmp(intent->text, intent->theme->words) != 0) {
        str_add(out, " as ");
        text_quote(out, intent->text, SHORT_GRAPHEMES);
    }
    str_addf(out, ": %zu table%s now%s.", tables, plural(tables),
             intent->though_apart ? ", though some of it was kept apart" : "");
}

/* What is done, and how it is undone. Put together before it is done, as
 * the themes do not hold longer. */
static void add_said(const struct intent *intent, struct str *out)
{
    switch (intent->kind) {
    case INTENT_JOIN_THEMES:
        add_joined(intent, out);
        break;
    case INTENT_KEEP_APART:
        str_add(out, "Kept ");
        text_quote(out, intent->theme->words, SHORT_GRAPHEMES);
        str_add(out, " and ");
        text_quote(out, intent->other->words, SHORT_GRAPHEMES);
        str_add(out, " apart.");
        break;
    case INTENT_NAME_THEME:
        text_quote(out, intent->theme->words, SHORT_GRAPHEMES);
        str_add(out, *intent->text ? " is called " : " has no name of its own any more.");
        if (*intent->text) {
            text_quote(out, intent->text, SHORT_GRAPHEMES);
            str_add(out, " now; nobody's words have changed.");
        }
        break;
    case INTENT_SETTLE_THEME:
        text_quote(out, intent->theme->words, SHORT_GRAPHEMES);
        str_add(out, " is settled as it is shown.");
        return; /* undone, some of it would be settled all the same */
    default:
        str_add(out, "Parted ");
        text_quote(out, row_words(intent->record), SHORT_GRAPHEMES);
        str_add(out, " from the others.");
        break;
    }
    str_add(out, " \vundo\v undoes it.");
}

void app_decide(struct app *app, const struct intent *intent, struct err *err)
{
    struct str said = STR_EMPTY;
    bool ok = false;
    add_said(intent, &said);
    switch (intent->kind) {
    case INTENT_JOIN_THEMES:
        ok = themes_join_all(&app->author, intent->theme, intent->others,
                             intent->other_count, intent->text, err);
        break;
    case INTENT_KEEP_APART:
        ok = themes_keep_apart(&app->author, intent->theme, intent->other, err);
        break;
    case INTENT_NAME_THEME:
        ok = theme_name(&app->author, intent->theme, intent->text, err);
        break;
    case INTENT_SETTLE_THEME:
        ok = theme_settle(&app->author, intent->theme, err);
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
