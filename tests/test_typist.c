/* The typist, at ordinary programs. */

#include "base/str.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct typist *sh(const char *script)
{
    return typist_start(6, 40, WORDS("sh", "-c", script));
}

static bool has(const struct str *text, const char *part)
{
    return strstr(str_text(text), part) != NULL;
}

Test(typist, sees_text_that_comes_late)
{
    struct typist *t = sh("echo early; sleep 0.3; echo late");
    typist_wait(t, "early");
    cr_assert_not(typist_sees(t, "late"));
    cr_assert(typist_wait(t, "late"));
    cr_assert(typist_wait_row(t, 1, "late"));
    cr_assert(typist_sees(t, "early\nlate\n"));
    cr_assert_eq(typist_end(t), 0);
    typist_free(t);
}

Test(typist, sees_that_text_goes)
{
    struct typist *t = sh("echo here; read x; printf '\\033[2J'; read x");
    typist_wait(t, "here");
    typist_type(t, "\r");
    cr_assert(typist_wait_gone(t, "here"));
    typist_free(t);
}

Test(typist, types_and_is_answered)
{
    struct typist *t = sh("stty -echo; echo ready; read word; echo \"<$word>\"; exit 7");
    typist_wait(t, "ready");
    typist_type(t, "Bus fares\r");
    typist_wait(t, "<Bus fares>");
    cr_assert_eq(typist_end(t), 7);
    cr_assert_eq(typist_end(t), 7);
    typist_type(t, "to nobody");
    cr_assert_not(typist_modes_restored(t), "echo was left off");
    typist_free(t);
}

Test(typist, has_a_terminal_of_the_size_asked_for)
{
    struct typist *t = sh("stty size </dev/tty; tty; read x; stty size");
    typist_wait_row(t, 0, "6 40");
    typist_wait_row(t, 1, "/dev/pts/");
    typist_resize(t, 10, 100);
    typist_type(t, "\r");
    typist_wait(t, "10 100");
    cr_assert_eq(typist_rows(t), 10);
    cr_assert_eq(typist_cols(t), 100);
    cr_assert_eq(typist_end(t), 0);
    typist_free(t);
}

Test(typist, a_resize_is_signalled)
{
    struct typist *t = sh("trap 'stty size; exit' WINCH; echo ready; "
                          "while :; do sleep 0.05; done");
    typist_wait(t, "ready");
    typist_resize(t, 5, 33);
    typist_wait(t, "5 33");
    cr_assert_eq(typist_end(t), 0);
    typist_free(t);
}

Test(typist, survives_a_storm_of_sizes_and_text)
{
    struct typist *t = sh("printf '\\033[?1049h'; trap '' WINCH; "
                          "while :; do printf 'Bus fares 日本 e\\314\\201 '; done");
    static const int sizes[] = {1, 2, 500, 7, 24, 80, 3, 200, 40};
    for (size_t i = 0; i < 200; i++) {
        typist_read(t, 10);
        typist_resize(t, sizes[i % 9] % 201, sizes[(i * 5 + i / 9) % 9]);
    }
    typist_resize(t, 4, 30);
    typist_wait(t, "fares");
    typist_free(t);
}

Test(typist, a_signal_is_128_and_its_number)
{
    struct typist *t = sh("echo ready; read x");
    typist_wait(t, "ready");
    typist_signal(t, SIGKILL);
    cr_assert_eq(typist_end(t), 128 + SIGKILL);
    typist_signal(t, SIGKILL);
    typist_free(t);
}

Test(typist, hangs_up)
{
    struct typist *t = sh("trap 'echo hung up >$HOME/said; exit 5' HUP; echo ready; "
                          "read x; sleep 10");
    typist_wait(t, "ready");
    typist_hang_up(t);
    cr_assert_eq(typist_end(t), 5);
    char *said = test_path("said");
    char *text = text_file_read(said);
    cr_assert_str_eq(text, "hung up\n");
    cr_assert(typist_sees(t, "ready"), "the screen stays");
    typist_free(t);
    free(text);
    free(said);
}

Test(typist, ends_though_a_child_keeps_the_terminal)
{
    struct typist *t = sh("trap '' HUP; sleep 5 & echo last words; read x; exit 4");
    typist_wait(t, "last words"); /* the kernel may drop them if the end comes first */
    typist_type(t, "\r");
    cr_assert_eq(typist_end(t), 4);
    cr_assert(typist_sees(t, "last words"));
    typist_free(t);
}

