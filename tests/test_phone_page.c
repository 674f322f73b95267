/* The page that phones are shown. */

#include "base/html.h"
#include "live/phones/page.h"
#include "live/phones/page_words.h"
#include "model/alone.h"
#include "model/offers.h"
#include "store/forms.h"
#include "support/counter.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct counter c;

static void enter(void)
{
    counter_enter(&c);
}

static void leave(void)
{
    counter_leave(&c);
}

TestSuite(phone_page, .init = enter, .fini = leave);

Test(phone_page, it_has_4_KB_in_every_language_as_long_as_nobody_wrote_anything)
{
    static const char *const stages[] = {NULL, "map", "ideas"};
    for (size_t s = 0; s < LENGTH(stages); s++) {
        counter_set(&c, "stage", stages[s]);
        for (size_t i = 0; i < page_language_count(c.languages); i++) {
            const char *language = page_language(c.languages, i)->language;
            size_t bytes = strlen(COUNTER_GET(&c, "", "lang", language));
            cr_expect_leq(bytes, PAGE_MOST_BYTES, "%s: %zu bytes in stage %s", language,
                          bytes, stages[s] ? stages[s] : "none");
        }
    }
}

Test(phone_page, it_says_what_is_kept_of_people)
{
    expect_part(COUNTER_GET(&c, "", NULL),
                "Kept: your words, when, and a name if you give one.");
}

/* What it knew of a phone goes with the program; an open page brings it again. */
Test(phone_page, that_somebody_is_ready_outlasts_the_program)
{
    cr_assert(author_begin_alone(&c.ana, c.table, NULL));
    const char *round = table_alone(c.table);
    COUNTER_POST(&c, "p1", "do", "ready", "name", "Zoe");
    struct str field = str_of("name=was_ready value=\"%s\"", round);
    expect_part(COUNTER_GET(&c, "p1", NULL), field.bytes);
    str_finish(&field);
    desk_free(c.desk);
    c.desk = desk_new(&c.author, c.languages, "3k0s7d5h2xq9a");
    cr_expect_eq(desk_ready(c.desk), 0);
    COUNTER_POST(&c, "p1", "was_ready", round, "name", "Zoe", "text", "Bus fares");
    cr_expect_eq(desk_ready(c.desk), 1);
    expect_part(COUNTER_GET(&c, "p1", NULL), "value=\"Zoe\"");
    COUNTER_POST(&c, "p1", "do", "unready");
    COUNTER_POST(&c, "p1", "was_ready", round, "text", "Bus stops"); /* an older page */
    cr_expect_eq(desk_ready(c.desk), 0);
    COUNTER_POST(&c, "p2", "was_ready", "another", "text", "Rain");
    cr_expect_eq(desk_ready(c.desk), 0);
}

Test(phone_page, it_says_its_language_and_direction_and_offers_the_others)
{
    const char *page = COUNTER_GET(&c, "", "lang", "ur");
    expect_part(page, "<html lang=\"ur\" dir=rtl>");
    expect_part(page, "<a href=\"?lang=cy\" lang=\"cy\">");
    expect_part(page, "<a href=\"?lang=ur\" lang=\"ur\" aria-current=true>");
    expect_part(page, "name=lang value=\"ur\"");
    expect_part(COUNTER_GET(&c, "", "lang", "pl"), "<html lang=\"pl\" dir=ltr>");
}

Test(phone_page, the_stage_chooses_the_columns_and_asks_its_question)
{
    expect_part(COUNTER_GET(&c, "", NULL), "value=\"barriers\" checked");
    counter_set(&c, "stage", "map");
    expect_part(COUNTER_GET(&c, "", NULL), "Barriers: what gets in the way");
    counter_set(&c, "stage", "ideas");
    const char *page = COUNTER_GET(&c, "", NULL);
    expect_part(page, "value=\"organisations\" checked");
    expect_part(page, "Organisations: what could they start");
    expect_no_part(page, "barriers");
}

