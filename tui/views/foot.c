/* The foot of a view: what is said, and what keys do here. */

#include "views/foot.h"

#include "base/hash.h"
#include "base/wrap.h"
#include "screen/parts.h"
#include "screen/screen.h"
#include "store/room.h"

#include <assert.h>
#include <string.h>

/* That a message may have: a third of a short window. */
static int usual_rows(void)
{
    enum { LEAST = 2, MOST = 4, SHARE = 3 };
    int share = screen_rows() / SHARE;
    return share < LEAST ? LEAST : share < MOST ? share : MOST;
}

/* With what a key changed before behind it, unless that is said already. */
static void add_said(const struct facts *facts, struct str *out)
{
    action_fill_in(facts->message, screen_is_heard(), out);
    if (facts->changed && !strstr(str_text(out), facts->changed)) {
        bool open = out->len_bytes && (facts->message_is_detail || /* a list's row */
                                       !strchr(".!?)", out->bytes[out->len_bytes - 1]));
        str_add(out, open ? " · " : out->len_bytes ? " " : "");
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

/* The way back out of a mistake, the way out, and "All keys": they have their room before others. */
static bool is_kept(enum action action, enum action out)
{
    return action == ACT_UNDO || action == out || action == ACT_PALETTE;
}

/* What those take, with a gap behind each. */
static int kept_cols_of(const struct facts *facts, const enum action *actions,
                        size_t count)
{
    enum action out = way_out(actions, count);
    int cols = 0;
    for (size_t i = 0; i < count; i++) {
        cols +=
            is_kept(actions[i], out) ? hint_cols(facts, actions[i]) + HINT_GAP_COLS : 0;
    }
    return cols;
}

/* So much the words of its hint may take, and the label with them; in a narrow window all that
 * those of the other keys leave that are kept. */
static int room_for_words(int label_cols, int kept_cols)
{
    enum { LEAST_COLS = 6, MOST_COLS = 20, SHARE = 4 };
    int cols = screen_cols(), room = cols / SHARE;
    room = room < LEAST_COLS ? LEAST_COLS : room > MOST_COLS ? MOST_COLS : room;
    int rest = window_is_narrow() ? cols - 2 * FOOT_MARGIN - kept_cols : 0;
    return label_cols + room > rest ? label_cols + room : rest;
}

/* What takes the keys just before for words stands at the end of the row, with what it would
 * write, whatever else finds room; in a narrow window without its label, if that alone leaves them
 * whole. Where the others end. */
static int put_words_hint(const char *words, enum mode mode, int row, int kept_cols)
{
    char key[KEY_NAME_BYTES];
    int cols = screen_cols();
    if (!*words) {
        return cols;
    }
    action_shown_key(ACT_WERE_WORDS, mode, key);
    struct str label = str_of("%s: ", action_row(ACT_WERE_WORDS)->label);
    int key_cols = (int)strlen(key) + 1, label_cols = (int)label.len_bytes;
    int width = screen_width_cols(words, strlen(words));
    int room = room_for_words(window_is_small() ? 0 : label_cols, kept_cols + key_cols);
    if (window_is_small() || (window_is_narrow() && label_cols + width > room)) {
        str_clear(&label);
        label_cols = 0;
    }
    width = label_cols + width < room ? width : room - label_cols;
    int taken = key_cols + label_cols + width, col = cols - taken - FOOT_MARGIN;
    struct button button = {.kind = BUTTON_ACTION, .action = ACT_WERE_WORDS};
    screen_button(row, col, 1, taken, button);
    screen_put(row, col, cols - col, ROLE_KEY, key);
    col += key_cols;
    col += screen_put(row, col, cols - col, ROLE_TEXT, str_text(&label));
    screen_put(row, col, width, ROLE_TEXT, words);
    str_finish(&label);
    return cols - taken - FOOT_MARGIN - HINT_GAP_COLS;
}

/* Which actions fit into one row. Those that are kept have their room before all others. */
static void find_hints(const struct facts *facts, int row, int margin, int end,
                       const enum action *actions, size_t count)
{
    int col = margin, kept_cols = kept_cols_of(facts, actions, count);
    enum action out = way_out(actions, count);
    char key[KEY_NAME_BYTES];
    for (size_t i = 0; i < count; i++) {
        const char *label = hint_label(facts, actions[i]);
        action_shown_key(actions[i], facts->mode, key);
        int cols = hint_cols(facts, actions[i]);
        if (is_kept(actions[i], out)) {
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
        int kept_cols = kept_cols_of(facts, actions, count);
        int end = put_words_hint(words, facts->mode, row, kept_cols);
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

/* Of the keys about the room, and the phones, and of undo, those that would do something. */
static bool is_offered(const struct facts *facts, enum mode mode, enum action action)
{
    if (mode == MODE_CODE && action == ACT_ROOM_HOST) {
        return facts->phones && facts->phones->hosts.count > 1;
    }
    switch (action) {
    case ACT_GOAL:
        return !facts->row_word || *facts->row_word;
    case ACT_UNDO:
        return !facts->hides_words;
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
