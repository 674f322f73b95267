/* What is being written, and stands in no entry yet: shown by whom, and put aside. */

#include "views/grid/grid_layout.h"

#include "base/utf8.h"
#include "model/alone.h"
#include "model/commitments.h"
#include "model/drafts.h"
#include "model/fields.h"
#include "model/history.h"
#include "screen/clock.h"
#include "screen/screen.h"

#include <ctype.h>
#include <string.h>

/* Who wrote it has gone on to other things, or has gone: this program did something else since, or
 * is not there any more: one's own is at hand. One on another computer, with the same file in a
 * shared folder, is heard of by what comes in only. */
bool grid_draft_is_left(const struct facts *facts, const struct record *of,
                        const char *field)
{
    enum { WRITES_MS = 10 * 60 * 1000, UNSEEN_WRITES_MS = 60 * 1000 };
    const struct version *shown = field_shown(record_field(of, field));
    const struct edit *edit = draft_author(of, field);
    if (!shown || !edit) {
        return false;
    }
    struct edit_key next = {edit->key.actor, edit->key.number + 1};
    const char *by = edit->by ? edit->by : "", *me = facts->by ? facts->by : "";
    bool here = strcmp(by, me) == 0 || draft_writer_is_here(facts, edit);
    int64_t most_ms = here                              ? WRITES_MS
                      : shown->arrival >= facts->opened ? UNSEEN_WRITES_MS
                                                        : 0;
    return session_edit(facts->session, next) || !most_ms ||
           clock_now_ms() - edit->at_ms > most_ms;
}

const char *grid_draft_written(const struct facts *facts, const struct record *of,
                               const char *box, struct str *field)
{
    const char *words = draft_at_hand(facts, of, box, field);
    const struct field *latest = NULL;
    if (!words || !grid_draft_is_left(facts, of, str_text(field))) {
        return words;
    }
    for (const struct field *f = NULL; (f = draft_next(of, box, f));) {
        if (!grid_draft_is_left(facts, of, f->name) &&
            (!latest || draft_is_later(f, latest))) {
            latest = f;
        }
    }
    str_set(field, "%s", latest ? latest->name : box);
    return latest ? record_words(of, latest->name) : NULL;
}

static size_t others_in_box(const struct record *of, const char *field)
{
    struct str box = STR_EMPTY;
    size_t count = 0;
    draft_box(field, &box);
    for (const struct field *f = NULL; (f = draft_next(of, box.bytes, f));) {
        count += strcmp(f->name, field) != 0;
    }
    str_finish(&box);
    return count;
}

/* What the form has in its lines, each "who: Ana". */
static void add_promise(const char *words, struct str *out)
{
    const char *between = "";
    for (; *words; words += strcspn(words, "\n"), words += *words == '\n') {
        size_t len = strcspn(words, "\n");
        const char *colon = memchr(words, ':', len);
        const char *value = colon ? colon + 1 : words + len;
        value += strspn(value, " ");
        if (value < words + len) {
            str_add(out, between);
            str_add_bytes(out, value, (size_t)(words + len - value));
            between = ", ";
        }
    }
}

/* "half written: school fetes", "promise half written: Ana, by" */
static void add_words(const struct record *of, const char *field, const char *words,
                      bool left, struct str *out)
{
    enum { MOST_GRAPHEMES = 100 };
    const char *called = commitment_half_called(of);
    struct str said = STR_EMPTY;
    bool promise = draft_is_of(field, PROMISE_DRAFT);
    str_addf(out, "%s%s%s: ", promise ? called : "", promise ? " " : "",
             left || promise ? "half written" : "being written");
    if (promise) {
        add_promise(words, &said);
    }
    text_add_beginning(out, promise ? str_text(&said) : words, MOST_GRAPHEMES);
    str_finish(&said);
}

