#ifndef ROUNDTABLE_VIEWS_VIEW_LIST_H
#define ROUNDTABLE_VIEWS_VIEW_LIST_H

#include "screen/text_box.h"
#include "views/view.h"

/**
 * A list to choose from, over whatever is on the screen: the palette, where to move a
 * note, the history of an entry. Typing narrows it, or, where the rows have letters,
 * chooses at once. What stands in a list is lists.c's.
 */
extern const struct view_ops view_list_ops;

/** One row, and what choosing it intends. Texts are its own, to free(). */
struct item {
    bool heading; /* cannot be chosen; shown only while nothing is typed */
    bool folded;  /* shown only once something is typed that finds it */
    char *key;    /* its letter, or the keys of an action for reading */
    char *label;
    char *detail;
    size_t
        kept_from; /* in a detail that is cut the words before it are; 0: the end is, */
    size_t marks_end; /* of what is kept up to there all, and of the rest a part */
    char *full;       /* for the foot while it is selected; NULL: detail */
    const char *also; /* other words to find it by; NULL: none; borrowed for ever */
    char *within;     /* words of what is in it, by which it is found last; NULL: none */
    struct intent intent;
    char *text; /* borrowed by the intent */
};

/* How wide rows without a key are, of a list of so many items. */
struct list_widths {
    size_t of_count;
    int label_cols, detail_cols; /* of rows without a key, */
    int keyed_cols, key_cols;    /* and the labels and keys of the others, */
    int told_cols;               /* and their details */
};

struct list_view {
    char *title;
    bool by_letter;
    bool by_number; /* a digit, typed first, chooses the row of that key; words find */
    char
        own_number; /* that of the column where what is to be put elsewhere stands; else 0 */
    bool whole; /* a detail that is too long for its row goes on in a second one, and a
                       label without one in more */
    const char
        *again;    /* a key that chooses, too, as long as nothing is typed: the one that
                          it was opened by; NULL: none */
    bool explains; /* by its details, which nobody seeks */
    bool takes_paths; /* one that is typed in full is gone to, though no row has it */
    bool ranked;      /* what fits best with the words typed comes first; else in order */
    int label_cols;   /* 0: as the window suggests, or wider, as they are */
    struct list_widths wide;
    struct item *items;
    size_t count, room;
    size_t selected; /* among those that the filter lets through */
    int in_sight;    /* so many rows were, when it was drawn last; 0: it was not */
    bool kept;       /* by somebody else, too, who frees it then */
    bool asks;  /* a letter behind one that chose nothing is of a word, and no answer */
    bool stray; /* the last key was a letter that chose nothing */
    const struct item
        *doubted; /* that letter's row, if it has one: once more chooses it */
    struct text_box filter;
    bool typing;   /* the filter was changed last: the cursor is in it, not on a row */
    size_t *shown; /* the rows that it lets through, */
    size_t shown_count;
    size_t shown_of; /* of so many; it is made anew when there are others */
    uint64_t
        number; /* of its rows as parts of a picture, which stay as they are; 0: they do not */
    size_t *above;     /* how many without headings stand above each, and above the end */
    struct str answer; /* what an intent borrows */
    /* What comes in while it is open is put into its headings, before it is drawn; or NULL. */
    void (*renew)(struct list_view *v, const struct facts *facts);
};

/** A new list, for view_list_ops.free. */
struct list_view *list_new(const char *title, bool by_letter);

/** One that asks before something is done that cannot be taken back, or that all see: its rows
 *  have letters, and words that somebody types choose none of them. */
struct list_view *list_ask(const char *title);

/** A new row at its end, of copies; it holds until the next one is added. */
struct item *list_add(struct list_view *v, const char *key, const char *label,
                      const char *detail);

/** Puts it back to how it was made: nothing is typed, and that row is selected. */
void list_rewind(struct list_view *v, size_t selected);

/** Puts a new list where one of the same stands that it takes the place of: what is typed there, and
 *  the row that is selected. False if it has no such row: then the other one had better stay. */
bool list_go_on(struct list_view *v, const struct list_view *was);

/** Selects the row of the intent that is of that record, if one is in sight. */
void list_select(struct list_view *v, const struct record *record);

/** Whether the letters of its rows choose them, rather than what is typed finds them; whether that
 *  finds any by what people seek there; and whether there is one, found so or not, that Enter
 *  would choose. */
bool view_list_is_by_letter(const struct view *list);
bool view_list_finds(const struct view *list);
bool view_list_may_choose(const struct view *list);

/** Whether it is a list that asks; and that what was pressed before may be of a word, so that the next
 *  letter or Enter chooses nothing until it comes once more. */
bool view_list_asks(const struct view *view);
void view_list_doubt(struct view *list);

/** Whether that letter chooses there, be it that what is typed finds a row. */
bool view_list_chooses_by(const struct view *list, const char *letter);

/** The n-th of the rows that what was typed lets through, headings among them; NULL: there
 *  is none. */
struct item *list_shown(struct list_view *v, size_t n);

/** A heading of the rows that follow. */
void list_add_heading(struct list_view *v, const char *text);

#endif
