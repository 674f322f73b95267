/* Where the words of a redaction stand still. */
#include "base/str.h"
#include "export/export.h"
#include "model/offers.h"
#include "store/file.h"
#include "store/journal.h"
#include "store/places.h"
#include "store/still_says.h"
#include "support/desk.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(redact_left, .init = enter_folder, .fini = end_without_fault, .timeout = 120);

/* A dozen files that say the same are one sentence each for those beside the session and for
 * what is kept of others, and not a dozen. */
Test(redact_left, where_it_stands_still_is_a_sentence_and_a_number)
{
    static const char words[] = "{\"sessions\":[{\"goals\":[\"❤️\",\"Bus fares\"]}]}";
    char name[32], *kept = state_path("generations/other-3k0s7d5h2xq9a");
    cr_assert(folder_make(kept, &err));
    text_file_write("a.json", words);
    for (int i = 0; i < 12; i++) {
        snprintf(name, sizeof name, "b%d.json", i);
        text_file_write(name, words);
        struct str path = str_of("%s/%d", kept, i);
        text_file_write(path.bytes, words);
        str_finish(&path);
    }
    struct ran ran = program_run(
        NULL, WORDS("roundtable", "redact", "--entry", "Bus fares", "--yes", "a.json"));
    cr_expect_eq(ran.status, 3);
    cr_expect_eq(parts_in(str_text(&ran.out), "It still stands"), 2, "%s", ran.out.bytes);
    expect_part(str_text(&ran.out), "It still stands in 12 files: ");
    expect_part(str_text(&ran.out), " and 9 more (--verbose names them all). Redact");
    expect_part(str_text(&ran.out), "in 12 files that this laptop keeps of other");
    cr_expect_eq(parts_in(str_text(&ran.out), kept), 0);
    ran_finish(&ran);
    text_file_write("c.json", words);
    ran = program_run(NULL, WORDS("roundtable", "redact", "--entry", "Bus fares", "--yes",
                                  "--verbose", "c.json"));
    for (int i = 0; i < 12; i++) {
        snprintf(name, sizeof name, "/b%d.json", i);
        expect_part(str_text(&ran.out), name);
    }
    cr_expect_eq(parts_in(str_text(&ran.out), kept), 12);
    ran_finish(&ran);
    free(kept);
}

static void expect_ran(int status, const char *part, const char *const argv[])
{
    struct ran ran = program_run(NULL, argv);
    cr_expect_eq(ran.status, status, "%s%s", str_text(&ran.out), str_text(&ran.err));
    expect_part(str_text(&ran.out), part);
    ran_finish(&ran);
}

/* What merging brings is in the file, and not in what was kept of it before. */
Test(redact_left, earlier_states_where_it_is_merged_keep_them_until_redact_is_run_there)
{
    struct desk ana;
    struct str bytes = STR_EMPTY;
    sit_down(&ana, 1, "Ana");
    const struct record *table = add_table(&ana, NULL, "Leeds", NULL, NULL);
    add_note(&ana, add_goal(&ana, table, "Less sugar"), "barriers", "Bus fares");
    file_write(ana.session, &bytes);
    cr_assert(folder_make("there", &err));
    text_file_write("a.json", bytes.bytes);
    text_file_write("there/b.json", bytes.bytes);
    expect_ran(0,
               "merging this file into a session redacts there too, but for the earlier "
               "states of that session, which keep the words until redact is run there.",
               WORDS("roundtable", "redact", "--entry", "Bus fares", "--yes", "a.json"));
    expect_ran(
        0, "",
        WORDS("roundtable", "merge", "-o", "there/b.json", "there/b.json", "a.json"));
    expect_ran(1, "", WORDS("grep", "-r", "Bus fares", "there"));
    expect_ran(0, "Bus fares", WORDS("grep", "-r", "Bus fares", ".local/state"));
    expect_ran(
        1, "is out of the earlier states of there/b.json now, too.",
        WORDS("roundtable", "redact", "--entry", "Bus fares", "--yes", "there/b.json"));
    expect_ran(1, "", WORDS("grep", "-r", "Bus fares", ".local/state"));
    str_finish(&bytes);
    stand_up(&ana);
}

