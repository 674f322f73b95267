/* Next steps: who does what, by when, and what came of what was promised last time. */

#include "app/app.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "base/words.h"
#include "model/commitments.h"
#include "model/meetings.h"
#include "model/plan.h"
#include "model/rows.h"
#include "screen/clock.h"
#include "screen/screen.h"
#include "store/replace.h"
#include "views/lists.h"
#include "views/view_form.h"
#include "views/view_list.h"

#include <stdint.h>
#include <stdlib.h>

static struct list_view *make_list(const struct app *app, const struct facts *facts)
{
    (void)app;
    return list_of_commitments(facts);
}

/* How many promises stand at tables that neither are at hand nor met there before. */
static size_t promised_elsewhere(struct app *app)
{
    struct session *s = app->file.session;
    struct commitments all = {0}, here = {0};
    const struct record *table = app->table;
    size_t meetings;
    session_tables(s, &meetings);
    commitments_add_all(s, &all);
    for (; table && meetings--; table = table_before(s, table)) {
        commitments_add(s, table, &here);
    }
    size_t count = all.count - here.count;
    commitments_finish(&all);
    commitments_finish(&here);
    return count;
}

static void open_list(struct app *app, const struct record *selected)
{
    struct list_view *list = app_push_kept_list(app, make_list, 0);
    size_t elsewhere = list ? 0 : promised_elsewhere(app); /* which reads all of them */
    if (list) {
        list_select(list, selected);
    } else if (elsewhere) {
        app_say(app,
                "No promises at this table yet; other tables made %zu: \vtable\v goes "
                "there.",
                elsewhere);
    } else {
        app_say(
            app,
            "No promises yet: \vcommit\v on an action says who does it, and by when.");
    }
}

/* Whoever reads "me" later knows nobody of that name. */
static void add_about_me(struct app *app, const struct record *note)
{
    struct commitment c;
    bool alone, named = app->options->by && *app->options->by;
    if (commitment_of(note, &c) && commitment_says_me(c.who, &alone)) {
        app_add(app, named
                         ? "“me” has no name there: \vcommit\v writes it."
                         : "“me” has no name there: \vcommit\v writes it, or begin with "
                           "roundtable --by NAME.");
    }
}

/* What is no day comes into no calendar, which is said, and why if it looks like one. */
static void add_about_words(struct app *app, const struct commitment *c)
{
    char today[DATE_SIZE_BYTES];
    struct str why = STR_EMPTY;
    clock_today(today);
    if (!*c->when) {
        app_add(app, "No date yet.");
    } else if (!c->dated) {
        app_add(app, "Kept as words; in no calendar.");
        date_doubt(c->when, today, &why);
        app_add(app, str_text(&why));
    }
    str_finish(&why);
}

/* Undoing tells the same. */
static void name_kept(struct app *app, const struct record *note, bool outcome)
{
    struct commitment c = {
        .note = note, .who = "", .when = "", .messenger = "", .outcome = ""};
    struct str said = STR_EMPTY;
    commitment_of(note, &c);
    commitment_say_kept(&c, outcome, &said);
    author_name_step(&app->author, said.bytes);
    str_finish(&said);
}

/* To the ear, since a day may have been said a line too late. */
static void add_messenger(struct app *app, const struct commitment *c)
{
    if (*c->messenger && screen_is_heard()) {
        struct str said = str_of("Messenger: %s.", c->messenger);
        app_add(app, said.bytes);
        str_finish(&said);
    }
}

