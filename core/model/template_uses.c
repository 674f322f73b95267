/* What the grids of a template are for. */

#include "model/template_inside.h"

#include <string.h>

static const struct {
    const char *word;
    enum grid_use use;
} uses[] = {{"map", GRID_MAP}, {"plan", GRID_PLAN}, {"lens", GRID_LENS}};

int grid_use_of(const struct json *json)
{
    const char *word = json_member_text(json, "use");
    for (size_t i = 0; word && i < sizeof uses / sizeof *uses; i++) {
        if (strcmp(word, uses[i].word) == 0) {
            return (int)uses[i].use;
        }
    }
    return word ? (int)GRID_LENS : -1;
}

void template_find_map(struct template *form)
{
    static const char *const ids[] = {"stakeholders", "barriers", "moments"};
    const struct grid *map = NULL, *first = NULL;
    for (size_t i = 0; i < form->grid_count; i++) {
        const struct grid *grid = &form->grids[i];
        if (grid->use_said && grid->use == GRID_MAP) {
            return;
        }
        first = first || grid->use_said ? first : grid;
    }
    for (size_t i = 0; i < sizeof ids / sizeof *ids && !map; i++) {
        const struct grid *of = NULL;
        map = template_column(form, ids[i], &of) && !of->use_said ? of : NULL;
    }
    map = map ? map : first;
    if (map) {
        form->grids[map - form->grids].use = GRID_MAP;
    }
}
