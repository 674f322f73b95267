/* The table of subcommands. */

#include "commands/command.h"

const struct command commands[] = {
    {"open",
     "[open] [--by NAME] [--theme THEME] [--no-mouse]\n"
     "                         [--follow] [--accessible] [--strict] [FILE]",
     "open a session; without FILE, the home screen",
     "Opens a session on the screen; a FILE that is not there yet is begun. FILE may\n"
     "come without its .json: where there is no \"surgery\", surgery.json opens, or you\n"
     "are told which session of late is called so. Where there is no terminal, prints\n"
     "the plain summary instead. After \"--\" every word is a FILE, even one\n"
     "that begins with a hyphen or is called like a command.\n\n"
     "  --by NAME      who writes; left out of exports by --without-names\n"
     "  --theme THEME  auto, dark, light or mono (NO_COLOR is honoured)\n"
     "  --no-mouse     leave the mouse to the terminal\n"
     "  --follow       show large what another window writes into FILE; write nothing;\n"
     "                 F chooses whose words, or which goal's and column's\n"
     "  --accessible   line by line, to work by ear or from a script; help says how\n"
     "  --strict       the same; the first line that is refused ends it, exit status "
     "1\n\n"
     "  roundtable table-4.json\n  roundtable --follow table-4.json",
     command_open, .operands = "FILE"},
    {"new",
     "new [-t TEMPLATE] [--title TITLE] [--place PLACE]\n"
     "                      [--date DATE] [--table TABLE] [--starts TIME]\n"
     "                      [--answer-to ADDRESS] [--language CODE] [--after EARLIER]\n"
     "                      [--goals] [--from PREPARED] [-o FOLDER] [FILE]",
     "make a session file, or one for each table",
     "Makes a session file and does not open it; never overwrites one.\n\n"
     "  -t, --template TEMPLATE  one that \"roundtable templates\" lists, or a path\n"
     "  --title TITLE, --place PLACE  what the session is called, and where it is held\n"
     "  --date DATE              when, as in 2017-02-22\n"
     "  --table TABLE            which table of the room; with -o, 1..12 for twelve\n"
     "  --starts TIME            when the first stage of its day begins, as in 11:45\n"
     "  --language CODE          what people write in, as in cy; else the template's\n"
     "  --answer-to ADDRESS      where people can answer back: on the cover of exports\n"
     "  --after EARLIER          follow up an earlier session: FILE holds all of its\n"
     "                           file and a new table, where C shows the promises;\n"
     "                           of several tables the one that --table numbers\n"
     "  --goals                  which begins with the earlier one's goals\n"
     "  --from PREPARED          begin with that file's details, goals and entries\n"
     "  -o, --output FOLDER      table-1.json and so on in there\n\n"
     "  roundtable new --from prepared.json --table 1..12 -o tables/\n"
     "  roundtable new --after table-4.json table-4-in-june.json",
     command_new, .operands = "FILE"},
    {"export",
     "export [-f FORMAT] [-o OUT] [--force] [--for WHOM] [--brief]\n"
     "                         [--without-names] [--paper PAPER] [--day] [--form FORM]\n"
     "                         [--table T] [--seminar] [--cover] [--answer WORDS] FILE",
     "write {formats}",
     "Writes a summary to OUT, or to standard output (as does \"-o -\").\n\n"
     "  -f, --format FORMAT  {formats}; else as OUT's ending says\n"
     "                       (map: svg, map.pdf), else text; xlsx for spreadsheets\n"
     "                       of any country. Others: a program roundtable-FORMAT\n"
     "  -o, --output OUT     a file, which is never overwritten without --force\n"
     "  --for WHOM           participants, commissioners, politicians or public\n"
     "  --without-names      leave out who wrote what\n"
     "  --paper PAPER        pdf: a4, a3 for a wall, report, large in print, or page,\n"
     "                       as does --brief; text: narrow, of 40 columns\n"
     "  --force, --brief     overwrite OUT; one page to read out, and nothing else\n"
     "  --day, --form FORM   the stages of the day for a wall; one form or grid alone\n"
     "  --table T            one table alone, and what it followed up\n"
     "  --seminar            map: first one of what several tables share\n"
     "  --cover              begin with what this is, and how to answer back:\n"
     "  --answer WORDS       these words, else what the session says\n\n"
     "  roundtable export --for public --cover -o table-4.pdf table-4.json\n"
     "  roundtable export -f csv table-4.json | grep -i boulder",
     command_export, .operands = "FILE"},
    {"add",
     "add --goal GOAL [--column COLUMN] [--grid FORM]\n"
     "                      [--table TABLE] [--by NAME] [--json] FILE [TEXT… | -]",
     "put entries into a session, from a script",
     "Adds each TEXT as an entry, or with - each line of standard input. FILE may be\n"
     "open in a window, which shows them at once. Without TEXT, only the goal is "
     "made.\n\n"
     "  --goal GOAL      found by all its words, whatever their case, or made; or\n"
     "                   goal:ID, if several have these words\n"
     "  --column COLUMN  by its id or title, as in stakeholders; else the map's first\n"
     "  --grid FORM      in that form, by its id or title: GOAL is one of its rows\n"
     "  --table TABLE    of several tables, the one of that number or name\n"
     "  --by NAME        who says so\n"
     "  --json           tell what was made with its ids, for programs\n\n"
     "  roundtable add --goal 'More walking' table-4.json 'No pavement' 'Fast cars'\n"
     "  roundtable add --goal 'More walking' --column moments table-4.json - < fetes",
     command_add, .operands = "FILE"},
    {"import",
     "import -o OUT [--columns KIND=COLUMN;…] [--goal GOAL]\n"
     "                         [--split CHARACTERS] [--details] [--again]\n"
     "                         [--table TABLE] [--by NAME] [--dry-run] [--yes] FILE…",
     "take other programs' maps and sheets into a session",
     "Takes all FILEs as one map into OUT, which is made if it is not there. It reads\n"
     "Kumu (csv of elements and of connections, JSON), PRSM, scrumlr (csv), answers to\n"
     "Google Forms (csv) and any csv with headings; no xlsx. Shows what comes, and\n"
     "asks. Each kind goes to the column of that name; a connection between an entry\n"
     "and a goal puts it there. Who wrote it is left out. Again, it adds what is new.\n\n"
     "  -o, --output OUT      the session, which no window may have open\n"
     "  --columns KIND=COLUMN;…  where kinds go: a column or goal; nothing: nowhere;\n"
     "                        a column Who or Name that is left out comes in so, too\n"
     "  --goal GOAL           for entries without one; else called as the map is\n"
     "  --split CHARACTERS    cut answers at these, as in ';'\n"
     "  --details             take descriptions and notes, too, behind the words\n"
     "  --again               bring back what was taken in before and deleted\n"
     "  --table TABLE         the one of that number or name; of a new session, its\n"
     "                        number\n"
     "  --by NAME             who says so\n"
     "  --dry-run, --yes      only show what comes; do not ask\n\n"
     "  roundtable import -o town.json elements.csv connections.csv\n"
     "  roundtable import --columns 'What helps?=moments' -o town.json answers.csv",
     command_import, .operands = "FILE"},
    {"merge", "merge -o OUT [--dry-run] [--part] FILE…",
     "make one seminar file of many tables' files",
     "Puts together what all FILEs say, in whatever order, however often: the same\n"
     "bytes come out. A FILE that is a folder stands for all *.json in it; it may be\n"
     "lines, too, as export -f edits writes them, and - is standard input. What their\n"
     "journals hold is in it, too. OUT may be one of the FILEs. Exit status 3 if a\n"
     "file was refused, the others being merged, or if FILEs have one table that each\n"
     "calls otherwise, as copies of one file do that were numbered afterwards.\n\n"
     "  -o, --output OUT  the file to write; must not exist unless it is a FILE\n"
     "  --dry-run         only say what would come of it\n"
     "  --part            make a table of each such copy\n\n"
     "  roundtable merge -o seminar.json table-*.json\n"
     "  roundtable merge -o programme.json leeds.jsonl york/",
     command_merge, .operands = "FILE"},
    {"themes",
     "themes [-f FORMAT] [-o OUT] [--force] [--column COLUMN]\n"
     "                         [--brief] [--after LAST] [--for WHOM]\n"
     "                         [--without-names] [--cover] [--answer WORDS] FILE",
     "tell what tables have in common, and where they differ",
     "Tells what several tables said, with how many said it; where they differ; which\n"
     "stakeholders no action names; and what only one table said.\n\n"
     "  -f, --format FORMAT  {formats of themes}; else as OUT's ending says, else text\n"
     "  -o, --output OUT     a file, which is never overwritten without --force\n"
     "  --force              overwrite OUT\n"
     "  --column COLUMN      of that column only, as in goals or barriers\n"
     "  --brief              as text, one page to read out before people leave\n"
     "  --after LAST         as text, what came of that file's promises, and which\n"
     "                       themes stayed, are new, or are gone\n"
     "  --for WHOM           participants, commissioners, politicians, public\n"
     "  --without-names      leave out who ran the tables\n"
     "  --cover              begin with what this is, and how to answer back:\n"
     "  --answer WORDS       these words, else what the session says\n\n"
     "  roundtable themes --brief seminar.json\n"
     "  roundtable themes --column barriers -f csv seminar.json",
     command_themes, .operands = "FILE"},
    {"missing", "missing [--json] FILE", "say what the tables have not thought of yet",
     "Says in sentences to read out what is missing: goals without a barrier, a\n"
     "stakeholder or a social moment; and, once there is an action, actions and\n"
     "moments that nobody has taken on, barriers that none answers, stakeholders that\n"
     "none names. The weightiest come first; where words leave it open, it asks.\n\n"
     "  --json  for programs\n\n"
     "  roundtable missing table-4.json\n"
     "  roundtable missing seminar.json | grep 'Nobody has'",
     command_missing, .operands = "FILE"},
    {"diff", "diff [--json] A B", "tell what one file shows and another does not",
     "Tells what stands in A or in B only, and what is worded, placed, marked or voted\n"
     "for otherwise, by table and goal: - is in A, + in B, ~ in both. What their\n"
     "journals hold counts. The last line says how many changes only one of them has.\n"
     "Exit status 0 whether they differ or not, 3 if a damaged file was read in part.\n\n"
     "  --json  for programs\n\n"
     "  roundtable diff table-4.json from-the-other-laptop.json\n"
     "  roundtable diff monday.json friday.json | grep reworded",
     command_diff, .operands = "FILE"},
    {"check", "check [--json] FILE…", "tell every fault of a file, with line and column",
     "Tells every fault with line and column, and what the file holds. Exit status 1\n"
     "if a file is no session, 3 if something in it wants a person to look.\n\n"
     "  --json  for programs\n\n"
     "  roundtable check table-4.json\n  roundtable check sessions/*.json",
     command_check, .operands = "FILE"},
    {"log", "log [--without-names] [--generations] [--json] FILE",
     "tell who said what, when, and what is not settled",
     "Tells every change in the order of its time (UTC): who made it, and what became\n"
     "of which words. What two people worded differently, unseen by each other, stands\n"
     "at the end until somebody settles it on the screen. A terminal shows it page by\n"
     "page, with PAGER or less.\n\n"
     "  --without-names  leave out who\n"
     "  --generations    list the earlier states that are kept of the file instead,\n"
     "                   the newest first, for restore\n"
     "  --json           for programs\n\n"
     "  roundtable log table-4.json\n  roundtable log table-4.json | grep deleted",
     command_log, .operands = "FILE"},
    {"restore", "restore [--generation N] [-o OUT] FILE",
     "bring a damaged or missing session back",
     "Puts FILE together again from its newest whole generation, from what can be\n"
     "read of it, and from its journal. The damaged file is kept under another name.\n"
     "Ten generations are kept of each file; \"roundtable log --generations FILE\"\n"
     "lists them. Exit status 3 if no whole generation was found.\n\n"
     "  --generation N    take that one out instead, as a file of its own,\n"
     "  -o, --output OUT  which must not exist yet\n\n"
     "  roundtable restore table-4.json\n"
     "  roundtable restore --generation 7 -o as-it-was.json table-4.json",
     command_restore, .operands = "FILE"},
    {"redact",
     "redact --entry WORDS [--dry-run] [--yes] [--verbose] FILE\n"
     "       roundtable redact --by NAME [--dry-run] [--yes] [--verbose] FILE",
     "take words, or a person, out of a session for good",
     "Somebody asks to be forgotten. Shows what goes, asks twice, and takes it out for\n"
     "good: of the file, its journal and drafts, the earlier states that are kept, and\n"
     "what was rescued. Nothing brings it back, and it wins every merge. While FILE is\n"
     "open in a window, in a room or to phones it refuses. Exit status 3 if the same\n"
     "stands elsewhere.\n\n"
     "  --entry WORDS  the entry, vision or theme that has or had just these words, or\n"
     "                 this id, with every wording, draft and promise of it; or else\n"
     "                 the draft, line of a promise, name or title that had them\n"
     "  --by NAME      all words that this person wrote, and the name wherever it is\n"
     "                 said who wrote, ran a table, promised or passes on\n"
     "  --dry-run      only show what would go\n"
     "  --yes          do not ask; needed where there is no terminal\n"
     "  --verbose      name every file where the same stands still\n\n"
     "  roundtable redact --entry 'Mrs Smith is lonely' table-4.json\n"
     "  roundtable redact --by Ana --dry-run table-4.json",
     command_redact, .operands = "FILE"},
    {"live",
     "live [--by NAME] [--theme THEME] [--no-mouse] [--follow]\n"
     "                       [--only] [--host HOST] [--port PORT]\n"
     "                       [--broker BROKER] [--ca FILE] [--login FILE]\n"
     "                       [--alpn NAME] [--seminar INVITATION] FILE\n"
     "       roundtable live join [INVITATION] [FILE]\n"
     "       roundtable live organise [INVITATION] SEMINAR",
     "let several laptops write into one session",
     "Begins a room on this laptop (with mosquitto) and opens FILE; W shows its\n"
     "invitation. join comes in: it fetches what is there and opens FILE, or a new one\n"
     "among your sessions; with FILE alone it goes back into its room. organise takes\n"
     "all tables of a seminar into one file.\n\n"
     "  --by NAME, --theme THEME, --no-mouse, --follow  as for open\n"
     "  --only                no screen: print the invitation, then a line an event\n"
     "  --host HOST           this laptop's address in the invitation\n"
     "  --port PORT           what the room listens on; 0: any that is free\n"
     "  --seminar INVITATION  tell the table to its seminar's organiser, too\n"
     "  --broker BROKER       use one that is there: mqtts://HOST[:PORT][,HOST…]\n"
     "  --ca FILE, --login FILE, --alpn NAME  for it: see roundtable-live(1)\n\n"
     "  roundtable live --by Ana table-4.json\n"
     "  roundtable live join 192.168.1.20/lusab-babad-gutih-tugad-dagoz",
     command_live, .operands = "FILE join organise"},
    {"phones",
     "phones [--by NAME] [--theme THEME] [--no-mouse]\n"
     "                         [--only] [--host HOST] [--port PORT] FILE",
     "let people write and vote from their phones",
     "Opens FILE and shows a code. Whoever scans it, in this network, has one page to\n"
     "write on, without an app or an account. What they send waits in the inbox (I)\n"
     "until somebody takes it; b opens a ballot to phones, s asks them a question, z\n"
     "has everybody write alone first. Q shows the code again; p there lets phones in,\n"
     "or not any more, in any session.\n\n"
     "  --by NAME, --theme THEME, --no-mouse  as for open\n"
     "  --only       no screen: print the address, then a line an event\n"
     "  --host HOST  this laptop's address in the code\n"
     "  --port PORT  what phones come in by; 0: any that is free\n\n"
     "  roundtable phones --by Ana table-4.json\n"
     "  roundtable phones --only --port 8080 table-4.json",
     command_phones, .operands = "FILE"},
    {"templates", "templates [--json] [--check FILE…]",
     "list the workshop forms, or check one",
     "Lists the templates compiled in, and those in the data folders. Exit status 3\n"
     "if there are files in these folders that are none.\n\n"
     "  --check  tell each slip of a template in a FILE, with line and column; exit\n"
     "           status 3 if there are any, 1 if it is no template\n"
     "  --json   for programs\n\n"
     "  roundtable templates\n  roundtable templates --check garden.json",
     command_templates, .operands = "FILE"},
    {"keys", "keys [--mdoc] [--json]", "list every key and what it does",
     "Lists every key of the screen and what it does, from the table that the program\n"
     "itself goes by.\n\n  --mdoc  in the form of the manual\n  --json  for programs\n\n"
     "  roundtable keys\n  roundtable keys | grep -i undo",
     command_keys, .operands = ""},
    {"completion", "completion SHELL", "print what bash, zsh or fish completes",
     "Prints a script by which bash, zsh or fish complete the commands, their options\n"
     "and what these can be. An installed roundtable brings it along.\n\n"
     "  roundtable completion bash >> ~/.bashrc\n"
     "  roundtable completion fish | source",
     command_completion, .operands = "bash zsh fish"},
    {.name = NULL},
};
