#include "export/numbers.h"
#include "export/outline.h"
#include "export/promises.h"
#include "export/sections.h"
#include "export/themes_parts.h"
#include "export/unsettled.h"
#include "export/writing.h"

#include <stdlib.h>

static void add_other_wordings(struct str *out, const struct field *field)
{
    const char **texts = outline_other_wordings(field);
    for (size_t i = 0; texts && texts[i]; i++) {
        str_add(out, "<br>*other wording:* ");
        markdown_add_words(out, texts[i]);
    }
    free(texts);
}

/* Adds "words *(Boulder, 3 votes)* (Ana, by 1 December 2026)" and, under it, other
 * wordings. */
static void add_record(struct str *out, const struct outline *outline,
                       const struct outline_column *column, const struct record *record)
{
    const char *words = outline_words(record, "text"), *between = " *(";
    markdown_add_words(out, *words ? words : "–");
    struct outline_mark mark;
    for (size_t next = 0; outline_next_mark(column, record, &next, &mark);) {
        str_add(out, between);
        markdown_add_words(out, mark.title);
        between = ", ";
    }
    char votes[OUTLINE_VOTES_SIZE_BYTES];
    if (!column->only_words && outline_votes(record, votes)) {
        str_addf(out, "%s%s", between, votes);
        between = ", ";
    }
    if (*between == ',') {
        str_add(out, ")*");
    }
    struct str promise = STR_EMPTY;
    if (outline_promise(outline, record, &promise)) {
        str_add(out, " (");
        markdown_add_words(out, promise.bytes);
        str_add_byte(out, ')');
    }
    str_finish(&promise);
    add_other_wordings(out, column->only_words ? NULL : record_field(record, "text"));
}

static void add_answer(struct str *out, const char *words)
{
    if (words) {
        str_add(out, "<br>*answered by:* ");
        markdown_add_words(out, words);
    }
}

static void add_row(struct str *out, const struct outline *outline,
                    const struct outline_part *part, const struct record *goal)
{
    str_add(out, "| ");
    add_record(out, outline, &part->goals, goal);
    for (size_t i = 0; i < part->column_count; i++) {
        size_t count;
        const struct record *const *notes =
            goal_notes(outline->session, goal, part->columns[i].id, &count);
        str_add(out, count ? " | " : " | –");
        for (size_t n = 0; n < count; n++) {
            str_add(out, n ? "<br>• " : "• ");
            add_record(out, outline, &part->columns[i], notes[n]);
            add_answer(out, outline_answer(outline, notes[n]));
        }
    }
    str_add(out, " |\n");
}

static void add_rows(struct str *out, const struct outline *outline,
                     const struct outline_part *part)
{
    str_add(out, "| ");
    markdown_add_words(out, part->goals.title);
    for (size_t i = 0; i < part->column_count; i++) {
        str_add(out, " | ");
        markdown_add_words(out, part->columns[i].title);
    }
    str_add(out, " |\n|");
    for (size_t i = 0; i <= part->column_count; i++) {
        str_add(out, " --- |");
    }
    str_add_byte(out, '\n');
    for (size_t i = 0; i < outline->goal_count; i++) {
        if (outline_part_has_goal(outline, part, outline->goals[i])) {
            add_row(out, outline, part, outline->goals[i]);
        }
    }
}

static void add_part(struct str *out, const struct outline *outline,
                     const struct outline_part *part)
{
    str_add(out, "\n## ");
    markdown_add_words(out, part->title);
    str_add(out, "\n\n");
    if (!outline_part_filled(outline, part)) {
        str_add(out, "Nothing here yet.\n");
        return;
    }
    if (part->has_vision) {
        str_add(out, "**Vision:** ");
        markdown_add_words(out, *outline->vision ? outline->vision : "– none yet");
        add_other_wordings(out, outline_field(outline, "vision"));
        str_add(out, "\n\n");
    }
    if (outline_part_has_rows(outline, part)) {
        add_rows(out, outline, part);
    } else {
        str_add(out, "No ideas under it yet.\n");
    }
}

/* Words of several lines, in one paragraph. */
static void add_labelled(struct str *out, const char *label, const char *words)
{
    str_addf(out, "**%s:** ", label);
    markdown_add_words(out, words);
}

static void add_answer_back(struct str *out, const struct section *section)
{
    struct str answer = STR_EMPTY;
    section_add_answer(section, &answer);
    add_labelled(out, "How to answer back",
                 answer.len_bytes ? answer.bytes : cover_blank);
    str_add_byte(out, '\n');
    str_finish(&answer);
}

/* Of one table the head says it all, but for how to answer back. */
static void add_cover(struct str *out, const struct section *section)
{
    struct cover cover;
    cover_of(section, &cover);
    str_add(out, "# ");
    markdown_add_words(out, cover.title.bytes);
    str_add(out, "\n\n");
    if (cover.about.len_bytes) {
        markdown_add_words(out, cover.about.bytes);
        str_add(out, "\n\n");
    }
    add_answer_back(out, section);
    cover_finish(&cover);
}

static void add_head(struct str *out, const struct section *section)
{
    const struct outline *outline = section->outline;
    str_add(out, "# ");
    markdown_add_words(out, outline->title);
    add_other_wordings(out, outline_field(outline, "title"));
    str_add_byte(out, '\n');
    for (size_t i = 0; i < outline->fact_count; i++) {
        str_add(out, i ? "<br>\n" : "\n");
        add_labelled(out, outline->facts[i].label, outline->facts[i].words);
        add_other_wordings(out, outline->facts[i].field);
    }
    if (outline->fact_count) {
        str_add_byte(out, '\n');
    }
    if (section->options->cover && section->table_count == 1) {
        str_add_byte(out, '\n');
        add_answer_back(out, section);
    }
}

static bool skipped(const struct section *section)
{
    switch (section->kind) {
    case SECTION_COVER:
        return section->table_count == 1;
    case SECTION_UNSETTLED: /* stands beside the words themselves */
        return section->options->audience != FOR_COMMISSIONERS;
    default:
        return false;
    }
}

static void markdown_section(const struct section *section, void *state)
{
    struct str *out = state;
    const struct outline *outline = section->outline;
    if (skipped(section)) {
        return;
    }
    if (section_begins(section) && out->len_bytes) {
        str_add(out, "\n---\n\n");
    }
    switch (section->kind) {
    case SECTION_COVER:
        add_cover(out, section);
        break;
    case SECTION_TABLE:
        add_head(out, section);
        break;
    case SECTION_NUMBERS:
        numbers_markdown(section, out);
        break;
    case SECTION_BEFORE:
        promises_markdown(out, outline, PROMISES_BEFORE);
        break;
    case SECTION_PART:
        add_part(out, outline, section->part);
        break;
    case SECTION_COMMITMENTS:
        if (outline) {
            promises_markdown(out, outline, PROMISES_NOW);
        } else {
            promises_markdown_of_all(out, section->findings,
                                     !export_without_names(section->options));
        }
        break;
    case SECTION_VOTES:
        votes_markdown_part(outline, out);
        break;
    case SECTION_UNSETTLED:
        unsettled_markdown(section, out);
        break;
    case SECTION_NOTHING:
        str_add(out, "Nothing here yet.\n");
        break;
    default:
        themes_markdown_section(section, out);
    }
}

void export_markdown(struct session *session, const struct export_options *options,
                     struct str *out)
{
    sections_walk(session, options, SECTIONS_OF_TABLES, markdown_section, out);
}
