#include "export/export.h"

#include <string.h>
#include <strings.h>

static const struct export_format formats[] = {
    {"text", "txt", "Plain text, to paste into an e-mail", export_text},
    {"markdown", "md", "Markdown with tables, for wikis and documents", export_markdown},
    {"html", "html", "One page to look at, print and pin on a wall", export_html},
    {"csv", "csv", "One row a note, for spreadsheets", export_csv},
    {"json", "json", "The tables without their history, for other programs", export_json},
};

const struct export_format *export_formats(size_t *count)
{
    *count = sizeof formats / sizeof *formats;
    return formats;
}

const struct export_format *export_format_of(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcasecmp(name, formats[i].name) == 0 ||
            strcasecmp(name, formats[i].extension) == 0) {
            return &formats[i];
        }
    }
    return NULL;
}

const struct export_format *export_format_of_path(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    const char *dot = strrchr(base, '.');
    /* ".csv" is a hidden file of that name, not an ending. */
    return dot && dot > base ? export_format_of(dot + 1) : NULL;
}
