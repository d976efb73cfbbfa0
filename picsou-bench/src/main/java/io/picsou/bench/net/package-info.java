/**
 * Networks of limited speed for real processes: one Linux network namespace per host, token buckets
 * for rates, a delay between two regions. See {@code docs/network-shaping.md}.
 */
package io.picsou.bench.net;
