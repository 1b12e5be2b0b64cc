#!/usr/bin/env bash
# Print the path of a Chromium for the browser tests, or say which package brings one.
set -euo pipefail

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
