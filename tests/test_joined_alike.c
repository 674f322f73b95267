/* Files added to a large one by its lines, or merged anew by theirs, come to what they come to in
 * the long way, byte for byte, word for word, whatever is unusual. */

#include "model/history.h"
#include "store/file.h"
#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/histories.h"
#include "support/joins.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(joined_alike, .init = enter_folder, .fini = folder_finish);

/* Some entry, goal, table and key of a session, as lines name them. */
struct there {
    const char *note, *goal, *table;
    struct str key;
};

static const char *any_of(struct session *s, const char *kind, struct dice *dice)
{
    const char *id = "none";
    size_t seen = 0;
    for (const struct record *r = session_next_record(s, NULL); r;
         r = session_next_record(s, r)) {
        if (record_is(r, kind) && *record_id(r) && dice_roll(dice) % ++seen == 0) {
            id = record_id(r);
        }
    }
    return id;
}

static struct there any_there(struct session *s, struct dice *dice)
{
    size_t count;
    const struct edit **edits = session_edits(s, &count);
    const struct edit *edit = edits[dice_roll(dice) % count];
    struct there there = {
        .note = any_of(s, "note", dice),
        .goal = any_of(s, "goal", dice),
        .table = any_of(s, "session", dice),
        .key = str_of("%s.%llu", edit->key.actor, (unsigned long long)edit->key.number)};
    free(edits);
    return there;
}

/* What is unusual in one way, as lines of edits: NOTE, GOAL, TABLE and KEY stand for some that
 * are there, # for the number of an edit, @ for what begins with it. */
