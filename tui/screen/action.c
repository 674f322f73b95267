#include "screen/action.h"

#include "screen/event.h"

#include <string.h>

enum {
    PAGES = MODE_PROPOSALS | MODE_THEMES,
    ALL_MODES = MODE_GRID | MODE_BOX | MODE_LIST | MODE_FORM | MODE_HOME | MODE_SEARCH |
                MODE_PASTE | PAGES | MODE_NAME,
};

static const struct action_row rows[ACTION_COUNT] = {
    [ACT_NONE] = {"none", "", "", "", 0, 0},
    [ACT_SAME] = {"same", "y", "Same",
                  "Take the two for one theme: they say the same; the next two come",
                  MODE_PROPOSALS, 1},
    [ACT_OTHER] = {"other", "n", "Other",
                   "Keep the two apart: they say something else; they do not come again",
                   MODE_PROPOSALS, 2},
    [ACT_LATER] = {"later", "l", "Later",
                   "Put the two off to the end of the queue, undecided", MODE_PROPOSALS,
                   3},
    [ACT_OPEN_ROW] = {"unfold", "Enter", "Open",
                      "Unfold or fold the selected theme; on an entry, go to it in its "
                      "table's grid",
                      MODE_THEMES, 1},
    [ACT_CALL] = {"call", "c", "Call it",
                  "Name the theme, above all its wordings; two proposed ones become one "
                  "first",
                  PAGES, 4},
    [ACT_SPLIT] = {"split", "s", "Split",
                   "Part the selected entry from its theme: it says something else",
                   MODE_THEMES, 5},
    [ACT_NEXT_PAGE] = {"page", "Tab", "Page",
                       "Go on: from the proposals to the themes to the lone voices",
                       PAGES, 5},
    [ACT_PREVIOUS_PAGE] = {"previous-page", "Shift-Tab", "Page back",
                           "Go back: from the lone voices to the themes to the proposals",
                           PAGES, 0},
    [ACT_ALL_COLUMNS] = {"all-columns", "0", "All columns",
                         "Show the proposals of all columns", MODE_PROPOSALS, 0},
    [ACT_BY_PLACE] = {"by-place", "p", "Place", "Show only what was said in one place",
                      PAGES, 10},
    [ACT_BY_DATE] = {"by-date", "D", "Date", "Show only what was said on one day", PAGES,
                     12},
    [ACT_BY_TABLE] = {"by-table", "t T", "Table", "Show only what one table said", PAGES,
                      11},
    [ACT_THEMES_CLOSE] = {"back", "Esc", "Back", "Go back to the grid", PAGES, 6},
    [ACT_ADD] =
        {"add", "a", "Add",
         "Add an entry below the selected one: a note, or in the first column a goal",
         MODE_GRID, 1},
    [ACT_GOAL] = {"goal", "g", "Goal", "Add a goal", MODE_GRID, 2},
    [ACT_EDIT] = {"edit", "e Enter", "Edit", "Edit the selected words", MODE_GRID, 3},
    [ACT_DELETE] =
        {"delete", "d Delete", "Delete",
         "Delete the selected note, or goal with its notes, at once; u brings it "
         "back",
         MODE_GRID, 5},
    [ACT_MARK] = {"mark", "x", "Mark",
                  "Mark the selected entry (pebble, boulder, cliff …), by a menu",
                  MODE_GRID, 10},
    [ACT_SHOW_ONLY] = {"show-only", "f", "Show only",
                       "Show only entries with one mark, or with votes; sort them by a "
                       "mark or by votes",
                       MODE_GRID, 0},
    [ACT_MOVE] = {"move", "m", "Move",
                  "Move the note to another goal or column, by a menu", MODE_GRID, 9},
    [ACT_MOVE_UP] = {"move-up", "Shift-Up K", "Move up", "Move the note or goal up",
                     MODE_GRID, 0},
    [ACT_MOVE_DOWN] = {"move-down", "Shift-Down J", "Move down",
                       "Move the note or goal down", MODE_GRID, 0},
    [ACT_MOVE_LEFT] = {"move-left", "Shift-Left H", "Move left",
                       "Move the note to the column on the left", MODE_GRID, 0},
    [ACT_MOVE_RIGHT] = {"move-right", "Shift-Right L", "Move right",
                        "Move the note to the column on the right", MODE_GRID, 0},
    [ACT_VOTE] = {"vote", "v", "Vote",
                  "Give the selected entry a dot of whoever's turn it is", MODE_GRID, 10},
    [ACT_UNVOTE] = {"unvote", "V", "Take back", "Take a dot back from the selected entry",
                    MODE_GRID, 0},
    [ACT_BALLOT] = {"ballot", "b", "Ballot",
                    "Begin a ballot, go to the next person, show the counts, rank",
                    MODE_GRID, 0},
    [ACT_UNDO] = {"undo", "u Ctrl-Z", "Undo", "Undo what was done last, and say what",
                  MODE_GRID | PAGES, 6},
    [ACT_REDO] = {"redo", "Ctrl-Y", "Redo", "Do again what was undone", MODE_GRID | PAGES,
                  0},
    [ACT_UP] = {"up", "Up k", "Up", "Go up", MODE_GRID | PAGES, 0},
    [ACT_DOWN] = {"down", "Down j", "Down", "Go down", MODE_GRID | PAGES, 0},
    [ACT_LEFT] = {"left", "Left h", "Left", "Go to the column on the left",
                  MODE_GRID | MODE_THEMES, 0},
    [ACT_RIGHT] = {"right", "Right l", "Right", "Go to the column on the right",
                   MODE_GRID | MODE_THEMES, 0},
    [ACT_NEXT] = {"next", "Tab", "Next", "Go to the next cell", MODE_GRID, 0},
    [ACT_PREVIOUS] = {"previous", "Shift-Tab", "Previous", "Go to the previous cell",
                      MODE_GRID, 0},
    [ACT_COLUMN] = {"column", "1 2 3 4 5 6 7 8 9", "Column",
                    "Go to a column by its number", MODE_GRID | PAGES, 0},
    [ACT_FIRST] = {"first", "Home", "First", "Go to the first goal, or theme",
                   MODE_GRID | PAGES, 0},
    [ACT_LAST] = {"last", "End", "Last", "Go to the last goal, or theme",
                  MODE_GRID | PAGES, 0},
    [ACT_PAGE_UP] = {"page-up", "PageUp", "Page up", "Go up by several goals, or themes",
                     MODE_GRID | PAGES, 0},
    [ACT_PAGE_DOWN] = {"page-down", "PageDown", "Page down",
                       "Go down by several goals, or themes", MODE_GRID | PAGES, 0},
    [ACT_SEARCH] = {"search", "/", "Search", "Search as you type", MODE_GRID, 10},
    [ACT_NEXT_HIT] = {"next-hit", "n", "Next hit", "Go to the next note found", MODE_GRID,
                      0},
    [ACT_PREVIOUS_HIT] = {"previous-hit", "N", "Previous hit",
                          "Go to the previous note found", MODE_GRID, 0},
    [ACT_RECORD] = {"record", "r", "Record",
                    "Show who said this, when, and every earlier wording; Enter brings "
                    "one back",
                    MODE_GRID, 11},
    [ACT_DELETED] = {"deleted", "R", "Deleted",
                     "Show what was deleted from this table; Enter brings it back",
                     MODE_GRID, 0},
    [ACT_MISSING] = {"missing", "w", "Missing?",
                     "Say what is missing; Enter goes there, and w comes back", MODE_GRID,
                     0},
    [ACT_ANSWER] = {"answer", "A", "Answer",
                    "On a barrier, choose the action that answers it; on an action, the "
                    "barriers",
                    MODE_GRID, 0},
    [ACT_NEXT_STAGE] = {"next-stage", "]", "Next",
                        "Go on to the next stage of the day, or begin the first",
                        MODE_GRID, 6},
    [ACT_PREVIOUS_STAGE] = {"previous-stage", "[", "Back",
                            "Go back to the stage before; nothing is lost", MODE_GRID, 0},
    [ACT_DAY] = {"day", "D", "Day",
                 "Show the stages of the day and how it stands against its plan; Enter "
                 "goes to one",
                 MODE_GRID, 0},
    [ACT_CLOCK] = {"clock", "t", "Clock",
                   "Start the clock of the stage, pause it, or let it go on", MODE_GRID,
                   0},
    [ACT_CLOCK_MORE] = {"more-time", "+ =", "More time", "Give the stage a minute more",
                        MODE_GRID, 0},
    [ACT_CLOCK_LESS] = {"less-time", "-", "Less time", "Give the stage a minute less",
                        MODE_GRID, 0},
    [ACT_PANEL] =
        {"panel", "i", "Panel",
         "Show the prompts of the stage and a worked entry, the next ones, or hide them",
         MODE_GRID, 0},
    [ACT_OTHER_GRID] = {"grid", "G", "Grid",
                        "Change between the system map and the action plan", MODE_GRID,
                        0},
    [ACT_VISION] = {"vision", "0", "Vision", "Write the vision above the action plan",
                    MODE_GRID, 0},
    [ACT_COMMIT] = {"commit", "c", "Who, when",
                    "Say who does this, by when, who is its messenger and what came of "
                    "it",
                    MODE_GRID, 0},
    [ACT_COMMITMENTS] = {"commitments", "C", "Promises",
                         "Show what was promised, by date, and what came of it",
                         MODE_GRID, 0},
    [ACT_EXPORT] =
        {"export", "E", "Export",
         "Write a hand-out beside the session's file, or print it: what, for whom, on "
         "which paper, by a menu",
         MODE_GRID | PAGES, 7},
    [ACT_PROJECTOR] = {"projector", "P", "Projector",
                       "Show one goal and one column for a room to read from a "
                       "projector, or the whole grid again",
                       MODE_GRID, 0},
    [ACT_DETAILS] = {"details", "o", "Details",
                     "Change the session's title, place, date, table and starting time",
                     MODE_GRID, 0},
    [ACT_TABLE] = {"table", "T", "Table", "Choose a table of a file that holds several",
                   MODE_GRID, 0},
    [ACT_THEMES] = {"themes", "S", "Themes",
                    "See what recurs across tables, and decide which words say the same",
                    MODE_GRID, 0},
    [ACT_PALETTE] = {"palette", "? F1 : Ctrl-P", "Keys",
                     "Search, read and run any of these", MODE_GRID | MODE_HOME | PAGES,
                     12},
    [ACT_MESSAGES] = {"messages", "M", "Messages",
                      "Read again what was said here, the newest first",
                      MODE_GRID | MODE_HOME | PAGES, 0},
    [ACT_SETTINGS] = {"settings", "O", "Settings",
                      "Change colours, mouse, tips and side panel; kept for next time",
                      MODE_GRID | MODE_HOME | PAGES, 0},
    [ACT_SAVE] = {"save", "Ctrl-S", "Save",
                  "Save now; everything is saved without it as well",
                  MODE_GRID | MODE_BOX | PAGES | MODE_NAME, 0},
    [ACT_REDRAW] = {"redraw", "Ctrl-L", "Redraw", "Draw the screen anew", ALL_MODES, 0},
    [ACT_SUSPEND] = {"suspend", "Alt-Z", "Suspend",
                     "Stop for a moment; fg in the shell goes on", ALL_MODES, 0},
    [ACT_HOW_TO_LEAVE] = {"how-to-leave", "Ctrl-C", "How to leave",
                          "Say how to leave; loses nothing", ALL_MODES, 0},
    [ACT_NEW] = {"new", "n", "New", "Begin a new session", MODE_HOME, 2},
    [ACT_SAMPLE] = {"sample", "s", "Sample",
                    "Open a worked example, a copy to look at and to change", MODE_HOME,
                    3},
    [ACT_FOLLOW_UP] =
        {"follow-up", "f", "Follow up",
         "Begin a session that follows up the selected recent one: it shows "
         "what was promised there",
         MODE_HOME, 4},
    [ACT_LEAVE] = {"leave", "q", "Leave", "Leave; all is saved",
                   MODE_GRID | MODE_HOME | PAGES, 8},
    [ACT_BOX_ENTER] = {"keep", "Enter", "Save",
                       "Save the words; a box for a new note stays open for the next",
                       MODE_BOX, 1},
    [ACT_BOX_ESCAPE] = {"escape", "Esc", "Leave",
                        "Leave the box; what was not saved is kept as a draft", MODE_BOX,
                        2},
    [ACT_BOX_NEXT] = {"save-next", "Tab", "Next column",
                      "Save a new entry, and go on in the next column of the goal",
                      MODE_BOX, 4},
    [ACT_BOX_PREVIOUS] = {"save-previous", "Shift-Tab", "Column before",
                          "Save a new entry, and go on in the column before", MODE_BOX,
                          0},
    [ACT_BOX_NEW_LINE] = {"new-line", "Alt-Enter Ctrl-J", "New line",
                          "Begin a new line in the note", MODE_BOX, 3},
    [ACT_BOX_LEFT] = {"box-left", "Left Ctrl-B", "Left", "Go back one letter",
                      MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_NAME, 0},
    [ACT_BOX_RIGHT] = {"box-right", "Right Ctrl-F", "Right", "Go on one letter",
                       MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_NAME, 0},
    [ACT_BOX_UP] = {"box-up", "Up", "Up", "Go up one line", MODE_BOX, 0},
    [ACT_BOX_DOWN] = {"box-down", "Down", "Down", "Go down one line", MODE_BOX, 0},
    [ACT_BOX_WORD_LEFT] = {"word-left", "Ctrl-Left Alt-B", "Word left",
                           "Go back one word",
                           MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_NAME, 0},
    [ACT_BOX_WORD_RIGHT] = {"word-right", "Ctrl-Right Alt-F", "Word right",
                            "Go on one word",
                            MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_NAME, 0},
    [ACT_BOX_START] = {"line-start", "Home Ctrl-A", "Start",
                       "Go to the start of the line",
                       MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_NAME, 0},
    [ACT_BOX_END] = {"line-end", "End Ctrl-E", "End", "Go to the end of the line",
                     MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_NAME, 0},
    [ACT_BOX_DELETE_BEFORE] = {"delete-before", "Backspace Ctrl-H", "Delete back",
                               "Delete the letter before the cursor",
                               MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_NAME, 0},
    [ACT_BOX_DELETE_AFTER] = {"delete-after", "Delete Ctrl-D", "Delete",
                              "Delete the letter under the cursor",
                              MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_NAME, 0},
    [ACT_BOX_CUT_WORD] = {"cut-word", "Ctrl-W Alt-Backspace", "Cut word",
                          "Delete the word before the cursor",
                          MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_NAME, 0},
    [ACT_BOX_CUT_NEXT_WORD] = {"cut-next-word", "Alt-D", "Cut next word",
                               "Delete the word behind the cursor",
                               MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_NAME, 0},
    [ACT_BOX_CUT_BEFORE] = {"cut-before", "Ctrl-U", "Cut back",
                            "Delete from the start of the line to the cursor",
                            MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_NAME, 0},
    [ACT_BOX_CUT_AFTER] = {"cut-after", "Ctrl-K", "Cut on",
                           "Delete from the cursor to the end of the line",
                           MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_NAME, 0},
    [ACT_SEARCH_STAY] = {"stay", "Enter", "Stay here",
                         "Stay at what was found; n goes on", MODE_SEARCH, 1},
    [ACT_SEARCH_BACK] = {"go-back", "Esc", "Go back", "Go back to where the search began",
                         MODE_SEARCH, 2},
    [ACT_PASTE_EACH] = {"each", "Enter y", "One each",
                        "Add each pasted line as an entry of its own", MODE_PASTE, 1},
    [ACT_PASTE_TOGETHER] = {"together", "n Esc", "Together",
                            "Keep the pasted lines together in the box", MODE_PASTE, 2},
    [ACT_LIST_UP] = {"list-up", "Up Shift-Tab", "Up", "Go up the list",
                     MODE_LIST | MODE_HOME, 0},
    [ACT_LIST_DOWN] = {"list-down", "Down Tab", "Down", "Go down the list",
                       MODE_LIST | MODE_HOME, 0},
    [ACT_LIST_PAGE_UP] = {"list-page-up", "PageUp", "Page up", "Go up by a screenful",
                          MODE_LIST, 0},
    [ACT_LIST_PAGE_DOWN] = {"list-page-down", "PageDown", "Page down",
                            "Go down by a screenful", MODE_LIST, 0},
    [ACT_LIST_CHOOSE] = {"choose", "Enter", "Choose", "Choose what is selected",
                         MODE_LIST | MODE_HOME, 1},
    [ACT_LIST_CLOSE] = {"close", "Esc", "Back", "Close the list or the form",
                        MODE_LIST | MODE_FORM, 3},
    [ACT_FORM_NEXT] = {"form-next", "Enter Tab Down", "Next",
                       "Go to the next line; Enter on the last one is done", MODE_FORM,
                       1},
    [ACT_FORM_PREVIOUS] = {"form-previous", "Shift-Tab Up", "Previous",
                           "Go to the line before", MODE_FORM, 4},
    [ACT_FORM_KEEP] = {"form-keep", "Ctrl-S", "Done",
                       "Keep all lines now, as Enter on the last one does", MODE_FORM, 2},
    [ACT_NAME_KEEP] = {"keep-name", "Enter", "Keep",
                       "Keep the name; an empty one takes the theme's name away",
                       MODE_NAME, 1},
    [ACT_NAME_LEAVE] = {"leave-name", "Esc", "Leave", "Leave the theme's name as it was",
                        MODE_NAME, 2},
};

