/* Who does what, by when. */

#include "base/instant.h"
#include "export/sections.h"
#include "model/commitments.h"
#include "model/meetings.h"

/* A section of promises, and what its columns are. */
struct promises {
    struct commitments all;
    struct str heading;
    const struct findings *findings; /* names the tables; NULL: they are of one, */
    const struct paper_words *paper; /* whose language has these; else English */
    bool names, outcomes;
    struct told_column columns[TOLD_MOST_COLUMNS];
    size_t column_count;
};

static void add_column(struct promises *s, const char *title, enum told_kind kind,
                       double share)
{
    s->columns[s->column_count++] =
        (struct told_column){.title = title, .kind = kind, .share = share};
}

/* @nothing_noted  what lines say where nothing came of it yet, or NULL. */
static void take_columns(struct promises *s, const char *nothing_noted)
{
    const char *const *words = s->paper->texts;
    for (size_t i = 0; i < s->all.count && !s->outcomes; i++) {
        s->outcomes = *s->all.items[i].outcome != '\0';
    }
    add_column(s, words[PAPER_BY_WHEN], TOLD_DAY, 1.5);
    s->columns[0].head = true;
    s->columns[0].none = words[PAPER_NO_DATE];
    add_column(s, words[PAPER_DAY_WHAT], TOLD_WORDS, 4);
    if (s->findings) {
        add_column(s, words[PAPER_TABLE], TOLD_OF_TABLE, 1.5);
    }
    if (s->names) {
        add_column(s, words[PAPER_WHO], TOLD_WHO, 1.5);
        add_column(s, words[PAPER_MESSENGER], TOLD_MESSENGER, 1.5);
    }
    if (s->outcomes) {
        add_column(s, words[PAPER_OUTCOME], TOLD_OUTCOME, 3);
        s->columns[s->column_count - 1].none = nothing_noted;
    }
}

/* False if there is nothing to tell. */
static bool begin_of_table(struct promises *s, const struct outline *outline, bool before)
{
    const struct record *table =
        before ? table_before(outline->session, outline->table) : outline->table;
    *s = (struct promises){
        .paper = outline->paper, .names = !outline->without_names, .outcomes = before};
    if (table) {
        commitments_add(outline->session, table, &s->all);
    }
    if (!s->all.count) {
        return false;
    }
    if (before) {
        struct str day = STR_EMPTY;
        bool dated = paper_say_date(s->paper, record_says(table, "date"), &day);
        paper_say(s->paper, dated ? PAPER_CAME_OF_DAY : PAPER_CAME_OF_LAST,
                  (struct paper_said){.from = str_text(&day)}, &s->heading);
        str_finish(&day);
    } else {
        str_add(&s->heading,
                s->paper->texts[outline->only_words ? PAPER_PROMISED : PAPER_PROMISES]);
    }
    take_columns(s, before ? s->paper->texts[PAPER_NO_OUTCOME] : NULL);
    return true;
}

static bool begin_of_all(struct promises *s, const struct section *section)
{
    const struct findings *findings = section->findings;
    *s = (struct promises){.paper = section->paper,
                           .findings = findings,
                           .names = !export_without_names(section->options)};
    if (section->options->audience == FOR_POLITICIANS) { /* who read no table's own */
        commitments_add_all(findings->session, &s->all);
    } else {
        commitments_add_open(findings->session, &s->all);
    }
    str_add(&s->heading, s->paper->texts[PAPER_PROMISES_OF_ALL]);
    take_columns(s, NULL);
    return s->all.count > 0;
}

/* What stands in a column, in a text that lives as long as the section. */
static struct told cell_of(const struct promises *s, enum told_kind kind,
                           const struct commitment *c, const struct section *section)
{
    struct str text = STR_EMPTY;
    switch (kind) {
    case TOLD_DAY:
        return c->dated && paper_say_date(s->paper, c->when, &text)
                   ? (struct told){.words = told_take(section->arena, &text),
                                   .not_peoples = true}
                   : (struct told){.words = c->when};
    case TOLD_OF_TABLE:
        findings_add_table(findings_table_of(s->findings, c->note), &text);
        return (struct told){.words = told_take(section->arena, &text)};
    case TOLD_WHO:
        return (struct told){.words = c->who};
    case TOLD_MESSENGER:
        return (struct told){.words = c->messenger};
    case TOLD_OUTCOME:
        return (struct told){.words = c->outcome};
    default:
        outline_say_action(s->paper, c, s->names, &text);
        return (struct told){.words = told_take(section->arena, &text)};
    }
}

static void tell_one(const struct promises *s, const struct commitment *c,
                     const struct section *section, const struct listener *listener)
{
    struct told cells[TOLD_MOST_COLUMNS] = {0};
    for (size_t i = 0; i < s->column_count; i++) {
        cells[i] = cell_of(s, s->columns[i].kind, c, section);
    }
    listener->row(listener->to, cells);
}

/* A date is one word: it stands together. */
static void find_longest(struct promises *s, const struct section *section)
{
    for (size_t i = 0; i < s->column_count; i++) {
        struct told_column *column = &s->columns[i];
        for (size_t n = 0; n < s->all.count; n++) {
            struct told cell = cell_of(s, column->kind, &s->all.items[n], section);
            told_longest(section->arena,
                         column->kind == TOLD_DAY && cell.not_peoples
                             ? told_joined(section->arena, cell.words)
                             : cell.words,
                         &column->longest);
        }
    }
}

static void tell(struct promises *s, bool any, const struct section *section,
                 const struct listener *listener)
{
    if (any) {
        long count = (long)s->all.count;
        struct str caption = STR_EMPTY;
        paper_say(s->paper, paper_counted(s->paper, PAPER_PROMISE_ONE, count),
                  (struct paper_said){.n = count}, &caption);
        find_longest(s, section);
        listener->heading(listener->to, s->heading.bytes);
        listener->table(listener->to, &(struct told_table){
                                          .as = TOLD_AS_PROMISES,
                                          .paper = s->paper,
                                          .caption = told_take(section->arena, &caption),
                                          .columns = s->columns,
                                          .count = s->column_count});
        for (size_t i = 0; i < s->all.count; i++) {
            tell_one(s, &s->all.items[i], section, listener);
        }
        listener->end(listener->to);
    }
    commitments_finish(&s->all);
    str_finish(&s->heading);
}

/* Of the table itself, or of all tables that none follows up, each with its table's name. */
void promises_tell(const struct section *section, const struct listener *listener)
{
    struct promises s;
    bool any = section->outline ? begin_of_table(&s, section->outline, false)
                                : begin_of_all(&s, section);
    tell(&s, any, section, listener);
}

/* Of the session that this one follows up, and what came of them. */
void promises_tell_before(const struct section *section, const struct listener *listener)
{
    struct promises s;
    bool any = begin_of_table(&s, section->outline, true);
    tell(&s, any, section, listener);
}
