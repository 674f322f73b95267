/* roundtable-pdf: a session on standard input, its pages as PDF on standard output. Found
 * by its name when "roundtable export -f pdf" is asked for; see roundtable-pdf(1). */

#include "base/memory.h"
#include "base/sanitise.h"
#include "base/utf8.h"
#include "export/pdf/pdf_parts.h"
#include "export/pdf/pdf_press.h"
#include "export/program.h"
#include "export/sections.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

struct order {
    struct export_options options;
    const struct pdf_paper *paper;
    const char *summary; /* of several tables, for the foot; "" of one */
};

static void libraries(struct str *out)
{
    str_addf(out, "pango %s, cairo %s, qpdf %s", pango_version_string(),
             cairo_version_string(), pdf_catalog_library());
}

static const struct program program = {
    .libraries = libraries,
    .name = "roundtable-pdf",
    .usage = "[--paper PAPER] [--day] [--for WHOM]\n"
             "                      [--without-names] [--cover] [--answer WORDS]",
    .details =
        "Reads a session file on standard input and writes it to standard output as "
        "PDF.\n"
        "\"roundtable export -f pdf\" runs it.\n\n"
        "  --paper PAPER    a4: to hand out, landscape; a3: to pin on a wall, "
        "landscape;\n"
        "                   report: to read, A4 portrait; large: in large print;\n"
        "                   page: one page to read out\n"
        "  --day            the stages of the day for a wall, A4 upright or a3, no more\n"
        "  --for WHOM       participants, commissioners, politicians or public\n"
        "  --without-names  leave out who ran the tables, promised what or is to ask\n"
        "  --cover          a page with title, place and date before the others\n"
        "  --answer WORDS   on it, how to answer back; else what the session says\n\n"
        "  roundtable-pdf <table-4.json >table-4.pdf\n"
        "  roundtable-pdf --paper a3 <table-4.json >wall.pdf"};

/* Of several tables, in one line. */
static struct str summary_of(struct session *session)
{
    struct str summary = STR_EMPTY;
    size_t count;
    session_tables(session, &count);
    if (count > 1) {
        struct findings findings;
        struct findings_says says;
        findings_find_tables(session, &findings);
        sections_speak(session, &findings, &says);
        findings_add_summary(&findings, &summary);
        findings_finish(&findings);
    }
    return summary;
}

/* What all of it is called, in one line, and the language of most tables. */
struct names {
    struct str title, language;
};

static struct names names_of(struct session *session, const struct order *order)
{
    struct names names = {STR_EMPTY, STR_EMPTY};
    const struct record *frame = session_frame_table(session);
    if (frame) {
        struct outline first;
        struct str all = STR_EMPTY;
        outline_init(&first, session, frame, &order->options);
        outline_add_title(session, &all);
        sanitise(str_text(&all), SANITISE_FOR_CELLS, &names.title);
        str_add(&names.language, first.language);
        str_finish(&all);
        outline_finish(&first);
    } else {
        str_add(&names.title, "roundtable");
    }
    return names;
}

static void names_finish(struct names *names)
{
    str_finish(&names->title);
    str_finish(&names->language);
}

/* All that is said, put below each other. */
static void add_everything(struct pdf_flow *flow, struct session *session,
                           const struct order *order)
{
    const struct record *frame = session_frame_table(session);
    if (frame) {
        struct outline first;
        outline_init(&first, session, frame, &order->options);
        struct str all = STR_EMPTY;
        outline_add_title(session, &all);
        first.title = str_text(&all);
        pdf_add_foot(flow, &first, order->summary);
        str_finish(&all);
        outline_finish(&first);
    }
    pdf_add_sections(flow, session, &order->options);
}

/* A session laid out on one size of letters. */
struct layout {
    struct pdf_paper paper;
    struct pdf_flow flow;
    size_t page_count; /* if it was counted */
};

static void begin_layout(struct layout *l, const struct order *order, double scale)
{
    *l = (struct layout){.paper = *order->paper};
    l->paper.scale = scale;
    pdf_flow_init(&l->flow, &l->paper, "en");
}

