#include "support/writer.h"

#include "support/grids.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Fails the test unless it went well. */
static void need(bool ok, const char *what, struct err *err)
{
    if (!ok) {
        cr_fatal("%s: %s", what, err_text(err));
    }
    err_finish(err);
}

void writer_open(struct writer *w, const char *path, uint64_t seed)
{
    struct err err = ERR_NONE;
    size_t count;
    *w = (struct writer){0};
    if (access(path, F_OK) == 0) {
        need(file_open(path, &w->file, &err), "not opened", &err);
    } else {
        file_new(path, &w->file);
    }
    author_init(&w->author, w->file.session, seed, NULL);
    w->author.now_ms = INT64_C(1487764800000);
    const struct record *const *tables = session_tables(w->file.session, &count);
    w->table = count ? tables[0]
                     : author_add_table(&w->author, NULL, "Desk", NULL, NULL, NULL, &err);
    need(w->table != NULL, "no table", &err);
}

const struct record *writer_goal(struct writer *w, const char *words)
{
    struct err err = ERR_NONE;
    const struct record *goal = author_add_goal(&w->author, w->table, NULL, words, &err);
    need(goal != NULL, words, &err);
    return goal;
}

const struct record *writer_journal_goal(struct writer *w, const char *words)
{
    struct err err = ERR_NONE;
    const struct record *goal = writer_goal(w, words);
    const struct edit *edit = session_edit(
        w->file.session, (struct edit_key){w->author.actor, w->author.next_number - 1});
    need(journal_append(&w->file.journal, &edit, 1, &err), words, &err);
    return goal;
}

void writer_save(struct writer *w)
{
    struct err err = ERR_NONE;
    need(file_save(&w->file, &err), "not saved", &err);
}

void writer_close(struct writer *w)
{
    author_finish(&w->author);
    file_close(&w->file);
}

void writer_make(const char *path, uint64_t seed, int goals)
{
    struct writer w;
    struct err err = ERR_NONE;
    char words[32];
    writer_open(&w, path, seed);
    for (int g = 0; g < goals; g++) {
        snprintf(words, sizeof words, "goal <%d>", g);
        const struct record *goal = writer_goal(&w, words);
        for (int n = 0; n < 2; n++) {
            snprintf(words, sizeof words, "note <%d.%d>", g, n);
            need(author_add_note(&w.author, goal, "barriers", NULL, words, &err), words,
                 &err);
        }
    }
    writer_save(&w);
    writer_close(&w);
}

char *writer_grids(const char *path)
{
    struct session_file file;
    struct err unused = ERR_NONE;
    char *grids = NULL;
    if (file_open(path, &file, &unused)) {
        grids = grids_of(file.session);
        file_close(&file);
    }
    err_finish(&unused);
    return grids;
}

void writer_expect_words(const char *path, const char *const *words)
{
    char *grids = writer_grids(path), *at = grids;
    if (!grids) {
        cr_fatal("%s does not open", path);
    }
    for (; *words; words++) {
        char *found = strstr(at, *words);
        cr_expect(found != NULL, "\"%s\" is missing in\n%s", *words, grids);
        at = found ? found : at;
    }
    free(grids);
}
