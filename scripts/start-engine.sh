#!/usr/bin/env bash
# Makes sure a container engine answers. Prints the DOCKER_HOST to use.
# Does nothing where one is running; else starts dockerd by hand (no service manager is needed) and leaves it running.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

engine_dir="$PICSOU_CACHE/engine"
socket="unix://$engine_dir/docker.sock"

answers() {
  DOCKER_HOST="$1" timeout 10 docker version --format '{{.Server.Version}}' >/dev/null 2>&1
}

start() {
  mkdir -p "$engine_dir"
  # --iptables=false: the engine would set the FORWARD policy to DROP and cut hand-made bridges.
  # Port mappings then go through docker-proxy on localhost, which is all the tests use.
  as_root setsid nohup dockerd --iptables=false --ip6tables=false --host "$socket" --group "$(id -gn)" \
    --data-root "$engine_dir/data" --exec-root "$engine_dir/exec" --pidfile "$engine_dir/pid" \
    </dev/null >"$engine_dir/log" 2>&1 9>&- &
}

# The engine whose socket the user named, or the usual one.
usual="${DOCKER_HOST:-unix:///var/run/docker.sock}"
for host in "$usual" "$socket"; do
  if answers "$host"; then
    echo "$host"
    exit
  fi
done
[ -z "${DOCKER_HOST:-}" ] || die "DOCKER_HOST=$DOCKER_HOST does not answer; start that engine or unset the variable"
command -v dockerd >/dev/null || die "no dockerd here; run scripts/install-engine.sh first"

# Two builds may come here at once: one starts the engine, the other waits for it.
mkdir -p "$engine_dir"
exec 9>"$engine_dir/lock"
flock -w 90 9 || die "another build has been starting the engine for 90 s; see $engine_dir/log"
if ! answers "$socket"; then
  say "starting dockerd under $engine_dir"
  start
  within 60 answers "$socket" || { tail -n 20 "$engine_dir/log" >&2; die "dockerd did not answer within 60 s"; }
fi
echo "$socket"
