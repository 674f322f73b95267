/* What the person likes: a list to change it by, at once and for the next time. */

#include "app/app.h"

#include "base/memory.h"
#include "screen/terminal.h"
#include "views/view_list.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The option that a setting of true or false is. */
static bool *flag_of(struct app_options *options, enum setting setting)
{
    assert(options);
    switch (setting) {
    case SETTING_MOUSE:
        return &options->mouse;
    case SETTING_TIPS:
        return &options->tips;
    case SETTING_PANEL:
        return &options->panel;
    case SETTING_ACCESSIBLE:
        return &options->accessible_next;
    default:
        return NULL;
    }
}

static void take(struct app_options *options, enum setting setting, int value)
{
    bool *flag = flag_of(options, setting);
    if (flag) {
        *flag = setting_is_on(setting, value);
    } else if (setting == SETTING_CLOCK) {
        options->quiet_clock = value != 0;
    } else if (setting == SETTING_LETTERS) {
        options->letters_write = value != 0;
    } else {
        options->theme = (enum colour_theme)value;
    }
}

static int value_of(struct app_options *options, enum setting setting)
{
    const bool *flag = flag_of(options, setting);
    return flag                         ? *flag != setting_is_on(setting, 0)
           : setting == SETTING_CLOCK   ? options->quiet_clock
           : setting == SETTING_LETTERS ? options->letters_write
                                        : (int)options->theme;
}

bool app_clock_is_quiet(const struct app *app)
{
    return app->options->quiet_clock || app->options->accessible;
}

/* A value as people say it. */
static const char *word_of(enum setting setting, int value)
{
    const struct setting_row *row = setting_row(setting);
    return row->is_text                    ? row->values[value]
           : setting_is_on(setting, value) ? "on"
                                           : "off";
}

void app_take_settings(const struct settings *settings, struct app_options *options)
{
    for (int i = 0; i < SETTING_COUNT; i++) {
        take(options, (enum setting)i, settings->chosen[i]);
    }
}

static void open_list(struct app *app, size_t selected)
{
    struct list_view *list =
        list_new("Settings: \vchoose\v changes one, \vclose\v is done", false);
    list->label_cols = 15;
    for (int i = 0; i < SETTING_COUNT; i++) {
        const struct setting_row *row = setting_row((enum setting)i);
        struct str label =
            str_of("%-6s %s", row->name,
                   word_of((enum setting)i, value_of(app->options, (enum setting)i)));
        struct item *item = list_add(list, "", str_text(&label), row->help);
        item->intent = (struct intent){.kind = INTENT_CHANGE_SETTING, .field = row->name};
        str_finish(&label);
    }
    list->selected = selected;
    app_push_list(app, list);
}

void app_open_settings(struct app *app, const struct intent *intent)
{
    (void)intent;
    open_list(app, 0);
}

/* So that it is seen now, not at the next start. */
static void show(struct app *app, enum setting setting)
{
    bool letters = setting == SETTING_LETTERS;
    if (letters) {
        action_let_letters_write(app->options->letters_write &&
                                 !app->options->accessible);
    }
    if (setting == SETTING_THEME || letters) { /* keys are named in much that is drawn */
        screen_start(app->options->theme, app->options->utf8);
        screen_forget();
    } else if (setting == SETTING_MOUSE) {
        terminal_mouse(app->options->mouse);
    } else if (setting == SETTING_PANEL) {
        app->panels.now = app->options->panel;
    }
}

void app_change_setting(struct app *app, const struct intent *intent)
{
    enum setting setting = SETTING_THEME;
    const char *no_color = getenv("NO_COLOR");
    struct err err = ERR_NONE;
    while (strcmp(setting_row(setting)->name, intent->field) != 0) {
        setting++;
    }
    const struct setting_row *row = setting_row(setting);
    int value = value_of(app->options, setting) + 1;
    value = row->values[value] ? value : 0;
    take(app->options, setting, value);
    show(app, setting);
    char *path = settings_path();
    if (!settings_keep(path, setting, value, &err)) {
        app_warn(app, "%s is %s until you leave, since it could not be kept: %s",
                 row->name, word_of(setting, value), err_text(&err));
    } else if (setting == SETTING_THEME && no_color && *no_color) {
        app_say(app, "theme is %s, kept in %s; no colours while NO_COLOR is set.",
                word_of(setting, value), path);
    } else {
        app_say(app, "%s is %s, kept in %s", row->name, word_of(setting, value), path);
    }
    open_list(app, (size_t)setting);
    err_finish(&err);
    free(path);
}
