#include "model/agenda.h"

#include "model/author_inside.h"
#include "model/place.h"
#include "model/session_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLACE_SIZE_BYTES = 24, NUMBER_SIZE_BYTES = 16 };

/* The stages of one table. Those of its template themselves, as long as nobody changed any. */
struct days_agenda {
    const struct record *table;
    const struct template *form; /* as it was then */
    struct agenda now;
    struct stage *own, *before; /* to free(): what holds now, and what held before that */
    uint64_t made_of; /* a hash of the template and of what was changed; 0: nothing */
    size_t changes;   /* of the session, when it was looked at */
};

struct agendas {
    struct lookup of; /* of struct days_agenda, by table */
};

static uint64_t hash_of_agenda(const void *item)
{
    const struct days_agenda *agenda = item;
    return hash_end((uintptr_t)agenda->table);
}

static bool is_of_table(const void *item, const void *table)
{
    const struct days_agenda *agenda = item;
    return agenda->table == table;
}

struct agendas *agendas_new(void)
{
    return memory_get(sizeof(struct agendas));
}

void agendas_free(struct agendas *agendas)
{
    for (size_t i = 0; i < agendas->of.count; i++) {
        struct days_agenda *agenda = agendas->of.items[i];
        free(agenda->own);
        free(agenda->before);
        free(agenda);
    }
    lookup_finish(&agendas->of);
    free(agendas);
}

const char *stage_field(const char *field, const char **id)
{
    static const char *const names[] = {"stage_minutes:", "stage_title:", "stage_place:",
                                        "stage_skipped:", "stage_late:"};
    bool any = strncmp(field, "stage_", strlen("stage_")) == 0;
    for (size_t i = 0; any && i < sizeof names / sizeof *names; i++) {
        size_t len = strlen(names[i]);
        if (strncmp(field, names[i], len) == 0 && field[len]) {
            *id = field + len;
            return names[i];
        }
    }
    return NULL;
}

int stage_takes(const struct stage *stage)
{
    return stage->skipped ? 0 : stage->minutes;
}

const struct stage *agenda_stage(const struct agenda *agenda, const char *id)
{
    for (size_t i = 0; i < agenda->count; i++) {
        if (strcmp(agenda->stages[i].id, id) == 0) {
            return &agenda->stages[i];
        }
    }
    return NULL;
}

bool stage_minutes_read(const char *text, int *minutes)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || number > STAGE_MOST_MINUTES) {
        return false;
    }
    *minutes = (int)number;
    return true;
}

/* What the table's fields say of a stage. */
static void change_stage(const struct record *table, struct stage *stage,
                         const char *name, const struct field *field)
{
    const char *says = record_says(table, field->name);
    if (strcmp(name, "stage_minutes:") == 0) {
        stage_minutes_read(says, &stage->minutes);
    } else if (strcmp(name, "stage_skipped:") == 0) {
        stage->skipped = *says != '\0';
    } else if (strcmp(name, "stage_title:") == 0) {
        stage->title = *says ? says : stage->title;
    } else if (*says && strcmp(name, "stage_place:") == 0) {
        stage->place = says;
    }
}

static uint64_t hash_of_changes(const struct record *table, const struct template *form,
                                size_t *most)
{
    uint64_t hash = HASH_START;
    const char *id;
    *most = 0;
    for (const struct field *f = record_fields(table); f; f = f->next) {
        const struct version *shown = stage_field(f->name, &id) ? field_shown(f) : NULL;
        if (shown) {
            hash =
                hash_add_text(hash_add_text(hash, f->name), record_says(table, f->name));
            ++*most;
        }
    }
    return *most ? hash_end(hash ^ (uintptr_t)form->stages) | 1 : 0;
}

/* A stage that the template lacks is there as long as it has a title. */
static struct stage *touch_stage(struct days_agenda *agenda, const char *id, bool titled)
{
    struct stage *found = (struct stage *)agenda_stage(&agenda->now, id);
    if (!found && titled) {
        found = &agenda->own[agenda->now.count++];
        *found = (struct stage){
            .id = id, .title = "", .place = "zzzV", .grid = "", .added = true};
    }
    return found;
}

static int stage_order(const void *left, const void *right)
{
    const struct stage *a = left, *b = right;
    int order = strcmp(a->place, b->place);
    return order ? order : strcmp(a->id, b->id);
}

/* Between these there is room: they end in no 0. */
static const char *usual_place(size_t index, char place[PLACE_SIZE_BYTES])
{
    snprintf(place, PLACE_SIZE_BYTES, "%03zuV", index + 1);
    return place;
}

