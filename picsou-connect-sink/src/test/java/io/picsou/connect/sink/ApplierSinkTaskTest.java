package io.picsou.connect.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picsou.core.entry.Frame;
import io.picsou.rsm.EntryApplier;
import io.picsou.rsm.RsmException;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;

class ApplierSinkTaskTest {
  private final FakeWorker worker = new FakeWorker();
  private final Target target = new Target();

  @Test
  void appliesAndCommitsWhatIsDurable() {
    run();
    worker.append(1, 20);
    worker.round();

    assertThat(target.applied).isEqualTo(20);
    assertThat(worker.commit()).isEqualTo(PicsouSinkTaskTest.offset(20));
  }

  @Test
  void commitsWhatWasAppliedBeforeItStarted() {
    target.applied = 12;
    run();
    worker.append(1, 10);
    worker.round();

    assertThat(worker.commit()).isEqualTo(PicsouSinkTaskTest.offset(10));
    assertThat(target.applied).isEqualTo(12);
  }

  @Test
  void losesNothingWhenTheTargetIsAway() {
    run();
    worker.append(1, 20);
    target.trouble = new RsmException("away", true, null);
    assertThatThrownBy(worker::round).isInstanceOf(RetriableException.class).hasMessage("away");
    assertThat(worker.commit()).isEmpty();

    // The worker puts the same batch again.
    target.trouble = null;
    worker.round();

    assertThat(target.applied).isEqualTo(20);
    assertThat(worker.commit()).isEqualTo(PicsouSinkTaskTest.offset(20));
  }

  @Test
  void failsForGoodWhenTheTargetRefuses() {
    run();
    worker.append(1, 20);
    target.trouble = RsmException.fatal("bad entry");

    assertThatThrownBy(worker::round)
        .isInstanceOf(ConnectException.class)
        .isNotInstanceOf(RetriableException.class)
        .hasMessage("bad entry");
  }

  @Test
  void refusesATopicThatStartsBehindTheTarget() {
    target.applied = 3;
    run();
    worker.append(9, 10);

    assertThatThrownBy(worker::round)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("entry 9")
        .hasMessageContaining("entry 4");
    assertThat(target.closed).isTrue();
  }

  @Test
  void nothingComesNothingIsCommitted() {
    run();
    worker.round();

    assertThat(worker.commit()).isEmpty();
  }

  private void run() {
    worker.run(new Task(), Map.of("topics", "log", "file.path", "unused"));
  }

  private final class Task extends ApplierSinkTask {
    Task() {
      super(FileSinkConnector.SETTINGS);
    }

    @Override
    EntryApplier open(AbstractConfig config, String rsm) {
      assertThat(rsm).isEqualTo("a");
      return target;
    }
  }

  private static final class Target implements EntryApplier {
    long applied;
    RsmException trouble;
    boolean closed;
    private long buffered;

    @Override
    public long applied() {
      return applied;
    }

    @Override
    public void apply(Frame run) {
      if (trouble != null) {
        throw trouble;
      }
      buffered = run.last();
    }

    @Override
    public void flush() {
      applied = Math.max(applied, buffered);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
