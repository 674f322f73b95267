#include "export/sections.h"

#include "model/commitments.h"

#include <string.h>

const char cover_blank[] = "______________________________";

/* A walk: the section that comes next, and whom to tell. */
struct walk {
    struct section section;
    void (*visit)(const struct section *section, void *state);
    void *state;
    bool promises_of_all; /* the list of all tables stands for those of each */
};

static void visit(struct walk *w, enum section_kind kind)
{
    w->section.kind = kind;
    w->visit(&w->section, w->state);
}

static enum audience audience(const struct walk *w)
{
    return w->section.options->audience;
}

/* How many tables that none follows up have promised something. */
static size_t promising_tables(struct session *session)
{
    size_t tables = 0, count;
    const struct record *const *table = session_tables(session, &count);
    for (size_t i = 0; i < count; i++) {
        struct commitments all = {0};
        commitments_add(session, table[i], &all);
        tables += all.count && !table_after(session, table[i]);
        commitments_finish(&all);
    }
    return tables;
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
        if (audience(w) != FOR_PUBLIC || !filled || outline_part_filled(outline, part)) {
            w->section.part = part;
            visit(w, SECTION_PART);
        }
    }
    w->section.part = NULL;
}

/* A table that stands for itself, and what commissioners read before its words. */
static void visit_table_for_commissioners(struct walk *w)
{
    if (w->section.table_count == 1) {
        visit(w, SECTION_NUMBERS);
        visit(w, SECTION_UNSETTLED);
        visit(w, SECTION_BEFORE);
        visit(w, SECTION_COMMITMENTS);
        visit(w, SECTION_VOTES);
        visit_parts(w);
    } else {
        visit(w, SECTION_BEFORE);
        visit_parts(w);
        visit(w, SECTION_VOTES);
    }
}

static void visit_table(struct walk *w, const struct record *table)
{
    struct outline outline;
    outline_init(&outline, w->section.session, table, w->section.options);
    w->section.outline = &outline;
    visit(w, SECTION_TABLE);
    if (audience(w) == FOR_COMMISSIONERS) {
        visit_table_for_commissioners(w);
    } else {
        visit(w, SECTION_BEFORE);
        visit_parts(w);
        visit(w, SECTION_COMMITMENTS);
        if (audience(w) != FOR_PUBLIC) {
            visit(w, SECTION_VOTES);
        }
        if (audience(w) == FOR_ANYBODY) {
            visit(w, SECTION_UNSETTLED);
        }
    }
    w->section.outline = NULL;
    outline_finish(&outline);
}

static void visit_tables(struct walk *w)
{
    size_t count;
    const struct record *const *tables = session_tables(w->section.session, &count);
    for (size_t i = 0; i < count; i++) {
        visit_table(w, tables[i]);
    }
}

static void visit_themes(struct walk *w)
{
    bool commissioners = audience(w) == FOR_COMMISSIONERS;
    visit(w, SECTION_THEMES);
    if (commissioners) {
        visit(w, SECTION_NUMBERS);
    }
    visit(w, SECTION_SHARED);
    if (audience(w) != FOR_PUBLIC) {
        visit(w, SECTION_DIFFERENCES);
        if (commissioners) {
            visit(w, SECTION_UNSETTLED);
        }
        visit(w, SECTION_UNACTED);
        visit(w, SECTION_LONE);
    }
    if (w->promises_of_all) {
        visit(w, SECTION_COMMITMENTS);
    }
}

static void visit_cover(struct walk *w, const struct record *table)
{
    struct outline outline;
    outline_init(&outline, w->section.session, table, w->section.options);
    w->section.outline = &outline;
    visit(w, SECTION_COVER);
    w->section.outline = NULL;
    outline_finish(&outline);
}

/* Headings in plain words, and nothing beside the words of a theme. */
static void speak_plainly(struct findings *findings)
{
    findings->only_words = true;
    for (size_t i = 0; i < findings->column_count; i++) {
        findings->columns[i].title = findings->columns[i].plain;
    }
}

