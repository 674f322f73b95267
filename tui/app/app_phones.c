/* People's phones: the program beside that serves them, how they stand, and the code that
 * they scan. */

#include "app/app_everybody.h"

#include "app/beside.h"
#include "model/offers.h"
#include "screen/clock.h"
#include "store/standing.h"
#include "views/grid/view_grid.h"
#include "views/view_code.h"
#include "views/view_list.h"
#include "views/view_room.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ONE_MOMENT "Phones are let in: one moment …"

static struct beside_child *child_of(struct app *app)
{
    return &app->others.serving.child;
}

static void close_end(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
        *fd = -1;
    }
}

static void start(struct app *app, const char *program)
{
    /* So that it ends with us in any case. */
    const char *words[1 + PHONES_WORDS] = {"--screen"};
    struct err err = ERR_NONE;
    beside_phones_words(app->options->phones_host, app->options->phones_port,
                        app->file.path, words + 1);
    if (beside_start(program, words, child_of(app), &err)) {
        app_say(app, ONE_MOMENT);
        app_watch(app);
    } else {
        *child_of(app) = (struct beside_child){.pid = 0};
        app_warn(app, "Phones are not let in: %s", err_text(&err));
    }
    err_finish(&err);
}

/* Those that another program let in: a second address would part the room. */
static bool goes_along(struct app *app)
{
    if (!company_count(&app->others.company, MEMBER_IS_PHONES)) {
        return false;
    }
    app_look_into_phones(app);
    app_say(app,
            "Phones are let in already by another window%s%s: they stay as they are. "
            "\vcode\v shows the code.",
            app->others.has_phones ? ", at " : "",
            app->others.has_phones ? app->others.phones.invitation : "");
    return true;
}

void app_begin_phones(struct app *app)
{
    char *program = beside_find("phones", app->options->program);
    if (!child_of(app)->pid && goes_along(app)) {
        /* as they are */
    } else if (program && !child_of(app)->pid) {
        if (!app->file.stamp.exists) { /* it reads the file */
            app_changed(app);
        }
        app_save_all(app);
        start(app, program);
    } else if (!program) {
        app_warn(app, "roundtable-phones is not there, which serves phones; it belongs "
                      "beside roundtable, or into a folder of PATH.");
    }
    free(program);
}

size_t app_phones_descriptors(const struct app *app, int *out, size_t room)
{
    const struct beside_child *child = &app->others.serving.child;
    size_t count = 0;
    if (child->pid && child->out >= 0 && count < room) {
        out[count++] = child->out;
    }
    if (child->pid && child->err >= 0 && count < room) {
        out[count++] = child->err;
    }
    return count;
}

/* Takes in what comes, as far as somebody may want to read it; the end closes it. */
static void take(int *fd, struct str *into)
{
    enum { MOST_BYTES = 2000 };
    char block[1024];
    struct pollfd in = {*fd, POLLIN, 0};
    while (*fd >= 0 && poll(&in, 1, 0) > 0) {
        ssize_t got = read(*fd, block, sizeof block);
        if (got <= 0) {
            close_end(fd);
        } else if (into && into->len_bytes < MOST_BYTES) {
            str_add_bytes(into, block, (size_t)got);
        }
    }
}

/* What it told, in a row. */
static void tell(struct app *app)
{
    struct str *told = &app->others.serving.told;
    for (size_t i = 0; i < told->len_bytes; i++) {
        told->bytes[i] = told->bytes[i] == '\n' ? ' ' : told->bytes[i];
    }
    if (told->len_bytes) {
        app_say_besides(app, told->bytes);
    }
    str_clear(told);
}

/* It has ended, and is reaped. */
static void forget(struct app *app)
{
    close_end(&child_of(app)->in);
    close_end(&child_of(app)->out);
    close_end(&child_of(app)->err);
    child_of(app)->pid = 0;
    str_finish(&app->others.serving.told);
}

/* It is asked to leave by the end of what it reads; it does not take long. Returns how it
 * ended, as waitpid() has it. */
static int end_child(struct app *app)
{
    enum { PATIENCE_MS = 3000, LOOK_MS = 10 };
    struct beside_child *child = child_of(app);
    int64_t until_ms = clock_ticks_ms() + PATIENCE_MS;
    int status = 0;
    if (!child->pid) {
        return status;
    }
    close_end(&child->in);
    while (waitpid(child->pid, &status, WNOHANG) == 0) {
        if (clock_ticks_ms() > until_ms) {
            kill(child->pid, SIGKILL);
            waitpid(child->pid, &status, 0);
            break;
        }
        take(&child->out, NULL);
        take(&child->err, NULL);
        poll(NULL, 0, LOOK_MS);
    }
    forget(app);
    return status;
}

void app_hear_phones(struct app *app)
{
    struct beside_child *child = child_of(app);
    if (!child->pid) {
        return;
    }
    take(&child->out, NULL);
    take(&child->err, &app->others.serving.told);
    tell(app);
    if (child->out < 0 && child->err < 0) {
        bool asked = end_child(app) == 0; /* by a window, for us it did not end */
        app_say_besides(app, asked
                                 ? "Phones are not let in any more: another window "
                                   "ended that. \vcode\v, then \vphones\v, lets them in "
                                   "again; what they sent stays."
                                 : "Phones are not let in any more: their program has "
                                   "ended. \vcode\v lets them in again, at the same "
                                   "address; what they sent stays.");
        app->others.phones_ended = !asked;
        app_look_into_phones(app);
    }
    app_watch(app);
}

