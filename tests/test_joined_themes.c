/* Tables are added by lines to a large file in which people decided about themes, and come to
 * what they come to in the long way, byte for byte and word for word. */

#include "model/forget.h"
#include "model/history.h"
#include "model/themes.h"
#include "store/file.h"
#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/joins.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

TestSuite(joined_themes, .init = enter_folder, .fini = folder_finish);

/* Somebody who decides about themes, and the laptop on which that is done. */
struct organiser {
    struct author author;
    struct session *session;
    struct themes themes;
    struct dice *dice;
};

static struct organiser organiser_of(struct session *all, uint64_t number,
                                     struct dice *dice)
{
    struct organiser o = {.session = session_new(), .dice = dice};
    session_add_all(o.session, all);
    author_init(&o.author, o.session, number, number % 2 ? "Ana" : "Ben");
    o.author.now_ms = INT64_C(1487764800000) + (int64_t)(number % 7) * 100;
    return o;
}

/* What was decided goes to the session of all. */
static void organiser_finish(struct organiser *o, struct session *all)
{
    session_add_all(all, o->session);
    themes_finish(&o->themes);
    author_finish(&o->author);
    session_free(o->session);
}

static size_t roll(struct organiser *o, size_t sides)
{
    return (size_t)(dice_roll(o->dice) % sides);
}

/* A theme, mostly one about which something was decided, of which there are few. */
static const struct theme *some_theme(struct organiser *o)
{
    const struct theme *theme = NULL;
    themes_follow(&o->themes, o->session);
    for (size_t i = 0; i < 12 && !(theme && theme->record); i++) {
        theme = o->themes.items[roll(o, o->themes.count)];
    }
    return theme;
}

static const struct theme *any_theme(struct organiser *o)
{
    themes_follow(&o->themes, o->session);
    return o->themes.items[roll(o, o->themes.count)];
}

static const struct record *some_entry(struct organiser *o, const struct theme *theme)
{
    return theme->members[roll(o, theme->count)];
}

/* Puts an entry of any column into a theme, or one that is nowhere, or none. */
static void place(struct organiser *o, const struct record *entry)
{
    const struct theme *theme = some_theme(o);
    struct str name = STR_EMPTY;
    if (theme->record && roll(o, 6)) {
        str_addf(&name, "theme:%s", record_id(theme->record));
    } else {
        str_add(&name, roll(o, 2) ? "theme:nowhere" : "Streets");
    }
    author_set(&o->author, entry, "theme",
               roll(o, 5) ? VALUE_OF_TEXT(name.bytes) : VALUE_NOTHING, NULL);
    str_finish(&name);
}

/* Two themes of one column become one, or are kept apart. */
static void join_or_keep_apart(struct organiser *o, bool join)
{
    const struct theme *one = some_theme(o), *other = any_theme(o);
    for (size_t i = 0; i < 20 && (one == other || one->column != other->column); i++) {
        other = any_theme(o);
    }
    if (one != other && one->column == other->column) {
        (join ? themes_join : themes_keep_apart)(&o->author, one, other, NULL);
    }
}

/* What people go on to say, of an entry that stands in a theme. */
static void change_entry(struct organiser *o, const struct record *entry)
{
    const struct record *goal = record_parent(some_entry(o, any_theme(o)));
    size_t count;
    const struct edit **edits = history_of(entry, &count);
    struct forget forget_it = {.edit = edits[roll(o, count)]};
    switch (roll(o, 5)) {
    case 0:
        author_reword(&o->author, entry, roll(o, 2) ? "Bus fares" : "Said anew", NULL);
        break;
    case 1:
        author_delete(&o->author, roll(o, 5) ? entry : record_parent(entry), NULL);
        break;
    case 2:
        forget(&o->author, &forget_it, NULL);
        break;
    default:
        if (record_is(entry, "note") && record_is(goal, "goal")) {
            author_move_note(&o->author, entry, goal,
                             roll(o, 2) ? "barriers" : "stakeholders", NULL, NULL);
        }
        break;
    }
    free(edits);
}

static void decide(struct organiser *o)
{
    static const char *const names[] = {"Streets", "The bus", ""};
    const struct theme *theme = roll(o, 3) ? some_theme(o) : any_theme(o);
    const struct record *entry = some_entry(o, theme);
    o->author.now_ms += 500;
    switch (roll(o, 11)) {
    case 0:
    case 1:
    case 2:
        join_or_keep_apart(o, true);
        break;
    case 3:
    case 4:
        join_or_keep_apart(o, false);
        break;
    case 5:
        theme_name(&o->author, theme, names[roll(o, LENGTH(names))], NULL);
        break;
    case 6:
        theme_part(&o->author, theme, entry, NULL);
        break;
    case 7:
        place(o, entry);
        break;
    case 8:
        if (roll(o, 3) == 0) {
            theme_settle(&o->author, theme, NULL);
        } else if (theme->record) { /* a theme of themes, or one that nobody can have */
            author_set(&o->author, theme->record, roll(o, 2) ? "theme" : "gone",
                       VALUE_OF_TEXT("theme:nowhere"), NULL);
        }
        break;
    default:
        change_entry(o, entry);
        break;
    }
}

