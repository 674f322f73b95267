#include "views/view_form.h"

#include "views/view_form_inside.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/rows.h"
#include "screen/clock.h"
#include "screen/screen.h"
#include "screen/text_box.h"

#include <stdlib.h>
#include <string.h>

#define DETAILS                                                                          \
    .labels = {"Title", "Place", "Date", "Table", "Starts", "Answers to", "Language"},   \
    .hints = {"what the session is called",                                              \
              "the town or the room",                                                    \
              "22 February 2017, or as year-month-day",                                  \
              "its number or its name",                                                  \
              "when the first stage is to begin, as in 11:45",                           \
              "where people can answer back, as an e-mail address",                      \
              "what people write in, if not the form's: cy, pl, ur …"},                  \
    .fields = {"title", "place", "date", "table", "starts", "answer_to", "language"},    \
    .date_line = 2, .time_line = 4, .language_line = 6, .label_cols = 11

/* A new session is not asked when its day starts: it may begin on the spot. */
static const struct form_kind new_session = {
    DETAILS, .title = "New session, all optional: \vform-next\v on the last line begins",
    .line_count = 4, .intent = INTENT_NEW};

static const struct form_kind details = {
    DETAILS, .draft = DETAILS_DRAFT,
    .title = "Details of this session: \vform-next\v on the last line keeps them",
    .line_count = 7, .intent = INTENT_DETAILS};

static const struct form_kind commitment = {
    .draft = PROMISE_DRAFT,
    .labels = {"Who does it", "By when", "Messenger", "What came of it"},
    .hints = {"a name, or names", "1 December, 1.12. (day first), Friday, in 2 weeks",
              "someone with authority, like me, or that I trust", "when it is known"},
    .fields = {"who", "when", "messenger", "outcome"},
    .intent = INTENT_COMMIT,
    .line_count = 4,
    .date_line = 1,
    .any_words = true,
    .label_cols = 16};

/* A question that is answered so, with an example of its kind. */
#define QUESTION(example)                                                                \
    {                                                                                    \
        .draft = FORM_DRAFT "question", .fields = {"question"},                          \
        .title = "Ask everybody: \vform-next\v opens it", .labels = {"Question"},        \
        .hints = {"as in: " example}, .intent = INTENT_ASK_ALL, .line_count = 1,         \
        .date_line = DETAIL_COUNT - 1, /* there is none */                               \
            .any_words = true, .label_cols = 11                                          \
    }

static const struct form_kind questions[] = {
    [ASKS_WORDS] = QUESTION("What brought you here?"),
    [ASKS_HANDS] = QUESTION("Shall we stop for tea now?"),
    [ASKS_SCALE] = QUESTION("From 1 to 5, how sure are you?")};

const char *form_as_line(const struct form_kind *kind, size_t line, const char *words,
                         char day[DATE_WORDS_SIZE_BYTES])
{
    bool in_words = kind->any_words && line == kind->date_line;
    return in_words && date_in_words(words, day) ? day : words;
}

/* A form of what stands in the fields of a record. */
static struct form_view *of_record(const struct form_kind *kind,
                                   const struct record *record)
{
    struct form_view *v = memory_get(sizeof *v);
    v->kind = kind;
    v->record = record;
    for (size_t i = 0; i < kind->line_count; i++) {
        char day[DATE_WORDS_SIZE_BYTES];
        const char *words = record_says(record, kind->fields[i]);
        text_box_offer(&v->boxes[i], form_as_line(kind, i, words, day));
        v->several[i] = field_wordings(record_field(record, kind->fields[i])) > 1;
        v->were[i] = memory_copy_text(str_text(&v->boxes[i].text));
    }
    return v;
}

static void form_free(void *state)
{
    struct form_view *v = state;
    for (size_t i = 0; i < DETAIL_COUNT; i++) {
        text_box_finish(&v->boxes[i]);
        free(v->were[i]);
    }
    str_finish(&v->title);
    str_finish(&v->foot);
    str_finish(&v->draft);
    kept_draft_finish(&v->kept);
    free(v->template);
    free(v);
}

