#include "support/hands.h"

#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* No key is at the pace of the one before. */
#define LATER "\0371000;"
#define CLOCK_RUNS "\037r;"

struct hands {
    struct str keys; /* with the times among them */
    int64_t pace_ms, pause_ms, all_ms;
    const char *at;
};

/* The next key comes after a pause, or at that pace. */
static void add(struct hands *h, const char *key, size_t len_bytes)
{
    int64_t later_ms = h->pause_ms ? h->pause_ms : h->pace_ms;
    str_addf(&h->keys, "\x1f%lld;", (long long)later_ms);
    str_add_bytes(&h->keys, key, len_bytes);
    h->all_ms += later_ms;
    h->pause_ms = 0;
}

static void add_letters(struct hands *h, const char *from, const char *end)
{
    while (from < end) {
        const char *next = from + 1;
        while (next < end && ((unsigned char)*next & 0xC0) == 0x80) {
            next++;
        }
        add(h, from, (size_t)(next - from));
        from = next;
    }
}

static void add_named(struct hands *h, const char *name, size_t len)
{
    static const char *const keys[][2] = {
        {"Enter", "\r"},     {"Esc", ESC},          {"Tab", TAB},
        {"Up", UP},          {"Down", DOWN},        {"Left", "\x1b[D"},
        {"Right", "\x1b[C"}, {"Backspace", "\x7f"}, {"Ctrl-Z", "\x1a"}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strlen(keys[i][0]) == len && strncmp(keys[i][0], name, len) == 0) {
            add(h, keys[i][1], strlen(keys[i][1]));
            return;
        }
    }
    cr_assert_fail("no key is called %.*s", (int)len, name);
}

/* One of what stands between blanks; false at the end of the line. */
static bool add_next(struct hands *h)
{
    const char *from = h->at + strspn(h->at, " ");
    const char *end = from + strcspn(from, " \n");
    if (*from == '\n' || *from == '\0' || *from == '#') {
        h->at = from + strcspn(from, "\n");
        return false;
    }
    if (*from == '"') {
        end = strchr(from + 1, '"');
        cr_assert(end, "no words end here: %.20s", from);
        add_letters(h, from + 1, end++);
    } else if (*from == '~') {
        h->pause_ms = strtoll(from + 1, NULL, 10);
    } else if (*from == '=') {
        h->pace_ms = strtoll(from + 1, NULL, 10);
    } else if (*from == '<') {
        add_named(h, from + 1, strcspn(from, ">") - 1);
    } else {
        add_letters(h, from, end);
    }
    h->at = end;
    return true;
}

/* The bytes of a line, as a person's: an Esc is read as such before the next key comes. The
 * clock runs meanwhile, or it would never be; it ends a run of letters in any case. */
static void send(struct typist *t, struct str *keys)
{
    char *from = keys->bytes;
    for (char *at = strchr(from, '\x1b'); at; at = strchr(at + 1, '\x1b')) {
        if (at[1] != '[') {
            *at = '\0';
            typist_type(t, from);
            typist_type(t, ESC CLOCK_RUNS);
            typist_settle(t);
            from = at + 1;
        }
    }
    typist_type(t, from);
}

static void expect_not_said(struct typist *t, const char *line, const char *words)
{
    typist_type(t, LATER "M");
    typist_wait(t, "What was said, the newest first");
    typist_type(t, LATER);
    typist_type(t, words);
    typist_wait_row(t, 1, words);
    typist_settle(t);
    bool said = !typist_sees(t, "Nothing has these letters");
    typist_type(t, ESC CLOCK_RUNS);
    typist_wait(t, "? Keys");
    if (said) {
        struct str what = str_of("said, behind %.*s,", (int)strcspn(line, "\n"), line);
        typist_fail(t, what.bytes, words);
    }
}

int64_t hands_play(struct typist *t, const char *name, const char *not_said)
{
    struct str file = str_of("tests/typed/%s.keys", name);
    char *path = repo_path(file.bytes), *text = text_file_read(path);
    struct hands h = {.at = text, .pace_ms = 150};
    while (*h.at) {
        const char *line = h.at;
        while (add_next(&h)) {
        }
        if (h.keys.len_bytes) {
            send(t, &h.keys);
            expect_not_said(t, line, not_said);
        }
        str_clear(&h.keys);
        h.at += *h.at == '\n';
    }
    typist_type(t, CLOCK_RUNS);
    str_finish(&h.keys);
    str_finish(&file);
    free(text);
    free(path);
    return h.all_ms;
}
