/* The box for a name, and what is asked where another theme has it already. Nothing
 * changes before it is kept: Esc leaves everything as it was. */

#include "base/fold.h"
#include "views/themes/themes_inside.h"

#include <string.h>

struct intent themes_open_box(struct themes_view *v, const struct facts *facts,
                              const struct theme *theme, struct pair joining)
{
    v->naming = theme->members[0];
    v->joining = joining;
    v->same = NULL;
    v->naming_saw = session_edit_count(facts->session);
    str_set(&v->name_was, "%s", theme->named ? theme->words : "");
    kept_draft_open(&v->draft, facts, &v->box, v->naming, THEME_DRAFT,
                    str_text(&v->name_was));
    v->box.offered = !v->draft.was.len_bytes;
    return kept_draft_say(&v->draft, facts);
}

struct unfinished themes_unfinished(void *state)
{
    const struct themes_view *v = state;
    return v->naming ? draft_typed(&v->box, v->naming, str_text(&v->draft.field),
                                   str_text(&v->name_was))
                     : (struct unfinished){.of = NULL};
}

void themes_close_box(struct themes_view *v)
{
    v->naming = v->same = NULL;
    v->joining = (struct pair){0};
}

static struct intent leave(struct themes_view *v)
{
    bool pair = v->joining.one;
    const struct record *of = v->naming;
    themes_close_box(v);
    return draft_discard(str_text(&v->box.text), of, str_text(&v->draft.field),
                         pair ? "The two were left as they were."
                              : "The name was left as it was.");
}

const struct theme *themes_partner(const struct themes_view *v, const struct theme *theme)
{
    const struct record *one = v->joining.one, *other = v->joining.other;
    const struct theme *first = one ? theme_of(&v->themes, one) : NULL;
    const struct theme *second = other ? theme_of(&v->themes, other) : NULL;
    return first == theme ? second : first;
}

static const struct theme *find_same(const struct themes_view *v,
                                     const struct theme *theme,
                                     const struct theme *partner, const char *name)
{
    for (size_t i = 0; i < v->themes.count && *name; i++) {
        const struct theme *other = v->themes.items[i];
        if (other != theme && other != partner && other->rank == theme->rank &&
            fold_same(other->words, name, v->themes.language)) {
            return other;
        }
    }
    return NULL;
}

/* Nothing is done where the words are the same as before; NULL: something is. */
static const char *needless(const struct themes_view *v, const struct theme *theme)
{
    const char *now = theme->named ? theme->words : "", *typed = str_text(&v->said);
    if (strcmp(typed, str_text(&v->name_was)) == 0 &&
        strcmp(now, str_text(&v->name_was)) != 0) {
        return "Somebody else has named it meanwhile; it is called as they said.";
    }
    const struct field *field =
        theme->record ? record_field(theme->record, "name") : NULL;
    if (strcmp(typed, now) == 0 && (!field || field_wordings(field) < 2)) {
        return theme->named ? "It is called so already."
                            : "No name was given; the words stand for it.";
    }
    return NULL;
}

/* The name is the theme's, or that of the two that become one. */
static struct intent name(struct themes_view *v, const struct theme *theme,
                          const struct theme *partner)
{
    struct intent intent = {.kind = INTENT_NAME_THEME,
                            .theme = theme,
                            .text = str_text(&v->said),
                            .seen_edits = v->naming_saw};
    if (partner) {
        themes_begin_join(v);
        themes_add_join(v, partner);
        intent = themes_join_collected(v, theme, str_text(&v->said));
        intent.seen_edits = v->naming_saw;
    }
    intent.draft_of = v->naming;
    intent.draft_field = str_text(&v->draft.field);
    themes_decide(v, v->joining);
    themes_close_box(v);
    return intent;
}

/* All of them become the one that has the name. */
static struct intent join_same(struct themes_view *v, const struct theme *theme,
                               const struct theme *partner, const struct theme *same)
{
    themes_begin_join(v);
    themes_add_join(v, theme);
    if (partner) {
        themes_add_join(v, partner);
    }
    const struct record *of = v->naming;
    themes_decide(v, v->joining);
    themes_close_box(v);
    struct intent intent = themes_join_collected(v, same, same->words);
    intent.seen_edits = v->naming_saw;
    intent.draft_of = of;
    intent.draft_field = str_text(&v->draft.field);
    return intent;
}

/* The name that was typed is the theme's, should that still be there. */
static struct intent keep(struct themes_view *v, bool though_same)
{
    const struct theme *theme = theme_of(&v->themes, v->naming);
    const struct theme *partner = theme ? themes_partner(v, theme) : NULL;
    bool joining = v->joining.one;
    str_set(&v->said, "%s", str_text(&v->box.text));
    if (!theme) {
        themes_close_box(v);
        str_set(&v->said, "Not named ‘%s’: the entry was deleted meanwhile.",
                str_text(&v->box.text));
        return intent_say(v->said.bytes);
    }
    if (joining && (!partner || partner == theme)) {
        themes_close_box(v);
        return intent_say("Somebody else has decided that pair meanwhile.");
    }
    const char *why = joining ? NULL : needless(v, theme);
    if (why) {
        themes_close_box(v);
        return intent_say(why);
    }
    const struct theme *same =
        though_same ? NULL : find_same(v, theme, partner, str_text(&v->said));
    v->same = same ? same->members[0] : NULL;
    return same ? intent_of(INTENT_NOTHING) : name(v, theme, partner);
}

static struct intent answer(struct themes_view *v, enum action action)
{
    const struct theme *theme = theme_of(&v->themes, v->naming);
    const struct theme *same = theme_of(&v->themes, v->same);
    switch (action) {
    case ACT_SAME_NAME_JOIN:
        if (!theme || !same || theme == same) {
            return keep(v, true);
        }
        return join_same(v, theme, themes_partner(v, theme), same);
    case ACT_SAME_NAME_KEEP:
        return keep(v, true);
    case ACT_SAME_NAME_LEAVE:
        return leave(v);
    default:
        return intent_of(intent_of_key(action));
    }
}

void themes_ask_same(const struct themes_view *v, struct str *out)
{
    const struct theme *same = theme_of(&v->themes, v->same);
    if (same) {
        str_addf(out, "‘%s’ is a theme of this column already, of ", same->words);
        themes_say_count(out, same->tables, "table");
        str_add(out, ". Shall they be one?");
    }
}

struct intent themes_type_name(struct themes_view *v, enum action action,
                               const struct event *event)
{
    if (v->same) {
        return event->kind == EVENT_PASTE ? intent_of(INTENT_NOTHING) : answer(v, action);
    }
    if (event->kind == EVENT_PASTE) {
        return intent_paste_line(&v->box, event->text);
    } else if (action == ACT_NAME_KEEP) {
        return keep(v, false);
    } else if (action == ACT_NAME_LEAVE) {
        return leave(v);
    } else {
        text_box_press(&v->box, event->text, action, screen_cols());
    }
    return intent_of(INTENT_NOTHING);
}
