#include "live/phones/page.h"

#include "base/html.h"
#include "live/phones/page_inside.h"
#include "live/phones/page_words.h"

#include <string.h>

/* One of the page's own sentences. */
static void say(const struct page *page, enum page_word word, struct str *out)
{
    html_add_words(out, page->words->texts[word], " ");
}

/* The same with what it says, into an attribute or between tags. */
static void say_of(const struct page *page, enum page_word word, long n, long all,
                   struct str *out)
{
    struct str said = STR_EMPTY;
    page_say(page->words, word, n, all, "", &said);
    html_add_words(out, str_text(&said), " ");
    str_finish(&said);
}

/* Somebody's words in a sentence or an attribute, in one line. */
static void add_text(struct str *out, const char *words)
{
    html_add_words(out, words, " ");
}

/* ` name="…" value="…"` */
static void add_value(struct str *out, const char *name, const char *value)
{
    str_addf(out, " name=%s value=\"", name);
    html_escape(out, value);
    str_add(out, "\"");
}

static void add_hidden(struct str *out, const char *name, const char *value)
{
    str_add(out, "<input type=hidden");
    add_value(out, name, value);
    str_add(out, ">");
}

/* ` aria-label="One dot more: Bus fares"` */
static void add_label(const struct page *page, enum page_word word, const char *of,
                      struct str *out)
{
    str_add(out, " aria-label=\"");
    say(page, word, out);
    str_add(out, ": ");
    add_text(out, of);
    str_add(out, "\"");
}

/* `<h2>Vote</h2>`, of the page's own sentences; and of somebody's words. */
static void add_said(const struct page *page, const char *tag, enum page_word word,
                     struct str *out)
{
    str_addf(out, "<%s>", tag);
    say(page, word, out);
    str_addf(out, "</%s>", tag);
}

static void add_own(const char *tag, const char *words, struct str *out)
{
    str_addf(out, "<%s>", tag);
    html_add_own(out, words);
    str_addf(out, "</%s>", tag);
}

/* A list of links, as a reader that speaks calls it. */
static void begin_links(const struct page *page, enum page_word word, struct str *out)
{
    str_add(out, "<nav aria-label=\"");
    say(page, word, out);
    str_add(out, "\">");
}

static void begin_html(const struct page_words *words, struct str *out)
{
    str_addf(out, "<!doctype html><html lang=\"%s\" dir=%s><meta charset=utf-8>",
             words->language, words->right_to_left ? "rtl" : "ltr");
}

static void add_head(const struct page *page, struct str *out)
{
    const char *news = page->refused ? page->refused : page->done;
    begin_html(page->words, out);
    str_add(out, "<meta name=viewport content=\"width=device-width\"><title>");
    if (news) {
        add_text(out, news);
        str_add(out, " – ");
    }
    add_text(out, page->title);
    str_addf(out, "</title><style>%s</style>", page_style);
}

/* Each in its own words. */
static void add_languages(const struct page *page, struct str *out)
{
    begin_links(page, WORD_LANGUAGE, out);
    for (size_t i = 0; i < page_language_count(page->languages); i++) {
        const struct page_words *words = page_language(page->languages, i);
        const char *code = words->language;
        str_addf(out, "<a href=\"?lang=%s\" lang=\"%s\"%s>", code, code,
                 words == page->words ? " aria-current=true" : "");
        html_add_own(out, words->name);
        str_add(out, "</a> ");
    }
    str_add(out, "</nav>");
}

/* Each as it is called; what is written goes to the one that is shown. */
static void add_tables(const struct page *page, struct str *out)
{
    begin_links(page, WORD_TABLE, out);
    for (size_t i = 0; i < page->table_count; i++) {
        const struct page_choice *table = &page->tables[i];
        str_addf(out, "<a href=\"?lang=%s&amp;table=", page->words->language);
        add_text(out, table->id);
        str_addf(out, "\"%s>", table->chosen ? " aria-current=true" : "");
        html_add_own(out, table->text);
        str_add(out, "</a> ");
    }
    str_add(out, "</nav>");
}

