/**
 * The sink connectors: the log in a topic goes out over a link, or is applied to a log file or an
 * etcd cluster, in sequence order; offsets are committed only up to what is safe there.
 */
package io.picsou.connect.sink;