static const char *const unusual[] = {
    "#theme:th\",\"set\":{\"name\":\"Streets\"}}",
    "#apart:ap\",\"set\":{\"apart\":true,\"one\":\"a\",\"other\":\"b\"}}",
    "#note:new\",\"set\":{\"column\":\"barriers\",\"goal\":\"goal:GOAL\",\"place\":\"V\","
    "\"text\":\"Under another's\"}}",
    "#note:NOTE\",\"set\":{\"text\":\"Other words\"}}",
    "#note:NOTE\",\"set\":{\"text\":\"Other words\"},\"over\":[\"KEY\"]}",
    "#note:NOTE\",\"set\":{\"goal\":\"goal:GOAL\"}}",
    "#note:NOTE\",\"set\":{\"gone\":true}}",
    "#goal:GOAL\",\"set\":{\"gone\":true}}",
    "#session:TABLE\",\"set\":{\"gone\":true}}",
    "#session:TABLE\",\"set\":{\"vision\":\"Another\"}}",
    "#session:TABLE\",\"set\":{\"table\":\"99\"}}",
    "#session:TABLE\",\"set\":{\"voted\":\"12\"}}",
    "#session:TABLE\",\"set\":{\"template\":\"nobody-has-it\"}}",
    "#session:TABLE\",\"set\":{\"alone\":\"round\"}}",
    "{\"key\":\"KEY\",\"at\":\"2017-02-22T12:00:00.000Z\",\"of\":\"note:new\",\"set\":{"
    "\"text\":\"A key again\"}}",
    "#poll:p\",\"set\":{\"question\":\"Why?\"}}",
    "#file:file\",\"set\":{\"remark\":\"Of all\"}}",
    "#session:new\",\"set\":{\"after\":\"TABLE\",\"title\":\"Later\"}}",
    "#note:new\",\"set\":{\"text\":\"Under nothing\"}}",
    "#goal:new\",\"set\":{\"place\":\"V\",\"session\":\"session:TABLE\",\"text\":\"G\"}}",
    "#goal:new\",\"set\":{\"place\":\"V\",\"session\":\"session:nowhere\",\"text\":\"G\"}"
    "}",
    "#note:new\",\"set\":{\"column\":\"barriers\",\"goal\":\"goal:nowhere\",\"place\":"
    "\"V\","
    "\"text\":\"N\"}}",
    "#goal:new\",\"set\":{\"place\":\"V\",\"session\":\"session:new\",\"text\":\"G\"}}\n"
    "#note:new\",\"set\":{\"column\":\"votes\",\"goal\":\"goal:new\",\"place\":\"V\","
    "\"text\":\"In the edits alone\"}}",
    "#goal:new\",\"set\":{\"place\":\"V\",\"session\":\"session:new\",\"text\":\"G\"}}\n"
    "#note:new\",\"set\":{\"colour\":\"red\",\"column\":\"own\",\"goal\":\"goal:new\","
    "\"place\":\"V\",\"text\":\"In a column of its own\"}}",
    "#goal:new\",\"set\":{\"ideas\":[\"one\",\"two\"],\"session\":\"session:new\","
    "\"text\":\"G\"}}",
    "{\"key\":\"odd.7\",\"at\":\"2017-02-22T12:00:00.000Z\",\"by\":\"hand\",\"of\":"
    "\"goal:new\",\"set\":{\"ideas\":[\"one\",\"two\"],\"session\":\"session:new\","
    "\"text\":\"G\"}}",
    "#session:new\",\"set\":{\"template\":\"nobody-has-it\",\"title\":\"T\"}}",
    "#session:new\",\"set\":{\"alone\":\"round\",\"title\":\"T\"}}",
    "#session:new\",\"set\":{\"title\":\"T\"}}\n#goal:new\",\"set\":{\"alone\":\"round\","
    "\"session\":\"session:new\",\"text\":\"Hidden?\"}}",
    "#offer:new\",\"set\":{\"session\":\"session:TABLE\",\"text\":\"Offered\"}}",
    "#offer:new\",\"set\":{\"session\":\"session:new\",\"text\":\"Offered\"}}",
    "#note:new\",\"set\":{\"column\":\"barriers\",\"goal\":\"goal:new\",\"place\":\"V\","
    "\"text\":\"Said again\"},\"again\":[\"KEY\"]}",
    "#note:new\",\"set\":{\"text\":null},\"redacted\":true}",
    "#goal:new\",\"set\":{\"place\":\"V\",\"session\":\"session:new\",\"text\":\"G\"}}\n"
    "#note:new\",\"set\":{\"column\":\"barriers\",\"goal\":\"goal:new\",\"place\":\"V\","
    "\"text\":\"One\"}}\n#note:new\",\"set\":{\"text\":\"Other\"}}\n"
    "#goal:new\",\"set\":{\"gone\":true}}",
    "#template:own\",\"set\":{\"form\":{\"id\":\"own\"}}}",
};

static void add_word(struct str *out, const char *from, const struct there *there)
{
    out->len_bytes ? (void)0 : str_add(out, "");
    str_add(out, strncmp(from, "NOTE", 4) == 0    ? there->note
                 : strncmp(from, "GOAL", 4) == 0  ? there->goal
                 : strncmp(from, "TABLE", 5) == 0 ? there->table
                                                  : there->key.bytes);
}

/* Those lines with what is there in them. */
static void add_lines(const char *from, const struct there *there, const char *actor,
                      struct str *out)
{
    int number = 0;
    while (*from) {
        size_t word = strncmp(from, "NOTE", 4) == 0    ? 4
                      : strncmp(from, "GOAL", 4) == 0  ? 4
                      : strncmp(from, "TABLE", 5) == 0 ? 5
                      : strncmp(from, "KEY", 3) == 0   ? 3
                                                       : 0;
        if (word) {
            add_word(out, from, there);
        } else if (*from == '#') {
            str_addf(out,
                     "{\"key\":\"%s.%d\",\"at\":\"2017-02-22T12:0%d:00.000Z\",\"of\":\"",
                     actor, number + 1, number + 1),
                number++;
            word = 1;
        } else {
            str_add_byte(out, *from);
            word = 1;
        }
        from += word;
    }
    str_add(out, "\n");
}

static void write_replica(const char *path, const struct history *h, size_t number,
                          struct session *also)
{
    struct session *session = h->replicas[number % h->replica_count].session;
    join_write(path, session);
    if (also) {
        session_add_all(also, session);
    }
}

