#include "export/export.h"
#include "export/writing.h"
#include "findings/missing.h"
#include "model/history.h"

static void add_table(struct session *session, const struct record *table,
                      struct str *out)
{
    struct missing_list list;
    struct str none = STR_EMPTY;
    missing_find(session, table, &list);
    for (size_t i = 0; i < list.count; i++) {
        text_add_words(out, TEXT_COLS, "- ", "  ", list.items[i].sentence);
    }
    if (!list.count) {
        missing_say_none(session, table, &none);
        text_add_words(out, TEXT_COLS, "", "", str_text(&none));
    }
    str_finish(&none);
    missing_finish(&list);
}

void missing_text(struct session *session, struct str *out)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    for (size_t i = 0; i < count; i++) {
        if (count > 1) {
            struct str name = STR_EMPTY;
            history_name_table(tables[i], &name);
            str_add(out, i ? "\n" : "");
            text_add_heading(out, TEXT_COLS, str_text(&name), '-');
            str_finish(&name);
        }
        add_table(session, tables[i], out);
    }
    if (!count) {
        str_add(out, "There is no table here yet.\n");
    }
}
