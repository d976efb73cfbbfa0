package io.picsou.sim.mutant;

import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * A deliberately broken variant of the protocol.
 *
 * @param what what is broken, for the table in docs/simulator.md
 * @param type the class that is changed
 * @param method the method of it that is changed, or several with a bar between them
 * @param advice what runs before, after or instead of it
 * @param seeds within how many seeds the simulator has to notice
 */
record Mutant(String what, String type, String method, Class<?> advice, int seeds) {
  ElementMatcher<MethodDescription> where() {
    return method.equals("<init>")
        ? ElementMatchers.isConstructor()
        : ElementMatchers.namedOneOf(method.split("\\|"));
  }

  @Override
  public String toString() {
    return what;
  }
}
