/* Scores what is proposed as one against pairs that a person judged (support/judged.h):
 *
 *     score_pairs [--words WORDS.json] PAIRS.tsv [TABLE.json ...]
 *
 * Says how many proposals are right, how many pairs of each kind are found, then, in lines
 * of the same form, which are missed, which are proposed that a person refused, and
 * which are proposed that nobody has judged: these count as wrong until a line is made of
 * them, so look at them before the figures are believed. */

#include "support/judged.h"

#include "base/memory.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void tell(const char *what, struct judged_share share)
{
    printf("%-14s %.2f  %zu of %zu\n", what, judged_share(share), share.good, share.all);
}

static void tell_line(const char *what, const char *column, const char *words,
                      const char *other_words)
{
    printf("%s\t%s\t%s\t%s\n", what, column, words, other_words);
}

static void tell_kinds(const struct judged *j)
{
    for (size_t i = 0; i < j->count; i++) {
        size_t first = 0;
        while (strcmp(j->lines[first].kind, j->lines[i].kind) != 0) {
            first++;
        }
        if (first == i && judged_is(&j->lines[i], NULL)) {
            tell(j->lines[i].kind, judged_recall(j, j->lines[i].kind));
        }
    }
}

static bool is_refused(const struct judged *j, const struct proposal *p)
{
    for (size_t i = 0; i < j->count; i++) {
        const struct judged_line *line = &j->lines[i];
        if (!judged_is(line, NULL) &&
            ((line->one == p->one && line->other == p->other) ||
             (line->one == p->other && line->other == p->one))) {
            return true;
        }
    }
    return false;
}

static void tell_faults(const struct judged *j)
{
    for (size_t i = 0; i < j->count; i++) {
        const struct judged_line *line = &j->lines[i];
        if (judged_is(line, NULL) && !judged_is_found(j, line)) {
            printf("missed %s\t", line->kind);
            tell_line(line->kind, line->column, line->words, line->other_words);
        }
    }
    for (size_t i = 0; i < j->proposals.count; i++) {
        const struct proposal *p = &j->proposals.items[i];
        if (!judged_is_right(j, p)) {
            printf("%s %.2f\t", is_refused(j, p) ? "refused" : "unjudged", p->score);
            tell_line("other", *p->one->column ? p->one->column : "goals",
                      p->of_one->words, p->of_other->words);
        }
    }
}

static struct kin *read_kin(const char *path, struct err *err)
{
    struct str text = STR_EMPTY;
    FILE *file = fopen(path, "r");
    for (int c; file && (c = getc(file)) != EOF;) {
        str_add_bytes(&text, &(char){(char)c}, 1);
    }
    struct kin *kin = file ? kin_read(path, str_text(&text), err) : NULL;
    if (file) {
        fclose(file);
    } else {
        err_system(err, "%s", path);
    }
    str_finish(&text);
    return kin;
}

int main(int argc, char **argv)
{
    struct judged judged = {0};
    struct kin *kin = NULL;
    struct err err = ERR_NONE;
    int first = argc > 2 && strcmp(argv[1], "--words") == 0 ? 3 : 1;
    bool ok = argc > first;
    if (!ok) {
        err_set(&err, "which pairs?");
    } else if (first == 3) {
        ok = (kin = read_kin(argv[2], &err)) != NULL;
    }
    ok = ok && judged_make(&judged, argv[first], argv + first + 1,
                           (size_t)(argc - first - 1), kin, &err);
    if (ok) {
        tell("precision", judged_precision(&judged));
        tell("recall", judged_recall(&judged, NULL));
        tell_kinds(&judged);
        tell_faults(&judged);
    } else {
        fprintf(stderr, "score_pairs: %s\n", err_text(&err));
    }
    judged_finish(&judged);
    kin_free(kin);
    err_finish(&err);
    return ok ? 0 : 1;
}
