/* The journal beside a session file, and what a killed program leaves in it. */

#include "model/author.h"
#include "store/file.h"
#include "store/replace.h"
#include "support/err.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A session file that is there, opened, and an author who writes into it. */
struct desk {
    char *path;
    struct session_file file;
    struct author author;
    const struct record *table;
};

static struct desk desk_make(uint64_t seed)
{
    struct desk d = {.path = test_path("session.json")};
    if (access(d.path, F_OK) == 0) {
        cr_assert(file_open(d.path, &d.file, &err), "%s", err_text(&err));
    } else {
        file_new(d.path, &d.file);
    }
    author_init(&d.author, d.file.session, seed, NULL);
    d.author.now_ms = 1487764800000;
    size_t count;
    const struct record *const *tables = session_tables(d.file.session, &count);
    d.table = count ? tables[0]
                    : author_add_table(&d.author, NULL, "Desk", NULL, NULL, NULL, &err);
    return d;
}

static void desk_free(struct desk *d)
{
    author_finish(&d->author);
    file_close(&d->file);
    free(d->path);
}

static const struct edit *latest(const struct desk *d)
{
    return session_edit(d->file.session,
                        (struct edit_key){d->author.actor, d->author.next_number - 1});
}

static const struct record *add_goal(struct desk *d, const char *words)
{
    const struct record *goal = author_add_goal(&d->author, d->table, NULL, words, &err);
    const struct edit *edit = latest(d);
    cr_assert(journal_append(&d->file.journal, &edit, 1, &err), "%s", err_text(&err));
    return goal;
}

static size_t goals_on_disk(struct journal_news *news)
{
    char *path = test_path("session.json");
    struct session_file file;
    size_t tables, goals = 0;
    cr_assert(file_open(path, &file, &err), "%s", err_text(&err));
    const struct record *const *table = session_tables(file.session, &tables);
    if (tables) {
        table_goals(file.session, table[0], &goals);
    }
    *news = file.news;
    file.news = (struct journal_news){0};
    file_close(&file);
    free(path);
    return goals;
}

TestSuite(journal, .fini = end_test);

Test(journal, what_stands_only_in_it_comes_back)
{
    struct desk d = desk_make(1);
    struct journal_news news;
    cr_assert(file_save(&d.file, &err), "%s", err_text(&err));
    add_goal(&d, "Bus routes");
    add_goal(&d, "Healthy food");
    cr_assert(journal_append_draft(&d.file.journal, "a", NULL, "goal:1", "draft:barriers",
                                   "half a", &err));
    cr_assert(journal_append_draft(&d.file.journal, "a", NULL, "goal:1", "draft:barriers",
                                   "half a thou", &err));
    cr_expect_eq(goals_on_disk(&news), 2);
    cr_expect_eq(news.edits, 2);
    cr_expect_eq(news.bad_lines, 0);
    cr_assert_eq(news.draft_count, 1);
    cr_expect_str_eq(news.drafts[0].text, "half a thou");
    cr_expect_str_eq(news.drafts[0].field, "draft:barriers");
    journal_news_finish(&news);
    desk_free(&d);
}

Test(journal, a_byte_order_mark_before_its_first_line_costs_nothing)
{
    struct desk d = desk_make(1);
    struct journal_news news;
    struct str lines = STR_EMPTY;
    cr_assert(file_save(&d.file, &err), "%s", err_text(&err));
    add_goal(&d, "Bus routes");
    cr_assert(read_file(d.file.journal.path, &lines, &err), "%s", err_text(&err));
    str_insert(&lines, 0, "\xef\xbb\xbf", 3);
    text_file_write(d.file.journal.path, lines.bytes);
    cr_expect_eq(goals_on_disk(&news), 1);
    cr_expect_eq(news.bad_lines, 0);
    journal_news_finish(&news);
    str_finish(&lines);
    desk_free(&d);
}

