/* What a phone gives is nobody's by name, and, while it is hidden, told nowhere. */

#include "base/crc.h"
#include "export/export.h"
#include "model/ballot.h"
#include "model/compare.h"
#include "model/history.h"
#include "model/offers.h"
#include "model/questions.h"
#include "store/file.h"
#include "support/counter.h"
#include "support/expect.h"
#include "support/folder.h"
#include "views/lists.h"
#include "views/view_list.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct counter c;
static const struct record *note, *question;
static const char *const names[] = {"Aisha", "Borislav", "Chidi"};
enum { PHONES = sizeof names / sizeof *names };

/* What anybody may see of the session, one behind the other. */
static struct str seen;

static void enter(void)
{
    counter_enter(&c);
    note = author_add_note(&c.ana, c.goal, "barriers", NULL, "Bus fares", NULL);
    counter_set(&c, PHONES_VOTE, "yes");
    cr_assert(
        author_set_ballot(&c.ana, c.table, (struct ballot){BALLOT_OPEN, false, 3}, NULL));
    question = author_ask(&c.ana, c.table, ASKS_HANDS, "Tired?", NULL);
}

static void leave(void)
{
    str_finish(&seen);
    counter_leave(&c);
}

TestSuite(phone_privacy, .init = enter, .fini = leave);

static void post(const char *phone, const char *what)
{
    size_t n = (size_t)(phone[1] - '0');
    COUNTER_POST(&c, phone, "name", names[n], "question", record_id(question), "do",
                 what);
}

/* Each gives dots, takes some back, and raises a hand, in an order of the seed's. */
static void give(unsigned seed)
{
    size_t count;
    const struct record *const *answers =
        goal_notes(c.session, question, ANSWERS_COLUMN, &count);
    for (size_t i = 0; i < 20; i++) {
        char phone[] = {'p', (char)('0' + rand_r(&seed) % PHONES), '\0'};
        const struct record *entry = rand_r(&seed) % 2 ? note : c.goal;
        struct str what = STR_EMPTY;
        if (rand_r(&seed) % 3) {
            str_addf(&what, "dots:%s:%s:%d", record_kind(entry), record_id(entry),
                     rand_r(&seed) % 2);
        } else {
            str_addf(&what, "answer:%s",
                     record_id(answers[(size_t)rand_r(&seed) % count]));
        }
        c.now_ms += 2000;
        post(phone, what.bytes);
        str_finish(&what);
    }
}

static void see_history(void)
{
    size_t count;
    const struct edit **edits = history_edits(c.session, &count);
    for (size_t i = 0; i < count; i++) {
        str_addf(&seen, "%s ", history_who(edits[i]));
        history_describe(c.session, edits[i], HISTORY_WITH_NAMES, &seen);
        str_add(&seen, "\n");
    }
    free(edits);
}

static void see_record(const struct record *record)
{
    struct facts facts = {.session = c.session, .table = c.table, .message = ""};
    struct list_view *list = list_of_history(&facts, record);
    for (size_t i = 0; i < list->count; i++) {
        str_addf(&seen, "%s %s\n", list->items[i].label, list->items[i].detail);
    }
    view_list_ops.free(list);
}

static void see_file(void)
{
    const struct export_options plain = {.without_names = false};
    for (const struct export_format *f = export_formats; f->name; f++) {
        if (f->write) {
            f->write(c.session, &plain, &seen);
        }
    }
    struct str file = STR_EMPTY;
    file_write(c.session, &file);
    char *path = test_path("seen.json");
    text_file_write(path, file.bytes);
    const char *const asked[][3] = {{"log", path}, {"log", "--json", path}};
    for (size_t i = 0; i < LENGTH(asked); i++) {
        char *out = OUTPUT_OF(asked[i][0], asked[i][1], asked[i][2]);
        str_add(&seen, out);
        free(out);
    }
    str_add(&seen, file.bytes);
    str_finish(&file);
    free(path);
}

static void show(void)
{
    counter_set(&c, "ballot", "shown");
    cr_assert(author_set_question(&c.ana, question, QUESTION_SHOWN, NULL));
}

Test(phone_privacy, names_of_phones_stand_beside_no_dot_and_no_hand)
{
    give(7);
    for (int shown = 0; shown < 2; shown++) {
        see_history();
        see_record(note);
        see_record(c.goal);
        see_file();
        for (size_t i = 0; i < PHONES; i++) {
            expect_no_part(str_text(&seen), names[i]);
        }
        show();
    }
    expect_part(str_text(&seen), "gave ‘Bus fares’ a dot (a phone)");
    expect_part(str_text(&seen), "answered ‘Tired?’");
}

