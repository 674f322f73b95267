#include "model/english.h"

#include <ctype.h>
#include <string.h>

extern const char *const english_embedded[];

/* Its words, behind the notice; found once, for the list is long. */
static struct {
    const char *first, *end;
} words;

static void find_words(void)
{
    const char *list = *english_embedded;
    while (*list == '#') {
        list = strchr(list, '\n') + 1;
    }
    words.first = list;
    words.end = list + strlen(list);
}

/* How the line stands to the letters: below, with them at its beginning, or above. */
static int order(const char *line, const char *letters, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        int letter = i ? (unsigned char)letters[i] : tolower((unsigned char)letters[i]);
        if ((unsigned char)line[i] != letter) {
            return (unsigned char)line[i] < letter ? -1
                                                   : 1; /* "\n" and "." are below all */
        }
    }
    return 0;
}

/* The first line that is not below the letters. */
static const char *seek(const char *letters, size_t len)
{
    const char *low = words.first, *high = words.end;
    while (low < high) {
        const char *middle = low + (high - low) / 2;
        while (middle > low && middle[-1] != '\n') {
            middle--;
        }
        if (order(middle, letters, len) < 0) {
            low = strchr(middle, '\n') + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static struct english look_up(const char *letters, size_t len_bytes)
{
    struct english is = {0};
    if (!words.end) {
        find_words();
    }
    const char *line = seek(letters, len_bytes);
    for (; *line && !is.begins_often && order(line, letters, len_bytes) == 0;
         line = strchr(line, '\n') + 1) {
        const char *end = line + strcspn(line, ".\n");
        bool whole = end == line + len_bytes, often = *end != '.';
        is.word = is.word || whole;
        is.often = is.often || (whole && often);
        is.begins = true;
        is.begins_often = often;
    }
    return is;
}

struct english english_of(const char *letters, size_t len_bytes)
{
    struct english is = look_up(letters, len_bytes);
    if (!is.word && len_bytes > 2 && letters[len_bytes - 1] == 's') {
        struct english one = look_up(letters, len_bytes - 1);
        is.word = one.word;
        is.begins = is.begins || one.word;
    }
    return is;
}
