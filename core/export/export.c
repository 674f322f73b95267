#include "export/export.h"

#include <strings.h>

const char *const papers_of_pdf[] = {"a4", "a3", "report", "page", "large", NULL};
static const char *const papers_of_text[] = {"wide", "narrow", NULL};
const char *const papers_of_map[] = {"a4", "a3", NULL};

const struct export_format export_formats[] = {
    {.name = "text",
     .endings = {"txt"},
     .readable = true,
     .papers = papers_of_text,
     .write = export_text,
     .menu = {8, "t", "Text", "plain, to paste anywhere"}},
    {.name = "markdown",
     .endings = {"md"},
     .readable = true,
     .write = export_markdown,
     .menu = {7, "m", "Markdown", "for wikis and e-mail"}},
    {.name = "html",
     .endings = {"html"},
     .readable = true,
     .write = export_html,
     .menu = {2, "h", "Web page", "for browsers and e-mail"}},
    {.name = "csv",
     .endings = {"csv"},
     .write = export_csv,
     .menu = {9, "c", "CSV", "every note as a row"}},
    {.name = "json",
     .endings = {"json"},
     .write = export_json,
     .menu = {10, "j", "JSON", "for other programs"}},
    {.name = "ics",
     .endings = {"ics"},
     .write = export_ics,
     .left_out = export_ics_left_out,
     .menu = {5, "i", "Calendar", "what was promised, with dates"}},
    {.name = "promises",
     .endings = {"txt", "promises"},
     .write = export_promises,
     .left_out = export_promises_left_out,
     .menu = {6, "w", "Who promised what", "a sheet for each person"}},
    {.name = "graph", .endings = {"graphml"}, .write = export_graphml},
    {.name = "edits",
     .endings = {"jsonl", "ndjson"},
     .whole = true,
     .write = export_edits},
    {.name = "pdf",
     .endings = {"pdf"},
     .readable = true,
     .papers = papers_of_pdf,
     .menu = {1, "p", "PDF, to print and to keep", NULL}},
    {.name = "xlsx",
     .endings = {"xlsx"},
     .menu = {3, "x", "Workbook", "for spreadsheets, of any country"}},
    {.name = "map",
     .endings = {"svg", "dot", "pdf"}, /* of a file that is called so */
     .seminar = true,
     .papers = papers_of_map,
     .menu = {4, "g", "Map", "the system map as a picture"}},
    {.name = NULL},
};

const struct export_format themes_formats[] = {
    {.name = "text", .endings = {"txt"}, .readable = true, .write = themes_text},
    {.name = "csv", .endings = {"csv"}, .write = themes_csv},
    {.name = "json", .endings = {"json"}, .write = themes_json},
    {.name = NULL},
};

bool export_has_ending(const struct export_format *format, const char *ending)
{
    for (size_t i = 0; format->endings[i]; i++) {
        if (strcasecmp(format->endings[i], ending) == 0) {
            return true;
        }
    }
    return false;
}

const struct export_format *export_format_of(const struct export_format *among,
                                             const char *asked)
{
    for (; among->name; among++) {
        if (strcasecmp(among->name, asked) == 0 || export_has_ending(among, asked)) {
            return among;
        }
    }
    return NULL;
}

void export_names(const struct export_format *among,
                  const char *names[EXPORT_MOST_FORMATS + 1])
{
    size_t count = 0;
    for (; among->name && count < EXPORT_MOST_FORMATS; among++) {
        names[count++] = among->name;
    }
    names[count] = NULL;
}
