/* What terminals send, cut into letters, keys, pastes, and answers that are swallowed. */

#include "support/expect.h"
#include "support/figures.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "screen/terminal_bytes.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static void in_utf8(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
}

TestSuite(terminal_bytes, .init = in_utf8);

/* Adds what it is: a letter as such, "Alt-x", "Esc", "{[1;5D}", "‘pasted’", "!" for what
 * never ended; of an answer, nothing. */
static void add_piece(struct str *out, const struct piece *piece)
{
    switch (piece->kind) {
    case PIECE_ALT:
        str_add(out, "Alt-");
        utf8_add(out, piece->code);
        break;
    case PIECE_LETTER:
        utf8_add(out, piece->code);
        break;
    case PIECE_ESC:
        str_add(out, "Esc");
        break;
    case PIECE_SEQUENCE:
    case PIECE_ALT_SEQUENCE:
        str_addf(out, "%s{%s}", piece->kind == PIECE_SEQUENCE ? "" : "Alt-",
                 piece->bytes + 1);
        break;
    case PIECE_PASTE:
        str_addf(out, "‘%s’", piece->bytes);
        break;
    case PIECE_BROKEN_OFF:
        str_add(out, "!");
        break;
    case PIECE_ANSWER:
        break;
    }
}

struct hands {
    struct terminal_bytes in;
    int64_t now_ms;
    struct str got;
};

static void look(struct hands *h)
{
    struct piece piece;
    while (terminal_bytes_next(&h->in, h->now_ms, &piece)) {
        add_piece(&h->got, &piece);
    }
}

/* As terminal.c does it: looks when something comes, and when it was asked to. */
static void wait_ms(struct hands *h, int64_t ms)
{
    int64_t until_ms = h->now_ms + ms;
    int patience_ms;
    while ((patience_ms = terminal_bytes_patience_ms(&h->in, h->now_ms)) >= 0 &&
           h->now_ms + patience_ms <= until_ms) {
        h->now_ms += patience_ms;
        look(h);
    }
    h->now_ms = until_ms;
}

static void send(struct hands *h, const char *bytes, size_t len_bytes)
{
    while (len_bytes) {
        size_t room = terminal_bytes_room(&h->in);
        size_t now = len_bytes < room ? len_bytes : room;
        cr_assert(now > 0, "it takes no more, though all there was is taken");
        terminal_bytes_add(&h->in, bytes, now, h->now_ms);
        look(h);
        bytes += now;
        len_bytes -= now;
    }
}

static struct hands *hands_new(void)
{
    struct hands *h = calloc(1, sizeof *h);
    cr_assert(h);
    h->now_ms = 1000000;
    return h;
}

static void hands_free(struct hands *h)
{
    terminal_bytes_finish(&h->in);
    str_finish(&h->got);
    free(h);
}

/* Where Alt-O is no key, a slow line may have parted it from the rest of a key's sequence. */
static char *typed_late(bool letters_write, const char *bytes, const char *rest)
{
    struct hands *h = hands_new();
    h->in.letters_write = letters_write;
    send(h, bytes, strlen(bytes));
    wait_ms(h, 400);
    send(h, rest, strlen(rest));
    wait_ms(h, 2000);
    char *got = str_take(&h->got);
    hands_free(h);
    return got;
}

