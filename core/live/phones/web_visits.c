#include "live/phones/web_visits.h"

#include "base/memory.h"
#include "live/keeping.h"

#include <string.h>
#include <sys/socket.h>
#include <utlist.h>

static void read_address(const struct sockaddr *from, struct in6_addr *out)
{
    memset(out, 0, sizeof *out);
    if (from->sa_family == AF_INET6) {
        *out = ((const struct sockaddr_in6 *)(const void *)from)->sin6_addr;
    } else if (from->sa_family == AF_INET) {
        memcpy(&out->s6_addr[12],
               &((const struct sockaddr_in *)(const void *)from)->sin_addr, 4);
    }
}

static void end(struct web_visits *visits, struct web_visit *visit)
{
    shutdown(visit->fd, SHUT_RDWR);
    visit->ended = 1;
    visits->count--;
}

/* The one that has waited longest, of that address only, or of any (NULL). */
static struct web_visit *oldest(const struct web_visits *visits,
                                const struct in6_addr *address, size_t *count)
{
    struct web_visit *found = NULL, *visit;
    *count = 0;
    DL_FOREACH (visits->first, visit) {
        if (!visit->ended &&
            (!address || memcmp(&visit->address, address, sizeof *address) == 0)) {
            found = found ? found : visit;
            ++*count;
        }
    }
    return found;
}

struct web_visit *web_visit_begin(struct web_visits *visits,
                                  struct MHD_Connection *connection)
{
    struct web_visit *visit = memory_get(sizeof *visit);
    size_t count;
    /* What is told stands in one place of the connection's: each is read before the next. */
    const union MHD_ConnectionInfo *told =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (told) {
        read_address(told->client_addr, &visit->address);
    }
    told = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    visit->fd = told ? told->connect_fd : -1;
    visit->until_ms = ticks_ms() + WEB_PATIENCE_MS;
    struct web_visit *first = oldest(visits, &visit->address, &count);
    if (first && count >= WEB_MOST_OF_ADDRESS) {
        end(visits, first);
    } else if (visits->count >= WEB_MOST_VISITS) {
        end(visits, oldest(visits, NULL, &count));
    }
    DL_APPEND(visits->first, visit);
    visits->count++;
    return visit;
}

void web_visit_finish(struct web_visits *visits, struct web_visit *visit)
{
    visits->count -= !visit->ended;
    DL_DELETE(visits->first, visit);
    free(visit);
}

int64_t web_visits_end_slow(struct web_visits *visits)
{
    int64_t now_ms = ticks_ms();
    struct web_visit *visit;
    DL_FOREACH (visits->first, visit) {
        if (!visit->ended && visit->until_ms > now_ms) {
            return visit->until_ms; /* the others came later */
        }
        if (!visit->ended) {
            end(visits, visit);
        }
    }
    return INT64_MAX;
}
