#include "export/export.h"
#include "export/outline.h"
#include "export/writing.h"
#include "findings/missing.h"
#include "model/history.h"
#include "model/plan.h"

#include <string.h>

/* Which sentence says it, of what is missing. */
static enum paper_word word_of(enum missing_sentence says)
{
    static const enum paper_word words[] = {
        [MISSING_SAYS_NO_GOAL] = PAPER_MISSING_GOALS,
        [MISSING_SAYS_NO_PLAN] = PAPER_MISSING_PLAN,
        [MISSING_SAYS_NO_VISION] = PAPER_MISSING_VISION,
        [MISSING_SAYS_NONE_TAKEN] = PAPER_MISSING_TAKERS,
        [MISSING_SAYS_NO_ACTION] = PAPER_MISSING_ACTION,
        [MISSING_SAYS_NOT_TAKEN] = PAPER_MISSING_TAKER,
        [MISSING_SAYS_NO_ANSWER] = PAPER_MISSING_ANSWER,
        [MISSING_SAYS_NO_ENTRY] = PAPER_MISSING_ENTRY,
        [MISSING_SAYS_NOT_NAMED] = PAPER_MISSING_NAME,
        [MISSING_SAYS_ONE_LEVEL] = PAPER_MISSING_LEVEL,
        [MISSING_SAYS_ONE_WAY] = PAPER_MISSING_WAY,
        [MISSING_ASKS_ANSWER] = PAPER_MISSING_ASKS_ANSWER,
        [MISSING_ASKS_FOR] = PAPER_MISSING_ASKS_FOR};
    return words[says];
}

/* Of the sentences with a goal and names the one that the goal comes first in. */
static bool begins_with_goal(enum missing_sentence says)
{
    return says == MISSING_SAYS_NO_ACTION || says == MISSING_SAYS_NO_ENTRY ||
           says == MISSING_SAYS_ONE_LEVEL || says == MISSING_SAYS_ONE_WAY;
}

static bool is_english(const struct paper_words *paper)
{
    return strcmp(paper->language, "en") == 0;
}

static void say(const struct paper_words *paper, const struct missing *missing,
                struct str *out)
{
    const struct missing_facts *facts = &missing->facts;
    struct str names = STR_EMPTY;
    if (is_english(paper)) {
        str_add(out, missing->sentence);
        return;
    }
    str_add(&names, facts->names ? facts->names : "");
    if (facts->count && facts->names) {
        str_add_byte(&names, ' ');
        paper_say(paper, PAPER_AND_MORE, (struct paper_said){.n = (long)facts->count},
                  &names);
    }
    const char *about = facts->goal ? facts->goal : facts->entry;
    bool first = begins_with_goal(facts->says);
    struct paper_said said = {.n = (long)facts->count,
                              .from = first ? about : str_text(&names),
                              .to = first ? str_text(&names) : about};
    paper_say(paper, word_of(facts->says), said, out);
    str_finish(&names);
}

static void say_none(const struct paper_words *paper, struct session *session,
                     const struct record *table, struct str *out)
{
    const struct template *form = table_template(session, table);
    const struct grid *map = plan_map(form);
    struct str titles = STR_EMPTY;
    if (is_english(paper)) {
        missing_say_none(session, table, out);
        return;
    }
    for (size_t i = 0; i < map->column_count; i++) {
        str_addf(&titles, "%s‘%s’", i ? ", " : "", map->columns[i].title);
    }
    bool answered = template_column(form, plan_barriers, NULL) && plan_first(form);
    paper_say(paper, answered ? PAPER_MISSING_NOTHING_ANSWERED : PAPER_MISSING_NOTHING,
              (struct paper_said){.from = str_text(&titles)}, out);
    str_finish(&titles);
}

static void add_table(struct session *session, const struct record *table,
                      struct str *out)
{
    const struct paper_words *paper = paper_words_of(table_language(session, table));
    struct missing_list list;
    missing_find(session, table, &list);
    for (size_t i = 0; i < list.count; i++) {
        struct str said = STR_EMPTY;
        say(paper, &list.items[i], &said);
        text_add_words(out, TEXT_COLS, "- ", "  ", str_text(&said));
        str_finish(&said);
    }
    if (!list.count) {
        struct str none = STR_EMPTY;
        say_none(paper, session, table, &none);
        text_add_words(out, TEXT_COLS, "", "", str_text(&none));
        str_finish(&none);
    }
    missing_finish(&list);
}

/* As history_name_table() has it in English. */
static void name_table(struct session *session, const struct record *table,
                       struct str *out)
{
    const struct paper_words *paper = paper_words_of(table_language(session, table));
    size_t start_bytes = out->len_bytes;
    if (is_english(paper)) {
        history_name_table(table, out);
        return;
    }
    paper_name_table(paper, table, out);
    if (out->len_bytes == start_bytes) {
        str_add(out, paper->texts[PAPER_NAMELESS]);
    }
}

void missing_text(struct session *session, struct str *out)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    for (size_t i = 0; i < count; i++) {
        if (count > 1) {
            struct str name = STR_EMPTY;
            name_table(session, tables[i], &name);
            str_add(out, i ? "\n" : "");
            text_add_heading(out, TEXT_COLS, str_text(&name), '-');
            str_finish(&name);
        }
        add_table(session, tables[i], out);
    }
    if (!count) {
        str_add(out, "There is no table here yet.\n");
    }
}
