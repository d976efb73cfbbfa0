#!/usr/bin/env bash
# Installs everything `make test` needs on a fresh Debian machine: JDK, Maven, iproute2, container engine, etcd. Only what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

packages=()
command -v javac >/dev/null || packages+=(default-jdk-headless)
command -v mvn >/dev/null || packages+=(maven)
{ command -v ip && command -v tc; } >/dev/null || packages+=(iproute2)
[ ${#packages[@]} -eq 0 ] || install_packages "${packages[@]}"

scripts/install-engine.sh
[ -x scripts/install-etcd.sh ] || die "scripts/install-etcd.sh is missing: the etcd tests cannot run"
scripts/install-etcd.sh
