/* One form of a catalogue as a template of its own. */

#include "model/template.h"

#include <assert.h>
#include <string.h>

/* The item of a list member that has that id. */
static const struct json *item_of(const struct json *object, const char *list,
                                  const char *id)
{
    const struct json *item = json_first(json_member(object, list));
    while (item && strcmp(json_member_text(item, "id"), id) != 0) {
        item = json_next(item);
    }
    return item;
}

static bool grid_offers(const struct grid *grid, const struct mark *mark)
{
    bool offers = column_offers(&grid->goals, mark);
    for (size_t i = 0; i < grid->column_count && !offers; i++) {
        offers = column_offers(&grid->columns[i], mark);
    }
    return offers;
}

static void write_marks(const struct template *catalogue, const struct grid *grid,
                        const struct json *json, struct str *out)
{
    const char *comma = "";
    for (size_t i = 0; i < catalogue->mark_count; i++) {
        const struct mark *mark = &catalogue->marks[i];
        if (grid_offers(grid, mark)) {
            str_add(out, comma);
            json_write(item_of(json, "marks", mark->id), out);
            comma = ",";
        }
    }
}

void template_name_form(const struct template *catalogue, const struct grid *grid,
                        struct str *id)
{
    str_addf(id, "%s.%s", catalogue->id, grid->id);
}

struct template *template_of_form(const struct template *catalogue,
                                  const struct grid *grid)
{
    struct json_document document = {0};
    struct str id = STR_EMPTY, text = STR_EMPTY;
    template_name_form(catalogue, grid, &id);
    bool read = json_read(&document, catalogue->id, catalogue->json,
                          strlen(catalogue->json), NULL);
    assert(read);
    (void)read;
    str_add(&text, "{\"format\":\"roundtable template\",\"version\":1,\"id\":");
    json_write_text(str_text(&id), &text);
    str_add(&text, ",\"title\":");
    json_write_text(grid->title, &text);
    str_add(&text, ",\"language\":");
    json_write_text(catalogue->language, &text);
    str_add(&text, ",\"form_of\":");
    json_write_text(catalogue->id, &text);
    str_addf(&text, ",\"rank\":%zu,\"marks\":[", (size_t)(grid - catalogue->grids));
    write_marks(catalogue, grid, document.root, &text);
    str_add(&text, "],\"grids\":[");
    json_write(item_of(document.root, "grids", grid->id), &text);
    str_add(&text, "]}");
    struct template *form = template_read_text(str_text(&id), str_text(&text), NULL);
    assert(form);
    json_finish(&document);
    str_finish(&id);
    str_finish(&text);
    return form;
}
