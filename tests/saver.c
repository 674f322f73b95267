/* Types into a session file like a person who is quick, for proofs that a disk which
 * fails loses nothing: tests/test_faults.c, tests/test_memory.c, tests/bench-save.sh.
 *
 *     saver FILE WORDS COUNT [SEED [PAUSE_MS [OLDER]]]
 *
 * Adds COUNT goals, "WORDS 1" and so on, each kept in the journal at once, then saves.
 * It prints "kept N" as soon as the goal is promised to be safe, and "saved", or "failed:
 * why" and then, if it could write everything to another place, "rescued: where". Exits 0
 * if all was kept and saved, else 1.
 *
 * With a pause it is a screen among others (tests/brokers): after each goal it tells those
 * who have the file open, waits so long, and takes in what they said.
 *
 * With an older state of the file, that is put in its place once all is saved, as a sync
 * service does, and what it lacks is saved again. */

#include "model/author.h"
#include "store/company.h"
#include "store/file.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static bool keep(struct session_file *file, struct author *author, uint64_t first,
                 struct err *err)
{
    size_t count = (size_t)(author->next_number - first);
    const struct edit *edits[16];
    for (size_t i = 0; i < count && i < 16; i++) {
        edits[i] =
            session_edit(file->session, (struct edit_key){author->actor, first + i});
    }
    return count <= 16 && journal_append(&file->journal, edits, count, err);
}

/* Says something so that it is out, whatever happens next. */
static bool say(const char *text, const char *more)
{
    return printf("%s%s\n", text, more) > 0 && fflush(stdout) == 0;
}

static void pause_among(struct company *company, struct session_file *file, int pause_ms)
{
    company_tell(company);
    poll(NULL, 0, pause_ms);
    if (company_hear(company) & HEARD_NEWS) {
        file_take_in_news(file);
    }
}

/* What tests/bench-save.sh measures, by its name. */
static __attribute__((noinline)) bool type_goals(struct session_file *file,
                                                 struct author *author, const char *words,
                                                 long goals, struct company *company,
                                                 int pause_ms)
{
    size_t tables;
    struct err err = ERR_NONE;
    bool ok = true;
    const struct record *const *all = session_tables(file->session, &tables);
    const struct record *table = tables ? all[0] : NULL;
    for (long i = 1; i <= goals; i++) {
        char text[200], number[24];
        uint64_t first = author->next_number;
        snprintf(text, sizeof text, "%s %ld", words, i);
        snprintf(number, sizeof number, "%ld", i);
        if (!table) {
            table = author_add_table(author, NULL, "Saver", NULL, NULL, NULL, &err);
        }
        if (author_add_goal(author, table, NULL, text, &err) &&
            keep(file, author, first, &err)) {
            ok = say("kept ", number) && ok;
        } else {
            ok = say("not kept: ", err_text(&err)) && false;
        }
        err_finish(&err);
        if (pause_ms) {
            pause_among(company, file, pause_ms);
        }
    }
    return ok;
}

int main(int argc, char **argv)
{
    struct session_file file;
    struct author author;
    struct err err = ERR_NONE;
    if (argc < 4 || argc > 7) {
        fputs("usage: saver FILE WORDS COUNT [SEED [PAUSE_MS [OLDER]]]\n", stderr);
        return 2;
    }
    const char *path = argv[1];
    if (access(path, F_OK) != 0) {
        file_new(path, &file);
    } else if (!file_open(path, &file, &err)) {
        say("failed: ", err_text(&err));
        err_finish(&err);
        return EXIT_FAILURE;
    }
    uint64_t seed = argc > 4 ? strtoull(argv[4], NULL, 10)
                             : (uint64_t)time(NULL) ^ (uint64_t)getpid();
    author_init(&author, file.session, seed, NULL);
    author.now_ms = (int64_t)time(NULL) * 1000;
    struct company company = {0};
    int pause_ms = argc > 5 ? (int)strtol(argv[5], NULL, 10) : 0;
    if (pause_ms) {
        signal(SIGPIPE, SIG_IGN);
        company_join(&company, path, author.actor, NULL, MEMBER_WRITES);
    }
    bool ok = type_goals(&file, &author, argv[2], strtol(argv[3], NULL, 10), &company,
                         pause_ms);
    bool saved = file_save(&file, &err);
    if (saved && argc > 6) {
        ok = say("saved", "") && rename(argv[6], path) == 0 && ok;
        saved = file_save(&file, &err);
    }
    if (saved) {
        ok = say("saved", "") && ok;
    } else {
        say("failed: ", err_text(&err));
        if (file_rescue(&file, &err)) {
            say("rescued: ", file.rescue);
        }
        ok = false;
    }
    err_finish(&err);
    company_leave(&company);
    author_finish(&author);
    file_close(&file);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
