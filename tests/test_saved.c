/* What was saved last is told to those who have the file open, and believed only where all of
 * it stands there, of just that file. */

#include "store/places.h"
#include "store/saved.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/pair.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *path;

/* Where it lies, to free(). */
static char *place(void)
{
    return state_path_of("generations", path, "/saved");
}

static void begin(void)
{
    path = test_path("s.json");
    char *where = place();
    text_file_write(where, ""); /* the folder is there from the first generation on */
    free(where);
}

static void end(void)
{
    free(path);
    end_test();
    folder_finish();
}

TestSuite(saved, .init = begin, .fini = end);

static struct saved some(void)
{
    return (struct saved){.stamp = {.exists = true,
                                    .device = 65024,
                                    .inode = 3936281,
                                    .size_bytes = 4190233,
                                    .changed = {1487764800, 123456789}},
                          .crc = 0x1f0c32a9,
                          .edits = 20412,
                          .sum = 77,
                          .generation = 17};
}

static bool found(struct stamp stamp)
{
    struct saved saved;
    return saved_find(path, &stamp, &saved);
}

/* Of the file that some() tells of, with that told instead. */
static bool found_in(const char *text)
{
    char *where = place();
    text_file_write(where, text);
    free(where);
    return found(some().stamp);
}

static char *told(void)
{
    struct saved saved = some();
    saved_tell(path, &saved);
    char *where = place(), *line = text_file_read(where);
    free(where);
    cr_assert(line);
    return line;
}

static void expect_found(const struct saved *told)
{
    struct saved saved;
    saved_tell(path, told);
    cr_assert(saved_find(path, &told->stamp, &saved));
    cr_expect_eq(saved.crc, told->crc);
    cr_expect_eq(saved.edits, told->edits);
    cr_expect_eq(saved.sum, told->sum);
    cr_expect_eq(saved.generation, told->generation);
    cr_expect(stamp_same(&saved.stamp, &told->stamp));
}

Test(saved, what_was_told_last_is_found_however_large_or_small)
{
    struct saved one = some(), none = {.stamp.exists = true}, most = some();
    most.stamp.device = (dev_t)UINTMAX_MAX;
    most.stamp.inode = (ino_t)UINTMAX_MAX;
    most.stamp.size_bytes = INT64_MAX;
    most.stamp.changed = (struct timespec){INT64_MAX, 999999999};
    most.crc = UINT32_MAX;
    most.edits = SIZE_MAX;
    most.sum = UINT64_MAX;
    most.generation = ULONG_MAX;
    cr_expect_not(found(one.stamp), "nothing was told yet");
    expect_found(&one);
    expect_found(&most);
    expect_found(&none);
    cr_expect_not(found(one.stamp), "what was told before is told no more");
}

Test(saved, what_was_told_of_a_file_in_another_state_is_not)
{
    struct stamp others[] = {some().stamp, some().stamp, some().stamp,
                             some().stamp, some().stamp, some().stamp};
    others[0].device++;
    others[1].inode++;
    others[2].size_bytes--;
    others[3].changed.tv_sec++;
    others[4].changed.tv_nsec++;
    others[5].exists = false;
    free(told());
    cr_expect(found(some().stamp));
    for (size_t i = 0; i < LENGTH(others); i++) {
        cr_expect_not(found(others[i]), "%zu", i);
    }
    char *other = test_path("other.json");
    struct saved saved;
    struct stamp stamp = some().stamp;
    cr_expect_not(saved_find(other, &stamp, &saved), "it is told of another file");
    free(other);
}

/* A line that was cut in its last number would name an older generation. */
Test(saved, of_a_torn_line_nothing_is_believed)
{
    char *line = told();
    for (size_t len_bytes = strlen(line); len_bytes-- > 0;) {
        line[len_bytes] = '\0';
        cr_expect_not(found_in(line), "cut to \"%s\"", line);
    }
    free(line);
}

