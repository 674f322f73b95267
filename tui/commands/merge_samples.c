#include "commands/merge_samples.h"

#include "base/str.h"
#include "commands/output.h"
#include "model/history.h"
#include "store/samples.h"

static bool is_among(const struct paths *ids, const char *id)
{
    return text_among(id, (const char *const *)ids->items, ids->count);
}

/* "table: Leeds, table 4, 2017-02-22", of the first of those that are of samples, or are not; how
 * many there are. */
static size_t name_tables(struct session *merged, const struct paths *samples,
                          bool of_samples, bool aloud)
{
    enum { MOST_NAMED = 12 };
    size_t count, found = 0;
    const struct record *const *tables = session_tables(merged, &count);
    for (size_t i = 0; i < count; i++) {
        bool named = is_among(samples, record_id(tables[i])) == of_samples;
        found += named;
        if (named && aloud && found <= MOST_NAMED) {
            struct str line = str_of("table: ");
            history_name_table(tables[i], &line);
            str_add(&line, of_samples ? " (a worked sample)" : "");
            print_line(line.bytes);
            str_finish(&line);
        }
    }
    if (aloud && found > MOST_NAMED) {
        print_format("and %zu tables more%s", found - MOST_NAMED,
                     of_samples ? " of worked samples" : "");
    }
    return found;
}

void tell_tables(const struct paths *inputs, struct session *merged, bool dry)
{
    struct paths ids = {0}, copies = {0};
    samples_in(merged, &ids);
    for (size_t i = 0; i < inputs->count && ids.count; i++) {
        struct str id = STR_EMPTY;
        session_id_in(inputs->items[i], &id);
        if (is_among(&ids, str_text(&id))) {
            paths_add(&copies, inputs->items[i]);
        }
        str_finish(&id);
    }
    bool others = copies.count && copies.count < inputs->count &&
                  name_tables(merged, &ids, false, false) > 0;
    for (size_t i = 0; i < copies.count && others; i++) {
        print_format("a worked sample is among them, %s: merge without it, unless your "
                     "table wrote in it",
                     copies.items[i]);
    }
    for (int of_samples = 0; of_samples <= 1 && dry; of_samples++) {
        name_tables(merged, &ids, of_samples, true);
    }
    paths_finish(&ids);
    paths_finish(&copies);
}
