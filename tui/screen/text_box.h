#ifndef ROUNDTABLE_SCREEN_TEXT_BOX_H
#define ROUNDTABLE_SCREEN_TEXT_BOX_H

#include "base/str.h"
#include "screen/action.h"

/**
 * An editor of one text, by graphemes; pure. Positions are bytes and always stand
 * between two graphemes.
 */
struct text_box {
    struct str text;
    size_t cursor_bytes;
    struct taken_away { /* what was deleted and may come back, the latest last */
        char *text;
        size_t at_bytes; /* where it stood, as the text is now */
        bool by_letter;  /* one after another: corrections, once something is typed */
    } * taken;
    size_t taken_count, taken_room;
    bool taking;  /* what is deleted next there goes with the last of them */
    bool offered; /* what is typed next takes the place of the text */
};

/** Fills it and puts the cursor at the end. */
void text_box_set(struct text_box *box, const char *text);

/** The same with words that stood there by themselves: what is typed or pasted takes their
 *  place, but for a blank or a comma, which goes on with them; any other key keeps them, to be
 *  edited. */
void text_box_offer(struct text_box *box, const char *text);

void text_box_finish(struct text_box *box);

/**
 * Brings back what was deleted last, where it stood, whatever was typed since: all that went
 * without another key between. False if nothing is left to come back. Words that were cut
 * come back until text_box_set(), single letters until something is typed.
 */
bool text_box_give_back(struct text_box *box);

/** Puts text in at the cursor. NULs cannot occur; line breaks become "\n". */
void text_box_insert(struct text_box *box, const char *text);

/** The same of its first line: what was pasted where one line is typed. */
void text_box_insert_line(struct text_box *box, const char *text);

/**
 * Carries out an editing action (ACT_BOX_LEFT … ACT_BOX_GIVE_BACK, and whatever else the key
 * of that does where people type).
 *
 * @width_cols  the width that the text is wrapped to on the screen, for up and down.
 * False if the action is none of them.
 */
bool text_box_act(struct text_box *box, enum action action, int width_cols);

/** A key that was pressed in it: puts in what it types, else acts. False if it does neither. */
bool text_box_press(struct text_box *box, const char *text, enum action action,
                    int width_cols);

/** Whether the cursor stands behind a letter or a figure: what is typed goes on with a word. */
bool text_box_is_within_word(const struct text_box *box);

/** Whether a line has anything of an entry: not if it is blank, or only drawn, as "--"
 *  is above the signature of an e-mail. */
bool text_box_is_entry(const char *line, size_t len_bytes);

/** A line of the box as it is shown. */
struct box_line {
    size_t start_bytes, len_bytes;
};

/**
 * Wraps the text for showing; every byte but the breaks stands in a line, blanks too.
 * An array to free(); *cursor_line and *cursor_col take where the cursor stands.
 */
struct box_line *text_box_lines(const struct text_box *box, int width_cols, size_t *count,
                                size_t *cursor_line, int *cursor_col);

#endif
