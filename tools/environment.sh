#!/usr/bin/env bash
# Make (or bring up to date) the environment this product is developed and shown in: .venv/
#
#     tools/environment.sh             find Python, make .venv, install the pinned versions
#     PYTHON=/path/to/python3.12 tools/environment.sh
#
# Needs Python 3.10 to 3.13 with its venv module, nothing else: pip brings uv, and uv the rest.
set -euo pipefail

cd "$(dirname "$0")/.."
environment=.venv

say() { printf '== %s\n' "$*"; }

fail() {
    printf '\n' >&2
    printf '%s\n' "$@" >&2
    exit 1
}

is_supported() {
    "$1" -c 'import sys; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1
}

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3.11 python3.12 python3.13 python3.10 python3}; do
        if is_supported "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    fail "${PYTHON:+$PYTHON is not a usable Python 3.10 to 3.13.}" \
        "This product needs Python 3.10, 3.11, 3.12 or 3.13 (3.11 is the one we use)." \
        "On Debian or Ubuntu:  sudo apt-get install python3.11 python3.11-venv" \
        "Elsewhere, name it:   make PYTHON=/path/to/python3.11 ..."
}

make_environment() {
    local python version
    python=$(find_python)
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    say "Python $version: $("$python" -c 'import sys; print(sys.executable)')"
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || fail \
        "Python $version has no venv module here." \
        "On Debian or Ubuntu:  sudo apt-get install python$version-venv"
    "$python" -m venv --clear "$environment"
}

install_versions() {
    say "Installing uv"
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt uv ||
        fail "uv could not be installed: is the package index within reach of pip?"
    say "Installing Plone and this product (some 300 packages: up to a minute on a first run)"
    "$environment/bin/python" -m uv pip install --python "$environment/bin/python" \
        --constraint constraints.txt --requirement tools/requirements.txt --editable ".[test]" ||
        fail "The packages could not be installed; the reason stands above." \
            "Where one had to be compiled, on Debian or Ubuntu:  sudo apt-get install build-essential python3-dev"
}

is_supported "$environment/bin/python" && "$environment/bin/python" -m pip --version >/dev/null 2>&1 ||
    make_environment
install_versions
say "Environment ready: $environment"