/* The table that the page is about. */
static const char *table_of(const struct page *page)
{
    for (size_t i = 0; i < page->table_count; i++) {
        if (page->tables[i].chosen) {
            return page->tables[i].id;
        }
    }
    return NULL;
}

static void add_goals(const struct page *page, struct str *out)
{
    str_add(out, "<label class=b for=g>");
    say(page, WORD_GOAL, out);
    str_add(out, "</label><select id=g name=goal>");
    for (size_t i = 0; i < page->goal_count; i++) {
        const struct page_choice *goal = &page->goals[i];
        str_add(out, "<option dir=auto value=\"");
        html_escape(out, goal->id);
        str_addf(out, "\"%s>", goal->chosen ? " selected" : "");
        add_text(out, goal->text);
        str_add(out, "</option>");
    }
    str_add(out, "</select>");
}

/* `<p lang="en">`, of what a form says in another language than the page. */
static void open_tag(const struct page *page, const char *tag, struct str *out)
{
    str_addf(out, "<%s", tag);
    if (page->form_language) {
        str_add(out, " lang=\"");
        html_escape(out, page->form_language);
        str_add(out, "\"");
    }
    str_add(out, ">");
}

static void add_columns(const struct page *page, struct str *out)
{
    str_add(out, "<fieldset>");
    add_said(page, "legend", WORD_COLUMN, out);
    open_tag(page, "div", out);
    for (size_t i = 0; i < page->column_count; i++) {
        const struct page_choice *column = &page->columns[i];
        str_add(out, "<label class=r><input type=radio");
        add_value(out, "column", column->id);
        str_addf(out, "%s><span>", column->chosen ? " checked" : "");
        html_add_own(out, column->text);
        if (column->hint && *column->hint) {
            add_own("small", column->hint, out);
        }
        str_add(out, "</span></label>");
    }
    str_add(out, "</div></fieldset>");
}

/* The first line end in it would be passed over by who reads it. */
static void add_field(const struct page *page, struct str *out)
{
    str_add(out, "<label class=b for=t>");
    say(page, WORD_TEXT, out);
    str_add(out, "</label>");
    if (page->refused) {
        str_add(out, "<p class=e id=e>");
        add_text(out, page->refused);
        str_add(out, "</p>");
    }
    str_addf(
        out, "<textarea id=t name=text rows=3 dir=auto aria-describedby=\"%sl\"%s>\n",
        page->refused ? "e " : "", page->refused ? " aria-invalid=true autofocus" : "");
    html_escape(out, page->text);
    str_add(out, "</textarea><small id=l>");
    say_of(page, WORD_LIMIT, PAGE_LONGEST_LETTERS, 0, out);
    str_add(out, "</small>");
}

/* `<button name=do value=send` */
static void begin_button(const char *does, const char *what, struct str *out)
{
    str_addf(out, "<button name=do value=\"%s", does);
    html_escape(out, what);
    str_add(out, "\"");
}

static void add_button(const struct page *page, const char *does, enum page_word word,
                       struct str *out)
{
    begin_button(does, "", out);
    str_add(out, ">");
    say(page, word, out);
    str_add(out, "</button>");
}

static void add_alone(const struct page *page, struct str *out)
{
    add_said(page, "p", WORD_ALONE, out);
    if (page->ready) {
        add_said(page, "p", WORD_IS_READY, out);
    }
}

static void add_entry(const struct page *page, struct str *out)
{
    if (page->prompt && *page->prompt) {
        open_tag(page, "p", out);
        html_add_own(out, page->prompt);
        str_add(out, "</p>");
    }
    if (page->alone) {
        add_alone(page, out);
    }
    if (page->goal_count > 1) {
        add_goals(page, out);
    } else if (page->goal_count) {
        add_hidden(out, "goal", page->goals[0].id);
    }
    if (page->column_count) {
        add_columns(page, out);
    }
    add_field(page, out);
    str_add(out, "<label for=n>");
    say(page, WORD_NAME, out);
    str_add(out, "</label><input id=n dir=auto maxlength=60 autocomplete=name");
    add_value(out, "name", page->name);
    str_add(out, ">");
    add_said(page, "small", WORD_KEPT, out);
    str_add(out, "<button class=s name=do value=send>");
    say(page, WORD_SEND, out);
    str_add(out, "</button>");
    if (page->alone) {
        add_button(page, page->ready ? "unready" : "ready",
                   page->ready ? WORD_NOT_READY : WORD_READY, out);
    }
}

