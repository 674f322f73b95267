/* Hand-outs from the screen, beside the session's file, and to the printer. It runs "roundtable
 * export", so that both write the same. */

#include "app/app_export.h"

#include "app/app.h"
#include "app/beside.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "export/export.h"
#include "model/history.h"
#include "model/meetings.h"
#include "model/rows.h"
#include "screen/clock.h"
#include "store/places.h"
#include "views/grid/view_grid.h"
#include "views/view_list.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What a file is called for papers_of_pdf, behind the session's name; A4 is what is usual. */
static const char *const paper_names[] = {NULL, "poster", "report", "to-read-out",
                                          "large-print"};

const char export_page[] = "page", export_large[] = "large";
const char export_day[] = "day", export_form[] = "form";

enum { PAPER_COUNT = sizeof paper_names / sizeof *paper_names, FORMAT_WORDS = 3 };

bool app_exports_one_table(const struct app *app)
{
    struct session *session = app->file.session;
    return table_has_others(session, app->table) &&
           table_alone_met_again(session, app->table) != app->export_choice.other_tables;
}

bool app_exports_several(const struct app *app)
{
    return table_has_others(app->file.session, app->table) && !app_exports_one_table(app);
}

const struct grid *app_form_to_export(const struct app *app)
{
    struct facts facts = app_facts(app);
    struct grid_view *view = app_grid(app);
    const struct grid *grid = view ? view_grid_grid(view, &facts) : NULL;
    bool is = grid && grid->optional && grid_in_use(facts.session, facts.table, grid);
    return is ? grid : NULL;
}

/* The words of "roundtable export" behind its format, ended by NULL. */
static void add_words(const struct app *app, const struct export_format *format,
                      const char *paper, const char *path, bool replace,
                      const char *words[])
{
    const struct export_choice *choice = &app->export_choice;
    size_t count = FORMAT_WORDS;
    if (choice->audience != FOR_ANYBODY) {
        words[count++] = "--for";
        words[count++] = audience_names[choice->audience - FOR_PARTICIPANTS];
    }
    if (choice->without_names) {
        words[count++] = "--without-names";
    }
    if (!format->whole && app_exports_one_table(app)) {
        words[count++] = "--table";
        words[count++] = record_id(app->table);
    }
    if (paper == export_day) {
        words[count++] = "--day";
    }
    const struct grid *form = paper == export_form ? app_form_to_export(app) : NULL;
    if (form) {
        words[count++] = "--form";
        words[count++] = form->id;
        paper = papers_of_pdf[choice->paper];
    }
    if (format->papers && text_among(paper, format->papers, SIZE_MAX)) {
        words[count++] = "--paper";
        words[count++] = paper;
    }
    if (choice->cover && format->readable && paper != export_day) {
        words[count++] = "--cover";
    }
    if (format->seminar && app_exports_several(app)) {
        words[count++] = "--seminar";
    }
    if (replace) {
        words[count++] = "--force";
    }
    words[count++] = "-o";
    words[count++] = path;
    words[count++] = "--";
    words[count++] = app->file.path;
    words[count] = NULL;
}

/* Runs a program; false if it failed, and then *said is why. Else it is what it told, or
 * wrote if it told nothing. */
static bool run(struct app *app, const char *program, const char *const words[],
                const char *doing, struct str *said)
{
    struct beside_ran ran = {.status = 0};
    struct err err = ERR_NONE;
    bool ok = app_run_to_end(app, program, words, doing, &ran, &err);
    app_add_told(app,
                 !ok                 ? err_text(&err)
                 : ran.err.len_bytes ? str_text(&ran.err)
                                     : str_text(&ran.out),
                 said);
    ok = ok && (ran.status == 0 || ran.status == 3); /* 3: done, but look */
    beside_ran_finish(&ran);
    err_finish(&err);
    return ok;
}

/* Writes a format to a path; false, and then it is told why. */
static bool write_format(struct app *app, const struct export_format *format,
                         const char *paper, const char *path, bool replace,
                         struct str *said)
{
    /* No name of a file tells the format once it tells for whom it is. */
    const char *words[24] = {"export", "-f", format->name};
    char *self = program_self(app->options->program);
    struct str doing = str_of("Writing %s", path);
    add_words(app, format, paper, path, replace, words);
    bool ok = self && run(app, self, words, doing.bytes, said);
    if (!ok) {
        app_warn(app, "Not exported: %s",
                 self ? str_text(said) : "roundtable cannot find its own program");
    }
    free(self);
    str_finish(&doing);
    return ok;
}

