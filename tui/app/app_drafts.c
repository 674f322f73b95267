/* Words that were being typed when programs ended: what of them comes back, and where work goes
 * on. */

#include "app/app.h"
#include "app/app_events.h"
#include "app/app_everybody.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/drafts.h"
#include "model/fields.h"
#include "model/history.h"
#include "model/meetings.h"
#include "model/plan.h"
#include "model/questions.h"
#include "model/rows.h"
#include "views/grid/view_grid.h"
#include "views/kept_draft.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_form_draft(const char *field)
{
    return strncmp(field, FORM_DRAFT, strlen(FORM_DRAFT)) == 0;
}

/* Drafts that come back, and where: those of one box beside one another, as they came. */
struct returning {
    const struct journal_draft **drafts;
    size_t count, room;
};

/* Of one record, and of one box of it. */
static bool is_of_one_box(const struct journal_draft *a, const struct journal_draft *b)
{
    struct str one = STR_EMPTY, other = STR_EMPTY;
    bool is = strcmp(a->of, b->of) == 0 &&
              strcmp(draft_box(a->field, &one), draft_box(b->field, &other)) == 0;
    str_finish(&one);
    str_finish(&other);
    return is;
}

static int box_order(const void *left, const void *right)
{
    const struct journal_draft *a = *(const struct journal_draft *const *)left;
    const struct journal_draft *b = *(const struct journal_draft *const *)right;
    struct str one = STR_EMPTY, other = STR_EMPTY;
    int of = strcmp(a->of, b->of);
    int box = strcmp(draft_box(a->field, &one), draft_box(b->field, &other));
    str_finish(&one);
    str_finish(&other);
    return of ? of : box ? box : (a > b) - (a < b);
}

static void find_returning(struct app *app, struct returning *r)
{
    const struct journal_news *news = &app->file.news;
    for (size_t i = 0; i < news->draft_count; i++) {
        if (app_record_of_draft(app, &news->drafts[i])) {
            ARRAY_ADD(r->drafts, r->count, r->room, &news->drafts[i]);
        }
    }
    ARRAY_SORT(r->drafts, r->count, box_order);
}

/* Whether one of them goes on with the words that stand there: the box was opened with those. */
static bool some_goes_on(const struct journal_draft *const *drafts, size_t count,
                         const char *before)
{
    for (size_t i = 0; i < count; i++) {
        if (strncmp(drafts[i]->text, before, strlen(before)) == 0) {
            return true;
        }
    }
    return false;
}

/* All in one field, behind what others may have left there: one edit, however many they were. */
static void bring_back_joined(struct app *app, const struct journal_draft *const *drafts,
                              size_t count)
{
    const struct record *record = app_record_of_draft(app, drafts[0]);
    const char *stands = record_words(record, drafts[0]->field);
    const char *before = some_goes_on(drafts, count, stands) ? "" : stands;
    struct str words = STR_EMPTY;
    str_add(&words, before);
    for (size_t i = 0; i < count; i++) {
        const char *text = drafts[i]->text;
        bool again = i && strcmp(text, drafts[i - 1]->text) == 0;
        if (!again && !strstr(before, text)) {
            bool ended = !words.len_bytes || words.bytes[words.len_bytes - 1] == '\n';
            str_addf(&words, "%s%s", ended ? "" : "\n", text);
        }
    }
    if (count > 1 || *before) {
        str_add(&words,
                "\n"); /* of several writers, or one beside a draft: it is offered as
                                   a list is */
    }
    app_set_draft(app, record, drafts[0]->field, str_text(&words), 0);
    str_finish(&words);
}

/* Figures have one draft: a number takes the place of the one before. */
static bool is_of_one_draft(const char *field)
{
    static const char *const forms[] = {"paper", "hands"};
    bool is = false;
    for (size_t i = 0; is_form_draft(field) && i < sizeof forms / sizeof *forms; i++) {
        is = is || strcmp(field + strlen(FORM_DRAFT), forms[i]) == 0;
    }
    return is;
}

/* One beside those that stand there, or in the place of the one that it goes on with. */
static void set_beside(struct app *app, const struct record *of, const char *first,
                       const char *text, size_t seen_edits)
{
    const char *stands = record_words(of, first);
    struct str box = STR_EMPTY, field = str_of("%s", first);
    bool there = false;
    draft_box(first, &box);
    for (const struct field *f = NULL; (f = draft_next(of, box.bytes, f));) {
        there = there || strcmp(record_words(of, f->name), text) == 0;
    }
    if (!is_of_one_draft(first) && strncmp(text, stands, strlen(stands)) != 0) {
        draft_free_field(of, first, &field);
    }
    if (!there) {
        app_set_draft(app, of, field.bytes, text, seen_edits);
    }
    str_finish(&field);
    str_finish(&box);
}

