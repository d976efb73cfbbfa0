package io.picsou.bench.report;

import io.picsou.bench.grid.Graph.X;
import io.picsou.bench.grid.PointResult.Kind;
import io.picsou.bench.report.Report.Section;
import io.picsou.bench.report.Report.Series;
import io.picsou.bench.report.Report.Value;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;

/** Draws graphs. Needs no display. */
final class Charts {
  /** In pixels, twice what the page shows, for screens that have them. */
  static final int WIDTH = 1600;

  /** Likewise. */
  static final int HEIGHT = 960;

  private static final Color INK = new Color(0x2b2f36);
  private static final Color FAINT = new Color(0xe3e6ea);
  private static final float THIN = 2f;
  private static final float THICK = 4f;
  private static final float[] DASHES = {14f, 10f};

  /** The ends of a bar from minimum to maximum. */
  private static final Marker WHISKER =
      new Marker() {
        @Override
        public void paint(Graphics2D graphics, double x, double y, int size) {
          graphics.setStroke(new BasicStroke(THIN));
          graphics.draw(new Line2D.Double(x - size / 2.0, y, x + size / 2.0, y));
        }
      };

  private Charts() {}

  /** The graph as a PNG. */
  static byte[] png(Section section) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(BitmapEncoder.getBufferedImage(chart(section)), "png", png);
    return png.toByteArray();
  }

  private static XYChart chart(Section section) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(section.name())
            .xAxisTitle(section.x().label())
            .yAxisTitle(section.y().label())
            .build();
    style(chart.getStyler());
    axes(chart.getStyler(), section);
    List<String> labels = section.series().stream().map(Series::label).distinct().toList();
    for (Series series : section.series()) {
      LineStyle look = LineStyle.of(series.label(), labels.indexOf(series.label()), labels.size());
      bars(chart, series, look);
      line(chart, series, look);
    }
    return chart;
  }

  private static void line(XYChart chart, Series series, LineStyle look) {
    XYSeries line =
        chart.addSeries(
            series.title(),
            values(series).mapToDouble(Value::x).toArray(),
            values(series).mapToDouble(Value::median).toArray());
    boolean measured = series.kind() == Kind.MEASURED;
    float width = look.emphasized() ? THICK + 1 : THICK - 1;
    line.setLineStyle(
        new BasicStroke(
            width,
            BasicStroke.CAP_ROUND,
            BasicStroke.JOIN_ROUND,
            10f,
            measured && !look.dotted() ? null : measured ? new float[] {3f, 8f} : DASHES,
            0f));
    line.setLineColor(look.color());
    line.setMarkerColor(look.color());
    line.setMarker(look.marker());
  }

  /** A vertical bar at each point; gaps between them are what is not a number. */
  private static void bars(XYChart chart, Series series, LineStyle look) {
    if (values(series).allMatch(value -> value.min() == value.max())) {
      return;
    }
    double[] x =
        values(series).flatMapToDouble(v -> DoubleStream.of(v.x(), v.x(), v.x())).toArray();
    double[] y =
        values(series)
            .flatMapToDouble(v -> DoubleStream.of(v.min(), v.max(), Double.NaN))
            .toArray();
    XYSeries bars = chart.addSeries("min-max of " + series.title(), x, y);
    bars.setShowInLegend(false);
    bars.setLineStyle(new BasicStroke(THIN));
    bars.setLineColor(look.color());
    bars.setMarkerColor(look.color());
    bars.setMarker(WHISKER);
  }

  private static Stream<Value> values(Series series) {
    return series.values().stream();
  }

  private static void style(XYStyler styler) {
    styler.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 22));
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 30));
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 24));
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 22));
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 22));
    styler.setChartFontColor(INK);
    styler.setAxisTickLabelsColor(INK);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(FAINT);
    styler.setPlotGridLinesStroke(new BasicStroke(1.5f));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitlePadding(18);
    styler.setChartPadding(24);
    styler.setAxisTitlePadding(14);
    styler.setAxisTickPadding(10);
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setLegendLayout(LegendLayout.Vertical);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendSeriesLineLength(56);
    styler.setLegendPadding(14);
    styler.setMarkerSize(14);
    styler.setLocale(Locale.ROOT);
    styler.setAntiAlias(true);
  }

  private static void axes(XYStyler styler, Section section) {
    horizontal(styler, section);
    double most =
        section.series().stream().flatMap(Charts::values).mapToDouble(Value::max).max().orElse(1);
    styler.setYAxisTickLabelsFormattingFunction(Charts::amount);
    styler.setYAxisTickMarkSpacingHint(110);
    if (!section.y().logarithmic()) {
      styler.setYAxisMin(0.0);
      styler.setYAxisMax(most * 1.1);
      return;
    }
    double least =
        section.series().stream()
            .flatMap(Charts::values)
            .mapToDouble(Value::min)
            .filter(value -> value > 0)
            .min()
            .orElse(most);
    styler.setYAxisLogarithmic(true);
    styler.setYAxisLogarithmicDecadeOnly(true);
    styler.setYAxisMin(Math.pow(10, Math.floor(Math.log10(least * 0.99))));
    styler.setYAxisMax(Math.pow(10, Math.ceil(Math.log10(most * 1.01))));
  }

  private static void horizontal(XYStyler styler, Section section) {
    List<Integer> positions = section.positions();
    int first = positions.get(0);
    int last = positions.get(positions.size() - 1);
    X x = section.x();
    if (x.logarithmic()) {
      styler.setXAxisLogarithmic(true);
      styler.setXAxisLogarithmicDecadeOnly(true);
      styler.setXAxisMin(Math.pow(10, Math.floor(Math.log10(first))));
      styler.setXAxisMax(Math.pow(10, Math.ceil(Math.log10(last))));
      styler.setXAxisTickLabelsFormattingFunction(value -> x.text((int) Math.round(value)));
    } else {
      styler.setXAxisMin(first - 1.0);
      styler.setXAxisMax(last + 1.0);
      styler.setXAxisTickMarkSpacingHint(1); // a mark at each number, of which few get a label
      styler.setXAxisTickLabelsFormattingFunction(value -> at(positions, value));
    }
  }

  /** A label, or blanks: XChart thins out marks until no two labels are the same. */
  private static String at(List<Integer> positions, double value) {
    int nearest = (int) Math.round(value);
    boolean whole = Math.abs(value - nearest) < 1e-6;
    return whole && positions.contains(nearest) ? String.valueOf(nearest) : " ".repeat(nearest);
  }

  /** A number with few digits, as on an axis. */
  private static String amount(double value) {
    if (value >= 1e6) {
      return short1(value / 1e6) + " M";
    }
    return value >= 1e3 ? short1(value / 1e3) + " k" : short1(value);
  }

  private static String short1(double value) {
    return String.format(Locale.ROOT, "%.3f", value).replaceAll("\\.?0+$", "");
  }
}
