# Installing programs for the tests on Debian; sourced by the scripts that look for one.

# As root, or in CI where sudo is at hand.
may_install() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" -eq 0 ] && return 0
    [ "${CI:-}" = true ] && command -v sudo >/dev/null
}

quiet_apt() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        as_root=(sudo)
    fi
    "${as_root[@]+"${as_root[@]}"}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@" </dev/null
}

read_package_lists() {
    quiet_apt update || echo "apt-get update had trouble; trying with the package lists at hand" >&2
}

install_packages() {
    echo "Installing $*"
    quiet_apt install -y --no-install-recommends "$@" >/dev/null
}