/* Those that make stages come first. */
static void change_stages(struct days_agenda *agenda)
{
    const char *id, *name;
    for (int titles = 1; titles >= 0; titles--) {
        for (const struct field *f = record_fields(agenda->table); f; f = f->next) {
            name = stage_field(f->name, &id);
            bool title = name && strcmp(name, "stage_title:") == 0;
            bool titled = title && *record_says(agenda->table, f->name);
            struct stage *stage =
                name && title == titles ? touch_stage(agenda, id, titled) : NULL;
            if (stage) {
                change_stage(agenda->table, stage, name, f);
            }
        }
    }
}

/* Behind the stages there is room for the places of those of the template. */
static void make(struct days_agenda *agenda, const struct template *form, size_t most)
{
    size_t room = form->stage_count + most;
    free(agenda->before);
    agenda->before = agenda->own;
    agenda->own = memory_get(room * sizeof *agenda->own +
                             (form->stage_count + 1) * PLACE_SIZE_BYTES);
    char *places = (char *)(agenda->own + room);
    agenda->now = (struct agenda){agenda->own, form->stage_count};
    for (size_t i = 0; i < form->stage_count; i++) {
        agenda->own[i] = form->stages[i];
        agenda->own[i].place = usual_place(i, places + i * PLACE_SIZE_BYTES);
    }
    change_stages(agenda);
    ARRAY_SORT(agenda->own, agenda->now.count, stage_order);
}

static struct days_agenda *touch_agenda(struct agendas *agendas,
                                        const struct record *table)
{
    struct days_agenda *agenda =
        lookup_find(&agendas->of, hash_end((uintptr_t)table), is_of_table, table);
    if (!agenda) {
        agenda = memory_get(sizeof *agenda);
        agenda->table = table;
        lookup_add(&agendas->of, agenda, hash_of_agenda);
    }
    return agenda;
}

const struct agenda *table_agenda(const struct session *s, const struct record *table)
{
    const struct template *form = table_template(s, table);
    struct days_agenda *agenda = touch_agenda(s->agendas, table);
    if (agenda->changes != s->change_count || agenda->form != form) {
        size_t most;
        uint64_t made_of = hash_of_changes(table, form, &most);
        if (made_of && made_of != agenda->made_of) {
            make(agenda, form, most);
        }
        agenda->made_of = made_of;
        agenda->changes = s->change_count;
        agenda->form = form;
    }
    if (!agenda->made_of) {
        agenda->now = (struct agenda){form->stages, form->stage_count};
    }
    return &agenda->now;
}

/* Where the text ends without blanks and commas. */
static size_t trimmed(const char *text, size_t len)
{
    while (len && strchr(" \t\n,;:", text[len - 1])) {
        len--;
    }
    return len;
}

/* Where the text ends without a word for minutes, if it ends in one. */
static size_t without_unit(const char *text, size_t len)
{
    static const char *const units[] = {"minutes", "minute", "mins", "min", "'"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t unit = strlen(units[i]);
        if (len > unit && strncmp(text + len - unit, units[i], unit) == 0) {
            return trimmed(text, len - unit);
        }
    }
    return len;
}

/* Where the number begins that the text ends in, with its sign and its point: at its end if
 * it ends in none. */
static size_t number_at(const char *text, size_t end)
{
    size_t at = end;
    while (at && ((text[at - 1] >= '0' && text[at - 1] <= '9') ||
                  (at < end && strchr(".-+", text[at - 1])))) {
        at--;
    }
    return at && strchr(" \t,", text[at - 1]) ? at : end;
}

enum stage_typed stage_read(const char *line, struct str *title, int *minutes)
{
    enum { MOST_DIGITS = 3 };
    size_t len = trimmed(line, strlen(line)), end = without_unit(line, len);
    size_t at = number_at(line, end), title_len = trimmed(line, at);
    struct str number = STR_EMPTY;
    int said = *minutes;
    str_add_bytes(&number, line + at, end - at);
    bool unit = end < len, year = !unit && number.len_bytes > MOST_DIGITS &&
                                  strspn(number.bytes, "0123456789") == number.len_bytes;
    bool none = at == end || year;
    bool good = none || stage_minutes_read(number.bytes, &said);
    str_finish(&number);
    str_clear(title);
    str_add_bytes(title, line, none ? len : title_len);
    if (!title->len_bytes) {
        return STAGE_WITHOUT_TITLE;
    }
    if (none && unit) {
        return STAGE_MINUTES_IN_WORDS;
    }
    *minutes = good ? said : *minutes;
    return good ? STAGE_TYPED : STAGE_MINUTES_WRONG;
}

/* Sets a stage's field; "" unsets. */
static bool set(struct author *a, const struct record *table, const char *name,
                const char *id, const char *text, struct err *err)
{
    struct str field = str_of("%s%s", name, id);
    bool ok = author_set(a, table, field.bytes,
                         *text ? VALUE_OF_TEXT(text) : VALUE_NOTHING, err);
    str_finish(&field);
    return ok;
}

