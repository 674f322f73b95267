/* Votes on paper in files that somebody else wrote. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* Edits that somebody else's program, or nobody's, has written. */
static void write_forged(const char *path, const char *voted, const char *votes)
{
    struct str text = STR_EMPTY;
    str_addf(&text,
             "{\"format\":\"roundtable session\",\"version\":1,\"edits\":[\n"
             "{\"key\":\"a.1\",\"at\":\"2017-02-22T12:00:00Z\",\"of\":\"session:s\","
             "\"set\":{\"title\":\"T\",\"voted\":%s}},\n"
             "{\"key\":\"a.2\",\"at\":\"2017-02-22T12:00:01Z\",\"of\":\"goal:g\","
             "\"set\":{\"session\":\"session:s\",\"place\":\"V\",\"text\":\"Buses\","
             "\"vote:paper\":%s,\"vote:person 1\":2}}]}\n",
             voted, votes);
    text_file_write(path, text.bytes);
    str_finish(&text);
}

Test(paper_forged, check_names_forged_counts_and_none_of_them_hides_a_vote,
     .init = enter_folder, .fini = folder_finish)
{
    static const char *const odd[] = {"-2", "1e9", "1000000", "14.5", "\"14\"", "[]"};
    for (size_t i = 0; i < LENGTH(odd); i++) {
        write_forged("forged.json", "\"23\"", odd[i]);
        expect_run(3, "\"vote:paper\" should be a whole number from 0 to 999999", NULL,
                   WORDS("roundtable", "check", "forged.json"));
        char *csv = exported("forged.json", "csv");
        expect_part(csv, ",Buses,,,,,2,");
        free(csv);
    }
    static const char *const people[] = {"\"-2\"", "\"1e9\"", "\"1000000\"", "-2", "0"};
    for (size_t i = 0; i < LENGTH(people); i++) {
        write_forged("forged.json", people[i], "1");
        expect_run(3, "is no number of people; it is a whole number from 1 to 999999",
                   NULL, WORDS("roundtable", "check", "forged.json"));
        char *text = exported("forged.json", "text");
        expect_part(text, " 3 votes");
        expect_no_part(text, "people voted");
        free(text);
    }
}

Test(paper_forged, a_hand_may_write_a_count_of_paper_and_check_says_what_it_takes,
     .init = enter_folder, .fini = folder_finish)
{
    static const char top[] =
        "{\"sessions\":[{\"voted\":23,\"goals\":[{\"text\":\"Buses\","
        "\"barriers\":[{\"text\":\"Fares\",\"vote:paper\":%s}]}]}]}";
    struct str text = str_of(top, "14");
    text_file_write("hand.json", text.bytes);
    expect_run(0, "notes 1", NULL, WORDS("roundtable", "check", "hand.json"));
    char *told = exported("hand.json", "text");
    expect_part(told, "- Fares [14 of 23 people]");
    free(told);
    str_set(&text, top, "-14");
    text_file_write("hand.json", text.bytes);
    expect_run(3,
               "\"vote:paper\" should be a whole number from 0 to 999999, so it gives no",
               NULL, WORDS("roundtable", "check", "hand.json"));
    told = exported("hand.json", "text");
    expect_part(told, "- Fares\n");
    free(told);
    str_finish(&text);
}