/* A word of a file's top, or of its edits, becomes another. */
static void change_word(const char *path, bool in_edits)
{
    char *text = text_file_read(path);
    char *at = text ? strstr(text, in_edits ? "\n  \"edits\": [" : "\"goals\": [") : NULL;
    char *word = at ? strstr(at, "\"text\":") : NULL;
    char *quote = word ? strchr(word + 7, '"') : NULL;
    if (quote && quote[1] != '"') {
        quote[1] = quote[1] == 'X' ? 'Y' : 'X';
        text_file_write(path, text);
    }
    free(text);
}

/* What is there, and what is new, that mean something only together. */
static const struct {
    const char *there, *fresh;
} pairs[] = {
    {"#session:t\",\"set\":{\"title\":\"T\"}}\n#goal:g\",\"set\":{\"alone\":\"round\","
     "\"session\":\"session:t\",\"text\":\"Shown so far\"}}",
     "#session:u\",\"set\":{\"alone\":\"round\",\"title\":\"U\"}}"},
    {"#note:n\",\"set\":{\"text\":\"Under nothing\"}}",
     "#note:m\",\"set\":{\"text\":\"Nor this\"}}"},
    {"#note:n\",\"set\":{\"column\":\"barriers\",\"goal\":\"goal:g\",\"place\":\"V\","
     "\"text\":\"N\"}}",
     "#goal:g\",\"set\":{\"session\":\"session:u\",\"text\":\"G\"}}"},
    {"#note:n\",\"set\":{\"column\":\"barriers\",\"goal\":\"goal:g\",\"place\":\"V\","
     "\"text\":\"N\",\"weight\":\"boulder\"}}",
     "#goal:g\",\"set\":{\"session\":\"session:u\",\"text\":\"G\"}}"},
    {"#goal:g\",\"set\":{\"session\":\"session:t\",\"text\":\"G\"}}",
     "#session:t\",\"set\":{\"title\":\"T\"}}"},
    {"#goal:g\",\"set\":{\"session\":\"session:t\",\"text\":\"G\"}}\n"
     "#note:n\",\"set\":{\"column\":\"barriers\",\"goal\":\"goal:g\",\"place\":\"V\","
     "\"text\":\"Once more\"},\"again\":[\"new.1\"]}",
     "#note:m\",\"set\":{\"text\":null},\"redacted\":true}"},
    {"#note:m\",\"set\":{\"text\":null},\"redacted\":true}",
     "#goal:g\",\"set\":{\"session\":\"session:t\",\"text\":\"G\"}}\n"
     "#note:n\",\"set\":{\"column\":\"barriers\",\"goal\":\"goal:g\",\"place\":\"V\","
     "\"text\":\"Once more\"},\"again\":[\"old.1\"]}"},
    {"#offer:n\",\"set\":{\"alone\":\"round\",\"session\":\"session:t\",\"text\":\"N\"}}"
     "\n"
     "#session:t\",\"set\":{\"alone\":\"round\"}}\n"
     "#note:n\",\"set\":{\"column\":\"barriers\",\"goal\":\"goal:g\",\"place\":\"V\","
     "\"text\":\"N\"}}",
     "#session:u\",\"set\":{\"title\":\"U\"}}"},
    {"#session:t\",\"set\":{\"template\":\"mine\",\"title\":\"T\"}}",
     "#session:u\",\"set\":{\"template\":\"mine\",\"title\":\"U\"}}"},
    {"#goal:g\",\"set\":{\"grid\":\"questions\",\"session\":\"session:t\",\"text\":\"G\"}"
     "}\n"
     "#note:n\",\"set\":{\"column\":\"answers\",\"goal\":\"goal:g\",\"place\":\"V\","
     "\"text\":\"N\"}}",
     "#goal:h\",\"set\":{\"grid\":\"questions\",\"session\":\"session:u\",\"text\":\"G\"}"
     "}\n"
     "#note:m\",\"set\":{\"column\":\"answers\",\"goal\":\"goal:h\",\"place\":\"V\","
     "\"text\":\"M\"}}"},
    {"#session:t\",\"set\":{\"title\":\"T\"}}",
     "#session:u\",\"set\":{\"title\":\"U\"}}\n#goal:h\",\"set\":{\"session\":\"session:"
     "u\","
     "\"text\":\"H\"}}\n#note:m\",\"set\":{\"column\":\"barriers\",\"goal\":\"goal:"
     "nowhere\","
     "\"place\":\"V\",\"text\":\"M\"}}\n#note:m\",\"set\":{\"goal\":\"goal:h\"}}"},
    {"#session:t\",\"set\":{\"title\":\"T\"}}\n#goal:g\",\"set\":{\"session\":\"session:"
     "t\","
     "\"text\":\"G\"}}\n#session:v\",\"set\":{\"title\":\"V\"}}\n#goal:j\",\"set\":{"
     "\"session\":"
     "\"session:v\",\"text\":\"J\"}}\n"
     "#note:m\",\"set\":{\"column\":\"barriers\",\"goal\":\"goal:g\",\"place\":\"V\","
     "\"text\":"
     "\"M\"}}\n#note:m\",\"set\":{\"goal\":\"goal:j\"}}\n"
     "#note:k\",\"set\":{\"column\":\"barriers\",\"goal\":\"goal:g\",\"place\":\"V\","
     "\"text\":"
     "\"K\"}}\n#note:k\",\"set\":{\"goal\":\"goal:j\"}}",
     "#session:u\",\"set\":{\"title\":\"U\"}}"},
};

