#include "views/view.h"

#include "base/wrap.h"
#include "model/drafts.h"
#include "screen/screen.h"

#include <stdlib.h>
#include <string.h>

enum { SMALL_ROWS = 10, SMALL_COLS = 40 };

struct intent intent_say(const char *text)
{
    return (struct intent){.kind = INTENT_SAY, .text = text};
}

struct intent intent_of(enum intent_kind kind)
{
    return (struct intent){.kind = kind};
}

bool list_step(enum action action, size_t page, size_t count, size_t *at)
{
    size_t last = count - (count > 0);
    size_t rows = action == ACT_UP || action == ACT_DOWN || action == ACT_LIST_UP ||
                          action == ACT_LIST_DOWN
                      ? 1
                      : page;
    switch (action) {
    case ACT_UP:
    case ACT_LIST_UP:
    case ACT_PAGE_UP:
    case ACT_LIST_PAGE_UP:
        *at -= *at < rows ? *at : rows;
        return true;
    case ACT_DOWN:
    case ACT_LIST_DOWN:
    case ACT_PAGE_DOWN:
    case ACT_LIST_PAGE_DOWN:
        *at = *at + rows < last ? *at + rows : last;
        return true;
    case ACT_FIRST:
    case ACT_LAST:
        *at = action == ACT_LAST ? last : 0;
        return true;
    default:
        return false;
    }
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

struct text_box *view_typed(const struct view *view)
{
    return view->ops->typed ? view->ops->typed(view->state) : NULL;
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

bool event_is_unread(const struct event *event, int64_t since_ms)
{
    enum { READING_MS = 1000 };
    return since_ms && event->at_ms - since_ms <= READING_MS && !screen_is_heard();
}

struct intent intent_unread(void)
{
    return intent_say("Nothing was done: this came too soon to be read before.");
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

void draw_too_small(const struct facts *facts)
{
    bool saved = facts->follows || strcmp(facts->saved, "saved") == 0 || !*facts->saved;
    screen_clear();
    screen_put_wrapped(0, 0, screen_cols(), screen_rows(), ROLE_TEXT,
                       saved ? "window too small; your work is saved"
                             : "window too small; your work is not saved yet");
    screen_show();
}
