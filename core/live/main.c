/* roundtable-live: carries what is said between a session file and a room. "roundtable live"
 * runs it; see roundtable-live(1). */

#include "base/json.h"
#include "live/beginning.h"
#include "live/bridge.h"
#include "live/broker.h"
#include "live/code.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void libraries(struct str *out)
{
    broker_add_library(out);
    str_addf(out, ", libsodium %s, ", sodium_version_string());
    code_add_library(out);
}

static const struct program program = {
    .libraries = libraries,
    .name = "roundtable-live",
    .usage = "[--by NAME] [--host HOST] [--port PORT] [--join]\n"
             "                       [--broker BROKER [--ca FILE] [--login FILE]\n"
             "                       [--alpn NAME]] [--by-table | --organise]\n"
             "                       [--screen] FILE",
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
        "  --broker BROKER  a broker that is there, as mqtts://HOST[:PORT][,HOST…]; "
        "mqtt://\n"
        "               is not encrypted, but what is said is sealed all the same\n"
        "  --ca FILE    whom to trust that it is that broker; else whom this machine "
        "does\n"
        "  --login FILE  its user, and on the next line the password; else what the "
        "words\n"
        "               of the invitation determine\n"
        "  --alpn NAME  the protocol to ask for in TLS: \"mqtt\" at a port 443 that is\n"
        "               shared with a web server\n"
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

static bool is_host(const char *text)
{
    struct str copy = STR_EMPTY;
    char *host;
    int port = -1;
    str_addf(&copy, strchr(text, ':') ? "[%s]" : "%s", text);
    bool ok = place_read(copy.bytes, &host, &port, NULL) && port == -1;
    str_finish(&copy);
    return ok;
}

/* The next line of a text, without its end, whichever system wrote it. */
static char *take_line(char **text)
{
    char *line = *text, *end = line + strcspn(line, "\n");
    *text = *end ? end + 1 : end;
    if (end > line && end[-1] == '\r') {
        end[-1] = '\0';
    }
    *end = '\0';
    return line;
}

/* All of it, since a part of a password is none. It need be no file: a pipe does. */
static bool read_short(const char *path, struct str *text, struct err *err)
{
    char block[8192];
    FILE *file = fopen(path, "re");
    size_t got = file ? fread(block, 1, sizeof block, file) : 0;
    bool ok = file && !ferror(file);
    if (!ok) {
        err_system(err, "%s", path);
    } else if (got == sizeof block) {
        err_set(err, "%s: longer than any user and password", path);
        ok = false;
    }
    if (file) {
        fclose(file);
    }
    str_add_bytes(text, block, got);
    explicit_bzero(block, sizeof block);
    return ok;
}

/* The user's name, and on the next line the password; as an editor wrote them. */
static bool read_login(const char *path, struct str *words,
                       struct bridge_options *options, struct err *err)
{
    if (!read_short(path, words, err)) {
        return false;
    }
    char *text = words->bytes + json_mark_bytes(words->bytes, words->len_bytes);
    options->user = take_line(&text);
    options->password = take_line(&text);
    if (!*options->user || !*options->password) {
        err_set(err, "%s: two lines, please: the user, and the password", path);
        return false;
    }
    return true;
}

/* The first line of standard input. */
static bool read_invitation(struct invitation *invitation, struct err *err)
{
    struct str line = STR_EMPTY;
    read_line(&line);
    bool ok = invitation_read(str_text(&line), invitation, err);
    if (line.bytes) {
        explicit_bzero(line.bytes, line.len_bytes);
    }
    str_finish(&line);
    return ok;
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
    struct beginning asked = {0};
    struct invitation invitation = {0};
    const char *broker = NULL, *login = NULL;
    struct str words = STR_EMPTY;
    const struct option_row rows[] = {{.name = "by", .value = &options.by},
                                      {.name = "host", .value = &asked.host},
                                      {.name = "port", .value = &asked.port_words},
                                      {.name = "join", .flag = &options.join},
                                      {.name = "screen", .flag = &options.with_screen},
                                      {.name = "broker", .value = &broker},
                                      {.name = "ca", .value = &options.ca_file},
                                      {.name = "login", .value = &login},
                                      {.name = "alpn", .value = &options.alpn},
                                      {.name = "by-table", .flag = &options.by_table},
                                      {.name = "organise", .flag = &options.organise},
                                      {0}};
    int status;
    if (!beginning_read(&asked, &program, rows, is_host, argc, argv, &status)) {
        return status;
    }
    options.path = asked.path;
    options.host = asked.host;
    options.port = asked.port;
    options.any_port = asked.any_port;
    options.invitation = options.join ? &invitation : NULL;
    struct err err = ERR_NONE;
    bool ok = (!broker || places_read(broker, &options.places, &err)) &&
              (!login || read_login(login, &words, &options, &err)) &&
              (!options.join || read_invitation(&invitation, &err)) &&
              bridge_run(&options, &err);
    places_finish(&options.places);
    if (words.bytes) {
        explicit_bzero(words.bytes, words.len_bytes);
    }
    str_finish(&words);
    return ok ? STATUS_DONE : failed(&err);
}
