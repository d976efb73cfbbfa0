/** The published experiments in virtual time: how fast each strategy is on a testbed's network. */
package io.picsou.sim.figures;