const struct action_row *action_row(enum action action)
{
    return &rows[action];
}

/* What a beginner may type into the palette; labels and sentences are searched too. */
static const char *const also[ACTION_COUNT] = {
    [ACT_ADD] = "insert new note entry idea type write",
    [ACT_GOAL] = "challenge aim row new",
    [ACT_EDIT] = "change rename reword correct fix write",
    [ACT_DELETE] = "remove erase clear trash cut",
    [ACT_MOVE] = "drag put elsewhere",
    [ACT_UNDO] = "revert mistake oops back",
    [ACT_REDO] = "repeat",
    [ACT_MARK] = "tag label weight pebble boulder cliff kind role level",
    [ACT_SHOW_ONLY] = "filter sort order rank hide",
    [ACT_VOTE] = "dots give prioritise",
    [ACT_BALLOT] = "voting dots ranking counts results",
    [ACT_NEXT_STAGE] = "begin start",
    [ACT_DAY] = "agenda schedule programme late plan",
    [ACT_CLOCK] = "timer countdown stopwatch start pause",
    [ACT_CLOCK_MORE] = "extend longer time",
    [ACT_CLOCK_LESS] = "shorten time",
    [ACT_PANEL] = "sidebar prompts questions example",
    [ACT_OTHER_GRID] = "switch actions plan map",
    [ACT_VISION] = "dream future",
    [ACT_COMMIT] = "promise owner deadline date assign responsible",
    [ACT_COMMITMENTS] = "promises next steps deadlines owners",
    [ACT_EXPORT] = "print report pdf word copy save as share send spreadsheet",
    [ACT_SEARCH] = "find look",
    [ACT_MISSING] = "gaps check forgotten todo",
    [ACT_RECORD] = "history versions author",
    [ACT_DELETED] = "trash bin recover restore undelete removed",
    [ACT_DETAILS] = "rename name new table number date place",
    [ACT_TABLE] = "other switch",
    [ACT_THEMES] = "recurs clusters patterns merge",
    [ACT_PALETTE] = "help commands menu shortcuts manual",
    [ACT_MESSAGES] = "log errors warnings notices",
    [ACT_SETTINGS] = "options preferences configure colours colors theme dark light",
    [ACT_REDRAW] = "refresh repaint garbled",
    [ACT_SUSPEND] = "shell background pause",
    [ACT_HOW_TO_LEAVE] = "help",
    [ACT_NEW] = "begin start create new table",
    [ACT_SAMPLE] = "example demo tutorial",
    [ACT_LEAVE] = "quit exit close stop end bye",
};