/* Any note of a session, mostly one of which there is nothing else to tell. */
static const char *any_note(struct session *session, struct dice *dice)
{
    const char *id = "nobody";
    size_t seen = 0;
    for (const struct record *r = session_next_record(session, NULL); r;
         r = session_next_record(session, r)) {
        if (record_is(r, "note") && dice_roll(dice) % ++seen == 0) {
            id = record_id(r);
        }
    }
    return id;
}

/* Another program keeps apart what it likes, be it one or not. */
static void keep_any_apart(struct session *all, struct dice *dice)
{
    struct str lines = STR_EMPTY;
    for (size_t i = 1 + dice_roll(dice) % 12; i > 0; i--) {
        str_addf(
            &lines,
            "{\"key\":\"other.%zu\",\"at\":\"2017-02-22T12:00:00.000Z\",\"of\":\"apart:"
            "%zu\",\"set\":{\"apart\":true,\"one\":\"note:%s\",\"other\":\"%s:%s\"}}\n",
            i, i / 2, any_note(all, dice), dice_roll(dice) % 9 ? "note" : "theme",
            any_note(all, dice));
    }
    join_lines(all, str_text(&lines));
    str_finish(&lines);
}

/* Two decide unseen by each other, once or twice, about what is in a session. */
static void decide_all(struct session *all, struct dice *dice)
{
    for (size_t times = 1 + dice_roll(dice) % 2; times > 0; times--) {
        struct organiser ana = organiser_of(all, 1000 + times * 2 + 1, dice);
        struct organiser ben = organiser_of(all, 1000 + times * 2, dice);
        for (size_t acts = 1 + dice_roll(dice) % 14; acts > 0; acts--) {
            decide(dice_roll(dice) % 2 ? &ana : &ben);
        }
        organiser_finish(&ana, all);
        organiser_finish(&ben, all);
    }
    if (dice_roll(dice) % 2) {
        keep_any_apart(all, dice);
    }
}

/* A theme's record of a session; "none" without one. */
static const char *first_theme(struct session *session)
{
    for (const struct record *r = session_next_record(session, NULL); r;
         r = session_next_record(session, r)) {
        if (record_is(r, "theme")) {
            return record_id(r);
        }
    }
    return "none";
}

/* What is new names what is there, or was itself decided about. */
static void make_strange(struct session *one, struct session *all, struct dice *dice)
{
    struct organiser o = organiser_of(one, 2001, dice);
    struct str name = str_of("theme:%s", first_theme(all));
    switch (dice_roll(dice) % 6) {
    case 0:
        decide(&o);
        break;
    case 1:
    case 2:
    case 3:
        author_set(&o.author, some_entry(&o, any_theme(&o)), "theme",
                   VALUE_OF_TEXT(name.bytes), NULL);
        break;
    default:
        break;
    }
    str_finish(&name);
    organiser_finish(&o, one);
}

/* How many themes of a file are unsettled. */
static size_t unsettled_in(const char *path)
{
    struct session_file file;
    size_t count = 0;
    if (file_open(path, &file, NULL)) {
        count = session_unsettled_themes(file.session);
        file_close(&file);
    }
    return count;
}

struct tried {
    bool alike, quick, unsettled;
};

static struct tried try_it(unsigned long seed)
{
    struct dice dice = {seed};
    struct session *all = session_new();
    struct joins joins = {{"t.json", "u.json"}, 1 + dice_roll(&dice) % 2};
    bool anew = seed % 2; /* there is no out.json, and who decided has another file */
    struct str name = str_of("seed %lu", seed);
    join_shell("rm -rf q && mkdir q");
    for (size_t i = 0, count = 1 + dice_roll(&dice) % 3; i < count; i++) {
        struct session *one = busy_table(seed * 10 + i);
        session_add_all(all, one);
        session_free(one);
    }
    decide_all(all, &dice);
    join_write(anew ? "q/decided.json" : "q/out.json", all);
    for (size_t i = 0; i < joins.count; i++) {
        struct session *one = busy_table(seed * 10 + 5 + i);
        make_strange(one, all, &dice);
        join_write(i ? "q/u.json" : "q/t.json", one);
        session_free(one);
    }
    if (anew) {
        joins.items[joins.count++] = "decided.json";
    }
    struct tried tried = {.quick = joins_quickly(&joins)};
    tried.alike = joins_alike(name.bytes, &joins, false);
    tried.unsettled = unsettled_in("q/out.json") > 0;
    session_free(all);
    str_finish(&name);
    return tried;
}

