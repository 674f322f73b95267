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

static const struct export_format formats_of_themes[] = {
    {"text", "txt", "One page to read to the room", themes_text},
    {"csv", "csv", "One row a theme, for spreadsheets", themes_csv},
    {"json", "json", "Themes and who said them, for other programs", themes_json},
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