Test(journal, a_draft_that_was_taken_back_is_none)
{
    struct desk d = desk_make(1);
    struct journal_news news;
    cr_assert(file_save(&d.file, &err));
    add_goal(&d, "Bus routes");
    cr_assert(journal_append_draft(&d.file.journal, "a", NULL, "goal:1", "draft:moments",
                                   "word", &err));
    cr_assert(journal_append_draft(&d.file.journal, "a", NULL, "goal:1", "draft:moments",
                                   "", &err));
    goals_on_disk(&news);
    cr_expect_eq(news.draft_count, 0);
    journal_news_finish(&news);
    desk_free(&d);
}

Test(journal, saving_the_file_empties_it_and_closing_removes_it)
{
    struct desk d = desk_make(1);
    char *path = test_path("session.json.journal");
    struct stat about;
    struct journal_news news;
    cr_assert(file_save(&d.file, &err));
    cr_expect_neq(stat(path, &about), 0, "none before something was said");
    add_goal(&d, "Bus routes");
    cr_assert_eq(stat(path, &about), 0);
    cr_expect(about.st_size > 0);
    cr_expect_eq(about.st_mode & 0777, 0600);
    cr_assert(file_save(&d.file, &err));
    cr_assert_eq(stat(path, &about), 0);
    cr_expect_eq(about.st_size, 0);
    desk_free(&d);
    cr_expect_neq(stat(path, &about), 0, "removed with its last user");
    cr_expect_eq(goals_on_disk(&news), 1);
    cr_expect_eq(news.edits, 0);
    journal_news_finish(&news);
    free(path);
}

/* Says so many goals, one after the other, and saves each: how many are promised. */
static void say_and_save(const char *path, int goals, _Atomic int *promised)
{
    struct writer w;
    writer_open(&w, path, 7);
    for (int i = 1; i <= goals; i++) {
        writer_journal_goal(&w, "said");
        *promised = i;
        writer_save(&w);
    }
    writer_close(&w);
}

/* How many goals a file is opened with, or is merged with. */
static int goals_in(const char *path, bool added)
{
    struct session_file file;
    struct session *session = session_new();
    struct file_added more = {0};
    size_t count = 0, tables;
    bool there =
        added ? file_add(path, session, &more, &err) : file_open(path, &file, &err);
    if (there) {
        struct session *in = added ? session : file.session;
        const struct record *const *table = session_tables(in, &tables);
        table_goals(in, table[0], &count);
    }
    if (there && !added) {
        file_close(&file);
    }
    journal_news_finish(&more.news);
    session_free(session);
    return (int)count;
}

