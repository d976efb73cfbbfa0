package io.picsou.bench.replica;

import java.util.List;

/**
 * What one process hosts at a time.
 *
 * @param roles in the order in which samples and reports list them
 */
public record HostPlan(List<RolePlan> roles) {}
