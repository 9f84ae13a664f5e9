package dev.framespan.workflows.account;

/**
 * What a submission was answered, where that says how clearly the provider answers.
 *
 * @param id of this answer: told twice, it counts once
 * @param permit under which it was sent
 * @param epoch of the account when it was begun, see {@link Outage#epoch()}
 * @param accepted whether the provider took it; else it may have
 */
public record SubmissionAnswer(String id, String permit, long epoch, boolean accepted) {}
