#include "export/sections.h"

#include "base/memory.h"
#include "model/commitments.h"
#include "model/meetings.h"

#include <stdlib.h>
#include <string.h>

static void tell_part(const struct section *section, const struct listener *listener)
{
    listener->part(listener->to, section);
}

/* Who tells each. */
static void (*const tellers[])(const struct section *section,
                               const struct listener *listener) = {
    [SECTION_COVER] = cover_tell,
    [SECTION_BRIEF] = brief_tell,
    [SECTION_THEMES] = themes_tell,
    [SECTION_TABLE] = table_tell,
    [SECTION_NUMBERS] = numbers_tell,
    [SECTION_SHARED] = shared_tell,
    [SECTION_DIFFERENCES] = differences_tell,
    [SECTION_FORMS] = forms_tell,
    [SECTION_UNACTED] = unacted_tell,
    [SECTION_LONE] = lone_tell,
    [SECTION_ELSEWHERE] = elsewhere_tell,
    [SECTION_BEFORE] = promises_tell_before,
    [SECTION_PART] = tell_part,
    [SECTION_COMMITMENTS] = promises_tell,
    [SECTION_VOTES] = votes_tell,
    [SECTION_QUESTIONS] = questions_tell,
    [SECTION_UNSETTLED] = unsettled_tell,
    [SECTION_DAY] = day_tell,
    [SECTION_NOTHING] = nothing_tell,
};

/* A walk: the section that comes next, and whom to tell. */
struct walk {
    struct section section;
    const struct listener *listener;
    struct findings found;     /* the section's, if it has any */
    struct findings_says says; /* how they are told */
    bool promises_of_all;      /* the list of all tables stands for those of each */
};

static void visit(struct walk *w, enum section_kind kind)
{
    struct arena arena = ARENA_EMPTY;
    w->section.kind = kind;
    w->section.arena = &arena;
    tellers[kind](&w->section, w->listener);
    arena_finish(&arena);
}

static enum audience audience(const struct walk *w)
{
    return w->section.options->audience;
}

/* How many tables that none follows up have promised something; before: the others, too. */
static size_t promising_tables(struct session *session, bool before)
{
    size_t promising = 0, count, met;
    const struct record *const *tables = session_tables(session, &count);
    const struct record **again = tables_met_again(session, &met);
    for (size_t i = 0; i < count; i++) {
        struct commitments all = {0};
        commitments_add(session, tables[i], &all);
        promising += all.count && (before || !table_is_among(tables[i], again, met));
        commitments_finish(&all);
    }
    free(again);
    return promising;
}

static void visit_parts(struct walk *w)
{
    const struct outline *outline = w->section.outline;
    size_t filled = 0;
    for (size_t i = 0; i < outline->part_count; i++) {
        filled += outline_part_filled(outline, &outline->parts[i]);
    }
    for (size_t i = 0; i < outline->part_count; i++) {
        const struct outline_part *part = &outline->parts[i];
        /* The public need not be told that nobody came to the second half. */
        if (!export_plainly(w->section.options) || !filled ||
            outline_part_filled(outline, part)) {
            w->section.part = part;
            visit(w, SECTION_PART);
        }
    }
    w->section.part = NULL;
}

/* Of each table one form, and nothing else. */
static void visit_form(struct walk *w, const char *id)
{
    size_t count;
    const struct record *const *tables = session_tables(w->section.session, &count);
    for (size_t i = 0; i < count; i++) {
        struct outline outline;
        outline_init(&outline, w->section.session, tables[i], w->section.options);
        w->section.outline = &outline;
        visit(w, SECTION_TABLE);
        for (size_t p = 0; p < outline.part_count; p++) {
            const struct grid *grid = outline.parts[p].grid;
            if (grid && strcmp(grid->id, id) == 0) {
                w->section.part = &outline.parts[p];
                visit(w, SECTION_PART);
            }
        }
        w->section.part = NULL;
        w->section.outline = NULL;
        outline_finish(&outline);
    }
}

