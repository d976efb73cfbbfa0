package io.picsou.bench.compare;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One of the systems that are compared. It says who has to run; everything else, from the clock to
 * the digests, is the same for all and does not know which system it is about.
 */
interface Contender {
  String name();

  Promise promise();

  /**
   * How many copies of an entry have to move for every receiver to have what it is promised, which
   * is what the ceiling is divided by.
   */
  int copies(ClusterOptions clusters);

  /**
   * Makes ready for one run, under new addresses.
   *
   * @param rsms that the replicas belong to
   * @param directory for whatever files it needs; taken away afterwards
   */
  Deployment deploy(CompareOptions options, Sites sites, RsmPair rsms, Path directory)
      throws IOException, InterruptedException;
}
