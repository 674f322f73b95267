/* In which words sections are told: those of the table's language; of all tables, of that of
 * most. */

#include "export/sections.h"

#include "base/dates.h"
#include "base/instant.h"

#include <string.h>

static void say_counts(const void *with, const struct findings_counts *counts,
                       struct str *out)
{
    const struct paper_words *words = with;
    paper_count(words, PAPER_TABLES_ONE, (long)counts->met, out);
    if (*counts->place) {
        str_addf(out, ", %s", counts->place);
    } else if (counts->places > 1) {
        str_add(out, ", ");
        paper_count(words, PAPER_PLACES_ONE, (long)counts->places, out);
    }
}

static void say_day(const struct paper_words *words, int64_t at_ms, struct str *out)
{
    char at[INSTANT_SIZE_BYTES];
    instant_write(at_ms, at);
    at[DATE_SIZE_BYTES - 1] = '\0';
    paper_say_date(words, at, out);
}

static void say_days(const void *with, int64_t first_ms, int64_t last_ms, struct str *out)
{
    struct str first = STR_EMPTY, last = STR_EMPTY;
    say_day(with, first_ms, &first);
    say_day(with, last_ms, &last);
    str_addf(out, "%s%s%s", str_text(&first), first_ms == last_ms ? "" : " – ",
             first_ms == last_ms ? "" : str_text(&last));
    str_finish(&first);
    str_finish(&last);
}

static void say_at(const void *with, size_t tables, struct str *out)
{
    paper_count(with, PAPER_AT_ONE, (long)tables, out);
}

static bool say_date(const void *with, const char *date, struct str *out)
{
    return paper_say_date(with, date, out);
}

static void say_nth(const void *with, size_t nth, size_t all, struct str *out)
{
    paper_say(with, PAPER_NTH_OF, (struct paper_said){.n = (long)nth, .all = (long)all},
              out);
}

const struct paper_words *sections_speak(struct session *session,
                                         struct findings *findings,
                                         struct findings_says *says)
{
    const struct paper_words *paper = outline_paper_of_all(session);
    *says = (struct findings_says){.with = paper,
                                   .table = paper->texts[PAPER_BEFORE_TABLE],
                                   .tables = paper->texts[PAPER_BEFORE_TABLES],
                                   .nameless = paper->texts[PAPER_NAMELESS],
                                   .date = say_date,
                                   .nth = say_nth,
                                   .counts = say_counts,
                                   .days = say_days,
                                   .at = say_at};
    if (findings && strcmp(paper->language, "en") != 0) {
        findings_speak(findings, says);
    }
    return paper;
}

const struct paper_words *section_paper(const struct section *section)
{
    return section->outline ? section->outline->paper : section->paper;
}

const char *section_word(const struct section *section, enum paper_word word)
{
    return section_paper(section)->texts[word];
}

const char *section_say(const struct section *section, enum paper_word word,
                        struct paper_said said)
{
    struct str out = STR_EMPTY;
    paper_say(section_paper(section), word, said, &out);
    return told_take(section->arena, &out);
}

const char *section_votes(const struct section *section, const struct theme *theme)
{
    struct str out = STR_EMPTY;
    paper_say_votes(section_paper(section), theme->votes_shown,
                    findings_people_of(section->findings, theme), &out);
    return told_take(section->arena, &out);
}

const char *section_count(const struct section *section, enum paper_word one, size_t n)
{
    struct str out = STR_EMPTY;
    paper_count(section_paper(section), one, (long)n, &out);
    return told_take(section->arena, &out);
}