Test(joined_alike, what_is_there_and_what_is_new_may_mean_something_together)
{
    const struct joins joins = {{"odd.json"}, 1}, anew = {{"1.json", "2.json"}, 2};
    const struct there none = {"", "", "", STR_EMPTY};
    for (size_t i = 0; i < LENGTH(pairs); i++) {
        struct session *there = busy_table(3), *fresh = busy_table(4);
        struct str lines = STR_EMPTY, name = str_of("pair %zu", i);
        join_shell("rm -rf q && mkdir q");
        add_lines(pairs[i].there, &none, "old", &lines);
        join_lines(there, lines.bytes);
        join_write("q/out.json", there);
        str_clear(&lines);
        add_lines(pairs[i].fresh, &none, "new", &lines);
        text_file_write("q/odd.json", lines.bytes);
        joins_alike(name.bytes, &joins, false);
        join_lines(fresh, lines.bytes);
        join_shell("rm q/out.json");
        join_write("q/1.json", there);
        join_write("q/2.json", fresh);
        joins_alike(name.bytes, &anew, false);
        session_free(there);
        session_free(fresh);
        str_finish(&lines);
        str_finish(&name);
    }
}

/* What is to be told of one note among many: NOTE is one that KEY alone made, GOAL another
 * table's, and the words in front are told. */
static const struct {
    const char *lines, *told;
} of_a_note[] = {
    {"#note:NOTE\",\"set\":{\"text\":\"Other words\"}}", "1 entry is worded in several"},
    {"#note:NOTE\",\"set\":{\"text\":\"Other words\"},\"over\":[\"KEY\"]}", NULL},
    {"#note:NOTE\",\"set\":{\"text\":\"Two\"},\"over\":[\"KEY\"]}\n"
     "#note:NOTE\",\"set\":{\"text\":\"Three\"},\"over\":[\"KEY\"]}",
     "1 entry is worded in several"},
    {"#note:NOTE\",\"set\":{\"text\":\"Two\"},\"over\":[\"KEY\",\"old.2\"]}\n"
     "#note:NOTE\",\"set\":{\"text\":\"Three\"},\"over\":[\"old.1\"]}",
     "1 entry is worded in several"},
    {"#note:NOTE\",\"set\":{\"goal\":\"goal:GOAL\"}}", "stands in"},
    {"#note:NOTE\",\"set\":{\"goal\":\"goal:GOAL\"},\"over\":[\"KEY\"]}", NULL},
    {"#note:NOTE\",\"set\":{\"gone\":true}}", "1 entry was deleted by one"},
    {"#note:NOTE\",\"set\":{\"gone\":true},\"over\":[\"KEY\"]}", NULL},
    {"#note:NOTE\",\"set\":{\"colour\":\"red\"}}", "kept, but not shown"},
    {"#note:NOTE\",\"set\":{\"weight\":\"boulder\"}}", NULL},
    {"#note:NOTE\",\"set\":{\"vision\":\"No table's\"}}", "kept, but not shown"},
    {"#note:NOTE\",\"set\":{\"vote:person 1\":2}}\n"
     "#note:NOTE\",\"set\":{\"text\":\"Other words\"}}",
     "1 entry is worded in several"},
};

