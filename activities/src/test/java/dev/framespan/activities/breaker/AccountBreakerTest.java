package dev.framespan.activities.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.account.UnlimitedPermits;
import dev.framespan.activities.testing.UnaskedProvider;
import dev.framespan.workflows.account.AccountReply;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is asked right before something is sent under a permit. */
class AccountBreakerTest {
    private long restMillis;

    private final AccountBreaker breaker = new AccountBreaker(
            new UnlimitedPermits() {
                @Override
                public Optional<AccountReply> fresh(Duration most) {
                    return Optional.of(new AccountReply(Set.of("gull"), 1, 0, 5, restMillis, 10, null, null));
                }
            },
            new UnaskedProvider(),
            new Random(1));

    @Test
    void nothingIsSentWhileTheProviderAsksForAPauseAlsoUnderAPermitFromBefore() {
        restMillis = 60_000;
        assertThat(breaker.start("gull")).isEmpty();

        restMillis = 0;
        assertThat(breaker.start("gull")).isPresent();
    }
}
