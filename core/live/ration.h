#ifndef ROUNDTABLE_LIVE_RATION_H
#define ROUNDTABLE_LIVE_RATION_H

#include <stddef.h>

/**
 * A bound on the memory that somebody else's code may take: a library that does as it is told
 * by whom we do not trust. Where the system has one (Linux); elsewhere nothing is done.
 */

/** From now on this program gets no more than so many bytes beyond what it has: malloc() says
 *  that there are none. Not to be called twice without ration_end(). */
void ration_begin(size_t more_bytes);

/** It gets as much as before. */
void ration_end(void);

#endif
