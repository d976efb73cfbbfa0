#!/usr/bin/env bash
# Installs what the container tests need from Debian: engine, client, compose and debootstrap. Only what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

packages=()
command -v dockerd >/dev/null || command -v docker >/dev/null && timeout 10 docker info >/dev/null 2>&1 ||
  packages+=(docker.io iptables)
docker compose version >/dev/null 2>&1 || command -v docker-compose >/dev/null || packages+=(docker-compose)
command -v debootstrap >/dev/null || packages+=(debootstrap)
[ ${#packages[@]} -eq 0 ] || install_packages "${packages[@]}"