/* What a column says, and what is asked: none of the one form, some of the other. */
static void expect_form(const char *language, const struct template *form,
                        const struct template * not )
{
    static const char *const stages[] = {NULL, "map", "ideas"};
    for (size_t s = 0; s < LENGTH(stages); s++) {
        counter_set(&c, "stage", stages[s]);
        const char *page = COUNTER_GET(&c, "", "lang", language);
        const char *grid = stages[s] ? template_stage(form, stages[s])->grid : "map";
        const struct grid *here = template_grid(form, grid),
                          *other = template_grid(not, grid);
        for (size_t i = 0; i < here->column_count; i++) {
            struct str title = STR_EMPTY, prompt = STR_EMPTY;
            html_add_own(&title, here->columns[i].title);
            html_add_own(&prompt, here->columns[i].prompt);
            expect_part(page, title.bytes);
            expect_part(page, prompt.bytes);
            str_finish(&title);
            str_finish(&prompt);
            expect_no_part(page, other->columns[i].prompt);
        }
        const struct stage *asks = stages[s] ? template_stage(not, stages[s]) : NULL;
        for (size_t i = 0; asks && i < asks->prompt_count; i++) {
            expect_no_part(page, asks->prompts[i]);
        }
    }
}

/* And what nobody has put into that language says in which it is. */
Test(phone_page, what_the_form_says_is_in_the_language_of_the_phone_where_that_has_it)
{
    struct template *welsh = form_installed("rsa-cy", NULL);
    const struct template *english = template_builtin(0);
    expect_form("cy", welsh, english);
    expect_form("en", english, welsh);
    expect_form("pl", english, welsh);
    expect_part(COUNTER_GET(&c, "", "lang", "pl"), "lang=\"en\">");
    expect_no_part(COUNTER_GET(&c, "", "lang", "cy"), "lang=\"en\">Or");
    cr_assert(session_add_template(c.session, welsh, NULL));
    counter_set(&c, "template", "rsa-cy");
    expect_form("cy", welsh, english);
    expect_form("en", english, welsh);
    expect_form("ur", welsh, english);
    template_free(welsh);
}

/* The form of that file, called otherwise as long as its name is. */
static char *form_called(const char *file, const char *id)
{
    char *path = repo_path(file), *text = text_file_read(path);
    memcpy(strstr(text, "\"rsa") + 1, id, strlen(id));
    free(path);
    return text;
}

Test(phone_page, words_of_a_room_for_its_form_stand_as_they_are)
{
    char *text = form_called("templates/rsa.json", "own");
    char *welsh = form_called("templates/rsa.cy.json", "own-cy");
    char *folder = test_path("data");
    setenv("ROUNDTABLE_DATA", folder, 1);
    text_file_write("data/templates/own.json", text);
    text_file_write("data/templates/own.cy.json", welsh);
    memcpy(strstr(text, "What stands in the way of this goal?"), "Whoa", 4);
    struct template *own = template_read_text("own", text, NULL);
    cr_assert(own && session_add_template(c.session, own, NULL));
    counter_set(&c, "template", "own");
    const char *page = COUNTER_GET(&c, "", "lang", "cy");
    expect_part(page, "Whoa stands in the way of this goal?");
    expect_part(page, "Rhwystrau");
    template_free(own);
    free(folder);
    free(welsh);
    free(text);
}

Test(phone_page, a_question_of_a_stage_without_a_grid_is_not_asked_of_a_column)
{
    static const char *const stages[] = {"break", "lunch"};
    for (size_t i = 0; i < LENGTH(stages); i++) {
        const struct stage *stage = template_stage(template_builtin(0), stages[i]);
        cr_assert(stage && stage->prompt_count, "%s", stages[i]);
        counter_set(&c, "stage", stages[i]);
        expect_no_part(COUNTER_GET(&c, "", NULL), stage->prompts[0]);
    }
}

