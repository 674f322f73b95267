/* Files are added to a large one by its lines, and nothing is lost if that fails. */

#include "store/joined.h"

#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/joins.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/traces.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

TestSuite(joined, .init = enter_folder, .fini = folder_finish);

Test(joined, a_new_table_is_added_by_lines)
{
    const struct joins one = {{"3.json"}, 1}, all = {{"0.json", "4.json", "3.json"}, 3};
    mkdir("q", 0700);
    write_busy_tables(1, 5, 2);
    cr_expect(joins_quickly(&one));
    cr_expect(joins_quickly(&all));
    joins_alike("tried only", &one, true);
    joins_alike("one", &one, false);
    joins_alike("the other, and two that are there", &all, false);
    joins_alike("nothing new", &all, false);
    EXPECT_RUN(0, "q/out.json: ", NULL, "check", "q/out.json");
}

Test(joined, much_that_is_new_goes_the_long_way)
{
    const struct joins few = {{"1.json"}, 1}, many = {{"many.json"}, 1};
    struct session *all = session_new();
    mkdir("q", 0700);
    write_busy_tables(1, 2, 1);
    for (uint64_t seed = 100; session_edit_count(all) <= 1000; seed++) {
        struct session *one = busy_table(seed);
        session_add_all(all, one);
        session_free(one);
    }
    join_write("q/many.json", all);
    session_free(all);
    cr_expect(joins_quickly(&few));
    cr_expect_not(joins_quickly(&many));
    joins_alike("many", &many, false);
}

Test(joined, what_others_wrote_meanwhile_is_not_overwritten)
{
    struct session_file file;
    struct file_added added;
    struct writer w;
    struct err err = ERR_NONE;
    mkdir("q", 0700);
    write_busy_tables(1, 3, 1);
    cr_assert(joined_open("q/out.json", &file));
    cr_assert(joined_add(&file, "q/2.json", &added));
    cr_assert(joined_ready(&file));
    writer_open(&w, "q/out.json", 77);
    writer_goal(&w, "said meanwhile");
    writer_save(&w);
    writer_close(&w);
    char *before = text_file_read("q/out.json");
    cr_expect_not(file_save(&file, &err));
    cr_expect(file.came);
    cr_expect_null(err.message, "%s", err_text(&err));
    expect_file("q/out.json", before);
    file_close(&file);
    free(before);
    writer_open(&w, "q/out.json", 78);
    cr_assert(joined_open("q/out.json", &file));
    cr_assert(joined_add(&file, "q/2.json", &added));
    cr_assert(joined_ready(&file));
    writer_journal_goal(&w, "in the journal");
    cr_expect_not(file_save(&file, &err));
    cr_expect(file.came);
    file_close(&file);
    cr_expect_not(joined_open("q/out.json", &file), "its journal stands beside it");
    writer_close(&w);
}

Test(joined, what_cannot_be_written_leaves_all_as_it_was)
{
    mkdir("q", 0700);
    write_busy_tables(1, 6, 1);
    char *before = text_file_read("q/out.json");
    struct str command =
        str_of("ulimit -f 8; trap '' XFSZ; exec '%s' merge -o q/out.json "
               "q/out.json q/5.json",
               program_path());
    struct ran ran = program_run(NULL, WORDS("sh", "-c", command.bytes));
    cr_expect_eq(ran.status, 1);
    expect_part(str_text(&ran.err), "q/out.json: not written");
    expect_file("q/out.json", before);
    ran_finish(&ran);
    str_finish(&command);
    free(before);
}

/* Whether a call changes something; between two of them a kill leaves the same. */
static bool changes_something(const struct call *call)
{
    static const char *const names[] = {"openat", "write",     "fchmod", "fsync",
                                        "rename", "renameat2", "unlink", "mkdir"};
    bool does = false;
    for (size_t i = 0; i < LENGTH(names) && !does; i++) {
        does = strcmp(call->name, names[i]) == 0;
    }
    return does;
}

/* Adds q/2.json to q/out.json under strace; fault may be NULL. */
static struct ran join_traced(const char *fault)
{
    return program_run(NULL, WORDS("strace", "-q", "-o", "strace.log", "-e",
                                   fault ? fault : "trace=all", program_path(), "merge",
                                   "-o", "q/out.json", "q/out.json", "q/2.json"));
}

/* It is as it was, or has all; and has all once it is added again. */
static bool is_whole(const struct call *call, const char *how, const char *before,
                     const char *after)
{
    enum { KILLED = 128 + 9 };
    struct str fault = str_of("inject=%s:%s:when=%d", call->name, how, call->nth);
    text_file_write("q/out.json", before);
    struct ran ran = join_traced(fault.bytes);
    char *left = text_file_read("q/out.json");
    struct ran again = program_run(
        NULL, WORDS("roundtable", "merge", "-o", "q/out.json", "q/out.json", "q/2.json"));
    char *now = text_file_read("q/out.json");
    bool all = left && strcmp(left, after) == 0;
    bool ok = (all || (left && ran.status != 0 && strcmp(left, before) == 0)) &&
              (ran.status < 126 || ran.status == KILLED) && again.status == 0 &&
              strcmp(now, after) == 0;
    cr_expect(ok, "%s: %d, %d\n%s%s", fault.bytes, ran.status, again.status,
              str_text(&ran.err), str_text(&again.err));
    free(left);
    free(now);
    ran_finish(&ran);
    ran_finish(&again);
    str_finish(&fault);
    return ok;
}

Test(joined, killed_or_without_room_at_any_call_the_file_is_as_it_was_or_has_all)
{
    static const char what[] = "kill, ENOSPC while a table is added by lines";
    static const char *const hows[] = {"signal=KILL", "error=ENOSPC"};
    const struct joins joins = {{"2.json"}, 1};
    unsigned long runs = 0, bad = 0;
    size_t count;
    if (program_is_sanitized() || !traces_possible(what)) {
        return;
    }
    mkdir("q", 0700);
    write_busy_tables(1, 2, 0);
    tables_write("q/2.json", "{\"title\": \"New\", \"goals\": [{\"text\": \"A goal\"}]}");
    char *before = text_file_read("q/out.json");
    cr_expect(joins_quickly(&joins));
    struct ran ran = join_traced(NULL);
    cr_assert_eq(ran.status, 0, "%s", str_text(&ran.err));
    ran_finish(&ran);
    char *after = text_file_read("q/out.json");
    struct call *calls = traced_calls("strace.log", "out.json", &count);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < LENGTH(hows) && changes_something(&calls[i]); k++) {
            bad += !is_whole(&calls[i], hows[k], before, after);
            runs++;
        }
    }
    cr_expect(runs > 40, "%lu", runs);
    figure(what, runs, bad, 0);
    free(calls);
    free(before);
    free(after);
}
