/* What is said of saving: that it failed, and where all of it is; what became of the file
 * meanwhile; what the journal brought. */

#include "app/app.h"

#include "base/memory.h"
#include "base/sanitise.h"
#include "base/utf8.h"
#include "model/fields.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *app_kept_in(const struct app *app)
{
    bool in_journal = app->saving.kept_number == app->author.next_number &&
                      access(app->file.journal.path, F_OK) == 0 &&
                      !file_lacks_something(&app->file);
    return app->file.rescue ? app->file.rescue
           : in_journal     ? app->file.journal.path
                            : NULL;
}

static void add_words_of(const struct edit *edit, struct str *out)
{
    for (uint32_t i = 0; edit && i < edit->set_count; i++) {
        const struct change *change = &edit->set[i];
        if (change->value.kind == VALUE_TEXT && *change->value.text &&
            field_holds_words(edit->kind, change->field)) {
            sanitise(change->value.text, SANITISE_FOR_LINES, out);
            str_add(out, "\n");
        }
    }
}

/* Of a file that is not there any more, as it was, that is all. */
void app_add_lost_words(const struct app *app, struct str *out)
{
    bool journal_is_there = access(app->file.journal.path, F_OK) == 0;
    uint64_t number = journal_is_there ? app->saving.kept_number : 1;
    if (file_lacks_something(&app->file)) {
        size_t count;
        const struct edit **all = session_edits(app->file.session, &count);
        for (size_t i = 0; i < count; i++) {
            add_words_of(all[i], out);
        }
        free(all);
        return;
    }
    for (; number < app->author.next_number; number++) {
        struct edit_key key = {app->author.actor, number};
        add_words_of(session_edit(app->file.session, key), out);
    }
}

void app_warn_not_saved(struct app *app, const char *then)
{
    const char *kept_in = app_kept_in(app);
    if (kept_in) {
        app_warn(app, "Not saved: %s. All of it is kept in %s. %s",
                 err_text(&app->saving.err), kept_in, then);
    } else {
        app_warn(app, "Not saved, and there is no other place for it: %s. %s",
                 err_text(&app->saving.err), then);
    }
}

static void add_changes(struct str *out, size_t count)
{
    str_addf(out, "%zu change%s", count, plural(count));
}

/* Another state of it was there. What others who are here said is shown, not told. */
static void tell_changed(struct app *app, const struct outside *outside)
{
    struct str words = STR_EMPTY;
    if (outside->brought) {
        add_changes(&words, outside->brought);
        str_add(&words, outside->brought == 1 ? " is" : " are");
        str_add(&words, " taken in");
    }
    if (outside->lacked) {
        str_add(&words, outside->brought ? ", and what it lacked (" : "what it lacked (");
        add_changes(&words, outside->lacked);
        str_add(&words, ") is written again");
    }
    if (outside->lacked || (outside->brought && !company_writers(&app->others.company))) {
        app_say(app, "%s was changed from outside: %s.", app->file.path, words.bytes);
    }
    str_finish(&words);
}

void app_tell_outside(struct app *app)
{
    struct outside outside = app->file.outside;
    app->file.outside = (struct outside){.what = OUTSIDE_NOTHING};
    app->watching.gone = false;
    app->watching.missing_ms = 0;
    if (outside.what == OUTSIDE_CHANGED) {
        tell_changed(app, &outside);
    } else if (outside.what == OUTSIDE_EMPTIED || outside.what == OUTSIDE_GONE) {
        app_say(app, "%s was %s; it is written again, with all that was in it.",
                app->file.path,
                outside.what == OUTSIDE_GONE ? "gone: deleted, or moved away"
                                             : "emptied from outside");
    }
}

void app_show_banner(struct app *app)
{
    const struct journal_news *news = &app->file.news;
    if (app->saving.err.message) {
        app_warn_not_saved(app, TRIED_AGAIN);
    } else if (app->watching.gone && app->file.read_only) {
        app_warn(app, "%s is gone: deleted, or moved away.", app->file.path);
    } else if (app->watching.gone) {
        app_warn(app,
                 "%s is gone: deleted, or moved away. The next change, \vsave\v or "
                 "\vleave\v writes "
                 "it again.",
                 app->file.path);
    } else if (app->open && news->unread) {
        app_warn(app, "Left out: %s.", news->unread_why);
    }
}

void app_tell_shut(struct app *app)
{
    struct err err = ERR_NONE;
    if (!app->file.read_only && !app->saving.told_shut && !app->saving.err.message &&
        !journal_may_grow(&app->file.journal, &err)) {
        app_warn(app, "%s.", err_text(&err));
        app->saving.told_shut = true;
    }
    err_finish(&err);
}

/* Drafts that come back, and where: those of one box beside one another, as they came. */
struct returning {
    const struct journal_draft **drafts;
    size_t count, room;
};

static const struct record *record_of_draft(struct app *app,
                                            const struct journal_draft *draft)
{
    const char *colon = strchr(draft->of, ':');
    if (!colon || company_has(&app->others.company, draft->actor)) {
        return NULL; /* somebody is typing it right now */
    }
    char *kind = memory_copy_text(draft->of);
    kind[colon - draft->of] = '\0';
    const struct record *record = session_record(app->file.session, kind, colon + 1);
    free(kind);
    return record;
}

static bool is_of_one_box(const struct journal_draft *a, const struct journal_draft *b)
{
    return strcmp(a->of, b->of) == 0 && strcmp(a->field, b->field) == 0;
}