void app_end_phones(struct app *app)
{
    end_child(app);
}

void app_say_what_phones_leave(const struct app *app, struct str *out)
{
    const struct others *others = &app->others;
    bool ours = others->serving.child.pid && others->has_phones;
    unsigned long long in = ours ? others->phones.joined : 0;
    struct str waiting = STR_EMPTY;
    if (in) {
        str_addf(out, "%llu phone%s in by this window; that ends for %s. ", in,
                 in == 1 ? " is" : "s are", in == 1 ? "it" : "all of them");
    }
    if (app->open && app->table && !app->file.read_only &&
        offers_say_waiting(app->file.session, in ? NULL : app->table, &waiting)) {
        str_addf(out, "%s. ", /* the room hears of no number */
                 app_may_be_seen(app) ? "What phones sent may wait in the inbox"
                                      : waiting.bytes);
    }
    str_finish(&waiting);
}

bool app_had_phones(const struct app *app)
{
    char *last = standing_read(app->file.path, STANDING_PHONES);
    bool had = last != NULL;
    standing_forget(last);
    return had;
}

void app_tell_had_phones(struct app *app)
{
    const struct others *others = &app->others;
    if (others->had_phones && !app->options->phones && !app->file.read_only &&
        !company_count(&others->company, MEMBER_IS_PHONES)) {
        app_say_besides(app, "Phones were let in before: \vcode\v, then \vphones\v, lets "
                             "them in again, at the same address.");
    }
}

void app_look_into_phones(struct app *app)
{
    struct others *others = &app->others;
    struct err unused = ERR_NONE;
    struct room now = {0};
    char *path = company_phones_path(&others->company);
    bool there = path && room_read(path, &now, &unused) && now.phones;
    if (there || !path) { /* what cannot be read is as it was read last */
        room_finish(&others->phones);
        others->phones = now;
        others->has_phones = there;
        others->had_phones = others->had_phones || there;
        if (there) {
            struct str moment = str_of(ONE_MOMENT);
            app_take_back(app, &moment);
            str_finish(&moment);
        }
    }
    err_finish(&unused);
    free(path);
}

void app_tell_front(struct app *app)
{
    struct others *others = &app->others;
    const struct grid_view *view = app->open ? app_grid(app) : NULL;
    if (!view || !app->table || app->options->follow ||
        !company_count(&others->company, MEMBER_IS_PHONES)) {
        str_clear(&others->front);
        return;
    }
    struct facts facts = app_facts(app);
    const struct record *goal = view_grid_goal(view);
    struct str front =
        str_of("front %s %s %s", record_id(app->table), view_grid_grid(view, &facts)->id,
               goal ? record_id(goal) : "");
    if (strcmp(front.bytes, str_text(&others->front)) != 0) {
        if (others->front.len_bytes || child_of(app)->pid) {
            company_ask_phones(&others->company, front.bytes);
        }
        str_set(&others->front, "%s", front.bytes);
    }
    str_finish(&front);
}

void app_open_code(struct app *app, const struct intent *intent)
{
    (void)intent;
    app_push(app, view_code_new());
    company_ask_phones(&app->others.company, "look"); /* the network may be another now */
    if (app->others.phones_ended && app_may_write(app)) {
        app_begin_phones(app);
    }
    app->others.phones_ended = false;
}

/* Asks before all that are in are put out, by whichever window they came in. */
static void ask_to_end(struct app *app)
{
    uint64_t in = app->others.phones.joined;
    struct str title = str_of("End %s phones? %llu %s in.",
                              child_of(app)->pid ? "the" : "another window's",
                              (unsigned long long)in, in == 1 ? "is" : "are");
    struct list_view *list = list_ask(title.bytes);
    list_add(list, "n", "Keep them", "")->intent =
        (struct intent){.kind = INTENT_CLOSE, .text = "Nothing was ended: they stay in."};
    list_add(list, "e", "End them for everybody", "what they sent stays")->intent =
        intent_of(INTENT_END_PHONES);
    app_push_list(app, list);
    str_finish(&title);
}

void app_end_all_phones(struct app *app, const struct intent *intent)
{
    (void)intent;
    if (child_of(app)->pid) {
        app_end_phones(app);
        app_watch(app);
        app_say(app, "Phones are not let in any more; what they sent stays.");
    } else {
        company_ask_phones(&app->others.company, "end");
        app_say(app, "The phones of this session are being ended.");
    }
}

void app_turn_phones(struct app *app, const struct intent *intent)
{
    const struct others *others = &app->others;
    bool ours = others->serving.child.pid;
    if (!app_may_write(app)) {
        return;
    }
    if (others->has_phones && (!ours || others->phones.joined)) {
        ask_to_end(app);
    } else if (ours) {
        app_end_all_phones(app, intent);
    } else {
        app_begin_phones(app);
    }
}
