/* Several programs have a file open, and one of them writes it anew: the others know what
 * stands there without reading it, and read it where they do not. */

#include "base/hash.h"
#include "model/forget.h"
#include "store/company.h"
#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WRITERS = 3 };

static char *path;
static struct company company;
static struct writer one, two;

static void begin(void)
{
    signal(SIGPIPE, SIG_IGN);
    path = test_path("s.json");
    writer_make(path, 1, 1);
    company_join(&company, path, "3k0s7d5h2xq9a", NULL, MEMBER_WRITES);
    writer_open(&one, path, 2);
    writer_open(&two, path, 3);
}

static void end(void)
{
    writer_close(&one);
    writer_close(&two);
    company_leave(&company);
    free(path);
    folder_finish();
}

TestSuite(rewrites, .init = begin, .fini = end);

/* Puts a byte among its edits, which nobody sees by its size or time; the one that was
 * there. Whoever reads it finds that it is damaged. */
static char put_unseen(char byte)
{
    struct stat about;
    char *text = text_file_read(path), before;
    off_t at = strstr(text, "\"edits\": [") + 30 - text;
    int fd = open(path, O_RDWR);
    cr_assert(fd >= 0 && fstat(fd, &about) == 0);
    const struct timespec times[] = {about.st_atim, about.st_mtim};
    before = text[at];
    cr_assert_eq(pwrite(fd, &byte, 1, at), 1);
    cr_assert_eq(futimens(fd, times), 0);
    close(fd);
    free(text);
    return before;
}

/* Looks at what the other saved, which is damaged since: it is not read. */
static void expect_unread(struct writer *w)
{
    struct session_file file;
    struct err err = ERR_NONE;
    size_t before = session_edit_count(w->file.session);
    char byte = put_unseen('#');
    cr_expect(file_is_another(&w->file));
    file_take_in_news(&w->file);
    cr_expect_eq(w->file.outside.what, OUTSIDE_NOTHING, "it was read");
    cr_expect_not(file_is_another(&w->file), "it would be looked at again");
    cr_expect_eq(session_edit_count(w->file.session), before);
    if (file_open(path, &file, &err)) {
        cr_expect(file.damaged, "what is damaged is found on opening");
        file_close(&file);
    }
    err_finish(&err);
    put_unseen(byte);
}

Test(rewrites, what_came_by_the_journal_is_not_read_again)
{
    for (int i = 0; i < 3; i++) {
        writer_journal_goal(&one, "Bus routes");
        file_take_in_news(&two.file);
        writer_save(&one);
        expect_unread(&two);
        writer_save(&two);
        file_take_in_news(&one.file);
    }
    EXPECT_WORDS(path, "goal <0>", "Bus routes", "Bus routes", "Bus routes");
}

Test(rewrites, what_was_said_since_is_in_the_journal_and_no_reason_to_read_it)
{
    writer_journal_goal(&one, "Bus routes");
    file_take_in_news(&two.file);
    writer_save(&one);
    writer_journal_goal(&two, "Healthy food");
    writer_journal_goal(&one, "Safe roads");
    cr_expect(file_take_in_news(&two.file), "the journal is read");
    cr_expect_eq(two.file.outside.what, OUTSIDE_NOTHING, "the file was read");
    writer_save(&two);
    EXPECT_WORDS(path, "goal <0>", "Bus routes", "Healthy food", "Safe roads");
}

Test(rewrites, whoever_saves_over_it_reads_it_only_if_it_is_damaged)
{
    for (int looked = 0; looked < 2; looked++) {
        struct err err = ERR_NONE;
        writer_journal_goal(&one, "Bus routes");
        file_take_in_news(&two.file);
        writer_save(&one);
        char before = put_unseen('#');
        if (looked) {
            file_take_in_news(&two.file);
            cr_expect_eq(two.file.outside.what, OUTSIDE_NOTHING);
        }
        cr_expect_not(file_save(&two.file, &err), "it is overwritten");
        cr_expect(strstr(err_text(&err), "damaged"), "%s", err_text(&err));
        err_finish(&err);
        put_unseen(before);
        writer_save(&two);
        cr_expect_eq(two.file.outside.what, OUTSIDE_NOTHING, "it was read");
        file_take_in_news(&one.file);
    }
    EXPECT_WORDS(path, "goal <0>", "Bus routes", "Bus routes");
}

Test(rewrites, what_was_never_seen_is_read)
{
    writer_journal_goal(&one, "Bus routes");
    writer_save(&one);
    cr_expect(file_take_in_news(&two.file));
    cr_expect_eq(two.file.outside.what, OUTSIDE_CHANGED);
    writer_save(&two);
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
}

