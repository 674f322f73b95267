#include "support/traces.h"

#include "base/memory.h"
#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool traces_possible(const char *what)
{
    struct ran ran = program_run(NULL, WORDS("strace", "-q", "-o", "/dev/null", "true"));
    bool can = ran.status == 0;
    if (!can) {
        struct str row = STR_EMPTY;
        str_addf(&row, "%s: not possible here: ptrace is not allowed", what);
        fprintf(stderr, "roundtable: NOT PROVED: %s (%s)\n", row.bytes, ran.err.bytes);
        figure(row.bytes, 0, 0, 0);
        str_finish(&row);
    }
    ran_finish(&ran);
    return can;
}

/* Memory is for test_memory.c, and who it is can always be told. */
static bool is_left_out(const char *name)
{
    static const char *const left_out[] = {"brk",        "mmap",    "munmap",
                                           "exit_group", "geteuid", "getpid"};
    bool is = false;
    for (size_t i = 0; i < LENGTH(left_out) && !is; i++) {
        is = strcmp(name, left_out[i]) == 0;
    }
    return is;
}

struct call *traced_calls(const char *log, const char *file, size_t *count)
{
    struct call seen[64] = {0}, *calls = NULL;
    size_t room = 0;
    bool begun = false;
    char *text = text_file_read(log), *next = NULL;
    *count = 0;
    for (char *line = strtok_r(text, "\n", &next); line;
         line = strtok_r(NULL, "\n", &next)) {
        size_t len = strcspn(line, "("), i = 0;
        if (line[len] != '(' || len >= sizeof seen[0].name) {
            continue;
        }
        line[len] = '\0';
        while (*seen[i].name && strcmp(seen[i].name, line) != 0) {
            i++;
        }
        cr_assert(i < LENGTH(seen) - 1);
        memcpy(seen[i].name, line, len + 1);
        seen[i].nth++;
        begun = begun || (strcmp(line, "execve") != 0 && strstr(line + len + 1, file));
        if (begun && !is_left_out(line)) {
            calls = memory_room_for_one(calls, *count, &room, sizeof *calls);
            calls[(*count)++] = seen[i];
        }
    }
    free(text);
    cr_assert(*count > 30, "%zu system calls", *count);
    return calls;
}
