#ifndef ROUNDTABLE_VIEWS_DAY_LINE_H
#define ROUNDTABLE_VIEWS_DAY_LINE_H

#include "screen/text_box.h"
#include "views/kept_draft.h"
#include "views/view.h"

/** The line that is typed below the stages of the day: a stage and its minutes, or when the day
 *  began. What is not kept is a draft. */
struct day_line {
    enum action typing; /* what it is for: ACT_STAGE_ADD, ACT_STAGE_EDIT or ACT_DAY_BEGAN;
                           ACT_NONE: it is closed */
    struct text_box box;
    struct kept_draft draft;
    struct str was;  /* what stood there at first */
    struct str said; /* what was kept, for its intent */
};

void day_line_finish(struct day_line *line);

/** Opens it for that action, with what stands there now. @stage  the selected one. */
struct intent day_line_open(struct day_line *line, const struct facts *facts,
                            const struct stage *stage, enum action action);

/** What is pressed, or pasted, while it is open. What is none of what it is for stays there, and
 *  that is said. @stage  the id of the selected one; the intent borrows it. */
struct intent day_line_handle(struct day_line *line, const struct facts *facts,
                              const char *stage, enum action action,
                              const struct event *event);

/** What stands before it: "New stage, and its minutes". */
const char *day_line_label(enum action typing);

/** Draws it, wrapped, behind its label, or below that in a narrow window. How many rows it takes;
 *  from a row of none on, -1, it is not drawn. */
int day_line_put(const struct day_line *line, int row);

/** For view_ops.unfinished. */
struct unfinished day_line_unfinished(const struct day_line *line);

#endif
