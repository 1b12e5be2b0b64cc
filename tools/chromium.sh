#!/usr/bin/env bash
# Print the path of a Chromium for the browser tests, or say which packages bring what is missing.
set -euo pipefail

driven_by=libatomic.so.1 # what the program that drives Chromium is linked with, and a bare Debian lacks
loader=$(command -v ldconfig || command -v /sbin/ldconfig || true)
# The whole list is read before it is searched: a search that stops at its first find ends the program that lists with
# an error, now and then, and pipefail takes that for "not there".
if [ -n "$loader" ] && [ "$(uname -s)" = Linux ] && known=$("$loader" -p) && [[ $known != *"$driven_by"* ]]; then
    printf '%s\n' "The browser tests need $driven_by, and it is not there." \
        "On Debian or Ubuntu:  sudo apt-get install libatomic1" >&2
    exit 1
fi

candidates=${CHROMIUM:-chromium chromium-browser google-chrome google-chrome-stable}
for candidate in $candidates; do
    if path=$(command -v "$candidate"); then
        printf '%s\n' "$path"
        exit
    fi
done
printf '%s\n' "The browser tests need Chromium, and there is none: $candidates." \
    "On Debian or Ubuntu:  sudo apt-get install chromium" \
    "Elsewhere, name it:   make test CHROMIUM=/path/to/chromium" >&2
exit 1