Test(phone_privacy, what_is_hidden_is_told_in_no_list)
{
    see_history();
    see_record(note);
    char *before = str_take(&seen);
    give(11);
    see_history();
    see_record(note);
    cr_expect_str_eq(str_text(&seen), before);
    show();
    see_history();
    expect_part(str_text(&seen), "a dot (a phone)");
    free(before);
}

static size_t differences_of_votes(struct session *other)
{
    size_t votes = 0;
    struct comparison comparison = {0};
    compare_sessions(other, c.session, &comparison);
    for (size_t i = 0; i < comparison.count; i++) {
        votes += comparison.items[i].kind == DIFFERS_VOTES;
    }
    comparison_finish(&comparison);
    return votes;
}

Test(phone_privacy, what_is_hidden_makes_no_copy_differ)
{
    struct session *before = session_new();
    session_add_all(before, c.session);
    post("p0", "dots:goal:none:1");
    struct str what = str_of("dots:note:%s:2", record_id(note));
    post("p0", what.bytes);
    cr_expect_eq(record_votes(note), 2);
    cr_expect_eq(differences_of_votes(before), 0);
    show();
    struct session *after = session_new();
    session_add_all(after, c.session);
    post("p0", what.bytes);
    cr_assert(author_vote(&c.ana, note, "person 1", 1, NULL));
    cr_expect_eq(differences_of_votes(after), 1);
    str_finish(&what);
    session_free(before);
    session_free(after);
}

/* What a phone sent and chose, each in its own way. */
static void take_part(const char *phone, const struct record *other)
{
    const struct record *const asked[] = {question, other};
    struct str dots = str_of("dots:note:%s:1", record_id(note));
    size_t count, n = (size_t)(phone[1] - '0');
    COUNTER_POST(&c, phone, "name", names[n], "text", phone, "once", phone);
    post(phone, dots.bytes);
    for (size_t i = 0; i < LENGTH(asked); i++) {
        const struct record *answer =
            goal_notes(c.session, asked[i], ANSWERS_COLUMN, &count)[n % 2];
        struct str what = str_of("answer:%s", record_id(answer));
        COUNTER_POST(&c, phone, "question", record_id(asked[i]), "do", what.bytes);
        str_finish(&what);
    }
    str_finish(&dots);
}

/* How many records have votes of phones by a name that something else knows, too: words of a
 * phone, or votes beside another goal. */
static size_t joined_names(void)
{
    size_t joined = 0;
    const struct record *a = NULL, *b;
    while ((a = session_next_record(c.session, a))) {
        for (const struct field *f = record_fields(a); f; f = f->next) {
            for (b = NULL;
                 field_is_of_phone(f->name) && (b = session_next_record(c.session, b));) {
                const char *from = record_words(b, "from");
                bool other =
                    record_field(b, f->name) && record_owner(a) != record_owner(b);
                joined += other || (*from && strstr(f->name, from));
            }
        }
    }
    return joined;
}

Test(phone_privacy, nothing_in_a_file_joins_what_a_phone_chose_to_what_it_wrote)
{
    static const char *const phones[] = {"p0", "p1", "p2"};
    const struct record *other = author_ask(&c.ana, c.table, ASKS_HANDS, "Hungry?", NULL);
    struct tally tally;
    for (size_t i = 0; i < 2 * PHONES; i++) {
        c.now_ms += 2000;
        take_part(phones[i % PHONES], other);
    }
    cr_expect_eq(joined_names(), 0);
    tally_votes(c.session, c.table, &tally);
    cr_expect_eq(tally.phones, PHONES);
    cr_expect_eq(record_votes(note), PHONES);
    cr_expect_eq(question_answered(c.session, question), PHONES);
    cr_expect_eq(question_answered(c.session, other), PHONES);
    cr_expect_eq(counter_offers(&c, OFFERS_ALL), PHONES);
}

/* Two programs that serve one room, each with its copy. */
Test(phone_privacy, what_a_phone_chose_on_two_copies_counts_once)
{
    struct session *copy = session_new();
    struct author author;
    struct desk *here = c.desk;
    session_add_all(copy, c.session);
    author_init(&author, copy, 9, NULL);
    post("p0", "dots:goal:none:1");
    struct str what = str_of("dots:note:%s:1", record_id(note));
    post("p0", what.bytes);
    c.desk = desk_new(&author, c.languages, "3k0s7d5h2xq9a");
    post("p0", what.bytes);
    desk_free(c.desk);
    c.desk = here;
    session_add_all(c.session, copy);
    cr_expect_eq(record_votes(note), 1);
    str_finish(&what);
    author_finish(&author);
    session_free(copy);
}

