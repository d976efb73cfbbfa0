package io.picsou.bench;

import io.picsou.bench.grid.GridRun;
import io.picsou.bench.grid.PointResult;
import java.io.PrintWriter;
import java.time.Duration;

/** Shows how a run of the grid gets on, and ends it when it is interrupted. */
final class GridWatch implements GridRun.Watch {
  private final Interruption interruption;
  private final PrintWriter out;
  private final PrintWriter err;
  private Progress progress;
  private int finished;

  GridWatch(Interruption interruption, PrintWriter out, PrintWriter err) {
    this.interruption = interruption;
    this.out = out;
    this.err = err;
  }

  void show(Progress bar) {
    progress = bar;
  }

  /** How many points were measured, or failed. */
  int finished() {
    return finished;
  }

  @Override
  public void damaged(String message) {
    err.println(message + "; it will be measured again");
    err.flush();
  }

  @Override
  public void running(String what, Duration done) throws InterruptedException {
    if (interruption.requested()) {
      throw new InterruptedException();
    }
    progress.to(done.toSeconds());
    progress.say(what);
  }

  @Override
  public void finished(PointResult result) {
    finished++;
    out.println(GridText.line(result));
    out.flush();
  }
}
