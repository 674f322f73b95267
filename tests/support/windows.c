#include "support/windows.h"

#include "support/folder.h"

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
