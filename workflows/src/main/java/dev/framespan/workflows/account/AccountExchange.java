package dev.framespan.workflows.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * What a worker tells its account, and asks of it, at one time. Everything may be told twice.
 *
 * @param worker that tells it
 * @param maxParallel how many tasks this worker's settings allow the account at once
 * @param perSecond how many requests a second they allow it
 * @param asks for permits; a permit that is held already is named again in the reply
 * @param submitted permits under which the provider accepted a task, with its id; empty where it perhaps did
 * @param ended permits that are given back, with the id of the task whose end is known; empty where nothing was accepted
 * @param refused milliseconds that the provider wants to be left alone, since it refused a submission as one too many; null where it did not
 * @param answers that say how clearly the provider answers
 * @param wouldProbe true where the worker has something to submit and would probe the provider for that, else null
 * @param probed what became of the probe that the account gave to this worker; null where there is nothing to tell
 * @param holders of the permits under which a task was accepted: one that the account has forgotten is held again
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AccountExchange(
        String worker,
        int maxParallel,
        double perSecond,
        List<PermitRequest> asks,
        Map<String, String> submitted,
        Map<String, String> ended,
        Long refused,
        List<SubmissionAnswer> answers,
        Boolean wouldProbe,
        ProbeAnswer probed,
        List<PermitRequest> holders) {
    public AccountExchange {
        asks = asks == null ? List.of() : List.copyOf(asks);
        submitted = submitted == null ? Map.of() : Map.copyOf(submitted);
        ended = ended == null ? Map.of() : Map.copyOf(ended);
        answers = answers == null ? List.of() : List.copyOf(answers);
        holders = holders == null ? List.of() : List.copyOf(holders);
    }
}
