/* What sheets say: a list, lines between entries, or answers. */

#include "foreign/foreign_inside.h"

#include "base/fold.h"
#include "base/memory.h"
#include "foreign/sheet.h"
#include "foreign/taking_inside.h"
#include "model/english.h"
#include "model/headings.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What a column is, by its heading. */
enum role {
    OTHER,
    ID,
    WORDS,
    PERHAPS_WORDS, /* where no heading is surer */
    KIND,
    GOAL,
    DETAILS,
    TAGS,
    VOTES,
    FROM,
    TO,
    PERSON,
    ADDRESS, /* a person's, whatever the heading */
    WHO,     /* a person's, or whoever has a stake */
    NAME,    /* the same, but in a list whose rows have kinds */
    WHEN,
    ROLES,
};

enum { MOST_HEADS = 20 }; /* and a NULL at least */

static const char *const heads[ROLES][MOST_HEADS] = {
    [ID] = {"id", "_id", "noteid"},
    [WORDS] = {"label", "text", "entry", "element", "factor", "card"},
    [PERHAPS_WORDS] = {"note"},
    [KIND] = {"type", "element type", "sticky-type", "kind", "column"},
    [GOAL] = {"goal"},
    [DETAILS] = {"description", "notes", "details"},
    [TAGS] = {"tags"},
    [VOTES] = {"votes"},
    [FROM] = {"from", "source"},
    [TO] = {"to", "target"},
    [PERSON] = {"author", "user", "username", "by", "your name", "full name",
                "first name", "last name", "surname", "email", "e-mail", "your email",
                "your e-mail", "email address", "e-mail address", "phone",
                "phone number"},
    [WHO] = {"who"},
    [NAME] = {"name"},
    [WHEN] = {"timestamp", "time", "created"},
};

/* A sheet being read. */
struct reading {
    struct foreign *f;
    const char *name, *split;
    struct sheet sheet;
    size_t column_count;
    enum role *roles;   /* of each column */
    const char **kinds; /* what it is headed, where they are answers */
    size_t of[ROLES];   /* the first column of each, from 1; 0: none */
};

/* A heading of several words may also end a question: "What is your name?" */
static bool is_headed(const char *bare, const char *head)
{
    size_t len = strlen(bare), end = strlen(head);
    const char *tail = len > end ? bare + len - end : bare;
    return strcmp(tail, head) == 0 &&
           (tail == bare || (tail[-1] == ' ' && strchr(head, ' ')));
}

static enum role role_of(const char *head)
{
    struct str bare = STR_EMPTY;
    enum role role = OTHER;
    foreign_add_bare(head, &bare);
    for (enum role each = ID; each < ROLES; each++) {
        for (size_t i = 0; heads[each][i]; i++) {
            role = is_headed(str_text(&bare), heads[each][i]) ? each : role;
        }
    }
    str_finish(&bare);
    return role;
}

static const char *cell_of(const struct sheet_row *row, size_t column)
{
    return column < row->count ? row->cells[column] : "";
}

/* The cell in the column of that role; NULL: there is none, or it is blank. */
static const char *said(const struct reading *r, const struct sheet_row *row,
                        enum role role)
{
    return r->of[role] ? foreign_words(r->f, cell_of(row, r->of[role] - 1)) : NULL;
}

static bool is_address(const char *cell)
{
    const char *at = strchr(cell, '@');
    return at && at != cell && strchr(at, '.') && !strpbrk(cell, " \t\n,;");
}

/* "2026/11/28 10:02:11 AM GMT", in whatever order */
static bool is_instant(const char *cell)
{
    size_t digits = strspn(cell, "0123456789");
    return digits && digits <= 4 && cell[digits] && strchr("/.-", cell[digits]) &&
           strchr(cell, ':');
}

enum share { HALF = 1, SURELY = 3 }; /* such, for each that is not */

/* Whether so many of a column's cells that are not blank are such. */
static bool are_such(const struct sheet *sheet, size_t column, bool (*is)(const char *),
                     enum share share)
{
    size_t such = 0, others = 0;
    for (size_t i = 1; i < sheet->count; i++) {
        const char *cell = cell_of(&sheet->rows[i], column);
        such += is(cell);
        others += *cell && !is(cell);
    }
    return such && such >= others * share;
}

