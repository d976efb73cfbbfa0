#!/usr/bin/env bash
# Installs what the container tests need from Debian: engine, client, compose and debootstrap. Only what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

engine_answers() {
  command -v docker >/dev/null && timeout 10 docker info >/dev/null 2>&1
}

packages=()
if ! command -v dockerd >/dev/null && ! engine_answers; then
  packages+=(docker.io iptables)
fi
if ! docker compose version >/dev/null 2>&1 && ! command -v docker-compose >/dev/null; then
  packages+=(docker-compose)
fi
command -v debootstrap >/dev/null || packages+=(debootstrap)
[ ${#packages[@]} -eq 0 ] || install_packages "${packages[@]}"

# Newer releases of Debian keep the client in a package of its own.
command -v docker >/dev/null || install_packages docker-cli
