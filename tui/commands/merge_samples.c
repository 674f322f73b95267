#include "commands/merge_samples.h"

#include "commands/output.h"

#include <string.h>

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

static bool is_copy(const char *path, const struct paths *ids)
{
    struct str id = STR_EMPTY;
    bool is = false;
    session_id_in(path, &id);
    for (size_t i = 0; i < ids->count && !is; i++) {
        is = strcmp(str_text(&id), ids->items[i]) == 0;
    }
    str_finish(&id);
    return is;
}

void tell_samples(const struct paths *inputs, const struct session *merged)
{
    struct paths ids = {0}, copies = {0};
    add_samples_in(merged, &ids);
    for (size_t i = 0; i < inputs->count && ids.count; i++) {
        if (is_copy(inputs->items[i], &ids)) {
            paths_add(&copies, inputs->items[i]);
        }
    }
    for (size_t i = 0; i < copies.count && copies.count < inputs->count; i++) {
        print_format(
            "a worked sample is among them, %s: merge without it, unless your table "
            "wrote in it",
            copies.items[i]);
    }
    paths_finish(&ids);
    paths_finish(&copies);
}
