#include "views/view.h"

#include "base/hash.h"
#include "base/wrap.h"
#include "model/drafts.h"
#include "screen/parts.h"
#include "screen/screen.h"
#include "store/room.h"
#include "views/day_words.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_MESSAGE_ROWS = 4, SMALL_ROWS = 10, SMALL_COLS = 40 };

struct intent intent_say(const char *text)
{
    return (struct intent){.kind = INTENT_SAY, .text = text};
}

struct intent intent_of(enum intent_kind kind)
{
    return (struct intent){.kind = kind};
}

struct intent intent_paste_line(struct text_box *box, const char *text)
{
    const char *line = text;
    for (size_t len;
         len = strcspn(line, "\r\n"), line[len] && strspn(line, " \t") == len;) {
        line += len + 1; /* a blank one */
    }
    text_box_insert_line(box, line);
    line += strcspn(line, "\r\n");
    return line[strspn(line, " \t\r\n")]
               ? intent_say(
                     "Only the first line of what was pasted is here; the rest can "
                     "be pasted again.")
               : intent_of(INTENT_NOTHING);
}

enum mode view_mode(const struct view *view)
{
    return view->ops->always ? view->ops->always : view->ops->mode(view->state);
}

const char *draft_key(const struct record *of, const char *field)
{
    struct str box = STR_EMPTY;
    draft_box(field, &box);
    const char *key = strcmp(box.bytes, "draft:vision") == 0  ? "\vvision\v"
                      : strcmp(box.bytes, PROMISE_DRAFT) == 0 ? "\vcommit\v"
                      : strncmp(box.bytes, "draft:", 6) == 0  ? "\vadd\v"
                      : record_is(of, "session")              ? "\vgoal\v"
                                                              : "\vedit\v";
    str_finish(&box);
    return key;
}

struct unfinished draft_typed(const struct text_box *box, const struct record *of,
                              const char *field, const char *was)
{
    const char *text = str_text(&box->text);
    return strcmp(text, was) != 0 ? (struct unfinished){of, field, text}
                                  : (struct unfinished){.of = NULL};
}

struct intent draft_discard(const char *typed, const struct record *of, const char *field,
                            const char *said)
{
    return *record_words(of, field) ? (struct intent){.kind = INTENT_DROP_DRAFT,
                                                      .record = of,
                                                      .field = field,
                                                      .text = typed}
                                    : intent_say(said);
}

int sentence_rows(const char *words, int cols, int most)
{
    struct str named = STR_EMPTY;
    action_fill_in(words, screen_is_heard(), &named);
    int rows = wrap_count(str_text(&named), cols, most);
    str_finish(&named);
    return rows;
}

bool window_is_short(void)
{
    return screen_rows() < 16;
}

bool window_is_small(void)
{
    return screen_window_rows() < SMALL_ROWS || screen_window_cols() < SMALL_COLS;
}

bool window_is_tall(void)
{
    return screen_rows() >= 30;
}

bool window_is_narrow(void)
{
    return screen_cols() < 60;
}

enum intent_kind intent_of_key(enum action action)
{
    static const enum action keys[] = {
        ACT_NONE,
#define INTENT(kind, key, function) ACT_##key,
#include "views/intents.def"
    };
    int kind = action == ACT_NONE ? INTENT_NOTHING : INTENT_COUNT - 1;
    while (kind > INTENT_NOTHING && keys[kind] != action) {
        kind--;
    }
    return (enum intent_kind)kind;
}

void put_fitting(int row, int col, int cols, enum role role, const char *const *wordings)
{
    for (bool put = false; !put && *wordings; wordings++) {
        struct str named = STR_EMPTY;
        action_fill_in(*wordings, screen_is_heard(), &named);
        put =
            screen_width_cols(str_text(&named), named.len_bytes) <= cols || !wordings[1];
        if (put) {
            screen_put(row, col, cols, role, str_text(&named));
        }
        str_finish(&named);
    }
}

/* That a message may have: a third of a short window. */
static int usual_rows(void)
{
    enum { LEAST = 2, SHARE = 3 };
    int share = screen_rows() / SHARE;
    return share < LEAST ? LEAST : share < MOST_MESSAGE_ROWS ? share : MOST_MESSAGE_ROWS;
}

/* With what a key changed before behind it, unless that is said already. */
static void add_said(const struct facts *facts, struct str *out)
{
    action_fill_in(facts->message, screen_is_heard(), out);
    if (facts->changed && !strstr(str_text(out), facts->changed)) {
        bool open = out->len_bytes && !strchr(".!?)", out->bytes[out->len_bytes - 1]);
        str_add(out, open ? " · " : out->len_bytes ? " " : ""); /* behind a list's row */
        str_add(out, facts->changed);
    }
}

