package io.picsou.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picsou.bench.grid.PointResult.Kind;
import io.picsou.bench.replica.Conduct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultStoreTest {
  private static final Point POINT = Point.of("PICSOU", 4, 100).withPhi(256).withStake(8);

  @TempDir private Path directory;
  private ResultStore store;

  @BeforeEach
  void open() {
    store = new ResultStore(directory);
  }

  private Path file() {
    return directory.resolve("points/picsou-n4-100B-phi256-stake8-3x2s.json");
  }

  @Test
  void theNameOfAFileTellsTheParameters() {
    Point crashed = Point.of("ATA", 19, 1_000_000).withFaults(Conduct.ACK_INF).withLoad(1e6);
    assertThat(SampleResults.of(crashed, Kind.MEASURED).fileName())
        .isEqualTo("ata-n19-1000000B-ack-inf-load1000000-3x2s.json");
    assertThat(SampleResults.of(crashed, Kind.SIMULATED).fileName())
        .isEqualTo("ata-n19-1000000B-ack-inf-load1000000-3x2s-simulated.json");
  }

  @Test
  void whatIsWrittenIsFound() throws Exception {
    PointResult result = SampleResults.of(POINT, Kind.MEASURED);
    store.write(result);
    assertThat(file()).exists();
    assertThat(store.find(Kind.MEASURED, POINT, SampleResults.TIMING)).contains(result);
    assertThat(store.find(Kind.MEASURED, POINT.withPhi(64), SampleResults.TIMING)).isEmpty();
    assertThat(store.all().results()).containsExactly(result);
  }

  @Test
  void simulatedResultsNeedTheThroughputOnly() throws Exception {
    PointResult result = SampleResults.of(POINT, Kind.SIMULATED);
    store.write(result);
    assertThat(store.find(Kind.MEASURED, POINT, SampleResults.TIMING)).isEmpty();
    assertThat(store.all().results()).containsExactly(result);
  }

  @Test
  void aFileCutShortAnywhereIsDamaged() throws Exception {
    store.write(SampleResults.of(POINT, Kind.MEASURED));
    String whole = Files.readString(file());
    for (int length = 0; length < whole.stripTrailing().length(); length += 97) {
      Files.writeString(file(), whole.substring(0, length));
      assertDamaged();
    }
  }

  private void assertDamaged() throws IOException {
    assertThatThrownBy(() -> store.find(Kind.MEASURED, POINT, SampleResults.TIMING))
        .isInstanceOf(DamagedResultException.class)
        .hasMessageStartingWith(file().getFileName() + " is damaged: ");
    assertThat(store.all().results()).isEmpty();
    assertThat(store.all().damaged()).hasSize(1);
  }

  @Test
  void aFileWithoutFiguresIsDamaged() throws Exception {
    store.write(SampleResults.of(POINT, Kind.MEASURED));
    String whole = Files.readString(file());
    for (String broken :
        List.of("null", "{}", "[]", whole.replaceAll("\"rounds\" : \\[", "\"other\" : ["))) {
      Files.writeString(file(), broken);
      assertDamaged();
    }
  }

  @Test
  void aFileUnderAnotherNameIsDamaged() throws Exception {
    store.write(SampleResults.of(Point.of("ATA", 4, 100), Kind.MEASURED));
    Files.move(directory.resolve("points/ata-n4-100B-3x2s.json"), file());
    assertThatThrownBy(() -> store.find(Kind.MEASURED, POINT, SampleResults.TIMING))
        .hasMessageContaining("other parameters");
  }

  @Test
  void oneWriterAtATimeWhoRemovesWhatAKilledOneLeft() throws Exception {
    Path left = Files.createDirectories(directory.resolve("points")).resolve("x.json.tmp");
    Files.writeString(left, "{");
    try (ResultStore.Lock lock = store.lock()) {
      assertThat(lock).isNotNull();
      assertThat(left).doesNotExist();
      assertThatThrownBy(() -> new ResultStore(directory).lock()).hasMessageContaining("another");
    }
    store.lock().close();
  }

  @Test
  void aDirectoryWithoutResultsIsAnError() {
    assertThatThrownBy(store::all).hasMessageContaining("has no results");
  }
}
