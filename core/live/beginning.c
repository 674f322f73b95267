#include "live/beginning.h"

#include "store/places.h"

#include <stdlib.h>
#include <sys/resource.h>

static bool read_port(const char *text, int *port)
{
    char *end;
    long number = strtol(text, &end, 10);
    *port = (int)number;
    return end != text && !*end && number >= 0 && number <= 65535;
}

bool beginning_read(struct beginning *b, const struct program *program,
                    const struct option_row *rows, bool (*is_host)(const char *text),
                    int argc, char **argv, int *status)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0});
    data_files_begin(argv[0]);
    if (!options_read(program, rows, &argc, &argv, status)) {
        return false;
    }
    *status = STATUS_DONE;
    if (argc != 1) {
        *status = wrong_usage(program, "one FILE, please");
    } else if (b->port_words && !read_port(b->port_words, &b->port)) {
        *status = wrong_usage(program, "\"%s\" is no port: 0 to 65535", b->port_words);
    } else if (b->host && !is_host(b->host)) {
        *status =
            wrong_usage(program, "\"%s\" is no host: a name or an address", b->host);
    }
    b->any_port = b->port_words && !b->port;
    b->path = argv[0];
    return *status == STATUS_DONE;
}
