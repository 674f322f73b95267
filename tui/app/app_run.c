/* Programs that are run to their end: the screen says what is done meanwhile, and for how
 * long by now, and Esc ends it. */

#include "app/app.h"

#include "screen/clock.h"
#include "screen/terminal.h"

#include <string.h>

struct wait {
    struct app *app;
    const char *doing;
    int64_t since_ms;
};

static bool go_on(void *of)
{
    const struct wait *wait = of;
    struct str *message = &wait->app->messages.text; /* not one to be read again */
    if (terminal_escaped()) {
        return false;
    }
    str_set(message, "%s: %lld s … \vclose\v stops it.", wait->doing,
            (long long)(clock_ticks_ms() - wait->since_ms) / 1000);
    app_draw(wait->app);
    return true;
}

bool app_run_to_end(struct app *app, const char *program, const char *const words[],
                    const char *doing, struct beside_ran *ran, struct err *err)
{
    struct wait wait = {app, doing, clock_ticks_ms()};
    struct str nothing = STR_EMPTY;
    str_set(&app->messages.text, "%s …", doing);
    app_draw(app);
    ran->waiting = go_on;
    ran->of = &wait;
    bool ok = beside_run(program, words, &nothing, ran, err);
    str_clear(&app->messages.text);
    if (ran->stopped) {
        err_set(err, "stopped by %s", app->options->accessible ? "Ctrl-C" : "Esc");
    }
    return ok;
}

/* How much of a line is the name of who tells it: "roundtable: ", "roundtable-pdf: ". */
static size_t name_bytes(const char *line)
{
    static const char self[] = "roundtable";
    size_t len = strlen(self);
    if (strncmp(line, self, len) != 0) {
        return 0;
    }
    len += strspn(line + len, "-abcdefghijklmnopqrstuvwxyz");
    return strncmp(line + len, ": ", 2) == 0 ? len + 2 : 0;
}

void app_add_told(const struct app *app, const char *told, struct str *said)
{
    const char *path = app->file.path ? app->file.path : "";
    size_t path_bytes = strlen(path);
    while (*told) {
        size_t len_bytes = strcspn(told, "\n");
        size_t skip = name_bytes(told);
        bool names_file = path_bytes && strncmp(told + skip, path, path_bytes) == 0 &&
                          strncmp(told + skip + path_bytes, ": ", 2) == 0;
        skip += names_file ? path_bytes + 2 : 0;
        if (len_bytes > skip) {
            str_add(said, said->len_bytes ? "; " : "");
            str_add_bytes(said, told + skip, len_bytes - skip);
        }
        told += len_bytes + (told[len_bytes] == '\n');
    }
}