static const char *draft_field(const struct form_view *v)
{
    return v->record ? str_text(&v->kept.field) : NULL;
}

static struct intent done(struct form_view *v)
{
    char today[DATE_SIZE_BYTES];
    size_t date_line = v->kind->date_line;
    const char *date = str_text(&v->boxes[date_line].text);
    struct intent intent = {.kind = v->kind->intent,
                            .text = v->template,
                            .record = v->record,
                            .fields = v->kind->fields,
                            .draft_of = v->record,
                            .draft_field = draft_field(v)};
    clock_today(today);
    for (size_t i = 0; i < v->kind->line_count; i++) {
        bool unsaid = form_line_is_same(v, i) && !v->settled[i];
        intent.texts[i] = unsaid ? NULL : str_text(&v->boxes[i].text);
    }
    if (date_understand(date, today, v->date)) {
        intent.texts[date_line] = intent.texts[date_line] ? v->date : NULL;
    }
    return intent;
}

/* What was typed is kept, also by a draft that had come back and is empty now. */
static struct intent leave(struct form_view *v)
{
    struct unfinished typed = form_unfinished(v);
    bool same = v->record && kept_draft_settle(&v->kept, typed.text);
    struct intent intent = {.kind = INTENT_PUT_ASIDE,
                            .record = v->record,
                            .field = draft_field(v),
                            .text = same ? "" : typed.text};
    if (form_is_letter(v)) {
        return (struct intent){.kind = INTENT_CLOSE, .text = "Nothing was changed."};
    }
    return form_is_typed(v) || v->came_back ? intent : intent_of(INTENT_CLOSE);
}

/* What stood in the line before; also by what clears it, once it is empty. */
static bool bring_back(struct form_view *v, enum action action)
{
    const char *was = v->were[v->at];
    struct text_box *box = &v->boxes[v->at];
    bool undo = action == ACT_FORM_UNDO, cut = undo && text_box_give_back(box);
    bool all = undo || (action == ACT_BOX_CUT_BEFORE && !box->text.len_bytes);
    if (all && !cut && was && *was) {
        text_box_offer(&v->boxes[v->at], was);
        return true;
    }
    return cut;
}

/* From the line at hand to another, or to the end, once that line can be left. */
static struct intent go(struct form_view *v, const struct facts *facts,
                        enum action action, bool enter)
{
    struct intent told = intent_of(INTENT_NOTHING);
    bool more = action == ACT_FORM_NEXT && v->at + 1 < v->kind->line_count;
    bool keeps = !more && (action == ACT_FORM_KEEP || enter);
    if (action == ACT_FORM_PREVIOUS) {
        form_leave_line(v, &told);
        v->at -= v->at > 0;
        return told;
    }
    if ((keeps && !form_is_settled(v, &told)) || form_is_doubted(v, &told)) {
        return told;
    }
    form_leave_line(v, &told);
    if (told.text && screen_is_heard()) { /* asked again: the answer is what comes next */
        return told;
    }
    bool heard = screen_is_heard() && action == ACT_FORM_NEXT;
    v->settled[v->at] = v->settled[v->at] || (v->told[v->at] && (enter || heard));
    form_settle_day(v, &told);
    form_settle_me(v, facts->by, &told);
    v->entered[v->at] = true;
    if (keeps) {
        return done(v);
    }
    v->at += more;
    return told;
}