/* A table that stands for itself, and what commissioners read before its words. */
static void visit_table_for_commissioners(struct walk *w)
{
    if (w->section.one_table) {
        visit(w, SECTION_UNSETTLED);
        visit(w, SECTION_BEFORE);
        visit(w, SECTION_COMMITMENTS);
        visit(w, SECTION_VOTES);
        visit(w, SECTION_QUESTIONS);
        visit_parts(w);
        visit(w, SECTION_NUMBERS);
    } else {
        visit(w, SECTION_BEFORE);
        visit_parts(w);
        visit(w, SECTION_VOTES);
        visit(w, SECTION_QUESTIONS);
    }
}

/* What is visited is of that table. */
static void visit_at(struct walk *w, const struct record *table,
                     void (*visit_it)(struct walk *w))
{
    struct outline outline;
    outline_init(&outline, w->section.session, table, w->section.options);
    w->section.outline = &outline;
    visit_it(w);
    w->section.outline = NULL;
    outline_finish(&outline);
}

static void visit_table(struct walk *w)
{
    visit(w, SECTION_TABLE);
    if (audience(w) == FOR_COMMISSIONERS) {
        visit_table_for_commissioners(w);
    } else {
        visit(w, SECTION_BEFORE);
        visit_parts(w);
        visit(w, SECTION_COMMITMENTS);
        if (!export_plainly(w->section.options)) {
            visit(w, SECTION_VOTES);
        }
        visit(w, SECTION_QUESTIONS);
        if (audience(w) == FOR_ANYBODY && w->listener->settles_apart) {
            visit(w, SECTION_UNSETTLED);
        }
    }
}

static void visit_tables(struct walk *w)
{
    size_t count;
    const struct record *const *tables = session_tables(w->section.session, &count);
    for (size_t i = 0; i < count; i++) {
        visit_at(w, tables[i], visit_table);
    }
}

static void visit_themes(struct walk *w)
{
    bool commissioners = audience(w) == FOR_COMMISSIONERS;
    bool politicians = audience(w) == FOR_POLITICIANS;
    visit(w, SECTION_THEMES);
    visit(w, SECTION_SHARED);
    if (audience(w) != FOR_PUBLIC) {
        visit(w, SECTION_DIFFERENCES);
        visit(w, SECTION_FORMS);
        if (commissioners) {
            visit(w, SECTION_UNSETTLED);
        }
    }
    if (audience(w) != FOR_PUBLIC && !politicians) {
        visit(w, SECTION_UNACTED);
        visit(w, SECTION_LONE);
    }
    if (w->promises_of_all) {
        visit(w, SECTION_COMMITMENTS);
    }
    if (politicians) {
        visit(w, SECTION_ELSEWHERE);
    }
}

static void visit_cover(struct walk *w)
{
    visit(w, SECTION_COVER);
}

/* What a day tells, without which table it is of: those that tell the same have one page. */
static void note_begin(void *to, const struct section *section,
                       const struct told_head *head)
{
    str_addf(to, "%s\n%s\n", section->outline->language, head->title.words);
}

static void note_heading(void *to, const char *words)
{
    str_addf(to, "%s\n", words);
}

static void note_table(void *to, const struct told_table *table)
{
    str_addf(to, "%zu\n", table->count);
}

static void note_row(void *to, const struct told *cells)
{
    str_addf(to, "%s\t%s\t%s\n", cells[0].words, cells[1].words, cells[2].words);
}

static void note_end(void *to)
{
    str_add_byte(to, '\n');
}

static void visit_day(struct walk *w)
{
    visit(w, SECTION_DAY);
}

/* Where each day is told first, and by how many tables. */
static void visit_days(struct walk *w)
{
    size_t count;
    const struct record *const *tables = session_tables(w->section.session, &count);
    struct str *days = memory_get((count + 1) * sizeof *days);
    for (size_t i = 0; i < count; i++) {
        const struct listener notes = {.to = &days[i],
                                       .begin = note_begin,
                                       .heading = note_heading,
                                       .table = note_table,
                                       .row = note_row,
                                       .end = note_end};
        struct walk noting = {.section = w->section, .listener = &notes};
        days[i] = STR_EMPTY;
        visit_at(&noting, tables[i], visit_day);
    }
    for (size_t i = 0; i < count; i++) {
        size_t first = 0;
        while (strcmp(str_text(&days[first]), str_text(&days[i])) != 0) {
            first++;
        }
        w->section.same_days = 0;
        for (size_t j = i; j < count && first == i; j++) {
            w->section.same_days += strcmp(str_text(&days[i]), str_text(&days[j])) == 0;
        }
        if (first == i) {
            visit_at(w, tables[i], visit_day);
        }
    }
    for (size_t i = 0; i < count; i++) {
        str_finish(&days[i]);
    }
    free(days);
    if (!count) {
        visit(w, SECTION_NOTHING);
    }
}

