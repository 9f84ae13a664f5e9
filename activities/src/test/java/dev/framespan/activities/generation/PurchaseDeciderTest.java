package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.provider.Refund;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.FailureKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way in which a purchase can stand, and what may be done then. */
class PurchaseDeciderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Asset CLIP = new Asset("a".repeat(64), 3, MediaType.MP4);

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        | submit 1, claim 1
        claimed:dead                                                    | submit 1, claim 2
        claimed:alive                                                   | hold
        claimed:late                                                    | submit 1, claim 2
        claimed:dead claimed:dead                                       | submit 1, claim 3
        claimed:dead claimed:alive                                      | hold
        claimed sending:alive                                           | hold
        claimed sending:dead                                            | doubt 1
        claimed sending:late                                            | doubt 1
        claimed sending ambiguous                                       | ask AMBIGUOUS
        claimed sending submitted                                       | await 1
        claimed sending ambiguous submitted                             | await 1
        claimed sending submitted completed                             | finished 1
        claimed sending submitted lost completed                        | finished 1
        claimed sending declined                                        | submit 2, claim 1
        claimed sending refused                                         | ask POLICY
        claimed early                                                   | submit 1, claim 2
        claimed claimed:dead early                                      | submit 1, claim 3
        claimed sending:alive early                                     | hold
        claimed sending:dead early                                      | doubt 1
        claimed sending:alive early:answered                            | submit 1, claim 2
        claimed sending:dead early:answered                             | submit 1, claim 2
        claimed sending:dead early:other                                | doubt 1
        claimed sending:dead early:answered ambiguous                   | ask AMBIGUOUS
        claimed sending early:answered submitted                        | await 1
        claimed early ambiguous                                         | ask AMBIGUOUS
        claimed early sending submitted                                 | await 1
        claimed early sending declined                                  | submit 2, claim 1
        claimed early sending ambiguous declined                        | submit 2, claim 1
        claimed sending submitted failed / claimed early                | submit 2, claim 2
        claimed sending ambiguous / granted early                       | submit 2, claim 2
        claimed sending ambiguous declined / granted sending submitted  | await 2
        claimed sending submitted failed                                | submit 2, claim 1
        claimed sending submitted policy                                | ask POLICY
        claimed sending submitted cancelled                             | submit 2, claim 1
        claimed sending submitted cancelled-kept                        | ask FAILED_AGAIN
        claimed sending submitted failed-kept                           | ask FAILED_AGAIN
        claimed sending submitted lost                                  | ask LOST
        claimed sending submitted unusable                              | ask UNUSABLE
        claimed sending submitted failed / claimed sending submitted    | await 2
        claimed sending submitted failed / claimed sending submitted failed | ask FAILED_AGAIN
        claimed sending submitted failed / claimed sending declined / claimed sending submitted failed | ask FAILED_AGAIN
        claimed sending submitted failed / claimed sending submitted policy | ask POLICY
        claimed sending submitted failed / claimed sending submitted failed / granted sending submitted failed | submit 4, claim 1
        claimed sending ambiguous / granted                             | hold
        claimed sending ambiguous / granted sending declined            | submit 3, claim 1
        claimed sending ambiguous / granted sending ambiguous           | ask AMBIGUOUS
        claimed sending ambiguous / granted sending submitted           | await 2
        claimed sending ambiguous submitted / granted:dead              | await 1
        claimed sending ambiguous submitted / granted sending submitted failed | await 1
        claimed sending submitted completed / granted sending submitted | finished 1
        """)
    void theLedgerAllowsExactlyThis(String history, String allowed) {
        assertThat(words(new PurchaseDecider("dead"::equals, NOW).of(parse(history))))
                .isEqualTo(allowed);
    }

    private static String words(PurchaseStep next) {
        if (next instanceof PurchaseStep.Submit submit) {
            return "submit " + submit.number() + ", claim " + submit.claim();
        }
        if (next instanceof PurchaseStep.NeedsDecision ask) {
            return "ask " + ask.kind();
        }
        if (next instanceof PurchaseStep.Await await) {
            return "await " + await.number();
        }
        if (next instanceof PurchaseStep.MarkAmbiguous ambiguous) {
            return "doubt " + ambiguous.number();
        }
        return next instanceof PurchaseStep.Finished finished ? "finished " + finished.number() : "hold";
    }

    private static List<SubmissionHistory> parse(String history) {
        List<SubmissionHistory> submissions = new ArrayList<>();
        if (history != null) {
            for (String submission : history.split(" / ")) {
                List<LedgerEntry> entries = Arrays.stream(submission.strip().split(" +"))
                        .map(PurchaseDeciderTest::entry)
                        .toList();
                submissions.add(new SubmissionHistory(submissions.size() + 1, entries));
            }
        }
        return submissions;
    }

    private static LedgerEntry entry(String word) {
        String owner = word.contains(":") ? word.substring(word.indexOf(':') + 1) : "alive";
        Instant deadline = NOW.plus(Duration.ofSeconds(owner.equals("late") ? -1 : 20));
        return switch (word.replaceAll(":.*", "")) {
            case "claimed" -> claimed(owner, deadline, null);
            case "granted" -> claimed(owner, deadline, "0001-rebuy-gull.json");
            case "sending" -> new LedgerEntry.Sending(NOW, owner, deadline);
            case "submitted" -> new LedgerEntry.Submitted(NOW, "task");
            case "declined" -> new LedgerEntry.Declined(NOW, FailureKind.UNREACHABLE, null, null, "refused");
            case "early" -> new LedgerEntry.TooEarly(
                    NOW, FailureKind.UNREACHABLE, 429, null, "rate limited", answered(owner));
            case "refused" -> new LedgerEntry.Declined(NOW, FailureKind.POLICY, 400, null, "refused");
            case "ambiguous" -> new LedgerEntry.Ambiguous(NOW, 502, "no answer");
            case "completed" -> new LedgerEntry.Completed(NOW, CLIP, TestPurchases.FACTS);
            default -> new LedgerEntry.Failed(
                            NOW,
                            FailureKind.valueOf(word.replace("-kept", "").toUpperCase(java.util.Locale.ROOT)),
                            null,
                            "failed")
                    .refunded(word.endsWith("-kept") ? new Refund(false, null) : Refund.UNSAID);
        };
    }

    /** When what was refused was being sent. */
    private static Instant answered(String word) {
        return switch (word) {
            case "answered" -> NOW;
            case "other" -> NOW.minusSeconds(1);
            default -> null;
        };
    }

    private static LedgerEntry claimed(String owner, Instant deadline, String grant) {
        return LedgerEntry.Claimed.of(
                TestPurchases.purchase("run"),
                BigDecimal.ONE,
                "example.org",
                "example.org",
                grant,
                owner,
                NOW,
                deadline);
    }
}
