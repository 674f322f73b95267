#!/bin/sh
# Installs the Debian packages named that are missing, saying so first.
set -eu
missing=
for package in "$@"; do
    if ! dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -q '^installed$'; then
        missing="$missing $package"
    fi
done
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null; then
    echo "roundtable: these Debian packages, or what your system calls them, are needed:$missing" >&2
    echo "roundtable: without apt-get, install them yourself; going on in the hope that they are there" >&2
    exit 0
fi
as_root=
if [ "$(id -u)" != 0 ]; then
    as_root=sudo
fi
echo "Installing what is missing, with ${as_root:+sudo }apt-get:$missing"
$as_root apt-get update -q >/dev/null
# shellcheck disable=SC2086 # the list is meant to be split
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -q --no-install-recommends $missing >/dev/null
