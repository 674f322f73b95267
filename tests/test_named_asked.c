/* Which action is asked about for whom: names need their words, others what they mean. */

#include "findings/missing.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/tables.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(named_asked, .fini = end_without_fault);

/* Whether it is asked if the action is for the stakeholder; what is said to be named is not. */
static bool is_asked(const char *stakeholder, const char *action)
{
    struct str table = STR_EMPTY;
    str_addf(
        &table,
        "{\"goals\":[{\"text\":\"Go\",\"stakeholders\":[\"%s\"],\"groups\":[\"%s\"]}]}",
        stakeholder, action);
    struct session *session = session_of_tables(table.bytes);
    struct missing_list list;
    size_t count;
    bool asked = false;
    missing_find(session, session_tables(session, &count)[0], &list);
    for (size_t i = 0; i < list.count; i++) {
        asked = asked || list.items[i].facts.says == MISSING_ASKS_FOR;
    }
    missing_finish(&list);
    session_free(session);
    str_finish(&table);
    return asked;
}

struct pair {
    const char *stakeholder, *action;
};

static void expect_asked(const struct pair *pairs, size_t count, bool asked)
{
    for (size_t i = 0; i < count; i++) {
        cr_expect_eq(is_asked(pairs[i].stakeholder, pairs[i].action), asked,
                     "%s of ‘%s’ for ‘%s’", asked ? "not asked" : "asked",
                     pairs[i].action, pairs[i].stakeholder);
    }
}

Test(named_asked, a_part_of_a_name_that_stands_in_other_words_is_no_match)
{
    static const struct pair pairs[] = {
        {"Mosque on Park Road", "Free parking at the hall"},
        {"Mosque on Park Road", "A walk in the park"},
        {"mosque by the park", "Free parking at the hall"},
        {"Parking wardens", "A walk in the park"},
        {"Mosque on Park Road", "Mend the road"},
        {"Park Road Surgery", "Talk to the parking wardens"},
        {"Age UK", "Talk of old age with pride"},
        {"Age UK", "Ageing well in the UK"},
        {"Age UK Manchester", "A stall at Manchester market"},
        {"Mind", "A mindfulness course"},
        {"Leeds Mind", "A mindful minute each day"},
        {"Boots", "A bootcamp in the field"},
        {"Boots Pharmacy", "A bootcamp in the field"},
        {"Church Street Surgery", "Paint the church hall"},
        {"Church Street Surgery", "Close the street for a day"},
        {"Church Street Surgery", "Meet in the church"},
        {"Home Start", "Walks that start from home"},
        {"Turning Point", "A turning circle for the bus"},
        {"Turning Point", "A starting point for walks"},
        {"Green Lane School", "A green space with benches"},
        {"Green Lane School", "Light the lane"},
        {"Bridge Street Library", "Bridging loans"},
        {"Well Being Hub", "A well in the garden"},
        {"Men's Shed", "Paint the garden shed"},
        {"Silver Line", "A telephone line"},
        {"British Heart Foundation", "Put the heart back into town"},
        {"Meadow Well Centre", "A well woman clinic"},
        {"King's Mill Hospital", "Open the mill to visitors"},
        {"Fire Station Cafe", "A walk from the station"},
    };
    expect_asked(pairs, LENGTH(pairs), false);
}

Test(named_asked, whoever_may_be_meant_is_asked_about)
{
    static const struct pair pairs[] = {
        {"Mosque on Park Road", "Ask the mosque for a room"},
        {"Mosque on Park Road", "Park Road residents' choir"},
        {"Park Road Surgery", "Leaflets at the surgery"},
        {"Park Road Surgery", "Leaflets at Park Road"},
        {"Age UK Manchester", "Hospital lends Age UK a desk"},
        {"Age UK Manchester", "hospital lends age uk a desk"},
        {"Age UK Manchester", "Manchester Age Concern"},
        /* half of a name with a capital may be it or not */
        {"Leeds Mind", "Posters all over Leeds"},
        {"Citizens Advice", "Advice on food from cooks"},
        {"The Red Cross", "Cross the road safely"},
        {"Leeds Mind", "Mind runs a course"},
        {"Boots Pharmacy", "A shelf of leaflets at Boots"},
        {"Church Street Surgery", "Church Street opens late"},
        {"Church Street Surgery", "The surgery opens late"},
        {"Citizens Advice Bureau", "Citizens Advice comes to the library"},
        {"Home Start Leeds", "Home Start trains us"},
        {"Green Lane School", "Cooking at the school"},
        {"Bridge Street Library", "Stories in the library"},
        {"British Heart Foundation", "British Heart shop lends a room"},
        {"King's Mill Hospital", "The hospital sends a nurse"},
        {"St Mary's Church", "Lunch at the church"},
        {"Faith groups", "Ask faith leaders"},
        {"GPs", "Doctors hand out the leaflet"},
        {"Older people", "Pensioners' lunch"},
        {"Young carers", "A club for carers"},
        {"Parents of toddlers", "Parents run a stall"},
        {"Bus drivers", "Train the drivers"},
        {"School nurses", "Nurses visit"},
        {"Taxi firms", "Half price taxis"},
        {"Sports clubs", "Each club has a taster day"},
        {"Local businesses", "Shops and businesses pay for it"},
    };
    expect_asked(pairs, LENGTH(pairs), true);
}
