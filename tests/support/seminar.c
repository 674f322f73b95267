#include "support/seminar.h"

#include "support/expect.h"
#include "support/program.h"
#include "support/tables.h"

#include <stdlib.h>

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
    enter_folder();
    for (size_t i = 0; i < LENGTH(names); i++) {
        tables_write(names[i], tops[i]);
    }
    free(OUTPUT_OF("merge", "-o", "all.json", names[0], names[1], names[2], names[3]));
}

struct typist *seminar_open_themes(int rows, int cols)
{
    struct typist *t = typist_start(rows, cols, WORDS("roundtable", "all.json"));
    typist_wait(t, "This file holds 4 tables");
    typist_type(t, "S\x0c"); /* nothing is decided at the pace of typing */
    typist_wait(t, "What recurs");
    return t;
}
