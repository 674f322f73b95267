#ifndef ROUNDTABLE_STORE_KIN_FILES_H
#define ROUNDTABLE_STORE_KIN_FILES_H

#include "model/kin.h"

/** The first words of a language in the data folders ("words/", see data_files()), to
 *  kin_free(); NULL if there are none, and those compiled in stand. What cannot be read
 *  is passed over. */
struct kin *kin_installed(const char *language);

#endif
