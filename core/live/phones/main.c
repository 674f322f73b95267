/* roundtable-phones: lets people's phones put words into a session file. "roundtable phones"
 * runs it; see roundtable-phones(1). */

#include "base/options.h"
#include "live/phones/phones.h"
#include "store/places.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static const struct program program = {
    .name = "roundtable-phones",
    .usage = "[--host HOST] [--port PORT] [--screen] FILE",
    .details =
        "Serves one page to people's phones, on which they write, vote and answer. What "
        "they\nsend waits in FILE until somebody takes it. \"roundtable phones\" runs "
        "it. "
        "Prints the\naddress, then a line an event; never what was sent.\n\n"
        "  --host HOST  the address of this machine that phones are told\n"
        "  --port PORT  what it listens on; 0: any free one; else that of the last time\n"
        "  --screen     leave when standard input ends\n\n"
        "  roundtable-phones table-4.json\n"
        "  roundtable-phones --host 192.168.1.20 --port 8080 table-4.json"};

static bool read_port(const char *text, int *port)
{
    char *end;
    long number = strtol(text, &end, 10);
    *port = (int)number;
    return end != text && !*end && number >= 0 && number <= 65535;
}

/* A name or an address, and nothing else that an address of the web could hold. */
static bool is_host(const char *text)
{
    size_t len = strlen(text);
    return len && len < 256 &&
           strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                        "0123456789.-:") == len;
}

int main(int argc, char **argv)
{
    struct phones_options options = {.any_port = false};
    const char *port = NULL;
    const struct option_row rows[] = {{.name = "host", .value = &options.host},
                                      {.name = "port", .value = &port},
                                      {.name = "screen", .flag = &options.with_screen},
                                      {.name = NULL}};
    struct err err = ERR_NONE;
    int status;
    /* What was sent would stand in it, and the address. */
    setrlimit(RLIMIT_CORE, &(struct rlimit){0});
    data_files_begin(argv[0]);
    if (!options_read(&program, rows, &argc, &argv, &status)) {
        return status;
    }
    if (argc != 1) {
        return wrong_usage(&program, "one FILE, please");
    }
    if (port && !read_port(port, &options.port)) {
        return wrong_usage(&program, "\"%s\" is no port: 0 to 65535", port);
    }
    if (options.host && !is_host(options.host)) {
        return wrong_usage(&program, "\"%s\" is no host: a name or an address",
                           options.host);
    }
    options.any_port = port && !options.port;
    options.path = argv[0];
    if (!phones_run(&options, &err)) {
        program_tell(&program, err_text(&err));
        err_finish(&err);
        return STATUS_FAILED;
    }
    return STATUS_DONE;
}
