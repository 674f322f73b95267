#include "support/judged.h"

#include "base/memory.h"
#include "store/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS = 4 };

static char *text_of(const char *path, struct err *err)
{
    struct str text = STR_EMPTY;
    char part[4096];
    size_t got;
    FILE *file = fopen(path, "r");
    if (!file) {
        err_system(err, "%s", path);
        return NULL;
    }
    while ((got = fread(part, 1, sizeof part, file)) > 0) {
        str_add_bytes(&text, part, got);
    }
    fclose(file);
    return str_take(&text);
}

static bool read_line(struct judged *j, char *line, const char *path, struct err *err)
{
    char *fields[FIELDS];
    for (size_t i = 0; i < FIELDS; i++) {
        fields[i] = line;
        line += strcspn(line, "\t");
        if (!*line && i + 1 < FIELDS) {
            err_set(err, "%s: \"%s\" is no kind, column, words and words", path,
                    fields[0]);
            return false;
        }
        line += *line ? (*line = '\0', 1) : 0;
    }
    struct judged_line judged = {fields[0], fields[1], fields[2], fields[3], NULL, NULL};
    ARRAY_ADD(j->lines, j->count, j->room, judged);
    return true;
}

static bool read_pairs(struct judged *j, const char *path, struct err *err)
{
    char *rest;
    j->text = text_of(path, err);
    bool ok = j->text != NULL;
    for (char *line = ok ? strtok_r(j->text, "\r\n", &rest) : NULL; line && ok;
         line = strtok_r(NULL, "\r\n", &rest)) {
        ok = *line == '#' || read_line(j, line, path, err);
    }
    return ok;
}

static const char *column_of(const struct judged_line *line)
{
    return strcmp(line->column, "goals") == 0 ? "" : line->column;
}

/* All wordings at one table. */
static void put_at_a_table(struct judged *j)
{
    struct author author;
    const struct record *goal = NULL;
    author_init(&author, j->session, 1, "Ana");
    author.now_ms = 1487764800000;
    const struct record *table =
        author_add_table(&author, NULL, NULL, "Leeds", NULL, "1", NULL);
    for (size_t i = 0; i < 2 * j->count; i++) {
        const struct judged_line *line = &j->lines[i / 2];
        const char *words = i % 2 ? line->other_words : line->words;
        if (!*column_of(line) || !goal) {
            goal = author_add_goal(&author, table, NULL, words, NULL);
        }
        if (*column_of(line)) {
            author_add_note(&author, goal, column_of(line), NULL, words, NULL);
        }
    }
    author_finish(&author);
}

static const struct theme *theme_with(const struct judged *j,
                                      const struct judged_line *line, const char *words,
                                      struct err *err)
{
    for (size_t i = 0; i < j->themes.count; i++) {
        const struct theme *t = j->themes.items[i];
        for (size_t k = 0; k < t->count && strcmp(t->column, column_of(line)) == 0; k++) {
            if (strcmp(record_words(t->members[k], "text"), words) == 0) {
                return t;
            }
        }
    }
    err_set(err, "nobody says \"%s\" in the column \"%s\"", words, line->column);
    return NULL;
}

static size_t root_of(const struct judged *j, const struct theme *theme)
{
    size_t i = 0;
    while (j->themes.items[i] != theme) {
        i++;
    }
    while (j->same_as[i] != i) {
        i = j->same_as[i];
    }
    return i;
}

bool judged_is(const struct judged_line *line, const char *kind)
{
    return kind ? strcmp(line->kind, kind) == 0 : strcmp(line->kind, "other") != 0;
}

static bool find(struct judged *j, struct err *err)
{
    themes_find(j->session, &j->themes);
    proposals_follow(&j->proposals, &j->themes);
    j->same_as = memory_get((j->themes.count + 1) * sizeof *j->same_as);
    for (size_t i = 0; i < j->themes.count; i++) {
        j->same_as[i] = i;
    }
    for (size_t i = 0; i < j->count; i++) {
        struct judged_line *line = &j->lines[i];
        line->one = theme_with(j, line, line->words, err);
        line->other = line->one ? theme_with(j, line, line->other_words, err) : NULL;
        if (!line->other) {
            return false;
        }
        if (judged_is(line, NULL)) {
            size_t one = root_of(j, line->one);
            j->same_as[one] = root_of(j, line->other);
        }
    }
    return true;
}

bool judged_make(struct judged *j, const char *pairs, char *const *files, size_t count,
                 const struct kin *kin, struct err *err)
{
    struct file_added added;
    *j = (struct judged){.session = session_new(), .proposals = {.kin = kin}};
    bool ok = read_pairs(j, pairs, err);
    for (size_t i = 0; i < count && ok; i++) {
        ok = file_add(files[i], j->session, &added, err);
        if (ok) {
            journal_news_finish(&added.news);
        }
    }
    if (ok && !count) {
        put_at_a_table(j);
    }
    return ok && find(j, err);
}

void judged_finish(struct judged *j)
{
    proposals_finish(&j->proposals);
    themes_finish(&j->themes);
    session_free(j->session);
    free(j->lines);
    free(j->same_as);
    free(j->text);
    *j = (struct judged){0};
}

bool judged_is_found(const struct judged *j, const struct judged_line *line)
{
    for (size_t i = 0; i < j->proposals.count; i++) {
        const struct proposal *p = &j->proposals.items[i];
        if ((p->one == line->one && p->other == line->other) ||
            (p->one == line->other && p->other == line->one)) {
            return true;
        }
    }
    return line->one == line->other;
}

bool judged_is_right(const struct judged *j, const struct proposal *proposal)
{
    return root_of(j, proposal->one) == root_of(j, proposal->other);
}

struct judged_share judged_recall(const struct judged *j, const char *kind)
{
    struct judged_share share = {0};
    for (size_t i = 0; i < j->count; i++) {
        if (judged_is(&j->lines[i], kind)) {
            share.all++;
            share.good += judged_is_found(j, &j->lines[i]);
        }
    }
    return share;
}

struct judged_share judged_precision(const struct judged *j)
{
    struct judged_share share = {.all = j->proposals.count};
    for (size_t i = 0; i < j->proposals.count; i++) {
        share.good += judged_is_right(j, &j->proposals.items[i]);
    }
    return share;
}

double judged_share(struct judged_share share)
{
    return share.all ? (double)share.good / (double)share.all : 0;
}