Test(rewrites, what_a_hand_wrote_since_is_read)
{
    writer_journal_goal(&one, "Bus routes");
    file_take_in_news(&two.file);
    writer_save(&one);
    char *text = text_file_read(path), *at = strstr(text, "Bus routes");
    memcpy(at, "Bad", 3);
    text_file_write(path, text);
    free(text);
    cr_expect(file_take_in_news(&two.file));
    writer_save(&two);
    EXPECT_WORDS(path, "goal <0>", "Bad routes");
}

Test(rewrites, a_state_of_before_put_back_is_written_again)
{
    char *older = text_file_read(path);
    writer_journal_goal(&one, "Bus routes");
    file_take_in_news(&two.file);
    writer_save(&one);
    text_file_write(path, older);
    free(older);
    file_take_in_news(&two.file);
    cr_expect(file_lacks_something(&two.file));
    writer_save(&two);
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
}

Test(rewrites, where_nobody_told_what_it_holds_it_is_read)
{
    writer_journal_goal(&one, "Bus routes");
    file_take_in_news(&two.file);
    company_leave(&company); /* so that it is told to nobody, as by an older program */
    writer_save(&one);
    file_take_in_news(&two.file);
    cr_expect_eq(two.file.outside.what, OUTSIDE_CHANGED);
}

/* Of some goal that the writer knows. */
static void take_words_out(struct writer *w, struct dice *dice)
{
    size_t count;
    struct err err = ERR_NONE;
    const struct edit **edits = session_edits(w->file.session, &count);
    const struct edit *edit = edits[dice_roll(dice) % count];
    if (strcmp(edit->kind, "goal") == 0) {
        cr_assert(forget(&w->author, &(struct forget){.edit = edit}, &err), "%s",
                  err_text(&err));
    }
    free(edits);
}

/* What stands in the file is what w has, or part of it. */
static void expect_known(const struct writer *w, unsigned long seed)
{
    struct session *there = session_new();
    struct err err = ERR_NONE;
    size_t at = 0;
    const struct edit *edit;
    cr_assert(file_add(path, there, &(struct file_added){0}, &err), "%s", err_text(&err));
    while ((edit = session_next_edit(there, &at))) {
        enum applied what;
        cr_assert(session_foresee(w->file.session, edit, &what, NULL));
        cr_assert_eq(what, APPLIED_KNOWN, "seed %lu: the file has more", seed);
    }
    session_free(there);
}

/* One of what may happen to a file that three have open. */
static void happen(struct writer *writers, struct dice *dice, char **older,
                   unsigned long seed)
{
    struct writer *w = &writers[dice_roll(dice) % WRITERS];
    switch (dice_roll(dice) % 8) {
    case 0:
    case 1:
        writer_journal_goal(w, "Bus routes");
        break;
    case 2:
        writer_goal(w, "Healthy food"); /* and in the file with the next save */
        break;
    case 3:
        writer_save(w);
        break;
    case 4:
        take_words_out(w, dice);
        break;
    case 5:
        if (dice_roll(dice) % 2) {
            text_file_write(path, *older);
        } else {
            free(*older);
            *older = text_file_read(path);
        }
        break;
    default:
        file_take_in_news(&w->file);
        if (w->file.outside.what <= OUTSIDE_CHANGED) {
            expect_known(w, seed);
        }
    }
}

Test(rewrites, whatever_happens_nothing_is_taken_for_known_that_is_not)
{
    unsigned long seeds = times_asked("REWRITES", program_is_sanitized() ? 5 : 20);
    for (unsigned long seed = 1; seed <= seeds; seed++) {
        struct dice dice = {seed};
        struct writer writers[WRITERS];
        char *older;
        unlink(path);
        writer_make(path, seed, 1);
        older = text_file_read(path);
        for (size_t i = 0; i < WRITERS; i++) { /* two of one seed: their keys clash */
            writer_open(&writers[i], path, seed % 4 && i == 2 ? 11 : 10 + i);
        }
        for (int i = 0; i < 40; i++) {
            happen(writers, &dice, &older, seed);
        }
        for (size_t i = 0; i < 2 * WRITERS; i++) {
            writer_save(&writers[i % WRITERS]);
            expect_known(&writers[i % WRITERS], seed);
        }
        cr_expect_eq(session_edit_count(writers[0].file.session),
                     session_edit_count(writers[1].file.session), "seed %lu", seed);
        for (size_t i = 0; i < WRITERS; i++) {
            writer_close(&writers[i]);
        }
        free(older);
    }
    figure("rewrites by others, looked at or passed over", seeds, 0, 1);
}
