#ifndef ROUNDTABLE_APP_TYPING_APP_TYPING_H
#define ROUNDTABLE_APP_TYPING_APP_TYPING_H

#include "app/app_files.h"
#include "app/typing/typed_words.h"
#include "model/author.h"
#include "model/ballot.h"
#include "screen/action.h"
#include "screen/event.h"
#include "views/view.h"

/**
 * What is remembered of letters that may be words, see app_typed.h: of the run that goes on, of
 * how fast it came, and of what stood there before it.
 */

struct app;
struct list_view;

/* Where what is typed is typed, whoever presses keys. */
enum { MODES_OF_WORDS = MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_NAME };

/** Whose turn it is in the ballot of a table, as far as the votes do not tell. */
struct ballot_turn {
    const struct record *table;
    size_t person; /* who gave or took back a dot last, */
    bool chosen;   /* or whom the menu called back */
    size_t from;   /* whoever comes before is not asked any more */
};

/** The same as the title row tells it. */
struct voting {
    size_t looked;           /* when there were so many changes, */
    struct ballot_turn turn; /* and it stood so */
    struct str words;        /* "Voting: person 2 has 3 of 3 dots"; "" if nobody votes */
    struct list_view *list;  /* of the ballot, if it is on top still, */
    size_t pushed;           /* as the last of so many views, */
    size_t made_of;          /* made when there were so many changes, */
    uint64_t joined;         /* and phones; of what: */
    struct ballot ballot;
    bool ranking, of_column;
    struct str column;
    struct str left; /* what was said last of what one person has left, */
    size_t left_of;  /* which is this one */
};

/* Whether the panel is shown while the day is under way, or else. */
struct panels {
    bool now, before;
};

/* Keys that went from stage to stage. */
struct stepping {
    int64_t at_ms; /* when the last did, */
    bool on;       /* to a later one than before, */
    int quick;     /* and how many such keys came without a pause */
};

/* Whether an Enter is one too many, see app_enter.c. */
struct entering {
    bool went;      /* the last key opened, closed, chose, asked, or said why not; */
    bool next_line; /* or went on in a form */
    bool chose;     /* the letter of a row did, and closed its list; */
    bool asked, answered;     /* a question stood there; it was Enter behind its answer */
    int64_t went_ms, last_ms; /* as that was done; when the last of its kind came */
    int steps;                /* so many in a row went on in a form, none of them held */
    bool was_enter, held;     /* what came last; and at once behind another */
    const void *kept; /* the form that one too many would have ended, until it is left */
    size_t pushed, views; /* before it */
    enum mode mode;
    const void *line; /* of the form on top then */
    struct str title; /* of the list on top then; "": none was */
};

/* What there was when a run of letters began. */
struct typed_from {
    size_t views;         /* so many */
    const void *own_line; /* of app_own_line() */
    bool asks;            /* what is typed there are words of a question to everybody */
    bool seen;            /* what keys did was seen by all */
    struct panels panels;
    struct ballot_turn turn;
    struct export_choice exporting;
    size_t wrote_bytes; /* so much of slow_typing.wrote was there */
};

/* Keys that did more than to go to and fro: so many, and whether not all of them were one. */
struct acted {
    size_t count, from; /* behind so many bytes of the keys */
    char last;
    bool differ;
};

/* No hand is as quick as a key that is held down. */
enum { KEY_REPEATS_MS = 100 };

/* Keys come so long after each other one by one; and if they are looked at: two fingers take 500. */
enum { ONE_BY_ONE_MS = 450, AT_LEISURE_MS = 650 };

/* Letters of who types with two fingers, see app_words.c. */
struct slow_typing {
    struct typed_words words; /* at that pace */
    bool watched;             /* the run began where letters are keys */
    bool slow, was_slow;      /* the last letter was, or one of them; */
    bool brisk;               /* or the last was faster than one key after another */
    bool likely, offered;     /* they seem to be words; and it was said what takes them */
    struct pause {
        int64_t ms;         /* so long one was, among the keys, 0: none; */
        size_t keys_bytes;  /* these came before it, */
        size_t run_bytes;   /* and in the run, */
        int gaps, brief;    /* and so many between letters behind it; brief beside it */
        struct acted acted; /* of the keys behind it */
    } pause;
    struct key_pace {
        int64_t least_ms; /* between two keys; 0: there were no two */
        int gaps, brief;  /* between letters typed behind them, and so many short */
    } pace;
    struct str before; /* keys alone, before a pause that ended their run; or "" */
    bool joined;       /* they begin the word, and run and keys have them */
    enum author_mark_of since; /* where the word begins, as far as anybody can tell */
    struct str run;   /* all of it in order, be it a key or typed; Enter is "\r" */
    size_t meant;     /* so much of it are keys that changed nothing */
    size_t led;       /* so much of it came before what is found or typed now */
    struct str keys;  /* those that were keys, */
    struct str stood; /* and what stood in the box that the last of them opened */
    bool opened;      /* words are typed there since: they may be taken with those keys */
    bool entered; /* Enter or Esc came behind: the box may be gone, or hold other words */
    bool chose;   /* it was chosen from a list what is typed into now, */
    bool looked;  /* and a pause came before that, as of who reads it */
    struct first_letter {
        int64_t gap_ms, next_ms; /* before what was typed first, and behind it */
    } first;
    struct acted acted; /* of all keys */
    size_t edits;       /* so many there were before the letter that is heard */
    size_t harmed; /* the run had so much when one of its keys first changed something */
    struct str head;   /* what is said beside the offer */
    bool head_in_vain; /* it says why a key did nothing */
    struct str wrote;  /* the files that the keys exported to, which stay, a line each */
    bool ended;        /* Enter came behind them, */
    size_t lost;       /* so many were no keys where they were pressed, or were typed */
    struct str asked;  /* these words Enter was kept from saving, once */
    struct str left;   /* the file that a q left, if nothing was typed since; else "" */
    struct str left_row, left_column; /* and where in it */
};

