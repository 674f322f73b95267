#include "store/room.h"

#include "base/instant.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "store/replace.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void room_finish(struct room *room)
{
    for (size_t i = 0; i < room->count; i++) {
        free(room->people[i].name);
        free(room->people[i].table);
        free(room->people[i].writing);
    }
    for (size_t i = 0; i < room->table_count; i++) {
        free(room->tables[i].table);
        free(room->tables[i].people);
    }
    free(room->people);
    free(room->tables);
    free(room->invitation);
    free(room->why);
    paths_finish(&room->hosts);
    paths_finish(&room->qr);
    paths_finish(&room->modules);
    *room = (struct room){0};
}

static char *copy_of(const char *text)
{
    return memory_copy_text(text ? text : "");
}

struct room_person *room_add(struct room *room, const char *name, const char *table,
                             const char *writing)
{
    room->people =
        memory_room_for_one(room->people, room->count, &room->room, sizeof *room->people);
    struct room_person *person = &room->people[room->count++];
    *person = (struct room_person){
        .name = copy_of(name), .table = copy_of(table), .writing = copy_of(writing)};
    return person;
}

struct room_table *room_add_table(struct room *room, const char *table,
                                  const char *people)
{
    room->tables = memory_room_for_one(room->tables, room->table_count, &room->table_room,
                                       sizeof *room->tables);
    struct room_table *row = &room->tables[room->table_count++];
    *row = (struct room_table){.table = copy_of(table), .people = copy_of(people)};
    return row;
}

/* Adds `"name": "text"`, the text no longer than it may be when it is read again. */
static void add_text(struct str *out, const char *text)
{
    struct str cut = STR_EMPTY;
    size_t len_bytes = strlen(text ? text : ""), at_bytes = 0;
    while (at_bytes < len_bytes) {
        uint32_t letter;
        at_bytes += utf8_read(text + at_bytes, len_bytes - at_bytes, &letter);
        size_t before_bytes = cut.len_bytes;
        utf8_add(&cut, letter);
        if (cut.len_bytes > ROOM_LONGEST_BYTES) {
            str_remove(&cut, before_bytes, cut.len_bytes - before_bytes);
            break;
        }
    }
    json_write_text(str_text(&cut), out);
    str_finish(&cut);
}

static void add_member(struct str *out, const char *name, const char *text)
{
    str_addf(out, "\"%s\":", name);
    add_text(out, text);
    str_add(out, ",");
}

static void add_list(struct str *out, const char *name, const struct paths *texts,
                     size_t most)
{
    str_addf(out, "\"%s\":[", name);
    for (size_t i = 0; i < texts->count && i < most; i++) {
        str_add(out, i ? "," : "");
        add_text(out, texts->items[i]);
    }
    str_add(out, "],");
}

static const char *truth(bool value)
{
    return value ? "true" : "false";
}

static void add_count(struct str *out, const char *name, uint64_t count)
{
    str_addf(out, "\"%s\":%llu", name, (unsigned long long)count);
}

static void add_person(struct str *out, const struct room_person *person)
{
    char since[INSTANT_SIZE_BYTES];
    instant_write(person->since_ms, since);
    str_add(out, "{");
    add_member(out, "name", person->name);
    add_member(out, "table", person->table);
    add_member(out, "since", since);
    add_member(out, "writing", person->writing);
    add_count(out, "entries", person->entries);
    str_addf(out, ",\"behind\":%s}", truth(person->behind));
}

static void add_table(struct str *out, const struct room_table *table)
{
    char said[INSTANT_SIZE_BYTES];
    instant_write(table->said_ms, said);
    str_add(out, "{");
    add_member(out, "table", table->table);
    add_member(out, "people", table->people);
    add_member(out, "said", said);
    add_count(out, "here", table->here);
    str_add(out, ",");
    add_count(out, "entries", table->entries);
    str_add(out, ",");
    add_count(out, "behind", table->behind);
    str_add(out, "}");
}

static void add_tables(struct str *out, const struct room *room)
{
    str_add(out, ",\"tables\":[");
    for (size_t i = 0; i < room->table_count && i < ROOM_MOST_TABLES; i++) {
        str_add(out, i ? "," : "");
        add_table(out, &room->tables[i]);
    }
    str_add(out, "]");
}

static void add_phones(struct str *out, const struct room *room)
{
    str_add(out, ",\"phones\":{");
    add_list(out, "modules", &room->modules, ROOM_MOST_ROWS);
    add_count(out, "joined", room->joined);
    str_add(out, ",");
    add_count(out, "ready", room->ready);
    str_add(out, "}");
}

static void add_room(struct str *out, const struct room *room)
{
    str_add(out, "{");
    add_member(out, "invitation", room->invitation);
    add_list(out, "hosts", &room->hosts, ROOM_MOST_HOSTS);
    str_addf(out, "\"ours\":%s,\"connected\":%s,\"ended\":%s,", truth(room->ours),
             truth(room->connected), truth(room->ended));
    add_member(out, "why", room->why);
    str_addf(out, "\"behind\":%llu,", (unsigned long long)room->behind);
    add_list(out, "qr", &room->qr, ROOM_MOST_ROWS);
    str_add(out, "\"people\":[");
    for (size_t i = 0; i < room->count && i < ROOM_MOST_PEOPLE; i++) {
        str_add(out, i ? "," : "");
        add_person(out, &room->people[i]);
    }
    str_add(out, "]");
    if (room->organised) {
        add_tables(out, room);
    }
    if (room->phones) {
        add_phones(out, room);
    }
    str_add(out, "}\n");
}

