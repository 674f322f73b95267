/* By ear, keys that edit a line elsewhere: none of what they send is ever words. */

#include "base/str.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/said.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(spoken_keys, .init = enter_folder, .fini = folder_finish);

/* Arrows, Home and F-keys as terminals send them, Alt with a letter, the mouse, what a terminal
 * answers, their 8-bit forms, and some that Backspace has cut short. */
static const char *const keys[] = {"\033[A",        "\033[D\033[D\033[D",
                                   "\033OA",        "\033[1;5D",
                                   "\033[H",        "\033[1~",
                                   "\033[3~",       "\033OP",
                                   "\033[[A",       "\033[15~",
                                   "\033[24;2~",    "\033b",
                                   "\033\303\251",  "\033\033[A",
                                   "\033[<0;12;5M", "\033]11;rgb:0000/0000/0000\a",
                                   "\033[I",        "\033[200~\033[201~",
                                   "\302\233A",     "\302\217P",
                                   "\033",          "\033[",
                                   "\033[1;"};

Test(spoken_keys, what_they_send_is_no_part_of_words)
{
    for (size_t i = 0; i < LENGTH(keys); i++) {
        struct str typed = str_of("add No light%s\n", keys[i]);
        char *said = said_anew(typed.bytes);
        expect_part(said, "Goal 1 of 1: No light. Barriers 0");
        expect_part(
            said, "Arrows and the like do nothing in a line; they were left out of it.");
        free(said);
        str_finish(&typed);
    }
    expect_said_anew("add No lihgt\033[D\033[D\033[Dx\n", "Goal 1 of 1: No lihgtx. ");
    expect_said_anew("add \033[200~No light\033[201~\n", "Goal 1 of 1: No light. ");
    expect_unsaid_anew("add Caf\303\251 \360\237\221\215\r\n", "Arrows");
}

/* "Up" would bring back the last line, elsewhere; here it ends nothing. */
Test(spoken_keys, alone_they_are_no_line)
{
    for (size_t i = 0; i < LENGTH(keys); i++) {
        struct str typed = str_of("add\n%s\nA\n\nread\n", keys[i]);
        char *said = said_anew(typed.bytes);
        expect_part(said, "Arrows and the like do nothing here.\nNext; an empty");
        expect_part(said, "System map: 1 goal.\nGoal 1 of 1: A.");
        free(said);
        str_finish(&typed);
    }
}
