/* What is typed into a form and not finished: kept by its record, or, where there is none
 * yet, by this computer. */

#include "views/view_form.h"
#include "views/view_form_inside.h"

#include "base/utf8.h"
#include "model/commitments.h"
#include "model/drafts.h"
#include "screen/clock.h"
#include "screen/screen.h"

#include <ctype.h>
#include <string.h>

bool form_line_is_same(const struct form_view *v, size_t line)
{
    return v->were[line] && strcmp(str_text(&v->boxes[line].text), v->were[line]) == 0;
}

/* Whether a line says what somebody typed, and nothing that stood there by itself. */
static bool is_typed_in(const struct form_view *v, size_t line)
{
    char today[DATE_SIZE_BYTES];
    const char *text = str_text(&v->boxes[line].text);
    clock_today(today);
    bool by_itself =
        line == v->kind->date_line ? !*text || strcmp(text, today) == 0 : !*text;
    return v->were[line] ? !form_line_is_same(v, line) : !by_itself;
}

void form_settle_me(struct form_view *v, const char *by, struct intent *told)
{
    enum { WHO = 0 };
    bool alone;
    const char *words = str_text(&v->boxes[WHO].text);
    if (v->kind->intent != INTENT_COMMIT || form_line_is_same(v, WHO) ||
        !commitment_says_me(words, &alone)) {
        return;
    }
    str_clear(&v->foot);
    if (alone && by && *by) {
        str_addf(&v->foot, "Kept as %s, who writes here.", by);
        text_box_set(&v->boxes[WHO], by);
    } else {
        str_add(&v->foot,
                "“me” has no name here: \vform-previous\v goes back to write it.");
    }
    *told = intent_say(str_text(&v->foot));
}

bool form_is_typed(const struct form_view *v)
{
    bool typed = false;
    for (size_t i = 0; i < v->kind->line_count; i++) {
        typed = typed || is_typed_in(v, i);
    }
    return typed;
}

bool form_is_said(const struct form_view *v)
{
    enum { WHO = 0 };
    bool said = v->kind->intent == INTENT_COMMIT && v->boxes[WHO].text.len_bytes &&
                v->boxes[v->kind->date_line].text.len_bytes;
    for (size_t i = 0; i < v->kind->line_count; i++) {
        said = said && (v->entered[i] || !is_typed_in(v, i));
    }
    return said && form_is_typed(v) && !screen_is_heard();
}

void form_say_how_kept(struct form_view *v)
{
    if (form_is_said(v)) {
        str_begin_sentence(&v->foot);
        action_fill_in(
            "\vclose\v keeps this promise as it stands, \vform-next\v goes on.", false,
            &v->foot);
    }
}

bool form_is_letter(const struct form_view *v)
{
    size_t typed = 0;
    bool letter = false;
    for (size_t i = 0; i < v->kind->line_count; i++) {
        const char *text = str_text(&v->boxes[i].text);
        bool is = is_typed_in(v, i);
        letter = letter || (is && v->were[i] && *v->were[i] &&
                            isalpha((unsigned char)text[0]) && !text[1]);
        typed += is;
    }
    return letter && typed == 1 && !v->came_back;
}

static void add_line(struct form_view *v, size_t line)
{
    if (is_typed_in(v, line)) {
        str_addf(&v->draft, "%s%s: %s", v->draft.len_bytes ? "\n" : "",
                 v->kind->fields[line], str_text(&v->boxes[line].text));
    }
}

/* "who: Ana", a line each; that at hand stands last, so that it is gone on with there. */
struct unfinished form_unfinished(void *state)
{
    struct form_view *v = state;
    str_clear(&v->draft);
    for (size_t i = 0; i < v->kind->line_count; i++) {
        if (i != v->at) {
            add_line(v, i);
        }
    }
    add_line(v, v->at);
    return (struct unfinished){.of = v->draft.len_bytes ? v->record : NULL,
                               .field = v->record ? str_text(&v->kept.field) : NULL,
                               .text = str_text(&v->draft)};
}

