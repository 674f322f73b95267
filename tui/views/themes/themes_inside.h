#ifndef ROUNDTABLE_VIEWS_THEMES_THEMES_INSIDE_H
#define ROUNDTABLE_VIEWS_THEMES_THEMES_INSIDE_H

#include "base/fold.h"
#include "findings/alike.h"
#include "screen/text_box.h"
#include "store/kin_files.h"
#include "views/kept_draft.h"
#include "views/themes/view_themes.h"

/**
 * What the files of this view share; private to them. view_themes.c answers keys, themes_rows.c
 * knows what stands on the pages and what is selected, themes_decided.c what is selected then,
 * themes_draw.c and themes_heads.c draw them, themes_pair.c two that may say the same, and the
 * box for a name, which themes_naming.c answers; themes_drafts.c finds where that goes on;
 * themes_join.c marks, joins and seeks; themes_say.c tells it in words; themes_unsettled.c is
 * about what people decided differently.
 */

/** What keeps a name that is half written, in the entry that stands for the theme. */
#define THEME_DRAFT FORM_DRAFT "theme"

enum page { PAGE_PROPOSALS, PAGE_THEMES, PAGE_LONE, PAGE_COUNT };

/** A theme as far as it was said within the filters. */
struct said {
    const struct theme *theme;
    size_t tables, entries; /* 0: not at all */
    long votes;
};

/** A row of a page: a theme, or below the unfolded one an entry of it. */
struct row {
    struct said said;
    const struct record *entry; /* NULL: the theme itself */
    size_t rank;                /* keeps rows alike in their order */
};

/** A column of the tables' grids; texts borrowed from session and template. */
struct themes_column {
    const char *id, *title, *short_title;
    size_t counts[PAGE_COUNT];
};

/** Two themes by an entry of each, which outlive every change. */
struct pair {
    const struct record *one, *other;
};

struct pairs {
    struct pair *items;
    size_t count, room;
};

/** Where the selection of a page is. */
struct spot {
    const struct record *selected; /* an entry, or an entry of the theme; NULL: none */
    bool on_entry;
    size_t row, first; /* where it was, should it vanish; the first row on the screen */
};

struct themes_view {
    enum page page;
    /* What the session holds, as of so many changes. */
    bool found;
    size_t seen_changes, seen_edits, seen_remade;
    struct themes themes;
    struct proposals proposals;
    struct kin *kin; /* installed words of the field; NULL: none, or not looked for yet */
    bool kin_sought;
    struct themes_column *columns;
    size_t column_count;
    /* The choice of what to show. */
    struct str column_id;
    size_t column;
    bool one_column; /* of the proposals, too */
    struct str place, date;
    const struct record *table;
    const struct record *unfolded; /* an entry of that theme; NULL: none */
    /* What is shown, made anew when it is stale. */
    bool stale;
    struct row *rows;
    size_t row_count, row_room;
    size_t unsettled; /* so many themes are, of all columns */
    struct spot spots[PAGE_COUNT];
    /* The proposals on show, as indexes; those put off stand last. */
    size_t *queue;
    size_t queue_count, queue_room, at;
    size_t new_count;              /* so many of them, the first, were not put off */
    struct pair shown, next, came; /* came: by what was decided last, before the next */
    struct pairs put_off, decided;
    int64_t next_ms; /* when it came by a decision here; 0: a key was carried out since */
    bool deciding;   /* the pair shown is being decided here, */
    bool overtaken;  /* or was elsewhere, and nobody has seen the next one yet */
    /* The box for a name. */
    const struct record *naming; /* an entry of the theme; NULL: closed */
    size_t naming_saw;           /* how many edits there were when it was opened, */
    struct str name_was;         /* and what the theme was called */
    struct kept_draft draft;     /* and what keeps what is typed */
    struct pair joining;         /* proposed ones that the name makes one; 0: none */
    const struct record *same;   /* an entry of another theme of that name, asked about */
    struct text_box box;         /* also for what is sought */
    bool seeking;
    struct str find; /* only what has it is shown; "": all */
    struct fold_sought sought;
    const struct record **marked; /* an entry of each */
    size_t marked_count, marked_room;
    const struct theme **joined; /* what an intent borrows */
    size_t joined_count, joined_room;
    struct str said; /* what an intent borrows */
};

/* themes_rows.c */

/** What is going on: a name is typed, or a page is looked at. */
enum mode themes_mode(const struct themes_view *v);

/** Finds anew what has changed, and makes the selection valid. */
void themes_settle(struct themes_view *v, const struct facts *facts);

/** Whether a table is within the filters of place and date. */
bool themes_let_through(const struct themes_view *v, const struct record *table);

/** The proposal on the screen; NULL: none. */
const struct proposal *themes_proposal(const struct themes_view *v);

/** Which of its two is called by the key for names; both become one by that. */
const struct theme *themes_called(const struct proposal *p);

/** Whether a proposal is of the themes that these two are in now. */
bool themes_is_pair(const struct themes_view *v, const struct proposal *p,
                    struct pair pair);

/** The selected row of a page of themes; NULL: none. */
const struct row *themes_row(const struct themes_view *v);

/** How many tables said a theme, within the filters and the search; 0: it is not shown. */
size_t themes_tables_shown(struct themes_view *v, const struct theme *theme);

/** The first entry of a theme that is within the filters. */
const struct record *themes_first_entry(const struct themes_view *v,
                                        const struct theme *theme);

/** Selects that row, or that proposal; beyond the end the last. */
void themes_go_to(struct themes_view *v, size_t at);

/** Goes to a column by its index; false if there is none. */
bool themes_go_to_column(struct themes_view *v, size_t column);

/** Adds a table's name as short as it goes: "Leeds, table 4". */
void themes_name_table(const struct record *table, struct str *out);

