/* An entry is deleted, or its phone takes it back, while somebody words it anew in a box. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/scene.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(deleted_meanwhile, .init = enter_folder, .fini = folder_finish);

/* A phone's words stand at once, and Ana adds to them; she has not saved that yet. */
static struct scene begin(void)
{
    struct scene s = scene_begin(24, 80, NULL);
    scene_open_phone(&s);
    phone_send(&s.phone, "a1", phone_goal(&s.phone, 0), "barriers", "No bus", NULL);
    struct author *author = &s.phone.writer.author;
    uint64_t first = author->next_number;
    struct offer offer;
    cr_assert(offer_find(s.phone.writer.file.session, "a1", &offer));
    cr_assert(author_take_offer(author, &offer, offer.goal, offer.column, NULL, NULL));
    phone_tell(&s.phone, first);
    typist_wait(s.ana, "· No bus");
    typist_press(s.ana, "2\x1b[B", "▶ No bus");
    typist_press(s.ana, "e", "── Editing ‘No bus’");
    typist_press(s.ana, " here", "No bus here");
    return s;
}

static const struct record *sent(const struct scene *s)
{
    return session_record(s->phone.writer.file.session, "note", "a1");
}

/* By the phone's program, or by somebody else. */
static void delete_it(struct scene *s, struct author *author, const struct record *record)
{
    phone_look(&s->phone);
    uint64_t first = author->next_number;
    author->now_ms = s->phone.writer.author.now_ms + 1000;
    author->seen_edits = SIZE_MAX;
    cr_assert(author_delete(author, record, NULL));
    for (uint64_t n = first; n < author->next_number; n++) {
        const struct edit *edit =
            session_edit(author->session, (struct edit_key){author->actor, n});
        cr_assert(journal_append(&s->phone.writer.file.journal, &edit, 1, NULL));
    }
    company_tell(&s->phone.beside.company);
}

/* Whoever was asked, and has it stand again, settled that: nobody is asked once more. */
static void expect_settled(struct scene *s, const char *words)
{
    typist_press(s->ana, CTRL_S, "Saved to");
    struct ran ran =
        program_run(NULL, WORDS("roundtable", "merge", "-o", "m.json", s->path));
    expect_no_part(str_text(&ran.out), "deleted by one and written by another");
    expect_no_part(str_text(&ran.out), "worded in several ways");
    ran_finish(&ran);
    ran = program_run(NULL, WORDS("roundtable", "log", "m.json"));
    expect_part(str_text(&ran.out), words);
    expect_no_part(str_text(&ran.out), "Not settled");
    ran_finish(&ran);
}

Test(deleted_meanwhile, who_adds_to_what_a_phone_takes_back_is_told_and_asked)
{
    struct scene s = begin();
    delete_it(&s, &s.phone.writer.author, sent(&s));
    typist_wait(s.ana, "── Taken back by its phone: Editing ‘No bus’");
    typist_type(s.ana, "\r");
    typist_wait_wrapped(s.ana, "Taken back by its phone while you wrote. Enter once more "
                               "has it stand there again");
    typist_press(s.ana, "\r", "▶ No bus here");
    expect_settled(&s, "No bus here");
    scene_end(&s);
}

/* The program that serves them may have been begun anew within that minute: as another writer. */
Test(deleted_meanwhile, by_a_phone_it_is_also_if_its_program_was_begun_anew)
{
    struct scene s = begin();
    struct author anew;
    author_init(&anew, s.phone.writer.file.session, 4712, NULL);
    company_leave(&s.phone.beside.company);
    company_join(&s.phone.beside.company, s.path, anew.actor, "", MEMBER_IS_PHONES);
    delete_it(&s, &anew, sent(&s));
    typist_wait(s.ana, "── Taken back by its phone: Editing ‘No bus’");
    typist_type(s.ana, ESC);
    typist_wait_wrapped(s.ana, "Whoever sent it took it back while you wrote.");
    author_finish(&anew);
    scene_end(&s);
}

Test(deleted_meanwhile, who_leaves_it_then_keeps_the_words_where_they_were_to_stand)
{
    struct scene s = begin();
    delete_it(&s, &s.phone.writer.author, sent(&s));
    typist_wait(s.ana, "── Taken back by its phone: Editing ‘No bus’");
    typist_type(s.ana, ESC);
    typist_wait_wrapped(s.ana, "Whoever sent it took it back while you wrote. Kept as a "
                               "draft in the grid");
    typist_press(s.ana, "a", "No bus here");
    typist_leave_box(s.ana);
    scene_end(&s);
}

Test(deleted_meanwhile, of_what_somebody_else_deletes_it_is_said_who_did)
{
    struct scene s = begin();
    struct author ben;
    author_init(&ben, s.phone.writer.file.session, 99, "Ben");
    delete_it(&s, &ben, sent(&s));
    typist_wait(s.ana, "── Deleted by Ben: Editing ‘No bus’");
    typist_type(s.ana, "\r");
    typist_wait_wrapped(s.ana, "Deleted by Ben while you wrote.");
    typist_press(s.ana, "\r", "▶ No bus here");
    expect_settled(&s, "No bus here");
    typist_press(s.ana, "u", "Undid: brought back ‘No bus’");
    author_finish(&ben);
    scene_end(&s);
}

/* Rain, typed below a goal that Ben deletes meanwhile; Enter asks. */
static struct scene write_below_deleted_goal(struct author *ben)
{
    struct scene s = begin();
    typist_type(s.ana, ESC);
    typist_wait_gone(s.ana, "Editing");
    typist_press(s.ana, "a", "New note in 2 Barriers");
    typist_press(s.ana, "Rain", "Rain");
    author_init(ben, s.phone.writer.file.session, 99, "Ben");
    delete_it(&s, ben, phone_goal(&s.phone, 0));
    typist_wait(s.ana, "── Its goal was deleted by Ben: New note");
    typist_type(s.ana, "\r");
    typist_wait_wrapped(s.ana, "Its goal was deleted by Ben while you wrote.");
    return s;
}

Test(deleted_meanwhile, a_goal_that_comes_back_for_a_note_is_settled)
{
    struct author ben;
    struct scene s = write_below_deleted_goal(&ben);
    typist_press(s.ana, "\r", "▶ Rain");
    expect_settled(&s, "added the barrier ‘Rain’");
    typist_leave_box(s.ana);
    author_finish(&ben);
    scene_end(&s);
}

/* Whatever is typed for a goal that is gone would have it stand there again. */
Test(deleted_meanwhile,
     nor_does_a_goal_come_back_unasked_for_a_note_that_is_typed_below_it)
{
    static const char said[] = "Its goal was deleted by Ben";
    struct author ben;
    struct scene s = write_below_deleted_goal(&ben);
    typist_press(s.ana, "Snow", "Rain Snow"); /* by who did not read that */
    typist_type(s.ana, ESC);
    typist_wait_wrapped(s.ana, "Kept as a draft, not yet as an entry: g brings it back.");
    typist_press(s.ana, "g", "Rain Snow");
    typist_leave_box(s.ana);
    phone_look(&s.phone);
    cr_expect_not(typist_sees(s.ana, said));
    author_finish(&ben);
    scene_end(&s);
}
