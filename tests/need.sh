#!/bin/sh
# Sees to it that what is needed for the purposes named is here; NEEDED, which the Makefile
# exports, lists the packages of each. Where there is apt-get, what is missing is installed,
# saying so first. Elsewhere nothing is installed, and what is missing is named.
#
# usage: make need-test; a word that is no purpose is a Debian package.
set -eu
PATH=$PATH:/usr/sbin # where servers are installed

# The columns of the rows of all purposes named, as "DEBIAN FEDORA ARCH HOMEBREW SHOWN-BY".
rows() {
    for word in "$@"; do
        echo "$NEEDED" | awk -v purpose="$word" '
            $1 == purpose { $1 = ""; print; found = 1 }
            END { if (!found) print purpose, purpose, purpose, purpose, purpose }'
    done
}

is_here() {
    case $1 in
    -) ;;
    *.pc) ${PKG_CONFIG:-pkg-config} --exists "${1%.pc}" 2>/dev/null ;;
    *.h) echo "#include <$1>" | ${CC:-cc} -E - >/dev/null 2>&1 ;;
    *.py) python3 -c "import ${1%.py}" 2>/dev/null ;;
    *) command -v "$1" >/dev/null ;;
    esac
}

column() { # NUMBER ROWS
    echo "$2" | awk -v n="$1" '$n != "-" { print $n }' | sort -u | tr '\n' ' '
}

if ! command -v apt-get >/dev/null; then
    missing=$(rows "$@" | while read -r debian fedora arch homebrew shown_by; do
        is_here "$shown_by" || echo "$debian $fedora $arch $homebrew $shown_by"
    done)
    [ -n "$missing" ] || exit 0
    cat >&2 <<END
roundtable: not here: $(column 5 "$missing")
roundtable: without apt-get nothing is installed; this would do it, here or by other names:
    Fedora          dnf install $(column 2 "$missing")
    Arch            pacman -S $(column 3 "$missing")
    macOS           brew install $(column 4 "$missing")
    Debian          apt-get install $(column 1 "$missing")
END
    exit 1
fi
missing=
for package in $(rows "$@" | awk '{ print $1 }'); do
    if ! dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -q '^installed$'; then
        missing="$missing $package"
    fi
done
[ -n "$missing" ] || exit 0
as_root=
if [ "$(id -u)" != 0 ]; then
    as_root=sudo
fi
echo "Installing what is missing, with ${as_root:+sudo }apt-get:$missing"
$as_root apt-get update -q >/dev/null
# shellcheck disable=SC2086 # the list is meant to be split
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -q --no-install-recommends $missing >/dev/null