static int box_order(const void *left, const void *right)
{
    const struct journal_draft *a = *(const struct journal_draft *const *)left;
    const struct journal_draft *b = *(const struct journal_draft *const *)right;
    int of = strcmp(a->of, b->of), field = strcmp(a->field, b->field);
    return of ? of : field ? field : (a > b) - (a < b);
}

static void find_returning(struct app *app, struct returning *r)
{
    const struct journal_news *news = &app->file.news;
    for (size_t i = 0; i < news->draft_count; i++) {
        if (record_of_draft(app, &news->drafts[i])) {
            ARRAY_ADD(r->drafts, r->count, r->room, &news->drafts[i]);
        }
    }
    ARRAY_SORT(r->drafts, r->count, box_order);
}

/* What was being typed in one box when programs ended stands there again as soon as that is
 * opened, behind what may stand there already: one edit, however many they were. */
static void bring_back(struct app *app, const struct journal_draft *const *drafts,
                       size_t count)
{
    const struct record *record = record_of_draft(app, drafts[0]);
    const char *before = record_words(record, drafts[0]->field);
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
    if (count > 1) {
        str_add(&words, "\n"); /* of several writers: it is offered as a list is */
    }
    app_set_draft(app, record, drafts[0]->field, str_text(&words), 0);
    str_finish(&words);
}

/* "c on ‘Lend a desk’": the key that goes on with it, and where. */
static void add_where(const struct record *of, const char *field, struct str *out)
{
    static const char *const forms[][2] = {
        {"promise", "\vcommit\v"}, {"details", "\vdetails\v"}, {"question", "\vask\v"},
        {"answer", "\vask\v"},     {"paper", "\vballot\v"},    {"theme", "\vthemes\v"},
        {"day", "\vday\v"}};
    enum { MOST_GRAPHEMES = 40 };
    const char *form = field + strlen(FORM_DRAFT), *key = NULL;
    if (strncmp(field, FORM_DRAFT, strlen(FORM_DRAFT)) != 0) {
        str_add(out, "\vadd\v, \vedit\v or \vgoal\v at its place goes on");
        return;
    }
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        key = strncmp(form, forms[i][0], strlen(forms[i][0])) == 0 ? forms[i][1] : key;
    }
    const char *words = record_words(of, "text");
    str_addf(out, "%s%s", key ? key : "its form", *words ? " on " : "");
    if (*words) {
        text_quote(out, words, MOST_GRAPHEMES);
    }
    str_add(out, " goes on");
}

/* Its lines one behind the other. */
static void add_draft(struct app *app, const struct journal_draft *draft, struct str *out)
{
    for (const char *p = draft->text; *p; p++) {
        str_add(out, *p == '\n' ? "; " : (char[]){*p, '\0'});
    }
    str_add(out, "’ (");
    add_where(record_of_draft(app, draft), draft->field, out);
    str_add(out, ")");
}

/* All come back; what the first ones are is said. */
static void bring_drafts_back(struct app *app, struct str *said)
{
    enum { MOST_SAID = 3 };
    struct returning r = {0};
    find_returning(app, &r);
    for (size_t i = 0, end; i < r.count; i = end) {
        for (end = i + 1; end < r.count && is_of_one_box(r.drafts[i], r.drafts[end]);) {
            end++;
        }
        bring_back(app, r.drafts + i, end - i);
    }
    for (size_t i = 0; i < r.count && i < MOST_SAID; i++) {
        str_addf(said, "%s a draft, ‘",
                 said->len_bytes ? ", and"
                                 : "Brought back what the file did not hold yet:");
        add_draft(app, r.drafts[i], said);
    }
    if (r.count > MOST_SAID) {
        str_addf(said, ", and %zu more", r.count - MOST_SAID);
    }
    if (r.count) {
        app_keep(app);
        journal_take_back(&app->file.journal, r.drafts, r.count, NULL);
    }
    free(r.drafts);
}

/* A program did not end as it should the last time: say what the journal brought. What
 * those who are there have just said is no news of that kind. */
void app_tell_news(struct app *app)
{
    struct journal_news *news = &app->file.news;
    struct str said = STR_EMPTY;
    bool alone = company_writers(&app->others.company) == 0;
    if (news->edits && alone) {
        str_addf(&said, "Brought back what the file did not hold yet: %zu change%s",
                 news->edits, plural(news->edits));
    }
    bring_drafts_back(app, &said);
    if (alone || said.len_bytes) {
        app_changed(app);
    }
    struct str left_out = STR_EMPTY;
    bool warns = journal_news_tell(news, &left_out);
    if (said.len_bytes || warns) {
        app_say(app, "%s%s%s.", str_text(&said), said.len_bytes && warns ? "; " : "",
                str_text(&left_out));
        app->messages.warning = warns;
    }
    str_finish(&left_out);
    str_finish(&said);
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
            bool half = strncmp(f->name, FORM_DRAFT, strlen(FORM_DRAFT)) == 0 &&
                        *record_words(r, f->name);
            if (half && count++ < MOST_SAID) {
                bool promise = strcmp(f->name, PROMISE_DRAFT) == 0;
                str_addf(out, "%s is half written: ", promise ? "A promise" : "A form");
                add_where(r, f->name, out);
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

void app_tell_left_out(struct app *app)
{
    struct str words = STR_EMPTY;
    if (journal_news_tell(&app->file.news, &words)) {
        app_warn(app, "%s.", words.bytes);
    }
    str_finish(&words);
}
