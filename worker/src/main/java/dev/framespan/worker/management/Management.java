package dev.framespan.worker.management;

import com.uber.m3.tally.Scope;
import dev.framespan.activities.media.JobListener;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.account.AccountReply;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How a worker is and what it does, for those who watch over many: {@code /q/health}, {@code /q/health/live}, {@code /q/health/ready} as
 * MicroProfile Health has them, and {@code /q/metrics} in the text format of Prometheus.
 */
public final class Management implements WorkObserver, AutoCloseable {
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Meters meters = new Meters();
    private final Health health = new Health();
    private final List<HealthCheck> keys = new ArrayList<>();
    private ManagementServer server;

    private Management() {}

    /**
     * Answers from now on, at first that the worker is starting.
     *
     * @throws java.net.BindException when the port is taken
     */
    public static Management open(InetSocketAddress address) throws IOException {
        Management management = new Management();
        try {
            management.listen(address);
            return management;
        } catch (IOException e) {
            management.close();
            throw e;
        }
    }

    private void listen(InetSocketAddress address) throws IOException {
        server = ManagementServer.listen(
                address,
                Map.of(
                        "/q/health", page(health::ready),
                        "/q/health/live", page(health::live),
                        "/q/health/ready", page(health::ready),
                        "/q/metrics", () -> new ManagementServer.Page(200, PROMETHEUS, meters.scrape())));
    }

    private static Supplier<ManagementServer.Page> page(Supplier<Health.Answer> answer) {
        return () -> {
            Health.Answer made = answer.get();
            return new ManagementServer.Page(made.status(), JSON, made.body());
        };
    }

    /** Where Temporal's SDK counts what it does. */
    public Scope temporal() {
        return meters.temporal();
    }

    @Override
    public Store store(Store store) {
        return LedgerMeter.on(store, meters);
    }

    @Override
    public Provider provider(Provider provider, String name) {
        KeyState key = new KeyState(Clock.systemUTC());
        Provider watched = new WatchedProvider(provider, meters, key);
        keys.add(new KeyCheck(watched, name, key));
        return watched;
    }

    @Override
    public Consumer<Duration> permitWaits(String realm) {
        return wait -> meters.waitedForPermit(realm, wait);
    }

    @Override
    public void permits(String realm, Supplier<Optional<AccountReply>> known) {
        meters.permits(realm, known);
    }

    @Override
    public void taskEnded(String realm, Duration wait) {
        meters.taskEnded(realm, wait);
    }

    @Override
    public JobListener mediaJobs() {
        return meters.mediaJobs();
    }

    @Override
    public void started(WorkflowClient client, Store store) {
        List<HealthCheck> checks = new ArrayList<>(List.of(new TemporalCheck(client), new StoreCheck(store)));
        checks.addAll(keys);
        health.started(checks);
    }

    @Override
    public void ending() {
        health.ending();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        health.close();
        meters.close();
    }
}
