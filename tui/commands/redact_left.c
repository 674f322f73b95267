#include "commands/redact_left.h"

#include "base/str.h"
#include "commands/command.h"

void redact_tell_left(const struct paths *left, bool all)
{
    enum { MOST = 3 };
    size_t named = all || left->count <= MOST ? left->count : MOST;
    struct str line = STR_EMPTY;
    if (left->count == 1) {
        print_format("It still stands in %s: redact there too, or delete it.",
                     left->items[0]);
        return;
    }
    for (size_t i = 0; i < named; i++) {
        bool last = i + 1 == left->count;
        str_addf(&line, "%s%s", !i ? "" : last ? " and " : ", ", left->items[i]);
    }
    if (named < left->count) {
        str_addf(&line, " and %zu more (--verbose names them all)", left->count - named);
    }
    print_format("It still stands in %zu files: %s. Redact there too, or delete them.",
                 left->count, line.bytes);
    str_finish(&line);
}

void redact_tell_kept(const struct paths *kept, bool all)
{
    if (kept->count) {
        print_format("It still stands in %zu file%s that this laptop keeps of other "
                     "sessions, such as earlier states: redact in those sessions too%s.",
                     kept->count, plural(kept->count),
                     all ? "" : " (--verbose names the files)");
    }
    for (size_t i = 0; i < kept->count && all; i++) {
        print_format("  %s", kept->items[i]);
    }
}
