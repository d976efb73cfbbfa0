# shellcheck shell=bash
# What the scripts share. Sourced, never run.

# One place outside the clone, so that a slow image build or a running engine survives `make clean` and a fresh clone.
# shellcheck disable=SC2034
PICSOU_CACHE="${PICSOU_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/picsou}"

# Debian keeps dockerd and debootstrap where only root looks.
PATH="$PATH:/usr/sbin:/sbin"

say() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
}

die() {
  say "$*"
  exit 1
}

# Runs a command as root: directly, or by sudo without a prompt.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo -n "$@" || die "'$*' needs root; run it once by hand, then try again"
  else
    die "'$*' needs root and there is no sudo; run it once as root, then try again"
  fi
}

# install_packages PACKAGE... installs Debian packages that are missing; bounded in time.
install_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  command -v apt-get >/dev/null || die "please install: ${missing[*]} (only Debian's apt-get is automated)"
  say "installing ${missing[*]}"
  as_root timeout 600 apt-get -qq update
  as_root env DEBIAN_FRONTEND=noninteractive timeout 900 \
    apt-get -qq install -y --no-install-recommends "${missing[@]}" </dev/null >&2
}

# within SECONDS COMMAND... repeats the command until it succeeds; fails after that many seconds.
within() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.5
  done
}