bool room_write(const char *path, const struct room *room, struct err *err)
{
    struct str text = STR_EMPTY, new = STR_EMPTY;
    add_room(&text, room);
    str_addf(&new, "%s" ROOM_BEING_WRITTEN, path);
    unlink(new.bytes); /* of one who was killed while writing it */
    bool ok = write_new_file(new.bytes, text.bytes, text.len_bytes) &&
              rename(new.bytes, path) == 0;
    if (!ok) {
        err_system(err, "%s: not written", path);
    }
    str_finish(&text);
    str_finish(&new);
    return ok;
}

/* Takes a text that there must be. */
static bool take_text(const struct json *value, char **text)
{
    const char *read = json_text(value);
    bool ok = read && strlen(read) <= ROOM_LONGEST_BYTES;
    if (ok) {
        free(*text);
        *text = memory_copy_text(read);
    }
    return ok;
}

static bool take_truth(const struct json *value, bool *truth_of)
{
    *truth_of = value && json_is_true(value);
    return value && json_kind(value) == JSON_BOOL;
}

static bool take_count(const struct json *value, uint64_t *count)
{
    static const double most = 9007199254740992.0; /* 2^53, as json.h */
    double number = -1;
    bool ok = value && json_number(value, &number) && number >= 0 && number <= most;
    *count = ok ? (uint64_t)number : 0;
    return ok;
}

/* Takes each of a list, of which there are so many at most. */
static bool take_each(const struct json *list, size_t most,
                      bool (*take)(const struct json *value, void *into), void *into)
{
    size_t count = 0;
    bool ok = list && json_kind(list) == JSON_ARRAY;
    for (const struct json *item = ok ? json_first(list) : NULL; ok && item;
         item = json_next(item)) {
        ok = count++ < most && take(item, into);
    }
    return ok;
}

static bool take_path(const struct json *value, void *texts)
{
    const char *text = json_text(value);
    bool ok = text && strlen(text) <= ROOM_LONGEST_BYTES;
    if (ok) {
        paths_add(texts, text);
    }
    return ok;
}

static bool take_person(const struct json *value, void *into)
{
    struct room *room = into;
    const char *since = json_member_text(value, "since");
    struct room_person *person = room_add(room, "", "", "");
    return since && instant_read(since, &person->since_ms) &&
           take_text(json_member(value, "name"), &person->name) &&
           take_text(json_member(value, "table"), &person->table) &&
           take_text(json_member(value, "writing"), &person->writing) &&
           take_count(json_member(value, "entries"), &person->entries) &&
           take_truth(json_member(value, "behind"), &person->behind);
}

static bool take_table(const struct json *value, void *into)
{
    struct room *room = into;
    const char *said = json_member_text(value, "said");
    struct room_table *table = room_add_table(room, "", "");
    return said && instant_read(said, &table->said_ms) &&
           take_text(json_member(value, "table"), &table->table) &&
           take_text(json_member(value, "people"), &table->people) &&
           take_count(json_member(value, "here"), &table->here) &&
           take_count(json_member(value, "entries"), &table->entries) &&
           take_count(json_member(value, "behind"), &table->behind);
}

/* There need be none. */
static bool take_tables(const struct json *list, struct room *room)
{
    room->organised = list;
    return !list || take_each(list, ROOM_MOST_TABLES, take_table, room);
}

/* They need not be. */
static bool take_phones(const struct json *value, struct room *room)
{
    room->phones = value;
    return !value || (take_each(json_member(value, "modules"), ROOM_MOST_ROWS, take_path,
                                &room->modules) &&
                      take_count(json_member(value, "joined"), &room->joined) &&
                      take_count(json_member(value, "ready"), &room->ready));
}

static bool take_room(const struct json *root, struct room *room)
{
    return take_text(json_member(root, "invitation"), &room->invitation) &&
           take_each(json_member(root, "hosts"), ROOM_MOST_HOSTS, take_path,
                     &room->hosts) &&
           take_truth(json_member(root, "ours"), &room->ours) &&
           take_truth(json_member(root, "connected"), &room->connected) &&
           take_truth(json_member(root, "ended"), &room->ended) &&
           take_text(json_member(root, "why"), &room->why) &&
           take_count(json_member(root, "behind"), &room->behind) &&
           take_each(json_member(root, "qr"), ROOM_MOST_ROWS, take_path, &room->qr) &&
           take_each(json_member(root, "people"), ROOM_MOST_PEOPLE, take_person, room) &&
           take_tables(json_member(root, "tables"), room) &&
           take_phones(json_member(root, "phones"), room);
}

/* A file so large is not read at all. */
static bool is_too_large(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0 && about.st_size > ROOM_LARGEST_BYTES;
}

bool room_read(const char *path, struct room *room, struct err *err)
{
    struct json_document document = {0};
    struct str text = STR_EMPTY;
    bool ok = false;
    if (is_too_large(path)) {
        err_set(err, "%s: larger than a room's file can be", path);
    } else if (read_own_file(path, &text, err) &&
               json_read(&document, path, str_text(&text), text.len_bytes, err)) {
        ok = take_room(document.root, room);
        if (!ok) {
            err_set(err, "%s: not as a room's file is", path);
        }
    }
    if (!ok) {
        room_finish(room);
    }
    json_finish(&document);
    str_finish(&text);
    return ok;
}