/* The whole of it stays, and its pages are counted. */
static void lay_out(struct layout *l, struct session *session, const struct order *order,
                    double scale)
{
    struct pdf_paginator paginator;
    struct pdf_pages pages;
    begin_layout(l, order, scale);
    add_everything(&l->flow, session, order);
    pdf_paginate_begin(&paginator, &l->flow, &pages);
    pdf_paginate(&paginator);
    l->page_count = pages.page_count;
    pdf_pages_finish(&pages);
}

static void layout_finish(struct layout *l)
{
    pdf_flow_finish(&l->flow);
}

/* Sizes of letters, the largest first. On a wall they are read at arm's length if the words
 * have 10 points or more. */
static const double of_poster[] = {2.5,  2.25, 2.05, 1.85, 1.7,
                                   1.55, 1.4,  1.25, 1.1,  1.06},
                    of_day[] = {3, 2.7, 2.45, 2.2, 2, 1.8, 1.6, 1.4, 1.2, 1},
                    of_page[] = {1.6, 1.45, 1.3, 1.2, 1.1, 1};

/* The letters of the one page, where it has the most to say. */
static double smallest_of_page(const struct order *order)
{
    return order->options.brief ? of_page[sizeof of_page / sizeof *of_page - 1]
                                : order->paper->scale;
}

/* How many days there are to be told, a sheet each. */
static size_t days_in(const struct pdf_flow *flow)
{
    size_t days = 0;
    for (size_t i = 0; i < flow->row_count; i++) {
        days += flow->rows[i].kind == PDF_HEADING_1;
    }
    return days;
}

/* The largest letters that let everything stand on one sheet (and a cover), or of days on one
 * each; if none do, those that are usual. Returns whether some did. */
static bool fit_to_a_sheet(struct layout *l, struct session *session,
                           const struct order *order, const double *scales, size_t count)
{
    size_t one = order->options.day ? days_in(&l->flow) : order->options.cover ? 2 : 1;
    size_t from = 0;
    bool fits = l->page_count <= one;
    double usual = order->paper->scale;
    while (!fits && from < count && scales[from] >= usual) {
        from++; /* smaller than usual */
    }
    for (size_t i = from; i < count; i++) {
        if (fits && scales[i] <= usual) {
            break;
        }
        layout_finish(l);
        lay_out(l, session, order, scales[i]);
        if (l->page_count <= one) {
            return true;
        }
    }
    layout_finish(l);
    lay_out(l, session, order, usual);
    return fits;
}

/* A poster of one table, the page to read out and each day are one sheet if they can be. */
static bool is_to_fit(struct session *session, const struct order *order)
{
    size_t tables;
    session_tables(session, &tables);
    return order->options.day || order->options.brief ||
           (tables == 1 && order->paper->poster);
}

static int fit(struct layout *l, struct session *session, const struct order *order)
{
    const char *said = NULL;
    size_t tables;
    session_tables(session, &tables);
    if (order->options.day) {
        if (!fit_to_a_sheet(l, session, order, of_day, sizeof of_day / sizeof *of_day)) {
            said = tables > 1 ? "a day is more than one page"
                              : "the day is more than one page";
        }
    } else if (order->options.brief) {
        if (!fit_to_a_sheet(l, session, order, of_page,
                            sizeof of_page / sizeof *of_page)) {
            said = "it is more than one page";
        }
    } else if (!fit_to_a_sheet(l, session, order, of_poster,
                               sizeof of_poster / sizeof *of_poster)) {
        said = "it is more than one sheet: on one, its letters would be too small to be "
               "read at arm's length";
    }
    if (said) {
        program_tell(&program, said);
    }
    return said ? STATUS_LOOK : STATUS_DONE;
}

/* The one page that a report of several tables begins with is one on its paper: of each list
 * it tells as many as fit, at least the first, and its headings say of how many. */
