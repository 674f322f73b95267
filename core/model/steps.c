/* What an author does, step by step, and undone: each step is a few edits, and undoing
 * is an edit like any other. */

#include "model/author_inside.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/fields.h"
#include "model/history.h"
#include "model/rows.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void step_free(struct step *step)
{
    if (step) {
        free(step->said);
        free(step->edits);
        free(step);
    }
}

/* Nobody needs it any more, unless the author returns to the mark. */
static void step_drop(struct author *a, struct step *step)
{
    const struct author_mark *mark = &a->marks[MARK_SECOND]; /* the later one */
    if (mark->set && step && step->index < mark->steps) {
        step->dropped = a->dropped;
        a->dropped = step;
    } else {
        step_free(step);
    }
}

static void steps_drop(struct author *a, struct step **steps)
{
    while (*steps) {
        struct step *step = *steps;
        *steps = step->older;
        step_drop(a, step);
    }
}

void step_push(struct step **steps, struct step *step)
{
    step->older = *steps;
    *steps = step;
}

void author_init(struct author *a, struct session *session, uint64_t seed, const char *by)
{
    *a = (struct author){.session = session,
                         .next_number = 1,
                         .steps = 1,
                         .by = by,
                         .seen_edits = SIZE_MAX};
    base32_write(seed, a->actor);
    a->dice.state = hash_end(seed ^ UINT64_C(0x5bd1e9955bd1e995));
}

static void forget_marks(struct author *a)
{
    while (a->dropped) {
        struct step *step = a->dropped;
        a->dropped = step->dropped;
        step_free(step);
    }
    for (size_t i = 0; i < sizeof a->marks / sizeof *a->marks; i++) {
        a->marks[i].set = false;
    }
}

void author_finish(struct author *a)
{
    forget_marks(a);
    steps_drop(a, &a->done);
    steps_drop(a, &a->undone);
    step_free(a->open);
    step_free(a->returned);
    for (size_t i = 0; i < a->earlier_count; i++) {
        free(a->earlier[i]);
    }
    free(a->earlier);
    *a = (struct author){0};
}

static void open_step(struct author *a, const char *said)
{
    assert(!a->open);
    a->open = memory_get(sizeof *a->open);
    a->open->index = a->steps++;
    a->open->said = memory_copy_text(said);
}

void author_begin_step(struct author *a, const char *said)
{
    open_step(a, said);
}

static void close_step(struct author *a, struct step **steps)
{
    struct step *step = a->open;
    a->open = NULL;
    if (step && step->count) {
        step_push(steps, step);
    } else {
        step_free(step);
    }
}

void author_end_step(struct author *a)
{
    if (a->open && a->open->count) { /* what was undone is not redone behind new work */
        steps_drop(a, &a->undone);
    }
    close_step(a, &a->done);
}

void author_name_step(struct author *a, const char *said)
{
    if (a->done) {
        free(a->done->said);
        a->done->said = memory_copy_text(said);
    }
}

void author_take_over(struct author *a, const char *said, const struct edit *const *edits,
                      size_t count)
{
    open_step(a, said);
    for (size_t i = 0; i < count; i++) {
        ARRAY_ADD(a->open->edits, a->open->count, a->open->room, edits[i]);
    }
    author_end_step(a);
}

void author_forget_step(struct author *a)
{
    struct step *forgotten = NULL;
    close_step(a, &forgotten);
    step_free(forgotten);
}

/* An act outside of a step makes its own, with these words. Returns whether it did. */
bool author_begin_act(struct author *a, const char *verb, const char *text)
{
    if (a->open) {
        return false;
    }
    struct str said = str_of("%s", verb);
    if (text) {
        str_add_byte(&said, ' ');
        text_quote(&said, text, 40);
    }
    author_begin_step(a, str_text(&said));
    str_finish(&said);
    return true;
}

void author_end_act(struct author *a, bool own)
{
    if (own) {
        author_end_step(a);
    }
}

bool author_is(const struct author *a, const char *actor)
{
    bool is = strcmp(actor, a->actor) == 0;
    for (size_t i = 0; i < a->earlier_count && !is; i++) {
        is = strcmp(actor, a->earlier[i]) == 0;
    }
    return is;
}

static bool was_redacted(const struct record *record)
{
    for (const struct field *f = record ? record_fields(record) : NULL; f; f = f->next) {
        for (const struct version *v = f->versions; v; v = v->next) {
            if (v->edit->redacted) {
                return true;
            }
        }
    }
    return false;
}

