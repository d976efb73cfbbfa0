/** Virtual time and the trace of what happened in it. */
package io.picsou.sim.event;
