package io.picsou.bench.net;

/** How the delay between the regions of a {@link ShapedNetwork} is made. */
public enum Delay {
  /** There is none. */
  NONE,
  /** By the kernel's own queueing discipline. */
  NETEM,
  /** By a process that holds frames, for kernels that have no netem. */
  DELAY_LINE
}
