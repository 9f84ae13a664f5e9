package dev.framespan.workflows.account;

/**
 * What became of a probe.
 *
 * @param token with which the account gave it to a worker
 * @param clear whether the provider answered clearly
 */
public record ProbeAnswer(String token, boolean clear) {}
