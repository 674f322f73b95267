#ifndef ROUNDTABLE_STORE_OWN_WRITERS_H
#define ROUNDTABLE_STORE_OWN_WRITERS_H

#include "model/author.h"
#include "store/company.h"

/**
 * Who wrote alone on this computer: the actors, one a line, in the state folder's file
 * "alone", of whatever session, so that a file that was renamed is known again. None of
 * their words. Whoever leaves while all write alone and comes back is the same person,
 * if the name is the same, and sees their own.
 */

/** Keeps that the author may write alone. */
void own_writers_keep(const struct author *author);

/** The author is whoever of them wrote in its session by the same name (or by none, as it
 *  does) and has it open nowhere now: a second window is somebody else. */
void own_writers_bring_back(struct author *author, const struct company *company);

#endif