static void add_answers(const struct page *page, struct str *out)
{
    for (size_t i = 0; i < page->question.choice_count; i++) {
        const struct page_choice *choice = &page->question.choices[i];
        begin_button("answer:", choice->id, out);
        str_addf(out, " aria-pressed=%s>", choice->chosen ? "true" : "false");
        html_add_own(out, choice->text);
        str_add(out, "</button>");
    }
}

static void add_question(const struct page *page, struct str *out)
{
    str_add(out, "<h2 id=q>");
    html_add_own(out, page->question.text);
    str_add(out, "</h2>");
    add_hidden(out, "question", page->question.id);
    if (page->question.by_word) {
        str_add(out, "<input");
        add_value(out, "word", page->question.word ? page->question.word : "");
        str_add(out, " dir=auto aria-labelledby=q maxlength=60><div class=d>");
        add_button(page, "answer", WORD_ANSWER, out);
        str_add(out, "</div>");
    } else {
        str_add(out, "<div class=d role=group aria-labelledby=q>");
        add_answers(page, out);
        str_add(out, "</div>");
    }
}

/* A button that sets how many dots an entry has: pressed twice, it is the same. */
static void add_dots(const struct page *page, const struct page_choice *entry, int change,
                     struct str *out)
{
    bool can = change > 0 ? page->ballot.left > 0 : entry->dots > 0;
    struct str what = str_of("%s:%ld", entry->id, entry->dots + change);
    begin_button("dots:", what.bytes, out);
    str_finish(&what);
    add_label(page, change > 0 ? WORD_MORE : WORD_LESS, entry->text, out);
    str_addf(out, "%s>%s</button>", can ? "" : " disabled", change > 0 ? "+" : "−");
}

static void add_ballot(const struct page *page, struct str *out)
{
    add_said(page, "h2", WORD_VOTE, out);
    str_add(out, "<p>");
    say_of(page, WORD_DOTS_LEFT, page->ballot.left, page->ballot.dots, out);
    str_add(out, "</p><ul>");
    for (size_t i = 0; i < page->ballot.count; i++) {
        const struct page_choice *entry = &page->ballot.entries[i];
        str_add(out, "<li id=\"");
        html_escape(out, entry->id);
        str_add(out, "\">");
        html_add_own(out, entry->text);
        add_own("small", entry->hint, out);
        str_add(out, "<div class=d>");
        add_dots(page, entry, -1, out);
        str_add(out, "<span class=r>");
        say_of(page, WORD_DOTS, entry->dots, 0, out);
        str_add(out, "</span>");
        add_dots(page, entry, 1, out);
        str_add(out, "</div></li>");
    }
    str_add(out, "</ul>");
}

static void add_sent(const struct page *page, struct str *out)
{
    add_said(page, "h2", WORD_SENT_BEFORE, out);
    str_add(out, "<ul>");
    for (size_t i = 0; i < page->sent_count; i++) {
        const struct page_sent *sent = &page->sent[i];
        str_add(out, "<li>");
        html_add_own(out, sent->text);
        add_own("small", sent->where, out);
        if (sent->about) {
            str_add(out, "<small>");
            html_add_words(out, sent->about, " ");
            str_add(out, "</small>");
        }
        if (sent->can_be_taken_back || sent->can_be_asked_for) {
            bool takes = sent->can_be_taken_back;
            enum page_word word = takes ? WORD_TAKE_BACK : WORD_ASK_BACK;
            begin_button(takes ? "back:" : "ask:", sent->once, out);
            add_label(page, word, sent->text, out);
            str_add(out, ">");
            say(page, word, out);
            str_add(out, "</button>");
        }
        str_add(out, "</li>");
    }
    str_add(out, "</ul>");
}

