package io.picsou.bench.report;

import java.awt.Color;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * What a line looks like: the same system looks the same in every graph. Colours are those of Okabe
 * and Ito, which the colour-blind can tell apart.
 *
 * @param emphasized whether the eye is to go there first
 * @param dotted whether it is a variant of a line that is drawn as well
 */
record LineStyle(Color color, Marker marker, boolean emphasized, boolean dotted) {
  private static final Color BLUE = new Color(0x0072b2);
  private static final Color SKY = new Color(0x56b4e9);

  private static final Color VERMILION = new Color(0xd55e00);

  private static final Map<String, LineStyle> SYSTEMS =
      Map.of(
          "PICSOU", new LineStyle(BLUE, SeriesMarkers.CIRCLE, true, false),
          "PICSOU φ = 256", new LineStyle(SKY, SeriesMarkers.CIRCLE, false, true),
          "ATA", new LineStyle(VERMILION, SeriesMarkers.SQUARE, false, false),
          "ATA crash", new LineStyle(VERMILION, SeriesMarkers.SQUARE, false, false),
          "OST", new LineStyle(new Color(0x009e73), SeriesMarkers.TRIANGLE_UP, false, false),
          "OTU", new LineStyle(new Color(0xcc79a7), SeriesMarkers.DIAMOND, false, false),
          "LL", new LineStyle(new Color(0xe69f00), SeriesMarkers.TRIANGLE_DOWN, false, false),
          "KAFKA", new LineStyle(new Color(0x5b6470), SeriesMarkers.CROSS, false, false));

  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_DOWN);

  /**
   * A system's own look, or a place on a scale from light to dark blue.
   *
   * @param index of the line in its graph
   * @param count how many lines it has
   */
  static LineStyle of(String label, int index, int count) {
    LineStyle system = SYSTEMS.get(label);
    if (system != null) {
      return system;
    }
    double share = count < 2 ? 1 : (double) index / (count - 1);
    Marker marker = MARKERS.get(index % MARKERS.size());
    return new LineStyle(
        between(new Color(0xa6d3f0), new Color(0x08306b), share), marker, false, false);
  }

  private static Color between(Color from, Color to, double share) {
    return new Color(
        mix(from.getRed(), to.getRed(), share),
        mix(from.getGreen(), to.getGreen(), share),
        mix(from.getBlue(), to.getBlue(), share));
  }

  private static int mix(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * share);
  }
}