Test(journal, what_a_save_takes_out_of_it_while_it_is_opened_is_in_what_is_read)
{
    enum { GOALS = 200 };
    char *path = test_path("saved.json");
    _Atomic int *promised = mmap(NULL, sizeof *promised, PROT_READ | PROT_WRITE,
                                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    writer_make(path, 3, 0);
    pid_t other = fork();
    if (other == 0) {
        say_and_save(path, GOALS, promised);
        _exit(0);
    }
    for (bool added = false; *promised < GOALS; added = !added) {
        int before = *promised, seen = goals_in(path, added);
        cr_expect(seen >= before, "%d of %d were seen", seen, before);
    }
    waitpid(other, NULL, 0);
    munmap(promised, sizeof *promised);
    free(path);
}

Test(journal, a_torn_or_flipped_line_costs_itself_only)
{
    enum { GOALS = 5 };
    int flips = all_asked("FLIPS") ? 20000 : (int)times_asked("FLIPS", 2000) / 5;
    unsigned long bad = 0;
    struct desk d = desk_make(1);
    struct journal_news news;
    struct dice dice = {20170222};
    char *path = test_path("session.json.journal"), words[] = "goal 0";
    size_t len;
    cr_assert(file_save(&d.file, &err));
    for (int i = 0; i < GOALS; i++) {
        words[5] = (char)('0' + i);
        add_goal(&d, words);
    }
    char *whole = text_file_read_bytes(path, &len);
    for (int i = 0; i < flips; i++) {
        char *bytes = malloc(len + 1);
        cr_assert(bytes);
        memcpy(bytes, whole, len + 1);
        size_t at = dice_roll(&dice) % (len - 1);
        if (i % 2) {
            bytes[at] = '\0'; /* torn */
        } else {
            bytes[at] ^= (char)(1 << dice_roll(&dice) % 7);
            bytes[at] = bytes[at] ? bytes[at] : 'x';
        }
        size_t before = 0;
        for (size_t j = 0; j < at; j++) {
            before += whole[j] == '\n';
        }
        text_file_write(path, bytes);
        size_t goals = goals_on_disk(&news);
        bool kept = goals >= (i % 2 ? before : GOALS - 2u);
        bool noticed = news.bad_lines > 0 || goals == GOALS || i % 2;
        cr_expect(kept, "flip %d at byte %zu: %zu goals are left", i, at, goals);
        cr_expect(noticed, "flip %d unnoticed", i);
        bad += !kept || !noticed;
        journal_news_finish(&news);
        free(bytes);
    }
    figure("bits flipped and ends torn in a journal", (unsigned long)flips, bad,
           20170222);
    free(whole);
    free(path);
    desk_free(&d);
}

Test(journal, a_torn_end_does_not_cost_the_next_line)
{
    struct desk d = desk_make(1);
    struct journal_news news;
    char *path = test_path("session.json.journal");
    cr_assert(file_save(&d.file, &err));
    add_goal(&d, "before");
    add_goal(&d, "torn");
    size_t len;
    char *bytes = text_file_read_bytes(path, &len);
    cr_assert_eq(truncate(path, (off_t)len - 9), 0);
    add_goal(&d, "after");
    cr_expect_eq(goals_on_disk(&news), 2, "\"before\" and \"after\"");
    cr_expect_eq(news.bad_lines, 1);
    journal_news_finish(&news);
    free(bytes);
    free(path);
    desk_free(&d);
}

/* Where it was begun stands in the same line as its words. */
Test(journal, a_draft_that_was_torn_at_any_byte_is_the_one_before_it)
{
    static const char first[] = "draft:barriers", then[] = "draft:barriers:@^note-1";
    struct desk d = desk_make(1);
    char *path = test_path("session.json.journal");
    size_t before, len;
    cr_assert(file_save(&d.file, &err));
    cr_assert(
        journal_append_draft(&d.file.journal, "a", "Ana", "goal:1", first, "half", &err));
    free(text_file_read_bytes(path, &before));
    cr_assert(journal_append_draft(&d.file.journal, "a", "Ana", "goal:1", then,
                                   "half a thou", &err));
    char *bytes = text_file_read_bytes(path, &len);
    for (size_t cut = before; cut <= len; cut++) {
        struct journal_news news = {0};
        bool whole = cut + 1 >= len; /* but for its end */
        char *lines = strndup(bytes, cut);
        journal_take_in(lines, cut, false, d.file.session, &news);
        cr_assert_eq(news.draft_count, 1, "cut at %zu", cut);
        cr_expect_str_eq(news.drafts[0].text, whole ? "half a thou" : "half");
        cr_expect_str_eq(news.drafts[0].field, whole ? then : first);
        cr_expect_eq(news.bad_lines, cut > before && !whole);
        journal_news_finish(&news);
        free(lines);
    }
    free(bytes);
    free(path);
    desk_free(&d);
}

Test(journal, two_programs_share_one_and_both_are_read)
{
    struct desk one = desk_make(1);
    struct journal_news news;
    cr_assert(file_save(&one.file, &err));
    struct desk two = desk_make(2);
    add_goal(&one, "from one");
    add_goal(&two, "from two");
    cr_expect_eq(goals_on_disk(&news), 2);
    journal_news_finish(&news);
    add_goal(&two, "from two again");
    cr_assert(file_save(&one.file, &err)); /* takes in what two said, then empties it */
    cr_expect_eq(goals_on_disk(&news), 3);
    cr_expect_eq(news.edits, 0);
    journal_news_finish(&news);
    desk_free(&one);
    add_goal(&two, "from two, alone");
    cr_expect_eq(goals_on_disk(&news), 4);
    journal_news_finish(&news);
    desk_free(&two);
}

/* The goal of that number in the words of the test. */
static void goal_words(char words[24], int number)
{
    snprintf(words, 24, "goal %06d", number);
}

/* Types the goal of that number, waits until it is shown as saved, and kills the program,
 * every other time in the middle of more words. */
static void type_and_kill(const char *path, int number, unsigned *seed)
{
    char words[24];
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    goal_words(words, number);
    typist_type(t, "g\x15"); /* whatever draft came back is cleared */
    typist_type(t, words);
    typist_type(t, "\r");
    typist_wait(t, "Added");
    typist_wait(t, " saved");
    *seed = *seed * 1103515245u + 12345u;
    if (*seed >> 16 & 1) {
        typist_type(t, "and more words\rand more");
        typist_read(t, (int64_t)(*seed >> 20) % 30);
    }
    typist_signal(t, SIGKILL);
    typist_end(t);
    typist_free(t);
}

/* How many of the goals from one number to another the session lacks. */
static int count_lost(const char *path, int from, int to)
{
    char words[24];
    int lost = 0;
    struct ran ran = program_run(NULL, WORDS("roundtable", "export", "-f", "text", path));
    cr_assert_eq(ran.status, 0, "%s", str_text(&ran.err));
    for (int i = from; i < to; i++) {
        goal_words(words, i);
        lost += strstr(str_text(&ran.out), words) == NULL;
    }
    ran_finish(&ran);
    return lost;
}

TestSuite(kills, .fini = end_test);

Test(kills, at_any_moment_lose_nothing_that_was_shown_as_saved)
{
    enum { KILLS_A_FILE = 100 };
    int kills = (int)times_asked("KILLS", 50), lost = 0;
    unsigned seed = 7;
    for (int from = 0; from < kills; from += KILLS_A_FILE) {
        int to = from + KILLS_A_FILE < kills ? from + KILLS_A_FILE : kills;
        char name[32], *path;
        snprintf(name, sizeof name, "killed-%d.json", from);
        path = test_path(name);
        for (int kill = from; kill < to; kill++) {
            type_and_kill(path, kill, &seed);
        }
        lost += count_lost(path, from, to);
        free(path);
    }
    cr_expect_eq(lost, 0, "%d saved goals were lost in %d kills", lost, kills);
    figure("SIGKILL while a scripted typist works", (unsigned long)kills,
           (unsigned long)lost, 7);
}

Test(kills, in_the_middle_of_a_word_cost_a_quarter_of_a_second)
{
    char *path = test_path("draft.json"), *journal = test_path("draft.json.journal");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_type(t, "gBus routes\r");
    typist_wait(t, "Added");
    typist_type(t, "half a thou");
    typist_wait(t, "half a thou");
    int64_t until_ms = program_clock_ms() + 250 + 1000; /* and time for the disk */
    bool kept = false;
    while (!kept && program_clock_ms() < until_ms) {
        char *text = text_file_read(journal);
        kept = text && strstr(text, "half a thou");
        free(text);
        typist_read(t, 10);
    }
    cr_assert(kept, "no draft in the journal");
    typist_signal(t, SIGKILL);
    typist_end(t);
    typist_free(t);
    t = typist_start(24, 80, WORDS("roundtable", path));
    typist_wait_wrapped(t, "Your draft ‘half a thou’ for a new goal is kept: g goes on.");
    typist_type(t, "g");
    typist_wait(t, "Your draft is back");
    typist_wait(t, " half a thou");
    typist_type(t, "ght\r");
    typist_wait(t, "1 Goals 2");
    typist_free(t);
    free(path);
    free(journal);
}
