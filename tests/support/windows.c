#include "support/windows.h"

#include "support/folder.h"
#include "support/texts.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

struct typist *sample_open(int rows, int cols, const char *sample)
{
    struct str name = STR_EMPTY;
    str_addf(&name, "sessions/%s.json", sample);
    char *from = repo_path(name.bytes), *to = test_path("sample.json");
    char *bytes = text_file_read(from);
    cr_assert(bytes);
    text_file_write(to, bytes);
    struct typist *t = typist_open(rows, cols, WORDS("roundtable", to));
    typist_wait(t, "saved");
    free(bytes);
    free(from);
    free(to);
    str_finish(&name);
    return t;
}

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

void one_goal_write(const char *path)
{
    text_file_write(path, SESSION("\"sessions\":[{\"goals\":[{\"id\":\"g\","
                                  "\"text\":\"Less sugar\"}]}]"));
}

struct typist *one_goal_open(char **path)
{
    *path = test_path("one.json");
    one_goal_write(*path);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", *path));
    typist_wait(t, "Less sugar");
    return t;
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

/* Blank rows of all of the screen but its foot. */
static int blank_rows(const struct typist *t)
{
    int blank = 0;
    for (int row = 1; row < typist_rows(t) - 2; row++) {
        struct str text = STR_EMPTY;
        typist_row(t, row, &text);
        blank += !text.len_bytes;
        str_finish(&text);
    }
    return blank;
}

int rows_left_empty(const struct typist *t)
{
    static const char rule[] = "──";
    int empty = 0, since = 0, rules = 0;
    if (typist_sees(t, ", Space turns")) {
        return blank_rows(t);
    }
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
    return typist_sees(t, " more above") || typist_sees(t, " more below") ? empty : 0;
}

void delete_with_notes(struct typist *t)
{
    typist_type(t, "d");
    typist_wait(t, "y deletes all of it");
    typist_type(t, "y");
}