Test(phone_page, without_goals_it_asks_for_one)
{
    cr_assert(author_delete(&c.ana, c.goal, NULL));
    const char *page = COUNTER_GET(&c, "", NULL);
    expect_part(page, "What would you like to see change?");
    expect_no_part(page, "input type=radio");
}

Test(phone_page, without_a_table_it_says_so)
{
    struct counter empty = {.session = session_new()};
    author_init(&empty.author, empty.session, 1, NULL);
    empty.languages = page_languages_read(NULL);
    empty.desk = desk_new(&empty.author, empty.languages, "3k0s7d5h2xq9a");
    expect_part(COUNTER_GET(&empty, "", NULL), "Nothing is asked just now.");
    expect_no_part(COUNTER_POST(&empty, "", "text", "x", "do", "dots:note:x:1"), "Sent");
    COUNTER_POST(&empty, "", "text", "x", "do", "ready");
    COUNTER_POST(&empty, "", "text", "x", "do", "send");
    cr_expect_eq(session_edit_count(empty.session), 0);
    desk_free(empty.desk);
    page_languages_free(empty.languages);
    author_finish(&empty.author);
    session_free(empty.session);
    str_finish(&empty.answer.body);
    str_finish(&empty.answer.see);
}

/* Every text of it is hostile: it stays a text. */
Test(phone_page, hostile_words_stay_words_wherever_they_stand)
{
    static const char hostile[] =
        "\"'><script>alert(1)</script></textarea></title></style>&lt;\xe2\x80\xae";
    struct page_words words = *page_language(c.languages, 0);
    struct page_choice choice = {
        .id = hostile, .text = hostile, .hint = hostile, .dots = 1};
    struct page_sent sent = {.once = hostile,
                             .text = hostile,
                             .where = hostile,
                             .can_be_taken_back = true,
                             .about = hostile};
    const char *so_far[] = {hostile};
    struct str out = STR_EMPTY;
    for (size_t i = 0; i < WORD_COUNT; i++) {
        words.texts[i] = hostile;
    }
    struct page page = {
        .words = &words,
        .languages = c.languages,
        .token = "3k0s7d5h2xq9a",
        .title = hostile,
        .once = hostile,
        .name = hostile,
        .asks = true,
        .prompt = hostile,
        .goals = (struct page_choice[]){choice, choice},
        .columns = &choice,
        .goal_count = 2,
        .column_count = 1,
        .text = hostile,
        .refused = hostile,
        .done = hostile,
        .alone = true,
        .ready = true,
        .round = hostile,
        .seen = "3k0s7d5h2xq9a",
        .question = {hostile, hostile, false, hostile, &choice, 1},
        .ballot = {&choice, 1, 1, 3},
        .sent = &sent,
        .sent_count = 1,
        .shows = true,
        .so_far_of = hostile,
        .so_far = so_far,
        .so_far_count = 1,
    };
    page_write(&page, &out);
    page.question.by_word = true;
    page_write(&page, &out);
    expect_no_part(out.bytes, "<script");
    cr_expect_eq(parts_in(out.bytes, "<style>"), 2);
    cr_expect_eq(parts_in(out.bytes, "</style>"), 2);
    cr_expect_eq(parts_in(out.bytes, "</title>"), 2);
    cr_expect_eq(parts_in(out.bytes, "</textarea>"), 2);
    cr_expect_eq(parts_in(out.bytes, "</form>"), 2);
    expect_no_part(out.bytes, "\"\"'");
    cr_expect_gt(parts_in(out.bytes, "&quot;&#39;&gt;&lt;script&gt;"), 60);
    str_finish(&out);
}

