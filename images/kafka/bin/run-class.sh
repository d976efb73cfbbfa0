#!/bin/sh
# run-class.sh CLASS ARGUMENT... runs a class of /opt/kafka/libs.
exec java ${KAFKA_HEAP_OPTS:--Xmx512m} -XX:+UseSerialGC -cp '/opt/kafka/libs/*' "$@"
