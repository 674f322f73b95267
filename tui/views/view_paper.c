#include "views/view_paper.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/drafts.h"
#include "model/history.h"
#include "model/rows.h"
#include "screen/screen.h"
#include "views/foot.h"
#include "views/kept_draft.h"
#include "views/number_typed.h"
#include "views/paper_against.h"
#include "views/paper_said.h"
#include "views/title.h"

#include <stdlib.h>
#include <string.h>

#define DRAFT_FIELD FORM_DRAFT "paper"
#define NUMBERS_ALONE                                                                    \
    "Numbers alone stand here. \vform-next\v goes on, \vclose\v goes back."

enum { FIRST_ROW = 2, NUMBER_COLS = 7, WORDS_COL = NUMBER_COLS + 4 };

struct paper_view {
    char *part; /* as ballot_each_entry() names them */
    const struct record *selected;
    size_t at,
        first; /* where it stands among the lines, should it go; the first in sight */
    struct number_typed number;
    const struct record *kept; /* Enter, the key before, kept the number of this line */
    struct str said;
};

/* The table, for how many people voted, then the entries, each below its goal. */
struct lines {
    const struct record **items;
    size_t count, room;
};

static void add_line(void *to, const struct record *record)
{
    struct lines *lines = to;
    ARRAY_ADD(lines->items, lines->count, lines->room, record);
}

/* What was selected stays so, wherever it stands by now; if it has gone, what has come into
 * its place is. */
static struct lines look(struct paper_view *v, const struct facts *facts)
{
    struct lines lines = {.count = 0};
    add_line(&lines, facts->table);
    ballot_each_entry(facts->session, facts->table, v->part, add_line, &lines);
    size_t at = 0;
    while (at < lines.count && lines.items[at] != v->selected) {
        at++;
    }
    at = at < lines.count ? at : v->at;
    v->at = at < lines.count ? at : lines.count - 1;
    v->selected = lines.items[v->at];
    return lines;
}

static const struct field *field_of(const struct record *record)
{
    bool table = record_is(record, "session");
    return record_field(record, table ? "voted" : "vote:" VOTER_PAPER);
}

/* Drawing */

static bool is_hidden(const struct facts *facts)
{
    return ballot_of(facts->table).state == BALLOT_OPEN;
}

static void put_number(const struct paper_view *v, const struct facts *facts,
                       const struct record *record, int row)
{
    struct str number = STR_EMPTY;
    bool here = record == v->selected, typed = here && v->number.box.text.len_bytes;
    bool hidden = is_hidden(facts) && !record_is(record, "session");
    long stands = paper_number(record);
    const char *draft = record_words(record, DRAFT_FIELD);
    if (typed) {
        str_add(&number, v->number.box.text.bytes);
    } else if (stands && hidden) {
        str_add(&number, "kept");
    } else if (stands) {
        str_addf(&number, "%ld", stands);
    }
    if (*draft && !typed) { /* it was not kept, and nothing else tells of all lines */
        str_addf(&number, "%s%s?", stands ? " " : "", hidden ? "" : draft);
    }
    const char *words = str_text(&number);
    int cols = screen_width_cols(words, number.len_bytes);
    int col = 3 + (cols < NUMBER_COLS ? NUMBER_COLS - cols : 0);
    screen_put(row, col, NUMBER_COLS, typed ? ROLE_KEY : ROLE_TEXT, words);
    if (here) {
        size_t before = typed ? v->number.box.cursor_bytes : 0;
        screen_put(row, 1, 2, ROLE_KEY, screen_marker());
        screen_cursor(row, typed ? col + (int)before : col + cols - (cols > 0));
    }
    str_finish(&number);
}

static int words_cols(void)
{
    return screen_cols() - WORDS_COL - 1;
}

static void put_line(const struct paper_view *v, const struct facts *facts,
                     const struct record *record, size_t index, int row)
{
    bool table = record_is(record, "session"), here = record == v->selected;
    long number = paper_number(record);
    if (here && number_is_typed(&v->number)) {
        number_read(&v->number, &number);
    }
    screen_put(row, WORDS_COL, words_cols(), here ? ROLE_SELECTED : ROLE_TEXT,
               !table        ? record_words(record, "text")
               : number == 1 ? "person voted in all"
                             : "people voted in all");
    put_number(v, facts, record, row);
    screen_button(row, 0, 1, screen_cols(),
                  (struct button){.kind = BUTTON_ITEM, .index = index});
}

