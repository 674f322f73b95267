/* A room of laptops: the program beside that carries what is said between them, and the
 * screen, or that program alone. */

#include "base/memory.h"
#include "base/shell.h"
#include "commands/command.h"
#include "commands/live_child.h"
#include "screen/clock.h"
#include "store/places.h"
#include "store/standing.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_WORDS = 24 };

/* What was asked for. */
struct live {
    const struct command *command;
    const char *program;
    struct open_choice choice;
    const char *host, *port, *broker, *ca, *login, *alpn;
    const char *seminar; /* of the arguments, until it is taken */
    bool only, join, organise;
    /* Overwritten once they are told: the room that is joined, and that of the seminar. */
    char *invitation, *seminar_invitation;
    char *stood; /* as what a room of this laptop was kept: its invitation; or NULL */
    char *path;
};

static void forget(char **invitation)
{
    standing_forget(*invitation);
    *invitation = NULL;
}

/* Out of the arguments, since everybody on this machine can read them; to free(). */
static char *take_word(char *word)
{
    char *taken = memory_copy_text(word);
    if (word) {
        explicit_bzero(word, strlen(word));
    }
    return taken;
}

/* A line of standard input, to free(); NULL if there is none. */
static char *read_line(void)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t len = getline(&line, &room, stdin);
    if (len <= 0) {
        free(line);
        return NULL;
    }
    line[strcspn(line, "\r\n")] = '\0';
    return line;
}

/* Words of an invitation never end so. */
static bool names_file(const char *word)
{
    static const char end[] = ".json";
    size_t len = strlen(word), end_len = strlen(end);
    return len > end_len && strcmp(word + len - end_len, end) == 0;
}

/* From the arguments, or that of the room which FILE was in last, or asked for. */
static bool take_invitation(struct live *l, char *word, int *status)
{
    l->invitation = !word && l->path ? standing_read(l->path, STANDING_JOINED) : NULL;
    if (l->invitation) {
        return true;
    }
    if (word && names_file(word)) {
        *status = usage_error(l->command,
                              "there is no file %s; a new one stands behind "
                              "an INVITATION",
                              word);
        return false;
    }
    if (word && strcmp(word, "-") != 0) {
        l->invitation = take_word(word);
    } else if (word || isatty(STDIN_FILENO)) {
        if (isatty(STDIN_FILENO)) {
            fputs("Invitation (as in 192.168.1.20/lusab-…): ", stderr);
        }
        l->invitation = read_line();
    }
    bool ok = l->invitation && l->invitation[strspn(l->invitation, " \t")];
    if (!ok) {
        *status =
            usage_error(l->command, "which room? join wants its INVITATION, or - to "
                                    "read it from standard input");
    }
    return ok;
}

/* Options that do not go together. */
static bool check_options(const struct live *l, int *status)
{
    if ((l->join || l->broker) && (l->host || l->port)) {
        *status = usage_error(l->command,
                              "--%s is for whoever begins a room on this laptop; %s",
                              l->host ? "host" : "port",
                              l->join ? "an invitation says it" : "--broker says it");
    } else if (l->seminar && (l->join || l->organise)) {
        *status = usage_error(l->command, "--seminar is for the file of a table: "
                                          "roundtable live --seminar INVITATION FILE");
    } else if (!l->only && !has_screen() && !l->choice.accessible) {
        *status = usage_error(l->command, "no terminal here; --only carries what is said "
                                          "without a screen");
    } else {
        return true;
    }
    return false;
}

/* An organiser's file that was in somebody's room last, and in none of its own, goes back into
 * that. */
static void go_back(struct live *l)
{
    char *own = standing_read(l->path, STANDING_ROOM);
    if (!own && !l->host && !l->port) {
        l->invitation = standing_read(l->path, STANDING_JOINED);
        l->join = l->invitation != NULL;
    }
    standing_forget(own);
}

/* A file that is there, with or without its ".json", or one to begin; to free(). */
static char *path_meant(const char *typed)
{
    bool beside = false;
    char *meant = access(typed, F_OK) != 0 ? session_meant(typed, &beside) : NULL;
    if (!beside) {
        free(meant);
        meant = memory_copy_text(typed);
    }
    return meant;
}

/* What is left of the words: FILE, or "join" or "organise" and what comes behind. A file that
 * is there alone behind "join" goes back into its room. */
