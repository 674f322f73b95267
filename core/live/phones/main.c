/* roundtable-phones: lets people's phones put words into a session file. "roundtable phones"
 * runs it; see roundtable-phones(1). */

#include "live/beginning.h"
#include "live/code.h"
#include "live/phones/phones.h"
#include "live/phones/web.h"

#include <sodium.h>
#include <string.h>

static void libraries(struct str *out)
{
    web_add_library(out);
    str_addf(out, ", libsodium %s, ", sodium_version_string());
    code_add_library(out);
}

static const struct program program = {
    .libraries = libraries,
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
    struct beginning asked = {.path = NULL};
    const struct option_row rows[] = {{.name = "host", .value = &asked.host},
                                      {.name = "port", .value = &asked.port_words},
                                      {.name = "screen", .flag = &options.with_screen},
                                      {.name = NULL}};
    struct err err = ERR_NONE;
    int status;
    if (!beginning_read(&asked, &program, rows, is_host, argc, argv, &status)) {
        return status;
    }
    options.path = asked.path;
    options.host = asked.host;
    options.port = asked.port;
    options.any_port = asked.any_port;
    if (!phones_run(&options, &err)) {
        program_tell(&program, err_text(&err));
        err_finish(&err);
        return STATUS_FAILED;
    }
    return STATUS_DONE;
}