/* Whether a goal's words stand above a line: it begins the notes of another goal. */
static bool has_heading(const struct lines *lines, size_t i)
{
    return i > 0 && record_is(lines->items[i], "note") &&
           (i == 1 ||
            record_parent(lines->items[i]) != record_parent(lines->items[i - 1]));
}

static int rows_of(const struct lines *lines, size_t i)
{
    return 1 + has_heading(lines, i);
}

/* So that the selected line is in sight, its heading with it, and no room is left unused. */
static void settle_first(struct paper_view *v, const struct lines *lines, int room)
{
    size_t first = v->at;
    int rows = rows_of(lines, first);
    while (first > v->first && rows + rows_of(lines, first - 1) <= room) {
        rows += rows_of(lines, --first);
    }
    for (size_t i = v->at + 1; i < lines->count && rows < room; i++) {
        rows += rows_of(lines, i);
    }
    while (first > 0 && rows + rows_of(lines, first - 1) <= room) {
        rows += rows_of(lines, --first);
    }
    v->first = first;
}

static void put_lines(struct paper_view *v, const struct facts *facts,
                      const struct lines *lines, int end)
{
    int row = FIRST_ROW;
    size_t i;
    settle_first(v, lines, end - row);
    for (i = v->first; i < lines->count; i++) {
        bool heading = has_heading(lines, i);
        if (row + heading >= end) {
            break;
        }
        if (heading) {
            screen_put(row++, 3, screen_cols() - 4, ROLE_DIM,
                       row_words(record_parent(lines->items[i])));
        }
        put_line(v, facts, lines->items[i], i, row++);
    }
    if (i < lines->count) {
        struct str more = str_of("%zu more", lines->count - i);
        screen_put(end, 3, screen_cols() - 4, ROLE_DIM, more.bytes);
        str_finish(&more);
    }
}

/* What others counted of it, unseen by who counted last; else its words, where they are cut;
 * else what to do here. */
static const char *about(struct paper_view *v, const struct facts *facts,
                         const struct lines *lines)
{
    size_t count;
    const char *words = record_words(v->selected, "text");
    const struct version **wordings = history_wordings(field_of(v->selected), &count);
    bool hidden = is_hidden(facts) && v->at;
    str_clear(&v->said);
    for (size_t i = 1; i < count && !hidden; i++) {
        str_addf(&v->said, "%s%s", i == 1 ? "Also counted as " : " and as ",
                 value_words(version_value(wordings[i])));
    }
    const char *draft = record_words(v->selected, DRAFT_FIELD);
    if (*draft && !v->number.box.text.len_bytes) {
        str_set(&v->said,
                "%s%s%s was typed here and not kept: \vform-next\v keeps it, a number "
                "takes its place.",
                hidden ? "" : "‘", hidden ? "A count" : draft, hidden ? "" : "’");
    } else if (count > 1) {
        str_add(&v->said, hidden ? "Several counts stand; what you type now counts."
                                 : "; what you type now counts.");
    } else if (lines->count == 1) {
        str_add(&v->said, "This column has no entries yet.");
    } else if (screen_width_cols(words, strlen(words)) > words_cols()) {
        str_add(&v->said, words);
    } else {
        paper_say_line(v->selected, hidden, &v->said);
    }
    free(wordings);
    return v->said.bytes;
}

static void draw(void *state, const struct facts *facts)
{
    struct paper_view *v = state;
    struct lines lines = look(v, facts);
    struct facts foot = *facts;
    struct str title =
        str_of("Counted on paper%s%s%s%s", screen_dot(),
               ballot_part_title(facts->session, facts->table, v->part),
               is_hidden(facts) ? screen_dot() : "", is_hidden(facts) ? "hidden" : "");
    if (!*foot.message) {
        foot.message = about(v, facts, &lines);
    }
    screen_clear();
    draw_title(facts, title.bytes);
    screen_rule(1, 0, screen_cols());
    put_lines(v, facts, &lines, screen_rows() - foot_rows(&foot) - 1);
    draw_foot(&foot, MODE_FORM);
    screen_show();
    str_finish(&title);
    free(lines.items);
}