const char *action_also(enum action action)
{
    return also[action] ? also[action] : "";
}

static bool has_key(const char *keys, const char *key)
{
    size_t len = strlen(key);
    while (*keys) {
        size_t word = strcspn(keys, " ");
        if (word == len && strncmp(keys, key, len) == 0) {
            return true;
        }
        keys += word + (keys[word] == ' ');
    }
    return false;
}

enum action action_for(enum mode mode, const char *key)
{
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        if ((rows[i].modes & mode) && has_key(rows[i].keys, key)) {
            return (enum action)i;
        }
    }
    return ACT_NONE;
}

bool key_leaves_elsewhere(const char *key)
{
    return has_key("Esc Ctrl-Q Ctrl-X Ctrl-D F10 Q", key);
}

void action_first_key(enum action action, char *key)
{
    size_t len = strcspn(rows[action].keys, " ");
    memcpy(key, rows[action].keys, len);
    key[len] = '\0';
}

size_t action_hints(enum mode mode, enum action *out, size_t room)
{
    size_t count = 0;
    for (int rank = 1; rank < 20 && count < room; rank++) {
        for (int i = ACT_NONE + 1; i < ACTION_COUNT && count < room; i++) {
            if ((rows[i].modes & mode) && rows[i].hint == rank) {
                out[count++] = (enum action)i;
            }
        }
    }
    return count;
}

void action_keys_for_people(enum action action, struct str *out)
{
    const char *keys = rows[action].keys;
    if (strcmp(keys, "1 2 3 4 5 6 7 8 9") == 0) {
        str_add(out, "1-9");
        return;
    }
    for (const char *p = keys; *p; p++) {
        str_add(out, *p == ' ' ? ", " : (char[]){*p, '\0'});
    }
}

const char *mode_name(enum mode mode)
{
    switch (mode) {
    case MODE_GRID:
        return "In the grid";
    case MODE_BOX:
        return "In the text box";
    case MODE_LIST:
        return "In a list";
    case MODE_FORM:
        return "In a form";
    case MODE_HOME:
        return "On the home screen";
    case MODE_SEARCH:
        return "While searching";
    case MODE_PASTE:
        return "Asked about a pasted list";
    case MODE_PROPOSALS:
        return "Before two that may say the same";
    case MODE_THEMES:
        return "Among themes and lone voices";
    case MODE_NAME:
        return "While naming a theme";
    }
    return "";
}