/* themes_decided.c */

/** Puts the proposal on the screen off: it becomes the last. */
void themes_put_off(struct themes_view *v);

/** Something is decided now: the pair on the screen, so that the next one comes; an
 *  entry is split off (one); or something else. */
void themes_decide(struct themes_view *v, struct pair what);

/** What was decided last is about to be undone: it is selected again. */
void themes_take_back(struct themes_view *v);

/** What is shown was chosen anew: begins with the first, in the proposals with the first that
 *  was not put off. */
void themes_begin_again(struct themes_view *v);

/** More is shown than before: the selection stays, but not on what was put off. */
void themes_show_more(struct themes_view *v);

/* themes_join.c */

bool themes_is_marked(const struct themes_view *v, const struct theme *theme);

/** How many of the column are. */
size_t themes_count_marked(struct themes_view *v);

/** Marks the selected one, or takes its mark off. */
struct intent themes_mark(struct themes_view *v);

/** Opens the list of what to join the marked ones into. */
struct intent themes_join_marked(struct themes_view *v);

/** Collects in v->joined what an intent borrows, each once. */
void themes_begin_join(struct themes_view *v);
void themes_add_join(struct themes_view *v, const struct theme *theme);

/** The intent that makes what was collected one with a theme; name, borrowed, or NULL. */
struct intent themes_join_collected(const struct themes_view *v,
                                    const struct theme *theme, const char *name);

/** Esc: all is shown again, else marks are taken off, else the view is done. */
struct intent themes_step_back(struct themes_view *v);

/** Whether a theme has the words that are sought, in its name or an entry. */
bool themes_fits(struct themes_view *v, const struct theme *theme);
struct intent themes_open_search(struct themes_view *v);

/** Where the page has what is sought, though nothing of it in the column on the screen: the
 *  first such column; else how many columns there are. */
size_t themes_column_with(const struct themes_view *v);
struct intent themes_type_search(struct themes_view *v, enum action action,
                                 const struct event *event);

/* themes_unsettled.c */

/** Adds what people decided about it unseen by each other, and what settles it; false if there
 *  is nothing. */
bool themes_add_unsettled(const struct theme *theme, struct str *out);

/** Whether the theme, or the entry, of a row is one of those. */
bool themes_row_is_unsettled(const struct row *row);

/** Lets the selected theme stand as it is shown. */
struct intent themes_settle_it(struct themes_view *v);

/** Selects the next theme that is not settled, in whatever column and page. */
struct intent themes_next_unsettled(struct themes_view *v);

/** The foot, with the hints of what is of use where the selection is. */
void themes_draw_foot(const struct themes_view *v, const struct facts *facts);

/* themes_naming.c */

/** Opens the box for a theme's name; what is kept there makes two proposed ones one. Says so
 *  if a draft is back. */
struct intent themes_open_box(struct themes_view *v, const struct facts *facts,
                              const struct theme *theme, struct pair joining);

/** Nothing is kept of what is typed there. */
void themes_close_box(struct themes_view *v);

/** The name that is being typed; for view_ops.unfinished. */
struct unfinished themes_unfinished(void *state);

struct intent themes_type_name(struct themes_view *v, enum action action,
                               const struct event *event);

/** The one of the two proposed ones that is not the one with the box; NULL: none is. */
const struct theme *themes_partner(const struct themes_view *v,
                                   const struct theme *theme);

/** Adds the question whether the theme and the one of that name shall be one. */
void themes_ask_same(const struct themes_view *v, struct str *out);

/* themes_draw.c */

void themes_draw(struct themes_view *v, const struct facts *facts);

extern const char *const themes_page_names[PAGE_COUNT];

/** How much a page holds of all columns. */
size_t themes_count_of_page(const struct themes_view *v, size_t page);

/** Adds why a page is empty, and what to do next. */
void themes_add_emptiness(const struct themes_view *v, const struct facts *facts,
                          struct str *out);

/** Adds the words of a row in full, and what there is to know about it. */
void themes_add_details(const struct themes_view *v, const struct row *row,
                        struct str *words, struct str *about);

/** How many rows a page of themes shows. */
size_t themes_rows_shown(void);

/* themes_say.c */

/** In words: what is decided or selected, and without brief the page it stands on. */
void themes_say(void *state, const struct facts *facts, bool brief, struct str *out);

/** The box for a name, or for what is sought; NULL: neither is open. */
struct text_box *themes_typed(void *state);
void themes_typed_for(void *state, const struct facts *facts, struct str *about);

/* themes_heads.c */

/** The columns with what the page has of each. */
void themes_put_columns(const struct themes_view *v, int row);

/** The role of the heading of one of its columns. */
enum role themes_column_role(const struct themes_view *v, size_t column);

/* themes_pair.c */

/** Adds "3 tables". */
void themes_say_count(struct str *out, size_t count, const char *what);

/** Adds "3 tables, 5 entries, 2 votes". */
void themes_say_counts(struct str *out, struct said said);

/** Adds an entry by its table, with its words where they are not those of the theme. */
void themes_add_entry(const struct theme *theme, const struct record *entry,
                      struct str *out);

/** Adds " · under ‘Learn English’", where an entry stands under a goal. */
void themes_add_goal(const struct record *entry, struct str *out);

/** Adds "3 of 17 · Barriers to change · alike: bus, fares". */
void themes_add_about(const struct themes_view *v, const struct proposal *p,
                      struct str *out);

/** The two side by side, from a row to before another. */
void themes_put_proposal(const struct themes_view *v, const struct proposal *p, int row,
                         int end);

/** The box for a name, under the wordings that it is to stand for. */
void themes_put_box(const struct themes_view *v, int row, int end);

#endif