/* Nobody asked that those be forgotten: they are to be looked at, and not to be deleted. */
Test(redact_left, within_more_words_they_are_to_be_looked_at)
{
    static const struct {
        const char *name, *words;
        bool within;
    } beside[] = {
        {"y.json", "{\"sessions\":[{\"goals\":[\"Narrow gritters\"]}]}", true},
        {"z.json", "{\"sessions\":[{\"goals\":[\"Gritters, and \\\"gritters\\\"\"]}]}",
         true},
        {"same.json", "{\"sessions\":[{\"goals\":[\"Gritters\"]}]}", false},
        {"y.txt", "- Rain\n- Narrow gritters\n", true},
        {"same.txt", "- Narrow gritters\n- gritters (weight 2)\n", false},
        {"same.html", "<ul><li>Gritters</li></ul>", false},
    };
    for (size_t i = 0; i < LENGTH(beside); i++) {
        struct str said = STR_EMPTY;
        text_file_write("a.json", "{\"sessions\":[{\"goals\":[\"Gritters\"]}]}");
        text_file_write(beside[i].name, beside[i].words);
        struct ran ran = program_run(NULL, WORDS("roundtable", "redact", "--entry",
                                                 "gritters", "--yes", "a.json"));
        str_addf(&said,
                 beside[i].within
                     ? "%s has these words within others: look whether they are the same."
                     : "%s: redact there too, or delete it.",
                 beside[i].name);
        cr_expect_eq(ran.status, 3);
        expect_part(str_text(&ran.out), said.bytes);
        cr_expect_eq(parts_in(str_text(&ran.out), "delete"), !beside[i].within, "%s",
                     ran.out.bytes);
        ran_finish(&ran);
        str_finish(&said);
        remove(beside[i].name);
    }
}

/* Of whoever had said nothing yet the journal has the name, and of others theirs. */
Test(redact_left, what_somebody_was_typing_goes_with_their_name_and_others_words_stay)
{
    struct journal journal;
    text_file_write("a.json", "{\"sessions\":[{\"id\":\"t\",\"goals\":[\"Trees\"]}]}");
    journal_init(&journal, "a.json");
    cr_assert(journal_append_draft(&journal, "somebody1", "Ana", "session:t", "draft",
                                   "half a thou", &err));
    cr_assert(journal_append_draft(&journal, "somebody2", "Ben", "session:t", "draft",
                                   "another", &err));
    journal_finish(&journal);
    struct ran ran = program_run(
        NULL, WORDS("roundtable", "redact", "--by", "ana", "--yes", "a.json"));
    char *left = text_file_read("a.json.journal");
    expect_no_part(left ? left : "", "half a thou");
    expect_no_part(left ? left : "", "Ana");
    expect_part(left ? left : "", "another");
    ran_finish(&ran);
    free(left);
}

