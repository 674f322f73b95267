/* What is pressed to go on with a draft that is no entry's: the way to its box, and where. */

#include "app/app.h"

#include "base/utf8.h"
#include "model/agenda.h"
#include "model/drafts.h"
#include "model/fields.h"
#include "views/view_question.h"

#include <string.h>

enum { PLACE_GRAPHEMES = 40 };

#define STAGE_FORM "day:"

static bool begins_with(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* By how the form is called; the first that it begins with. */
static const char *way_to(const char *form)
{
    static const char *const ways[][2] = {
        {"promise", "\vcommit\v"},
        {"details", "\vdetails\v"},
        {"question", "\vask\v, then a way to answer,"},
        {"answer", "\vask\v, then \vanswer-by-hand\v"},
        {"reworded", "\vask\v, then \vreword-question\v"},
        {"hands", "\vask\v"},
        {"paper", "\vballot|w|paper\v"},
        {"theme", "\vthemes\v, then \vcall\v"},
        {STAGE_FORM "new", "\vday\v, then \vadd-stage\v"},
        {STAGE_FORM "began", "\vday\v, then \vbegan-at\v"},
        {STAGE_FORM, "\vday\v, then \vchange-stage\v"}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (begins_with(form, ways[i][0])) {
            return ways[i][1];
        }
    }
    return "its form";
}

/* What it is on there: an entry, a question, or a stage of the day. */
static const char *place_of(const struct app *app, const struct record *of,
                            const char *form)
{
    const struct stage *stage =
        begins_with(form, STAGE_FORM)
            ? agenda_stage(table_agenda(app->file.session, of), form + strlen(STAGE_FORM))
            : NULL;
    return stage ? stage->title : record_words(of, "text");
}

/* A question that is open still, in whose place none can be asked; NULL: none is, or the form
 * is of something else. */
static const struct record *open_before(const struct app *app, const struct record *of,
                                        const char *form)
{
    struct facts facts = {.session = app->file.session, .table = of};
    return begins_with(form, "question") ? question_at_hand(&facts) : NULL;
}

void app_add_way_on(const struct app *app, const struct record *of, const char *field,
                    struct str *out)
{
    struct str box = STR_EMPTY;
    const char *form = draft_box(field, &box) + strlen(FORM_DRAFT),
               *place = place_of(app, of, form);
    const struct record *open = open_before(app, of, form);
    str_add(out, way_to(form));
    if (*place) {
        str_add(out, " on ");
        text_quote(out, place, PLACE_GRAPHEMES);
    }
    str_add(out, " goes on");
    if (open) {
        str_add(out, " once this has ended: ");
        text_quote(out, record_words(open, "text"), PLACE_GRAPHEMES);
    }
    str_finish(&box);
}

size_t app_add_half_written(const struct app *app, struct str *out)
{
    enum { MOST_SAID = 3 };
    size_t count = 0;
    const struct session *s = app->file.session;
    if (!session_ever_set_like(s, FORM_DRAFT)) {
        return 0;
    }
    for (const struct record *r = session_next_record(s, NULL); r;
         r = session_next_record(s, r)) {
        for (const struct field *f = record_fields(r); f; f = f->next) {
            bool half = begins_with(f->name, FORM_DRAFT) && *record_words(r, f->name);
            if (half && record_shown(r) && count++ < MOST_SAID) {
                bool promise = draft_is_of(f->name, PROMISE_DRAFT);
                str_addf(out, "%s is half written: ", promise ? "A promise" : "A form");
                app_add_way_on(app, r, f->name, out);
                str_add(out, ". ");
            }
        }
    }
    if (count > MOST_SAID) {
        str_addf(out, "And %zu more. ", count - MOST_SAID);
    }
    str_remove(out, out->len_bytes - (count > 0), count > 0);
    return count;
}
