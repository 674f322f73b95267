#include "export/export.h"

#include <string.h>
#include <strings.h>

const char *const papers_of_pdf[] = {"a4", "a3", "report", NULL};
const char *const papers_of_map[] = {"a4", "a3", NULL};

static const struct export_format formats[] = {
    {"text", "txt", "Plain text, to paste into an e-mail", true, export_text, NULL},
    {"markdown", "md", "Markdown with tables, for wikis and documents", true,
     export_markdown, NULL},
    {"html", "html", "One page to look at, print and pin on a wall", true, export_html,
     NULL},
    {"csv", "csv", "One row a note, for spreadsheets", false, export_csv, NULL},
    {"json", "json", "The tables without their history, for other programs", false,
     export_json, NULL},
    {"ics", "ics", "Commitments with a date, for calendars", false, export_ics,
     export_ics_left_out},
};

static const struct export_format formats_of_themes[] = {
    {"text", "txt", "One page to read to the room", true, themes_text, NULL},
    {"csv", "csv", "One row a theme, for spreadsheets", false, themes_csv, NULL},
    {"json", "json", "Themes and who said them, for other programs", false, themes_json,
     NULL},
};

const struct export_format *export_formats(size_t *count)
{
    *count = sizeof formats / sizeof *formats;
    return formats;
}

const struct export_format *themes_formats(size_t *count)
{
    *count = sizeof formats_of_themes / sizeof *formats_of_themes;
    return formats_of_themes;
}

const struct export_format *export_format_among(const struct export_format *among,
                                                size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcasecmp(name, among[i].name) == 0 ||
            strcasecmp(name, among[i].extension) == 0) {
            return &among[i];
        }
    }
    return NULL;
}

const struct export_format *export_format_of(const char *name)
{
    return export_format_among(formats, sizeof formats / sizeof *formats, name);
}

const struct export_format *export_format_of_path(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    const char *dot = strrchr(base, '.');
    /* ".csv" is a hidden file of that name, not an ending. */
    return dot && dot > base ? export_format_of(dot + 1) : NULL;
}
