#!/usr/bin/env bash
# Says which LibreOffice the tests of documents will use. As root or in CI it installs one where none is found, and
# poppler, which makes pictures of its pages.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/apt.sh"

packages=(libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils)

find_office() {
    command -v pdftoppm >/dev/null || return 1
    command -v soffice || command -v libreoffice
}

install_office() {
    read_package_lists
    install_packages "${packages[@]}"
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
