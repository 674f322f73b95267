#include "support/walk.h"

#include "store/rescue_places.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct walk walk;

unsigned walk_dice(unsigned sides)
{
    walk.random = walk.random * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(walk.random >> 33) % sides;
}

const char *walk_word(size_t number)
{
    static char words[32];
    snprintf(words, sizeof words, "word-%02zu-", number);
    return words;
}

bool walk_stands_in(const char *name, const char *what)
{
    char *text = name ? text_file_read(name) : NULL;
    bool stands = text && strstr(text, what);
    free(text);
    return stands;
}

bool walk_is_on_disk(size_t number)
{
    char said[64], journal[64];
    snprintf(said, sizeof said, "\"text\":\"%s", walk_word(number));
    snprintf(journal, sizeof journal, "%s.journal", walk.path);
    bool is = walk_stands_in(walk.path, said) || walk_stands_in(journal, said);
    for (int i = 0; i < RESCUE_PLACES && !is; i++) {
        char *place = rescue_place(walk.path, i);
        is = walk_stands_in(place, said);
        free(place);
    }
    return is;
}

bool walk_any_open(void)
{
    return walk.windows[0].typist || walk.windows[1].typist;
}

bool walk_is_called(struct typist *t, const char *state)
{
    struct str row = STR_EMPTY;
    typist_read(t, 0);
    typist_row(t, 0, &row);
    const char *last = strrchr(str_text(&row), state[0]);
    bool is = last && strcmp(last, state) == 0;
    str_finish(&row);
    return is;
}

void walk_promise_what_is_left(void)
{
    for (size_t i = 0; i < walk.words; i++) {
        bool left = walk_is_on_disk(i);
        for (size_t w = 0; w < WINDOWS; w++) {
            left = left || (walk.windows[w].typist && walk.windows[w].has[i]);
        }
        walk.promised[i] = walk.promised[i] && left;
    }
}

void walk_look(void)
{
    for (size_t w = 0; w < WINDOWS; w++) {
        struct window *window = &walk.windows[w];
        bool saved = window->typist && walk_is_called(window->typist, " saved");
        for (size_t i = 0; window->typist && i < walk.words; i++) {
            /* What has just come to the disk is found by the others, if need be among the
             * generations; where a disk was full, there may be none. */
            window->has[i] =
                window->has[i] ||
                (walk_is_on_disk(i) &&
                 (!walk.was_full || typist_sees(window->typist, walk_word(i))));
            walk.promised[i] = walk.promised[i] || (saved && window->has[i]);
        }
    }
}

/* Waits until one of the two is on the screen; which. */
static bool says(struct typist *t, const char *one, const char *other)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (program_clock_ms() < until_ms) {
        if (typist_sees(t, other) || typist_sees(t, one)) {
            return !typist_sees(t, other);
        }
        typist_read(t, 50);
    }
    typist_fail(t, "waited in vain for this, or that it is not saved:", one);
}

void walk_let_go(unsigned unused)
{
    (void)unused;
    if (walk.lock >= 0) {
        close(walk.lock);
        walk.lock = -1;
    }
}

static bool is_empty(void)
{
    struct stat about;
    return stat(walk.path, &about) == 0 && about.st_size == 0;
}

void walk_restore_the_empty(void)
{
    if (is_empty()) {
        walk_let_go(0);
        EXPECT_RUN(0, "", "", "restore", walk.path);
    }
}

/* False if there is nothing to open yet: another window is to write it again. No message is
 * wrapped in a window so wide. */
static bool open_window(unsigned which)
{
    struct window *window = &walk.windows[which];
    if (!window->typist && walk_any_open() && is_empty()) {
        return false;
    }
    if (!window->typist) {
        walk_restore_the_empty();
        *window = (struct window){
            .typist = typist_open(24, 400, WORDS("roundtable", "--no-mouse", walk.path))};
    }
    return true;
}

/* The grid shows only so many goals, so the message is waited for. */
void walk_type(unsigned which)
{
    struct window *window = &walk.windows[which];
    char said[64];
    if (!open_window(which)) {
        return;
    }
    struct typist *t = window->typist;
    size_t number = walk.words++;
    snprintf(said, sizeof said, "Added ‘%s", walk_word(number));
    typist_type(t, "g");
    typist_wait(t, "New goal");
    typist_type(t, CTRL_U);
    typist_type(t, walk_word(number));
    typist_type(t, "\r");
    window->has[number] = true;
    walk.promised[number] = says(t, said, "NOT SAVED") && says(t, " saved", "NOT SAVED");
    typist_type(t, ESC);
    typist_wait_gone(t, "New goal");
}

int walk_end(unsigned which)
{
    int status = typist_end(walk.windows[which].typist);
    cr_assert(status == 0 || status == 1 || status >= 128, "seed %llu:%s: status %d",
              (unsigned long long)walk.seed, walk.told.bytes, status);
    return status;
}

void walk_close(unsigned which)
{
    typist_free(walk.windows[which].typist);
    walk.windows[which] = (struct window){0};
}
