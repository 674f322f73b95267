#include "support/tables.h"

#include "store/file.h"
#include "support/folder.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

const char three_tables[] =
    "{\"place\":\"Leeds\",\"date\":\"2017-03-07\",\"table\":\"1\",\"facilitator\":"
    "\"Zoe\","
    "\"goals\":["
    " {\"text\":\"Reducing social isolation\","
    "  \"barriers\":[{\"text\":\"Bus "
    "fares\",\"weight\":\"pebble\",\"votes\":2},\"Rain\"],"
    "  \"stakeholders\":[\"Carers\",\"CCGs\"],\"groups\":[\"Ask the CCG for a room\"]}]},"
    "{\"place\":\"Leeds\",\"date\":\"2017-03-07\",\"table\":\"2\",\"goals\":["
    " {\"text\":\"reducing social isolation\","
    "  \"barriers\":[{\"text\":\"bus fare\",\"weight\":\"cliff\",\"votes\":1}],"
    "  \"stakeholders\":[\"Carers\"]},"
    " {\"text\":\"More walking\"}]},"
    "{\"place\":\"Hull\",\"date\":\"2017-05-02\",\"table\":\"1\",\"goals\":["
    " {\"text\":\"Reducing social isolation.\","
    "  \"barriers\":[{\"text\":\"Bus fares\",\"weight\":\"cliff\"}]}]}";

static const struct export_options plain = {0};

void tables_write(const char *path, const char *tables)
{
    struct str top = STR_EMPTY;
    str_addf(&top,
             "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[%s]}\n",
             tables);
    text_file_write(path, top.bytes);
    str_finish(&top);
}

void tables_write_health(void)
{
    char *path = test_path("a.json");
    tables_write(path,
                 "{\"title\":\"Health\",\"place\":\"Leeds\",\"vision\":\"All eat well\","
                 "\"goals\":[{\"text\":\"Less sugar\",\"barriers\":[\"Adverts\","
                 "\"Fares\"]}]}");
    free(path);
}

struct session *session_of_tables(const char *tables)
{
    struct session *session = session_new();
    struct file_added added;
    struct err err = ERR_NONE;
    char *path = test_path("tables.json");
    tables_write(path, tables);
    cr_assert(file_add(path, session, &added, &err), "%s", err_text(&err));
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
    return written_as(session, export_format_of(themes_formats, name), &plain);
}

char *exported_as(struct session *session, const char *name)
{
    return written_as(session, export_format_of(export_formats, name), &plain);
}

void expect_export(struct session *session, const char *format, const char *expected)
{
    char *text = exported_as(session, format);
    cr_expect_str_eq(text, expected, "%s:\n%s", format, text);
    free(text);
}

void expect_in_export(struct session *session, const char *format, const char *part)
{
    char *text = exported_as(session, format);
    expect_part(text, part);
    free(text);
}
