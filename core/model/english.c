#include "model/english.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

extern const char *const english_embedded[];

/* Of each language its words, behind the notice; found once, for a list may be long. */
enum { ENGLISH, WELSH, POLISH, LANGUAGES };

struct words {
    const char *first, *end;
};

static struct words lists[LANGUAGES];

static const struct words *words_in(size_t language)
{
    struct words *words = &lists[language];
    if (!words->end) {
        const char *list = english_embedded[language];
        while (*list == '#') {
            list = strchr(list, '\n') + 1;
        }
        *words = (struct words){list, list + strlen(list)};
    }
    return words;
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
static const char *seek(const struct words *words, const char *letters, size_t len)
{
    const char *low = words->first, *high = words->end;
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

static struct english look_up(size_t language, const char *letters, size_t len_bytes)
{
    struct english is = {0};
    const char *line = seek(words_in(language), letters, len_bytes);
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

enum { LONGEST = 60 }; /* no word is as long */

/* Whether they were typed with Caps Lock, and the same without; what is shorter may be initials. */
static bool without_caps(const char *letters, size_t len, char small[LONGEST])
{
    enum { NO_INITIALS = 4 };
    bool caps = len >= NO_INITIALS && len <= LONGEST;
    for (size_t i = 0; i < len && caps; i++) {
        caps = isupper((unsigned char)letters[i]);
        small[i] = (char)tolower((unsigned char)letters[i]);
    }
    return caps;
}

struct english english_of(const char *letters, size_t len_bytes)
{
    char small[LONGEST];
    letters = without_caps(letters, len_bytes, small) ? small : letters;
    struct english is = look_up(ENGLISH, letters, len_bytes);
    if (!is.word && len_bytes > 2 && letters[len_bytes - 1] == 's') {
        struct english one = look_up(ENGLISH, letters, len_bytes - 1);
        is.word = one.word;
        is.begins = is.begins || one.word;
    }
    return is;
}

struct english words_of(const char *language, const char *letters, size_t len_bytes)
{
    static const char *const languages[] = {[WELSH] = "cy", [POLISH] = "pl"};
    for (size_t i = WELSH; language && i < LANGUAGES; i++) {
        if (strcmp(language, languages[i]) == 0) {
            return look_up(i, letters, len_bytes);
        }
    }
    return (struct english){0};
}

bool words_begin(const char *language, const char *letters, size_t len_bytes)
{
    /* What became of the beginning of a word, softly, by the nose and by breath. */
    static const struct {
        const char *said, *was;
    } changes[] = {{"b", "p"},  {"d", "t"},  {"g", "c"},  {"f", "b"},   {"dd", "d"},
                   {"", "g"},   {"f", "m"},  {"l", "ll"}, {"r", "rh"},  {"mh", "p"},
                   {"nh", "t"}, {"m", "b"},  {"n", "d"},  {"ngh", "c"}, {"ng", "g"},
                   {"ph", "p"}, {"th", "t"}, {"ch", "c"}};
    char word[LONGEST + 3];
    bool found = words_of(language, letters, len_bytes).begins;
    bool welsh = language && strcmp(language, "cy") == 0 && len_bytes <= LONGEST;
    for (size_t i = 0; welsh && !found && i < sizeof changes / sizeof *changes; i++) {
        size_t said = strlen(changes[i].said), was = strlen(changes[i].was);
        if (len_bytes > said && strncasecmp(letters, changes[i].said, said) == 0) {
            memcpy(word, changes[i].was, was);
            memcpy(word + was, letters + said, len_bytes - said);
            found = look_up(WELSH, word, was + len_bytes - said).begins;
        }
    }
    return found;
}
