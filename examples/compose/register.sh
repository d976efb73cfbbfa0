#!/bin/bash
# register.sh SIDE... gives worker-SIDE every connector of /connectors/SIDE/NAME.json, like
#   curl -X PUT -H 'Content-Type: application/json' --data @NAME.json http://worker-SIDE:8083/connectors/NAME/config
# Kafka's images have no HTTP client, so bash speaks for itself. Running it again changes nothing.
set -euo pipefail

deadline=$((SECONDS + 180))

# put HOST NAME FILE sets answer, empty if there was none, and code, the answer's status.
put() {
  # shellcheck disable=SC2016 # the inner bash fills these in
  answer="$(timeout 30 bash -c '
    exec 3<>"/dev/tcp/$0/8083"
    printf "PUT /connectors/%s/config HTTP/1.0\r\nHost: %s\r\nContent-Type: application/json\r\n" "$1" "$0" >&3
    printf "Content-Length: %s\r\n\r\n" "$(wc -c <"$2")" >&3
    cat "$2" >&3
    cat <&3' "$1" "$2" "$3" 2>/dev/null)" || true
  code="${answer#HTTP/1.? }"
  code="${code%% *}"
}

for side in "$@"; do
  for file in "/connectors/$side"/*.json; do
    name="$(basename "$file" .json)"
    until put "worker-$side" "$name" "$file"; [[ "$code" == 20[01] ]]; do
      # No answer yet, or 404, 409, 500: the worker starts or its group rebalances. Only a bad configuration is final.
      if [[ "$code" == 400 || $SECONDS -ge $deadline ]]; then
        echo "worker-$side refused connector $name: ${answer:-no answer}" >&2
        exit 1
      fi
      sleep 1
    done
    echo "worker-$side runs connector $name"
  done
done
