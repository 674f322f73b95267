#include "model/place.h"

#include <string.h>

/* The digits in the order of their bytes, so that strcmp() orders places. */
static const char digits[] =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

enum {
    BASE = 62,
    SHORTEST_WINDOW = 4, /* digits that count places in an undisturbed list */
    LONGEST_WINDOW = 8,  /* 62^8 fits 64 bits with room */
    RANDOM_DIGITS = 3,
};

static uint64_t digit_value(char digit)
{
    const char *found = digit ? strchr(digits, digit) : NULL;
    return found ? (uint64_t)(found - digits) : 0;
}

/* The first width digits behind from, zeros where the text is shorter. */
static uint64_t window_value(const char *text, size_t from, size_t width)
{
    uint64_t value = 0;
    size_t len = strlen(text);
    for (size_t i = from; i < from + width; i++) {
        value = value * BASE + (i < len ? digit_value(text[i]) : 0);
    }
    return value;
}

static void add_window(struct str *out, uint64_t value, size_t width)
{
    char text[LONGEST_WINDOW];
    for (size_t i = width; i-- > 0;) {
        text[i] = digits[value % BASE];
        value /= BASE;
    }
    str_add_bytes(out, text, width);
}

static void add_random(struct str *out, struct dice *dice)
{
    for (int i = 0; i < RANDOM_DIGITS; i++) {
        bool last = i == RANDOM_DIGITS - 1;
        uint64_t digit = last ? 1 + dice_roll(dice) % (BASE - 1) : dice_roll(dice) % BASE;
        str_add_byte(out, digits[digit]);
    }
}

/* Behind the last: the next number, so that a list typed in order stays short. */
static void place_last(const char *before, struct str *out)
{
    uint64_t value = window_value(before, 0, SHORTEST_WINDOW);
    uint64_t end = window_value("zzzz", 0, SHORTEST_WINDOW);
    if (value < end) {
        add_window(out, value + 1, SHORTEST_WINDOW);
    } else {
        str_add(out, before);
    }
}

/* Between two that are there. `same` digits are shared; then ever wider windows are
 * searched for a gap. A quarter of the gap serves both a run typed downwards and
 * notes that are moved to and fro. */
static bool place_inside(const char *before, const char *after, struct dice *dice,
                         struct str *out)
{
    size_t same = 0, after_len = strlen(after);
    while (before[same] && before[same] == after[same]) {
        same++;
    }
    bool before_ends = !before[same];
    while (same < after_len) {
        uint64_t low = 0, high = 0;
        size_t width = same == 0 ? SHORTEST_WINDOW : 1;
        for (; width <= LONGEST_WINDOW; width++) {
            low = window_value(before, same, width);
            high = window_value(after, same, width);
            if (high > low && high - low >= 2) {
                str_add_bytes(out, after, same);
                add_window(out, low + 1 + (high - low - 2) / 4, width);
                add_random(out, dice);
                return true;
            }
        }
        if (!before_ends) {
            /* They differ by one, so what begins like `before` and goes on still
             * comes before `after`. */
            str_add(out, before);
            str_add(out, "V");
            add_random(out, dice);
            return true;
        }
        if (high > low) {
            str_add_bytes(out, after, same);
            add_window(out, low, LONGEST_WINDOW);
            add_random(out, dice);
            return true;
        }
        same += LONGEST_WINDOW; /* `after` goes on with zeros: step over them */
    }
    return false;
}

bool place_between(const char *before, const char *after, struct dice *dice,
                   struct str *out)
{
    str_clear(out);
    if (!after) {
        if (before) {
            place_last(before, out);
        } else {
            str_add(out, "V000");
        }
        add_random(out, dice);
        return !before || strcmp(before, str_text(out)) < 0;
    }
    before = before ? before : "";
    return strcmp(before, after) < 0 && place_inside(before, after, dice, out) &&
           strcmp(before, str_text(out)) < 0 && strcmp(str_text(out), after) < 0;
}
