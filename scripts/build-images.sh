#!/usr/bin/env bash
# Builds picsou-local/etcd and picsou-local/kafka from Debian packages and Maven jars, for machines that cannot pull the
# public images. An image that was built from the same inputs stays as it is. Needs root for debootstrap, and an engine
# (scripts/start-engine.sh).
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

DOCKER_HOST="$(scripts/start-engine.sh)"
export DOCKER_HOST DOCKER_BUILDKIT=0
label=io.picsou.inputs
packages=ca-certificates,default-jre-headless,etcd-client,etcd-server
libs=integration-tests/kafka-dist/target/libs

exec 8>"$PICSOU_CACHE/images.lock"
flock -w 600 8 || die "another build has been making the images for 10 minutes"

work="$(mktemp -d)"
trap 'as_root rm -rf "$work"' EXIT

# The Debian release archive that this machine's own apt is set up with: "SITE SUITE".
archive() {
  # shellcheck disable=SC2016 # apt-get fills these in, not the shell
  apt-get indextargets --format '$(CREATED_BY) $(SITE) $(RELEASE) $(COMPONENT) $(LABEL)' 'Identifier: Packages' |
    awk '$1 == "Packages" && $3 !~ /-/ && $4 == "main" && $5 == "Debian" { print $2, $3; exit }'
}

digest() {
  sha256sum | cut -c1-16
}

# up_to_date IMAGE INPUTS
up_to_date() {
  [ "$(docker image inspect --format "{{index .Config.Labels \"$label\"}}" "$1" 2>/dev/null)" = "$2" ]
}

build_base() {
  local site suite
  read -r site suite <<<"$(archive)" || true
  [ -n "${suite:-}" ] || die "apt knows no Debian archive here; run 'apt-get update', or set ETCD_IMAGE and KAFKA_IMAGE"
  say "building picsou-local/base from Debian $suite (a minute or two)"
  as_root timeout 900 debootstrap --variant=minbase --include="$packages" "$suite" "$work/root" "$site" \
    >"$work/debootstrap.log" 2>&1 || { tail -n 20 "$work/debootstrap.log" >&2; die "debootstrap failed"; }
  as_root tar -C "$work/root" --exclude='./var/cache/apt/*' --exclude='./var/lib/apt/lists/*' \
    --exclude='./usr/share/doc/*' --exclude='./usr/share/locale/*' --exclude='./dev/*' --exclude='./proc/*' -c . |
    docker import --change "LABEL $label=$1" - picsou-local/base >/dev/null
}

# build_image NAME INPUTS CONTEXT
build_image() {
  say "building picsou-local/$1"
  docker build --quiet --label "$label=$2" --tag "picsou-local/$1" "$3" >"$work/build.log" 2>&1 ||
    { cat "$work/build.log" >&2; die "docker build of picsou-local/$1 failed"; }
}

base_inputs="$(echo "$packages" | digest)"
up_to_date picsou-local/base "$base_inputs" || build_base "$base_inputs"

etcd_inputs="$({ echo "$base_inputs"; cat images/etcd/Dockerfile; } | digest)"
up_to_date picsou-local/etcd "$etcd_inputs" || build_image etcd "$etcd_inputs" images/etcd

[ -d "$libs" ] || mvn -B -q -pl integration-tests/kafka-dist package </dev/null
kafka_inputs="$({ echo "$base_inputs"; cat images/kafka/Dockerfile images/kafka/bin/*; ls "$libs"; } | digest)"
if ! up_to_date picsou-local/kafka "$kafka_inputs"; then
  mkdir "$work/kafka"
  cp -r images/kafka/. "$libs" "$work/kafka"
  build_image kafka "$kafka_inputs" "$work/kafka"
fi

# What these images replaced is of no use to anybody.
docker image prune --force --filter "label=$label" >/dev/null
