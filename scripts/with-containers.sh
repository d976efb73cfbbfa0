#!/usr/bin/env bash
# with-containers.sh COMMAND... runs a command with an engine answering at DOCKER_HOST and with ETCD_IMAGE and KAFKA_IMAGE
# naming images that are there: the ones the user named, else the public ones, else ones built locally.
set -euo pipefail
repository="$(dirname "$0")/.."
cd "$repository"
. scripts/lib.sh

public_etcd=quay.io/coreos/etcd:v3.5.16
public_kafka=apache/kafka:3.7.0

DOCKER_HOST="$(scripts/start-engine.sh)"
export DOCKER_HOST

present() {
  docker image inspect "$1" >/dev/null 2>&1
}

obtain() {
  present "$1" || timeout "${PICSOU_PULL_SECONDS:-300}" docker pull --quiet "$1" >/dev/null 2>&1
}

if [ -z "${ETCD_IMAGE:-}" ] || [ -z "${KAFKA_IMAGE:-}" ]; then
  if ! present picsou-local/kafka && obtain "$public_etcd" && obtain "$public_kafka"; then
    export ETCD_IMAGE="${ETCD_IMAGE:-$public_etcd}" KAFKA_IMAGE="${KAFKA_IMAGE:-$public_kafka}"
  else
    present picsou-local/kafka || say "the public images cannot be pulled; building local ones"
    scripts/build-images.sh
    export ETCD_IMAGE="${ETCD_IMAGE:-picsou-local/etcd}" KAFKA_IMAGE="${KAFKA_IMAGE:-picsou-local/kafka}"
  fi
fi
exec "$@"