Test(typist, modes_are_followed)
{
    struct typist *t =
        sh("printf '\\033[?1049h\\033[?1000;1006h\\033[?25l\\033=\\033[4h'; "
           "echo on; read x; "
           "printf '\\033[?1006;1000l\\033[?25h\\033>\\033[4l\\033[?1049'; "
           "sleep 0.1; printf 'l'; echo off; read x");
    cr_assert(typist_mode(t, 25));
    cr_assert(typist_modes_restored(t));
    typist_wait(t, "on");
    cr_assert(typist_alt_screen(t));
    cr_assert(typist_mode(t, 1000));
    cr_assert(typist_mode(t, 1006));
    cr_assert_not(typist_mode(t, 1002));
    cr_assert_not(typist_mode(t, 25));
    struct str changed = STR_EMPTY;
    typist_modes_changed(t, &changed);
    cr_assert(has(&changed, "private mode 25 is off\n"));
    cr_assert(has(&changed, "private mode 1049 is on\n"));
    cr_assert(has(&changed, "ANSI mode 4 is on\n"));
    cr_assert(has(&changed, "the keypad is in application mode\n"));
    typist_type(t, "\r");
    typist_wait(t, "off");
    str_clear(&changed);
    typist_modes_changed(t, &changed);
    cr_assert_str_eq(str_text(&changed), "");
    cr_assert_not(typist_alt_screen(t));
    str_finish(&changed);
    typist_free(t);
}

Test(typist, a_changed_line_discipline_is_told_even_after_the_end)
{
    struct typist *t = sh("stty raw -echo");
    cr_assert_eq(typist_end(t), 0);
    struct str changed = STR_EMPTY;
    typist_modes_changed(t, &changed);
    cr_assert(has(&changed, "termios differs"));
    str_finish(&changed);
    typist_free(t);
    t = sh("was=$(stty -g); stty raw -echo; stty $was");
    cr_assert_eq(typist_end(t), 0);
    cr_assert(typist_modes_restored(t));
    typist_free(t);
}

Test(typist, leaving_the_alternate_screen_brings_the_first_one_back)
{
    struct typist *t =
        sh("echo first; printf '\\033[?1049h\\033[H\\033[2Jsecond'; read x; "
           "printf '\\033[?1049l'; read x");
    typist_wait(t, "second");
    cr_assert_not(typist_sees(t, "first"));
    typist_type(t, "\r");
    typist_wait(t, "first");
    cr_assert_not(typist_sees(t, "second"));
    typist_free(t);
}

Test(typist, wide_and_combined_text_is_seen_once)
{
    struct typist *t = sh("printf '日本語 cafe\\314\\201 | ‘Bus’  \\n\\n  end'; read x");
    typist_wait(t, "end");
    struct str text = STR_EMPTY;
    typist_text(t, &text);
    cr_assert_str_eq(text.bytes, "日本語 cafe\xcc\x81 | ‘Bus’\n\n  end\n\n\n\n");
    cr_assert_eq(typist_cell(t, 0, 0).width_cols, 2);
    cr_assert_str_eq(typist_cell(t, 0, 0).text, "日");
    cr_assert_str_eq(typist_cell(t, 0, 1).text, "");
    int row = -1, col = -1;
    cr_assert(typist_find(t, "語", &row, &col));
    cr_assert_eq(row, 0);
    cr_assert_eq(col, 4);
    cr_assert(typist_find(t, " | ", &row, &col));
    cr_assert_eq(col, 11);
    cr_assert_not(typist_find(t, "nowhere", &row, &col));
    typist_wait_cursor(t, 2, 5);
    str_finish(&text);
    typist_free(t);
}

Test(typist, colours_and_attributes_are_seen)
{
    struct typist *t =
        sh("printf 'a\\033[1mb\\033[0;3;4mc\\033[0;7md\\033[0;38;5;214;44me"
           "\\033[0;38;2;1;2;3mf\\033[m.'; read x");
    typist_wait(t, "abcdef.");
    struct typist_cell a = typist_cell(t, 0, 0);
    cr_assert_not(a.bold || a.italic || a.underline || a.reverse);
    cr_assert_eq(a.fg, TYPIST_COLOUR_DEFAULT);
    cr_assert_eq(a.bg, TYPIST_COLOUR_DEFAULT);
    cr_assert(typist_cell_bold(t, 0, 1));
    cr_assert(typist_cell_italic(t, 0, 2));
    cr_assert(typist_cell_underline(t, 0, 2));
    cr_assert_not(typist_cell_bold(t, 0, 2));
    cr_assert(typist_cell_reverse(t, 0, 3));
    cr_assert_eq(typist_cell_fg(t, 0, 4), 214);
    cr_assert_eq(typist_cell_bg(t, 0, 4), 4);
    cr_assert_eq(typist_cell_fg(t, 0, 5), TYPIST_COLOUR_RGB + 0x010203);
    typist_free(t);
}

