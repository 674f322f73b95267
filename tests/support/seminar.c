#include "support/seminar.h"

#include "base/str.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <unistd.h>

/* Four tables, as somebody would write them in an editor. */
static const char *const tops[] = {
    "{\"place\": \"Leeds\", \"table\": \"1\", \"date\": \"2017-02-22\", \"goals\": ["
    "{\"text\": \"Less loneliness\", \"barriers\": ["
    "{\"text\": \"Bus fares are too high for families\", \"votes\": 3},"
    "{\"text\": \"Lack of time\"}, {\"text\": \"Stigma\"}]}]}",
    "{\"place\": \"Leeds\", \"table\": \"2\", \"date\": \"2017-02-22\", \"goals\": ["
    "{\"text\": \"less loneliness\", \"barriers\": ["
    "{\"text\": \"High bus fares\"}, {\"text\": \"Stigma\"}]}]}",
    "{\"place\": \"Hull\", \"table\": \"1\", \"date\": \"2017-03-07\", \"goals\": ["
    "{\"text\": \"Healthy food for families\", \"barriers\": ["
    "{\"text\": \"High bus fares\"}, {\"text\": \"Stigma\"},"
    "{\"text\": \"Long distances\"}]}]}",
    "{\"place\": \"Hull\", \"table\": \"2\", \"date\": \"2017-03-07\", \"goals\": ["
    "{\"text\": \"Healthy foods for our families\", \"barriers\": ["
    "{\"text\": \"Dark streets\"}]}]}",
};

void seminar_write(void)
{
    static const char *const names[] = {"1.json", "2.json", "3.json", "4.json"};
    cr_assert_eq(chdir(test_folder()), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct str top = STR_EMPTY;
        str_addf(&top,
                 "{\"format\": \"roundtable session\", \"version\": 1, \"sessions\": "
                 "[%s]}\n",
                 tops[i]);
        text_file_write(names[i], top.bytes);
        str_finish(&top);
    }
    struct ran ran = program_run(NULL, WORDS("roundtable", "merge", "-o", "all.json",
                                             names[0], names[1], names[2], names[3]));
    cr_assert_eq(ran.status, 0, "%s", str_text(&ran.err));
    ran_finish(&ran);
}

struct typist *seminar_open_themes(int rows, int cols)
{
    struct typist *t = typist_start(rows, cols, WORDS("roundtable", "all.json"));
    typist_wait(t, "This file holds 4 tables");
    typist_type(t, "S");
    typist_wait(t, "What recurs");
    return t;
}
