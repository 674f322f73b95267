#include "support/called_out.h"

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void called_out_begin(void)
{
    enter_folder();
    if (program_is_sanitized()) {
        return;
    }
    char *preload = program_beside("key_times.so");
    program_env("LD_PRELOAD", preload);
    free(preload);
}

void called_out_finish(void)
{
    program_env("LD_PRELOAD", NULL);
    folder_finish();
}

struct called_out called_out_read(const char *name)
{
    struct str within = str_of("tests/typed/%s.words", name);
    char *path = repo_path(within.bytes);
    struct called_out c = {.text = text_file_read(path)};
    char *rest = NULL;
    for (char *line = strtok_r(c.text, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest)) {
        if (*line != '#') {
            cr_assert_lt(c.count, LENGTH(c.words));
            c.words[c.count++] = line;
        }
    }
    free(path);
    str_finish(&within);
    return c;
}

void called_out_free(struct called_out *c)
{
    free(c->text);
}

void called_out_sample(const char *name)
{
    struct str within = str_of("sessions/%s.json", name);
    char *sample = repo_path(within.bytes), *text = text_file_read(sample);
    char *path = test_path("a.json");
    struct str journal = str_of("%s.journal", path);
    remove(journal.bytes); /* of the program that had it open before */
    text_file_write(path, text);
    free(text);
    free(path);
    free(sample);
    str_finish(&journal);
    str_finish(&within);
}

struct typist *called_out_open(void)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    called_out_sample("write-up");
    return typist_open(24, 80, WORDS("roundtable", "a.json"));
}

struct typist *called_out_at(const char *keys, const char *shown)
{
    struct typist *t = called_out_open();
    typist_press(t, keys, shown);
    return t;
}

struct typist *called_out_on_note(void)
{
    return called_out_at("2" DOWN, "▶ Advertising");
}

void called_out_ask(struct typist *t, const char *way, const char *question)
{
    typist_press(t, "s", "Ask everybody, by");
    typist_press(t, way, "Ask everybody: Enter opens it");
    typist_type(t, question);
    typist_press(t, "\r", "Asked; ");
}

void called_out_end(struct typist *t)
{
    typist_type(t, "\x1fr;");
    typist_free(t);
}

static void add_timed(struct str *timed, const char *keys, int pace_ms)
{
    for (; *keys; keys++) {
        bool begins = ((unsigned char)*keys & 0xC0) != 0x80;
        str_addf(timed, "\x1f%d;%c", begins ? pace_ms : 0, *keys);
    }
}

static void type_timed(struct typist *t, struct str *timed)
{
    typist_type(t, str_text(timed));
    str_finish(timed);
}

void called_out_type(struct typist *t, const char *keys, int pace_ms)
{
    struct str timed = STR_EMPTY;
    add_timed(&timed, keys, pace_ms);
    type_timed(t, &timed);
}

void called_out_type_later(struct typist *t, const char *keys, int pace_ms)
{
    enum { PAUSE_MS = 3000 };
    struct str timed = str_of("\x1f%d;\x0c", PAUSE_MS);
    add_timed(&timed, keys, pace_ms);
    type_timed(t, &timed);
}

void called_out_type_after(struct typist *t, const char *keys, int pause_ms,
                           const char *word, int pace_ms)
{
    struct str timed = STR_EMPTY;
    add_timed(&timed, keys, 2 * pace_ms / 3);
    str_addf(&timed, "\x1f%d;%c", pause_ms, *word++);
    add_timed(&timed, word, pace_ms);
    type_timed(t, &timed);
}

void called_out_wait_box(struct typist *t, const char *words)
{
    struct str box = str_of("\n %s", words);
    typist_wait(t, box.bytes);
    str_finish(&box);
}

void called_out_take(struct typist *t, const char *words)
{
    typist_type(t, "\037900;\x14");
    called_out_wait_box(t, words);
}

void called_out_take_hinted(struct typist *t, const char *words)
{
    struct str hint = str_of("Ctrl-T Words: %s", words);
    typist_wait(t, hint.bytes);
    str_finish(&hint);
    called_out_take(t, words);
}

static void type_at(struct typist *t, const char *text, int pace_ms)
{
    enum { BEFORE_ENTER_MS = 500 };
    struct str keys =
        str_of("\x1f%d;\x0c", 2000); /* no letter goes on with the way there */
    add_timed(&keys, text, pace_ms);
    str_addf(&keys, "\x1f%d;\r", BEFORE_ENTER_MS);
    type_timed(t, &keys);
    typist_settle(t);
}

/* Whether the lines of `after` are those of `before`, and perhaps one more. */
static bool only_added(const char *before, const char *after)
{
    size_t added = 0;
    for (const char *line = after; *line; line += strcspn(line, "\n") + 1) {
        size_t len = strcspn(line, "\n") + 1;
        bool same = strncmp(before, line, len) == 0;
        before += same ? len : 0;
        added += !same;
    }
    return !*before && added <= 1;
}

/* What of the day, of a vote, or of the table is set. */
static void list_set(const char *json, struct str *out)
{
    static const char *const fields[] = {"\"stage\"", "\"clock\"", "\"ballot\"",
                                         "\"alone\"", "\"asks\"",  "\"title\"",
                                         "\"place\"", "\"vision\""};
    for (size_t i = 0; i < LENGTH(fields); i++) {
        const char *at = strstr(json, fields[i]);
        str_add_bytes(out, at ? at : "", at ? strcspn(at, ",\n") : 0);
        str_add(out, "\n");
    }
}

struct kept {
    char *table;
    struct str set;
};

static struct kept keep(void)
{
    struct kept kept = {.table = exported("a.json", "csv")};
    char *json = exported("a.json", "json");
    list_set(json, &kept.set);
    free(json);
    return kept;
}

static void forget(struct kept *kept)
{
    free(kept->table);
    str_finish(&kept->set);
}

static struct typist *go_to(const struct called_out_place *place)
{
    called_out_sample(place->sample ? place->sample : "write-up");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_type(t, place->keys);
    if (place->pasted) {
        typist_paste(t, place->pasted);
    }
    typist_wait(t, place->there);
    return t;
}

void called_out_expect(const char *word, int pace_ms,
                       const struct called_out_place *place)
{
    struct typist *t = go_to(place);
    typist_settle(t);
    struct kept before = keep();
    type_at(t, word, pace_ms);
    bool offered = typist_sees(t, "Ctrl-T writes");
    struct str screen = STR_EMPTY;
    typist_text(t, &screen);
    typist_type(t, "\x1fr;");
    typist_signal(t, SIGTERM);
    cr_expect_eq(typist_end(t), 0, "‘%s’", word);
    typist_free(t);
    struct kept after = keep();
    bool harmless = only_added(before.table, after.table) &&
                    strcmp(str_text(&before.set), str_text(&after.set)) == 0;
    cr_expect(offered || harmless, "‘%s’ on %s, a letter each %d ms:\n%s", word,
              place->name, pace_ms, screen.bytes);
    str_finish(&screen);
    forget(&after);
    forget(&before);
}
