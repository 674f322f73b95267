/* Finds the themes of a seminar file, $1, and proposes near ones; says how many there are
 * and how long each took, in milliseconds of processor time. */

#include "findings/alike.h"
#include "store/file.h"

#include <stdio.h>
#include <time.h>

static double since_ms(clock_t from)
{
    return (double)(clock() - from) * 1000 / CLOCKS_PER_SEC;
}

int main(int argc, char **argv)
{
    struct session_file file;
    struct themes themes;
    struct proposals proposals;
    struct err err = ERR_NONE;
    if (argc != 2 || !file_open(argv[1], &file, &err)) {
        fprintf(stderr, "find_near: %s\n", argc == 2 ? err_text(&err) : "which file?");
        return 1;
    }
    clock_t from = clock();
    themes_find(file.session, &themes);
    double themes_ms = since_ms(from);
    from = clock();
    proposals_find(&themes, &proposals);
    printf("%zu %.0f %zu %.0f\n", themes.count, themes_ms, proposals.count,
           since_ms(from));
    proposals_finish(&proposals);
    themes_finish(&themes);
    file_close(&file);
    return 0;
}
