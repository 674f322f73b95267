/* Programs that are run to their end: the screen says what is done meanwhile, and for how
 * long by now, and Esc ends it. */

#include "app/app.h"

#include "screen/clock.h"
#include "screen/terminal.h"

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
