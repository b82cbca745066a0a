#!/usr/bin/env bash
# Says which Chromium the browser tests will use. As root or in CI it installs one where none is found.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/apt.sh"

# The dashboard itself looks in the same places, to make pictures.
places="$(dirname "${BASH_SOURCE[0]}")/../dashboard/exports/browsers.txt"

find_browser() {
    local candidate
    while IFS= read -r candidate; do
        if [[ $candidate != "#"* ]] && command -v "$candidate"; then
            return 0
        fi
    done <"$places"
    return 1
}

install_browser() {
    local package=chromium-headless-shell
    read_package_lists
    if ! apt-cache show "$package" >/dev/null 2>&1; then
        package=chromium
    fi
    install_packages "$package"
}

hint="install one (Debian: apt-get install chromium-headless-shell; macOS: brew install --cask google-chrome) or set VT_BROWSER_PATH to its path"

if [ -n "${VT_BROWSER_PATH:-}" ]; then
    if ! command -v "$VT_BROWSER_PATH" >/dev/null; then
        echo "VT_BROWSER_PATH is $VT_BROWSER_PATH, but no program is there: mend it or unset it." >&2
        exit 1
    fi
    echo "Browser: $VT_BROWSER_PATH (VT_BROWSER_PATH)"
    exit 0
fi

if ! browser=$(find_browser); then
    if ! may_install; then
        echo "No Chromium found: $hint." >&2
        exit 1
    fi
    if ! install_browser || ! browser=$(find_browser); then
        echo "No Chromium found and none could be installed: $hint." >&2
        exit 1
    fi
fi
echo "Browser: $browser"
