package io.picsou.core.schedule;

/** Who transmits a turn first, and to whom. */
interface Dispatch {
  int sender(long turn);

  int receiver(long turn);
}
