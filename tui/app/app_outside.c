/* What becomes of the file itself while it is open: a sync service puts an older state of
 * it back, somebody deletes it, its disk goes. What it lacks is written again; where there
 * is no file any more, that is said first. */

#include "app/app.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "screen/clock.h"

#include <stdlib.h>
#include <string.h>

/* Programs that replace a file may take it away for a moment first. */
enum { LOOK_MS = 3000, GONE_MS = 1000 };

void app_begin_watching(struct app *app)
{
    copies_finish(&app->watching.copies);
    app->watching = (struct watching){.watch = app->watching.watch};
}

/* What the kernel was asked to watch has other names by now. */
static void watch_anew(struct app *app)
{
    watch_stop(&app->watching.watch);
    watch_start(&app->watching.watch, app->file.path, app->file.target);
    app_watch(app);
}

/* What it does not tell is looked for now and then, and so is what keeps a save from
 * going well. */
static void look_again_later(struct app *app)
{
    int64_t now_ms = clock_ticks_ms();
    app->watching.look_ms = app->watching.missing_ms && !app->watching.gone
                                ? app->watching.missing_ms + GONE_MS
                            : !app->watching.watch.tells_all || app->saving.err.message
                                ? now_ms + LOOK_MS
                                : 0;
}

static void tell_gone(struct app *app)
{
    if (!app->watching.gone && !app->file.read_only) {
        file_keep_generation(&app->file);
    }
    app->watching.gone = true;
    app_show_banner(app);
}

static void note_missing(struct app *app)
{
    int64_t now_ms = clock_ticks_ms();
    app->watching.missing_ms =
        app->watching.missing_ms ? app->watching.missing_ms : now_ms;
    if (!app->watching.gone && now_ms - app->watching.missing_ms >= GONE_MS) {
        tell_gone(app);
    }
}

static void note_there(struct app *app)
{
    app->watching.missing_ms = 0;
    if (app->watching.gone) {
        app->watching.gone = false;
        app_say(app, "%s is there again.", app->file.path);
    }
}

/* Somebody is at it: it is looked at again. Whoever holds it for long keeps us from saving,
 * and that is found out, and told, by trying. */
static void note_held(struct app *app)
{
    int64_t now_ms = clock_ticks_ms();
    app->watching.watch.tells_all = false;
    app->watching.missing_ms = 0; /* who knows */
    app->watching.held_ms = app->watching.held_ms ? app->watching.held_ms : now_ms;
    if (now_ms - app->watching.held_ms >= LOOK_MS && !app->file.read_only &&
        !app->saving.behind) {
        app_fall_behind(app);
    }
}

/* It is not what it was: whatever is new is taken in. */
static void take_in_another(struct app *app)
{
    app_keep(app); /* what was said here is not for it to have */
    app_take_in(app);
    if (app->file.outside.what == OUTSIDE_HELD) {
        note_held(app);
        return;
    }
    app->watching.held_ms = 0;
    bool gone = app->file.outside.what == OUTSIDE_GONE;
    if (gone) {
        note_missing(app);
    } else {
        note_there(app);
    }
    if (app->file.read_only) {
        return;
    }
    if (app->saving.err.message && app->file.outside.what <= OUTSIDE_GONE) {
        app_save(app); /* what was in its way is not there any more */
    } else if (!gone && file_lacks_something(&app->file)) {
        app_fall_behind(app);
    } else if (!gone) {
        app_tell_outside(app);
    }
}

/* It is as it was the last time that it was read or written here. */
static void find_unchanged(struct app *app)
{
    struct outside *outside = &app->file.outside;
    note_there(app);
    app->watching.held_ms = 0;
    if (outside->what != OUTSIDE_NOTHING && app->saving.err.message) {
        app_save(app); /* what was in its way is not there any more */
    } else {
        outside->what = OUTSIDE_NOTHING;
        outside->lacked = 0;
    }
}

/* A save that fails stirs its folder, too: what was seen already is looked at again when
 * that is due, else it would be tried without end. */
static bool stirred_in_vain(const struct app *app)
{
    struct stamp now = file_stamp(app->file.target);
    return app->saving.err.message && stamp_same(&now, &app->watching.seen) &&
           clock_ticks_ms() < app->watching.look_ms;
}