/* Those of a phone that named itself so, if they bear its mark, are somebody's of their own. */
Test(redact_left, of_a_phone_of_the_same_name_it_is_said_what_goes_and_what_does_not)
{
    static const struct {
        const char *once, *text, *by;
    } sent[] = {{"a1", "Rain", "Ana"}, {"a2", "Mud", "Ana (phone)"}};
    struct desk ana;
    struct author phones;
    struct offer offer;
    sit_down(&ana, 1, "Ana");
    const struct record *table = add_table(&ana, NULL, "Leeds", NULL, NULL);
    const struct record *goal = add_goal(&ana, table, "Less sugar");
    author_init(&phones, ana.session, 2, NULL);
    for (size_t i = 0; i < LENGTH(sent); i++) {
        struct offering of = {.once = sent[i].once,
                              .goal = goal,
                              .column = "barriers",
                              .text = sent[i].text,
                              .from = "k1"};
        phones.by = sent[i].by;
        cr_assert(author_offer(&phones, table, &of, &err));
        cr_assert(offer_find(ana.session, sent[i].once, &offer));
        bool straight = i > 0; /* by whom phones are served */
        cr_assert(author_take_offer(straight ? &phones : &ana.author, &offer, goal,
                                    "barriers", NULL, &err));
    }
    author_finish(&phones);
    struct str bytes = STR_EMPTY;
    file_write(ana.session, &bytes);
    text_file_write("a.json", bytes.bytes);
    str_finish(&bytes);
    struct ran ran = program_run(
        NULL, WORDS("roundtable", "redact", "--by", "ana", "--dry-run", "a.json"));
    expect_part(str_text(&ran.out), "changes, 2 on a phone and ");
    expect_part(str_text(&ran.out), " at a laptop: ‘ana’");
    expect_part(str_text(&ran.out),
                "but not what ‘Ana (phone)’ said, who may be somebody "
                "else; for that: --by 'Ana (phone)'");
    expect_no_part(str_text(&ran.out), "‘Mud’\n");
    ran_finish(&ran);
    ran = program_run(NULL, WORDS("roundtable", "redact", "--by", "Ana (phone)",
                                  "--dry-run", "a.json"));
    expect_part(str_text(&ran.out), "‘Mud’");
    expect_part(str_text(&ran.out), " changes, on a phone: ‘Ana (phone)’");
    expect_no_part(str_text(&ran.out), "‘Rain’");
    ran_finish(&ran);
    stand_up(&ana);
}

/* Parts of what people say; and what a word may stand between. */
static const char *const parts[] = {"zzz",
                                    "❤️",
                                    "don't",
                                    "don`t",
                                    "sh*t",
                                    "C:\\new",
                                    "fish & chips",
                                    "a<b>",
                                    "12.5",
                                    "www.bus.org",
                                    "1) or",
                                    "\"quoted\"",
                                    "👍🏽",
                                    "🏴󠁧󠁢󠁷󠁬󠁳󠁿 team",
                                    "Łódź",
                                    "公交车票",
                                    "می‌خواهم",
                                    "one\ntwo",
                                    "U\u034F",
                                    "=1+1",
                                    "ﬁnance",
                                    "-list",
                                    "#1",
                                    "1️⃣",
                                    "ends\\",
                                    "\\u0041",
                                    "&amp; so",
                                    "it’s; yes, no",
                                    "…",
                                    "—",
                                    "🇵🇱",
                                    "x_y",
                                    "tab\tkey",
                                    "Ana's",
                                    "STRASSE"};

static struct str words_by_chance(uint64_t *random)
{
    struct str words = STR_EMPTY;
    *random = *random * 6364136223846793005U + 1442695040888963407U;
    for (size_t count = 1 + (*random >> 33) % 4; count; count--) {
        *random = *random * 6364136223846793005U + 1442695040888963407U;
        const char *part = parts[(*random >> 33) % LENGTH(parts)];
        str_addf(&words, "%s%s", words.len_bytes ? " " : "", part);
    }
    return words;
}

/* The whole of one may be nothing that can be looked for: "…". */
static void expect_found(const char *in, const struct str *bytes, const char *text,
                         unsigned seed)
{
    struct paths texts = {0};
    paths_add(&texts, text);
    cr_expect(still_says(bytes, &texts), "seed %u: ‘%s’ is not found in %s:\n%s", seed,
              text, in, bytes->bytes);
    paths_finish(&texts);
}

/* Between whatever else people said, and in whatever kind of text it was written to. */
Test(redact_left, words_are_found_between_any_others_in_what_was_written_of_them)
{
    enum { SEEDS = 300 };
    static const char *const formats[] = {"text", "markdown", "html", "csv", "json"};
    static const struct export_options plain = {0};
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        uint64_t random = seed;
        struct desk desk;
        struct str said[4];
        sit_down(&desk, seed, "Ana");
        const struct record *table = add_table(&desk, "A day", "Leeds", NULL, "1");
        const struct record *goal = add_goal(&desk, table, "First goal");
        for (size_t i = 0; i < LENGTH(said); i++) {
            said[i] = words_by_chance(&random);
            add_note(&desk, goal, "barriers", said[i].bytes);
        }
        for (size_t f = 0; f <= LENGTH(formats); f++) {
            struct str bytes = STR_EMPTY;
            if (f == LENGTH(formats)) {
                file_write(desk.session, &bytes);
            } else {
                export_format_of(export_formats, formats[f])
                    ->write(desk.session, &plain, &bytes);
            }
            for (size_t i = 0; i < LENGTH(said); i++) {
                expect_found(f < LENGTH(formats) ? formats[f] : "a session", &bytes,
                             said[i].bytes, seed);
            }
            str_finish(&bytes);
        }
        for (size_t i = 0; i < LENGTH(said); i++) {
            str_finish(&said[i]);
        }
        stand_up(&desk);
    }
}

