#!/bin/sh
# worker.sh SIDE runs the Connect worker of side a or b.
set -eu
sed "s/@SIDE@/$1/g" /picsou/worker.properties >/tmp/worker.properties
exec /opt/kafka/bin/connect-distributed.sh /tmp/worker.properties