static void add_so_far(const struct page *page, struct str *out)
{
    add_said(page, "h2", WORD_SO_FAR, out);
    add_own("small", page->so_far_of, out); /* what it has elsewhere is not among this */
    if (page->so_far_count) {
        str_add(out, "<ul>");
        for (size_t i = 0; i < page->so_far_count; i++) {
            add_own("li", page->so_far[i], out);
        }
        str_add(out, "</ul>");
    } else {
        add_said(page, "p", WORD_NONE_YET, out);
    }
    if (page->asks) {
        add_button(page, "show", WORD_SHOW, out);
    }
}

/* A frame that says by itself when something is new, beside the button that shows it: one of
 * this form, so that what was typed stays. Nothing in the frame can be pressed. */
static void add_news(const struct page *page, struct str *out)
{
    str_add(out, "<div class=n><iframe tabindex=-1 title=\"");
    say(page, WORD_NEWS, out);
    str_addf(out, "\" src=\"?lang=%s&amp;seen=%s", page->words->language, page->seen);
    if (table_of(page)) {
        str_add(out, "&amp;table=");
        add_text(out, table_of(page));
    }
    str_add(out, "\"></iframe>");
    add_button(page, "show", WORD_NEW, out);
    str_add(out, "</div>");
}

/* What Enter in a field presses is the first button of all: it is not to be another. */
static void add_form(const struct page *page, struct str *out)
{
    bool nothing = !page->asks && !page->question.text && !page->ballot.entries;
    str_addf(out, "<form method=post action=\"/%s\"><button hidden", page->token);
    add_value(out, "do", page->question.by_word && !page->asks ? "answer" : "send");
    str_add(out, "></button>");
    add_hidden(out, "once", page->once);
    add_hidden(out, "lang", page->words->language);
    if (page->alone) {
        add_hidden(out, "alone", "1");
    }
    if (page->ready) {
        add_hidden(out, "was_ready", page->round);
    }
    if (table_of(page)) {
        add_hidden(out, "table", table_of(page));
    }
    if (page->front) {
        add_hidden(out, "front", page->front);
    }
    add_news(page, out);
    if (page->question.text) {
        add_question(page, out);
    }
    if (page->ballot.entries) {
        add_ballot(page, out);
    }
    if (page->asks) {
        add_entry(page, out);
    }
    if (nothing) { /* so that it can be looked for again */
        add_said(page, "p", WORD_NOTHING, out);
    }
    if (page->sent_count) {
        add_sent(page, out);
    }
    if (page->shows) {
        add_so_far(page, out);
    }
    str_add(out, "</form>");
}

void page_write(const struct page *page, struct str *out)
{
    add_head(page, out);
    add_languages(page, out);
    if (page->table_count) {
        add_tables(page, out);
    }
    str_add(out, "<main>");
    add_own("h1", page->title, out);
    if (page->done) {
        str_add(out, "<p role=status>");
        add_text(out, page->done);
        str_add(out, "</p>");
    }
    add_form(page, out);
    str_add(out, "</main></html>");
}

/* Its colours are the browser's: another scheme than the page's would make it a white box. */
void page_write_news(const struct page_words *words, bool is_new, struct str *out)
{
    begin_html(words, out);
    str_add(out, "<meta name=color-scheme content=\"light dark\"><title>");
    html_add_words(out, words->texts[WORD_NEWS], " ");
    str_add(out, "</title>");
    if (is_new) {
        str_addf(out, "<style>%s</style><p role=status>", page_news_style);
        html_add_words(out, words->texts[WORD_IS_NEW], " ");
    }
}

void page_write_not_found(struct str *out)
{
    str_add(out, "<!doctype html><html lang=en><meta charset=utf-8>"
                 "<meta name=viewport content=\"width=device-width\">"
                 "<title>Nothing is here</title><main><h1>Nothing is here</h1>"
                 "<p>Please scan the code on the screen again.</p></main></html>");
}