/* As other programs write JSON, and as calendars and long words are parted. */
Test(redact_left, words_are_found_however_others_write_them)
{
    static const struct {
        const char *in, *text;
        bool found;
    } rows[] = {
        {"[\"caf\\u00e9 \\uD83D\\uDE00 bus\"]", "Café 😀 bus", true},
        {"[\"caf\\u00e9 \\uD83D\\uDE00 bus\"]", "cafe", false},
        {"SUMMARY:Buy tick\r\n ets for Ana\\, twice\r\n", "tickets for Ana, twice", true},
        {"SUMMARY:Ask Be\r\n n\r\n", "Ben", true},
        {"Llanfairpwllgwyn\n    gyllgogerychwyrn", "Llanfairpwllgwyngyllgogerychwyrn",
         true},
        {"C:\\new", "c new", true},
        {"&#x41;na &#38; Ben", "Ana and Ben", true},
        {"a cut end \\", "cut end", true},
        {"\\uD83D alone \\u12", "alone", true},
        {"&#; &#99999999999; &#x; & Ana", "Ana", true},
        {"Banana", "Ana", false},
        {"👍 buses", "👎 buses", false},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str bytes = str_of("%s", rows[i].in);
        struct paths texts = {0};
        paths_add(&texts, rows[i].text);
        cr_expect_eq(still_says(&bytes, &texts), rows[i].found, "%s in %s", rows[i].text,
                     rows[i].in);
        paths_finish(&texts);
        str_finish(&bytes);
    }
}

Test(redact_left, words_stand_for_themselves_though_quotes_are_in_them)
{
    struct str bytes = str_of("%s", "[\"The \\\"grit\\\" men, again\",\"Bus fares\"]");
    static const struct {
        const char *text;
        bool is;
    } rows[] = {{"the \"grit\" men, again", true},
                {"bus fares", true},
                {"grit", false},
                {"men, again", false},
                {"again bus", false}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct paths texts = {0};
        paths_add(&texts, rows[i].text);
        cr_expect_eq(still_is(&bytes, &texts), rows[i].is, "%s", rows[i].text);
        paths_finish(&texts);
    }
    str_finish(&bytes);
}

/* An edit is known by its key and the fields that it sets, on every laptop. */
Test(redact_left, of_votes_under_a_name_the_count_goes_and_that_the_name_stays_is_said)
{
    text_file_write(
        "v.json",
        "{\"edits\":[{\"key\":\"aaaa.1\",\"at\":\"2017-02-22T12:14:03.512Z\",\"by\":"
        "\"Ben\","
        "\"of\":\"session:s\",\"set\":{\"title\":\"T\"}},{\"key\":\"aaaa.2\",\"at\":"
        "\"2017-02-22T12:14:03.512Z\",\"by\":\"Ben\",\"of\":\"goal:g\",\"set\":{"
        "\"session\":"
        "\"session:s\",\"place\":\"V\",\"text\":\"More "
        "walking\"}},{\"key\":\"aaaa.3\",\"at\":"
        "\"2017-02-22T12:14:03.512Z\",\"by\":\"Ben\",\"of\":\"goal:g\",\"set\":"
        "{\"vote:Ana\":2,\"vote:Bob\":1}}]}");
    EXPECT_RUN(3, "\"vote:Ana\" still names whose they were", NULL, "redact", "--by",
               "Ana", "--yes", "v.json");
    EXPECT_RUN(0, "1 vote ", NULL, "export", "v.json");
}
