#!/bin/sh
# A single broker and controller; its storage is formatted at the first start.
set -eu
/opt/kafka/bin/kafka-storage.sh format --ignore-formatted \
  --cluster-id "${CLUSTER_ID:-cGljc291LWV4YW1wbGUxMQ}" --config /picsou/broker.properties
exec /opt/kafka/bin/kafka-server-start.sh /picsou/broker.properties
