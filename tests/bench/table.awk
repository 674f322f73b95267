# The table of tests/bench.sh: first tests/bench/bars.tsv, "PART, WHAT, AT MOST", then the rows,
# "WHAT, MEASURED", behind "# PART" each; one that proves something by itself has what is
# allowed as a third. What stands in brackets is not for finding the bar by.

function key_of(what) {
    gsub(/ *\([^)]*\)/, "", what)
    return what
}

# A part may lack what it is to measure: that is missed, too.
function end_part(    i) {
    for (i = 1; i <= bars; i++) {
        if (part != "" && part_of[i] == part && !(i in found)) {
            tell("  " name_of[i], "not measured", bar_of[i], 1)
        }
    }
}

function tell(what, measured, most, bad) {
    printf "%-79s %12s %9s%s\n", what, measured, most, bad ? "  missed" : ""
    with_bar += most != "-"
    missed += bad
}

FNR == NR {
    if ($0 !~ /^#/ && NF == 3) {
        part_of[++bars] = $1
        name_of[bars] = $2
        bar_of[bars] = $3
        at[$1, $2] = bars
    }
    next
}

FNR == 1 {
    printf "%-79s %12s %9s\n", "what", "measured", "at most"
}

/^# / {
    end_part()
    part = substr($0, 3)
    print part
    next
}

{
    key = key_of($1)
    most = "-"
    if ((part, key) in at) {
        most = bar_of[at[part, key]]
        found[at[part, key]] = 1
    } else if (NF > 2) {
        most = $3
    }
    tell("  " $1, $2, most, most != "-" && ($2 !~ /^[0-9.]+$/ || $2 + 0 > most + 0))
}

END {
    end_part()
    print ""
    printf "%d of %d are as they are to be", with_bar - missed, with_bar
    print missed ? "; see what is called missed." : "."
    print "Instructions are counted by callgrind, and hang on nothing else. Memory is the most"
    print "a program held at once, against the bytes of the files it read. User times are"
    print "those of two commands in turn; other work on the machine blurs them. What another"
    print "program does stands beside it to compare, and is nothing to reach."
    exit missed > 0
}