/* As an older program had them: by one name beside its words and its votes. */
Test(phone_privacy, votes_that_an_older_program_kept_are_changed_and_not_doubled)
{
    size_t count;
    COUNTER_POST(&c, "p1", "text", "Fares", "once", "w1");
    const char *from = record_words(session_record(c.session, "offer", "w1"), "from");
    struct str voter = str_of(VOTER_PHONE "%s", from), what = STR_EMPTY;
    const struct record *yes = goal_notes(c.session, question, ANSWERS_COLUMN, &count)[0];
    cr_assert(author_choose(&c.author, question, voter.bytes, yes, NULL));
    cr_assert(author_vote(&c.author, note, voter.bytes, 3, NULL));
    const struct record *no = goal_notes(c.session, question, ANSWERS_COLUMN, &count)[1];
    str_set(&what, "answer:%s", record_id(no));
    post("p1", what.bytes);
    cr_expect_eq(question_answered(c.session, question), 1);
    cr_expect_eq(record_votes(yes), 0);
    str_set(&what, "dots:goal:%s:1", record_id(c.goal));
    post("p1", what.bytes);
    cr_expect_eq(record_votes(c.goal), 0, "it has no dot left");
    str_set(&what, "dots:note:%s:2", record_id(note));
    post("p1", what.bytes);
    cr_expect_eq(record_votes(note), 2);
    str_finish(&voter);
    str_finish(&what);
}

/* A name beside a dot, as an older program wrote it: as of a field that is no phone's, which is
 * made one in the file, and that is sealed again. */
static char *write_older(void)
{
    struct change set[] = {{"vote:xhone 3k0s", VALUE_OF_JSON("1")}};
    struct edit edit = {.key = {"older", 1},
                        .at_ms = c.now_ms,
                        .by = "Aisha (phone)",
                        .kind = "note",
                        .id = record_id(note),
                        .set = set,
                        .set_count = 1};
    struct str file = STR_EMPTY;
    show();
    cr_assert(session_apply(c.session, &edit, NULL, NULL));
    file_write(c.session, &file);
    char *edits = strstr(file.bytes, "  \"edits\": ["), *to = strstr(edits, "  \"top\":");
    char sum[16];
    *strstr(edits, "xhone") = 'p';
    snprintf(sum, sizeof sum, "%08x", (unsigned)crc_add(0, edits, (size_t)(to - edits)));
    memcpy(strstr(to, "checksum\": \"") + strlen("checksum\": \""), sum, 8);
    cr_assert(strstr(file.bytes, "Aisha"));
    char *path = test_path("older.json");
    text_file_write(path, file.bytes);
    str_finish(&file);
    return path;
}

static void see_output(const char *const *args)
{
    char *out = output_of(args);
    str_add(&seen, out);
    free(out);
}

Test(phone_privacy, names_that_an_older_file_has_beside_dots_are_not_told)
{
    char *other = test_path("other.json"), *both = test_path("both.json");
    free(OUTPUT_OF("new", "--table", "9", other));
    char *path = write_older();
    see_output(WORDS("roundtable", "log", path));
    expect_part(str_text(&seen), "gave ‘Bus fares’ a dot (a phone)");
    see_output(WORDS("roundtable", "log", "--json", path));
    see_output(WORDS("roundtable", "export", "-f", "edits", path));
    see_output(WORDS("roundtable", "export", "-f", "json", path));
    see_output(WORDS("roundtable", "diff", other, path));
    see_output(WORDS("roundtable", "merge", "-o", both, path, other));
    char *merged = text_file_read(both);
    expect_part(merged, "vote:phone 3k0s");
    str_add(&seen, merged);
    expect_no_part(str_text(&seen), "Aisha");
    free(merged);
    free(path);
    free(other);
    free(both);
}

Test(phone_privacy, a_file_that_is_saved_again_has_no_such_name)
{
    struct session_file file = {0};
    struct str saved = STR_EMPTY;
    char *path = write_older();
    cr_assert(file_open(path, &file, NULL));
    file_write(file.session, &saved);
    expect_part(saved.bytes, "vote:phone 3k0s");
    expect_no_part(saved.bytes, "Aisha");
    str_finish(&saved);
    file_close(&file);
    free(path);
}

/* Whoever asks to be forgotten is, in such a file, too. */
Test(phone_privacy, such_a_name_can_be_redacted)
{
    char *path = write_older();
    free(OUTPUT_OF("redact", "--yes", "--by", "Aisha (phone)", path));
    char *text = text_file_read(path);
    expect_no_part(text, "Aisha");
    free(text);
    free(path);
}
