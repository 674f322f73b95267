#include "app/tips.h"

#include "screen/action.h"

#include <string.h>

/* The action stands where a line has %s; at most 78 columns a line. */
static const struct {
    enum action action;
    const char *sentence;
} tips[] = {
    {ACT_ADD,
     "Tip: %s adds an entry; \vkeep\v keeps it, and the box stays for the next."},
    {ACT_COLUMN,
     "Tip: %s goes to the first column, and so on: the headings show the numbers."},
    {ACT_UNDO, "Tip: %s takes back whatever was done last, and says what it was."},
    {ACT_PALETTE, "Tip: %s finds any key by what you want to do: type a word there."},
    {ACT_MOVE_RIGHT, "Tip: %s moves a note to the column on its right."},
    {ACT_MOVE, "Tip: %s moves a note to another goal or column, by a letter."},
    {ACT_NEXT_STAGE, "Tip: %s goes on to what comes next in the day; nothing is lost."},
    {ACT_MARK, "Tip: %s marks an entry: how hard it is to move, or when it will come."},
    {ACT_VOTE, "Tip: %s gives an entry a dot; counts stay hidden until you show them."},
    {ACT_CLOCK, "Tip: %s starts the clock of the stage, and pauses it."},
    {ACT_COMMIT, "Tip: %s says who does it and by when, so that it is not forgotten."},
    {ACT_SEARCH, "Tip: %s searches while you type; \vstay\v stays at what was found."},
    {ACT_RECORD, "Tip: %s shows who said this and when, with every earlier wording."},
    {ACT_DELETED, "Tip: %s lists what was deleted; \vchoose\v brings it back."},
    {ACT_MISSING,
     "Tip: %s says what the table has not thought of yet; \vchoose\v goes there."},
    {ACT_EXPORT, "Tip: %s writes a summary to hand out, beside the session's file."},
    {ACT_SETTINGS, "Tip: %s has the settings: colours, the mouse, and no more tips."},
};

size_t tip_count(void)
{
    return sizeof tips / sizeof *tips;
}

void tip_add(unsigned long start, struct str *out)
{
    size_t i = start % tip_count();
    const char *hole = strstr(tips[i].sentence, "%s");
    str_add_bytes(out, tips[i].sentence, (size_t)(hole - tips[i].sentence));
    str_addf(out, "\v%s\v", action_row(tips[i].action)->name);
    str_add(out, hole + strlen("%s"));
}