static void say_kept(struct app *app, const struct record *note, bool outcome)
{
    struct str name = STR_EMPTY, promise = STR_EMPTY;
    struct commitment c;
    text_quote(&name, row_words(note), 100);
    name_kept(app, note, outcome);
    if (!commitment_of(note, &c)) {
        app_say(app, "%s is nobody’s promise now. \vundo\v brings it back.", name.bytes);
    } else if (outcome && *c.outcome) {
        app_say(app, "What came of %s: %s", name.bytes, c.outcome);
        commitment_add_promise(&c, NULL, true, &promise);
        if (promise.len_bytes) { /* which may be new, too */
            char *who_when = str_take(&promise);
            str_addf(&promise, "(%s.)", who_when);
            app_add(app, promise.bytes);
            free(who_when);
        }
        add_messenger(app, &c);
    } else if (*c.who) {
        commitment_add_promise(&c, NULL, true, &promise);
        app_say(app, "%s, for %s.", promise.bytes, name.bytes);
        add_about_words(app, &c);
        add_messenger(app, &c);
    } else {
        commitment_add_all(&c, true, &promise);
        app_say(app, "Kept for %s: %s.", name.bytes, promise.bytes);
        add_about_words(app, &c);
    }
    str_finish(&name);
    str_finish(&promise);
}

void app_close_commitment(struct app *app, const struct record *note)
{
    app_pop(app);
    if (app_top(app)->ops == &view_list_ops) {
        app_pop(app);
        open_list(app, note);
    }
}

void app_commit(struct app *app, const struct intent *intent, struct err *err)
{
    enum { OUTCOME = 3 }; /* the last line of the form */
    bool outcome = intent->texts[OUTCOME] != NULL, who = intent->texts[0] != NULL;
    uint64_t from = app->author.next_number;
    if (!app_set_lines(app, intent, "", err)) { /* say_kept() names it */
        return;
    }
    bool changed = app->author.next_number != from;
    if (intent->draft_of && record_text(intent->draft_of, intent->draft_field)) {
        /* not half written any more: the list that comes next says so */
        app_set_draft(app, intent->draft_of, intent->draft_field, "", intent->seen_edits);
    }
    const struct record *note = intent->record;
    app_close_commitment(app, note); /* the intent's texts go with it */
    if (app_tells_gone(app, note)) {
        app_add(app, "What was said of it is kept.");
    } else if (changed) {
        say_kept(app, note, outcome);
        if (who) {
            add_about_me(app, note);
        }
    } else {
        app_say(app, "Nothing was changed.");
    }
}

void app_open_commitments(struct app *app, const struct intent *intent)
{
    (void)intent;
    open_list(app, NULL);
}

/* A promise belongs to an action; somebody may mean it of another entry all the same. */
static void say_no_action(struct app *app, const struct record *note)
{
    const struct template *form = table_template(app->file.session, app->table);
    const char *kind =
        template_calls(form, template_column(form, record_column(note), NULL)->singular);
    app_say(app,
            "This is %s %s, and a promise belongs to an action. \vclose\v goes "
            "back; \vgrid\v then shows ‘%s’, where actions stand.",
            words_article(kind), kind, plan_first(form)->title);
}

void app_open_commitment(struct app *app, const struct intent *intent)
{
    if (!app_tells_gone(app, intent->record) && app_may_write(app)) {
        bool came_back = commitment_half_written(intent->record),
             misplaced =
                 commitment_is_misplaced(app->file.session, app->table, intent->record);
        struct facts facts = app_facts(app);
        struct view form = view_form_commitment(&facts, intent->record);
        if (intent->step) {
            view_form_start_last(&form);
        }
        app_push_form(app, form);
        if (misplaced && !came_back &&
            !app->options->accessible) { /* there it was asked */
            say_no_action(app, intent->record);
        }
    }
}

const struct record *app_table_that_follows(struct app *app)
{
    size_t count;
    const struct record *const *tables = session_tables(app->file.session, &count);
    for (size_t i = count; i-- > 0;) {
        if (table_before(app->file.session, tables[i]) &&
            !table_after(app->file.session, tables[i])) {
            return tables[i];
        }
    }
    return NULL;
}

/* What somebody began to promise then and did not finish is no promise, and not nothing. */
static void add_half(struct app *app, const struct record *table)
{
    struct commitments all = {0};
    commitments_add_untaken(app->file.session, table, &all);
    size_t half = commitments_half_written(&all);
    commitments_finish(&all);
    if (half) {
        struct str said =
            str_of("%zu %s begun and not finished; \vcommitments\v shows %s.", half,
                   half == 1 ? "was" : "were", half == 1 ? "it" : "them");
        app_add(app, said.bytes);
        str_finish(&said);
    }
}

