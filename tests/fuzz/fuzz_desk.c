/* What phones send, whatever that is: the page stays one page, nothing in it runs, nobody
 * gives more dots than there are, and what comes of it is what a file may hold.
 *
 * A line a request: a letter chooses the phone and whether it looks or sends, one how much
 * time passes, and the rest is the form. */

#include "fuzz.h"

#include "base/utf8.h"
#include "live/phones/desk.h"
#include "live/phones/web_form.h"
#include "model/alone.h"
#include "model/ballot.h"
#include "model/offers.h"
#include "store/file.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { DOTS = 3, PHONES = 8 };

struct room {
    struct session *session;
    struct author author;
    const struct record *table;
    struct page_languages *languages;
    struct desk *desk;
    int64_t now_ms;
};

static void set(struct room *r, const char *field)
{
    MUST(author_set(&r->author, r->table, field, VALUE_OF_TEXT("yes"), NULL), "%s",
         field);
}

static void begin(struct room *r, unsigned how)
{
    struct ballot ballot = {.state = BALLOT_OPEN, .dots = DOTS};
    MUST(sodium_init() >= 0, "no chance");
    *r = (struct room){.session = session_new(), .now_ms = INT64_C(1487764800000)};
    author_init(&r->author, r->session, 1, NULL);
    r->author.seen_edits = SIZE_MAX;
    r->author.now_ms = r->now_ms;
    r->table =
        author_add_table(&r->author, "rsa", "Walking", NULL, "2017-02-22", "4", NULL);
    const struct record *goal =
        author_add_goal(&r->author, r->table, NULL, "More walking", NULL);
    author_add_note(&r->author, goal, "barriers", NULL, "Rain", NULL);
    if (how & 1) {
        set(r, PHONES_STRAIGHT);
    }
    if (how & 2) {
        set(r, PHONES_SEE);
    }
    if (how & 4) {
        set(r, PHONES_VOTE);
        author_set_ballot(&r->author, r->table, ballot, NULL);
    }
    if (how & 8) {
        author_begin_alone(&r->author, r->table, NULL);
    }
    static struct page_languages *languages; /* of all runs: files are slow to read */
    languages = languages ? languages : page_languages_read(NULL);
    r->languages = languages;
    r->desk = desk_new(&r->author, r->languages, "3k0s7d5h2xq9a");
}

static void finish(struct room *r)
{
    desk_free(r->desk);
    author_finish(&r->author);
    session_free(r->session);
}

static size_t count(const char *text, const char *part)
{
    size_t found = 0;
    while ((text = strstr(text, part))) {
        text += strlen(part);
        found++;
    }
    return found;
}

static void look_at(const struct web_answer *answer)
{
    const char *page = str_text(&answer->body);
    if (answer->status == 303) {
        MUST(!strpbrk(str_text(&answer->see), "\r\n\" <"), "%s", answer->see.bytes);
        return;
    }
    MUST(utf8_valid(page, answer->body.len_bytes, NULL), "no UTF-8");
    MUST(count(page, "</html>") == 1 && count(page, "</form>") == 1, "%s", page);
    MUST(count(page, "</textarea>") <= 1 && count(page, "<style") == 1, "%s", page);
    MUST(!strstr(page, "<script") && !strstr(page, "<img"), "%s", page);
}

static void ask(struct room *r, const char *line, size_t len_bytes)
{
    struct web_form form = {.count = 0};
    struct web_answer answer = {.status = 0};
    unsigned who = (unsigned char)line[0];
    char phone[] = "p0";
    phone[1] = (char)('0' + who % PHONES);
    r->now_ms += (int64_t)(unsigned char)line[1] * 40;
    if (web_form_read(&form, line + 2, len_bytes - 2)) {
        struct web_request request = {.post = who & 64,
                                      .phone = who & 128 ? "" : phone,
                                      .accepts = "",
                                      .fields = form.fields,
                                      .field_count = form.count};
        desk_answer(r->desk, &request, r->now_ms, &answer);
        look_at(&answer);
    }
    web_form_finish(&form);
    str_finish(&answer.body);
    str_finish(&answer.see);
}

/* What they gave, by voter; with a cookie there are no more of them than phones. */
static void look_at_votes(struct room *r)
{
    struct tally *tally = malloc(sizeof *tally);
    tally_votes(r->session, r->table, tally);
    MUST(tally->phones <= PHONES && tally->phone_dots <= (long)PHONES * DOTS,
         "%zu phones gave %ld dots", tally->phones, tally->phone_dots);
    free(tally);
}

static void look_at_file(struct room *r)
{
    char *text = fuzz_written(r->session);
    struct session_file file = {0};
    struct err err = ERR_NONE;
    MUST(file_read("t.json", text, strlen(text), 0, true, &file, NULL, &err), "%s",
         err_text(&err));
    MUST(session_edit_count(file.session) == session_edit_count(r->session), "lost");
    file_close(&file);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len_bytes)
{
    struct room room;
    char *text = fuzz_copy(bytes, len_bytes);
    const char *at = text, *end = text + len_bytes;
    begin(&room, len_bytes ? *bytes : 0);
    at += len_bytes > 0;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end;
        if (stop - at > 2) {
            ask(&room, at, (size_t)(stop - at));
        }
        at = stop + 1;
    }
    look_at_votes(&room);
    look_at_file(&room);
    finish(&room);
    free(text);
    return 0;
}
