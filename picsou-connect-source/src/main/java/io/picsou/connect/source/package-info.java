/**
 * The source connectors: committed entries of a log file or an etcd member, or received over a
 * link, become records of one topic partition in sequence order.
 */
package io.picsou.connect.source;
