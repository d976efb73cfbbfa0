#!/usr/bin/env bash
# compose.sh up|down|check: docker-compose.yml by whichever compose is installed.
#   up     starts everything and waits until the connectors are registered
#   down   stops everything and removes its data
#   check  in a project of its own: up, puts a key into A, waits until B has it, down
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

register_seconds=200
arrive_seconds=120
project="${COMPOSE_PROJECT_NAME:-picsou}"

compose() {
  if docker compose version >/dev/null 2>&1; then
    timeout 300 docker compose -p "$project" "$@" </dev/null
  else
    timeout 300 docker-compose -p "$project" "$@" </dev/null
  fi
}

registration() {
  docker inspect --format '{{.State.Status}} {{.State.ExitCode}}' "$(compose ps -q connectors 2>/dev/null)" 2>/dev/null
}

registered() {
  [[ "$(registration)" == exited* ]]
}

up() {
  scripts/unpack-plugins.sh
  compose up -d
  within "$register_seconds" registered || { compose logs --tail 30; die "the connectors were not registered within $register_seconds s"; }
  [ "$(registration)" = "exited 0" ] || { compose logs --tail 30; die "registering the connectors failed"; }
}

# etcdctl SERVICE ARGUMENT...
etcdctl() {
  local service="$1"
  shift
  compose exec -T "$service" /usr/local/bin/etcdctl --command-timeout=5s "$@"
}

arrived() {
  [ "$(etcdctl b0 get --print-value-only "$1")" = "$2" ]
}

check() {
  # Any free port, so that it runs beside an `up`.
  export PICSOU_A_PORT='' PICSOU_B_PORT='' PICSOU_WORKER_A_PORT='' PICSOU_WORKER_B_PORT=''
  project=picsou-check
  trap 'compose down --volumes' EXIT
  compose down --volumes
  up
  local value
  value="$(date +%s%N)"
  etcdctl a0 put greeting "$value"
  within "$arrive_seconds" arrived greeting "$value" ||
    { compose logs --tail 50; die "what was put into A did not reach B within $arrive_seconds s"; }
  say "what was put into A arrived in B"
}

case "${1:-}" in
  up) up ;;
  down) compose down --volumes ;;
  check) check ;;
  *) die "usage: compose.sh up|down|check" ;;
esac
