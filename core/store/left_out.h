#ifndef ROUNDTABLE_STORE_LEFT_OUT_H
#define ROUNDTABLE_STORE_LEFT_OUT_H

#include "base/str.h"

/**
 * Words in the readable top of a damaged file that the restored one has nowhere: what a hand wrote
 * there, or what a damaged byte made of them.
 *
 * @out  takes a line for each, "line 16: ‘Pond by the path’", with "\n" between them; of many, how
 *       many more there are.
 */
void words_left_out(const struct str *damaged, const struct str *restored,
                    struct str *out);

#endif
