#include "live/chance.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

void chance_ready(void)
{
    if (sodium_init() < 0) {
        fputs("roundtable: the system gives no random numbers, without which no room is "
              "safe\n",
              stderr);
        exit(EXIT_FAILURE);
    }
}
