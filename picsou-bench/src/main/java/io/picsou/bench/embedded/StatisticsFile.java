package io.picsou.bench.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What a running pipeline counts, as a file of JSON that is replaced whole each time, for programs
 * that watch it. The links' counters are those that the connectors show over JMX.
 */
public final class StatisticsFile {
  /**
   * The file's form.
   *
   * @param updated when it was written, in milliseconds since 1970
   * @param connectors how far they are
   * @param links the numbers of each MBean in the domain {@code io.picsou}, by the bean's name
   */
  public record Content(
      long updated, List<ConnectorProgress> connectors, Map<String, Map<String, Long>> links) {}

  private static final String BEANS = "io.picsou:*";
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private StatisticsFile() {}

  /** Replaces the file. */
  public static void write(Path file, List<ConnectorProgress> connectors) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    JSON.writeValue(next.toFile(), new Content(System.currentTimeMillis(), connectors, links()));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads a file that {@code picsou run --stats} writes.
   *
   * @return null if there is none yet
   */
  public static Content read(Path file) throws IOException {
    return Files.exists(file) ? JSON.readValue(file.toFile(), Content.class) : null;
  }

  private static Map<String, Map<String, Long>> links() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    Map<String, Map<String, Long>> links = new TreeMap<>();
    try {
      for (ObjectName name : server.queryNames(new ObjectName(BEANS), null)) {
        links.put(name.getCanonicalName(), numbers(server, name));
      }
    } catch (JMException e) {
      throw new IllegalStateException("the counters cannot be read", e);
    }
    return links;
  }

  private static Map<String, Long> numbers(MBeanServer server, ObjectName name) throws JMException {
    Map<String, Long> numbers = new TreeMap<>();
    String[] attributes =
        Arrays.stream(server.getMBeanInfo(name).getAttributes())
            .map(MBeanAttributeInfo::getName)
            .toArray(String[]::new);
    for (Attribute attribute : server.getAttributes(name, attributes).asList()) {
      if (attribute.getValue() instanceof Number number) {
        numbers.put(attribute.getName(), number.longValue());
      }
    }
    return numbers;
  }
}
