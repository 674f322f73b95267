/* roundtable-live: carries what is said between a session file and a room. "roundtable live"
 * runs it; see roundtable-live(1). */

#include "base/options.h"
#include "live/bridge.h"
#include "store/places.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct program program = {
    .name = "roundtable-live",
    .usage = "[--by NAME] [--host HOST] [--port PORT] [--join]\n"
             "                       [--by-table | --organise] [--screen] FILE",
    .details =
        "Carries what is said between FILE and a room: other laptops that have the same\n"
        "session open. \"roundtable live\" runs it. Begins a room with a broker of its "
        "own\n"
        "(mosquitto), or joins one, and prints its invitation, then a line an event.\n\n"
        "  --by NAME    what we are called in the room\n"
        "  --host HOST  the address of this machine that the invitation names\n"
        "  --port PORT  what the broker listens on; 0: any free one\n"
        "  --join       join the room whose invitation is the first line of standard\n"
        "               input: never an argument, which others could read\n"
        "  --by-table   the room is a seminar's: FILE is that of one of its tables\n"
        "  --organise   FILE is to hold all tables of a seminar's room\n"
        "  --screen     leave when standard input ends\n\n"
        "  roundtable-live --by Ana table-4.json\n"
        "  echo 192.168.1.20/lusab-babad-gutih-tugad-dagoz |\n"
        "      roundtable-live --join table-4.json"};

/* A line, without reading what comes behind it. */
static bool read_line(struct str *line)
{
    char c;
    setvbuf(stdin, NULL, _IONBF, 0);
    while (fread(&c, 1, 1, stdin) == 1 && c != '\n' && line->len_bytes < 1000) {
        str_add_bytes(line, &c, 1);
    }
    return line->len_bytes;
}

static bool read_port(const char *text, int *port)
{
    char *end;
    long number = strtol(text, &end, 10);
    *port = (int)number;
    return end != text && !*end && number >= 0 && number <= 65535;
}

static int failed(struct err *err)
{
    program_tell(&program, err_text(err));
    err_finish(err);
    return STATUS_FAILED;
}

int main(int argc, char **argv)
{
    struct bridge_options options = {0};
    struct invitation invitation = {0};
    const char *port = NULL;
    const struct option_row rows[] = {{.name = "by", .value = &options.by},
                                      {.name = "host", .value = &options.host},
                                      {.name = "port", .value = &port},
                                      {.name = "join", .flag = &options.join},
                                      {.name = "screen", .flag = &options.with_screen},
                                      {.name = "by-table", .flag = &options.by_table},
                                      {.name = "organise", .flag = &options.organise},
                                      {0}};
    int status;
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
    options.any_port = port && !options.port;
    options.path = argv[0];
    struct err err = ERR_NONE;
    if (options.join) {
        struct str line = STR_EMPTY;
        read_line(&line);
        bool ok = invitation_read(str_text(&line), &invitation, &err);
        memset(line.bytes, 0, line.len_bytes);
        str_finish(&line);
        if (!ok) {
            return failed(&err);
        }
        options.invitation = &invitation;
    }
    return bridge_run(&options, &err) ? STATUS_DONE : failed(&err);
}
