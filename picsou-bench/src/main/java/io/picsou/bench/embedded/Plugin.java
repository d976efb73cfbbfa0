package io.picsou.bench.embedded;

import java.util.Map;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.connector.Task;

/**
 * A started connector with its one task, which is not started yet.
 *
 * @param name the connector's name
 * @param taskSettings what the connector wants its task to be started with
 */
record Plugin<T extends Task>(
    String name, Connector connector, T task, Map<String, String> taskSettings) {}
