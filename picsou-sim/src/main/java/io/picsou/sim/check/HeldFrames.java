package io.picsou.sim.check;

import io.picsou.core.entry.Frame;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Finds every frame that can be reached from a protocol instance, by reflection: what it really
 * holds, whatever it says, and whichever protocol it is.
 */
final class HeldFrames {
  private static final String CORE = "io.picsou.core.";
  private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Consumer<Frame> found;

  private HeldFrames(Consumer<Frame> found) {
    this.found = found;
  }

  /** Passes on every frame, each object once. */
  static void visit(Object root, Consumer<Frame> found) {
    new HeldFrames(found).look(root);
  }

  private void look(Object object) {
    if (object == null || object instanceof Enum || !seen.add(object)) {
      return;
    }
    if (object instanceof Frame frame) {
      found.accept(frame);
    } else if (object instanceof Map<?, ?> map) {
      map.values().forEach(this::look);
    } else if (object instanceof Collection<?> collection) {
      collection.forEach(this::look);
    } else if (object instanceof Object[] array) {
      for (Object element : array) {
        look(element);
      }
    } else if (object.getClass().getName().startsWith(CORE)) {
      lookInside(object);
    }
  }

  private void lookInside(Object object) {
    try {
      for (Field field : FIELDS.computeIfAbsent(object.getClass(), HeldFrames::fields)) {
        look(field.get(object));
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> level = type; level != Object.class; level = level.getSuperclass()) {
      for (Field field : level.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && mayHold(field.getType())) {
          field.setAccessible(true);
          fields.add(field);
        }
      }
    }
    return fields;
  }

  private static boolean mayHold(Class<?> type) {
    boolean flat = type.isArray() && type.getComponentType().isPrimitive();
    return !type.isPrimitive() && !flat && type != String.class;
  }
}
