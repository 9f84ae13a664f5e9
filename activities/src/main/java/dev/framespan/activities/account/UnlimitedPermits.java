package dev.framespan.activities.account;

import dev.framespan.workflows.account.AccountReply;
import dev.framespan.workflows.account.PermitRequest;
import java.time.Duration;
import java.util.Optional;

/** Permits of an account without limits, of which nothing is known. */
public class UnlimitedPermits implements TaskPermits {
    @Override
    public boolean take(PermitRequest request, Duration most) throws InterruptedException {
        return true;
    }

    @Override
    public void submitted(String id, String task) {}

    @Override
    public void leave(String id) {}

    @Override
    public void giveBack(String id) {}

    @Override
    public void end(String id, String task) {}

    @Override
    public void refused(Optional<Duration> rest) {}

    @Override
    public Optional<AccountReply> last() {
        return Optional.empty();
    }

    @Override
    public Optional<AccountReply> fresh(Duration most) {
        return Optional.empty();
    }

    @Override
    public Optional<String> toProbe(Duration most) {
        return Optional.empty();
    }

    @Override
    public void probed(String token, boolean clear) {}

    @Override
    public void answered(String id, long epoch, boolean accepted) {}
}