static struct intent handle(void *state, const struct facts *facts, enum action action,
                            const struct event *event)
{
    struct form_view *v = state;
    struct text_box *box = &v->boxes[v->at];
    struct intent nothing = intent_of(INTENT_NOTHING);
    if (event->kind == EVENT_CLICK) {
        struct button button = screen_button_at(event->row, event->col);
        if (button.kind == BUTTON_ITEM) {
            form_leave_line(v, &nothing);
            v->at = button.index;
        }
        return nothing;
    }
    if (event->kind == EVENT_PASTE) {
        v->entered[v->at] = false;
        return intent_paste_line(box, event->text);
    }
    switch (action) {
    case ACT_LIST_CLOSE:
        return form_is_said(v) ? go(v, facts, ACT_FORM_KEEP, false) : leave(v);
    case ACT_FORM_NEXT:
    case ACT_FORM_KEEP:
    case ACT_FORM_PREVIOUS:
        return go(v, facts, action, strcmp(event->key, "Enter") == 0);
    default:
        break;
    }
    v->entered[v->at] = false;
    if (bring_back(v, action)) {
        return intent_say("This is what stood here.");
    }
    if (action == ACT_FORM_UNDO) {
        return intent_say("Nothing stood in this line before.");
    }
    bool anew = v->came_back && v->kind->line_count == 1 && !screen_is_heard() &&
                kept_draft_begins_behind(&v->kept, facts, box, event);
    v->came_back = v->came_back && !anew;
    if (!text_box_press(box, event->text, action, screen_cols())) {
        str_set(&v->foot,
                "%s does nothing here. \vform-next\v goes on, \vclose\v goes back.",
                event->key);
        return intent_say(str_text(&v->foot));
    }
    return anew ? kept_draft_say_waits(&v->kept) : nothing;
}

static bool is_last(void *state, const struct facts *facts)
{
    const struct form_view *v = state;
    (void)facts;
    return v->at + 1 >= v->kind->line_count;
}

static const struct view_ops ops = {
    .name = "form",
    .still = true,
    .always = MODE_FORM,
    .draw = form_draw,
    .handle = handle,
    .free = form_free,
    .unfinished = form_unfinished,
    .is_last = is_last,
    .typed = form_typed,
    .typed_for = form_typed_for,
    .say = form_say,
};

struct view view_form_new(const char *template, const char *begun)
{
    struct form_view *v = memory_get(sizeof *v);
    char today[DATE_SIZE_BYTES];
    v->kind = &new_session;
    v->template = memory_copy_text(template);
    str_add(&v->title, v->kind->title);
    clock_today(today);
    text_box_offer(&v->boxes[v->kind->date_line], today);
    form_take_lines(v, begun);
    return (struct view){.ops = &ops, .state = v};
}

struct view view_form_details(const struct facts *facts)
{
    struct form_view *v = of_record(&details, facts->table);
    str_add(&v->title, v->kind->title);
    form_take_draft(v, facts);
    return (struct view){.ops = &ops, .state = v};
}

struct view view_form_question(const struct facts *facts, enum question_asks asks,
                               bool all_tables)
{
    struct form_view *v = memory_get(sizeof *v);
    v->kind = &questions[asks];
    v->record = facts->table;
    v->template = memory_copy_text(question_asks_name(asks));
    str_addf(&v->title, "%s%s%s%s", question_asks_words(asks),
             all_tables ? ", all tables" : "", screen_dot(), v->kind->title);
    form_take_draft(v, facts);
    return (struct view){.ops = &ops, .state = v};
}

struct view view_form_commitment(const struct facts *facts, const struct record *note)
{
    struct form_view *v = of_record(&commitment, note);
    str_add(&v->title, "Who and when: ");
    text_quote(&v->title, row_words(note), 100);
    form_take_draft(v, facts);
    return (struct view){.ops = &ops, .state = v};
}

bool view_form_is_fresh(const struct view *view)
{
    return view->ops == &ops && !view_form_came_back(view);
}

bool view_form_came_back(const struct view *form)
{
    const struct form_view *v = form->state;
    return form->ops == &ops && v->came_back;
}

void view_form_begin_anew(struct view *form, const struct facts *facts, const char *words)
{
    struct form_view *v = form->state;
    kept_draft_begin_anew(&v->kept, facts, &v->boxes[0]);
    v->came_back = false;
    text_box_set(&v->boxes[0], "");
    text_box_insert_line(&v->boxes[0], words);
}
