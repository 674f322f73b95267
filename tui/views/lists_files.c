/* Lists of files: one to open, some to merge, and what merging them would do. */

#include "views/lists_files.h"

#include "base/memory.h"
#include "screen/screen.h"
#include "store/replace.h"
#include "views/view_list.h"

#include <stdlib.h>
#include <string.h>

/* A row; path is what choosing it is about, or NULL. */
static struct item *add_row(struct list_view *list, enum intent_kind kind,
                            const char *label, const char *detail, const char *path)
{
    struct item *item = list_add(list, "", label, detail);
    item->text = path ? memory_copy_text(path) : NULL;
    item->full = path ? memory_copy_text(path) : NULL;
    item->intent = (struct intent){.kind = kind, .text = item->text};
    return item;
}

/* What choosing it does stands in the foot while it is selected. */
static void tell(struct item *item, const char *does)
{
    struct str full =
        str_of("%s%s%s", item->full ? item->full : "", item->full ? ": " : "", does);
    free(item->full);
    item->full = memory_copy_text(full.bytes);
    str_finish(&full);
}

static void add_files(struct list_view *list, const struct file_choice *choice,
                      const struct paths *files)
{
    for (size_t i = 0; i < files->count; i++) {
        struct str label = STR_EMPTY;
        bool marked =
            text_among(files->items[i], (const char *const *)choice->marked->items,
                       choice->marked->count);
        str_addf(&label, "%s%s", marked ? "+ " : "", path_name(files->items[i]));
        struct item *item = add_row(
            list, choice->merges ? INTENT_MARK_FILE : INTENT_OPEN_FILE, label.bytes,
            marked           ? "to be merged"
            : choice->merges ? "\vchoose\v marks it"
                             : "",
            files->items[i]);
        tell(item, marked ? "\vchoose\v takes the mark off; the first row merges."
                   : choice->merges
                       ? "\vchoose\v marks it to be merged; the first row merges."
                       : "\vchoose\v opens it.");
        str_finish(&label);
    }
}

static void add_folders(struct list_view *list, const struct file_choice *choice,
                        const struct paths *folders)
{
    char *above = folder_of(choice->folder);
    if (strcmp(above, choice->folder) != 0) {
        add_row(list, INTENT_ENTER_FOLDER, "..", "the folder above", above);
    }
    for (size_t i = 0; i < folders->count; i++) {
        struct str label = str_of("%s/", path_name(folders->items[i]));
        add_row(list, INTENT_ENTER_FOLDER, label.bytes, "folder", folders->items[i]);
        str_finish(&label);
    }
    free(above);
}

/* What can be merged at once. */
static void add_merges(struct list_view *list, const struct file_choice *choice,
                       size_t count)
{
    static const char sees[] = "\vchoose\v says what merging would do; nothing is "
                               "written yet.";
    struct str label = STR_EMPTY;
    if (choice->marked->count) {
        str_addf(&label, "Merge the %zu that %s marked", choice->marked->count,
                 choice->marked->count == 1 ? "is" : "are");
        tell(add_row(list, INTENT_TRY_MERGE, label.bytes, "first see", NULL), sees);
    }
    str_set(&label, "Merge this folder: %zu here, folders too", count);
    tell(add_row(list, INTENT_TRY_MERGE, label.bytes, "first see", choice->folder), sees);
    str_finish(&label);
}

/* The row of that file, wherever it stands by now; the first if there is none. */
static size_t row_of(const struct list_view *list, const char *file)
{
    for (size_t i = 0; file && i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->intent.kind == INTENT_MARK_FILE && strcmp(item->text, file) == 0) {
            return i;
        }
    }
    return 0;
}

struct list_view *list_of_files(const struct file_choice *choice, const char *file,
                                struct err *err)
{
    struct paths folders = {0}, files = {0};
    struct list_view *list = NULL;
    if (folder_read(choice->folder, choice->all, &folders, &files, err)) {
        struct str title =
            str_of("%s · %s", choice->merges ? "Merge: mark files" : "Open a session",
                   choice->folder);
        list = list_new(title.bytes, false);
        list->takes_paths = true;
        if (choice->merges) {
            add_merges(list, choice, files.count);
        }
        add_files(list, choice, &files);
        add_folders(list, choice, &folders);
        add_row(list, INTENT_ALL_FILES,
                choice->all ? "Show only session files" : "Show files of all names", "",
                NULL);
        list->selected = row_of(list, file);
        str_finish(&title);
    }
    paths_finish(&folders);
    paths_finish(&files);
    return list;
}

static void add_lines(struct list_view *list, const char *text)
{
    while (*text) {
        size_t len_bytes = strcspn(text, "\n");
        struct str line = STR_EMPTY;
        str_add_bytes(&line, text, len_bytes);
        if (line.len_bytes) {
            add_row(list, INTENT_SAY, line.bytes, "", line.bytes);
        }
        str_finish(&line);
        text += len_bytes + (text[len_bytes] == '\n');
    }
}

struct list_view *list_of_merge(const char *out, const char *told, const char *complaints)
{
    struct list_view *list = list_new(
        out ? "What merging would do: nothing is written yet" : "Nothing can be merged",
        false);
    list->whole = true;
    if (out) {
        struct str full =
            str_of("Makes %s and opens it. The files stay as they are.", out);
        add_row(list, INTENT_MERGE, "Merge them, and see what recurs", "", full.bytes);
        str_finish(&full);
    }
    /* How much there would be, then what is complained of, as the rest says "see above". */
    struct str counts = STR_EMPTY;
    size_t len_bytes = strcspn(told, "\n");
    str_add_bytes(&counts, told, len_bytes);
    add_lines(list, str_text(&counts));
    add_lines(list, complaints);
    add_lines(list, told + len_bytes);
    str_finish(&counts);
    return list;
}
