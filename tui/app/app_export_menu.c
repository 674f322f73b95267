/* The menu of hand-outs: what can be written, and how. */

#include "app/app.h"

#include "app/app_export.h"
#include "export/export.h"
#include "model/meetings.h"
#include "store/places.h"
#include "views/view_list.h"

#include <stdlib.h>
#include <string.h>

/* What papers_of_pdf are, in words. */
static const char *const paper_words[] = {"A4 sheets", "A3 poster", "A4 report, upright",
                                          "one A4 page to read out", "A4 in large print"};

enum { PAPER_COUNT = sizeof paper_words / sizeof *paper_words };

/* The format at a place of the menu, from 1; NULL behind the last. */
static const struct export_format *format_at(int place)
{
    const struct export_format *format = export_formats;
    while (format->name && format->menu.place != place) {
        format++;
    }
    return format->name ? format : NULL;
}

static const char *audience_in_words(const struct export_choice *choice)
{
    static const char *const words[] = {
        [FOR_ANYBODY] = "anybody: all of it",
        [FOR_PARTICIPANTS] = "participants: their own words first",
        [FOR_COMMISSIONERS] = "commissioners: themes first, numbers at the end",
        [FOR_POLITICIANS] = "politicians: what tables share, plain words",
        [FOR_PUBLIC] = "the public: plain words, no names",
    };
    return words[choice->audience];
}

static const char *cover_in_words(const struct app *app)
{
    size_t count;
    const struct record *const *tables = session_tables(app->file.session, &count);
    bool named = false;
    for (size_t i = 0; i < count && !app->export_choice.without_names; i++) {
        named = named || *record_words(tables[i], "answer_to");
    }
    return !app->export_choice.cover ? "no"
           : named                   ? "yes, with how to answer back"
                   : "yes, but nobody is named to answer to (see Details)";
}

/* A row that changes how all are written. A narrow window has no room for details. */
static void add_choice(struct list_view *list, const char *key, const char *label,
                       const char *value)
{
    enum { NARROW_COLS = 70 };
    struct str both = str_of("%s: %s", label, value);
    struct item *item =
        list_add(list, key, screen_cols() > NARROW_COLS ? label : both.bytes, value);
    item->intent = (struct intent){.kind = INTENT_EXPORT_CHOICE, .text = item->key};
    str_finish(&both);
}

/* What is written in a format, or on what. */
static const char *detail_of(const struct app *app, const struct export_format *format)
{
    if (format->seminar && app_exports_several(app)) {
        return "what tables share, then each table's";
    }
    return format->menu.detail ? format->menu.detail
                               : paper_words[app->export_choice.paper];
}

static void add_row(struct list_view *list, const char *key, const char *label,
                    const char *detail, const char *what)
{
    struct item *item = list_add(list, key, label, detail);
    item->intent = (struct intent){.kind = INTENT_EXPORT, .text = what};
}

/* What can be written. What a room of several tables waits for comes first. */
static void add_formats(struct app *app, struct list_view *list)
{
    const struct export_format *format;
    const char *page = "to read out before people leave";
    bool several = app_exports_several(app);
    if (several) {
        add_row(list, "o", "One page", page, export_page);
    }
    for (int place = 1; (format = format_at(place)); place++) {
        add_row(list, format->menu.key, format->menu.label, detail_of(app, format),
                format->name);
        if (place == 1 && !several) {
            add_row(list, "o", "One page", page, export_page);
        }
        if (place == 1) {
            add_row(list, "r", "Large print", "a PDF in letters of 16 points",
                    export_large);
        }
    }
    add_row(list, "d", "The day", "its stages, a page for the wall", export_day);
}

static void open_menu(struct app *app, const char *selected)
{
    const struct grid *form = app_form_to_export(app);
    const struct export_choice *choice = &app->export_choice;
    struct list_view *list = list_new("Export, beside the session's file", true);
    char *printer = program_in_path("lp");
    list->label_cols = 26;
    add_formats(app, list);
    if (form) {
        add_row(list, "b", "This form alone", form->title, export_form);
    }
    if (printer) {
        add_row(list, "l", "Print the PDF", "by lp, and keep it as well", "lp");
    }
    list_add_heading(list, "How");
    add_choice(list, "f", "For", audience_in_words(choice));
    add_choice(list, "a", "Paper of the PDF", paper_words[choice->paper]);
    if (table_has_others(app->file.session, app->table)) {
        add_choice(list, "s", "Tables",
                   app_exports_one_table(app) ? "the one on the screen alone"
                                              : "all of this file");
    }
    add_choice(list, "n", "Names of people",
               choice->without_names || choice->audience >= FOR_POLITICIANS
                   ? "left out, but for those in people’s entries"
                   : "as they stand");
    add_choice(list, "k", "Cover", cover_in_words(app));
    for (size_t i = 0; selected && i < list->count; i++) {
        list->selected = strcmp(list->items[i].key, selected) == 0 ? i : list->selected;
    }
    free(printer);
    app_push_list(app, list);
}

void app_open_export(struct app *app, const struct intent *intent)
{
    (void)intent;
    open_menu(app, NULL);
}

void app_choose_export(struct app *app, const struct intent *intent)
{
    struct export_choice *choice = &app->export_choice;
    char key[2] = {intent->text[0], '\0'};
    switch (key[0]) {
    case 'f':
        choice->audience = (choice->audience + 1) % (FOR_PUBLIC + 1);
        break;
    case 'a':
        choice->paper = (choice->paper + 1) % PAPER_COUNT;
        break;
    case 's':
        choice->other_tables = !choice->other_tables;
        break;
    case 'n':
        choice->without_names = !choice->without_names;
        break;
    default:
        choice->cover = !choice->cover;
        break;
    }
    open_menu(app, key);
}
