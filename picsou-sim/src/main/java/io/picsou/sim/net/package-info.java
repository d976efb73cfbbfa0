/** The network model: rates, delays, queues, bad luck and partitions. */
package io.picsou.sim.net;