static void warn_too(struct app *app, const char *words)
{
    if (app->messages.text.len_bytes) {
        app_add(app, words);
        app->messages.warning = true;
    } else {
        app_warn(app, "%s", words);
    }
}

/* Adds "‘x (1).json’, ‘x 2.json’ and 3 more": as many of their names as are read at a
 * glance, but one. */
static void add_names(struct copies *copies, size_t count, struct str *out)
{
    enum { GLANCE_COLS = 90 };
    int cols = 0;
    size_t named = 0;
    for (size_t i = 0; i < copies->count && named < count; i++) {
        struct copy *copy = &copies->items[i];
        if (!copy->is || copy->told) {
            continue;
        }
        const char *name = path_name(copy->path);
        cols += text_width_cols(name, strlen(name));
        if (named && cols > GLANCE_COLS) {
            break;
        }
        str_addf(out, "%s‘%s’", !named ? "" : named + 1 == count ? " and " : ", ", name);
        named++;
    }
    str_add_more(out, count, named);
}

/* Each copy is named once, also one that comes while the file is open. */
static void tell_copies(struct app *app)
{
    struct copies *copies = &app->watching.copies;
    struct str said = STR_EMPTY;
    size_t count = 0;
    copies_look(copies, app->file.target, app->file.session);
    for (size_t i = 0; i < copies->count; i++) {
        count += copies->items[i].is && !copies->items[i].told;
    }
    if (count == 1) {
        str_add(&said, "Beside it lies ");
    } else {
        str_addf(&said, "Beside it lie %zu copies: ", count);
    }
    add_names(copies, count, &said);
    str_add(&said, count == 1 ? ", as sync services leave copies: roundtable merge puts "
                                "them together."
                              : ". roundtable merge puts them together.");
    if (count) {
        warn_too(app, said.bytes);
    }
    for (size_t i = 0; i < copies->count; i++) {
        copies->items[i].told = copies->items[i].told || copies->items[i].is;
    }
    str_finish(&said);
}

void app_look(struct app *app)
{
    bool stirred = watch_stirred(&app->watching.watch);
    if (!app->open) {
        return;
    }
    if (stirred && !app->watching.watch.tells_all) {
        watch_anew(app);
    }
    bool another = file_is_another(&app->file);
    if (stirred_in_vain(app)) {
        return;
    }
    if (another) {
        watch_anew(app);
        take_in_another(app);
    } else {
        find_unchanged(app);
    }
    app->watching.seen = file_stamp(app->file.target);
    if (!app->options->follow) {
        tell_copies(app);
    }
    look_again_later(app);
}

void app_look_when_due(struct app *app)
{
    if (!app->open) {
        return;
    }
    if (!app->watching.looked) {
        app->watching.looked = true;
        if (!app->file.read_only) {
            file_keep_former(&app->file);
        }
        char *said = memory_copy_text(str_text(&app->messages.text));
        watch_anew(app);
        app_look(app);
        if (strcmp(said, str_text(&app->messages.text)) != 0) {
            app_draw(app); /* it came since the file was opened */
        }
        free(said);
    } else if (app->watching.look_ms && clock_ticks_ms() >= app->watching.look_ms) {
        watch_anew(app);
        app_look(app);
        app_draw(app);
    }
}

bool app_may_leave_file(struct app *app, bool ask)
{
    if (!app->open || app->file.read_only || !file_is_another(&app->file)) {
        return true;
    }
    bool told = app->watching.gone;
    take_in_another(app);
    if (app->file.outside.what == OUTSIDE_GONE) {
        if (!told && ask) {
            tell_gone(app);
            return false;
        }
        app_fall_behind(app);
    } else if (app->file.outside.what == OUTSIDE_HELD) {
        app_fall_behind(app);
    }
    return true;
}

void app_tell_beside(struct app *app)
{
    struct str said = STR_EMPTY;
    const char *stranger = app->file.news.stranger;
    tell_copies(app);
    if (stranger) {
        str_addf(&said, "‘%s’ " NOT_RESCUED ".", path_name(stranger));
        warn_too(app, said.bytes);
    }
    str_finish(&said);
}
