#ifndef ROUNDTABLE_STORE_COMPANY_INSIDE_H
#define ROUNDTABLE_STORE_COMPANY_INSIDE_H

/* What a company is made of; private to company*.c. */

#include "store/company.h"

/** The one of that name; NULL if nobody is called so. */
struct member *company_find(const struct company *company, const char *actor);

/** Opens the pipe of another; false if there is nobody. One that nobody reads was left behind
 *  by a crash, and is taken away. */
bool company_meet(struct company *company, const char *actor);

/** Frees what is known of one that has gone, and takes away what it may have left. */
void company_forget(struct member *member);
void company_sweep_up(const struct company *company, const char *actor);

/** Writes one line, without waiting: a sign, and a text whose line ends become blanks. */
void company_write_line(int fd, char sign, const char *text);

/** Whether they tell each other who writes where: screens rooms, and rooms screens. Then it
 *  is told to that one. */
bool company_tell_each_other(enum member_kind one, enum member_kind other);
void company_write_to(const struct company *company, const struct member *member);

#endif
