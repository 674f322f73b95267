/* What it takes to see that another program wrote the file anew, whose words had all come by
 * the journal. For tests/bench-live.sh.
 *
 *     see_rewrite FILE COUNT
 *
 * Two have the file open; one says a goal, which the other takes in, and writes the file; the
 * other looks. COUNT times. */

#include "model/author.h"
#include "store/company.h"
#include "store/file.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static struct session_file here, there;
static struct author author;

static bool say(struct err *err)
{
    size_t count;
    uint64_t number = author.next_number;
    const struct record *const *tables = session_tables(there.session, &count);
    if (!count || !author_add_goal(&author, tables[0], NULL, "Nobody to ask", err)) {
        return false;
    }
    const struct edit *edit =
        session_edit(there.session, (struct edit_key){author.actor, number});
    return journal_append(&there.journal, &edit, 1, err);
}

/* What tests/bench-live.sh measures, by its name. */
static __attribute__((noinline)) void look(void)
{
    file_take_in_news(&here);
}

int main(int argc, char **argv)
{
    struct err err = ERR_NONE;
    struct company company;
    if (argc != 3) {
        fputs("usage: see_rewrite FILE COUNT\n", stderr);
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    company_join(&company, argv[1], "3k0s7d5h2xq9a", NULL, MEMBER_WRITES);
    bool ok = file_open(argv[1], &here, &err) && file_open(argv[1], &there, &err);
    if (ok) {
        author_init(&author, there.session, 5, NULL);
        author.now_ms = INT64_C(1487764800000);
    }
    for (long i = strtol(argv[2], NULL, 10); ok && i > 0; i--) {
        ok = say(&err);
        file_take_in_news(&here);
        ok = ok && file_save(&there, &err);
        look();
        ok = ok && session_edit_count(here.session) == session_edit_count(there.session);
    }
    if (!ok) {
        fprintf(stderr, "see_rewrite: %s\n", err_text(&err));
    }
    author_finish(&author);
    file_close(&there);
    file_close(&here);
    company_leave(&company);
    err_finish(&err);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