Test(phone_page, its_policy_lets_nothing_in_but_its_own_styles_and_frame)
{
    struct str policy = STR_EMPTY;
    page_write_policy(&policy);
    expect_part(policy.bytes, "default-src 'none'; style-src 'sha256-");
    expect_part(policy.bytes, "; frame-src 'self'; ");
    expect_part(policy.bytes, "; frame-ancestors 'self'");
    expect_no_part(policy.bytes, "unsafe");
    const char *page = COUNTER_GET(&c, "", NULL);
    expect_no_part(page, "<script");
    expect_no_part(page, "style=");
    cr_expect_eq(parts_in(page, "src="), 1);
    expect_part(page, " src=\"?lang=en&amp;seen=");
    str_finish(&policy);
}

Test(phone_page, a_refused_entry_stays_in_its_field_with_the_fault_beside_it)
{
    char *text = malloc(302);
    memset(text, 'x', 301);
    text[301] = '\0';
    const char *page = COUNTER_POST(&c, "ana", "text", text, "once", "a1");
    expect_part(page, "<p class=e id=e>300 letters at most, please; there are 301.</p>");
    expect_part(page, "aria-describedby=\"e l\" aria-invalid=true");
    expect_part(page, text);
    expect_part(page, "name=once value=\"a1\"");
    free(text);
}

Test(phone_page, what_became_of_each_that_was_sent_is_said_and_where_it_stands)
{
    struct offer offer;
    COUNTER_POST(&c, "p1", "once", "a1", "text", "Bus fares", "goal", record_id(c.goal),
                 "column", "barriers");
    COUNTER_POST(&c, "p1", "once", "a2", "text", "Dark streets", "goal",
                 record_id(c.goal), "column", "barriers");
    cr_assert(offer_find(c.session, "a1", &offer));
    cr_assert(author_take_offer(&c.ana, &offer, c.goal, "stakeholders", NULL, NULL));
    const char *page = COUNTER_GET(&c, "p1", NULL);
    const char *waits = strstr(page, "<li><bdi>Dark streets</bdi><small><bdi>Barriers"),
               *taken = strstr(page, "<li><bdi>Bus fares</bdi><small><bdi>Stakeholders");
    cr_assert(waits && taken && waits < taken, "%s", page);
    cr_expect(strstr(waits, "It waits: somebody at the table reads it first.") < taken);
    expect_part(taken, "The table has it.");
    expect_no_part(taken, "It waits");
}

static const char *said_by(const char *once)
{
    struct offer offer;
    cr_assert(offer_find(c.session, once, &offer));
    return offer.by;
}

/* Ana may be at a laptop, and on a phone, and on two. */
Test(phone_page, a_name_that_phones_give_is_told_from_that_of_others)
{
    struct offer offer;
    COUNTER_POST(&c, "p1", "once", "a1", "text", "Bus fares", "goal", record_id(c.goal),
                 "column", "barriers", "name", "Ana");
    COUNTER_POST(&c, "p2", "once", "a2", "text", "Dark streets", "goal",
                 record_id(c.goal), "column", "barriers", "name", "ana");
    COUNTER_POST(&c, "p1", "once", "a3", "text", "Rain", "name", "Ana");
    COUNTER_POST(&c, "p3", "once", "a4", "text", "Mud", "name", "");
    cr_expect_str_eq(said_by("a1"), "Ana (phone)");
    cr_expect_str_eq(said_by("a2"), "ana (phone 2)");
    cr_expect_str_eq(said_by("a3"), "Ana (phone)");
    cr_expect_str_eq(said_by("a4"), "");
    cr_assert(offer_find(c.session, "a2", &offer));
    const struct record *entry =
        author_take_offer(&c.ana, &offer, c.goal, "barriers", NULL, NULL);
    cr_expect_str_eq(record_author(entry)->by, "ana (phone 2)");
    expect_part(COUNTER_GET(&c, "p1", NULL), "value=\"Ana\""); /* as its owner wrote it */
    desk_free(c.desk); /* it is begun again, and knows of no phone */
    c.desk = desk_new(&c.author, c.languages, "3k0s7d5h2xq9a");
    COUNTER_POST(&c, "p4", "once", "a5", "text", "Wind", "name", "Ana");
    COUNTER_POST(&c, "p2", "once", "a6", "text", "Snow", "name", "ana");
    cr_expect_str_eq(said_by("a5"), "Ana (phone 3)");
    cr_expect_str_eq(said_by("a6"), "ana (phone 2)");
}

