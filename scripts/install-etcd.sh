#!/bin/sh
# Makes etcd and etcdctl available to the tests: nothing to do where both are on PATH; else Debian's
# packages are downloaded and unpacked (not installed) into .picsou/etcd of this checkout. So no
# service is ever started, nothing on the machine changes, and root is needed only where apt has no
# package lists yet. The tests look on PATH first, then in .picsou/etcd/usr/bin.
# Prints the directory that holds the programs.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
home="$root/.picsou/etcd"
bin="$home/usr/bin"

if command -v etcd >/dev/null 2>&1 && command -v etcdctl >/dev/null 2>&1; then
  dirname "$(command -v etcd)"
  exit 0
fi
if [ -x "$bin/etcd" ] && [ -x "$bin/etcdctl" ]; then
  echo "$bin"
  exit 0
fi

fail() {
  echo "install-etcd: $*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null 2>&1; then
    sudo -n "$@"
  else
    fail "'$*' needs root and there is no sudo; or put etcd and etcdctl on PATH yourself"
  fi
}

command -v apt-get >/dev/null 2>&1 ||
  fail "this is not a Debian machine: put etcd and etcdctl (3.4 or newer) on PATH yourself"

mkdir -p "$root/.picsou"
work=$(mktemp -d "$root/.picsou/etcd.XXXXXX")
trap 'rm -rf "$work"' EXIT

download() {
  # The sandbox user of apt cannot write here, which apt would only warn about.
  (cd "$work" && apt-get -qq -o APT::Sandbox::User="$(id -un)" download etcd-server etcd-client)
}

# Old lists may name a package version that the mirror has replaced since.
download >"$work/log" 2>&1 || {
  as_root apt-get -qq update >>"$work/log" 2>&1 &&
    download >>"$work/log" 2>&1
} || {
  cat "$work/log" >&2
  fail "the packages etcd-server and etcd-client cannot be downloaded"
}
for package in "$work"/*.deb; do
  dpkg -x "$package" "$work/tree"
done
rm -rf "$home"
mv "$work/tree" "$home"
"$bin/etcd" --version >/dev/null || fail "$bin/etcd does not run on this machine"
echo "$bin"
