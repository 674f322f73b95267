/* What is selected once something was decided, put off, taken back or chosen anew. */

#include "base/memory.h"
#include "views/themes/themes_inside.h"

#include <stdlib.h>

void themes_begin_again(struct themes_view *v)
{
    v->spots[PAGE_THEMES] = v->spots[PAGE_LONE] = (struct spot){0};
    v->shown = v->next = (struct pair){0};
    v->at = 0;
    v->stale = true;
}

void themes_show_more(struct themes_view *v)
{
    if (v->at >= v->new_count) {
        v->shown = v->next = (struct pair){0};
        v->at = 0;
    }
    v->stale = true;
}

void themes_put_off(struct themes_view *v)
{
    const struct proposal *p = themes_proposal(v);
    size_t kept = 0;
    for (size_t i = 0; i < v->put_off.count; i++) {
        if (!themes_is_pair(v, p, v->put_off.items[i])) {
            v->put_off.items[kept++] = v->put_off.items[i];
        }
    }
    v->put_off.count = kept;
    ARRAY_ADD(v->put_off.items, v->put_off.count, v->put_off.room, v->shown);
    bool last_new = v->at + 1 == v->new_count; /* from the last to the first */
    v->at = v->at + 1 < v->queue_count && !last_new ? v->at : 0;
    v->shown = last_new ? (struct pair){0} : v->next;
    v->next = (struct pair){0};
    v->deciding = v->stale = true;
}

void themes_decide(struct themes_view *v, struct pair what)
{
    ARRAY_ADD(v->decided.items, v->decided.count, v->decided.room, what);
    v->deciding = true;
}

void themes_take_back(struct themes_view *v)
{
    struct pair last =
        v->decided.count ? v->decided.items[--v->decided.count] : (struct pair){0};
    v->deciding = true;
    if (last.other) {
        v->next = v->shown;
        v->shown = last;
    } else if (last.one) {
        v->spots[v->page].selected = last.one;
        v->spots[v->page].on_entry = true;
    }
}
