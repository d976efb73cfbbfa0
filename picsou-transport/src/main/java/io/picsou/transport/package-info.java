/**
 * Picsou endpoints over gRPC: {@link io.picsou.transport.SenderEndpoint} for one replica of a
 * link's sending cluster, {@link io.picsou.transport.ReceiverEndpoint} for one of the receiving
 * cluster, and {@link io.picsou.transport.LinkConfig} for their settings.
 *
 * <p>An endpoint has one thread of its own, the {@link io.picsou.transport.Driver}. It alone
 * touches the protocol core, the peers' outboxes and the state of connections, so none of these
 * needs a lock. gRPC's threads only decode, verify checksums and post events to it; the application
 * reaches it through byte-bounded queues.
 */
package io.picsou.transport;
