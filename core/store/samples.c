#include "store/samples.h"

#include "store/file.h"

static void add_tables_of(const char *path, struct paths *ids)
{
    struct session *sample = session_new();
    struct file_added added;
    struct err err = ERR_NONE;
    size_t count;
    if (file_add(path, sample, &added, &err)) {
        const struct record *const *tables = session_tables(sample, &count);
        for (size_t i = 0; i < count; i++) {
            paths_add(ids, record_id(tables[i]));
        }
        journal_news_finish(&added.news);
    }
    err_finish(&err);
    session_free(sample);
}

void samples_in(const struct session *session, struct paths *ids)
{
    struct paths samples = {0};
    data_files("sessions", &samples);
    for (size_t i = 0; i < samples.count; i++) {
        struct str id = STR_EMPTY;
        session_id_in(samples.items[i], &id);
        if (id.len_bytes && session_record(session, "session", id.bytes)) {
            add_tables_of(samples.items[i], ids);
        }
        str_finish(&id);
    }
    paths_finish(&samples);
}

const struct record *table_of_people(struct session *session)
{
    struct paths ids = {0};
    size_t count, at = 0;
    const struct record *const *tables = session_tables(session, &count);
    if (count > 1) {
        samples_in(session, &ids);
    }
    while (at < count &&
           text_among(record_id(tables[at]), (const char *const *)ids.items, ids.count)) {
        at++;
    }
    paths_finish(&ids);
    return !count ? NULL : tables[at < count ? at : 0];
}
