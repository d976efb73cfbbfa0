/** What a history is made of, and how it is drawn from a seed. */
package io.picsou.sim.scenario;