/* Words that Enter ended, and which are not kept yet: nothing but Enter came since. */
struct line_ended {
    const void *in; /* the view's state where they stand; NULL: there are none */
    struct str words;
    bool doubtful;  /* the keys before them are offered as words with them */
    const char *by; /* the key */
};

/* Words of which it was said that Enter asks everybody, */
struct line_told {
    struct str words;
    size_t pushed; /* when so many views had ever been opened */
};

/* A key that is held down, see app_pace.c. */
struct held_down {
    char key[KEY_NAME_BYTES]; /* that came last, */
    int64_t at_ms;
    int times;         /* so often in a row, the last so fast as no hand is; else 1 */
    bool by_hand;      /* one of these not so fast as no keyboard is */
    bool again;        /* it had come before these, too, as if it were held down, */
    bool late;         /* or so long before that only those which follow tell */
    bool as_key;       /* it was a key when it was pressed, whatever it types now; */
    size_t typed;      /* so many of its repetitions may stand there */
    size_t edits;      /* before the last that was no repetition */
    struct str said;   /* of what it did at first, */
    size_t done_bytes; /* as messages have it */
};

/* What was said of the last thing that a letter changed, then. */
struct change_said {
    struct str words, bare;  /* and without how to undo it, where that is another key */
    int64_t at_ms, key_ms;   /* then, and when the last key came */
    bool for_room;           /* the room read it, too: it is said where it was said */
    bool stays;              /* it is said behind what the next keys say, */
    const struct step *done; /* while the author's last step is that; never followed */
};

/* Letters that may be words, see app_typed.c. */
struct typing {
    struct typed_words words;
    bool watched; /* the run of letters began where they are keys */
    struct near {
        struct str keys;          /* just before it, each near the next; or "" */
        int64_t gap_ms, began_ms; /* so long before it, and when it began */
    } near;
    bool taken; /* it was taken for words; what comes at that pace goes on with them */
    struct late {
        struct str keys; /* before what was taken last, and may be of it; or "" */
        bool rows;       /* what Enter kept since stands behind them, each with "\r" */
        bool paced;      /* they came as one letter comes behind another */
        enum author_mark_of from; /* they came there */
    } late;
    uint64_t pasted; /* the author's step behind what was pasted last; 0: none */
    bool took;       /* some run was, and nothing but Enter and Esc came since */
    struct str hint; /* what Ctrl-T would write, as the foot has it, or "" */
    struct typed_from from[5]; /* of each author_mark_of */
    struct slow_typing slow;
    enum mode mode;  /* when the last letter came, */
    const void *top; /* and the state of the view on top */
    bool held; /* a key is not carried out until it is sure that no letter follows: */
    bool announced; /* and it was said what comes, for the wait is long */
    bool recorded;  /* and it is of the run of letters already, see app_recorded.c */
    struct event held_key;
    struct str held_text; /* what that key types */
    bool released;        /* it is carried out now */
    struct line_ended ended;
    struct line_told told;
    struct held_down held_down;
    int times_taken; /* words were, since the program began; twice at once: app_offer_letters() */
    int64_t hand_ms; /* half of the gaps between letters typed here are longer; 0: none */
    int64_t typed_ms; /* when the last of them came */
    struct change_said changed;
    bool stays;         /* what is said does, for words are typed into a box */
    enum mode asked;    /* a question stood there when the last key came; or 0 */
    const char *answer; /* one that was given, of which so many letters came; or NULL */
    size_t written;
    int64_t answer_ms;         /* when the last letter of that came */
    const struct record *ends; /* it was said that this ends, and another is asked */
    const struct record *hands_left; /* just left, and only figures came since */
    const struct record *over;       /* it was before all as the box's words were typed */
    struct stepping stepping;
    struct entering entering;
};

#endif