static bool read_words(struct live *l, int argc, char **argv, int *status)
{
    l->organise = argc && strcmp(argv[0], "organise") == 0;
    l->join = argc && strcmp(argv[0], "join") == 0;
    argv += l->join || l->organise;
    argc -= l->join || l->organise;
    bool invited = l->join || (l->organise && argc > 1);
    l->join = invited;
    if (argc > (invited ? 2 : 1)) {
        *status = usage_error(l->command, "one FILE at a time; \"%s\" is one too many",
                              argv[argc - 1]);
    } else if (!invited && argc == 0) {
        *status = usage_error(l->command, "which FILE is the room to write into?");
    } else if (check_options(l, status)) {
        bool back = l->join && argc == 1 && access(argv[0], F_OK) == 0;
        int at = !invited || back ? 0 : 1; /* FILE, if there is one */
        l->path = at < argc ? path_meant(argv[at]) : NULL;
        if (l->organise && !invited) {
            go_back(l);
        }
        return !invited || take_invitation(l, at && argc ? argv[0] : NULL, status);
    }
    return false;
}

/* The session of a room that was joined gets a file of its own, among the others. */
static bool choose_path(struct live *l, struct err *err)
{
    char today[DATE_SIZE_BYTES];
    if (!l->path) {
        clock_today(today);
        l->path = session_path_for("room", NULL, today, NULL, err);
    }
    return l->path != NULL;
}

/* seminar: for the room of the seminar that the table's file is told to as well. */
static void words_of(const struct live *l, bool seminar, const char *words[MOST_WORDS])
{
    const struct {
        const char *name, *value;
    } given[] = {{"--by", l->choice.by},
                 {"--broker", seminar ? NULL : l->broker},
                 {"--ca", l->ca},
                 {"--login", l->login},
                 {"--alpn", l->alpn},
                 {"--host", seminar ? NULL : l->host},
                 {"--port", seminar ? NULL : l->port}};
    const struct {
        const char *name;
        bool given;
    } flags[] = {{"--join", seminar || l->join},
                 {"--by-table", seminar},
                 {"--organise", l->organise},
                 {"--screen", true}}; /* so that it ends with us in any case */
    size_t count = 0;
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        if (given[i].value) {
            words[count++] = given[i].name;
            words[count++] = given[i].value;
        }
    }
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        if (flags[i].given) {
            words[count++] = flags[i].name;
        }
    }
    words[count++] = "--";
    words[count++] = l->path;
    words[count] = NULL;
}

static bool begin(struct live *l, bool seminar, struct live_child *child, struct err *err)
{
    const char *words[MOST_WORDS];
    char *path = beside_find("live", l->program);
    bool ok = false;
    if (!path) {
        err_set(err, "roundtable-live is not there, which carries what is said between "
                     "laptops; it belongs beside roundtable, or into a folder of PATH");
    } else if (choose_path(l, err)) {
        words_of(l, seminar, words);
        ok = live_begin(child, path, words,
                        seminar ? l->seminar_invitation : l->invitation, err);
    }
    forget(seminar ? &l->seminar_invitation : &l->invitation);
    free(path);
    return ok;
}

/* Whether those who were in the room come back to it. */
static void add_stood(const struct live *l, const char *invitation, struct str *out)
{
    if (!l->stood) {
        return;
    }
    if (strcmp(l->stood, invitation) == 0) {
        str_add(out, "The room is as it was: who was in it comes back without joining. ");
    } else {
        str_add(out, "The room has another address or port than before: who was in it "
                     "has to join again. ");
    }
}

/* The screen beside it, until it is left. */
static int show(struct live *l, const char *invitation)
{
    struct str said = STR_EMPTY;
    if (l->organise) {
        add_stood(l, invitation, &said);
        str_addf(&said,
                 "Tables come in by: roundtable live --seminar %s FILE (\vroom\v shows "
                 "it again).",
                 invitation);
    } else if (l->join) {
        str_addf(&said, "You are in the room %s; your copy is kept in %s.", invitation,
                 l->path);
    } else {
        add_stood(l, invitation, &said);
        str_addf(&said,
                 "Others come in by: roundtable live join %s (\vroom\v shows it again).",
                 invitation);
    }
    if (!l->join && strncmp(invitation, "127.", 4) == 0) {
        str_add(&said, " Only this laptop can use that one: \vroom\v, then \vaddress\v, "
                       "puts an address into "
                       "it that the others reach.");
    }
    /* What is shown to a whole room from a projector is for nobody to copy. */
    l->choice.said = l->choice.follow ? NULL : said.bytes;
    int status = open_on_screen(l->program, l->path, &l->choice);
    if (l->join && !l->choice.follow) { /* without it, another file would be begun */
        str_clear(&said);
        str_addf(&said,
                 "Your copy is in %s; to come back with it:\n"
                 "  roundtable live join ",
                 l->path);
        shell_add_path(l->path, &said);
        str_add(&said, "\n");
        tell_beside(&said);
    }
    str_finish(&said);
    return status;
}