/* A note of one edit, and its key, of the table of that number. */
static struct there note_in(struct session *s, const char *number)
{
    struct there there = {"", "", "", STR_EMPTY};
    for (const struct record *r = session_next_record(s, NULL); r;
         r = session_next_record(s, r)) {
        const struct record *table = record_is(r, "note") ? entry_table(r) : NULL;
        bool theirs = table && strcmp(record_words(table, "table"), number) == 0;
        size_t count;
        const struct edit **edits = history_of(r, &count);
        if (theirs && count == 1 && !*there.note) {
            there.note = record_id(r);
            str_set(&there.key, "%s.%llu", edits[0]->key.actor,
                    (unsigned long long)edits[0]->key.number);
        } else if (table && !theirs) {
            there.goal = record_id(record_parent(r));
        }
        free(edits);
    }
    cr_assert(*there.note && *there.goal);
    return there;
}

Test(joined_alike, what_there_is_to_tell_of_one_note_is_told)
{
    const struct joins joins = {{"4.json"}, 1}, anew = {{"4.json", "all.json"}, 2};
    for (size_t i = 0; i < LENGTH(of_a_note); i++) {
        struct session *all = session_new(), *fresh = busy_table(4);
        struct str lines = STR_EMPTY, name = str_of("note %zu", i);
        join_shell("rm -rf q && mkdir q");
        for (uint64_t seed = 1; seed < 4; seed++) {
            struct session *one = busy_table(seed);
            session_add_all(all, one);
            session_free(one);
        }
        struct there there = note_in(all, "3");
        add_lines(of_a_note[i].lines, &there, "old", &lines);
        join_lines(all, lines.bytes);
        join_write("q/out.json", all);
        join_write("q/4.json", fresh);
        cr_expect(joins_quickly(&joins), "%s", name.bytes);
        joins_alike(name.bytes, &joins, false);
        if (of_a_note[i].told) {
            struct ran ran = program_run(
                NULL, WORDS("roundtable", "merge", "-o", "q/out.json", "q/out.json"));
            str_add(&ran.out, str_text(&ran.err));
            expect_part(str_text(&ran.out), of_a_note[i].told);
            ran_finish(&ran);
        }
        join_shell("rm q/out.json");
        join_write("q/all.json", all);
        cr_expect(joins_quickly(&anew), "%s anew", name.bytes);
        joins_alike(name.bytes, &anew, false);
        session_free(all);
        session_free(fresh);
        str_finish(&lines);
        str_finish(&name);
        str_finish(&there.key);
    }
}

static void leave_journal(const char *path, struct session *session)
{
    struct journal journal;
    struct err err = ERR_NONE;
    size_t count;
    const struct edit **edits = session_edits(session, &count);
    journal_init(&journal, path);
    cr_assert(journal_append(&journal, edits, count, &err), "%s", err_text(&err));
    journal_finish(&journal);
    free(edits);
}

/* One trial: what is there, what is added, and one thing that is unusual, somewhere. */
struct trial {
    struct dice dice;
    const char *large; /* out.json; anew, it is another, of those that are merged, and */
    struct session *all; /* holds that */
    struct joins names;
    char paths[MOST_JOINS][16];
};

static size_t roll(struct trial *t, size_t sides)
{
    return (size_t)(dice_roll(&t->dice) % sides);
}