Test(joined_themes, by_lines_or_the_long_way_themes_are_told_alike, .timeout = 3000)
{
    unsigned long first = times_asked("FIRST_SEED", 1), seeds = times_asked("SEEDS", 40);
    unsigned long bad = 0, first_bad = 0, quick = 0, unsettled = 0;
    for (unsigned long seed = first; seed < first + seeds; seed++) {
        struct tried tried = try_it(seed);
        quick += tried.quick;
        unsettled += tried.quick && tried.unsettled;
        first_bad = tried.alike || first_bad ? first_bad : seed;
        bad += !tried.alike;
    }
    cr_log_info("%lu of %lu by lines, %lu with something to settle", quick, seeds,
                unsettled);
    cr_expect(quick * 3 > seeds, "only %lu of %lu by lines", quick, seeds);
    cr_expect(unsettled * 10 > seeds, "only %lu of %lu to settle", unsettled, seeds);
    figure("files added by lines to one with decided themes, and the long way", seeds,
           bad, first_bad);
}

/* Barriers of the table of that number that one edit made: three, of which the first two say
 * the same, and the last does not. */
static void three_barriers(struct session *session, const char *number,
                           const char *ids[3])
{
    const struct record *all[64] = {NULL};
    size_t count = 0;
    for (const struct record *r = session_next_record(session, NULL); r && count < 64;
         r = session_next_record(session, r)) {
        const struct record *table = record_is(r, "note") ? entry_table(r) : NULL;
        size_t edits = 0;
        free(history_of(r, &edits));
        if (table && edits == 1 && strcmp(record_words(table, "table"), number) == 0 &&
            strcmp(record_words(r, "column"), "barriers") == 0) {
            all[count++] = r;
        }
    }
    const char *words = record_words(all[0], "text");
    ids[0] = record_id(all[0]);
    ids[1] = ids[2] = NULL;
    for (size_t i = 1; i < count; i++) {
        bool same = strcmp(record_words(all[i], "text"), words) == 0;
        ids[same ? 1 : 2] = record_id(all[i]);
    }
    cr_assert(ids[1] && ids[2]);
}

/* A line that one decision is. */
static void add_decision(struct str *lines, const char *of, const char *id,
                         const char *set)
{
    str_addf(
        lines,
        "{\"key\":\"other.%zu\",\"at\":\"2017-02-22T12:00:00.000Z\",\"of\":\"%s:%s\","
        "\"set\":{%s}}\n",
        lines->len_bytes, of, id, set);
}

/* Of an entry that follows its words into a theme there is nothing but that somebody kept it
 * apart from what stands there. */
Test(joined_themes, what_follows_its_words_and_was_kept_apart_is_told)
{
    const struct joins joins = {{"4.json"}, 1}, decided = {{"5.json"}, 1};
    struct session *all = session_new(), *fresh = busy_table(4), *theirs = busy_table(5);
    struct str lines = STR_EMPTY;
    const char *ids[3];
    struct dice dice = {1};
    struct organiser o = organiser_of(theirs, 3, &dice);
    mkdir("q", 0700);
    for (uint64_t seed = 1; seed < 4; seed++) {
        struct session *one = busy_table(seed);
        session_add_all(all, one);
        session_free(one);
    }
    three_barriers(all, "3", ids);
    struct str pair = str_of("\"apart\":true,\"one\":\"note:%s\",\"other\":\"note:%s\"",
                             ids[1], ids[2]);
    add_decision(&lines, "theme", "th", "\"name\":\"Streets\"");
    add_decision(&lines, "note", ids[0], "\"theme\":\"theme:th\"");
    add_decision(&lines, "note", ids[2], "\"theme\":\"theme:th\"");
    add_decision(&lines, "apart", "ap", pair.bytes);
    join_lines(all, lines.bytes);
    join_write("q/out.json", all);
    join_write("q/4.json", fresh);
    cr_expect(joins_quickly(&joins), "themes are no hindrance");
    cr_expect(joins_alike("kept apart", &joins, false));
    cr_expect_eq(unsettled_in("q/out.json"), 1);
    EXPECT_RUN(0, "1 theme is not settled", NULL, "merge", "-o", "q/out.json",
               "q/out.json");
    theme_part(&o.author, any_theme(&o), some_entry(&o, any_theme(&o)), NULL);
    organiser_finish(&o, theirs);
    join_write("q/5.json", theirs);
    cr_expect_not(joins_quickly(&decided), "themes that are new");
    cr_expect(joins_alike("decided in both", &decided, false));
    session_free(all);
    session_free(fresh);
    session_free(theirs);
    str_finish(&lines);
    str_finish(&pair);
}