/* Whether words of a record that the step is about, or of what it stands under, were
 * redacted. */
static bool may_quote_redacted(const struct author *a, const struct step *step)
{
    for (size_t i = 0; i < step->count; i++) {
        const struct edit *edit = step->edits[i];
        const struct record *record = session_record(a->session, edit->kind, edit->id);
        if (was_redacted(record) || was_redacted(record_owner(record))) {
            return true;
        }
    }
    return false;
}

/* What a step did, without the words it quotes if they may be redacted. */
static void hush(const struct author *a, struct step *step, bool undone)
{
    if (!step->said) {
        step->said = step_describe(a, step, undone);
    }
    char *quote = strstr(step->said, " ‘");
    if (quote && may_quote_redacted(a, step)) {
        *quote = '\0';
        step->hushed = true;
    }
}

/* What was done; or, where nothing was, why not, and of what if that does not say it, and its
 * own words are there. */
static void add_said(struct author *a, const struct step *step,
                     const struct hindered *why, struct str *said)
{
    a->left = a->open->count == 0;
    a->left_alone = a->left && why->hindrance == HINDRANCE_ALONE;
    if (a->left) {
        if (!hindered_say(why, said) && !step->hushed) {
            str_addf(said, " (%s)", step->said);
        }
        return;
    }
    str_add(said, step->said);
    if (why->by == HINDERED_FROM_IT) {
        str_add(said, ", but for this: ");
        hindered_say(why, said);
    }
}

/* A step that would end a round is left as a whole: what was taken in at its end waits with it. */
static void undo_edits(struct author *a, const struct step *step, struct hindered *why)
{
    bool shows = false;
    for (size_t i = 0; i < step->count && !shows; i++) {
        shows = undo_would_show(a, step->edits[i], why);
    }
    for (size_t i = shows ? 0 : step->count; i-- > 0;) {
        undo_edit(a, step->edits[i], why);
    }
}

/* Takes the newest step of `from` back and keeps how to return in `to`. */
static const struct record *take_back(struct author *a, struct step **from,
                                      struct step **to, struct str *said)
{
    struct step *step = *from;
    if (!step) {
        return NULL;
    }
    struct hindered why = {0};
    *from = step->older;
    hush(a, step, to == &a->done);
    open_step(a, step->said);
    a->open->hushed = step->hushed;
    a->open->about = step->about ? step->about : step->edits[step->count - 1];
    const struct edit *last = step->edits[step->count - 1];
    const struct record *about = session_record(a->session, last->kind, last->id);
    undo_edits(a, step, &why);
    add_said(a, step, &why, said);
    close_step(a, to);
    step_drop(a, step);
    return about;
}

const struct record *author_undo(struct author *a, struct str *said)
{
    return take_back(a, &a->done, &a->undone, said);
}

const struct record *author_redo(struct author *a, struct str *said)
{
    return take_back(a, &a->undone, &a->done, said);
}

size_t author_undo_count(const struct author *a)
{
    size_t count = 0;
    for (const struct step *step = a->done; step; step = step->older) {
        count++;
    }
    return count;
}

bool author_wrote_last(const struct author *a)
{
    bool wrote = false;
    for (size_t i = 0; a->done && i < a->done->count && !wrote; i++) {
        const struct edit *edit = a->done->edits[i];
        bool entry = strcmp(edit->kind, "note") == 0 || strcmp(edit->kind, "goal") == 0;
        wrote = entry && !edit_change(edit, "theme");
    }
    return wrote;
}

void author_set_mark(struct author *a, enum author_mark_of mark)
{
    if (mark == MARK_BEFORE) {
        forget_marks(a);
    }
    struct author_mark now = {.set = true,
                              .next_number = a->next_number,
                              .steps = a->steps,
                              .done = a->done,
                              .undone = a->undone,
                              .dropped = a->dropped};
    for (size_t i = mark; i < sizeof a->marks / sizeof *a->marks; i++) {
        a->marks[i] = now;
    }
}

void author_keep_mark(struct author *a, enum author_mark_of mark, enum author_mark_of as)
{
    a->marks[as] = a->marks[mark];
}

bool author_went_on(const struct author *a, enum author_mark_of mark)
{
    return a->next_number != a->marks[mark].next_number;
}

