/* Decides about themes of a seminar file, for tests/bench-merge.sh.
 *
 *     decide_themes FILE COUNT [WHO]
 *
 * Takes the best COUNT proposals, or all, one after the other: each third is kept apart, each
 * fourth gets a name. Another organiser, a number from 2 on, begins otherwise. */

#include "findings/alike.h"
#include "model/author.h"
#include "store/file.h"

#include <stdio.h>
#include <stdlib.h>

enum { TABLES = 1000000 }; /* whose authors make_tables counts */

static bool decide(struct author *author, const struct proposal *p, unsigned long number,
                   struct err *err)
{
    return number % 3 == 0   ? themes_keep_apart(author, p->one, p->other, err)
           : number % 4 == 0 ? themes_join_all(author, p->one, &p->other, 1, "Named", err)
                             : themes_join(author, p->one, p->other, err);
}

int main(int argc, char **argv)
{
    struct session_file file;
    struct themes themes = {0};
    struct proposals proposals = {0};
    struct author author;
    struct err err = ERR_NONE;
    if (argc < 3 || !file_open(argv[1], &file, &err)) {
        fprintf(stderr, "decide_themes: %s\n",
                argc >= 3 ? err_text(&err) : "which file, how many?");
        return 1;
    }
    unsigned long who = argc > 3 ? strtoul(argv[3], NULL, 10) : 1;
    author_init(&author, file.session, TABLES + who, "Ana");
    author.now_ms = INT64_C(1487764800000);
    bool ok = true;
    unsigned long most = strtoul(argv[2], NULL, 10);
    for (unsigned long i = who; i < who + most && ok; i++) {
        themes_follow(&themes, file.session);
        proposals_follow(&proposals, &themes);
        ok = !proposals.count || decide(&author, &proposals.items[0], i, &err);
    }
    ok = ok && file_save(&file, &err);
    if (!ok) {
        fprintf(stderr, "decide_themes: %s\n", err_text(&err));
    }
    proposals_finish(&proposals);
    themes_finish(&themes);
    author_finish(&author);
    file_close(&file);
    return ok ? 0 : 1;
}