static void bound_the_page(struct session *session, struct order *order)
{
    enum { MOST = 5 };
    struct order page = *order;
    struct layout l;
    size_t tables;
    session_tables(session, &tables);
    page.options.brief = true;
    page.options.cover = false;
    /* Of large print, a sheet on both sides. */
    size_t room = order->paper->stacked ? 2 : 1, pages = room + 1;
    for (unsigned most = MOST; most && pages > room && tables > 1; most--) {
        page.options.brief_most = most;
        lay_out(&l, session, &page, smallest_of_page(order));
        pages = l.page_count;
        layout_finish(&l);
    }
    order->options.brief_most = page.options.brief_most;
}

/* Large pieces are always given back once they are free: glibc would keep them from the first
 * one on, and what follows takes pieces of other sizes. */
static void give_back_large_pieces(void)
{
#ifdef __GLIBC__
    enum { LARGE_BYTES = 1 << 18 };
    mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
#endif
}

/* Pages are drawn and leave as they are done, but where all are to fit on a sheet: then it is
 * known how large their letters are once all are set. Once everything is set, the session is not
 * needed any more: @file is closed. */
static bool press(struct session_file *file, const struct order *order,
                  const struct pdf_about *about, struct layout *l, struct spool *out,
                  int *look, struct err *err)
{
    struct session *session = file->session;
    struct pdf_press press;
    if (is_to_fit(session, order)) {
        lay_out(l, session, order, order->paper->scale);
        *look = fit(l, session, order);
        pdf_press_init(&press, &l->flow, about, out);
    } else {
        begin_layout(l, order, order->paper->scale);
        pdf_press_init(&press, &l->flow, about, out);
        add_everything(&l->flow, session, order);
    }
    file_close(file);
    bool ok = pdf_press_end(&press, err);
    pdf_press_finish(&press);
    return ok;
}

static int write_out(const struct spool *pdf, const struct pdf_missing *missing, int look)
{
    if (!spool_write(pdf, stdout)) {
        return program_failed(&program, "what was written cannot be read again");
    }
    int status = program_done(&program);
    status = status ? status : pdf_missing_tell(&program, missing);
    return status ? status : look;
}

static int write_pdf(struct session_file *file, const struct order *order)
{
    struct session *session = file->session;
    struct layout l;
    struct spool out = {0};
    struct err err = ERR_NONE;
    struct order bounded = *order;
    struct str summary = summary_of(session);
    struct names names = names_of(session, order);
    int look = STATUS_DONE;
    bounded.summary = str_text(&summary);
    bound_the_page(session, &bounded);
    memory_give_back();
    struct pdf_about about = {str_text(&names.title),
                              names.language.len_bytes ? names.language.bytes : "en",
                              program_made_ms(session)};
    bool ok = press(file, &bounded, &about, &l, &out, &look, &err);
    int status = ok ? write_out(&out, &l.flow.missing, look)
                    : program_failed(&program, err_text(&err));
    layout_finish(&l);
    names_finish(&names);
    str_finish(&summary);
    spool_finish(&out);
    err_finish(&err);
    return status;
}

int main(int argc, char **argv)
{
    struct order order = {.options = {0}};
    const char *paper = papers_of_pdf[0], *audience = NULL, *zone = "0", *now = "0";
    const struct option_row rows[] = {
        {"paper", .value = &paper, .words = papers_of_pdf},
        {"for", .value = &audience, .words = audience_names, .what = "export for"},
        {"without-names", .flag = &order.options.without_names},
        {"day", .flag = &order.options.day},
        {"zone", .value = &zone},
        {"now", .value = &now},
        {"form", .value = &order.options.form},
        {"cover", .flag = &order.options.cover},
        {"answer", .value = &order.options.answer},
        {.name = NULL}};
    struct session_file file;
    int status;
    give_back_large_pieces();
    if (!program_begin(&program, rows, argc, argv, &file, &status)) {
        return status;
    }
    bool upright =
        order.options.day && strcmp(paper, "a3") != 0 && strcmp(paper, "large") != 0;
    order.paper = pdf_paper_of(upright ? "report" : paper);
    order.options.audience = audience_of(audience);
    order.options.zone_minutes = (int)strtol(zone, NULL, 10);
    order.options.now_ms = strtoll(now, NULL, 10);
    order.options.brief = strcmp(paper, "page") == 0;
    return write_pdf(&file, &order);
}
