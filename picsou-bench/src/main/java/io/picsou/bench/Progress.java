package io.picsou.bench;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error where there is a terminal, and nothing elsewhere. */
final class Progress implements AutoCloseable {
  /** The launcher sets it: only the shell can tell on every Java whether there is one. */
  private static final String TERMINAL = "picsou.terminal";

  private static final int INTERVAL_MILLIS = 200;

  private final ProgressBar bar;

  private Progress(ProgressBar bar) {
    this.bar = bar;
  }

  static Progress start(String task, long max) {
    if (!Boolean.getBoolean(TERMINAL)) {
      return new Progress(null);
    }
    return new Progress(
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(max)
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .setStyle(ProgressBarStyle.ASCII)
            .build());
  }

  void to(long done) {
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  /** Tells what is going on. */
  void say(String what) {
    if (bar != null) {
      bar.setExtraMessage(" " + what);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