static bool set_number(struct author *a, const struct record *table, const char *name,
                       const char *id, int number, struct err *err)
{
    char text[NUMBER_SIZE_BYTES];
    snprintf(text, sizeof text, "%d", number);
    return set(a, table, name, id, text, err);
}

bool author_set_stage_minutes(struct author *a, const struct record *table,
                              const struct stage *stage, int minutes, struct err *err)
{
    minutes = minutes < 0 ? 0 : minutes;
    minutes = minutes > STAGE_MOST_MINUTES ? STAGE_MOST_MINUTES : minutes;
    return set_number(a, table, "stage_minutes:", stage->id, minutes, err);
}

bool author_set_stage_title(struct author *a, const struct record *table,
                            const struct stage *stage, const char *title, struct err *err)
{
    return set(a, table, "stage_title:", stage->id, title, err);
}

bool author_skip_stage(struct author *a, const struct record *table,
                       const struct stage *stage, bool skip, struct err *err)
{
    return set(a, table, "stage_skipped:", stage->id, skip ? "yes" : "", err);
}

/* Where a stage stands; NULL: none is there. */
static const char *place_of(const struct agenda *agenda, size_t index,
                            char usual[PLACE_SIZE_BYTES])
{
    if (index >= agenda->count) {
        return NULL;
    }
    const char *own = agenda->stages[index].place;
    return own ? own : usual_place(index, usual);
}

/* The place behind so many stages; where two laptops picked the same for those beside it,
 * further on, or back. */
static bool find_place(struct author *a, const struct agenda *agenda, size_t behind,
                       int by, struct str *place)
{
    char here[PLACE_SIZE_BYTES], there[PLACE_SIZE_BYTES];
    const char *before, *after;
    for (;; behind += by < 0 ? -1 : 1) {
        before = behind ? place_of(agenda, behind - 1, here) : NULL;
        after = place_of(agenda, behind, there);
        if (!before || !after || strcmp(after, before) != 0) {
            return place_between(before, after, &a->dice, place);
        }
    }
}

static const char damaged[] = "the order of the stages is damaged in the file";

static bool set_place(struct author *a, const struct record *table, const char *id,
                      size_t behind, int by, struct err *err)
{
    struct str place = STR_EMPTY;
    bool ok = find_place(a, table_agenda(a->session, table), behind, by, &place);
    if (ok) {
        ok = set(a, table, "stage_place:", id, place.bytes, err);
    } else {
        err_set(err, damaged);
    }
    str_finish(&place);
    return ok;
}

/* Of a stage that may be of the agenda as it was before a change; the last, if it is gone. */
static size_t index_of(const struct agenda *agenda, const struct stage *stage)
{
    const struct stage *now = agenda_stage(agenda, stage->id);
    return now ? (size_t)(now - agenda->stages) : agenda->count - 1;
}

bool author_move_stage(struct author *a, const struct record *table,
                       const struct stage *stage, int by, struct err *err)
{
    const struct agenda *agenda = table_agenda(a->session, table);
    size_t at = index_of(agenda, stage);
    if (by < 0 ? at == 0 : at + 1 >= agenda->count) {
        return false;
    }
    return set_place(a, table, stage->id, by < 0 ? at - 1 : at + 2, by, err);
}

/* As one edit, which is told in one line. */
static bool add_stage_at(struct author *a, const struct record *table, const char *place,
                         const char *title, int minutes, struct err *err)
{
    struct draft draft;
    char id[BASE32_SIZE_BYTES], number[NUMBER_SIZE_BYTES];
    struct str words = STR_EMPTY;
    author_new_id(a, id);
    struct str fields[] = {str_of("stage_place:%s", id), str_of("stage_title:%s", id),
                           str_of("stage_minutes:%s", id)};
    snprintf(number, sizeof number, "%d", minutes);
    str_add_trimmed(&words, title);
    const char *values[] = {place, str_text(&words), number};
    draft_begin(&draft, a, "session", record_id(table));
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        draft_set(&draft, table, fields[i].bytes, VALUE_OF_TEXT(values[i]));
    }
    bool ok = draft_apply(&draft, a, err);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        str_finish(&fields[i]);
    }
    str_finish(&words);
    return ok;
}

bool author_add_stage(struct author *a, const struct record *table,
                      const struct stage *after, const char *title, int minutes,
                      struct err *err)
{
    const struct agenda *agenda = table_agenda(a->session, table);
    struct str place = STR_EMPTY;
    bool own = author_begin_act(a, "added the stage", title);
    bool ok = find_place(a, agenda, after ? index_of(agenda, after) + 1 : 0, 1, &place);
    if (ok) {
        ok = add_stage_at(a, table, place.bytes, title, minutes, err);
    } else {
        err_set(err, damaged);
    }
    author_end_act(a, own);
    str_finish(&place);
    return ok;
}
