#!/bin/sh
# Looks at exports with the programs that people read them with: a page is printed to
# PDF by Chromium, and every word of the session must stand in the PDF's text; a page of
# hostile words must stay a page. axe-core finds nothing wrong with the pages for those who
# do not see them, or not well. $1 is the program, $2 the folder of axe.min.js.
set -eu
program=$(realpath "$1")
axe=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0

fail() {
    echo "roundtable: $1" >&2
    failed=1
}

print_page() { # FILE.html FILE.pdf
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
        --disable-background-networking --disable-component-update --disable-sync \
        --user-data-dir="$folder/chromium" --no-pdf-header-footer \
        --print-to-pdf="$2" "file://$1" >/dev/null 2>&1
}

# Words in one line without blanks, so that where lines were broken does not matter;
# without hyphens, since pdftotext takes them out at the ends of lines.
squeezed() {
    tr -d ' \n\f\r\t-'
}

# Every note of the session's CSV must stand in the text.
check_words() { # SESSION.json TEXT
    squeezed <"$2" >"$2.squeezed"
    "$program" export -f json "$1" | sed -n 's/.*"text": "\([^"\\]*\)".*/\1/p' |
        while IFS= read -r words; do
            if ! grep -qF -- "$(printf %s "$words" | squeezed)" "$2.squeezed"; then
                echo "$words"
            fi
        done
}

for session in sessions/*.json; do
    name=$(basename "$session" .json)
    "$program" export -o "$folder/$name.html" "$session"
    print_page "$folder/$name.html" "$folder/$name.pdf"
    pdftotext -layout "$folder/$name.pdf" "$folder/$name.raw"
    pdftotext "$folder/$name.pdf" "$folder/$name.txt"
    missing=$(check_words "$session" "$folder/$name.txt")
    pages=$(pdfinfo "$folder/$name.pdf" | sed -n 's/^Pages: *//p')
    size=$(pdfinfo "$folder/$name.pdf" | sed -n 's/^Page size: *//p')
    echo "$name: $pages page(s), $size, words missing: ${missing:-none}"
    [ -z "$missing" ] || fail "$name.html, printed by Chromium, lacks: $missing"
    case $size in
    84[12]*\ x\ 59[45]*) ;;
    *) fail "$name.html does not print on A4 landscape" ;;
    esac
done

# The same as pages of our own, on each paper.
for session in sessions/*.json; do
    for paper in a4 a3 report; do
        name=$(basename "$session" .json)-$paper
        "$program" export --paper $paper -o "$folder/$name.pdf" "$session"
        pdftotext "$folder/$name.pdf" "$folder/$name.txt"
        missing=$(check_words "$session" "$folder/$name.txt")
        pages=$(pdfinfo "$folder/$name.pdf" | sed -n 's/^Pages: *//p')
        echo "$name.pdf: $pages page(s), words missing: ${missing:-none}"
        [ -z "$missing" ] || fail "$name.pdf lacks: $missing"
    done
done

# Where the fonts for it are, wide writing can be copied out of a page.
cat >"$folder/wide.json" <<'J'
{"sessions":[{"title":"減少社会孤立","goals":[{"text":"公交车费","barriers":["時間がない","버스 요금"]}]}]}
J
"$program" export -o "$folder/wide.pdf" "$folder/wide.json" || fail "wide.pdf lacks letters"
pdftotext "$folder/wide.pdf" "$folder/wide.txt"
for words in 減少社会孤立 公交车费 時間がない 버스; do
    grep -qF "$words" "$folder/wide.txt" || fail "wide.pdf lacks $words"
done

cat >"$folder/hostile.json" <<'J'
{"sessions":[{"title":"</title><script>document.title='INJECTED'</script>","goals":[
 {"text":"<img src=x onerror=\"document.title='INJECTED'\">","barriers":[
  "</td></tr></table><script>document.body.innerHTML='INJECTED'</script>",
  "\u202etxet deneppilf", "&lt;b&gt;", "<style>*{display:none}</style>"]}]}]}
J
"$program" export -o "$folder/hostile.html" "$folder/hostile.json"
print_page "$folder/hostile.html" "$folder/hostile.pdf"
pdftotext "$folder/hostile.pdf" "$folder/hostile.txt"
title=$(pdfinfo "$folder/hostile.pdf" | sed -n 's/^Title: *//p')
[ "$title" != INJECTED ] || fail "a script in the title ran"
for words in '</td></tr></table><script>' '<U+202E>txet' '&lt;b&gt;' '<style>*{display:none}'; do
    squeezed <"$folder/hostile.txt" | grep -qF -- "$(printf %s "$words" | squeezed)" ||
        fail "hostile words are not shown as they are: $words"
done
echo "hostile: shown as words, title \"$title\""

# What is drawn is read, too: all of a map is in its PDF.
for name in write-up deck; do
    "$program" export -f map -o "$folder/$name-map.pdf" "sessions/$name.json"
    pdftotext -raw "$folder/$name-map.pdf" "$folder/$name-map.txt"
    # "CCG" and "CCGs" are one, and "CCGs" has both
    missing=$(check_words "sessions/$name.json" "$folder/$name-map.txt")
    echo "$name, drawn: words missing: ${missing:-none}"
    [ -z "$missing" ] || fail "the map of $name lacks: $missing"
done

echo '{"sessions":[]}' >"$folder/empty.json"
"$program" export -o "$folder/empty.html" "$folder/empty.json"
for name in write-up action-plan seminar empty hostile; do
    if said=$(tests/axe.sh "$axe" "$folder/$name.html"); then
        echo "$name: axe finds nothing wrong, wide, narrow or in the dark"
    else
        fail "$name.html: $said"
    fi
done

# axe is only worth what it finds.
sed 's/--soft:#555/--soft:#bbb/; s/<html lang="en">/<html>/; s/<h1 [^>]*>[^<]*//' \
    "$folder/write-up.html" >"$folder/poor.html"
said=$(tests/axe.sh "$axe" "$folder/poor.html" || true)
for rule in color-contrast html-has-lang page-has-heading-one; do
    case $said in
    *"AXE $rule"*) ;;
    *) fail "axe has not found what is wrong: $rule" ;;
    esac
done
exit $failed
