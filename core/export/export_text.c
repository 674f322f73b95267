#include "export/numbers.h"
#include "export/outline.h"
#include "export/promises.h"
#include "export/sections.h"
#include "export/themes_parts.h"
#include "export/unsettled.h"
#include "export/writing.h"

#include <stdlib.h>

static void add_other_wordings(struct str *out, const char *indent,
                               const struct field *field)
{
    const char **texts = outline_other_wordings(field);
    for (size_t i = 0; texts && texts[i]; i++) {
        struct str said = STR_EMPTY;
        str_addf(&said, "other wording: %s", texts[i]);
        text_add_words(out, indent, indent, str_text(&said));
        str_finish(&said);
    }
    free(texts);
}

/* Adds "words [Boulder, 3 votes] (Ana, by 1 December 2026)" and, under it, other
 * wordings. */
static void add_record(struct str *out, const struct outline *outline, const char *first,
                       const char *rest, const struct outline_column *column,
                       const struct record *record)
{
    struct str said = STR_EMPTY;
    const char *words = outline_words(record, "text"), *between = " [";
    str_add(&said, *words ? words : "–");
    struct outline_mark mark;
    for (size_t next = 0; outline_next_mark(column, record, &next, &mark);) {
        str_addf(&said, "%s%s", between, mark.title);
        between = ", ";
    }
    char votes[OUTLINE_VOTES_SIZE_BYTES];
    if (!column->only_words && outline_votes(record, votes)) {
        str_addf(&said, "%s%s", between, votes);
        between = ", ";
    }
    if (*between == ',') {
        str_add_byte(&said, ']');
    }
    struct str promise = STR_EMPTY;
    if (outline_promise(outline, record, &promise)) {
        str_addf(&said, " (%s)", promise.bytes);
    }
    str_finish(&promise);
    text_add_words(out, first, rest, str_text(&said));
    str_finish(&said);
    add_other_wordings(out, rest,
                       column->only_words ? NULL : record_field(record, "text"));
}

static void add_answer(struct str *out, const char *indent, const char *words)
{
    struct str said = STR_EMPTY;
    if (words) {
        str_addf(&said, "answered by: %s", words);
        text_add_words(out, indent, indent, str_text(&said));
    }
    str_finish(&said);
}

static void add_cell(struct str *out, const struct outline *outline,
                     const struct outline_column *column, const struct record *goal)
{
    size_t count;
    const struct record *const *notes =
        goal_notes(outline->session, goal, column->id, &count);
    text_add_words(out, "   ", "   ", column->title);
    for (size_t i = 0; i < count; i++) {
        add_record(out, outline, "   - ", "     ", column, notes[i]);
        add_answer(out, "     ", outline_answer(outline, notes[i]));
    }
    if (!count) {
        str_add(out, "   – none yet\n");
    }
}

static void add_goal(struct str *out, const struct outline *outline,
                     const struct outline_part *part, size_t n)
{
    const struct record *goal = outline->goals[n];
    struct str number = STR_EMPTY;
    str_addf(&number, "\n%zu. ", n + 1);
    add_record(out, outline, str_text(&number), "   ", &part->goals, goal);
    str_finish(&number);
    if (!outline_goal_notes(outline, part, goal)) {
        str_add(out, "   – nothing here yet\n");
        return;
    }
    for (size_t i = 0; i < part->column_count; i++) {
        str_add_byte(out, '\n');
        add_cell(out, outline, &part->columns[i], goal);
    }
}