/* Of what is said, if it may have so many. */
static int rows_said(const struct facts *facts, int cols, int most)
{
    struct str said = STR_EMPTY;
    add_said(facts, &said);
    int rows = wrap_count(str_text(&said), cols, most);
    str_finish(&said);
    return rows;
}

static int message_rows(const struct facts *facts, int margin)
{
    int usual = usual_rows();
    bool asks = strchr(facts->message, '?') && screen_rows() / 2 > usual;
    usual = asks ? screen_rows() / 2 : usual;
    int most = facts->most_message_rows > usual ? facts->most_message_rows : usual;
    int rows = rows_said(facts, screen_cols() - 2 * margin, most);
    return rows ? rows : 1;
}

bool foot_says_all(const struct facts *facts)
{
    int most = window_is_small() ? 2 : usual_rows();
    int cols = screen_window_cols() - 2 * FOOT_MARGIN;
    return rows_said(facts, cols, most + 1) <= most;
}

int foot_rows_of(const struct facts *facts, int margin)
{
    return message_rows(facts, margin) + 1;
}

int foot_rows(const struct facts *facts)
{
    return foot_rows_of(facts, FOOT_MARGIN);
}

enum { HINT_GAP_COLS = 2 };

/* In short, what the key does to what is shown. */
static const char *hint_label(const struct facts *facts, enum action action)
{
    bool row = action == ACT_GOAL && facts->row_word;
    for (const struct hint_word *w = facts->hint_words; w && w->action; w++) {
        if (w->action == action) {
            return w->label;
        }
    }
    return row ? facts->row_word : action_row(action)->label;
}

static int hint_cols(const struct facts *facts, enum action action)
{
    char key[KEY_NAME_BYTES];
    const char *label = hint_label(facts, action);
    action_shown_key(action, facts->mode, key);
    return (int)strlen(key) + screen_width_cols(label, strlen(label)) + 1;
}

/* How one gets out: by Esc, where that goes back first; else out of the program. */
static enum action way_out(const enum action *actions, size_t count)
{
    char key[KEY_NAME_BYTES];
    for (size_t i = 0; i < count; i++) {
        action_first_key(actions[i], key);
        if (strcmp(key, "Esc") == 0) {
            return actions[i];
        }
    }
    return ACT_LEAVE;
}

/* What takes the keys just before for words stands at the end of the row, with what it would
 * write, whatever else finds room. Where the others end. */
static int put_words_hint(const char *words, enum mode mode, int row)
{
    enum { LEAST_COLS = 6, MOST_COLS = 20, SHARE = 4 };
    char key[KEY_NAME_BYTES];
    int cols = screen_cols(), room = cols / SHARE;
    if (!*words) {
        return cols;
    }
    room = room < LEAST_COLS ? LEAST_COLS : room > MOST_COLS ? MOST_COLS : room;
    action_shown_key(ACT_WERE_WORDS, mode, key);
    struct str label =
        str_of("%s%s", window_is_small() ? "" : action_row(ACT_WERE_WORDS)->label,
               window_is_small() ? "" : ": ");
    int width = screen_width_cols(words, strlen(words));
    width = width < room ? width : room;
    int taken = (int)(strlen(key) + 1 + label.len_bytes) + width;
    int col = cols - taken - FOOT_MARGIN;
    struct button button = {.kind = BUTTON_ACTION, .action = ACT_WERE_WORDS};
    screen_button(row, col, 1, taken, button);
    screen_put(row, col, cols - col, ROLE_KEY, key);
    col += (int)strlen(key) + 1;
    col += screen_put(row, col, cols - col, ROLE_TEXT, label.bytes);
    screen_put(row, col, width, ROLE_TEXT, words);
    str_finish(&label);
    return cols - taken - FOOT_MARGIN - HINT_GAP_COLS;
}

/* Which actions fit into one row. Three have their room before all others: the way back
 * out of a mistake, the way out, and "All keys", the last. */
static void find_hints(const struct facts *facts, int row, int margin, int end,
                       const enum action *actions, size_t count)
{
    int col = margin, kept_cols = 0;
    enum action out = way_out(actions, count);
    char key[KEY_NAME_BYTES];
    for (size_t i = 0; i < count; i++) {
        if (actions[i] == ACT_UNDO || actions[i] == out || actions[i] == ACT_PALETTE) {
            kept_cols += hint_cols(facts, actions[i]) + HINT_GAP_COLS;
        }
    }
    for (size_t i = 0; i < count; i++) {
        const char *label = hint_label(facts, actions[i]);
        action_shown_key(actions[i], facts->mode, key);
        int cols = hint_cols(facts, actions[i]);
        if (actions[i] == ACT_UNDO || actions[i] == out || actions[i] == ACT_PALETTE) {
            kept_cols -= cols + HINT_GAP_COLS;
        }
        if (col + cols + (kept_cols ? HINT_GAP_COLS + kept_cols : 0) > end) {
            continue;
        }
        struct button button = {.kind = BUTTON_ACTION, .action = actions[i]};
        screen_button(row, col, 1, cols, button);
        col += screen_put(row, col, end - col, ROLE_KEY, key) + 1;
        col += screen_put(row, col, end - col, ROLE_TEXT, label) + HINT_GAP_COLS;
    }
}

