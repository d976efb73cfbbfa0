/** One checker per invariant. */
package io.picsou.sim.check;
