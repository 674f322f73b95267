/* What begins: a cover, a table. */

#include "export/sections.h"

#include <string.h>

/* Each table's own answer, once; a page has no room for more than a few. */
static void add_answers(struct session *session, struct str *out)
{
    enum { MOST = 8 };
    const char *told[MOST];
    size_t count, told_count = 0;
    const struct record *const *tables = session_tables(session, &count);
    for (size_t i = 0; i < count && told_count < MOST; i++) {
        const char *answer = record_says(tables[i], "answer_to");
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

/* The words of whoever exports, else of the tables; NULL: none. */
static const char *answer_of(const struct section *section)
{
    struct str answer = STR_EMPTY;
    if (section->options->answer && *section->options->answer) {
        return section->options->answer;
    }
    if (!section->options->without_names) {
        add_answers(section->session, &answer);
    }
    return answer.len_bytes ? told_take(section->arena, &answer) : NULL;
}

void section_add_summary(const struct section *section, struct str *out)
{
    static const enum paper_word whom[] = {[FOR_PARTICIPANTS] = PAPER_FOR_PARTICIPANTS,
                                           [FOR_COMMISSIONERS] = PAPER_FOR_COMMISSIONERS,
                                           [FOR_POLITICIANS] = PAPER_FOR_POLITICIANS,
                                           [FOR_PUBLIC] = PAPER_FOR_PUBLIC};
    findings_add_summary(section->findings, out);
    if (section->options->audience != FOR_ANYBODY) {
        str_addf(out, " · %s", section->paper->texts[whom[section->options->audience]]);
    }
}

/* Place and date of an only table, or the summary of a seminar. */
static const char *about_of(const struct section *section)
{
    const struct outline *outline = section->outline;
    struct str about = STR_EMPTY;
    if (section->findings && section->table_count > 1) {
        section_add_summary(section, &about);
    }
    for (size_t i = 0; i < outline->fact_count && section->table_count == 1; i++) {
        const struct outline_fact *fact = &outline->facts[i];
        if (strcmp(fact->name, "facilitator") != 0) {
            str_addf(&about, "%s%s%s", about.len_bytes ? " · " : "", fact->before,
                     fact->words);
        }
    }
    return told_take(section->arena, &about);
}

void cover_tell(const struct section *section, const struct listener *listener)
{
    struct str title = STR_EMPTY;
    bool peoples = outline_add_title(section->session, &title);
    listener->begin(
        listener->to, section,
        &(struct told_head){.kind = TOLD_COVER,
                            .title = {.words = told_take(section->arena, &title),
                                      .not_peoples = !peoples},
                            .about = about_of(section),
                            .outline = section->outline,
                            .answer = answer_of(section)});
}

void table_tell(const struct section *section, const struct listener *listener)
{
    const struct outline *outline = section->outline;
    bool answers =
        section->options->cover && section->table_count == 1 && !listener->cover_apart;
    struct told_head head = {
        .kind = TOLD_TABLE,
        .title = told_wording(section->arena, section_paper(section), outline->title,
                              outline_field(outline, "title")),
        .outline = outline,
        .facts = outline->facts,
        .fact_count = outline->fact_count,
        .answer = answers ? answer_of(section) : NULL,
    };
    head.title.not_peoples = !*record_says(outline->table, "title");
    listener->begin(listener->to, section, &head);
}

void nothing_tell(const struct section *section, const struct listener *listener)
{
    listener->begin(
        listener->to, section,
        &(struct told_head){.kind = TOLD_NOTHING,
                            .title = {.words = section_word(section, PAPER_NOTHING_YET),
                                      .not_peoples = true}});
}
