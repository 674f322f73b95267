#include "commands/redact_left.h"

#include "base/str.h"
#include "commands/command.h"

/* "a.json, b.json, c.json and 2 more (--verbose names them all)" */
static void add_names(const struct paths *files, bool all, struct str *line)
{
    enum { MOST = 3 };
    size_t named = all || files->count <= MOST ? files->count : MOST;
    for (size_t i = 0; i < named; i++) {
        bool last = i + 1 == files->count;
        str_addf(line, "%s%s", !i ? "" : last ? " and " : ", ", files->items[i]);
    }
    if (named < files->count) {
        str_addf(line, " and %zu more (--verbose names them all)", files->count - named);
    }
}

void redact_tell_left(const struct paths *left, bool all)
{
    struct str line = STR_EMPTY;
    add_names(left, all, &line);
    if (left->count == 1) {
        print_format("It still stands in %s: redact there too, or delete it.",
                     line.bytes);
    } else if (left->count) {
        print_format(
            "It still stands in %zu files: %s. Redact there too, or delete them.",
            left->count, line.bytes);
    }
    str_finish(&line);
}

static void print_each(const struct paths *files)
{
    for (size_t i = 0; i < files->count; i++) {
        print_format("  %s", files->items[i]);
    }
}

void redact_tell_kept(const struct paths *kept, bool all)
{
    if (kept->count) {
        print_format("It still stands in %zu file%s that this laptop keeps of other "
                     "sessions, such as earlier states: redact in those sessions too%s.",
                     kept->count, plural(kept->count),
                     all ? "" : " (--verbose names the files)");
    }
    if (all) {
        print_each(kept);
    }
}

void redact_tell_within(const struct paths *left, const struct paths *kept, bool all)
{
    static const char look[] =
        "these words within others: look whether they are the same";
    struct str line = STR_EMPTY;
    add_names(left, all, &line);
    if (left->count) {
        print_format("%s %s %s.", line.bytes, left->count == 1 ? "has" : "have", look);
    }
    if (kept->count) {
        print_format("%zu file%s that this laptop keeps of other sessions %s %s%s.",
                     kept->count, plural(kept->count), kept->count == 1 ? "has" : "have",
                     look, all ? "" : " (--verbose names the files)");
    }
    if (all) {
        print_each(kept);
    }
    str_finish(&line);
}