/* Keys */

/* Whether what was typed in this line may be kept. */
static bool may_leave(struct paper_view *v, const struct facts *facts)
{
    long count;
    struct str beyond = STR_EMPTY;
    if (number_read(&v->number, &count)) {
        paper_say_against(facts, v->part, v->selected, count, &beyond);
    }
    bool may = number_may_be_kept(&v->number, str_text(&beyond), "form-next", &v->said);
    str_finish(&beyond);
    return may;
}

/* Goes to another line; what was typed in this one is kept. */
static struct intent go(struct paper_view *v, const struct facts *facts,
                        const struct lines *lines, size_t to)
{
    struct intent intent = {.kind = INTENT_COUNT_PAPER, .record = v->selected};
    bool typed = number_is_typed(&v->number);
    if (typed && !may_leave(v, facts)) {
        return intent_say(v->said.bytes);
    }
    str_set(&v->said, "%s", str_text(&v->number.box.text));
    text_box_set(&v->number.box, "");
    v->at = to < lines->count ? to : lines->count - 1;
    v->selected = lines->items[v->at];
    intent.text = str_text(&v->said);
    intent.draft_of = intent.record;
    intent.draft_field = DRAFT_FIELD;
    return typed ? intent : intent_of(INTENT_NOTHING);
}

/* First what was typed goes, then the sheet. */
static struct intent step_back(struct paper_view *v)
{
    if (!v->number.box.text.len_bytes) {
        return intent_of(INTENT_CLOSE);
    }
    str_set(&v->said, "%s", str_text(&v->number.box.text));
    number_drop(&v->number);
    return draft_discard(str_text(&v->said), v->selected, DRAFT_FIELD,
                         "What was typed is gone again; \vclose\v goes back.");
}

static struct intent insert(struct paper_view *v, const char *text)
{
    return number_insert(&v->number, text) ? intent_of(INTENT_NOTHING)
                                           : intent_say(NUMBERS_ALONE);
}

static struct intent type(struct paper_view *v, enum action action,
                          const struct event *event)
{
    bool deletes = action == ACT_BOX_DELETE_BEFORE || action == ACT_BOX_DELETE_AFTER;
    if (*event->text) {
        return insert(v, event->text);
    }
    if (deletes && !v->number.box.text.len_bytes && paper_number(v->selected)) {
        return (struct intent){
            .kind = INTENT_COUNT_PAPER, .record = v->selected, .text = "0"};
    }
    if (!text_box_act(&v->number.box, action, NUMBER_COLS)) {
        str_set(&v->said,
                "%s does nothing here. \vform-next\v goes on, \vclose\v goes back.",
                event->key);
        return intent_say(v->said.bytes);
    }
    return intent_of(INTENT_NOTHING);
}

/* Where nothing is typed, an Enter goes past a line, and says so: the next number is for
 * another. Right behind one that kept a number it may be one too many, and is asked about. */
static struct intent pass(struct paper_view *v, const struct facts *facts,
                          const struct lines *lines, const struct record *kept)
{
    const struct record *passed = v->selected;
    bool last = v->at + 1 == lines->count;
    if (v->number.letters) {
        v->number.letters = false;
        return intent_say(NUMBERS_ALONE);
    }
    if (last && (!kept || kept == passed)) {
        return intent_of(INTENT_CLOSE); /* all are counted */
    }
    if (kept) {
        str_clear(&v->said);
        paper_say_untyped(passed, is_hidden(facts), &v->said);
    } else {
        go(v, facts, lines, v->at + 1);
        str_clear(&v->said);
        paper_say_passed(passed, is_hidden(facts), &v->said);
    }
    return intent_say(v->said.bytes);
}

/* Keeps what is typed, or was once, and goes on. */
static struct intent enter(struct paper_view *v, const struct facts *facts,
                           const struct lines *lines, const struct record *kept)
{
    const struct record *line = v->selected;
    if (!number_is_typed(&v->number)) {
        text_box_set(&v->number.box, record_words(line, DRAFT_FIELD));
    }
    if (!number_is_typed(&v->number)) {
        return pass(v, facts, lines, kept);
    }
    struct intent intent = go(v, facts, lines, v->at + 1);
    v->kept = intent.kind == INTENT_COUNT_PAPER ? line : NULL;
    return intent;
}