Test(terminal_bytes, where_letters_write_one_behind_a_key_with_alt_is_typed)
{
    static const struct {
        bool letters_write;
        const char *bytes, *rest, *what;
    } rows[] = {
        {true, "\x1bO", "l", "Alt-Ol"},          {false, "\x1bO", "l", "Alt-O{Ol}"},
        {true, "\x1b[", "B", "Alt-[B"},          {false, "\x1b[", "B", "Alt-[{[B}"},
        {true, "\x1b[", "1;5D", "Alt-[{[1;5D}"}, {true, "\x1b", "[A", "Esc{[A}"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *got = typed_late(rows[i].letters_write, rows[i].bytes, rows[i].rest);
        cr_expect_str_eq(got, rows[i].what, "row %zu: %s", i, got);
        free(got);
    }
}

/* Once no more of them comes, or a key does. */
Test(terminal_bytes, rows_of_cells_that_come_in_one_go_are_pasted)
{
    static const struct {
        bool awaited;
        const char *bytes, *rest, *got;
    } rows[] = {
        {true, "A\tB\rC\tD\r", "", "‘A\tB\nC\tD\n’"},
        {true, "A\tB\r\nC\tD", "E\tF\r", "‘A\tB\nC\tDE\tF\n’"},
        {true, "é\t1\rü\t2", "\x1b[A", "‘é\t1\nü\t2’{[A}"},
        {false, "A\tB\rC\tD\r", "", "A\tB\rC\tD\r"}, /* keys that waited */
        {true, "A\tB\r", "C\tD\r", "A\tB\rC\tD\r"},
        {true, "a1\t2\r3\t4\r", "", "a1\t2\r3\t4\r"},
        {true, "aOne\rTwo\r", "", "aOne\rTwo\r"},
        {true, "A\tB\x1b[AC\tD\r", "", "A\tB{[A}C\tD\r"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct hands *h = hands_new();
        h->in.awaited = rows[i].awaited;
        send(h, rows[i].bytes, strlen(rows[i].bytes));
        wait_ms(h, 10);
        send(h, rows[i].rest, strlen(rows[i].rest));
        wait_ms(h, 30);
        cr_expect_str_eq(str_text(&h->got), rows[i].got, "row %zu: %s", i,
                         str_text(&h->got));
        hands_free(h);
    }
}

#define BEL "\x07"
#define ST "\x1b\\"
#define COLOUR "\x1b]11;rgb:0000/0000/0000"
#define PASTE "\x1b[200~"
#define PASTED "\x1b[201~"

static const char *const answers[] = {
    COLOUR BEL,
    COLOUR ST,
    "\x1b]52;c;YWRnZWI=" BEL,
    "\x1b]lgbad" ST,
    "\x1bP>|XTerm(379)" ST,
    "\x1bP1$r0 q" ST,
    "\x1bP1+r524742=38" ST,
    "\x1bP!|00000000" ST,
    "\x1b_Gi=31;OK" ST,
    "\x1b^private dgb" ST,
    "\x1bXstart of it" ST,
    "\xc2\x9d"
    "11;rgb:00/00/00\xc2\x9c",
    "\xc2\x90>|f\xc2\x9c",
    "\xc2\x9fGi=1;OK\xc2\x9c",
    "\x1b]2;\xe2\x9c\x9c a title\xc2\x9c",
};

Test(terminal_bytes, what_comes_together_or_in_pieces_is_what_it_is)
{
    static const struct {
        const char *bytes;
        int after_ms; /* then the rest comes */
        const char *rest, *what;
    } rows[] = {
        {"ab\xc3\xa9", 0, "", "abé"},
        {"a\xc3", 5000, "\xa9", "aé"},
        {"\x1b", 0, "", "Esc"},
        {"\x1b\x1b", 0, "", "EscEsc"},
        {"\x1b", 30, "q", "Escq"},
        {"\x1b", 30, "]", "Esc]"},
        {"\x1b", 30, "[1", "Esc[1"},
        {"\x1bq", 0, "", "Alt-q"},
        {"\x1b\xc3\xa9", 0, "", "Alt-é"},
        {"\x1b[", 0, "", "Alt-["},
        {"\x1b]", 0, "", "Alt-]"},
        {"\x1b]", 200, "g", "Alt-]g"},
        {"\x1b]g", 0, "", "Alt-]g"},
        {"\x1bO", 0, "", "Alt-O"},
        {"\x1bO", 0, "u", "{Ou}"},
        {"\x1bOua", 0, "", "{Ou}a"},
        {"\x1bO5Ca", 0, "", "{O5C}a"},
        {"\x1b[A", 0, "", "{[A}"},
        {"\x1b[", 10, "A", "{[A}"},
        {"\x1b[1;", 500, "5Da", "{[1;5D}a"},
        {"\x1b\x1b[A", 0, "", "Alt-{[A}"},
        {"\x1b\x1b[12;5R", 0, "", "Esc{[12;5R}"},
        {"\x1b[[Aa", 0, "", "{[[A}a"},
        {"\x1b[12;5", 1500, "", ""},
        {"\x1b[12\x1b[A", 0, "", "{[A}"},
        {"\x1b", 100, "[12;5R", "Esc{[12;5R}"},
        {"\x1b", 100, COLOUR + 1, "Esc"},
        {"\x1b", 100, "P>|f", "Esc"},
        {"\x1b", 100, "P1$r", "Esc"},
        {COLOUR "\x1b", 100, "\\a", "a"},
        {COLOUR "\x1b", 100, "[A", "Esc[A"},
        {COLOUR "\x1b[A", 0, "", "{[A}"},
        {COLOUR, 1500,
         "\x07"
         "a",
         "a"},
        {COLOUR, 3000, "a", "!a"},
        {COLOUR "\x18"
                "a",
         0, "", "a"},
        {"\xc2\x9b"
         "A",
         0, "", "{[A}"},
        {PASTE "a\x1bq\r\nb" PASTED "c", 0, "", "‘a\x1bq\nb’c"},
        {PASTE "a" COLOUR BEL "b\x1b[12;5Rc\x1bP>|f" ST PASTED, 0, "", "‘abc’"},
        {PASTE "a\x1b]11;no end", 0, "\r" PASTED, "‘a\x1b]11;no end\n’"},
        {PASTE "a\x1b[31mb\x1b[20", 500, "1~c", "‘a\x1b[31mb’c"},
        {PASTE "a\x1b]0;owned\x07" PASTED, 0, "", "‘a\x1b]0;owned\x07’"},
        {PASTE "never ended", 2000, "d", "‘never ended’d"},
        {PASTE "never\x1b[20", 2000, "d", "‘never\x1b[20’d"},
        {PASTE "a\x1b[2\x1b[20\x1b[201~b", 0, "", "‘a\x1b[2\x1b[20’b"},
        {PASTE PASTED "b", 0, "", "‘’b"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct hands *h = hands_new();
        send(h, rows[i].bytes, strlen(rows[i].bytes));
        wait_ms(h, rows[i].after_ms);
        send(h, rows[i].rest, strlen(rows[i].rest));
        wait_ms(h, 200);
        cr_expect_str_eq(str_text(&h->got), rows[i].what, "row %zu: %s", i,
                         str_text(&h->got));
        hands_free(h);
    }
}

/* A string that never ends, and what somebody types meanwhile, in so many goes, so far
 * apart. What came by itself is keys, what came together is words. */
Test(terminal_bytes, what_is_typed_into_an_answer_without_end_is_not_lost)
{
    static const struct {
        const char *begun, *typed[6];
        int apart_ms;
        const char *is;
    } rows[] = {
        {COLOUR, {"o", "n", "e"}, 60, "one"},
        {COLOUR, {"\xc3\xa9", "t", "\x7f", "\r"}, 150, "ét\x7f\r"},
        {COLOUR, {"o", "n", "\x1b[A"}, 60, "on{[A}"},
        {"\x1bP>|f", {"o", "\x1b[A"}, 100, "‘o’{[A}"},
        {"\x1bP>|f", {"one two"}, 500, "‘one two’"},
        {"\x1bP>|f", {"Availability of food\r"}, 200, "‘Availability of food\n’"},
        {"\x1b_G", {"one", " two"}, 300, "‘one two’"},
        {COLOUR, {"o", "\x1b"}, 400, "‘o’Esc"},
        {COLOUR, {"o", "\x1b", "q"}, 400, "‘o’Escq"},
        {COLOUR, {"/0000"}, 400, "!"},
        {COLOUR, {"o", BEL, "q"}, 400, "q"},
        {"\x1b]11;rgb:00", {"00/0000/", "0000" BEL, "q"}, 400, "q"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct hands *h = hands_new();
        send(h, rows[i].begun, strlen(rows[i].begun));
        for (size_t j = 0; rows[i].typed[j]; j++) {
            wait_ms(h, rows[i].apart_ms);
            send(h, rows[i].typed[j], strlen(rows[i].typed[j]));
        }
        wait_ms(h, 3000);
        cr_expect_str_eq(str_text(&h->got), rows[i].is, "row %zu: %s", i,
                         str_text(&h->got));
        hands_free(h);
    }
}

Test(terminal_bytes, of_a_paste_without_bounds_four_mebibytes_are_kept)
{
    enum { LARGEST_BYTES = 4 * 1024 * 1024 };
    char *text = malloc(LARGEST_BYTES + 9);
    cr_assert(text);
    memset(text, 'a', LARGEST_BYTES + 9);
    for (size_t more = 0; more < 10; more += 9) {
        struct hands *h = hands_new();
        send(h, PASTE, strlen(PASTE));
        send(h, text, LARGEST_BYTES + more);
        send(h, PASTED "b", strlen(PASTED) + 1);
        cr_expect_eq(h->got.len_bytes, LARGEST_BYTES + strlen("‘’b"), "%zu",
                     h->got.len_bytes);
        hands_free(h);
    }
    free(text);
}

/* Nobody looked meanwhile, since the disk took its time. */
Test(terminal_bytes, an_esc_that_had_its_time_is_joined_by_what_can_be_its_rest_alone)
{
    static const struct {
        const char *rest, *is;
    } rows[] = {{"[D", "{[D}"},        {"OP", "{OP}"},     {"[1;5D", "{[1;5D}"},
                {"[DY", "{[D}Y"},      {"q", "Escq"},      {"ab", "Escab"},
                {"\xc3\xa9", "Escé"},  {"On", "{On}"},     {"Or", "{Or}"},
                {"Oh no", "EscOh no"}, {"[see", "Esc[see"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct hands *h = hands_new();
        send(h, "\x1b", 1);
        h->now_ms += 400;
        send(h, rows[i].rest, strlen(rows[i].rest));
        wait_ms(h, 5000);
        cr_expect_str_eq(str_text(&h->got), rows[i].is, "%s is %s", rows[i].rest,
                         str_text(&h->got));
        hands_free(h);
    }
}

/* Nobody asks for pieces meanwhile, since something takes long. */
Test(terminal_bytes, an_esc_behind_all_that_was_typed_is_taken_and_else_nothing_is)
{
    static const struct {
        const char *typed, *left;
        int64_t ms;
        bool taken;
    } rows[] = {{"\x1b", "", 30, true},
                {"abc\x1b", "", 30, true},
                {"\x1b\x1b", "", 30, true},
                {"\x1b", "Esc", 10, false},
                {"\x1b[A", "{[A}", 30, false},
                {"abc", "abc", 30, false},
                {"", "", 30, false}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct hands *h = hands_new();
        terminal_bytes_add(&h->in, rows[i].typed, strlen(rows[i].typed), h->now_ms);
        h->now_ms += rows[i].ms;
        cr_expect_eq(terminal_bytes_take_escape(&h->in, h->now_ms), rows[i].taken, "%s",
                     rows[i].typed);
        look(h);
        wait_ms(h, 100);
        cr_expect_str_eq(str_text(&h->got), rows[i].left);
        hands_free(h);
    }
}

Test(terminal_bytes, an_answer_is_swallowed_wherever_it_is_cut_in_two)
{
    static const int pauses_ms[] = {0, 20, 150, 900};
    for (size_t i = 0; i < LENGTH(answers); i++) {
        size_t len = strlen(answers[i]);
        for (size_t cut = 1; cut < len; cut++) {
            for (size_t p = 0; p < LENGTH(pauses_ms); p++) {
                struct hands *h = hands_new();
                send(h, answers[i], cut);
                wait_ms(h, pauses_ms[p]);
                send(h, answers[i] + cut, len - cut);
                wait_ms(h, 100);
                send(h, "a", 1);
                /* An Esc that came alone was the key; what began a sequence is named. */
                const char *got = str_text(&h->got);
                got += strncmp(got, "Esc", 3) == 0    ? 3
                       : strncmp(got, "Alt-", 4) == 0 ? 5
                                                      : 0;
                cr_expect_str_eq(got, "a", "answer %zu, cut at %zu for %d ms: %s", i, cut,
                                 pauses_ms[p], str_text(&h->got));
                hands_free(h);
            }
        }
    }
}

Test(terminal_bytes, a_very_long_answer_takes_no_memory_and_ends)
{
    static const char *const begins[] = {"\x1b]52;c;", "\x1b[1;", "\x1bPq"};
    static const char *const ends[] = {"\x07", "m", "\x1b\\"};
    static char block[100000];
    memset(block, '1', sizeof block);
    for (size_t i = 0; i < LENGTH(begins); i++) {
        struct hands *h = hands_new();
        send(h, begins[i], strlen(begins[i]));
        for (int times = 0; times < 50; times++) {
            send(h, block, sizeof block);
            wait_ms(h, 100);
        }
        cr_expect_eq(h->in.paste.room_bytes, 0);
        send(h, ends[i], strlen(ends[i]));
        send(h, "a", 1);
        cr_expect_str_eq(str_text(&h->got), "a", "%s: %.40s", begins[i] + 1,
                         str_text(&h->got));
        hands_free(h);
    }
}

/* Whatever came, a person is heard again soon; and answers among it say nothing. */
Test(terminal_bytes, any_bytes_leave_the_keys_alive)
{
    enum { SEED = 20170222, MOST = 60 };
    static const char alphabet[] =
        "\x1b\x1b\x1b[]O_P^X\\\x07;?<0123qduGM~m\xc2\x9d\xe2 \r";
    unsigned long rounds = times_asked("BYTES", 5000), bad = 0;
    struct dice dice = {SEED};
    for (unsigned long round = 0; round < rounds; round++) {
        struct hands *h = hands_new();
        char bytes[MOST];
        size_t len = 1 + dice_roll(&dice) % MOST;
        for (size_t i = 0; i < len; i++) {
            bytes[i] = dice_roll(&dice) % 8
                           ? alphabet[dice_roll(&dice) % (sizeof alphabet - 1)]
                           : (char)dice_roll(&dice);
        }
        for (size_t at = 0; at < len;) {
            size_t now = 1 + dice_roll(&dice) % (len - at);
            send(h, bytes + at, now);
            wait_ms(h, (int64_t)(dice_roll(&dice) % 120));
            at += now;
        }
        wait_ms(h, 2100);
        str_clear(&h->got);
        send(h, "x", 1);
        wait_ms(h, 10);
        const char *got = str_text(&h->got);
        size_t got_len = strlen(got);
        bool alive = got_len && got[got_len - 1] == 'x' && !strchr(got, '-');
        cr_expect(alive, "round %lu, seed %d: ‘%s’", round, SEED, got);
        bad += !alive;
        hands_free(h);
    }
    figure("any bytes, and the keys are alive again", rounds, bad, SEED);
}

Test(terminal_bytes, answers_between_keys_in_any_pieces_are_none)
{
    enum { SEED = 20170223 };
    static const char *const keys[] = {"a", "\r", "é", "q", "]"};
    unsigned long rounds = times_asked("BYTES", 5000), bad = 0;
    struct dice dice = {SEED};
    for (unsigned long round = 0; round < rounds; round++) {
        struct hands *h = hands_new();
        struct str sent = STR_EMPTY, meant = STR_EMPTY;
        for (int i = 0; i < 6; i++) {
            bool answer = dice_roll(&dice) % 2;
            size_t which = dice_roll(&dice) % (answer ? LENGTH(answers) : LENGTH(keys));
            str_add(&sent, answer ? answers[which] : keys[which]);
            str_add(&meant, answer ? "" : keys[which]);
        }
        for (size_t at = 0; at < sent.len_bytes;) {
            size_t now = 1 + dice_roll(&dice) % (sent.len_bytes - at);
            send(h, sent.bytes + at, now);
            wait_ms(h, (int64_t)(dice_roll(&dice) % 20));
            at += now;
        }
        wait_ms(h, 200);
        bool same = strcmp(str_text(&h->got), str_text(&meant)) == 0;
        cr_expect(same, "round %lu, seed %d: ‘%s’, not ‘%s’", round, SEED,
                  str_text(&h->got), str_text(&meant));
        bad += !same;
        str_finish(&sent);
        str_finish(&meant);
        hands_free(h);
    }
    figure("answers of terminals between keys", rounds, bad, SEED);
}