static int stopping = -1; /* where the signals of --only are told */

static void stop(int number)
{
    (void)number;
    if (write(stopping, "", 1) < 0) {
        /* It was told already. */
    }
}

/* What can be read once we are to end; -1: then we end at once. */
static int watch_ends(void)
{
    static const int ends[] = {SIGTERM, SIGINT, SIGHUP};
    struct sigaction action = {.sa_handler = stop};
    int pipes[2];
    if (pipe(pipes) != 0) {
        return -1;
    }
    for (int i = 0; i < 2; i++) {
        fcntl(pipes[i], F_SETFD, FD_CLOEXEC);
        fcntl(pipes[i], F_SETFL, O_NONBLOCK);
    }
    stopping = pipes[1];
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        sigaction(ends[i], &action, NULL);
    }
    return pipes[0];
}

/* Passes on what it says, from that line on, until it ends or we are to; and what is said of
 * the seminar, if the table is told to one. */
static int carry(struct live_child *child, struct live_child *seminar, char *line,
                 int stop_fd)
{
    struct live_child *const both[] = {child, seminar};
    while (line && !ferror(stdout)) {
        print_line(line);
        fflush(stdout);
        free(line);
        line = live_line_of(both, seminar->child.pid ? 2 : 1, stop_fd);
    }
    free(line);
    return output_done();
}

/* The table's file is told to the seminar, too. If that cannot be, nothing is begun: an
 * organiser would wait in vain. */
static int begin_seminar(struct live *l, struct live_child *child)
{
    struct err err = ERR_NONE;
    if (!l->seminar_invitation) {
        return STATUS_DONE;
    }
    if (!begin(l, true, child, &err)) {
        return failure(&err);
    }
    char *line = live_line(child, -1);
    bool ok = line != NULL;
    free(line);
    return ok ? STATUS_DONE : STATUS_FAILED;
}

static int run(struct live *l)
{
    struct live_child child = {0}, seminar = {0};
    struct err err = ERR_NONE;
    int stop_fd = l->only ? watch_ends() : -1, status = STATUS_FAILED;
    l->stood = l->join ? NULL : standing_read(l->path, STANDING_ROOM);
    if (!begin(l, false, &child, &err)) {
        return failure(&err);
    }
    if (isatty(STDERR_FILENO)) {
        fputs(l->join ? "Coming into the room …\n" : "Opening the room …\n", stderr);
    }
    char *invitation = live_line(&child, stop_fd);
    if (invitation && begin_seminar(l, &seminar) != STATUS_DONE) {
        free(invitation);
    } else if (invitation && l->only) {
        status = carry(&child, &seminar, invitation, stop_fd);
    } else if (invitation) {
        status = show(l, invitation);
        free(invitation);
    }
    int ended = live_end(&seminar);
    ended = live_end(&child) ? STATUS_FAILED : ended;
    return ended ? ended : status;
}

int command_live(const struct command *command, int argc, char **argv)
{
    struct live l = {.command = command, .program = argv[0]};
    const struct option_row rows[] = {OPEN_ROWS(l.choice),
                                      {"only", .flag = &l.only},
                                      {"host", .value = &l.host},
                                      {"port", .value = &l.port},
                                      {"broker", .value = &l.broker},
                                      {"ca", .value = &l.ca, .path = true},
                                      {"login", .value = &l.login, .path = true},
                                      {"alpn", .value = &l.alpn},
                                      {"seminar", .value = &l.seminar},
                                      {.name = NULL}};
    int status;
    if (!command_options(command, rows, &argc, &argv, &status)) {
        return status;
    }
    l.seminar_invitation = take_word((char *)l.seminar);
    signal(SIGPIPE, SIG_IGN); /* what it does not read any more is its own affair */
    if (read_words(&l, argc, argv, &status)) {
        status = run(&l);
    }
    forget(&l.invitation);
    forget(&l.seminar_invitation);
    forget(&l.stood);
    free(l.path);
    return status;
}
