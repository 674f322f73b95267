/* roundtable-pdf: a session on standard input, its pages as PDF on standard output. Found
 * by its name when "roundtable export -f pdf" is asked for; see roundtable-pdf(1). */

#include "base/nearest.h"
#include "base/sanitise.h"
#include "export/pdf_parts.h"
#include "store/file.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DONE, FAILED, WRONG_USAGE, LOOK };

struct order {
    struct export_options options;
    const struct pdf_paper *paper;
    bool cover;
    const char *answer; /* NULL: not said */
};

static const char usage[] = "usage: roundtable-pdf [--paper PAPER] [--cover] [--answer "
                            "WORDS] [--without-names]\n";
static const char help[] =
    "\nReads a session file on standard input and writes it to standard output as PDF.\n"
    "\"roundtable export -f pdf\" runs it.\n\n"
    "  --paper PAPER    a4: to hand out, landscape; a3: to pin on a wall, landscape;\n"
    "                   report: to read, A4 portrait\n"
    "  --cover          a page with title, place and date before the others\n"
    "  --answer WORDS   how to answer back, on the cover\n"
    "  --without-names  leave out who ran the tables\n\n"
    "  roundtable-pdf <table-4.json >table-4.pdf\n"
    "  roundtable-pdf --paper a3 <table-4.json >wall.pdf\n";

static int complain(int status, const char *words)
{
    struct str shown = STR_EMPTY;
    sanitise(words, SANITISE_FOR_CELLS, &shown);
    fprintf(stderr, "roundtable-pdf: %s\n", str_text(&shown));
    if (status == WRONG_USAGE) {
        fputs(usage, stderr);
    }
    str_finish(&shown);
    return status;
}

static bool read_paper(const char *word, struct order *order)
{
    static const char *const names[] = {"a4", "a3", "report", NULL};
    order->paper = pdf_paper_of(word);
    if (!order->paper) {
        struct str said = STR_EMPTY;
        const char *meant = nearest_word(word, names);
        str_addf(&said, "there is no paper \"%s\"", word);
        if (meant) {
            str_addf(&said, "; did you mean \"%s\"?", meant);
        }
        str_addf(&said, " (there are: %s)", pdf_paper_names);
        complain(WRONG_USAGE, said.bytes);
        str_finish(&said);
    }
    return order->paper;
}

/* The value of an option: in the same word behind "=", or the next word. */
static const char *value_of(const char *name, char **argv, int *at)
{
    size_t len = strlen(name);
    if (strncmp(argv[*at], name, len) != 0) {
        return NULL;
    }
    if (argv[*at][len] == '=') {
        return argv[*at] + len + 1;
    }
    return !argv[*at][len] && argv[*at + 1] ? argv[++*at] : NULL;
}

static bool read_order(int argc, char **argv, struct order *order)
{
    for (int i = 1; i < argc; i++) {
        const char *value;
        struct str said = STR_EMPTY;
        if (strcmp(argv[i], "--without-names") == 0) {
            order->options.without_names = true;
        } else if (strcmp(argv[i], "--cover") == 0) {
            order->cover = true;
        } else if ((value = value_of("--paper", argv, &i))) {
            if (!read_paper(value, order)) {
                return false;
            }
        } else if ((value = value_of("--answer", argv, &i))) {
            order->answer = value;
        } else {
            bool bare =
                strcmp(argv[i], "--paper") == 0 || strcmp(argv[i], "--answer") == 0;
            str_addf(&said, bare ? "%s needs a value" : "\"%s\" is no option", argv[i]);
            complain(WRONG_USAGE, said.bytes);
            str_finish(&said);
            return false;
        }
    }
    return true;
}

static bool read_input(struct str *out)
{
    enum { PIECE_BYTES = 65536 };
    size_t got;
    do {
        str_make_room(out, PIECE_BYTES);
        got = fread(out->bytes + out->len_bytes, 1, PIECE_BYTES, stdin);
        out->len_bytes += got;
        out->bytes[out->len_bytes] = '\0';
    } while (got);
    return !ferror(stdin);
}

/* When it was made: what the environment says, for builds that come out the same, else
 * when somebody last said something. Never the clock: the same words, the same bytes. */
static int64_t made_ms(const struct session *session)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    size_t count;
    if (epoch && *epoch) {
        return strtoll(epoch, NULL, 10) * 1000;
    }
    const struct edit **edits = session_edits(session, &count);
    int64_t at_ms = count ? edits[count - 1]->at_ms : 0;
    free(edits);
    return at_ms;
}

/* All that is said, put below each other; title takes the title in one line, language
 * that of the first table. */
static void add_everything(struct pdf_flow *flow, struct session *session,
                           const struct order *order, struct str *title,
                           struct str *language)
{
    size_t count;
    struct str summary = STR_EMPTY;
    struct findings findings;
    const struct record *const *tables = session_tables(session, &count);
    if (count > 1) {
        findings_find(session, NULL, &findings);
        findings_add_summary(&findings, &summary);
    } else if (!count) {
        str_add(title, "roundtable");
        pdf_add(flow, PDF_PARAGRAPH, PDF_NOTE, "Nothing here yet.", "");
    }
    for (size_t i = 0; i < count; i++) {
        struct outline outline;
        outline_init(&outline, session, tables[i], &order->options);
        if (i == 0) {
            sanitise(outline.title, SANITISE_FOR_CELLS, title);
            str_add(language, outline.language);
            pdf_add_foot(flow, &outline, str_text(&summary));
        }
        if (i == 0 && order->cover) {
            pdf_add_cover(flow, &outline, str_text(&summary), order->answer);
        }
        if (i == 0 && count > 1) {
            pdf_add_themes(flow, &findings, !order->options.without_names, order->cover);
        }
        pdf_add_table(flow, &outline, count > 1 || order->cover);
        outline_finish(&outline);
    }
    if (count > 1) {
        findings_finish(&findings);
    }
    str_finish(&summary);
}

