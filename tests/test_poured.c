/* A session file is written bit by bit. What is poured is just what would be written at once,
 * and it is refused just where the whole could not be read again. */

#include "base/memory.h"
#include "model/author.h"
#include "store/file.h"
#include "store/generations.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(poured, .init = enter_folder, .fini = folder_finish);

static const int64_t noon_ms = INT64_C(1487764800000);

/* Tables with two goals each, and as many notes, which say what JSON has to escape. */
static struct session_file make_tables(const char *path, int tables, int notes)
{
    struct session_file file;
    struct author author;
    file_new(path, &file);
    author_init(&author, file.session, 1, "Ana \"A\"");
    for (int i = 0; i < tables; i++) {
        author.now_ms = noon_ms - i * 60000;
        const struct record *table =
            author_add_table(&author, NULL, "Seminar", "Leeds", "2017-02-22", "7", NULL);
        const struct record *goal =
            author_add_goal(&author, table, NULL, "A first job for all", NULL);
        author_add_goal(&author, table, NULL, "", NULL);
        for (int k = 0; k < notes; k++) {
            struct str text = str_of("“%d”\n\\ of \"%d\"\t\x7f", k, i);
            cr_assert(author_add_note(&author, goal, k % 2 ? "barriers" : "own", NULL,
                                      text.bytes, NULL));
            str_finish(&text);
        }
    }
    author_finish(&author);
    return file;
}

static void expect_poured(const char *path, struct session_file *file)
{
    struct err err = ERR_NONE;
    struct generations kept = {0};
    char *whole = bytes_of(file->session);
    cr_assert(file_save(file, &err), "%s", err_text(&err));
    char *poured = text_file_read(path);
    cr_expect(strcmp(poured, whole) == 0, "%s is not what is written at once", path);
    generations_list(path, &kept);
    cr_assert_eq(kept.count, 1);
    char *generation = text_file_read(kept.items[0].path);
    cr_expect(strcmp(generation, whole) == 0, "the generation of %s is another", path);
    generations_finish(&kept);
    free(generation);
    free(poured);
    free(whole);
    file_close(file);
}

Test(poured, it_is_what_would_be_written_at_once_however_much_it_is)
{
    static const struct {
        int tables, notes;
    } rows[] = {{0, 0}, {1, 0}, {1, 3}, {2, 40}, {1, 4000}, {700, 4}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str path = str_of("%zu.json", i);
        struct session_file file = make_tables(path.bytes, rows[i].tables, rows[i].notes);
        expect_poured(path.bytes, &file);
        str_finish(&path);
    }
}

Test(poured, templates_and_fields_of_the_file_stand_around_the_tables_as_ever)
{
    struct session_file file = make_tables("a.json", 3, 2);
    struct change set[] = {{"a", VALUE_OF_JSON("{\"deep\":[1,[2]]}")},
                           {"title", VALUE_OF_TEXT("All")}};
    struct edit edit = {.key = {"b", 1},
                        .at_ms = noon_ms,
                        .kind = "file",
                        .id = "file",
                        .set = set,
                        .set_count = LENGTH(set)};
    cr_assert(session_apply(file.session, &edit, NULL, NULL));
    expect_poured("a.json", &file);
}

/* Whether a session with that is saved; it is the same as whether its text is strict JSON. */
static bool saves_as_it_can_be_read(const char *kind, const char *id, const char *json)
{
    struct session_file file = make_tables("x.json", 1, 2);
    struct change set = {"x", VALUE_OF_JSON(json)};
    const struct record *of = *id == '*' ? record_saying(file.session, id + 1) : NULL;
    struct edit edit = {.key = {"b", 1},
                        .at_ms = noon_ms,
                        .kind = kind,
                        .id = of ? record_id(of) : id,
                        .set = &set,
                        .set_count = 1};
    struct err err = ERR_NONE;
    cr_assert(session_apply(file.session, &edit, NULL, NULL));
    char *whole = bytes_of(file.session);
    bool strict = json_check("x.json", whole, strlen(whole), NULL);
    bool saved = file_save(&file, &err);
    cr_expect_eq(saved, strict, "%s:%s of %s: %s", kind, id, json, err_text(&err));
    cr_expect(saved || strstr(err_text(&err), "could not be read again"), "%s",
              err_text(&err));
    cr_expect_eq(access("x.json", F_OK) == 0, saved);
    unlink("x.json");
    err_finish(&err);
    free(whole);
    file_close(&file);
    return saved;
}

