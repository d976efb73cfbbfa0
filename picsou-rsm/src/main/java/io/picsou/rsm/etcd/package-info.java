/**
 * etcd as a replicated state machine: one revision is one entry, read from one member's watch and
 * applied in transactions (docs/etcd.md).
 */
package io.picsou.rsm.etcd;
