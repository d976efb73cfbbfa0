package io.picsou.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.grid.Application;
import io.picsou.bench.grid.Graph;
import io.picsou.bench.grid.Grid;
import io.picsou.bench.grid.Point;
import io.picsou.bench.grid.PointResult;
import io.picsou.bench.grid.PointResult.Kind;
import io.picsou.bench.grid.ResultStore;
import io.picsou.bench.grid.SampleResults;
import io.picsou.bench.report.Report.Claim;
import io.picsou.bench.report.Report.Gap;
import io.picsou.bench.report.Report.Section;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final int VERMILION = 0xffd55e00;

  @TempDir private Path directory;
  private ResultStore store;

  @BeforeEach
  void open() throws IOException {
    store = new ResultStore(directory);
    store.write(SampleResults.of(Point.of("PICSOU", 4, 100), Kind.MEASURED, 3_000));
    store.write(SampleResults.of(Point.of("PICSOU", 19, 100), Kind.MEASURED, 1_000));
    store.write(SampleResults.of(Point.of("ATA", 4, 100), Kind.MEASURED, 1_000));
    store.write(SampleResults.of(Point.of("ATA", 19, 100), Kind.MEASURED, 100));
  }

  private Report report() throws IOException {
    return ReportBuilder.build(Grid.full(), store.all());
  }

  private Section section(String name) throws IOException {
    return report().graphs().stream()
        .filter(s -> s.name().contains(name))
        .findFirst()
        .orElseThrow();
  }

  /** Results for all that can be measured, and simulated ones for the rest. */
  private void fill() throws IOException {
    for (Graph graph : Grid.full()) {
      for (Point point : graph.points()) {
        boolean file = point.application() == Application.FILE;
        store.write(SampleResults.of(point, file ? Kind.MEASURED : Kind.SIMULATED));
      }
    }
  }

  @Test
  void everyGraphIsDrawnAndEmbedded() throws Exception {
    fill();
    Path page = ReportFiles.write(report(), directory);
    String html = Files.readString(page);
    assertThat(html)
        .doesNotContain("<script")
        .doesNotContain("href=\"http")
        .contains("A processor &lt;64&gt;");
    for (Graph graph : Grid.full()) {
      Path file = directory.resolve("graphs").resolve(graph.slug() + ".png");
      BufferedImage image = ImageIO.read(file.toFile());
      assertThat(image.getWidth()).isEqualTo(Charts.WIDTH);
      assertThat(image.getHeight()).isEqualTo(Charts.HEIGHT);
      assertThat(pixels(image).distinct().count()).as(graph.name()).isGreaterThan(20);
      String encoded = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
      assertThat(html).contains("id=\"" + graph.slug() + "\"").contains(encoded);
    }
  }

  private static IntStream pixels(BufferedImage image) {
    return IntStream.of(
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
  }

  @Test
  void aLineIsDrawnInItsColour() throws Exception {
    ReportFiles.write(report(), directory);
    Path file = directory.resolve("graphs/throughput-vs-network-size-100b-messages.png");
    assertThat(pixels(ImageIO.read(file.toFile())).filter(rgb -> rgb == VERMILION).count())
        .isGreaterThan(1_000);
  }

  @Test
  void graphsWithoutResultsAreListedWithTheReason() throws Exception {
    Path page = ReportFiles.write(report(), directory);
    assertThat(directory.resolve("graphs")).isDirectoryContaining("glob:**100b-messages.png");
    assertThat(directory.resolve("graphs")).isDirectoryNotContaining("glob:**1mb-messages.png");
    String html = Files.readString(page);
    Grid.full().forEach(graph -> assertThat(html).contains("id=\"" + graph.slug() + "\""));
    assertThat(section("Disaster").gaps()).contains(new Gap("PICSOU", "not run yet"));
    assertThat(section("100B").gaps())
        .contains(new Gap("PICSOU at 7, 10, 13, 16", "not run yet"), new Gap("OST", "not run yet"));
    assertThat(html).contains("<b>PICSOU at 7, 10, 13, 16; PICSOU φ = 256; ATA");
  }

  @Test
  void aFailureIsAGapWithItsReason() throws Exception {
    PointResult good = SampleResults.of(Point.of("LL", 4, 100), Kind.MEASURED);
    store.write(
        new PointResult(
            Kind.MEASURED, good.point(), good.timing(), null, "B1 <died>", null, List.of(), null));
    assertThat(section("100B").gaps()).contains(new Gap("LL at 4", "B1 <died>"));
    assertThat(Files.readString(ReportFiles.write(report(), directory)))
        .contains("B1 &lt;died&gt;");
  }

  @Test
  void theLongestMeasurementCounts() throws Exception {
    PointResult other = SampleResults.of(Point.of("ATA", 4, 100), Kind.MEASURED, 7_777);
    Timing shorter = new Timing(1, 0.5, 3);
    store.write(
        new PointResult(
            Kind.MEASURED,
            other.point(),
            shorter,
            other.environment(),
            null,
            null,
            other.rounds(),
            other.summary()));
    assertThat(section("100B").value("ATA", Kind.MEASURED, 4).orElseThrow().median())
        .isEqualTo(1_000);
  }

  @Test
  void claimsCompareWhatIsThere() throws Exception {
    store.write(SampleResults.of(Point.of("PICSOU", 4, 100), Kind.SIMULATED, 500));
    store.write(SampleResults.of(Point.of("ATA", 4, 100), Kind.SIMULATED, 100));
    List<Claim> claims = report().claims();
    assertThat(claims.get(0).measured()).isEqualTo("3.00× (n = 4) to 10.00× (n = 19)");
    assertThat(claims.get(0).simulated()).isEqualTo("5.00× (n = 4)");
    assertThat(claims.get(0).published()).startsWith("2.5-15×");
    assertThat(claims.get(1).measured()).isEqualTo("not measured: not run yet");
    store.write(SampleResults.of(recovery(1980), Kind.MEASURED, 2_000));
    assertThat(report().claims())
        .filteredOn(claim -> claim.claim().endsWith("measured without limits): PICSOU"))
        .extracting(Claim::measured)
        .containsExactly("at most 4.0 MB/s");
  }

  private static Point recovery(int bytes) {
    return Grid.named("Disaster", Grid.full()).lines().get("PICSOU").get(bytes);
  }

  @Test
  void theTextHasFiguresRatiosAndGaps() throws Exception {
    Files.writeString(directory.resolve("points/broken.json"), "{");
    StringWriter text = new StringWriter();
    ReportText.print(report(), new PrintWriter(text));
    assertThat(text.toString())
        .contains("Throughput vs Network Size @ 100B-messages")
        .containsPattern("4 +3,000 \\(3\\.00×\\) +1,000")
        .contains(
            "not measured: PICSOU at 7, 10, 13, 16; PICSOU φ = 256; ATA at 7, 10, 13, 16; OST")
        .contains("damaged: broken.json: ");
  }
}
