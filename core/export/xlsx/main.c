/* roundtable-xlsx: a session on standard input, a workbook on standard output. Found by
 * its name when "roundtable export -f xlsx" is asked for; see roundtable-xlsx(1). */

#include "base/memory.h"
#include "base/utf8.h"
#include "export/program.h"
#include "export/told.h"
#include "export/xlsx/xlsx_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void libraries(struct str *out)
{
    str_addf(out, "libxlsxwriter %s", lxw_version());
}

static const struct program program = {
    .libraries = libraries,
    .name = "roundtable-xlsx",
    .usage = "[--for WHOM] [--without-names]",
    .details =
        "Reads a session file on standard input and writes a workbook for "
        "spreadsheets\n"
        "to standard output. \"roundtable export -f xlsx\" runs it.\n\n"
        "  --for WHOM       participants, commissioners, politicians or public: for "
        "these\n"
        "                   two no names of people, marks, votes or other wordings\n"
        "  --without-names  leave out who wrote, promised or ran what\n\n"
        "  roundtable-xlsx <table-4.json >table-4.xlsx\n"
        "  roundtable-xlsx --for public <seminar.json >seminar.xlsx"};

static const char *row_word(const struct outline *outline)
{
    return outline_row_word(&outline->parts[0]);
}

/* Whether rows of a table are called otherwise than those of the frame, in the same language. */
static bool calls_otherwise(const struct outline *outline, const struct outline *frame)
{
    return told_alike(outline->language, frame->language) &&
           strcmp(row_word(outline), row_word(frame)) != 0;
}

/* "Goal"; where forms are in use, whose rows have other names, "Goal or row". */
static void find_row_title(struct xlsx_source *source)
{
    const struct outline *frame = source->frame;
    bool forms = false;
    for (size_t i = 0; i < source->count && frame; i++) {
        const struct outline *outline = &source->outlines[i];
        forms = forms || outline->tells_forms || calls_otherwise(outline, frame);
    }
    struct str title = STR_EMPTY;
    text_add_capital(&title, frame ? row_word(frame) : "goal");
    if (forms) {
        paper_say(source->paper, PAPER_OR_ROW, (struct paper_said){.from = title.bytes},
                  &source->row_title);
    } else {
        str_add(&source->row_title, str_text(&title));
    }
    str_finish(&title);
}

static void source_init(struct xlsx_source *source, struct session *session,
                        const struct export_options *options)
{
    const struct record *const *tables = session_tables(session, &source->count);
    const struct record *frame = session_frame_table(session);
    source->session = session;
    source->options = options;
    source->names = !export_without_names(options);
    source->only_words = export_plainly(options);
    source->paper = outline_paper_of_all(session);
    source->outlines = memory_get((source->count + 1) * sizeof *source->outlines);
    for (size_t i = 0; i < source->count; i++) {
        outline_init(&source->outlines[i], session, tables[i], options);
        source->frame = tables[i] == frame ? &source->outlines[i] : source->frame;
    }
    find_row_title(source);
    if (source->count > 1) { /* one table has nothing in common with others */
        findings_find(session, NULL, &source->findings);
        sections_speak(session, &source->findings, &source->says);
    }
    if (export_only_words(options)) {
        findings_leave_votes_out(&source->findings);
    }
}

static void source_finish(struct xlsx_source *source)
{
    for (size_t i = 0; i < source->count; i++) {
        outline_finish(&source->outlines[i]);
    }
    free(source->outlines);
    str_finish(&source->row_title);
    findings_finish(&source->findings);
}

/* False if it could not be made. */
static bool write_book(struct xlsx_source *source, const char *path)
{
    const char *title = source->count ? source->outlines[0].title : "roundtable";
    if (!xlsx_book_init(&source->book, path, title, source->paper,
                        program_made_ms(source->session))) {
        return false;
    }
    xlsx_grids(source);
    xlsx_commitments(source);
    xlsx_themes(source);
    xlsx_votes(source);
    xlsx_questions(source);
    xlsx_notes(source);
    xlsx_tables(source);
    return xlsx_book_finish(&source->book);
}

static bool read_whole(const char *path, struct str *out)
{
    FILE *file = fopen(path, "rb");
    bool ok = file && program_read_all(file, out);
    if (file) {
        fclose(file);
    }
    return ok && out->len_bytes;
}

/* The library writes files only: one in a folder of its own, which goes again. */
static int write_xlsx(struct session *session, const struct export_options *options)
{
    const char *temporary = getenv("TMPDIR");
    struct xlsx_source source = {0};
    struct str folder = STR_EMPTY, path = STR_EMPTY, out = STR_EMPTY;
    int status;
    str_addf(&folder, "%s/roundtable-xlsx-XXXXXX",
             temporary && *temporary ? temporary : "/tmp");
    if (!mkdtemp(folder.bytes)) {
        str_finish(&folder);
        return program_failed(&program,
                              "no temporary folder can be made; TMPDIR says where");
    }
    str_addf(&path, "%s/session.xlsx", folder.bytes);
    source_init(&source, session, options);
    if (!write_book(&source, path.bytes)) {
        status = program_failed(
            &program, "the workbook cannot be made: a sheet takes 1,048,576 rows "
                      "and 16,384 columns, and the disk some room");
    } else if (!read_whole(path.bytes, &out)) {
        status = program_failed(&program, "the temporary file cannot be read again");
    } else {
        status = program_write(&program, &out);
    }
    source_finish(&source);
    unlink(path.bytes);
    rmdir(folder.bytes);
    str_finish(&folder);
    str_finish(&path);
    str_finish(&out);
    return status;
}

int main(int argc, char **argv)
{
    struct export_options options = {0};
    const char *audience = NULL;
    const struct option_row rows[] = {
        {"without-names", .flag = &options.without_names},
        {"for", .value = &audience, .words = audience_names, .what = "export for"},
        {.name = NULL}};
    struct session_file file;
    int status;
    if (!program_begin(&program, rows, argc, argv, &file, &status)) {
        return status;
    }
    options.audience = audience_of(audience);
    status = write_xlsx(file.session, &options);
    file_close(&file);
    return status;
}
