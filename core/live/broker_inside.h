#ifndef ROUNDTABLE_LIVE_BROKER_INSIDE_H
#define ROUNDTABLE_LIVE_BROKER_INSIDE_H

#include "base/hash.h"
#include "live/broker.h"

/* broker.c decides what is done when, and which host is next; broker_client.c does it, with
 * libmosquitto. Nobody else includes this. */

struct mosquitto;

/** How far a connection is. */
enum broker_stage {
    BROKER_WAITING,    /* there is none; the next host's turn comes at due_ms */
    BROKER_CONNECTING, /* the other side has not answered yet */
    BROKER_GREETING,   /* TLS, and being let in */
    BROKER_SUBSCRIBING,
    BROKER_CONNECTED,
};

/** Why there is no connection, the heavier the more it helps to know. */
enum broker_blame {
    BROKER_ALL_WELL,
    BROKER_SILENT,
    BROKER_UNREACHABLE,
    BROKER_ENDED,
    BROKER_REFUSED, /* to try again does not help, unless somebody does something */
};

struct broker_fault {
    enum broker_blame blame;
    char *why;
};

struct broker {
    struct broker_host *hosts;
    size_t host_count;
    char *user, *password, *refusal, *ca_file, *alpn;
    bool tls;
    int keepalive_s;
    char **topics;
    int topic_count;
    char *last_topic; /* NULL: it has no last words */
    struct str last_words;
    struct broker_heard heard;
    struct dice dice;

    struct mosquitto *client; /* NULL while BROKER_WAITING */
    enum broker_stage stage;
    size_t turn;               /* of which host */
    bool is_ipv6, only_v4;     /* the library tries one address of a name */
    bool speaks_tls;           /* the other side answered so */
    size_t tried;              /* how many hosts failed in this round, */
    unsigned rounds;           /* and how many rounds did */
    struct broker_fault fault; /* of this connection, which ends in this step; */
    struct broker_fault worst; /* and the heaviest of this round */
    char *told;                /* the last that was lost(); NULL: none since connected */
    char *tls_said;            /* the first error of TLS of this connection */

    int64_t now_ms;           /* of the last step */
    int64_t due_ms;           /* of the next try, or until when a stage may take */
    int64_t since_ms;         /* connected */
    int64_t in_ms, out_ms;    /* something came, went, last */
    int64_t echo_ms, pong_ms; /* until when one has to come; INT64_MAX: none has */
    int64_t most_echo_ms;     /* echo_ms is put off until then, if the link is slow */
    int64_t moved_ms;         /* when something came, or went, of what waits to go */
    int queue_bytes;          /* that wait to go, or to be said to have come */
    int64_t ping_ms;          /* not before that, whatever in_ms and out_ms say */
    size_t partial_bytes;     /* came since the last message, or about that */
    bool heard_message;       /* by the read that goes on */
    bool wrote;               /* since the last step */
    bool pinged;              /* in this one */
};

/* broker_client.c */

/** Begins to connect to the host whose turn it is. */
void client_begin(struct broker *broker);

/** Reads and writes. */
void client_serve(struct broker *broker, short revents);

/** How much of what was written the other side has not acknowledged yet; 0 if unknown. */
int client_queue_bytes(const struct broker *broker);

/** Lets the library send its ping, if by its own clock it is time. */
void client_ping(struct broker *broker);

/** @politely  says goodbye. */
void client_end(struct broker *broker, bool politely);

/** Publishes now, or puts it in the queue. */
void client_publish(struct broker *broker, const char *topic, const void *payload,
                    size_t len_bytes, int qos);

/** Notes what is wrong with this connection, unless something heavier was noted; the format
 *  begins with %s, where the host goes. */
void broker_blame(struct broker *broker, enum broker_blame blame, const char *format);

/** They may be NULL; *fault is empty afterwards. */
void broker_fault_finish(struct broker_fault *fault);

#endif