/* They stay the same for key after key. */
static void put_hints(const struct facts *facts, int row, int margin,
                      const enum action *actions, size_t count)
{
    static uint64_t number;
    struct {
        uint64_t number, row_word, words;
        size_t count;
        int margin, cols;
        bool letters_write;
        const struct hint_word *hint_words;
        enum action actions[HINTS_ROOM];
    } key;
    const char *words =
        facts->were_words.ask ? facts->were_words.ask(facts->were_words.of) : "";
    assert(count <= HINTS_ROOM);
    memset(&key, 0, sizeof key); /* compared by bytes */
    number = number ? number : screen_part_number();
    key.number = number;
    key.row_word = facts->row_word ? hash_add_text(HASH_START, facts->row_word) : 0;
    key.words = hash_add_text(HASH_START, words);
    key.count = count;
    key.margin = margin;
    key.cols = screen_cols();
    key.letters_write = action_letters_write(facts->mode);
    key.hint_words = facts->hint_words;
    memcpy(key.actions, actions, count * sizeof *actions);
    if (!screen_put_again(row, 1, &key, sizeof key)) {
        int end = put_words_hint(words, facts->mode, row);
        find_hints(facts, row, margin, end, actions, count);
        screen_part_end();
    }
}

void draw_foot_of(const struct facts *facts, int margin, const enum action *actions,
                  size_t count)
{
    if (screen_is_heard()) { /* who asks for hints is told of them */
        screen_put(screen_rows() - 2, margin, screen_cols(), ROLE_MESSAGE,
                   facts->message);
        return;
    }
    int rows = message_rows(facts, margin), row = screen_rows() - 1 - rows;
    int width = screen_cols() - 2 * margin;
    enum role role = facts->message_is_warning ? ROLE_WARNING : ROLE_MESSAGE;
    struct str said = STR_EMPTY;
    add_said(facts, &said);
    screen_foot(row, *facts->message && !facts->message_is_detail);
    if (said.len_bytes) {
        screen_put_wrapped(row, margin, width, rows, role, said.bytes);
    } else {
        screen_put(row, margin, width, ROLE_DIM, facts->writing);
    }
    str_finish(&said);
    put_hints(facts, screen_rows() - 1, margin, actions, count);
}

/* Of the keys about the room, and the phones, those that would do something. */
static bool is_offered(const struct facts *facts, enum mode mode, enum action action)
{
    if (mode == MODE_CODE && action == ACT_ROOM_HOST) {
        return facts->phones && facts->phones->hosts.count > 1;
    }
    switch (action) {
    case ACT_GOAL:
        return !facts->row_word || *facts->row_word;
    case ACT_ROOM:
    case ACT_ROOM_END:
        return facts->room != NULL;
    case ACT_ROOM_HOST:
    case ACT_ROOM_WORDS:
        return facts->room && facts->room->ours;
    default:
        return true;
    }
}

size_t hints_of(const struct facts *facts, enum mode mode,
                enum action actions[HINTS_ROOM])
{
    size_t all = action_hints(mode, actions, HINTS_ROOM), count = 0;
    for (size_t i = 0; i < all; i++) {
        if (is_offered(facts, mode, actions[i])) {
            actions[count++] = actions[i];
        }
    }
    return count;
}

void draw_foot(const struct facts *facts, enum mode mode)
{
    enum action actions[HINTS_ROOM];
    draw_foot_of(facts, FOOT_MARGIN, actions, hints_of(facts, mode, actions));
}

void draw_hints(const struct facts *facts, enum mode mode)
{
    enum action actions[HINTS_ROOM];
    size_t count = screen_is_heard() ? 0 : hints_of(facts, mode, actions);
    put_hints(facts, screen_rows() - 1, FOOT_MARGIN, actions, count);
}

int draw_typed(const struct text_box *box, int row, int col, int cols, int rows,
               enum role role)
{
    size_t count, line, most = (size_t)rows;
    int cursor_col;
    struct box_line *lines = text_box_lines(box, cols, &count, &line, &cursor_col);
    size_t first = line >= most ? line + 1 - most : 0;
    size_t end = count - first < most ? count : first + most;
    for (size_t i = first; i < end; i++) {
        screen_put_bytes(row + (int)(i - first), col, cols + 1, role,
                         str_text(&box->text) + lines[i].start_bytes, lines[i].len_bytes);
    }
    screen_cursor(row + (int)(line - first), col + cursor_col);
    free(lines);
    return (int)(end - first);
}