/* A session laid out on one size of letters. */
struct layout {
    struct pdf_paper paper;
    struct pdf_flow flow;
    struct pdf_pages pages;
    struct str title, language;
};

static void lay_out(struct layout *l, struct session *session, const struct order *order,
                    double scale)
{
    *l = (struct layout){.paper = *order->paper};
    l->paper.scale = scale;
    pdf_flow_init(&l->flow, &l->paper, "en");
    add_everything(&l->flow, session, order, &l->title, &l->language);
    pdf_paginate(&l->flow, &l->pages);
}

static void layout_finish(struct layout *l)
{
    pdf_pages_finish(&l->pages);
    pdf_flow_finish(&l->flow);
    str_finish(&l->title);
    str_finish(&l->language);
}

/* One table's poster is one sheet with the largest letters that let it be one, or with
 * somewhat smaller ones if only those do. */
static void fit_to_a_sheet(struct layout *l, struct session *session,
                           const struct order *order)
{
    static const double larger[] = {2.5, 2.25, 2.05}, smaller[] = {1.7, 1.55};
    double usual = order->paper->scale;
    size_t one = order->cover ? 2 : 1, count = l->pages.page_count;
    const double *scales = count > one ? smaller : larger;
    size_t tries = count > one + 1 ? 0 : count > one ? 2 : 3;
    for (size_t i = 0; i < tries; i++) {
        layout_finish(l);
        lay_out(l, session, order, scales[i]);
        if (l->pages.page_count <= one) {
            return;
        }
    }
    if (tries) {
        layout_finish(l);
        lay_out(l, session, order, usual);
    }
}

/* What no font has stands on the page as boxes; that wants a person to look. */
static int tell_missing(const struct pdf_flow *flow)
{
    struct str said = STR_EMPTY;
    if (!flow->missing) {
        return DONE;
    }
    str_addf(&said,
             "no font here has %zu of the letters, the first of them U+%04X; they are "
             "boxes with their numbers (the packages fonts-noto-cjk and "
             "fonts-noto-color-emoji have most of what is missing in others)",
             flow->missing, flow->first_missing);
    complain(LOOK, said.bytes);
    str_finish(&said);
    return LOOK;
}

/* Once everything is set, the session is not needed any more: @file is closed. */
static int write_pdf(struct session_file *file, const struct order *order)
{
    struct session *session = file->session;
    struct layout l;
    struct str out = STR_EMPTY;
    struct err err = ERR_NONE;
    size_t tables;
    int status;
    session_tables(session, &tables);
    lay_out(&l, session, order, order->paper->scale);
    if (order->paper->poster && tables == 1) {
        fit_to_a_sheet(&l, session, order);
    }
    struct pdf_about about = {str_text(&l.title),
                              l.language.len_bytes ? l.language.bytes : "en",
                              made_ms(session)};
    file_close(file);
    if (!pdf_draw(&l.flow, &l.pages, &about, &out, &err)) {
        status = complain(FAILED, err_text(&err));
    } else if (fwrite(out.bytes, 1, out.len_bytes, stdout) != out.len_bytes ||
               fflush(stdout) != 0) {
        status = complain(FAILED, "standard output cannot be written");
    } else {
        status = tell_missing(&l.flow);
    }
    layout_finish(&l);
    str_finish(&out);
    err_finish(&err);
    return status;
}

/* The session on standard input; its text is not kept. */
static int read_session(struct session_file *file)
{
    struct str input = STR_EMPTY;
    struct err err = ERR_NONE;
    int status = DONE;
    if (!read_input(&input)) {
        status = complain(FAILED, "standard input cannot be read");
    } else if (!file_read("standard input", str_text(&input), input.len_bytes, 0, false,
                          file, NULL, &err)) {
        status = complain(FAILED, err_text(&err));
    }
    str_finish(&input);
    err_finish(&err);
    return status;
}

#ifdef __SANITIZE_ADDRESS__
/* fontconfig keeps a little of what it has read for ever; that is none of ours. */
const char *__lsan_default_suppressions(void), *__lsan_default_options(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}
const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}
#endif

int main(int argc, char **argv)
{
    struct order order = {.paper = pdf_paper_of("a4")};
    struct session_file file;
    setlocale(LC_CTYPE, "C.UTF-8");
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        printf("%s%s", usage, help);
        return fflush(stdout) == 0 ? DONE : FAILED;
    }
    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        puts("roundtable-pdf " ROUNDTABLE_VERSION);
        return fflush(stdout) == 0 ? DONE : FAILED;
    }
    if (!read_order(argc, argv, &order)) {
        return WRONG_USAGE;
    }
    if (isatty(STDIN_FILENO)) {
        return complain(WRONG_USAGE, "it reads a session file on standard input");
    }
    int status = read_session(&file);
    if (status == DONE) {
        status = write_pdf(&file, &order);
    }
    return status;
}
