/** Byzantine replicas: correct protocol instances whose messages are rewritten. */
package io.picsou.sim.liar;