/* "Rodzice", "Młodzi ludzie", "Ysgolion a rhieni": words that the short list of such a language has,
 * but for what joins them. One alone that ends as names of women do is in doubt. */
static bool is_of_groups_in(const char *language, const char *cell)
{
    enum { JOINS_BYTES = 3, ENOUGH_BYTES = 5 };
    static const char between[] = " ;,&/";
    struct str words = STR_EMPTY;
    size_t len = 0, count = 0, joins = 0;
    bool known = true;
    fold_add_line(cell, language, &words);
    for (const char *at = str_text(&words); known && *(at += strspn(at, between));
         at += len) {
        len = strcspn(at, between);
        bool has = words_of(language, at, len).word;
        joins += !has;
        known = has || (count && len <= JOINS_BYTES);
        count++;
    }
    const char *end = str_text(&words) + words.len_bytes;
    bool sure = count - joins > 1 ||
                (count == 1 && words.len_bytes >= ENOUGH_BYTES && end[-1] != 'a');
    str_finish(&words);
    return known && sure;
}

/* "Schools", "Schools; Parents", "Young people", "Friends of the park": what begins with a word that
 * is no name, and goes on without one. In doubt it is a person: "Grace", "Mark from the council". */
static bool is_of_groups(const char *cell)
{
    enum { SHORT_BYTES = 3 };
    static const char small[] = "abcdefghijklmnopqrstuvwxyz";
    size_t len = 0;
    while (isalpha((unsigned char)cell[len])) {
        len++;
    }
    const char *next = cell + len + strspn(cell + len, " ");
    size_t next_len = strspn(next, small);
    bool several = len > SHORT_BYTES && cell[len - 1] == 's';
    bool begins = english_of(cell, len).word && len;
    bool names = next[strcspn(next, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")] != '\0';
    bool common = next_len > SHORT_BYTES && english_of(next, next_len).word &&
                  strncmp(next, "from", 4) != 0 && strncmp(next, "with", 4) != 0;
    return (begins &&
            ((several && (!names || strchr(";,&/\n", *next))) || (common && !names))) ||
           is_of_groups_in("cy", cell) || is_of_groups_in("pl", cell);
}

/* What may be of people, or of groups, is read where it is, or that is asked for. */
static enum role role_in_doubt(const struct reading *r, size_t column)
{
    enum role role = r->roles[column];
    if (role == NAME && r->of[WORDS] == column + 1) {
        return WORDS;
    }
    const char *head = r->sheet.rows[0].cells[column];
    bool asked = (role == WHO || role == NAME) && foreign_wishes(r->f->columns, head);
    bool groups = role == WHO && are_such(&r->sheet, column, is_of_groups, SURELY);
    return asked || groups ? OTHER : role;
}

/* Whether the columns of a form stand there, whose cells are entries: beside them a note is one
 * of another kind, and not what all of a row is about. */
static bool has_columns(const struct reading *r)
{
    bool has = false;
    for (size_t i = 0; i < r->column_count; i++) {
        const char *head = r->sheet.rows[0].cells[i];
        has = has || (r->roles[i] == OTHER && heading_of_builtin(head));
    }
    return has;
}

/* Whether a column of a list is one of entries, since it was asked for. */
static bool is_asked_for(const struct reading *r, size_t column)
{
    return r->f->columns && r->roles[column] == OTHER && *r->kinds[column] &&
           foreign_wishes(r->f->columns, r->kinds[column]);
}

static void find_roles(struct reading *r)
{
    const struct sheet_row *first = &r->sheet.rows[0];
    r->column_count = first->count;
    r->roles = memory_get((first->count + 1) * sizeof *r->roles);
    r->kinds = memory_get((first->count + 1) * sizeof *r->kinds);
    for (size_t i = 0; i < first->count; i++) {
        enum role role = are_such(&r->sheet, i, is_address, HALF) ? ADDRESS
                         : i == 0 && are_such(&r->sheet, i, is_instant, HALF)
                             ? WHEN
                             : role_of(first->cells[i]);
        const char *head = foreign_words(r->f, first->cells[i]);
        r->kinds[i] = head ? head : "";
        r->roles[i] = role;
        if (!r->of[role]) {
            r->of[role] = i + 1;
        }
    }
    if (!r->of[WORDS]) {
        r->of[WORDS] = r->of[PERHAPS_WORDS] && !has_columns(r) ? r->of[PERHAPS_WORDS]
                       : r->of[KIND]                           ? r->of[NAME]
                                                               : 0;
    }
    for (size_t i = 0; i < first->count; i++) {
        r->roles[i] = role_in_doubt(r, i);
    }
}

static bool is_of_people(enum role role)
{
    return role == PERSON || role == ADDRESS || role == WHO || role == NAME;
}

/* Tells which columns are not taken in: those of a list that have no role, and people's. Of answers
 * with times, each somebody's, "Name" is of whoever gave them. */
static void leave_out(struct reading *r, bool others)
{
    for (size_t i = 0; i < r->column_count; i++) {
        const char *head = r->kinds[i];
        enum role role = r->roles[i];
        bool left = others && role == OTHER && !is_asked_for(r, i);
        if (*head && (is_of_people(role) || left)) {
            bool doubtful = role == WHO || (role == NAME && !others && !r->of[WHEN]);
            r->f->person = doubtful && !r->f->person ? head : r->f->person;
            bool known = left && !r->f->known && heading_of_builtin(head);
            r->f->known = known ? head : r->f->known;
            foreign_leave_out(r->f, head);
        }
    }
}

/* Lists */

/* Where nothing is quoted, commas in the words part them, too: they are put together. */
static void mend_commas(struct reading *r, struct sheet_row *row)
{
    size_t words = r->of[WORDS] - 1;
    struct str all = STR_EMPTY;
    if (row->count <= r->column_count) {
        return;
    }
    size_t more = row->count - r->column_count;
    for (size_t i = 0; i <= more; i++) {
        str_addf(&all, "%.*s%s", i > 0, &r->sheet.separator, row->cells[words + i]);
    }
    row->cells[words] = arena_copy_text(&r->f->arena, str_text(&all));
    row->count = r->column_count;
    memmove(row->cells + words + 1, row->cells + words + 1 + more,
            (row->count - words - 1) * sizeof *row->cells);
    str_finish(&all);
}

/* How many rows from that one on are one that line breaks part, since nothing is quoted: they
 * are too short alone, and together just long enough. */
static size_t parted_rows(const struct reading *r, size_t first)
{
    enum { MOST = 50 };
    const struct sheet *sheet = &r->sheet;
    size_t cells = sheet->rows[first].count, next = first + 1;
    while (cells < r->column_count && next < sheet->count && next - first < MOST &&
           sheet->rows[next].count < r->column_count) {
        cells += sheet->rows[next++].count - 1;
    }
    return cells >= r->column_count ? next - first : 1;
}

static struct sheet_row join_rows(struct reading *r, size_t first, size_t count)
{
    const struct sheet_row *rows = &r->sheet.rows[first];
    struct sheet_row all = rows[0];
    for (size_t i = 1; i < count; i++) {
        struct str cell = str_of("%s\n%s", all.cells[all.count - 1], rows[i].cells[0]);
        size_t cells = all.count + rows[i].count - 1;
        const char **both = arena_get(&r->f->arena, cells * sizeof *both);
        memcpy(both, all.cells, all.count * sizeof *both);
        memcpy(both + all.count, rows[i].cells + 1, (rows[i].count - 1) * sizeof *both);
        both[all.count - 1] = arena_copy_text(&r->f->arena, cell.bytes);
        str_finish(&cell);
        all.cells = both;
        all.count = cells;
    }
    return all;
}

static bool add_answers(struct reading *r, const struct sheet_row *row, size_t column,
                        const char *goal, struct err *err)
{
    char *all = memory_copy_text(cell_of(row, column)), *rest = NULL;
    bool ok = true;
    r->f->several += !*r->split && strchr(all, ';');
    for (char *one = strtok_r(all, r->split, &rest); one && ok;
         one = strtok_r(NULL, r->split, &rest)) {
        const char *words = foreign_words(r->f, one);
        ok = !words ||
             foreign_add(r->f, r->name, row->line,
                         (struct foreign_entry){
                             .words = words, .kind = r->kinds[column], .goal = goal},
                         err);
    }
    free(all);
    return ok;
}

static bool add_listed(struct reading *r, const struct sheet_row *row, struct err *err)
{
    const char *votes = said(r, row, VOTES), *goal = said(r, row, GOAL);
    const char *kind = said(r, row, KIND), *words = said(r, row, WORDS);
    struct foreign_entry entry = {.id = said(r, row, ID),
                                  .words = words ? words : goal,
                                  .kind = !words ? "goal"
                                          : kind ? kind
                                                 : "",
                                  .goal = words ? goal : NULL,
                                  .details = said(r, row, DETAILS)};
    if (!entry.words) {
        r->f->no_words++;
        return true;
    }
    if (votes && strlen(votes) <= 6 && !votes[strspn(votes, "0123456789")]) {
        entry.votes = strtol(votes, NULL, 10);
    }
    r->f->tagged += said(r, row, TAGS) != NULL;
    return foreign_add(r->f, r->name, row->line, entry, err);
}

static bool read_list(struct reading *r, struct err *err)
{
    /* A program wrote it that quotes nothing: no row is short. */
    bool ok = true, bare = r->of[ID] && r->of[WHEN] && !r->sheet.quoted;
    leave_out(r, true);
    for (size_t i = 1, count; ok && i < r->sheet.count; i += count) {
        count = bare ? parted_rows(r, i) : 1;
        struct sheet_row row = join_rows(r, i, count);
        if (bare) {
            mend_commas(r, &row);
        }
        r->f->odd_rows += row.count > r->column_count;
        ok = add_listed(r, &row, err);
        for (size_t c = 0; ok && c < r->column_count; c++) {
            ok = !is_asked_for(r, c) || add_answers(r, &row, c, said(r, &row, GOAL), err);
        }
    }
    return ok;
}

/* Lines */

static bool read_links(struct reading *r, struct err *err)
{
    bool ok = true;
    for (size_t i = 1; ok && i < r->sheet.count; i++) {
        const char *from = said(r, &r->sheet.rows[i], FROM);
        const char *to = said(r, &r->sheet.rows[i], TO);
        r->f->no_words += !from || !to;
        char *rest = NULL;
        char *all = from && to ? memory_copy_text(to) : NULL;
        for (char *one = all ? strtok_r(all, "|", &rest) : NULL; one && ok;
             one = strtok_r(NULL, "|", &rest)) {
            const char *each = foreign_words(r->f, one);
            ok = !each || foreign_add_link(r->f, r->name, from, each, err);
        }
        free(all);
    }
    return ok;
}

/* Answers */

static bool read_answers(struct reading *r, struct err *err)
{
    const char *goal = NULL;
    bool ok = true;
    leave_out(r, false);
    for (size_t i = 1; ok && i < r->sheet.count; i++) {
        const struct sheet_row *row = &r->sheet.rows[i];
        const char *own = said(r, row, GOAL);
        goal =
            own || r->of[WHEN] ? own : goal; /* answers with a time are each somebody's */
        if (own) {
            ok = foreign_add(r->f, r->name, row->line,
                             (struct foreign_entry){.words = own, .kind = "goal"}, err);
        }
        for (size_t c = 0; ok && c < r->column_count; c++) {
            enum role role = r->roles[c];
            if (role != GOAL && !is_of_people(role) && role != WHEN && role != ID) {
                ok = add_answers(r, row, c, goal, err);
            }
        }
        r->f->odd_rows += row->count > r->column_count;
    }
    return ok;
}

bool foreign_read_sheet(struct foreign *f, const char *name, const char *text,
                        const char *split, struct err *err)
{
    struct reading r = {.f = f, .name = name, .split = split};
    bool ok = sheet_read(&r.sheet, &f->arena, name, text, FOREIGN_MOST + 1, err);
    if (ok && r.sheet.count) {
        f->unended += r.sheet.unended;
        find_roles(&r);
        ok = r.of[FROM] && r.of[TO] ? read_links(&r, err)
             : r.of[WORDS]          ? read_list(&r, err)
                                    : read_answers(&r, err);
    }
    free(r.roles);
    free(r.kinds);
    sheet_finish(&r.sheet);
    return ok;
}
