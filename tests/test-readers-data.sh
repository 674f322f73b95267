#!/bin/sh
# Markdown by a renderer, and workbooks by LibreOffice: every word of the samples must be
# there, and hostile words must stay words. $1 is the program.
set -eu
program=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0

fail() {
    echo "roundtable: $1" >&2
    failed=1
}

# Its first start in a new home ends early sometimes, so it is asked twice.
office() { # FORMAT FILE
    for try in 1 2; do
        soffice --headless "-env:UserInstallation=file://$folder/office" \
            --convert-to "$1" --outdir "$folder" "$2" >"$folder/said" 2>&1 && return
    done
    head -3 "$folder/said" >&2
    fail "LibreOffice does not open $2 (try $try)"
}

# The words of a rendered page, and the tags that are not of a page of words.
cat >"$folder/page.py" <<'P'
import html.parser, sys
words, strange = [], set()
known = "h1 h2 h3 p strong em br hr table thead tbody tr th td ul ol li".split()
class Page(html.parser.HTMLParser):
    def handle_starttag(self, tag, attributes):
        # An address to write to may be one; nothing else is a link.
        if tag == "a" and [a[1].startswith("mailto:") for a in attributes] == [True]:
            return
        if tag not in known or [a for a in attributes if a[0] != "align"]:
            strange.add(tag)
    def handle_data(self, data):
        words.append(data)
    def handle_comment(self, data):
        strange.add("comment")
page = Page()
page.feed(sys.stdin.read())
page.close()
sys.stdout.write("".join(words))
if strange:
    sys.exit("tags of its own: " + " ".join(sorted(strange)))
P

# Each text of a session must stand in a text, whatever became of its blanks.
cat >"$folder/lacks.py" <<'P'
import json, sys
def texts(value):
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("id", "template", "language", "level", "weight", "moment",
                            "role", "spread", "when", "date", "themes", "templates",
                            "format", "answered", "named"):
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value
squeezed = lambda text: "".join(text.split())
there = squeezed(open(sys.argv[2]).read())
for text in texts(json.load(open(sys.argv[1]))["sessions"]):
    if squeezed(text.replace("\u202e", "<U+202E>").replace("\x07", "␇")) not in there:
        print(text)
P

cat >"$folder/hostile.json" <<'J'
{"sessions":[{"title":"</h1><script>alert(1)</script>","place":"[x](javascript:alert(1))",
 "table":"| --- |","vision":"![x](http://example.org/x.png)","goals":[
 {"text":"<img src=x onerror=alert(1)>","barriers":["a | b","`code` | `more`",
  "*a* _b_ ~c~ ~~d~~ **e** ***f***","http://example.org/ www.example.org a@example.org",
  "\u202etxet deneppilf","&lt;b&gt; &amp; &#35;","# no heading","- no item","1. no item",
  "> no quote","    no code","```","---","a\n\n# b","\\| \\\\ \\","$x$ ^y^ [^1] [ ] [x]",
  "=1+1","@SUM(A1)","+1","-1","_x0041_","a\u0007b",":smile:","<!-- c -->","<?p?>",
  "<https://example.org>","|","||"],
  "groups":[{"text":"=HYPERLINK(\"http://x\")","who":"<b>Ana</b>","when":"2017-03-01",
   "messenger":"| x","outcome":"# done"}]}]}]}
J
cp sessions/*.json "$folder"

for session in "$folder"/*.json; do
    name=$(basename "$session" .json)
    "$program" export -f json -o "$folder/$name.tops" "$session"
    for whom in participants commissioners; do
        "$program" export --for $whom --cover -f markdown "$session" >"$folder/$name.md"
        cmark-gfm --unsafe -e table -e autolink -e strikethrough "$folder/$name.md" |
            python3 "$folder/page.py" >"$folder/$name.words" ||
            fail "$name.md is more than words"
        missing=$(python3 "$folder/lacks.py" "$folder/$name.tops" "$folder/$name.words")
        [ -z "$missing" ] || fail "$name.md for $whom lacks: $missing"
    done
    "$program" export -o "$folder/$name.xlsx" "$session"
    office 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' \
        "$folder/$name.xlsx"
    # The filter writes a sheet a file; a quote in a quoted cell is doubled.
    cat "$folder/$name"-*.csv | sed 's/""/"/g' >"$folder/$name.cells"
    missing=$(python3 "$folder/lacks.py" "$folder/$name.tops" "$folder/$name.cells")
    [ -z "$missing" ] || fail "$name.xlsx, read by LibreOffice, lacks: $missing"
    ! grep -lE '^(#NAME|#REF|#VALUE|Err:)' "$folder/$name"-*.csv ||
        fail "$name.xlsx has a formula"
    rm -f "$folder/$name"-*.csv
    office pdf "$folder/$name.xlsx"
    pages=$(pdfinfo "$folder/$name.pdf" | sed -n 's/^Pages: *//p')
    echo "$name: Markdown and workbook hold every word; the workbook prints on $pages page(s)"
done
exit $failed