/* Keeps what is typed; the sheet is closed with it. */
static struct intent be_done(struct paper_view *v, const struct facts *facts,
                             const struct lines *lines)
{
    if (!number_is_typed(&v->number)) {
        return intent_of(INTENT_CLOSE);
    }
    struct intent intent = go(v, facts, lines, v->at);
    intent.step = intent.kind == INTENT_COUNT_PAPER;
    return intent;
}

static struct intent press(struct paper_view *v, const struct facts *facts,
                           const struct lines *lines, enum action action,
                           const struct event *event)
{
    const struct record *kept = v->kept;
    struct button button;
    v->kept = NULL;
    if (event->kind == EVENT_CLICK) {
        button = screen_button_at(event->row, event->col);
        return go(v, facts, lines, button.kind == BUTTON_ITEM ? button.index : v->at);
    }
    if (event->kind == EVENT_PASTE || event->kind == EVENT_DRAG) {
        return event->kind == EVENT_PASTE ? insert(v, event->text)
                                          : intent_of(INTENT_NOTHING);
    }
    switch (action) {
    case ACT_FORM_NEXT:
        return strcmp(event->key, "Enter") == 0 ? enter(v, facts, lines, kept)
                                                : go(v, facts, lines, v->at + 1);
    case ACT_FORM_PREVIOUS:
        return go(v, facts, lines, v->at - (v->at > 0));
    case ACT_FORM_KEEP:
        return be_done(v, facts, lines);
    case ACT_LIST_CLOSE:
        return step_back(v);
    default:
        return type(v, action, event);
    }
}

static struct intent handle(void *state, const struct facts *facts, enum action action,
                            const struct event *event)
{
    struct paper_view *v = state;
    struct lines lines = look(v, facts);
    v->number.by_name = action == ACT_FORM_KEEP || strcmp(event->key, "Enter") == 0;
    struct intent intent = press(v, facts, &lines, action, event);
    free(lines.items);
    return intent;
}

static bool is_last(void *state, const struct facts *facts)
{
    struct paper_view *v = state;
    struct lines lines = look(v, facts);
    free(lines.items);
    return v->at + 1 >= lines.count;
}

static struct text_box *typed(void *state)
{
    struct paper_view *v = state;
    return &v->number.box;
}

static void typed_for(void *state, const struct facts *facts, struct str *out)
{
    struct paper_view *v = state;
    struct lines lines = look(v, facts);
    bool table = record_is(v->selected, "session");
    long stands = paper_number(v->selected);
    paper_add_name(v->selected, out);
    if (stands && (table || !is_hidden(facts))) {
        str_addf(out, ": %ld", stands);
    }
    const char *draft = record_words(v->selected, DRAFT_FIELD);
    if (screen_is_heard() && *draft) {
        bool hidden = draft_is_hidden(v->selected, DRAFT_FIELD);
        str_addf(out, " (%s was typed and not kept: an empty line keeps it)",
                 hidden ? "a count" : draft);
    }
    free(lines.items);
}

static void paper_free(void *state)
{
    struct paper_view *v = state;
    text_box_finish(&v->number.box);
    str_finish(&v->said);
    free(v->part);
    free(v);
}

static struct unfinished unfinished(void *state)
{
    const struct paper_view *v = state;
    return draft_typed(&v->number.box, v->selected, DRAFT_FIELD, "");
}

static const struct view_ops ops = {
    .name = "paper",
    .always = MODE_FORM,
    .draw = draw,
    .handle = handle,
    .free = paper_free,
    .unfinished = unfinished,
    .is_last = is_last,
    .typed = typed,
    .typed_for = typed_for,
};

struct view view_paper_new(const struct facts *facts, const char *part)
{
    struct paper_view *v = memory_get(sizeof *v);
    v->part = memory_copy_text(part ? part : "");
    v->selected = facts->table;
    struct lines lines = look(v, facts);
    size_t typed = draft_latest_of(lines.items, lines.count, DRAFT_FIELD);
    v->selected = lines.items[typed < lines.count ? typed : 0]; /* that goes on */
    free(lines.items);
    return (struct view){.ops = &ops, .state = v};
}
