#include "support/tables.h"

#include "store/file.h"
#include "support/folder.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const struct export_options plain = {0};

struct session *session_of_tables(const char *tables)
{
    struct session *session = session_new();
    struct file_added added;
    struct err err = ERR_NONE;
    struct str file = STR_EMPTY;
    char *path = test_path("tables.json");
    str_addf(&file, "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[%s]}",
             tables);
    text_file_write(path, file.bytes);
    cr_assert(file_add(path, session, &added, &err), "%s", err_text(&err));
    str_finish(&file);
    free(path);
    return session;
}

char *written_as(struct session *session, const struct export_format *format,
                 const struct export_options *options)
{
    struct str out = STR_EMPTY;
    format->write(session, options, &out);
    return str_take(&out);
}

char *themes_as(struct session *session, const char *name)
{
    size_t count;
    const struct export_format *formats = themes_formats(&count);
    return written_as(session, export_format_among(formats, count, name), &plain);
}

char *exported_as(struct session *session, const char *name)
{
    return written_as(session, export_format_of(name), &plain);
}

void expect_part(const char *text, const char *part)
{
    cr_expect(strstr(text, part), "no \"%s\" in:\n%s", part, text);
}
