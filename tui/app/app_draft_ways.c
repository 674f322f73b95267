/* What is pressed to go on with a draft that is no entry's: the way to its box, and where. */

#include "app/app.h"

#include "base/utf8.h"
#include "model/agenda.h"
#include "model/commitments.h"
#include "model/drafts.h"
#include "model/fields.h"
#include "model/history.h"
#include "model/questions.h"
#include "model/rows.h"
#include "views/view_question.h"

#include <string.h>

enum { PLACE_GRAPHEMES = 40 };

#define STAGE_FORM "day:"

static bool begins_with(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* By how the form is called, what is half written there (NULL: commitment_half_called()) and the
 * way to it; the first that it begins with. */
static const struct way {
    const char *form, *called, *keys;
} ways[] = {{"promise", NULL, "\vcommit\v"},
            {"details", "A form", "\vdetails\v"},
            {"question", "A question", "\vask\v, then a way to answer,"},
            {"answer", "An answer", "\vask\v, then \vanswer-by-hand\v"},
            {"reworded", "A question", "\vask\v, then \vreword-question\v"},
            {"hands", "A count of hands", "\vask\v"},
            {"paper", "A count", "\vballot|w|paper\v"},
            {"theme", "A theme’s name", "\vthemes\v, then \vcall\v"},
            {STAGE_FORM "new", "A stage", "\vday\v, then \vadd-stage\v"},
            {STAGE_FORM "began", "A stage’s beginning", "\vday\v, then \vbegan-at\v"},
            {STAGE_FORM, "A stage", "\vday\v, then \vchange-stage\v"},
            {"", "A form", "its form"}};

static const struct way *way_of(const char *form)
{
    const struct way *way = ways;
    while (!begins_with(form, way->form)) {
        way++;
    }
    return way;
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
    bool then = begins_with(form, "promise") && history_table(of) != app->table;
    str_add(out, then ? "\vcommitments\v, then \vchoose\v" : way_of(form)->keys);
    if (*place) {
        str_add(out, " on ");
        text_quote(out, place, PLACE_GRAPHEMES);
    }
    str_add(out, " goes on");
    if (open) {
        str_add(out, " once this has ended: ");
        text_quote(out, row_words(open), PLACE_GRAPHEMES);
    }
    str_finish(&box);
}

/* Whether it can be gone on with as things stand: no answer can where the question has ended, and
 * no other words for one that somebody answered. */
static bool has_way_on(const struct app *app, const struct record *of, const char *form)
{
    bool answers = begins_with(form, "answer") || begins_with(form, "hands");
    return answers                         ? question_of(of).state != QUESTION_ENDED
           : begins_with(form, "reworded") ? !question_answered(app->file.session, of)
                                           : true;
}

/* Each place is told once, however often somebody began there. */
static size_t add_half_written(const struct app *app, const struct record *of,
                               const struct field *f, bool told, struct str *out)
{
    struct str box = STR_EMPTY, way = STR_EMPTY;
    bool half = begins_with(f->name, FORM_DRAFT) && *record_words(of, f->name) &&
                record_shown(of);
    const char *form = half ? draft_box(f->name, &box) + strlen(FORM_DRAFT) : "";
    half = half && has_way_on(app, of, form);
    if (half) {
        const char *called = way_of(form)->called;
        str_addf(&way, "%s%s is half written: ", called ? "" : "A ",
                 called ? called : commitment_half_called(of));
        app_add_way_on(app, of, f->name, &way);
        str_add(&way, ". ");
        half = !strstr(str_text(out), way.bytes);
    }
    str_add(out, half && told ? way.bytes : "");
    str_finish(&way);
    str_finish(&box);
    return half;
}

size_t app_add_half_written(const struct app *app, struct str *out)
{
    enum { MOST_SAID = 3 };
    size_t count = 0;
    const struct session *s = app->file.session;
    if (!app->open || app->file.read_only || !session_ever_set_like(s, FORM_DRAFT)) {
        return 0;
    }
    for (const struct record *r = session_next_record(s, NULL); r;
         r = session_next_record(s, r)) {
        for (const struct field *f = record_fields(r); f; f = f->next) {
            count += add_half_written(app, r, f, count < MOST_SAID, out);
        }
    }
    if (count > MOST_SAID) {
        str_addf(out, "And %zu more. ", count - MOST_SAID);
    }
    str_remove(out, out->len_bytes - (count > 0), count > 0);
    return count;
}