Test(phone_page, of_what_the_table_has_in_other_words_it_says_so)
{
    struct offer offer;
    COUNTER_POST(&c, "p1", "once", "a1", "text", "Bus fares", "goal", record_id(c.goal),
                 "column", "barriers");
    cr_assert(offer_find(c.session, "a1", &offer));
    const struct record *entry =
        author_take_offer(&c.ana, &offer, c.goal, "barriers", "The bus is dear", NULL);
    const char *page = COUNTER_GET(&c, "p1", NULL);
    expect_part(page, "<li><bdi>Bus fares</bdi>");
    expect_part(page, "<small>The table has it in other words.</small>");
    expect_no_part(page, "The bus is dear"); /* phones see what is let to be seen alone */
    cr_assert(author_reword(&c.ana, entry, "Bus fares", NULL));
    expect_part(COUNTER_GET(&c, "p1", NULL), "<small>The table has it.</small>");
}

Test(phone_page, of_what_was_put_aside_nobody_says_that_it_waits_to_be_read)
{
    struct offer offer;
    COUNTER_POST(&c, "p1", "once", "a1", "text", "Bus fares", "goal", record_id(c.goal),
                 "column", "barriers");
    cr_assert(offer_find(c.session, "a1", &offer));
    cr_assert(author_put_offer_aside(&c.ana, &offer, true, NULL));
    const char *page = COUNTER_GET(&c, "p1", NULL);
    expect_part(page, "<small>The table has put it aside for now.</small>");
    expect_no_part(page, "It waits");
    expect_part(page, "back:a1");
    static const char *const others[] = {"cy", "pl", "ur"};
    for (size_t i = 0; i < LENGTH(others); i++) {
        expect_no_part(COUNTER_GET(&c, "p1", "lang", others[i]), "put it aside");
    }
}

/* Else whoever wrote it thinks that it never came, and sends it again. */
Test(phone_page, what_the_table_deleted_is_told_until_it_is_brought_back)
{
    struct offer offer;
    COUNTER_POST(&c, "p1", "once", "a1", "text", "Bus fares", "goal", record_id(c.goal),
                 "column", "barriers");
    cr_assert(offer_find(c.session, "a1", &offer));
    const struct record *entry =
        author_take_offer(&c.ana, &offer, c.goal, "barriers", NULL, NULL);
    cr_assert(author_delete(&c.ana, entry, NULL));
    const char *page = COUNTER_GET(&c, "p1", NULL);
    expect_part(page, "<li><bdi>Bus fares</bdi>");
    expect_part(page, "<small>The table has taken it out again.</small>");
    expect_no_part(page, "back:a1");
    expect_no_part(page, "ask:a1");
    static const char *const others[] = {"cy", "pl", "ur"};
    for (size_t i = 0; i < LENGTH(others); i++) {
        expect_no_part(COUNTER_GET(&c, "p1", "lang", others[i]), "taken it out");
    }
    cr_assert(author_bring_back(&c.ana, entry, NULL));
    expect_part(COUNTER_GET(&c, "p1", NULL), "<small>The table has it.</small>");
}

Test(phone_page, what_the_table_has_is_said_of_the_cell_that_is_chosen)
{
    counter_set(&c, PHONES_SEE, "yes");
    expect_part(COUNTER_GET(&c, "p1", NULL), "has so far</h2><small><bdi>Barriers");
}

Test(phone_page,
     what_the_form_says_is_marked_as_its_language_where_the_page_is_in_another)
{
    expect_no_part(COUNTER_GET(&c, "p1", "lang", "en"), "<div lang=");
    expect_part(COUNTER_GET(&c, "p1", "lang", "pl"), "<div lang=\"en\"><label");
}