Test(poured, what_is_nested_too_deep_is_refused_wherever_it_stands)
{
    static const struct {
        const char *kind, *id;
    } places[] = {{"note", "nowhere"},
                  {"session", "*Seminar"},
                  {"goal", "*A first job for all"},
                  {"note", "*“0”\n\\ of \"0\"\t\x7f"},
                  {"file", "file"}};
    for (size_t i = 0; i < LENGTH(places); i++) {
        size_t saved = 0;
        enum { LEAST = 20, MOST = 34 };
        for (size_t deep = LEAST; deep <= MOST; deep++) {
            char nested[2 * MOST + 1] = "";
            memset(nested, '[', deep);
            memset(nested + deep, ']', deep);
            saved += saves_as_it_can_be_read(places[i].kind, places[i].id, nested);
        }
        cr_expect(saved > 0 && saved < MOST - LEAST, "%s: %zu", places[i].kind, saved);
    }
}

/* Whether a session of so many values, and some more, is saved where two edits have one key:
 * up to as many as a tree is made of, it is. */
static bool saves_values(size_t most, size_t more)
{
    enum { OF_THE_EDIT = 6 }; /* it, its key, at, of and set; and the list */
    struct session_file file = make_tables("x.json", 2, 3);
    struct str zeros = STR_EMPTY;
    struct change other = {"y", VALUE_OF_TEXT("of that key, too")};
    struct edit twin = {
        .key = {"b", 1}, .kind = "note", .id = "n", .set = &other, .set_count = 1};
    cr_assert(session_apply(file.session, &twin, NULL, NULL));
    size_t values = 0;
    char *before = bytes_of(file.session);
    cr_assert(json_check_large("x", before, strlen(before), &values, NULL));
    free(before);
    str_add(&zeros, "[0");
    for (size_t i = values + OF_THE_EDIT + 1; i < most + more; i++) {
        str_add(&zeros, ",0");
    }
    str_add(&zeros, "]");
    struct change set = {"x", VALUE_OF_JSON(zeros.bytes)};
    struct edit edit = {
        .key = {"b", 1}, .kind = "note", .id = "n", .set = &set, .set_count = 1};
    cr_assert(session_apply(file.session, &edit, NULL, NULL));
    cr_assert_eq(session_clash_count(file.session), 1);
    char *whole = bytes_of(file.session);
    cr_assert(json_check_large("x", whole, strlen(whole), &values, NULL));
    cr_assert_eq(values, most + more, "%zu values", values);
    bool saved = file_save(&file, NULL);
    free(whole);
    str_finish(&zeros);
    file_close(&file);
    return saved;
}

Test(poured, as_many_values_are_counted_as_the_whole_has)
{
    cr_expect(saves_values(JSON_MOST_VALUES, 0));
    cr_expect_not(saves_values(JSON_MOST_VALUES, 1));
}

Test(poured, where_too_many_keys_clash_nothing_is_written)
{
    struct session_file file;
    struct err err = ERR_NONE;
    struct change set = {"text", VALUE_OF_TEXT("")};
    struct edit edit = {
        .key = {"a", 1}, .kind = "note", .id = "n", .set = &set, .set_count = 1};
    file_new("a.json", &file);
    for (int i = 0; i < SESSION_MOST_CLASHES + 2; i++) {
        char text[16];
        snprintf(text, sizeof text, "%d", i);
        set.value.text = text;
        cr_assert(session_apply(file.session, &edit, NULL, &err), "%s", err_text(&err));
    }
    cr_expect_not(file_save(&file, &err));
    cr_expect(strstr(err_text(&err), "more than 1000 edits have the key of another"),
              "%s", err_text(&err));
    cr_expect_neq(access("a.json", F_OK), 0);
    err_finish(&err);
    file_close(&file);
}
