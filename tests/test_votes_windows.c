/* Two windows on one file enter dots at one moment. */

#include "model/ballot.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/scene.h"

#include <criterion/criterion.h>

TestSuite(votes_windows, .init = enter_folder, .fini = folder_finish);

/* Another window gives a dot as person 1, so long (ms) before it is heard of. */
static struct company another_gives(struct scene *s, int64_t before_ms)
{
    struct company another;
    struct author *author = &s->phone.writer.author;
    size_t count;
    struct err err = ERR_NONE;
    const struct record *goal = phone_goal(&s->phone, 0);
    uint64_t first = author->next_number;
    company_join(&another, s->path, author->actor, "Ben", MEMBER_WRITES);
    typist_wait(s->ana, "Ben");
    author->now_ms -= before_ms;
    author->seen_edits = SIZE_MAX;
    cr_assert(author_move_dot(
        author, goal_notes(s->phone.writer.file.session, goal, "barriers", &count)[0],
        "person 1", 1, &err));
    phone_tell(&s->phone, first);
    return another;
}

static void begin_ballot(struct scene *s)
{
    typist_press(s->ana, "v", "First a ballot: how many dots?");
    typist_press(s->ana, "3", "Began a ballot: 3 dots a person");
    typist_press(s->ana, "v", "A dot for ‘Adverts’. Person 1: 2 of 3 dots left.");
    scene_open_phone(s);
}

Test(votes_windows, whoever_was_later_goes_on_as_another_person_and_is_told)
{
    struct scene s = scene_begin(24, 80, NULL);
    typist_type(s.ana, "2");
    begin_ballot(&s);
    struct company another = another_gives(&s, 60000);
    typist_wait_wrapped(s.ana,
                        "Another window began with person 1 at the same moment: the dot "
                        "given here counts as theirs. u takes it back; here it is the "
                        "turn of person 2.");
    typist_wait(s.ana, "Voting: person 2 has 3 of 3 dots");
    typist_press(s.ana, "v", "A dot for ‘Adverts’. Person 2: 2 of 3 dots left.");
    company_leave(&another);
    scene_end(&s);
}

Test(votes_windows, whoever_was_first_goes_on)
{
    struct scene s = scene_begin(24, 80, NULL);
    typist_type(s.ana, "2");
    begin_ballot(&s);
    struct company another = another_gives(&s, -60000);
    typist_wait(s.ana, "Voting: person 1 has 1 of 3 dots");
    typist_press(s.ana, "v", "A dot for ‘Adverts’. Person 1 has given all 3 dots");
    company_leave(&another);
    scene_end(&s);
}
