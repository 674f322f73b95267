#include "live/aloud.h"
#include "live/bridge_inside.h"

#include <string.h>

void bridge_print(struct bridge *b, const char *words)
{
    if (strcmp(words, str_text(&b->told)) == 0) {
        return;
    }
    str_clear(&b->told);
    str_add(&b->told, words);
    say_aloud(words);
}
