/* Where the words of a redaction stand still. */
#include "base/str.h"
#include "store/places.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(redact_left, .init = enter_folder, .fini = end_without_fault, .timeout = 120);

/* A dozen files that say the same are one sentence each for those beside the session and for
 * what is kept of others, and not a dozen. */
Test(redact_left, where_it_stands_still_is_a_sentence_and_a_number)
{
    static const char words[] = "{\"sessions\":[{\"goals\":[\"Bus fares\"]}]}";
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
