/**
 * The stream as one replica holds it, whatever the strategy: what a sender keeps until it is
 * acknowledged, what a receiver keeps until it is delivered, and the pace of acknowledgments and
 * probes (docs/protocol.md, sections 4, 5 and 7). Nothing here is thread-safe: each belongs to one
 * protocol.
 */
package io.picsou.core.stream;
