#include "views/view_form.h"

#include "views/view_form_inside.h"

#include "base/dates.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "model/history.h"
#include "screen/clock.h"
#include "screen/screen.h"
#include "screen/text_box.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MARKER_COLS = 2 };

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

/* Words as they stand in a line: a day in words, where other words may stand, too. */
static const char *as_line(const struct form_kind *kind, size_t line, const char *words,
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
        text_box_offer(&v->boxes[i], as_line(kind, i, words, day));
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

/* Adds the other wordings of the line's field; false if there are none. Whoever has them
 * before them settles by going on from the line. */
static bool add_others(struct form_view *v, struct str *out)
{
    size_t count = 0;
    const struct version **wordings =
        v->several[v->at] && !v->settled[v->at]
            ? history_wordings(record_field(v->record, v->kind->fields[v->at]), &count)
            : NULL;
    for (size_t i = 1; i < count; i++) {
        char day[DATE_WORDS_SIZE_BYTES];
        const char *words = value_words(version_value(wordings[i]));
        str_addf(out, "%s‘%s’", i == 1 ? "Also said: " : ", ",
                 as_line(v->kind, v->at, words, day));
    }
    free(wordings);
    v->told[v->at] = v->told[v->at] || count > 1;
    return count > 1;
}

/* The same in the foot. Who hears is told before the line is asked for. */
static bool tell_others(struct form_view *v)
{
    if (screen_is_heard() || !add_others(v, &v->foot)) {
        return false;
    }
    action_fill_in(
        ". \vform-next Enter\v chooses what this line says; without it both stay.", false,
        &v->foot);
    return true;
}

static int line_x(const struct form_view *v)
{
    return 1 + v->kind->label_cols + MARKER_COLS;
}

/* What stood in a line that says something else by now. */
static void add_before(struct form_view *v)
{
    const char *was = v->were[v->at];
    if (was && *was && !form_line_is_same(v, v->at)) {
        bool open = v->foot.len_bytes &&
                    !strchr(".?!", str_text(&v->foot)[v->foot.len_bytes - 1]);
        str_add(&v->foot, open ? "." : "");
        str_add(&v->foot, v->foot.len_bytes ? " It said " : "It said ");
        text_quote(&v->foot, was, 40);
        action_fill_in(": \vas-it-was\v brings that back.", screen_is_heard(), &v->foot);
    }
}

/* What is understood of the line of the date; or the whole of a hint that is cut. */
static void say_line(struct form_view *v)
{
    char today[DATE_SIZE_BYTES], iso[DATE_SIZE_BYTES], words[DATE_WORDS_SIZE_BYTES];
    const char *text = str_text(&v->boxes[v->kind->date_line].text);
    bool here = v->at == v->kind->date_line;
    clock_today(today);
    if (tell_others(v) || (!here && date_doubt(text, today, &v->foot))) {
        return;
    }
    if (!str_text(&v->boxes[v->at].text)[0]) {
        const char *hint = v->kind->hints[v->at];
        int room = screen_cols() - line_x(v) - 2;
        str_add(&v->foot, screen_width_cols(hint, strlen(hint)) > room ? hint : "");
    } else if (!here) {
        return;
    } else if (date_understand(text, today, iso) && date_with_weekday(iso, words)) {
        bool heard = screen_is_heard();
        str_addf(&v->foot, "%s %s%s%s", heard ? "That is" : "=", words,
                 heard || date_says_hour(text) ? "." : "",
                 date_says_hour(text) ? " The hour is not kept." : "");
    } else if (date_doubt(text, today, &v->foot)) {
        str_add(&v->foot, v->kind->any_words ? " Kept as words; in no calendar." : "");
    } else if (v->kind->any_words) {
        str_add(&v->foot,
                "Kept as words; in no calendar. Days: 1 December, Friday, in 2 weeks.");
    }
}

/* For the foot: what is understood of the line at hand, while it is written. */
static const char *about_line(struct form_view *v)
{
    str_clear(&v->foot);
    say_line(v);
    add_before(v);
    form_say_how_kept(v);
    return str_text(&v->foot);
}

/* Behind what a line says: that it cannot be kept so, or is not the only wording. */
static void put_behind(const struct form_view *v, size_t line, int row, int col)
{
    bool wrong = line != v->at && !form_line_fits(v, line);
    if (wrong || (v->several[line] && !v->settled[line])) {
        screen_put(row, col, screen_cols() - col - 1, ROLE_KEY,
                   !wrong                       ? "(others said otherwise)"
                   : line == v->kind->date_line ? "(no date)"
                   : line == v->kind->time_line ? "(no time of day)"
                                                : "(no language)");
    }
}

static void draw_line(struct form_view *v, size_t line, int row)
{
    const struct text_box *box = &v->boxes[line];
    const char *text = str_text(&box->text);
    bool here = line == v->at;
    int x = line_x(v), width = screen_cols() - x - 2;
    int before = screen_width_cols(text, box->cursor_bytes);
    /* A text longer than its line is shown from where the cursor is in sight. */
    size_t from = 0;
    while (here && before >= width && from < box->cursor_bytes) {
        from = grapheme_after(text, box->cursor_bytes, from);
        before = screen_width_cols(text + from, box->cursor_bytes - from);
    }
    screen_put(row, 1, v->kind->label_cols, here ? ROLE_KEY : ROLE_TEXT,
               v->kind->labels[line]);
    screen_button(row, 0, 1, screen_cols(),
                  (struct button){.kind = BUTTON_ITEM, .index = line});
    if (*text) {
        screen_put(row, x, width, here && box->offered ? ROLE_SELECTED : ROLE_TEXT,
                   text + from);
        put_behind(v, line, row,
                   x + 1 + screen_width_cols(text + from, strlen(text + from)));
    } else {
        screen_put(row, x, width, ROLE_DIM, v->kind->hints[line]);
    }
    if (here) {
        screen_put(row, x - MARKER_COLS, MARKER_COLS, ROLE_KEY, screen_marker());
        screen_cursor(row, x + before);
    }
}

static void draw(void *state, const struct facts *facts)
{
    struct form_view *v = state;
    static const struct hint_word keeps[] = {{ACT_LIST_CLOSE, "Done"}, {ACT_NONE, NULL}};
    struct facts foot = *facts;
    int step = screen_rows() < 4 + 2 * DETAIL_COUNT ? 1 : 2;
    screen_clear();
    draw_whole_title(facts, str_text(&v->title));
    screen_rule(1, 0, screen_cols());
    for (size_t i = 0; i < v->kind->line_count; i++) {
        draw_line(v, i, 2 + step * (int)i);
    }
    if (!*foot.message) {
        foot.message = about_line(v);
    }
    foot.hint_words = form_is_said(v) ? keeps : NULL;
    draw_foot(&foot, MODE_FORM);
    screen_show();
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
    if (!text_box_press(box, event->text, action, screen_cols())) {
        str_set(&v->foot,
                "%s does nothing here. \vform-next\v goes on, \vclose\v goes back.",
                event->key);
        return intent_say(str_text(&v->foot));
    }
    return nothing;
}

static bool is_last(void *state, const struct facts *facts)
{
    const struct form_view *v = state;
    (void)facts;
    return v->at + 1 >= v->kind->line_count;
}

static struct text_box *typed(void *state, const struct facts *facts, struct str *about)
{
    struct form_view *v = state;
    (void)facts;
    str_add(about, v->kind->labels[v->at]);
    if (!v->boxes[v->at].text.len_bytes) {
        str_addf(about, " (%s)", v->kind->hints[v->at]);
    }
    struct str others = STR_EMPTY;
    if (screen_is_heard() && add_others(v, &others)) {
        str_addf(about, " (%s; going on chooses what stands here)", others.bytes);
    }
    str_finish(&others);
    return &v->boxes[v->at];
}

/* What is understood of a line that is not empty, and what others said. */
static void say(void *state, const struct facts *facts, bool brief, struct str *out)
{
    struct form_view *v = state;
    (void)facts;
    if (!brief) {
        /* Which key ends it is for those who see it. */
        const char *title = str_text(&v->title);
        str_addf(out, "%.*s\n",
                 (int)(v->kind->title ? strcspn(title, ":") : strlen(title)), title);
    }
    for (size_t i = 0; i < v->kind->line_count && !brief; i++) {
        str_addf(out, "%s: %s\n", v->kind->labels[i], str_text(&v->boxes[i].text));
    }
    if (v->boxes[v->at].text.len_bytes) {
        str_add(out, about_line(v));
    }
}

static const struct view_ops ops = {
    .name = "form",
    .still = true,
    .always = MODE_FORM,
    .draw = draw,
    .handle = handle,
    .free = form_free,
    .unfinished = form_unfinished,
    .is_last = is_last,
    .typed = typed,
    .say = say,
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
    text_quote(&v->title, record_words(note, "text"), 100);
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
    return v->came_back;
}
