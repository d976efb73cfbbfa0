package io.picsou.transport;

import java.lang.management.ManagementFactory;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Shows the counters of one endpoint over JMX, one attribute each, as {@code
 * io.picsou:type=sender,link=…,replica=…} (or {@code type=receiver}). Thread-safe.
 */
final class CountersBean implements DynamicMBean, AutoCloseable {
  private static final String DOMAIN = "io.picsou";

  /** The endpoints shown now; one that was replaced must not withdraw its successor. */
  private static final Map<ObjectName, CountersBean> SHOWN = new ConcurrentHashMap<>();

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final ObjectName name;
  private final List<Supplier<? extends Record>> counters;

  private CountersBean(ObjectName name, List<Supplier<? extends Record>> counters) {
    this.name = name;
    this.counters = counters;
  }

  /** Shows counters; whoever had the same name before is shown no longer. */
  static CountersBean register(
      String type, String link, int replica, List<Supplier<? extends Record>> counters) {
    try {
      ObjectName name =
          new ObjectName(
              "%s:type=%s,link=%s,replica=%d"
                  .formatted(DOMAIN, type, ObjectName.quote(link), replica));
      CountersBean bean = new CountersBean(name, counters);
      synchronized (SHOWN) {
        CountersBean previous = SHOWN.get(name);
        if (previous != null) {
          previous.close();
        }
        bean.server.registerMBean(bean, name);
        SHOWN.put(name, bean);
      }
      return bean;
    } catch (JMException e) {
      throw new IllegalStateException("the counters cannot be shown over JMX", e);
    }
  }

  private Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Supplier<? extends Record> supplier : counters) {
      Record counted = supplier.get();
      for (RecordComponent component : counted.getClass().getRecordComponents()) {
        values.put(attribute(component.getName()), value(component, counted));
      }
    }
    return values;
  }

  private static String attribute(String component) {
    return Character.toUpperCase(component.charAt(0)) + component.substring(1);
  }

  private static Object value(RecordComponent component, Record counted) {
    try {
      return component.getAccessor().invoke(counted);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  @Override
  public Object getAttribute(String attribute) throws AttributeNotFoundException {
    Object value = values().get(attribute);
    if (value == null) {
      throw new AttributeNotFoundException(attribute);
    }
    return value;
  }

  @Override
  public AttributeList getAttributes(String[] attributes) {
    Map<String, Object> values = values();
    AttributeList list = new AttributeList();
    for (String attribute : attributes) {
      if (values.containsKey(attribute)) {
        list.add(new Attribute(attribute, values.get(attribute)));
      }
    }
    return list;
  }

  @Override
  public MBeanInfo getMBeanInfo() {
    MBeanAttributeInfo[] attributes =
        values().keySet().stream()
            .map(a -> new MBeanAttributeInfo(a, "long", "total since start", true, false, false))
            .toArray(MBeanAttributeInfo[]::new);
    String description = "What one end of a Picsou link did";
    return new MBeanInfo(getClass().getName(), description, attributes, null, null, null);
  }

  @Override
  public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
    throw new AttributeNotFoundException(attribute.getName() + " cannot be set");
  }

  @Override
  public AttributeList setAttributes(AttributeList attributes) {
    return new AttributeList();
  }

  @Override
  public Object invoke(String action, Object[] parameters, String[] signature) {
    throw new UnsupportedOperationException(action);
  }

  /** Shows them no longer. */
  @Override
  public void close() {
    try {
      synchronized (SHOWN) {
        if (SHOWN.remove(name, this)) {
          server.unregisterMBean(name);
        }
      }
    } catch (JMException e) {
      throw new IllegalStateException("the counters cannot be withdrawn from JMX", e);
    }
  }
}