/* Reads in raw mode and shows what came, controls as ^[ and the like. */
static struct typist *shower(const char *mode)
{
    struct str script = STR_EMPTY;
    str_addf(&script, "stty raw -echo; printf '\\033[?%sready\\r\\n'; exec cat -v", mode);
    struct typist *t = sh(script.bytes);
    str_finish(&script);
    typist_wait(t, "ready");
    return t;
}

Test(typist, pastes_between_marks)
{
    struct typist *t = shower("2004h");
    typist_paste(t, "a\rb");
    typist_wait(t, "^[[200~a^Mb^[[201~");
    typist_free(t);
}

Test(typist, mouse_is_reported_as_a_terminal_does)
{
    struct typist *t = shower("1006;1000h");
    typist_click(t, 2, 9);
    typist_wait(t, "^[[<0;10;3M^[[<0;10;3m");
    typist_wheel(t, 0, 0, true);
    typist_wheel(t, 1, 1, false);
    typist_wait(t, "^[[<64;1;1M");
    typist_free(t);
    t = shower("1006;1002h");
    typist_resize(t, 6, 200);
    typist_drag(t, 0, 0, 1, 2);
    typist_wait(t, "^[[<0;1;1M^[[<32;2;1M^[[<32;3;2M^[[<0;3;2m");
    typist_free(t);
}

Test(typist, queries_of_the_program_are_answered)
{
    struct typist *t = shower("25h\\033[c\\033[6n");
    typist_wait(t, "^[[?1;2c^[[1;1R");
    typist_free(t);
}

Test(typist, a_long_paste_does_not_deadlock)
{
    struct typist *t = sh("stty raw -echo; echo ready; tee \"$HOME/got\" | cat -v");
    typist_wait(t, "ready");
    struct str much = STR_EMPTY;
    for (int i = 0; i < 60000; i++) {
        str_addf(&much, "%d ", i);
    }
    typist_type(t, much.bytes);
    typist_type(t, "END");
    typist_wait(t, "END");
    typist_hang_up(t);
    typist_end(t);
    char *got = test_path("got");
    char *text = text_file_read(got);
    cr_assert_eq(strlen(text), much.len_bytes + 3);
    cr_assert_eq(strncmp(text, much.bytes, much.len_bytes), 0);
    str_finish(&much);
    free(got);
    free(text);
    typist_free(t);
}

Test(typist, bytes_are_counted_since_the_last_time)
{
    struct typist *t = sh("stty -echo; printf 12345; read x; printf 678; read x");
    typist_wait(t, "12345");
    cr_assert_eq(typist_bytes(t), 5);
    cr_assert_eq(typist_bytes(t), 0);
    typist_type(t, "\r");
    typist_wait(t, "678");
    cr_assert_eq(typist_bytes(t), 3);
    typist_free(t);
}

Test(typist, settles_when_the_program_has_done_its_work)
{
    struct typist *t = sh("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; "
                          "printf done; read x");
    typist_settle(t);
    cr_assert(typist_sees(t, "done"));
    typist_free(t);
}

Test(typist, two_work_at_one_time)
{
    struct typist *a = sh("read x; echo \"a has $x\"");
    struct typist *b = sh("read x; echo \"b has $x\"");
    typist_type(a, "1\r");
    typist_type(b, "2\r");
    typist_wait(b, "b has 2");
    typist_wait(a, "a has 1");
    cr_assert_eq(typist_end(a), 0, "the other must not hold its terminal open");
    cr_assert(typist_silent(a));
    typist_free(a);
    typist_free(b);
}

Test(typist, what_cannot_be_run_says_so_on_the_screen)
{
    struct typist *t = typist_start(4, 60, WORDS("no-such-command"));
    typist_wait(t, "cannot run no-such-command: No such file or directory");
    cr_assert_eq(typist_end(t), 127);
    typist_free(t);
}
