/* What reading a journal brought, and what is said of it. */

#include "store/journal.h"

#include "base/memory.h"
#include "base/str.h"

#include <stdlib.h>

void journal_draft_finish(struct journal_draft *draft)
{
    free(draft->actor);
    free(draft->by);
    free(draft->of);
    free(draft->field);
    free(draft->text);
}

void journal_news_finish(struct journal_news *news)
{
    for (size_t i = 0; i < news->draft_count; i++) {
        journal_draft_finish(&news->drafts[i]);
    }
    free(news->drafts);
    free(news->why);
    free(news->unread_why);
    free(news->stranger);
    *news = (struct journal_news){0};
}

/* Keeps the reason why a line was left out, if it is the first. */
static void say_why(struct journal_news *news, const char *why)
{
    if (!news->why) {
        news->why = memory_copy_text(why);
    }
}

void journal_news_add_bad_line(struct journal_news *news, const char *why)
{
    news->bad_lines++;
    say_why(news, why);
}

void journal_news_add_unread(struct journal_news *news, const char *why,
                             const char *what_to_do)
{
    const char *before = news->unread_why;
    struct str words = str_of("%s%s%s, so what it holds is not known; %s",
                              before ? before : "", before ? "; " : "", why, what_to_do);
    free(news->unread_why);
    news->unread_why = str_take(&words);
    news->unread++;
}

void journal_news_take(struct journal_news *news, struct journal_news *more)
{
    news->bad_lines += more->bad_lines;
    if (more->why) {
        say_why(news, more->why);
    }
    if (more->unread > news->unread) {
        free(news->unread_why);
        news->unread = more->unread;
        news->unread_why = more->unread_why;
        more->unread_why = NULL;
    }
    journal_news_finish(more);
}

void journal_news_all_read(struct journal_news *news)
{
    news->told = news->told > news->unread ? news->told - news->unread : 0;
    news->unread = 0;
    free(news->unread_why);
    news->unread_why = NULL;
}

bool journal_news_tell(struct journal_news *news, struct str *words)
{
    size_t lines = news->bad_lines, files = news->unread;
    if (lines + files == news->told) {
        return false;
    }
    if (lines) {
        str_addf(words,
                 "%zu line%s kept beside the file, in its journal, cannot be read: %s",
                 lines, plural(lines), news->why);
    }
    if (files) {
        str_addf(words, "%sleft out: %s", lines ? "; " : "", news->unread_why);
    }
    news->told = lines + files;
    return true;
}
