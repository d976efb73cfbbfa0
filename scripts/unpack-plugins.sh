#!/usr/bin/env bash
# Unpacks the built plugin archives into build/plugins, which docker-compose.yml mounts as the workers' plugin path.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

plugins=build/plugins
rm -rf "$plugins"
mkdir -p "$plugins"
for module in picsou-connect-source picsou-connect-sink; do
  # The newest: a change of version leaves older ones in target/.
  archive="$(find "$module/target" -maxdepth 1 -name "$module-*-plugin.zip" -printf '%T@ %p\n' 2>/dev/null |
    sort -n | tail -n 1 | cut -d' ' -f2-)"
  [ -n "$archive" ] || die "no plugin archive in $module/target; run 'make build' first"
  archive="$PWD/$archive"
  (cd "$plugins" && jar xf "$archive")
done