/* Draws the clock before what stands from that column on; the columns it took. */
static int draw_clock(const struct facts *facts, int end)
{
    enum { BRIEF_COLS = 60 };
    struct str clock = STR_EMPTY;
    if (facts->quiet_clock) {
        day_say_clock_quietly(&facts->day, &clock);
    } else if (screen_cols() < BRIEF_COLS) {
        day_say_clock_briefly(&facts->day, &clock);
    } else {
        day_say_clock(&facts->day, &clock);
    }
    int width = screen_width_cols(str_text(&clock), clock.len_bytes);
    screen_put(0, end - width, width, day_is_up(&facts->day) ? ROLE_SELECTED : ROLE_TITLE,
               str_text(&clock));
    str_finish(&clock);
    return width;
}

/* Who is there, if there is room beside the title; where there is not, at least that nobody is
 * because the connection is lost or phones have ended, or how many phones are in. */
static void say_with_whom(const struct facts *facts, int room, struct str *out)
{
    enum { LEAST_COLS = 52, LEAST_COLS_BRIEF = 28 };
    bool lost = facts->room && !facts->room->connected;
    const char *ended = facts->phones_ended ? "phones ended" : "";
    if (room > LEAST_COLS) {
        str_addf(out, "%s%s%s", ended, *ended && *facts->with ? "; " : "", facts->with);
    } else if (room > LEAST_COLS_BRIEF && (lost || *ended)) {
        str_add(out, lost ? "no connection" : ended);
    } else if (room > LEAST_COLS_BRIEF && facts->phones) {
        unsigned long long in = facts->phones->joined;
        str_addf(out, "%llu phone%s", in, in == 1 ? "" : "s");
    }
}

int draw_title(const struct facts *facts, const char *title)
{
    enum { MOST_WITH_COLS = 28, GAP_COLS = 2, LEAST_TITLE_COLS = 16 };
    if (screen_is_heard()) {
        screen_put(0, 1, screen_cols(), ROLE_TITLE, title);
        return screen_cols();
    }
    int saved_cols = screen_width_cols(facts->saved, strlen(facts->saved));
    int cols = screen_cols();
    saved_cols = saved_cols > cols / 2 ? cols / 2 : saved_cols;
    int room = cols - saved_cols - 4;
    int clock_cols = draw_clock(facts, cols - saved_cols - 3);
    room -= clock_cols ? clock_cols + GAP_COLS : 0;
    int waits_cols = screen_width_cols(facts->waits, strlen(facts->waits));
    if (waits_cols && waits_cols + LEAST_TITLE_COLS < room) {
        room -= waits_cols + GAP_COLS;
        screen_put(0, room + 3, waits_cols, ROLE_KEY, facts->waits);
        screen_button(0, room + 3, 1, waits_cols,
                      (struct button){.kind = BUTTON_ACTION, .action = ACT_INBOX});
    }
    struct str with = STR_EMPTY;
    say_with_whom(facts, room, &with);
    if (with.len_bytes) {
        int width = screen_width_cols(with.bytes, with.len_bytes);
        int left = room - screen_width_cols(title, strlen(title)) - 2 * GAP_COLS;
        int most = left > MOST_WITH_COLS ? left : MOST_WITH_COLS;
        width = width < most ? width : most;
        room -= width + GAP_COLS;
        screen_put(0, room + 3, width, facts->phones_ended ? ROLE_WARNING : ROLE_KEY,
                   with.bytes);
    }
    str_finish(&with);
    screen_put_words(0, 1, room, ROLE_TITLE, title);
    screen_put(0, cols - saved_cols - 1, saved_cols,
               facts->saved_is_warning ? ROLE_WARNING : ROLE_TEXT, facts->saved);
    return room;
}

int draw_whole_title(const struct facts *facts, const char *title)
{
    int room = draw_title(facts, title), cols = screen_cols() - 2;
    int width = screen_width_cols(title, strlen(title));
    if (width > room && width <= cols && !facts->saved_is_warning) {
        screen_clear();
        screen_put(0, 1, cols, ROLE_TITLE, title);
        room = cols;
    }
    return room;
}

void draw_too_small(const struct facts *facts)
{
    bool saved = facts->follows || strcmp(facts->saved, "saved") == 0 || !*facts->saved;
    screen_clear();
    screen_put_wrapped(0, 0, screen_cols(), screen_rows(), ROLE_TEXT,
                       saved ? "window too small; your work is saved"
                             : "window too small; your work is not saved yet");
    screen_show();
}
