/* What recurs in words, for whoever hears it line by line: a proposal is two sentences and a
 * question, a theme a line. */

#include "base/utf8.h"
#include "views/themes/themes_inside.h"

enum { WORDS_GRAPHEMES = 200 };

static void say_page(const struct themes_view *v, struct str *out)
{
    str_addf(out, "%s. ", themes_page_names[v->page]);
    for (size_t i = 0; i < PAGE_COUNT; i++) {
        str_addf(out, "%s %zu%s", themes_page_names[i], themes_count_of_page(v, i),
                 i + 1 < PAGE_COUNT ? ", " : ".\n");
    }
}

/* "‘Bus fares’: 2 tables." With one, which: "‘Bus fares’: Leeds, table 4." */
static void say_side(const struct theme *theme, struct str *out)
{
    struct said said = {theme, theme->tables, theme->count, theme->votes_shown};
    text_quote(out, theme->words, WORDS_GRAPHEMES);
    str_add(out, ": ");
    if (theme->count == 1) {
        themes_name_table(entry_table(theme->members[0]), out);
        themes_add_goal(theme->members[0], out);
    } else {
        themes_say_counts(out, said);
    }
    str_add(out, ".\n");
}

static void say_proposal(const struct themes_view *v, const struct proposal *p,
                         struct str *out)
{
    bool new = v->at < v->new_count;
    str_addf(out, "%s %zu of %zu: ", new ? "Proposal" : "Put off",
             new ? v->at + 1 : v->at - v->new_count + 1,
             new ? v->new_count : v->queue_count - v->new_count);
    say_side(p->one, out);
    say_side(p->other, out);
    str_add(out, "Do these two say the same? \vsame\v, \vother\v or \vlater\v.");
}

static void say_row(const struct themes_view *v, const struct row *row, size_t number,
                    struct str *out)
{
    struct str words = STR_EMPTY, about = STR_EMPTY;
    themes_add_details(v, row, &words, &about);
    str_addf(out, "%zu of %zu%s: %s. %s.", number, v->row_count,
             themes_row_is_unsettled(row)                          ? ", not settled"
             : !row->entry && themes_is_marked(v, row->said.theme) ? ", marked"
                                                                   : "",
             str_text(&words), str_text(&about));
    str_finish(&words);
    str_finish(&about);
}

void themes_say(void *state, const struct facts *facts, bool brief, struct str *out)
{
    struct themes_view *v = state;
    themes_settle(v, facts);
    const struct proposal *p = v->page == PAGE_PROPOSALS ? themes_proposal(v) : NULL;
    const struct row *row = v->page == PAGE_PROPOSALS ? NULL : themes_row(v);
    v->overtaken = v->overtaken && brief; /* it has been heard */
    if (v->same) {
        themes_ask_same(v, out);
        return;
    }
    if (!brief) {
        say_page(v, out);
    }
    if (p) {
        say_proposal(v, p, out);
    } else if (row && brief) {
        say_row(v, row, v->spots[v->page].row + 1, out);
    } else if (row) {
        for (size_t i = 0; i < v->row_count; i++) {
            say_row(v, &v->rows[i], i + 1, out);
            str_add_byte(out, '\n');
        }
    } else {
        themes_add_emptiness(v, facts, out);
    }
}

struct text_box *themes_typed(void *state)
{
    struct themes_view *v = state;
    return v->naming || v->seeking ? &v->box : NULL;
}

void themes_typed_for(void *state, const struct facts *facts, struct str *about)
{
    const struct themes_view *v = state;
    (void)facts;
    str_add(about, v->naming ? "What shall they be called?" : "Search");
}
