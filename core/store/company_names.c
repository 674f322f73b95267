/* Who is there, by number and by name. */

#include "store/company.h"

#include <string.h>

size_t company_count(const struct company *c, enum member_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < c->count; i++) {
        count += c->members[i].kind == kind;
    }
    return count;
}

size_t company_writers(const struct company *c)
{
    return c->count - company_count(c, MEMBER_FOLLOWS);
}

size_t company_rooms(const struct company *c)
{
    return company_count(c, MEMBER_IS_ROOM);
}

bool company_followed(const struct company *c)
{
    return company_count(c, MEMBER_FOLLOWS) > 0;
}

/* The first of those here who said what they are called; "" if none did. */
static const char *first_name(const struct company *c)
{
    for (size_t i = 0; i < c->count; i++) {
        if (c->members[i].kind == MEMBER_WRITES && *c->members[i].name) {
            return c->members[i].name;
        }
    }
    return "";
}

bool company_has_name(const struct company *c, const char *name)
{
    bool here = false;
    for (size_t i = 0; i < c->count && !here; i++) {
        here =
            c->members[i].kind == MEMBER_WRITES && strcmp(c->members[i].name, name) == 0;
    }
    return here;
}

static void add_names_of(const struct company *c, enum member_kind kind, struct str *out)
{
    for (size_t i = 0; i < c->count; i++) {
        if (c->members[i].kind == kind && *c->members[i].name) {
            str_add(out, out->len_bytes ? ", " : "");
            str_add(out, c->members[i].name);
        }
    }
}

/* Who is in each room: that of the table, and that of its seminar. */
static void add_rooms(const struct company *c, struct str *out)
{
    add_names_of(c, MEMBER_IS_ROOM, out);
    if (company_rooms(c) && !out->len_bytes) {
        str_add(out, "nobody else yet");
    }
}

void company_names(const struct company *c, struct str *out)
{
    const char *name = first_name(c);
    size_t here = company_count(c, MEMBER_WRITES), others = here - (*name ? 1 : 0);
    str_add(out, name);
    str_add(out, *name && others ? " and " : "");
    if (others) {
        str_addf(out, "%zu other%s", others, plural(others));
    }
    add_rooms(c, out);
    add_names_of(c, MEMBER_IS_PHONES, out);
}