/* The line of the form that a line of a draft is of; line_count: of none. *words: what it
 * says. */
static size_t line_of(const struct form_view *v, const char *draft, const char **words)
{
    size_t i = 0;
    for (; i < v->kind->line_count; i++) {
        size_t len = strlen(v->kind->fields[i]);
        if (strncmp(draft, v->kind->fields[i], len) == 0 && draft[len] == ':') {
            *words = draft + len + 1 + (draft[len + 1] == ' ');
            break;
        }
    }
    return i;
}

void form_take_draft(struct form_view *v, const struct facts *facts)
{
    struct text_box words = {0};
    kept_draft_open(&v->kept, facts, &words, v->record, v->kind->draft, "");
    v->earlier = draft_is_of_earlier(facts, v->record, str_text(&v->kept.field));
    form_take_lines(v, str_text(&v->kept.was));
    text_box_finish(&words);
}

/* Of what several typed each line is there: the last stands, as it does of a field. Those before
 * the line at hand were gone on from, but at an earlier meeting, when nobody saw them here. */
void form_take_lines(struct form_view *v, const char *draft)
{
    const char *said;
    for (; *draft; draft += strcspn(draft, "\n"), draft += *draft == '\n') {
        size_t i = line_of(v, draft, &said);
        if (i < v->kind->line_count) {
            text_box_set(&v->boxes[i], "");
            text_box_insert_line(&v->boxes[i], said);
            v->came_back = true;
            v->at = screen_is_heard() ? 0 : i; /* by ear each is asked for */
        }
    }
    for (size_t i = 0; i < v->at && !v->earlier; i++) {
        v->entered[i] = true;
    }
}

void view_form_say_kept(const struct view *form, const struct facts *facts,
                        struct str *out)
{
    struct form_view *v = form->state;
    const char *whose = v->kept.was.len_bytes
                            ? draft_by(facts, v->record, str_text(&v->kept.field))
                            : NULL;
    if (v->earlier) {
        str_add(out,
                "Begun at an earlier meeting and not finished: it is no promise until it "
                "is saved here.");
    } else if (v->came_back) {
        str_addf(out, "What %s typed here and %s finish%s stands here again.",
                 whose ? whose : "was", whose ? "did not" : "not", whose ? "" : "ed");
        if (v->kept.waiting) {
            str_addf(out, " %zu more wait%s here.", v->kept.waiting,
                     v->kept.waiting == 1 ? "s" : "");
        }
    } else if (v->kept.others) {
        const struct intent told = kept_draft_say(&v->kept, facts);
        str_add(out, told.text);
    }
}

bool view_form_is_no_day(const struct view *view)
{
    const struct form_view *v = view->state;
    char today[DATE_SIZE_BYTES], iso[DATE_SIZE_BYTES];
    bool form = view->ops->unfinished == form_unfinished;
    bool here = form && v->kind->any_words && v->at == v->kind->date_line;
    const char *text = here ? str_text(&v->boxes[v->at].text) : "";
    clock_today(today);
    return *text && !date_understand(text, today, iso);
}

bool view_form_asks_for_day(const struct view *view, const char *text)
{
    const struct form_view *v = view->state;
    char today[DATE_SIZE_BYTES], iso[DATE_SIZE_BYTES];
    bool form = view->ops->unfinished == form_unfinished;
    clock_today(today);
    return form && v->at == v->kind->date_line && date_understand(text, today, iso);
}

bool view_form_asks_what_came(const struct view *view)
{
    const struct form_view *v = view->state;
    return view->ops->unfinished == form_unfinished &&
           strcmp(v->kind->fields[v->at], "outcome") == 0;
}

void view_form_start_last(struct view *form)
{
    struct form_view *v = form->state;
    v->at = v->kind->line_count - 1;
}