Test(saved, what_is_no_such_line_is_not_believed)
{
#define STAMP "65024 3936281 4190233 1487764800 123456789 "
    static const char *const lines[] = {
        "2 " STAMP "1f0c32a9 20412 000000000002d 17\n",       /* of a later program */
        "1 " STAMP "1f0c32a9 20412 00000000u002d 17\n",       /* no base-32: u */
        "1 " STAMP "1f0c32a9 20412 2d 17\n",                  /* a short sum */
        "1 " STAMP "1f0c32a9 20412 000000000002d0 17\n",      /* a long one */
        "1 " STAMP "1f0c32a9 000000000002d 17\n",             /* a number less */
        "1 " STAMP "1f0c32a9 20412 000000000002d 17 5\n",     /* and one more */
        "1 " STAMP "1f0c32a9 20412 000000000002d 17\nmore\n", /* and more behind */
        "1 " STAMP "1f0c32g9 20412 000000000002d 17\n",       /* no checksum */
    };
    cr_assert(found_in("1 " STAMP "1f0c32a9 20412 000000000002d 17\n"));
    for (size_t i = 0; i < LENGTH(lines); i++) {
        cr_expect_not(found_in(lines[i]), "%s", lines[i]);
    }
}

Test(saved, what_somebody_led_elsewhere_is_not_believed)
{
    char *where = place(), *elsewhere = test_path("elsewhere");
    free(told());
    cr_assert_eq(rename(where, elsewhere), 0);
    cr_assert_eq(symlink(elsewhere, where), 0);
    cr_expect_not(found(some().stamp));
    struct saved more = some();
    more.generation++;
    saved_tell(path, &more);
    char *line = text_file_read(elsewhere);
    cr_expect(strstr(line, " 17\n"), "what is told does not go there either: %s", line);
    free(line);
    free(where);
    free(elsewhere);
}

static void expect_same(const struct holding *a, const struct holding *b, const char *why)
{
    cr_expect_eq(a->edits, b->edits, "%s", why);
    cr_expect_eq(a->sum, b->sum, "%s", why);
}

static struct holding held_by(const struct session *session)
{
    struct holding holding = {0};
    holding_add_up(&holding, session);
    cr_expect_eq(holding.edits, session_edit_count(session));
    return holding;
}

Test(saved, who_holds_the_same_edits_adds_up_to_the_same_in_whatever_order_they_came)
{
    struct pair p = pair_make();
    struct holding one = {0}, two = {0};
    holding_add_up(&one, p.one);
    holding_add_up(&two, p.two);
    expect_same(&one, &two, "at the beginning");
    cr_assert(author_reword(&p.ana, p.note, "Bus fares are high", &err));
    cr_assert(author_reword(&p.ben, record_in(p.two, p.note), "No evening bus", &err));
    holding_add_up(&one, p.one);
    holding_add_up(&two, p.two);
    cr_expect_eq(one.edits, two.edits);
    cr_expect_neq(one.sum, two.sum, "each has other words");
    pair_meet(&p);
    holding_add_up(&one, p.one);
    holding_add_up(&two, p.two);
    expect_same(&one, &two, "they met");
    struct holding fresh = held_by(p.one);
    expect_same(&one, &fresh, "what came since is added, and nothing twice");
    holding_add_up(&one, p.one);
    expect_same(&one, &fresh, "nothing came");
    pair_free(&p);
}

static void redact(struct session *session, const struct edit *edit)
{
    struct edit redacted = *edit;
    edit_redact(&redacted);
    cr_assert(session_apply(session, &redacted, NULL, &err));
}

Test(saved, words_that_were_redacted_are_counted_as_they_are_now)
{
    struct pair p = pair_make();
    struct holding holding = held_by(p.one);
    uint64_t before = holding.sum;
    redact(p.one, record_author(p.note));
    holding_add_up(&holding, p.one);
    cr_expect_neq(holding.sum, before);
    struct holding fresh = held_by(p.one);
    expect_same(&holding, &fresh, "all is added anew");
    pair_free(&p);
}

Test(saved, edits_of_one_key_are_counted_each)
{
    struct pair p = pair_make();
    struct holding holding = held_by(p.one);
    struct edit clash = *record_author(p.note);
    clash.by = "Eve";
    enum applied what;
    cr_assert(session_apply(p.one, &clash, &what, &err));
    cr_assert_eq(what, APPLIED_CLASH);
    holding_add_up(&holding, p.one);
    struct holding fresh = held_by(p.one);
    expect_same(&holding, &fresh, "added as it came, and all at once");
    pair_free(&p);
}