static void add_part(struct str *out, const struct outline *outline,
                     const struct outline_part *part)
{
    str_add_byte(out, '\n');
    text_add_heading(out, part->title, '-');
    if (!outline_part_filled(outline, part)) {
        str_add(out, "\nNothing here yet.\n");
        return;
    }
    if (part->has_vision) {
        str_add_byte(out, '\n');
        text_add_words(out, "Vision: ", "  ",
                       *outline->vision ? outline->vision : "– none yet");
        add_other_wordings(out, "  ", outline_field(outline, "vision"));
    }
    if (!outline_part_has_rows(outline, part)) {
        str_add(out, "\nNo ideas under it yet.\n");
        return;
    }
    for (size_t i = 0; i < outline->goal_count; i++) {
        if (outline_part_has_goal(outline, part, outline->goals[i])) {
            add_goal(out, outline, part, i);
        }
    }
}

static void add_answer_back(struct str *out, const struct section *section)
{
    struct str answer = STR_EMPTY;
    section_add_answer(section, &answer);
    text_add_words(out, "How to answer back: ", "  ",
                   answer.len_bytes ? answer.bytes : cover_blank);
    str_finish(&answer);
}

/* Of one table the head says it all, but for how to answer back. */
static void add_cover(struct str *out, const struct section *section)
{
    struct cover cover;
    cover_of(section, &cover);
    text_add_heading(out, cover.title.bytes, '=');
    str_add_byte(out, '\n');
    if (cover.about.len_bytes) {
        text_add_words(out, "", "", cover.about.bytes);
    }
    add_answer_back(out, section);
    cover_finish(&cover);
}

static void add_head(struct str *out, const struct section *section)
{
    const struct outline *outline = section->outline;
    bool answer = section->options->cover && section->table_count == 1;
    text_add_heading(out, outline->title, '=');
    add_other_wordings(out, "  ", outline_field(outline, "title"));
    if (outline->fact_count || answer) {
        str_add_byte(out, '\n');
    }
    for (size_t i = 0; i < outline->fact_count; i++) {
        struct str label = STR_EMPTY;
        str_addf(&label, "%s: ", outline->facts[i].label);
        text_add_words(out, str_text(&label), "  ", outline->facts[i].words);
        str_finish(&label);
        add_other_wordings(out, "  ", outline->facts[i].field);
    }
    if (answer) {
        add_answer_back(out, section);
    }
}

static bool skipped(const struct section *section)
{
    switch (section->kind) {
    case SECTION_COVER:
        return section->of == SECTIONS_OF_TABLES && section->table_count == 1;
    case SECTION_UNSETTLED: /* stands beside the words themselves */
        return section->options->audience != FOR_COMMISSIONERS;
    default:
        return false;
    }
}

static void text_section(const struct section *section, void *state)
{
    struct str *out = state;
    const struct outline *outline = section->outline;
    if (skipped(section)) {
        return;
    }
    if (section_begins(section) && out->len_bytes) {
        str_add(out, "\n\n");
    }
    switch (section->kind) {
    case SECTION_COVER:
        add_cover(out, section);
        break;
    case SECTION_TABLE:
        add_head(out, section);
        break;
    case SECTION_NUMBERS:
        numbers_text(section, out);
        break;
    case SECTION_BEFORE:
        promises_text(out, outline, PROMISES_BEFORE);
        break;
    case SECTION_PART:
        add_part(out, outline, section->part);
        break;
    case SECTION_COMMITMENTS:
        if (outline) {
            promises_text(out, outline, PROMISES_NOW);
        } else {
            promises_text_of_all(out, section->findings,
                                 !export_without_names(section->options));
        }
        break;
    case SECTION_VOTES:
        votes_text_part(outline, out);
        break;
    case SECTION_UNSETTLED:
        unsettled_text(section, out);
        break;
    case SECTION_NOTHING:
        str_add(out, "Nothing here yet.\n");
        break;
    default:
        themes_text_section(section, out);
    }
}

void export_text(struct session *session, const struct export_options *options,
                 struct str *out)
{
    sections_walk(session, options, SECTIONS_OF_TABLES, text_section, out);
}

void themes_text(struct session *session, const struct export_options *options,
                 struct str *out)
{
    sections_walk(session, options, SECTIONS_OF_THEMES, text_section, out);
}