static void add_name(struct trial *t, const char *name)
{
    if (t->names.count < MOST_JOINS) {
        char *path = t->paths[t->names.count];
        snprintf(path, sizeof t->paths[0], "%s", name);
        t->names.items[t->names.count++] = path;
    }
}

static void make_tables(struct trial *t, unsigned long seed)
{
    for (size_t i = 0; i < 4; i++) {
        struct str path = str_of("q/t%zu.json", i);
        bool there = i < 2 || roll(t, 4) == 0;
        if (roll(t, 2)) {
            struct session *one = busy_table(seed * 10 + i);
            join_write(path.bytes, one);
            if (there) {
                session_add_all(t->all, one);
            }
            session_free(one);
        } else {
            struct history *h = history_make(seed * 10 + i, 1 + roll(t, 3),
                                             1 + roll(t, 12), roll(t, 8) == 0);
            write_replica(path.bytes, h, 0, there ? t->all : NULL);
            if (there && roll(t, 3)) { /* another copy of it */
                write_replica(path.bytes, h, 1, roll(t, 2) ? t->all : NULL);
            }
            history_free(h);
        }
        if (i >= 2 || strcmp(t->large, "q/out.json") != 0 || roll(t, 3) == 0) {
            add_name(t, path.bytes + 2);
        }
        str_finish(&path);
    }
}

static void make_unusual(struct trial *t, unsigned long seed)
{
    struct there there = any_there(t->all, &t->dice);
    struct str lines = STR_EMPTY;
    add_lines(unusual[seed % LENGTH(unusual)], &there, "odd", &lines);
    if (roll(t, 2)) {
        join_lines(t->all, str_text(&lines));
    } else {
        text_file_write("q/odd.json", str_text(&lines));
        add_name(t, "odd.json");
    }
    str_finish(&lines);
    str_finish(&there.key);
}

static void spoil(struct trial *t)
{
    struct session *one = busy_table(dice_roll(&t->dice));
    switch (roll(t, 12)) {
    case 0:
        change_word(t->large, false);
        break;
    case 1:
        change_word(t->large, true);
        break;
    case 2:
        change_word("q/t3.json", false);
        break;
    case 3:
        change_word("q/t3.json", true);
        break;
    case 4:
    case 5:
        leave_journal("q/t3.json", one);
        break;
    case 6:
        leave_journal(t->large, one);
        break;
    default:
        break;
    }
    session_free(one);
}

/* Whether it was quick; *alike says whether nothing told it from the long way. */
static bool try_it(unsigned long seed, bool *alike)
{
    struct trial t = {.dice = {seed}, .all = session_new(), .large = "q/out.json"};
    struct str name = str_of("seed %lu", seed);
    join_shell("rm -rf q && mkdir q");
    if (seed % 2) {
        t.large = "q/big.json";
        add_name(&t, "big.json");
    }
    make_tables(&t, seed);
    if (roll(&t, 3)) {
        make_unusual(&t, seed);
    }
    join_write(t.large, t.all);
    spoil(&t);
    bool quick = joins_quickly(&t.names);
    *alike = joins_alike(name.bytes, &t.names, roll(&t, 6) == 0);
    session_free(t.all);
    str_finish(&name);
    return quick;
}

Test(joined_alike, by_lines_or_the_long_way_comes_to_the_same, .timeout = 300)
{
    unsigned long first = times_asked("FIRST_SEED", 1), seeds = times_asked("SEEDS", 90);
    unsigned long bad = 0, first_bad = 0, quick = 0;
    for (unsigned long seed = first; seed < first + seeds; seed++) {
        bool alike;
        quick += try_it(seed, &alike);
        first_bad = alike || first_bad ? first_bad : seed;
        bad += !alike;
    }
    cr_log_info("%lu of %lu by lines", quick, seeds);
    cr_expect(quick * 6 > seeds, "only %lu of %lu by lines", quick, seeds);
    figure("files added to a large one or merged anew, by lines and the long way", seeds,
           bad, first_bad);
}
