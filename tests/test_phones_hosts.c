/* The address that phones are told, where the laptop's own changes: a hotspot is switched on. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/scene.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

TestSuite(phones_hosts, .init = enter_folder, .fini = folder_finish);

/* A network of its own, with one address; another, once there is a file "go". */
#define NETWORK                                                                          \
    "ip link set lo up && ip link add d0 type veth peer name d1 && "                     \
    "ip link set d1 up && ip addr add 192.168.7.2/24 dev d0 && ip link set d0 up"
#define HOTSPOT                                                                          \
    "(while [ ! -e go ]; do sleep 0.05; done; ip addr del 192.168.7.2/24 dev d0; "       \
    "ip addr add 10.42.0.1/24 dev d0; mv go gone) & "

static bool may_make_networks(void)
{
    struct ran ran = program_run(NULL, WORDS("unshare", "-rn", "sh", "-c", NETWORK));
    bool may = ran.status == 0;
    ran_finish(&ran);
    return may;
}

Test(phones_hosts, the_code_that_is_opened_again_has_the_address_of_now)
{
    if (!may_make_networks()) {
        cr_skip("no network of one's own can be made here");
    }
    scene_write_table("table.json", LESS_SUGAR);
    struct str script = str_of(NETWORK " || exit; " HOTSPOT "exec '%s' phones table.json",
                               program_path());
    struct typist *t =
        typist_start(24, 80, WORDS("unshare", "-rn", "sh", "-c", script.bytes));
    typist_wait(t, "http://192.168.7.2:");
    text_file_write("go", "");
    expect_run(0, NULL, NULL,
               WORDS("sh", "-c", "while [ ! -e gone ]; do sleep 0.05; done"));
    typist_type(t, ESC);
    typist_wait(t, "1 Goals");
    typist_type(t, "Q");
    typist_wait(t, "http://10.42.0.1:");
    typist_type(t, ESC);
    typist_leave(t);
    str_finish(&script);
}