bool author_set_since(const struct author *a, enum author_mark_of mark, const char *field)
{
    bool set = false;
    for (uint64_t n = a->marks[mark].next_number; n < a->next_number && !set; n++) {
        const struct edit *edit =
            session_edit(a->session, (struct edit_key){a->actor, n});
        set = edit && edit_change(edit, field);
    }
    return set;
}

size_t author_say_since(const struct author *a, enum author_mark_of mark,
                        struct str *said)
{
    size_t count = 0;
    for (const struct step *step = a->done; step && step->index >= a->marks[mark].steps;
         step = step->older) {
        if (!count++) {
            str_add(said, step->said);
        }
    }
    if (count > 1) {
        str_addf(said, ", and %zu more", count - 1);
    }
    return count;
}

/* The steps as they were. Those begun since stand before the others; what was dropped of the
 * others still knows the ones below. */
static void return_to_steps(struct step **steps, uint64_t begun, struct step *mark)
{
    while (*steps && (*steps)->index >= begun) {
        struct step *step = *steps;
        *steps = step->older;
        step_free(step);
    }
    *steps = mark;
}

/* What was dropped since the mark and had been there stands where it stood; of what was begun
 * since, nobody needs it. */
static void return_dropped(struct author *a, const struct author_mark *mark)
{
    while (a->dropped != mark->dropped) {
        struct step *step = a->dropped;
        a->dropped = step->dropped;
        if (step->index >= mark->steps) {
            step_free(step);
        }
    }
}

/* Whether the edit is of a step that was done since then, and so can be redone. */
static bool is_done_since(const struct author *a, uint64_t begun, const struct edit *edit)
{
    for (const struct step *step = a->done; step && step->index >= begun;
         step = step->older) {
        for (size_t i = 0; i < step->count; i++) {
            if (step->edits[i] == edit) {
                return true;
            }
        }
    }
    return false;
}

/* Whether it kept what stood in a form, whose letters are no words of one entry. */
static bool keeps_form(const struct edit *edit)
{
    return edit->set_count == 1 && edit->set[0].value.kind != VALUE_NONE &&
           strncmp(edit->set[0].field, FORM_DRAFT, strlen(FORM_DRAFT)) == 0;
}

/* "kept a draft of a promise for ‘Bus fares’" */
static void say_form_kept(const struct author *a, const struct edit *edit,
                          struct str *said)
{
    enum { MOST_GRAPHEMES = 40 };
    const struct record *of = session_record(a->session, edit->kind, edit->id);
    str_add(said, "kept a ");
    history_say_field(a->session, of, edit->set[0].field, said);
    if (*row_words(of)) {
        str_add(said, " for ");
        text_quote(said, row_words(of), MOST_GRAPHEMES);
    }
}

/* Undoes all since the mark; what was done in steps, or kept of forms, as one step, which can be
 * redone. NULL: there was none of these, or nothing of them is left to undo. */
static struct step *undo_since(struct author *a, enum author_mark_of which)
{
    const struct author_mark *mark = &a->marks[which];
    struct hindered why = {0};
    struct str said = STR_EMPTY;
    struct step *undone = NULL;
    author_say_since(a, which, &said);
    open_step(a, "");
    for (uint64_t n = a->next_number; n-- > mark->next_number;) {
        const struct edit *edit =
            session_edit(a->session, (struct edit_key){a->actor, n});
        size_t count = a->open->count;
        if (edit) {
            bool form = keeps_form(edit);
            if (form && !said.len_bytes) {
                say_form_kept(a, edit, &said);
            }
            undo_edit(a, edit, &why);
            bool done = form || is_done_since(a, mark->steps, edit);
            a->open->count = done ? a->open->count : count;
        }
    }
    free(a->open->said);
    a->open->said = str_take(&said);
    close_step(a, &undone);
    return undone;
}

void author_return(struct author *a, enum author_mark_of which)
{
    struct author_mark mark = a->marks[which];
    assert(mark.set);
    step_free(a->returned);
    a->returned = undo_since(a, which);
    return_to_steps(&a->done, mark.steps, mark.done);
    return_to_steps(&a->undone, mark.steps, mark.undone);
    return_dropped(a, &mark);
    for (size_t i = which; i < sizeof a->marks / sizeof *a->marks; i++) {
        a->marks[i].set = false;
    }
}

bool author_redoes_returned(struct author *a, struct str *said)
{
    struct step *step = a->returned;
    a->returned = NULL;
    if (step) {
        str_add(said, step->said);
        step_push(&a->undone, step);
    }
    return step;
}