void app_tell_last_time(struct app *app)
{
    const struct record *before = table_before(app->file.session, app->table);
    struct commitments all = {0};
    char day[32];
    if (!before) {
        return;
    }
    const struct record *met = commitments_add_last(app->file.session, before, &all);
    size_t answered = commitments_answered(&all);
    bool dated = date_in_words(record_words(met, "date"), day);
    const char *comma = dated ? ", " : "", *when = dated ? day : "";
    size_t elsewhere = all.count ? 0 : promised_elsewhere(app);
    if (elsewhere) {
        app_say(app,
                "Last time%s%s, nothing was promised at this table; other tables made "
                "%zu promise%s. \vtable\v shows what was said.",
                comma, when, elsewhere, plural(elsewhere));
    } else if (!all.count) {
        app_say(app,
                "Last time%s%s, nothing was promised. \vtable\v shows what was said.",
                comma, when);
    } else {
        const char *them = all.count == 1 ? "it" : "them";
        struct str known = str_of(answered ? "%zu with" : "nobody said yet", answered);
        size_t half = commitments_half_written(&all);
        struct str begun = STR_EMPTY;
        if (half) {
            str_addf(&begun, "; a change to %zu is half written", half);
        }
        app_say(app,
                "%s%s%s: %zu promise%s, %s what came of %s%s. \vcommitments\v shows %s.",
                met == before ? "Last time" : "At an earlier meeting", comma, when,
                all.count, plural(all.count), known.bytes, them, str_text(&begun), them);
        str_finish(&begun);
        str_finish(&known);
    }
    add_half(app, before);
    commitments_finish(&all);
}

/* A new file with all of the earlier session, and a table that follows up that one of it, or
 * the only one; NULL: it failed, or *asks is the list of those that it may be. */
static char *write_follow_up(struct app *app, const struct intent *intent,
                             struct file_added *added, struct list_view **asks,
                             struct err *err)
{
    struct session *session = session_new();
    struct author author;
    struct str bytes = STR_EMPTY;
    char today[DATE_SIZE_BYTES], *path = NULL;
    author_init(&author, session, clock_seed(), app->options->by);
    app_ready(&author, 0);
    clock_today(today);
    struct follow_up follow = {.date = today};
    const struct record *table = NULL;
    bool read = file_add(intent->text, session, added, err);
    if (read && intent->field) {
        follow.earlier = session_record(session, "session", intent->field);
    } else if (read) {
        *asks = list_of_tables_to_follow(session, intent->text);
    }
    if (read && !*asks) {
        table = author_follow_up(&author, &follow, err);
    }
    if (table) {
        file_write(session, &bytes);
        path = session_path_for(record_text(table, "title"), record_text(table, "place"),
                                today, record_text(table, "table"), err);
    }
    if (path && !replace_file(path, bytes.bytes, bytes.len_bytes, REPLACE_NEVER, err)) {
        free(path);
        path = NULL;
    }
    str_finish(&bytes);
    author_finish(&author);
    session_free(session);
    return path;
}

void app_follow_up(struct app *app, const struct intent *intent)
{
    struct err err = ERR_NONE;
    struct file_added added = {0};
    struct str left_out = STR_EMPTY;
    struct list_view *asks = NULL;
    char *after = memory_copy_text(intent->text); /* of a list that is closed then */
    char *path = write_follow_up(app, intent, &added, &asks, &err);
    if (asks) {
        app_push_list(app, asks);
    } else if (path && app_open(app, path, &err)) {
        struct str saved = STR_EMPTY;
        app_show_grid(app);
        app_note_begun(app, after);
        str_addf(&saved, "Saved to %s as you type.", path);
        app_say_besides(app, saved.bytes);
        str_finish(&saved);
        if (journal_news_tell(&added.news, &left_out)) {
            app_warn(app, "%s: %s.", after, left_out.bytes);
        }
    } else {
        app_warn(app, "No session was begun: %s", err_text(&err));
    }
    journal_news_finish(&added.news);
    str_finish(&left_out);
    free(path);
    free(after);
    err_finish(&err);
}
