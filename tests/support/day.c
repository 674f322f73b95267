#include "support/day.h"

#include "support/folder.h"
#include "support/program.h"
#include "support/tables.h"

#include <stdio.h>
#include <stdlib.h>

void day_write(const char *starts)
{
    struct str text = STR_EMPTY;
    char *path = test_path("table.json");
    str_add(&text, "{\"place\": \"Leeds\", \"table\": \"4\", ");
    if (starts) {
        str_addf(&text, "\"starts\": \"%s\", ", starts);
    }
    str_add(&text, "\"goals\": [{\"text\": \"Less sugar\", \"barriers\": "
                   "[\"Advertising\", \"Habit\"], \"groups\": [\"Cook together\"]}]}");
    tables_write(path, text.bytes);
    str_finish(&text);
    free(path);
}

struct typist *day_open(int rows, int cols, int hour, int minute)
{
    char epoch[32], *path = test_path("table.json");
    snprintf(epoch, sizeof epoch, "%d", 1487764800 + (hour - 12) * 3600 + minute * 60);
    program_env("SOURCE_DATE_EPOCH", epoch);
    struct typist *t = typist_start(rows, cols, WORDS("roundtable", "--by", "Ana", path));
    typist_wait(t, "q Leave");
    typist_wait(t, "saved");
    free(path);
    return t;
}
