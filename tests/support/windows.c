#include "support/windows.h"

#include "support/folder.h"

#include <string.h>

char *two_goals_write(void)
{
    char *path = test_path("shared/table.json");
    text_file_write(path,
                    "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{"
                    "\"place\":\"Leeds\",\"goals\":["
                    "{\"text\":\"Less sugar\",\"barriers\":[\"Advertising\"]},"
                    "{\"text\":\"More walking\"}]}]}");
    return path;
}

struct typist *window_of(const char *by, const char *path)
{
    return typist_open(24, 80, WORDS("roundtable", "--by", by, path));
}

struct typist *window_that_follows(const char *path)
{
    struct typist *t = typist_start(24, 80, WORDS("roundtable", "--follow", path));
    typist_wait(t, "P Projector");
    typist_wait(t, "following");
    return t;
}

int rows_left_empty(const struct typist *t)
{
    static const char rule[] = "──";
    int empty = 0, since = 0, rules = 0;
    for (int row = 0; row < typist_rows(t); row++) {
        struct str text = STR_EMPTY;
        typist_row(t, row, &text);
        if (strncmp(str_text(&text), rule, strlen(rule)) == 0) {
            empty += rules++ ? since : 0; /* what is above the first is no goal */
            since = 0;
        } else if (!text.len_bytes) {
            since++;
        }
        str_finish(&text);
    }
    return typist_sees(t, " more above ") || typist_sees(t, " more below ") ? empty : 0;
}