/* Headings in plain words, and perhaps nothing beside the words of a theme. */
static void speak_plainly(struct findings *findings, bool only_words)
{
    if (only_words) {
        findings_leave_votes_out(findings);
    }
    for (size_t i = 0; i < findings->column_count; i++) {
        findings->columns[i].title = findings->columns[i].plain;
    }
}

/* Nothing is told of all tables any more. */
static void let_findings_go(struct walk *w)
{
    if (w->section.findings) {
        findings_finish(&w->found);
        w->section.findings = NULL;
    }
}

/* What follows the one page. One table shares nothing with itself, however often it met: what is
 * told of all tables is told of those that are several. */
static void visit_all(struct walk *w, bool themes)
{
    bool tables = w->section.of == SECTIONS_OF_TABLES;
    bool several = w->section.table_count > 1 && !w->section.one_table;
    if (themes && audience(w) != FOR_PARTICIPANTS) {
        visit_themes(w);
    }
    if (audience(w) == FOR_ANYBODY) {
        let_findings_go(w);
    }
    if (tables && !(several && audience(w) == FOR_POLITICIANS)) {
        visit_tables(w);
    }
    if (tables && !w->section.table_count) {
        visit(w, SECTION_NOTHING);
    }
    if (themes && audience(w) == FOR_PARTICIPANTS) {
        visit_themes(w);
    }
    if (tables && several && audience(w) == FOR_COMMISSIONERS) {
        visit(w, SECTION_NUMBERS);
    }
}

void sections_tell(struct session *session, const struct export_options *options,
                   enum sections_of of, const struct listener *listener)
{
    struct walk w = {.section = {.session = session, .options = options, .of = of},
                     .listener = listener};
    const struct record *const *tables = session_tables(session, &w.section.table_count);
    bool several = w.section.table_count > 1;
    w.section.one_table = tables_count_met(session, tables, w.section.table_count) == 1;
    w.section.paper = sections_speak(session, NULL, &w.says);
    if (options->day) {
        visit_days(&w);
        return;
    }
    if (options->form) {
        visit_form(&w, options->form);
        return;
    }
    bool themes = of == SECTIONS_OF_THEMES || several || options->brief;
    if (themes) {
        findings_find(session, options->column, &w.found);
        w.section.findings = &w.found;
        themes_let_entries_go(&w.found.themes);
        sections_speak(session, &w.found, &w.says);
        if (export_plainly(options)) {
            speak_plainly(&w.found, export_only_words(options));
        }
    }
    if (of == SECTIONS_OF_TABLES && themes && !w.section.one_table) {
        size_t promising =
            promising_tables(session, options->audience == FOR_POLITICIANS);
        bool no_tables = options->audience == FOR_COMMISSIONERS ||
                         options->audience == FOR_POLITICIANS;
        w.promises_of_all = no_tables                          ? promising > 0
                            : options->audience == FOR_ANYBODY ? promising > 1
                                                               : false;
    }
    bool only_table = of == SECTIONS_OF_TABLES && w.section.table_count == 1;
    if (options->cover && w.section.table_count &&
        (listener->cover_apart || !only_table)) {
        visit_at(&w, session_frame_table(session), visit_cover);
    }
    if (options->brief || (of == SECTIONS_OF_TABLES && several && w.found.theme_count)) {
        visit(&w, SECTION_BRIEF);
    }
    if (!options->brief) {
        visit_all(&w, themes && (of == SECTIONS_OF_THEMES || !w.section.one_table));
    }
    let_findings_go(&w);
}

const char *section_themes_heading(const struct section *section)
{
    switch (section->options->audience) {
    case FOR_PARTICIPANTS:
        return section_word(section, PAPER_THEMES_TOO);
    case FOR_PUBLIC:
        return section_word(section, PAPER_THEMES_SEVERAL);
    default:
        return section_word(section, PAPER_THEMES);
    }
}
