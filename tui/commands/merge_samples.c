#include "commands/merge_samples.h"

#include "base/str.h"
#include "commands/output.h"
#include "model/history.h"
#include "store/samples.h"

static bool is_among(const struct paths *ids, const char *id)
{
    return text_among(id, (const char *const *)ids->items, ids->count);
}

/* "table: Leeds, table 4, 2017-02-22", of the first; whether one is of no sample. */
static bool name_tables(struct session *merged, const struct paths *samples, bool aloud)
{
    enum { MOST_NAMED = 20 };
    size_t count;
    const struct record *const *tables = session_tables(merged, &count);
    bool others = false;
    for (size_t i = 0; i < count && (!others || aloud); i++) {
        bool sample = is_among(samples, record_id(tables[i]));
        others = others || !sample;
        if (aloud && i < MOST_NAMED) {
            struct str line = str_of("table: ");
            history_name_table(tables[i], &line);
            str_add(&line, sample ? " (a worked sample)" : "");
            print_line(line.bytes);
            str_finish(&line);
        }
    }
    if (aloud && count > MOST_NAMED) {
        print_format("and %zu tables more", count - MOST_NAMED);
    }
    return others;
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
    bool others = name_tables(merged, &ids, dry) && copies.count < inputs->count;
    for (size_t i = 0; i < copies.count && others; i++) {
        print_format("a worked sample is among them, %s: merge without it, unless your "
                     "table wrote in it",
                     copies.items[i]);
    }
    paths_finish(&ids);
    paths_finish(&copies);
}