/* What becomes of an export whose name a file has already: one step of the intent each. */
enum beside_earlier { ASK_FIRST, REPLACE, KEEP_BOTH };

static void add_name(struct str *name, const char *part)
{
    if (part) {
        str_addf(name, "%s%s", name->len_bytes ? "-" : "", part);
    }
}

/* What stands behind the session's name, so that a file's name says what it is and whom it
 * is for: "leeds-large-print-for-public.pdf". To free(); NULL: nothing. */
static char *part_of(const struct app *app, const struct export_format *format,
                     const char *paper)
{
    const struct export_choice *choice = &app->export_choice;
    struct str name = STR_EMPTY;
    if (paper == export_day) { /* a title may end in "day" itself */
        return memory_copy_text("stages");
    }
    add_name(&name, paper == export_form ? app_form_to_export(app)->id : NULL);
    for (size_t i = 0; i < PAPER_COUNT && format->papers == papers_of_pdf; i++) {
        add_name(&name, strcmp(paper, papers_of_pdf[i]) == 0 ? paper_names[i] : NULL);
    }
    bool is_told = format->write != export_promises && !format->seminar;
    add_name(&name, is_told ? NULL : format->name); /* no ending says what these are */
    if (choice->audience != FOR_ANYBODY) {
        str_addf(&name, "%sfor-%s", name.len_bytes ? "-" : "",
                 audience_names[choice->audience - FOR_PARTICIPANTS]);
    }
    add_name(&name, !choice->other_tables        ? NULL
                    : app_exports_one_table(app) ? "one-table"
                                                 : "all-tables");
    bool without = choice->without_names && choice->audience < FOR_POLITICIANS;
    add_name(&name, without ? "without-names" : NULL);
    return name.len_bytes ? str_take(&name) : NULL;
}

/* A name by the time, so that names stand in the order in which they were written:
 * "leeds-2017-02-22-1214.pdf". */
static char *path_by_time(const struct app *app, const char *part, const char *ending)
{
    char today[DATE_SIZE_BYTES];
    struct str which = STR_EMPTY, hour = STR_EMPTY;
    clock_today(today);
    clock_say(clock_now_ms(), CLOCK_SHORT, &hour);
    str_addf(&which, "%s%s%s-", part ? part : "", part ? "-" : "", today);
    for (const char *p = str_text(&hour); *p; p++) {
        str_add_bytes(&which, p, *p != ':');
    }
    char *timed = path_beside(app->file.path, which.bytes, ending);
    char *path = free_path_beside(timed, ending);
    free(timed);
    str_finish(&which);
    str_finish(&hour);
    return path;
}

void app_tell_untitled(struct app *app)
{
    size_t count, titled = 0;
    const struct record *const *tables = session_tables(app->file.session, &count);
    for (size_t i = 0; i < count; i++) {
        titled += *record_words(tables[i], "title") != 0;
    }
    if (!titled && app->files.untitled != app->table) {
        app->files.untitled = app->table;
        app_add(app, "(‘Untitled session’: \vdetails\v, from the grid, names it.)");
    }
}

/* "our-long-aft…and-five.pdf": a long name gives way to the words beside it. */
static struct str brief_name(const char *name)
{
    enum { END_GRAPHEMES = 12 };
    size_t len_bytes = strlen(name), head = 0, tail = len_bytes;
    for (int i = 0; i < END_GRAPHEMES; i++) {
        head = grapheme_after(name, len_bytes, head);
        tail = grapheme_before(name, len_bytes, tail);
    }
    return head < tail ? str_of("%.*s…%s", (int)head, name, name + tail)
                       : str_of("%s", name);
}

/* Asks whether an earlier export, which was written then, is replaced. Enter keeps both. */
static void ask_about_earlier(struct app *app, const struct intent *intent,
                              const char *path, const char *timed, int64_t written_ms)
{
    struct str name = brief_name(path_name(path)),
               title = str_of("%s is there already, written ", name.bytes),
               both = str_of("the new one is %s", path_name(timed));
    clock_say(written_ms, CLOCK_FULL, &title);
    struct list_view *list = list_ask(title.bytes);
    struct item *item = list_add(list, "k", "Keep both", both.bytes);
    item->intent =
        (struct intent){.kind = INTENT_EXPORT, .text = intent->text, .step = KEEP_BOTH};
    item = list_add(list, "y", "Replace it", "the earlier one is gone then");
    item->intent =
        (struct intent){.kind = INTENT_EXPORT, .text = intent->text, .step = REPLACE};
    app_push_list(app, list);
    str_finish(&name);
    str_finish(&title);
    str_finish(&both);
}

