package io.picsou.connect.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.CommittedLogReader;
import io.picsou.rsm.RsmException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;

class LogSourceTaskTest {
  private RsmException trouble;
  private int closed;

  @Test
  void aServerThatIsAwayIsPolledAgain() throws Exception {
    LogSourceTask task = started();
    trouble = new RsmException("away", true, null);
    assertThatThrownBy(task::poll).isInstanceOf(RetriableException.class).hasMessage("away");

    trouble = null;
    assertThat(task.poll()).hasSize(2);
  }

  @Test
  void aGapFailsTheTask() {
    LogSourceTask task = started();
    trouble = RsmException.fatal("gap");

    assertThatThrownBy(task::poll)
        .isInstanceOf(ConnectException.class)
        .isNotInstanceOf(RetriableException.class)
        .hasMessage("gap");
  }

  @Test
  void stopClosesOnceAndEndsPolling() throws Exception {
    LogSourceTask task = started();

    task.stop();
    task.stop();

    assertThat(closed).isEqualTo(1);
    assertThat(task.poll()).isNull();
  }

  private LogSourceTask started() {
    LogSourceTask task = new Fake();
    task.initialize(new StoredOffsets());
    task.start(Map.of("topic", "log", "rsm.id", "a", "file.path", "unused"));
    return task;
  }

  private final class Fake extends LogSourceTask {
    Fake() {
      super(FileSourceConnector.SETTINGS, FileSourceConnector.OFFSETS);
    }

    @Override
    CommittedLogReader open(AbstractConfig config, Map<String, Object> offset) {
      return new CommittedLogReader() {
        @Override
        public Frame read(int maxBytes, Duration timeout) {
          if (trouble != null) {
            throw trouble;
          }
          return PicsouSourceTaskTest.run(1, 2);
        }

        @Override
        public void close() {
          closed++;
        }
      };
    }

    @Override
    Map<String, Object> offset(Entry entry) {
      return OffsetFormat.offset(entry.sequence());
    }
  }
}
