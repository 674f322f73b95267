/* The ballot, as far as it is open to phones: each has the dots of a person. */

#include "base/memory.h"
#include "live/phones/desk_inside.h"
#include "model/rows.h"

#include <stdlib.h>
#include <string.h>

enum { CHANGES = 60, ADDED_CHANGES = 3000 }; /* a minute */

bool visit_may_change(struct visit *v)
{
    bool may = tempo_take(&v->phone->changes, CHANGES, v->now_ms) &&
               tempo_take(&v->desk->changes, ADDED_CHANGES, v->now_ms);
    if (!may) {
        visit_say(v, WORD_TOO_FAST, "");
        v->status = 429;
    }
    return may;
}

bool visit_votes(const struct visit *v)
{
    struct ballot ballot = ballot_of(v->table);
    return table_says_yes(v->table, PHONES_VOTE) && ballot.state == BALLOT_OPEN &&
           !ballot.for_table;
}

/* What the phone has given. */
struct giving {
    char *field;       /* "vote:phone 3k0…" */
    const char *asked; /* "note:ID" that is looked for, or NULL */
    const struct record *found;
    struct page_choice *choices;
    size_t count;
    long given;
    struct visit *visit;
    const char *column; /* whose entries alone are voted on: PHONES_COLUMN; "": all */
};

static long given_to(const struct giving *giving, const struct record *entry)
{
    long votes = field_votes(record_field(entry, giving->field));
    return votes > 0 ? votes : 0;
}

/* Two goals may have the same words beneath them. */
static const char *where_it_stands(struct visit *v, const struct record *entry)
{
    if (record_is(entry, "note")) {
        return visit_where(v, record_parent(entry), record_column(entry));
    }
    const char *form = row_grid(entry);
    const struct grid *grid = *form ? template_grid(v->form, form) : NULL;
    return grid    ? arena_copy_text(&v->arena, visit_told(v, grid->goals.title))
           : *form ? form
                   : v->words->texts[WORD_GOAL];
}

static bool is_voted_on(const struct giving *g, const struct record *entry)
{
    const char *part = strcmp(g->column, "goals") == 0 ? "" : g->column;
    return !*g->column || ballot_part_has(part, entry);
}

/* What was given in other columns counts still. */
static void take_entry(void *to, const struct record *entry)
{
    struct giving *g = to;
    long votes = given_to(g, entry);
    struct str id = str_of("%s:%s", record_kind(entry), record_id(entry));
    bool voted_on = is_voted_on(g, entry);
    g->given += votes;
    g->found = voted_on && g->asked && strcmp(g->asked, id.bytes) == 0 ? entry : g->found;
    if (voted_on && g->choices && g->count < MOST_CHOICES) {
        g->choices[g->count++] = (struct page_choice){
            .id = arena_copy_text(&g->visit->arena, id.bytes),
            .text =
                record_is(entry, "goal") ? row_words(entry) : record_words(entry, "text"),
            .hint = where_it_stands(g->visit, entry),
            .dots = votes};
    }
    str_finish(&id);
}

static void begin_giving(struct visit *v, struct giving *g)
{
    struct str field = str_of("vote:%s", visit_voter(v, v->table));
    g->field = str_take(&field);
    g->visit = v;
    g->column = record_words(v->table, PHONES_COLUMN);
    ballot_each_entry(v->session, v->table, NULL, take_entry, g);
}

void visit_fill_ballot(struct visit *v, struct page *page)
{
    struct giving g = {.choices = arena_get(&v->arena, MOST_CHOICES * sizeof *g.choices)};
    long dots = ballot_of(v->table).dots;
    begin_giving(v, &g);
    page->ballot.entries = g.choices;
    page->ballot.count = g.count;
    page->ballot.dots = dots;
    page->ballot.left = dots > g.given ? dots - g.given : 0;
    free(g.field);
}

static void set_dots(struct visit *v, const char *asked, long dots)
{
    struct giving g = {.asked = asked};
    struct author *author = v->desk->author;
    begin_giving(v, &g);
    long before = g.found ? given_to(&g, g.found) : 0;
    bool can = g.found && dots >= 0 &&
               (dots <= before || g.given - before + dots <= ballot_of(v->table).dots);
    if (!can) {
        visit_say(v, WORD_AGAIN, "");
    } else if (dots != before && visit_may_change(v)) {
        author_begin_step(author, "voted");
        author_vote(author, g.found, g.field + strlen("vote:"), dots, NULL);
        author_forget_step(author);
    }
    if (can) { /* long lists are gone through without beginning at the top again */
        str_set(&v->see, "#%s", asked);
    }
    free(g.field);
}

void visit_set_dots(struct visit *v, const char *what)
{
    const char *colon = strrchr(what, ':');
    char *end = NULL;
    long dots = colon ? strtol(colon + 1, &end, 10) : -1;
    if (!v->table || !colon || !end || *end || v->is_new) {
        visit_say(v, WORD_AGAIN, "");
        return;
    }
    if (!visit_votes(v)) {
        visit_say(v, WORD_VOTE_CLOSED, "");
        return;
    }
    char *asked = arena_copy_bytes(&v->arena, what, (size_t)(colon - what));
    set_dots(v, asked, dots);
}
