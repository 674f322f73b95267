#!/bin/sh
# Runs every fuzz target of a build, $1, two at a time, FUZZ_SECONDS each, then the programs
# beside on sessions made up, and says what was found. Begins from the samples, the tops, the templates and small journals, with a
# fixed seed, so that a find can be had again; what crashes stays in $1/found.
set -eu
build=$1
seconds=${FUZZ_SECONDS:-20}
seed=${FUZZ_SEED:-20170222}
if [ -n "${ROUNDTABLE_NO_FUZZ:-}" ]; then
    echo "roundtable: NOT FUZZED, since ROUNDTABLE_NO_FUZZ is set" >&2
    exit 0
fi
found=$build/found
corpus=$build/corpus
mkdir -p "$found" "$corpus/reader" "$corpus/journal" "$corpus/text_box" "$corpus/merge" \
    "$corpus/seal" "$corpus/digest" "$corpus/exchange" "$corpus/desk" "$corpus/foreign"

# What each begins from; journals are the edits of the samples, a line each.
for file in sessions/*.json tests/tops/*.json templates/*.json templates/forms/*.json; do
    cp "$file" "$corpus/reader/$(echo "$file" | tr / -)"
done
printf '%s' '{"sessions":[{"here:signs":"culture","goals":[{"text":"Go","frames":["Buses"]},
{"grid":"signs","row":"culture","strength":"part","signs_seen":["Doors open"]},
{"grid":"speakers","text":"Stockport","site_aims":["A beach"]}]}]}' >"$corpus/reader/forms"
for sample in sessions/*.json; do
    name=$(basename "$sample" .json)
    {
        printf '\377'
        sed -n 's/^    \({"key".*}\),*$/\1/p' "$sample" | head -n 3
        printf '{"draft":"half a thou","of":"goal:g","field":"draft:barriers"}\n'
    } >"$corpus/journal/$name"
done
printf '\050\020Caf\303\251 au lait, \360\237\221\251\342\200\215\360\237\221\247 \r\n\001\002\010\011' >"$corpus/text_box/words"
i=0
while [ $i -lt 300 ]; do
    # shellcheck disable=SC2059 # the byte of that number
    printf "\\$(printf %o $((i * 37 % 251)))"
    i=$((i + 1))
done >"$corpus/merge/edits"
# The first byte of these says what is tried.
printf '\001\001\170\234\163\052\055\126\110\113\054\112\055\126\000\022\012\031\231\351\031\072\012\211\171\051\012\111\030\342\000\070\305\016\246' >"$corpus/seal/packed"
printf '\002Bus fares are high' >"$corpus/seal/text"
printf '\003[fe80::1]:1885/lusab-babad-gutih-tugad-dagoz' >"$corpus/seal/invitation"
printf '\000a 0-2,5 0000000000002\nb 7 0000000000001\n|a 0-1,3-9 0000000000001\n' >"$corpus/digest/two"
{
    printf '\001'
    cat "$corpus/merge/edits"
} >"$corpus/digest/edits"
# What a peer publishes: its kind, a time, its length, and it.
said() {
    text=$(printf '%b.' "$2")
    text=${text%.}
    # shellcheck disable=SC2059 # bytes of these numbers
    printf "\\$(printf %o "$1")\\001\\$(printf %o ${#text})"
    printf %s "$text"
}
edit='{"key":"b.1","at":"2017-02-22T12:00:00.000Z","of":"note:n","set":{"text":"Boats"}}'
{
    said 1 'b234567890123'
    said 2 'b234567890123 3 2a\nBen\nTable 3\nBarriers\n'
    said 0 "$edit\n"
    said 3 'ask b234567890123\na 0-2,5 0000000000002\n'
    said 3 'want b234567890123\na 1 0000000000000\n'
    said 3 "last b234567890123\n$edit\n"
    said 2 'b234567890123'
} >"$corpus/exchange/peer"
printf '\003\001\100ask 3k0s7d5h2xq9a\na 0-3 0000000000000\n' >"$corpus/exchange/ask"
printf '\002\001\0553k0s7d5h2xq9a 1 2\n\n\n\n\000\001\150{"key":"b.2","at":"2017-02-22T12:00:00.000Z","of":"note:m","set":{"text":"x"},"over":["a.1"]}' >"$corpus/exchange/edits"
# What phones send: which phone, how much time passes, and a form.
printf '\007PaOnce=a1&do=send&once=a1&lang=ur&goal=&column=moments&text=Bus+fares&name=Ben\nP once=a1&text=Bus+fares\nQadots=1&do=dots:note:x:1\nPzdo=back:a1\n0 sent=a1&back=a1&lang=cy\nQ do=ready&text=%%D9%%86+half+a\nR do=show&column=barriers\nS do=answer:x&word=x\n' >"$corpus/desk/forms"

# Sheets and maps of other programs; the first byte says what they are called.
printf '\000Label;Type;Tags\nCaf\351;barrier;a|b\n"Walk\nto school";goal;\n' >"$corpus/foreign/list"
printf '\002Timestamp,What helps?,Goal\n2026/11/28 10:02:11,"Parks;Buses",Walk\n' >"$corpus/foreign/answers"
printf '\000noteId,author,text,column,timestamp,votes\nn1,A,Fast, loud,Barriers,Sat, 28 Nov,3\nn2,A,two\nlines,B,x,0\n' >"$corpus/foreign/notes"
printf '\001{"mapTitle":"M","styles":{"nodes":{"g0":{"groupLabel":"Goal"}}},"nodes":[{"id":"a","label":"Go","grp":"g0"},{"id":"b","label":"Bus"}],"edges":[{"from":"b","to":"a"}]}' >"$corpus/foreign/prsm"
printf '\000{"elements":[{"_id":"a","attributes":{"label":"Go","element type":"goal"}},{"label":"Bus","tags":["x"]}],"connections":[{"from":"Bus","to":"a"}]}' >"$corpus/foreign/kumu"

# One target: its row goes to the figures, its log is shown if it found something.
run() {
    name=$1
    new=$(mktemp -d)
    log=$build/$name.log
    status=0
    options="-seed=$seed -max_total_time=$seconds -timeout=20 -rss_limit_mb=2048 -print_final_stats=1"
    case $name in
    reader) options="$options -dict=tests/fuzz/session.dict -max_len=8192" ;;
    journal) options="$options -dict=tests/fuzz/session.dict -max_len=2048" ;;
    digest | exchange) options="$options -max_len=2048" ;;
    *) options="$options -max_len=512" ;;
    esac
    # shellcheck disable=SC2086 # the options are meant to be split
    "$build/fuzz_$name" $options -artifact_prefix="$found/$name-" "$new" "$corpus/$name" \
        >"$log" 2>&1 || status=$?
    rm -rf "$new"
    times=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    if [ $status != 0 ]; then
        tail -n 60 "$log" >&2
        echo "roundtable: fuzz_$name found a fault (above); the bytes are in $found, and" \
            "$build/fuzz_$name FILE tries them again" >&2
    fi
    echo "fuzz_$name: ${times:-0} tries in $seconds s, from seed $seed$([ $status = 0 ] || echo ', A FAULT')"
    if [ -n "${ROUNDTABLE_FIGURES:-}" ]; then
        printf 'fuzz: %s\t%s\t%s\t%s\t%s\n' "$(echo "$name" | tr _ ' ')" "${times:-0}" \
            "$((status != 0))" "$seed" "$seconds" >>"$ROUNDTABLE_FIGURES"
    fi
    return $status
}

failed=
for pair in "reader merge" "journal exchange" "text_box seal" "digest desk" "foreign foreign"; do
    first=${pair% *}
    second=${pair#* }
    run "$first" &
    running=$!
    [ "$second" = "$first" ] || run "$second" || failed=yes
    wait $running || failed=yes
done
# The programs beside, and all that the program itself writes of a session.
python3 tests/fuzz-beside.py build/sanitize "$seconds" "$seed" "$found" || failed=yes
[ -z "$failed" ]