bool grid_say_draft(const struct facts *facts, const struct record *of, const char *field,
                    struct str *out)
{
    const char *words = record_text(of, field);
    const struct edit *said = draft_author(of, field);
    if (!words || !*words || !said) {
        return false;
    }
    const char *who = history_who(said), *me = facts->by ? facts->by : "";
    bool named = said->by && strcmp(who, said->by) == 0;
    bool left = grid_draft_is_left(facts, of, field);
    if (table_alone(facts->table) && !edit_is_own(facts->session, said)) {
        str_add(out, left ? "left unfinished by somebody" : "somebody is writing here");
    } else if (named && strcmp(who, me) != 0) {
        str_addf(out, left ? "left unfinished by %s" : "%s is writing here", who);
    } else {
        add_words(of, field, words, left, out);
    }
    size_t more = others_in_box(of, field);
    if (more) {
        str_addf(out, " (and %zu more)", more);
    }
    return true;
}

void grid_put_draft(const struct layout *l, const struct record *goal, size_t column,
                    int row, enum role role)
{
    struct str box = str_of("draft:%s", column ? l->ids[column - 1] : ""),
               field = STR_EMPTY, said = STR_EMPTY;
    if (layout_draft(l, goal, column) &&
        grid_draft_written(l->facts, goal, box.bytes, &field) &&
        grid_say_draft(l->facts, goal, field.bytes, &said)) {
        screen_put(row, l->x[column] + 2, l->width[column] - 2, role, said.bytes);
    }
    str_finish(&said);
    str_finish(&field);
    str_finish(&box);
}

static bool is_draft(const struct facts *facts, const struct record *of,
                     struct str *field)
{
    if (!of ||
        !draft_next(of, str_text(field), NULL)) { /* as with each move nearly always */
        return false;
    }
    struct str box = str_of("%s", str_text(field));
    draft_at_hand(facts, of, box.bytes, field);
    str_finish(&box);
    return true;
}

const struct record *grid_draft_here(const struct grid_view *v, const struct facts *facts,
                                     struct str *field)
{
    const struct record *record = view_grid_selected(v, facts);
    const struct grid *grid = grid_now(v, facts);
    str_set(field, v->on_vision ? "draft:vision" : "draft");
    if (is_draft(facts, record, field)) {
        return record;
    }
    str_set(field, PROMISE_DRAFT);
    if (record && !v->on_vision && is_draft(facts, record, field)) {
        return record;
    }
    if (v->column > 0) {
        str_set(field, "draft:%s", grid_column_id(v, facts));
        return is_draft(facts, v->goal, field) ? v->goal : NULL;
    }
    str_set(field, grid->rows == ROWS_OWN ? "draft:%s" : "draft", grid->id);
    return grid->rows != ROWS_GIVEN && is_draft(facts, facts->table, field) ? facts->table
                                                                            : NULL;
}

struct intent grid_put_draft_aside(struct grid_view *v, const struct facts *facts)
{
    const struct record *of = grid_draft_here(v, facts, &v->draft.field);
    if (!of) {
        return intent_say("Nothing is being written here that could be put aside.");
    }
    if (draft_is_others(facts, of, str_text(&v->draft.field))) {
        draft_say_theirs(facts, of, str_text(&v->draft.field), &v->said);
        return intent_say(v->said.bytes);
    }
    return (struct intent){.kind = INTENT_DROP_DRAFT,
                           .record = of,
                           .field = str_text(&v->draft.field),
                           .text = ""};
}

struct intent grid_draft_is_back(struct grid_view *v, const struct facts *facts)
{
    struct intent list = grid_offer_list(v, facts);
    return list.kind != INTENT_NOTHING ? list : kept_draft_say(&v->draft, facts);
}

static bool may_stand_apart(const struct grid_view *v)
{
    return (v->box_kind == BOX_NOTE || v->box_kind == BOX_GOAL) && !screen_is_heard();
}

void grid_stand_apart(struct grid_view *v, const struct facts *facts)
{
    if (may_stand_apart(v)) {
        kept_draft_stands_apart(&v->draft, facts, &v->box);
    }
}

bool grid_begins_behind_draft(struct grid_view *v, const struct facts *facts,
                              const struct event *event)
{
    bool anew = may_stand_apart(v) &&
                (isupper((unsigned char)*event->text) || *event->text == ' ') &&
                kept_draft_begins_behind(&v->draft, facts, &v->box, event);
    v->draft.gone_on = true;
    return anew;
}
