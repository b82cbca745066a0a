#!/usr/bin/env bash
# Says which LibreOffice the tests of documents will use. As root or in CI it installs one where none is found, and
# poppler, which makes pictures of its pages.
set -euo pipefail

packages=(libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils)

find_office() {
    command -v pdftoppm >/dev/null || return 1
    command -v soffice || command -v libreoffice
}

install_office() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        as_root=(sudo)
    fi
    local apt=("${as_root[@]+"${as_root[@]}"}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0)
    "${apt[@]}" update </dev/null || echo "apt-get update had trouble; trying with the package lists at hand" >&2
    echo "Installing ${packages[*]}"
    "${apt[@]}" install -y --no-install-recommends "${packages[@]}" </dev/null >/dev/null
}

may_install() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" -eq 0 ] && return 0
    [ "${CI:-}" = true ] && command -v sudo >/dev/null
}

hint="install them (Debian: apt-get install ${packages[*]}; macOS: brew install --cask libreoffice && brew install poppler)"

if ! office=$(find_office); then
    if ! may_install; then
        echo "No LibreOffice (soffice) or no poppler (pdftoppm) found: $hint." >&2
        exit 1
    fi
    if ! install_office || ! office=$(find_office); then
        echo "No LibreOffice or poppler found and none could be installed: $hint." >&2
        exit 1
    fi
fi
echo "LibreOffice: $office"
