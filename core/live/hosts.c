#include "live/hosts.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* The address from which this machine would send to elsewhere; nothing is sent. */
static bool usual_address(struct in_addr *out)
{
    struct sockaddr_in far = {.sin_family = AF_INET, .sin_port = htons(9)}, ours;
    socklen_t size = sizeof ours;
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    inet_pton(AF_INET, "192.0.2.1", &far.sin_addr); /* RFC 5737: for documentation */
    bool ok = fd >= 0 && connect(fd, (struct sockaddr *)&far, sizeof far) == 0 &&
              getsockname(fd, (struct sockaddr *)&ours, &size) == 0;
    if (fd >= 0) {
        close(fd);
    }
    if (ok) {
        *out = ours.sin_addr;
    }
    return ok;
}

static void add_address(struct paths *hosts, struct in_addr address)
{
    char text[INET_ADDRSTRLEN];
    inet_ntop(AF_INET, &address, text, sizeof text);
    paths_add_new(hosts, text);
}

void hosts_find(struct paths *hosts)
{
    struct in_addr address;
    struct ifaddrs *all = NULL;
    if (usual_address(&address)) {
        add_address(hosts, address);
    }
    if (getifaddrs(&all) == 0) {
        for (const struct ifaddrs *a = all; a; a = a->ifa_next) {
            if (a->ifa_addr && a->ifa_addr->sa_family == AF_INET &&
                (a->ifa_flags & IFF_UP) && !(a->ifa_flags & IFF_LOOPBACK)) {
                add_address(
                    hosts,
                    ((const struct sockaddr_in *)(const void *)a->ifa_addr)->sin_addr);
            }
        }
        freeifaddrs(all);
    }
    if (!hosts->count) {
        paths_add(hosts, "127.0.0.1");
    }
}