void sections_walk(struct session *session, const struct export_options *options,
                   enum sections_of of,
                   void (*visitor)(const struct section *section, void *state),
                   void *state)
{
    struct findings findings;
    struct walk w = {.section = {.session = session, .options = options, .of = of},
                     .visit = visitor,
                     .state = state};
    const struct record *const *tables = session_tables(session, &w.section.table_count);
    bool themes = of == SECTIONS_OF_THEMES || w.section.table_count > 1;
    if (themes) {
        findings_find(session, options->column, &findings);
        w.section.findings = &findings;
        if (options->audience == FOR_PUBLIC) {
            speak_plainly(&findings);
        }
    }
    if (of == SECTIONS_OF_TABLES && themes) {
        size_t promising = promising_tables(session);
        w.promises_of_all = options->audience == FOR_COMMISSIONERS ? promising > 0
                            : options->audience == FOR_ANYBODY     ? promising > 1
                                                                   : false;
    }
    if (options->cover && w.section.table_count) {
        visit_cover(&w, tables[0]);
    }
    if (themes && options->audience != FOR_PARTICIPANTS) {
        visit_themes(&w);
    }
    if (of == SECTIONS_OF_TABLES) {
        visit_tables(&w);
        if (!w.section.table_count) {
            visit(&w, SECTION_NOTHING);
        }
    }
    if (themes && options->audience == FOR_PARTICIPANTS) {
        visit_themes(&w);
    }
    if (themes) {
        findings_finish(&findings);
    }
}

bool section_begins(const struct section *section)
{
    return section->kind == SECTION_COVER || section->kind == SECTION_THEMES ||
           section->kind == SECTION_TABLE;
}

const char *section_themes_heading(const struct export_options *options)
{
    switch (options->audience) {
    case FOR_PARTICIPANTS:
        return "What other tables said too";
    case FOR_PUBLIC:
        return "What several tables said";
    default:
        return "Themes across tables";
    }
}

/* Each table's own answer, once; a page has no room for more than a few. */
static void add_answers(struct session *session, struct str *out)
{
    enum { MOST = 8 };
    const char *told[MOST];
    size_t count, told_count = 0;
    const struct record *const *tables = session_tables(session, &count);
    for (size_t i = 0; i < count && told_count < MOST; i++) {
        const char *answer = outline_words(tables[i], "answer_to");
        bool known = !*answer;
        for (size_t n = 0; n < told_count && !known; n++) {
            known = strcmp(told[n], answer) == 0;
        }
        if (!known) {
            told[told_count++] = answer;
            str_addf(out, "%s%s", out->len_bytes ? "\n" : "", answer);
        }
    }
}

void section_add_answer(const struct section *section, struct str *out)
{
    if (section->options->answer && *section->options->answer) {
        str_add(out, section->options->answer);
    } else {
        add_answers(section->session, out);
    }
}

void cover_of(const struct section *section, struct cover *cover)
{
    const struct outline *outline = section->outline;
    *cover = (struct cover){0};
    str_add(&cover->title, outline->title);
    if (section->findings && section->table_count > 1) {
        findings_add_summary(section->findings, &cover->about);
    }
    for (size_t i = 0; i < outline->fact_count && section->table_count == 1; i++) {
        const struct outline_fact *fact = &outline->facts[i];
        bool table = strcmp(fact->label, "Table") == 0;
        if (strcmp(fact->label, "Facilitator") != 0) {
            str_addf(&cover->about, "%s%s%s", cover->about.len_bytes ? " · " : "",
                     table ? "table " : "", fact->words);
        }
    }
    section_add_answer(section, &cover->answer);
}

void cover_finish(struct cover *cover)
{
    str_finish(&cover->title);
    str_finish(&cover->about);
    str_finish(&cover->answer);
}
