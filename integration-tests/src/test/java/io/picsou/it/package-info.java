/**
 * The built plugin archives in real Connect workers, over real Kafka and real etcd.
 *
 * <p>Servers run as processes of their own ({@link io.picsou.it.KafkaProcess}, {@link
 * io.picsou.it.ConnectProcess}) so that a test can kill them the hard way, or in containers.
 */
package io.picsou.it;
