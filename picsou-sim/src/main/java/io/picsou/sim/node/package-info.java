/** Simulated replicas: what surrounds a protocol instance in a real process. */
package io.picsou.sim.node;
