package io.picsou.rsm.file;

import java.util.Optional;

/**
 * What an inspection of a log file found.
 *
 * @param entries how many intact entries it starts with; they are 1 to this
 * @param recordBytes the size of their records
 * @param smallest the size of the smallest record, 0 if there is none
 * @param largest the size of the largest record, 0 if there is none
 * @param sha256 digest of their records in hexadecimal, without the file's header
 * @param tornTail what an unfinished append left behind them
 * @param damage why the records behind them cannot be read
 */
public record LogReport(
    long entries,
    long recordBytes,
    int smallest,
    int largest,
    String sha256,
    Optional<TornTail> tornTail,
    Optional<CorruptLogException> damage) {

  /** Whether there is nothing but intact entries. */
  public boolean isIntact() {
    return tornTail.isEmpty() && damage.isEmpty();
  }

  /** The sequence of the first entry, 0 if there is none. */
  public long first() {
    return Math.min(entries, 1);
  }

  /** The sequence of the last intact entry, 0 if there is none. */
  public long last() {
    return entries;
  }
}
