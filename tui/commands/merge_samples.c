#include "commands/merge_samples.h"

#include "base/str.h"
#include "commands/output.h"

/* Whose first table is in the session. */
static void add_samples_in(const struct session *merged, struct paths *ids)
{
    struct paths samples = {0};
    data_files("sessions", &samples);
    for (size_t i = 0; i < samples.count; i++) {
        struct str id = STR_EMPTY;
        session_id_in(samples.items[i], &id);
        if (id.len_bytes && session_record(merged, "session", id.bytes)) {
            paths_add(ids, id.bytes);
        }
        str_finish(&id);
    }
    paths_finish(&samples);
}

static bool is_among(const struct paths *ids, const char *id)
{
    return text_among(id, (const char *const *)ids->items, ids->count);
}

/* Whether there is a table that no sample has. */
static bool has_others(struct session *merged, const struct paths *ids)
{
    size_t count;
    const struct record *const *tables = session_tables(merged, &count);
    bool others = false;
    for (size_t i = 0; i < count && !others; i++) {
        others = !is_among(ids, record_id(tables[i]));
    }
    return others;
}

void tell_samples(const struct paths *inputs, struct session *merged)
{
    struct paths ids = {0}, copies = {0};
    add_samples_in(merged, &ids);
    for (size_t i = 0; i < inputs->count && ids.count; i++) {
        struct str id = STR_EMPTY;
        session_id_in(inputs->items[i], &id);
        if (is_among(&ids, str_text(&id))) {
            paths_add(&copies, inputs->items[i]);
        }
        str_finish(&id);
    }
    bool others = copies.count < inputs->count && has_others(merged, &ids);
    for (size_t i = 0; i < copies.count && others; i++) {
        print_format("a worked sample is among them, %s: merge without it, unless your "
                     "table wrote in it",
                     copies.items[i]);
    }
    paths_finish(&ids);
    paths_finish(&copies);
}
