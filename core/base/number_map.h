#ifndef ROUNDTABLE_BASE_NUMBER_MAP_H
#define ROUNDTABLE_BASE_NUMBER_MAP_H

#include <stddef.h>
#include <stdint.h>

/** Numbers that are found by numbers, for hundreds of thousands of them. Start zeroed;
 *  number_map_finish() ends it. */
struct number_map {
    struct number_slot *slots;
    size_t count, slot_count;
};

/** What stands for a key; 0 if nothing does. */
uint32_t number_map_find(const struct number_map *map, uint64_t key);

/** Sets it; value is not 0. */
void number_map_set(struct number_map *map, uint64_t key, uint32_t value);

/** Another that holds the same, for number_map_finish(); @to  takes it. */
void number_map_copy(const struct number_map *from, struct number_map *to);
void number_map_finish(struct number_map *map);

#endif