/* Where an export is written to, to free(); NULL: that is asked first. What is exported is
 * never written over. */
static char *choose_path(struct app *app, const struct intent *intent,
                         const struct export_format *format, const char *paper)
{
    struct stat about, own;
    const char *ending = format->endings[0];
    char *part = part_of(app, format, paper);
    char *path = path_beside(app->file.path, part, ending);
    if (intent->step == REPLACE || stat(path, &about) != 0) {
        free(part);
        return path;
    }
    char *timed = path_by_time(app, part, ending);
    free(part);
    bool is_own = stat(app->file.path, &own) == 0 && own.st_ino == about.st_ino &&
                  own.st_dev == about.st_dev;
    if (intent->step == ASK_FIRST && !is_own) {
        ask_about_earlier(app, intent, path, timed, (int64_t)about.st_mtime * 1000);
        free(timed);
        timed = NULL;
    }
    free(path);
    return timed;
}

/* @but  what was told when it was written: which letters have no picture, say */
static void print_sheet(struct app *app, const char *path, const char *but)
{
    char *printer = program_in_path("lp");
    struct str said = STR_EMPTY;
    const char *const words[] = {"--", path, NULL};
    if (printer && run(app, printer, words, "Printing", &said)) {
        app_say(app, "Sent to the printer: %s (%s)%s%s", *but ? path_name(path) : path,
                str_text(&said), *but ? ". But: " : "", but);
    } else {
        app_warn(app, "Kept as %s, but not printed: %s", path,
                 printer ? str_text(&said)
                         : "there is no program for printing (lp) any more");
    }
    str_finish(&said);
    free(printer);
}

/* What is exported is what stands in the file and its journal. */
static bool is_on_disk(struct app *app)
{
    if (!app->file.stamp.exists) {
        app_changed(app);
    }
    app_save(app);
    return !app->saving.err.message;
}

static void say_exported(struct app *app, const struct intent *intent, const char *path,
                         bool day, const struct str *said)
{
    const char *audience = day ? NULL : audience_called(app->export_choice.audience);
    if (strcmp(intent->text, "lp") == 0) {
        print_sheet(app, path, str_text(said));
        return;
    }
    bool both = intent->step == KEEP_BOTH;
    /* A long path leaves no room for what is to be looked at. */
    const char *where = said->len_bytes ? path_name(path) : path;
    app_say(app, "%s %s%s%s%s%s%s", intent->step == REPLACE ? "Replaced" : "Exported to",
            where, audience ? ", for " : "", audience ? audience : "",
            said->len_bytes ? ". But: " : "", str_text(said), both ? "." : "");
    if (both) {
        app_add(app, "The earlier one stands beside it, without the time in its name.");
    }
}

/* What a row of the menu is laid out on; that of the PDF is chosen for all that say none. */
static const char *paper_of(const struct app *app, const char *row)
{
    static const char *const rows[] = {export_page, export_large, export_day,
                                       export_form};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (strcmp(row, rows[i]) == 0) {
            return rows[i];
        }
    }
    return papers_of_pdf[app->export_choice.paper];
}

void app_export(struct app *app, const struct intent *intent)
{
    struct str said = STR_EMPTY;
    const char *paper = paper_of(app, intent->text);
    const struct export_format *format = export_format_of(export_formats, intent->text);
    bool day = paper == export_day;
    format = format ? format : export_format_of(export_formats, "pdf");
    if (!is_on_disk(app)) {
        return; /* the banner says why, and where all of it is */
    }
    bool replace = intent->step == REPLACE;
    char *path = choose_path(app, intent, format, paper);
    struct stat about;
    bool ok = path && write_format(app, format, paper, path, replace, &said);
    if (ok && stat(path, &about) != 0) { /* there was nothing to write */
        app_warn(app, "Not exported: %s.", str_text(&said));
    } else if (ok) {
        struct str name = brief_name(path_name(path));
        app_note_exported(app, name.bytes);
        str_finish(&name);
        say_exported(app, intent, path, day, &said);
        app_tell_untitled(app);
    }
    free(path);
    str_finish(&said);
}