/* By whoever wrote it. */
static void bring_back_one(struct app *app, const struct journal_draft *draft)
{
    const char *me = app->author.by;
    app->author.by = *draft->by ? draft->by : NULL;
    set_beside(app, app_record_of_draft(app, draft), draft->field, draft->text, 0);
    app->author.by = me;
}

/* What was being typed in one box when programs ended stands there again as soon as that is
 * opened, one after the other; very many as the list that they are. */
static void bring_back(struct app *app, const struct journal_draft *const *drafts,
                       size_t count)
{
    enum { MOST_APART = 8 };
    if (count > MOST_APART) {
        bring_back_joined(app, drafts, count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        bring_back_one(app, drafts[i]);
    }
}

void app_keep_unfinished(struct app *app, const struct view *view)
{
    struct unfinished typed = {.of = NULL};
    if (view->ops->unfinished) {
        typed = view->ops->unfinished(view->state);
    }
    if (typed.of) {
        set_beside(app, typed.of, typed.field, typed.text, view->saw_edits);
    } else if (!app->open) {
        app_keep_typed(app);
    }
}

/* "Your draft ‘half a thou’ in Barriers of ‘Warm homes’ is kept: a goes on"; its lines one behind
 * the other. @whose  how it begins */
static void add_draft(struct app *app, const struct record *of, const char *field,
                      const char *text, const char *whose, struct str *out)
{
    if (record_is(of, "offer")) { /* all read along, and it was not taken yet */
        str_addf(out,
                 "%s, other words for what a phone sent, is kept: \vinbox\v, then "
                 "\vtake-changed\v goes on",
                 whose);
        return;
    }
    bool hidden = draft_is_hidden(of, field);
    str_addf(out, hidden ? "%s of a count " : "%s ‘", whose);
    for (const char *p = hidden ? "" : text; *p; p++) {
        str_add(out, *p == '\n' ? "; " : (char[]){*p, '\0'});
    }
    str_add(out, hidden ? "" : "’ ");
    if (is_form_draft(field)) {
        str_add(out, "is kept: ");
        app_add_way_on(app, of, field, out);
        return;
    }
    app_add_draft_place(app, of, field, out);
    str_addf(out, " is kept: %s goes on", draft_key(of, field));
}

/* "Your draft", as far as the name tells; without names, that of the one program that ended. */
static void add_whose(const struct app *app, const struct returning *r,
                      const struct journal_draft *draft, struct str *out)
{
    const char *me = app->author.by ? app->author.by : "";
    bool one = true;
    for (size_t i = 0; i < r->count; i++) {
        one = one && strcmp(r->drafts[i]->actor, draft->actor) == 0;
    }
    if (strcmp(draft->by, me) == 0 && (*me || one)) {
        str_add(out, "Your draft");
    } else {
        str_addf(out, *draft->by ? "The draft of %s" : "A draft", draft->by);
    }
}

void app_bring_drafts_back(struct app *app, struct str *said)
{
    enum { MOST_SAID = 3 };
    struct returning r = {0}, back = {0}; /* those that were left, and that come back */
    find_returning(app, &r);
    for (size_t i = 0, end; i < r.count; i = end) {
        for (end = i + 1; end < r.count && is_of_one_box(r.drafts[i], r.drafts[end]);) {
            end++;
        }
        size_t from = is_of_one_draft(r.drafts[i]->field) ? end - 1 : i; /* the last */
        bring_back(app, r.drafts + from, end - from);
        for (; from < end; from++) {
            ARRAY_ADD(back.drafts, back.count, back.room, r.drafts[from]);
        }
    }
    for (size_t i = 0; i < back.count && i < MOST_SAID; i++) {
        str_add(said, said->len_bytes ? ". " : "");
        const struct journal_draft *draft = back.drafts[i];
        struct str whose = STR_EMPTY;
        add_whose(app, &back, draft, &whose);
        add_draft(app, app_record_of_draft(app, draft), draft->field, draft->text,
                  whose.bytes, said);
        str_finish(&whose);
    }
    str_add_more(said, back.count, MOST_SAID);
    if (r.count) {
        app_keep(app);
        app->following.known = session_edit_count(app->file.session); /* these, too */
        journal_take_back(&app->file.journal, r.drafts, r.count, NULL);
    }
    free(r.drafts);
    free(back.drafts);
}

/* A script begins where every session begins, whatever was done to it before; and who only looks
 * goes on with nothing. */
static bool goes_on(const struct app *app)
{
    bool script = app->options->accessible && !isatty(STDIN_FILENO);
    return !script && !app->file.read_only;
}

/* The latest edit of all, if it kept words in a box whose writer has the name that whoever
 * opens has, and they still stand there; whose they are, and in which field. */
static const struct record *draft_of_last_edit(struct app *app, const char **field)
{
    const struct session *s = app->file.session;
    const struct edit *edit, *last = NULL;
    if (!session_ever_set_like(s, "draft")) {
        return NULL;
    }
    for (size_t at = 0; (edit = session_next_edit(s, &at));) {
        last = !last || edit->at_ms > last->at_ms ||
                       (edit->at_ms == last->at_ms &&
                        strcmp(edit->key.actor, last->key.actor) == 0 &&
                        edit->key.number > last->key.number)
                   ? edit
                   : last;
    }
    const char *by = app->author.by ? app->author.by : "";
    if (!last || last->redacted || strcmp(last->by ? last->by : "", by) != 0) {
        return NULL;
    }
    *field = last->set[0].field;
    const struct record *of = session_record(s, last->kind, last->id);
    bool draft = strncmp(*field, "draft", strlen("draft")) == 0;
    return draft && *record_words(of, *field) ? of : NULL;
}

/* Where words that have a place on a grid were being typed last: those that came back, or that
 * came back the last time, when nothing was done; whose they are, and in which field. */
static const struct record *latest_draft(struct app *app, const char **field)
{
    const struct journal_news *news = &app->file.news;
    const struct record *of = NULL;
    for (size_t i = goes_on(app) ? news->draft_count : 0; i-- > 0;) {
        of = app_record_of_draft(app, &news->drafts[i]);
        if (of && record_shown(of) && !record_is(of, "theme")) {
            *field = news->drafts[i].field;
            return of;
        }
    }
    of = goes_on(app) && !news->draft_count ? draft_of_last_edit(app, field) : NULL;
    return of && record_shown(of) && !record_is(of, "theme") ? of : NULL;
}

/* What came of a promise is written at the table that meets now, though the promise is of the
 * one that met before. */
static const struct record *where_it_meets(struct app *app, const struct record *table)
{
    const struct record *after;
    size_t count;
    session_tables(app->file.session, &count);
    while (count-- > 0 && (after = table_after(app->file.session, table))) {
        table = after;
    }
    return table;
}

void app_tell_draft(struct app *app)
{
    const char *field;
    const struct record *of = goes_on(app) ? draft_of_last_edit(app, &field) : NULL;
    struct facts facts = app_facts(app);
    bool other = of && history_table(of) != app->table;
    if (!app->author.by && app_has_other_tables(app)) {
        return; /* nobody knows whose it is: that of any table */
    }
    if (of && (draft_is_of_earlier(&facts, of, field) ||
               (other && table_just_meets_again(app->file.session, app->table)))) {
        return; /* it is told with that meeting */
    }
    if (of && record_shown(of) && draft_is_of(field, PROMISE_DRAFT) &&
        history_table(of) != app->table) {
        struct str said = STR_EMPTY; /* as it was said on leaving */
        app_add_half_written(app, &said);
        app_say(app, "%s", said.bytes);
        str_finish(&said);
        return;
    }
    const struct record *latest = NULL;
    const char *latest_field = "";
    size_t own = goes_on(app) ? drafts_of_own(&facts, &latest, &latest_field) : 0;
    if (!of || is_form_draft(field)) { /* something was done since, or begun besides */
        of = latest;
        field = latest_field;
    }
    if (of && record_shown(of)) {
        struct str said = STR_EMPTY;
        size_t more = own - (own && history_table(of) == app->table);
        add_draft(app, of, field, record_words(of, field), "Your draft", &said);
        if (more) {
            str_addf(&said, ". %zu more %s kept", more, more == 1 ? "is" : "are");
        }
        str_add(&said, ". ");
        app_add_half_written(app, &said);
        app_say(app, "%s", said.bytes);
        str_finish(&said);
    }
}

static const struct edit *edit_back(const struct app *app, size_t back)
{
    return goes_on(app) ? author_edit_back(&app->author, back) : NULL;
}

static bool is_of_promise(const struct edit *edit)
{
    bool only = edit->set_count > 0;
    for (size_t i = 0; i < edit->set_count && only; i++) {
        const char *field = edit->set[i].field;
        only = draft_is_of(field, PROMISE_DRAFT) ||
               field_is(edit->kind, field, FIELD_PROMISE);
    }
    return only;
}

/* What was changed last of a table that is still there. */
static const struct edit *latest_change(struct app *app, const struct record **table)
{
    const struct edit *edit;
    for (size_t i = 0; (edit = edit_back(app, i)); i++) {
        const struct record *of = session_record(app->file.session, edit->kind, edit->id);
        *table = of ? history_table(of) : NULL;
        if (*table && is_of_promise(edit)) {
            *table = where_it_meets(app, *table);
        }
        if (*table && record_shown(*table)) {
            return edit;
        }
    }
    return NULL;
}

/* Where somebody was at work last; NULL: nowhere. */
static const struct record *table_of_work(struct app *app)
{
    const char *field;
    const struct record *draft = latest_draft(app, &field), *table = NULL;
    if (draft && draft_is_of(field, PROMISE_DRAFT)) {
        struct facts facts = app_facts(app);
        facts.table = where_it_meets(app, history_table(draft));
        if (!draft_is_of_earlier(&facts, draft, field)) {
            return facts.table;
        }
        draft = NULL;
    }
    if (draft) {
        return history_table(draft);
    }
    return latest_change(app, &table) ? table : NULL;
}

/* What stands at an earlier meeting, whatever the clock said then, was before the next began. */
const struct record *app_table_of_work(struct app *app)
{
    const struct record *table = table_of_work(app);
    const struct record *meets = table ? where_it_meets(app, table) : NULL;
    return meets != table && table_just_meets_again(app->file.session, meets) ? NULL
                                                                              : table;
}

/* The grid on which a draft of a goal, or of other words for one, was written. */
static void show_grid_of_draft(struct grid_view *grid, const struct facts *facts,
                               const struct record *of, const char *field)
{
    struct str at = STR_EMPTY;
    const struct template *form = table_template(facts->session, facts->table);
    bool goal = of == facts->table || (record_is(of, "goal") && !*row_grid(of));
    if (goal) {
        view_grid_show_grid(grid, facts,
                            draft_grid(field, &at) ? at.bytes : plan_map(form)->id);
    }
    str_finish(&at);
}

/* Where a draft's words were to stand; false if that is nowhere on a grid, as of a question to
 * everybody. */
static bool visit_draft(struct grid_view *grid, const struct facts *facts,
                        const struct record *of, const char *field)
{
    struct str box = STR_EMPTY;
    const char *place = is_form_draft(field) ? NULL : strchr(draft_box(field, &box), ':');
    bool asked = record_is(of, "goal") && strcmp(row_grid(of), QUESTIONS_GRID) == 0;
    bool somewhere = !asked && (of != facts->table || !is_form_draft(field));
    bool vision = of == facts->table && place && strcmp(place, ":vision") == 0;
    const struct record *begun = draft_begun_at(facts->session, of, field);
    if (somewhere && of == facts->table && place && !vision) {
        view_grid_show_grid(grid, facts, place + 1);
    } else if (somewhere && !place && !is_form_draft(field)) {
        show_grid_of_draft(grid, facts, of, field);
    }
    if (somewhere && begun) {
        view_grid_visit(grid, facts, begun, NULL);
    } else if (somewhere && (vision || (of != facts->table && !place))) {
        view_grid_visit(grid, facts, of, NULL);
    } else if (somewhere) {
        view_grid_visit_last(grid, facts, of, place ? place + 1 : NULL);
    }
    str_finish(&box);
    return somewhere;
}

void app_return_to_work(struct app *app)
{
    const char *field;
    const struct record *draft = latest_draft(app, &field);
    struct facts facts = app_facts(app);
    const struct edit *edit;
    if (draft && history_table(draft) == app->table &&
        visit_draft(app_grid(app), &facts, draft, field)) {
        return;
    }
    for (size_t i = 0; (edit = edit_back(app, i)); i++) {
        if (view_grid_follow(app_grid(app), &facts, edit)) {
            return;
        }
    }
}
