#include "support/joins.h"

#include "model/author.h"
#include "store/joined.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void join_shell(const char *command)
{
    struct ran ran = program_run(NULL, WORDS("sh", "-c", command));
    cr_assert_eq(ran.status, 0, "%s: %s", command, str_text(&ran.err));
    ran_finish(&ran);
}

void join_write(const char *path, struct session *session)
{
    char *bytes = bytes_of(session);
    text_file_write(path, bytes);
    free(bytes);
}

void join_lines(struct session *session, const char *lines)
{
    struct session *more = session_new();
    struct err err = ERR_NONE;
    struct file_added added;
    text_file_write("lines.tmp", lines);
    if (file_add("lines.tmp", more, &added, &err)) {
        session_add_all(session, more);
        journal_news_finish(&added.news);
    }
    err_finish(&err);
    session_free(more);
}

/* Whether these are added to out.json by lines; nothing is saved. */
static bool is_quick(const struct joins *joins)
{
    struct session_file file;
    bool quick = joined_open("out.json", &file);
    for (size_t i = 0; quick && i < joins->count; i++) {
        struct file_added added;
        quick = joined_add(&file, joins->items[i], &added);
        if (!quick) {
            file_close(&file);
        }
    }
    if (quick) {
        quick = joined_ready(&file);
        file_close(&file);
    }
    return quick;
}

/* Adds them to out.json in that folder, if that is there. */
static struct ran merge_in(const char *folder, const struct joins *joins, bool there,
                           bool dry)
{
    const char *argv[MOST_JOINS + 8] = {"roundtable", "merge", "-o", "out.json",
                                        "out.json"};
    size_t count = there ? 5 : 4;
    for (size_t i = 0; i < joins->count; i++) {
        argv[count++] = joins->items[i];
    }
    argv[count] = dry ? "--dry-run" : NULL;
    cr_assert_eq(chdir(folder), 0);
    struct ran ran = program_run(NULL, argv);
    cr_assert_eq(chdir(".."), 0);
    return ran;
}

static bool same_text(const struct str *a, const struct str *b)
{
    return strcmp(str_text(a), str_text(b)) == 0;
}

/* Of a file that says nothing it is not told that it was merged. */
static void count_one_less(struct str *said)
{
    static const char before[] = ", from ";
    char *at = said->bytes ? strstr(said->bytes, before) : NULL;
    if (at) {
        char *end;
        size_t from = (size_t)(at - said->bytes) + sizeof before - 1;
        unsigned long count = strtoul(at + sizeof before - 1, &end, 10) - 1;
        size_t len = strcspn(end, "\n") + (size_t)(end - said->bytes) - from;
        struct str words = str_of("%lu file%s", count, count == 1 ? "" : "s");
        str_remove(said, from, len);
        str_insert(said, from, words.bytes, words.len_bytes);
        str_finish(&words);
    }
}

/* The long way, in "s". */
static struct ran merge_slowly(const struct joins *joins, bool there, bool dry)
{
    struct session *nothing = session_new();
    join_shell("rm -rf s && cp -R q s");
    if (!there) {
        join_write("s/out.json", nothing);
    }
    join_shell("printf '\\n' >>s/out.json");
    struct ran ran = merge_in("s", joins, true, dry);
    if (!there) {
        count_one_less(&ran.out);
    }
    session_free(nothing);
    return ran;
}

static bool same_file(const char *left, const char *right)
{
    char *one = text_file_read(left), *other = text_file_read(right);
    bool same = one && other && strcmp(one, other) == 0;
    free(one);
    free(other);
    return same;
}

bool joins_alike(const char *name, const struct joins *joins, bool dry)
{
    bool there = access("q/out.json", F_OK) == 0;
    struct ran slow = merge_slowly(joins, there, dry);
    struct ran quick = merge_in("q", joins, there, dry);
    bool written = !dry && (quick.status == 0 || quick.status == 3);
    bool same = !written || same_file("q/out.json", "s/out.json");
    bool alike = quick.status == slow.status && same_text(&quick.out, &slow.out) &&
                 same_text(&quick.err, &slow.err) && same;
    if (!alike) {
        cr_expect_fail("%s: %d, %d; %s\n%s\n%s\n%s\n%s", name, quick.status, slow.status,
                       same ? "same file" : "another file", str_text(&quick.out),
                       str_text(&slow.out), str_text(&quick.err), str_text(&slow.err));
    }
    ran_finish(&quick);
    ran_finish(&slow);
    return alike;
}

struct session *busy_table(uint64_t seed)
{
    static const char *const words[] = {"Bus fares", "Nobody says “yes”",
                                        "They call it \"help\"", "Café, Łódź, ویلز",
                                        "A \\ and a tab\t"};
    struct session *session = session_new();
    struct dice dice = {seed};
    struct author a;
    struct str number = str_of("%u", (unsigned)seed);
    author_init(&a, session, seed, seed % 2 ? "Ana" : NULL);
    a.now_ms = INT64_C(1487755800000) + (int64_t)(seed % 5) * 1000;
    const struct record *table =
        author_add_table(&a, NULL, "Seminar", "Leeds", "2017-02-22", number.bytes, NULL);
    const struct record *goal = NULL, *note = NULL;
    for (size_t i = 0; i < 40; i++) {
        const char *said = words[dice_roll(&dice) % LENGTH(words)];
        a.now_ms += (int64_t)(dice_roll(&dice) % 3) * 700;
        if (i % 12 == 0) {
            goal = author_add_goal(&a, table, NULL, said, NULL);
        }
        note = author_add_note(&a, goal, i % 3 ? "barriers" : "stakeholders", NULL, said,
                               NULL);
        switch (dice_roll(&dice) % 12) {
        case 0:
            author_reword(&a, note, "Said otherwise", NULL);
            break;
        case 1:
            author_set(&a, note, "weight", VALUE_OF_TEXT("boulder"), NULL);
            break;
        case 2:
            author_set(&a, note, "who", VALUE_OF_TEXT("Ben"), NULL);
            break;
        case 3:
            author_delete(&a, note, NULL);
            break;
        case 4:
            author_set(&a, note, "vote:person 1", VALUE_OF_JSON("2"), NULL);
            break;
        case 5:
            author_set(&a, table, "vision", VALUE_OF_TEXT(said), NULL);
            break;
        default:
            break;
        }
    }
    author_finish(&a);
    str_finish(&number);
    return session;
}

void write_busy_tables(uint64_t seed, size_t count, size_t fresh)
{
    struct session *all = session_new();
    for (size_t i = 0; i < count; i++) {
        struct session *one = busy_table(seed + i);
        struct str path = str_of("q/%zu.json", i);
        join_write(path.bytes, one);
        if (i + fresh < count) {
            session_add_all(all, one);
        }
        session_free(one);
        str_finish(&path);
    }
    join_write("q/out.json", all);
    session_free(all);
}

bool joins_quickly(const struct joins *joins)
{
    cr_assert_eq(chdir("q"), 0);
    bool quick = is_quick(joins);
    cr_assert_eq(chdir(".."), 0);
    return quick;
}
