package io.picsou.sim.mutant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Loads core and simulator anew, with one class of them changed. */
final class MutantLoader extends ClassLoader {
  private final String mutatedClass;
  private final byte[] mutatedBytes;

  MutantLoader(Mutant mutant) {
    super(MutantLoader.class.getClassLoader());
    mutatedClass = mutant.type();
    mutatedBytes = mutate(mutant);
  }

  private static byte[] mutate(Mutant mutant) {
    ElementMatcher<MethodDescription> where = mutant.where();
    try {
      return new ByteBuddy()
          .redefine(Class.forName(mutant.type()))
          .visit(Advice.to(mutant.advice()).on(where))
          .make()
          .getBytes();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(mutant + " changes a class that is gone", e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean ours = name.startsWith("io.picsou.core.") || name.startsWith("io.picsou.sim.");
    if (!ours) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes = name.equals(mutatedClass) ? mutatedBytes : original(name);
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] original(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    try (InputStream in = getParent().getResourceAsStream(file)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
