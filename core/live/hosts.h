#ifndef ROUNDTABLE_LIVE_HOSTS_H
#define ROUNDTABLE_LIVE_HOSTS_H

#include "store/places.h"

/** Adds the addresses of this machine at which others may reach it, the likeliest first;
 *  127.0.0.1 if it has no other. */
void hosts_find(struct paths *hosts);

#endif
