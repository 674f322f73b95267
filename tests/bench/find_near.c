/* Finds the themes of a seminar file, $1, and proposes near ones; says how many there are
 * and how long each took, then how long it took until both were there again after the best
 * proposal was taken, in milliseconds of processor time. */

#include "findings/alike.h"
#include "model/author.h"
#include "store/file.h"

#include <stdio.h>
#include <time.h>

static double since_ms(clock_t from)
{
    return (double)(clock() - from) * 1000 / CLOCKS_PER_SEC;
}

/* What one decision costs: the mean of a few. */
static double decide(struct session *session, struct themes *themes,
                     struct proposals *proposals)
{
    enum { DECISIONS = 10 };
    struct author author;
    clock_t from = clock();
    author_init(&author, session, 1, "Ana");
    author.now_ms = 1487764800000;
    for (size_t i = 0; i < DECISIONS && proposals->count; i++) {
        themes_join(&author, proposals->items[0].one, proposals->items[0].other, NULL);
        themes_follow(themes, session);
        proposals_follow(proposals, themes);
    }
    author_finish(&author);
    return since_ms(from) / DECISIONS;
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
    printf("%zu %.0f %zu %.0f", themes.count, themes_ms, proposals.count, since_ms(from));
    printf(" %.1f\n", decide(file.session, &themes, &proposals));
    proposals_finish(&proposals);
    themes_finish(&themes);
    file_close(&file);
    return 0;
}
