/* What is said in a room when it ends, or cannot be had, or its broker does not come back. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/laptop.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char leeds[] =
    "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{\"id\":\"leeds\","
    "\"place\":\"Leeds\",\"table\":\"4\",\"goals\":["
    "{\"text\":\"Less sugar\",\"barriers\":[\"Advertising\"]}]}]}";

TestSuite(rooms_ended, .fini = folder_finish);

/* A mosquitto that does not listen any more once there is a file of that name. */
static char *make_mosquitto(void)
{
    char *path = test_path("mosquitto"), *hangs = test_path("hangs");
    struct str text = STR_EMPTY;
    str_addf(&text,
             "#!/bin/sh\n"
             "[ -e '%s' ] && echo hangs >'%s' && exec sleep 60\n"
             "PATH=$PATH:/usr/sbin exec mosquitto \"$@\"\n",
             hangs, hangs);
    text_file_write(path, text.bytes);
    cr_assert_eq(chmod(path, 0700), 0);
    program_env("ROUNDTABLE_MOSQUITTO", path);
    str_finish(&text);
    free(path);
    return hangs;
}

Test(rooms_ended, a_broker_that_does_not_come_back_keeps_nobody_waiting)
{
    char *hangs = make_mosquitto();
    struct laptop ana = laptop_of("Ana", leeds);
    free(laptop_begin(&ana));
    text_file_write(hangs, "");
    int64_t before_ms = program_clock_ms();
    laptop_kill_broker(&ana);
    laptop_hear(&ana, "no connection: ");
    struct laptop file = {.path = hangs};
    laptop_holds(&file, "hangs"); /* it was begun again */
    cr_expect_eq(laptop_leave(&ana), 0);
    cr_expect_lt(program_clock_ms() - before_ms, 5000);
    laptop_finish(&ana);
    unlink(hangs);
    free(hangs);
}
