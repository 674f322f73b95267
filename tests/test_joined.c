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

Test(joined, much_that_is_new_and_no_sealed_file_goes_the_long_way)
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
    cr_expect(joins_quickly(&many), "it is sealed");
    join_shell("echo >>q/many.json");
    cr_expect_not(joins_quickly(&many));
    joins_alike("many", &many, false);
}

Test(joined, tables_are_merged_anew_by_lines)
{
    const struct joins all = {{"2.json", "0.json", "1.json"}, 3},
                       twice = {{"0.json", "1.json", "0.json"}, 3},
                       older = {{"0.json", "all.json", "2.json"}, 3},
                       by_hand = {{"1.json", "hand.json"}, 2};
    mkdir("q", 0700);
    write_busy_tables(1, 3, 1);
    tables_write("q/hand.json",
                 "{\"title\": \"Hand\", \"goals\": [{\"text\": \"A goal\"}]}");
    join_shell("mv q/out.json q/all.json");
    const struct joins *const joins[] = {&all, &twice, &older, &by_hand};
    for (size_t i = 0; i < LENGTH(joins); i++) {
        struct str name = str_of("anew %zu", i);
        cr_expect(joins_quickly(joins[i]), "%s", name.bytes);
        joins_alike(name.bytes, joins[i], true);
        joins_alike(name.bytes, joins[i], false);
        EXPECT_RUN(0, "q/out.json: ", NULL, "check", "q/out.json");
        join_shell("rm q/out.json");
        str_finish(&name);
    }
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
    join_shell("rm q/out.json*");
    cr_assert(joined_open("q/out.json", &file));
    cr_assert(joined_add(&file, "q/2.json", &added));
    cr_assert(joined_ready(&file));
    join_shell("cp q/1.json q/out.json");
    before = text_file_read("q/out.json");
    cr_expect_not(file_save(&file, &err));
    cr_expect(file.came);
    expect_file("q/out.json", before);
    file_close(&file);
    free(before);
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

/* Adds q/2.json to q/out.json, or makes that of it and another, under strace; fault may be
 * NULL. */
static struct ran join_traced(const char *fault, bool there)
{
    return program_run(NULL, WORDS("strace", "-q", "-o", "strace.log", "-e",
                                   fault ? fault : "trace=all", program_path(), "merge",
                                   "-o", "q/out.json", there ? "q/out.json" : "q/1.json",
                                   "q/2.json"));
}

static bool holds(const char *path, const char *text)
{
    char *left = text_file_read(path);
    bool same = left && text ? strcmp(left, text) == 0 : !left && !text;
    free(left);
    return same;
}

/* It is as it was, or has all; and has all once it is added again. Without `before` it was not
 * there. */
static bool is_whole(const struct call *call, const char *how, const char *before,
                     const char *after)
{
    enum { KILLED = 128 + 9 };
    struct str fault = str_of("inject=%s:%s:when=%d", call->name, how, call->nth);
    remove("q/out.json");
    if (before) {
        text_file_write("q/out.json", before);
    }
    struct ran ran = join_traced(fault.bytes, before);
    bool all = holds("q/out.json", after);
    bool ok = (all || (ran.status != 0 && holds("q/out.json", before))) &&
              (ran.status < 126 || ran.status == KILLED);
    struct ran again =
        program_run(NULL, WORDS("roundtable", "merge", "-o", "q/out.json",
                                before || all ? "q/out.json" : "q/1.json", "q/2.json"));
    ok = ok && again.status == 0 && holds("q/out.json", after);
    cr_expect(ok, "%s: %d, %d\n%s%s", fault.bytes, ran.status, again.status,
              str_text(&ran.err), str_text(&again.err));
    ran_finish(&ran);
    ran_finish(&again);
    str_finish(&fault);
    return ok;
}

/* At every call of a run that changes something. */
static void fail_everywhere(const char *what, const char *before)
{
    static const char *const hows[] = {"signal=KILL", "error=ENOSPC"};
    unsigned long runs = 0, bad = 0;
    size_t count;
    struct ran ran = join_traced(NULL, before);
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
    cr_expect(runs > 30, "%lu", runs);
    figure(what, runs, bad, 0);
    free(calls);
    free(after);
}

Test(joined, killed_or_without_room_at_any_call_the_file_is_as_it_was_or_has_all)
{
    static const char added[] = "kill, ENOSPC while a table is added by lines",
                      anew[] = "kill, ENOSPC while tables are merged anew by lines";
    const struct joins joins = {{"2.json"}, 1}, both = {{"1.json", "2.json"}, 2};
    if (program_is_sanitized() || !traces_possible(added)) {
        return;
    }
    mkdir("q", 0700);
    write_busy_tables(1, 2, 0);
    tables_write("q/2.json", "{\"title\": \"New\", \"goals\": [{\"text\": \"A goal\"}]}");
    char *before = text_file_read("q/out.json");
    cr_expect(joins_quickly(&joins));
    fail_everywhere(added, before);
    remove("q/out.json");
    cr_expect(joins_quickly(&both));
    fail_everywhere(anew, NULL);
    free(before);
}
