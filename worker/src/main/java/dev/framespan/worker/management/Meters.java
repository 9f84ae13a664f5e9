package dev.framespan.worker.management;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.media.JobListener;
import dev.framespan.workflows.account.AccountReply;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * What a worker counts, as Prometheus reads it. Labels are realms, models and kinds of work: never a film or a task, of which there is no
 * end. Money is counted in doubles here alone, for curves; what was spent to the cent the ledger says.
 */
final class Meters implements AutoCloseable {
    private static final com.uber.m3.util.Duration REPORT_EVERY = com.uber.m3.util.Duration.ofSeconds(5);
    private static final String REALM = "realm";
    private static final String MODEL = "model";
    // Prometheus calls what it scrapes a job.
    private static final String JOB = "media_job";

    /** Bounds of all histograms, in seconds: from a call to a server to a task that a provider works on for hours. */
    private static final double[] BOUNDS = Stream.of(0.01, 0.05, 0.2, 1.0, 5.0, 20.0, 60.0, 300.0, 1_800.0, 7_200.0)
            .mapToDouble(seconds -> Duration.ofMillis((long) (seconds * 1_000)).toNanos())
            .toArray();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Scope temporal;

    /** Whose purchase it is. */
    record Purchased(String realm, String model) {}

    Meters() {
        // Only some of the calls of one name have it, and Prometheus takes no series whose labels differ.
        registry.config().meterFilter(MeterFilter.ignoreTags("update_name"));
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getType() == Meter.Type.TIMER
                        ? DistributionStatisticConfig.builder()
                                .percentilesHistogram(false)
                                .serviceLevelObjectives(BOUNDS)
                                .build()
                                .merge(config)
                        : config;
            }
        });
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        temporal = new RootScopeBuilder()
                .reporter(new MicrometerClientStatsReporter(registry))
                .reportEvery(REPORT_EVERY);
    }

    /** Where Temporal's SDK counts. */
    Scope temporal() {
        return temporal;
    }

    /** An entry of its kind is there, the first one of its submission. */
    void written(Purchased purchased, LedgerEntry entry) {
        if (entry instanceof LedgerEntry.Submitted) {
            tasks("submitted", purchased).register(registry).increment();
        } else if (entry instanceof LedgerEntry.Completed) {
            tasks("completed", purchased).register(registry).increment();
        } else if (entry instanceof LedgerEntry.Failed failed) {
            tasks("failed", purchased)
                    .tag("kind", failed.kind().name().toLowerCase(Locale.ROOT))
                    .register(registry)
                    .increment();
        } else if (entry instanceof LedgerEntry.Ambiguous) {
            tasks("ambiguous", purchased).register(registry).increment();
        }
    }

    private static Counter.Builder tasks(String what, Purchased purchased) {
        return Counter.builder("framespan.tasks." + what)
                .tag(REALM, purchased.realm())
                .tag(MODEL, purchased.model());
    }

    void charged(Purchased purchased, BigDecimal usd) {
        count("framespan.charged.usd", purchased, usd);
    }

    void refunded(Purchased purchased, BigDecimal usd) {
        count("framespan.refunded.usd", purchased, usd);
    }

    private void count(String name, Purchased purchased, BigDecimal usd) {
        Counter.builder(name)
                .tag(REALM, purchased.realm())
                .tag(MODEL, purchased.model())
                .register(registry)
                .increment(usd.doubleValue());
    }

    /** @param call which of the provider's calls; @param outcome {@code answered}, or why not */
    void called(String realm, String call, String outcome, Duration took) {
        Timer.builder("framespan.provider.request")
                .tag(REALM, realm)
                .tag("call", call)
                .tag("outcome", outcome)
                .register(registry)
                .record(took);
    }

    void taskEnded(String realm, Duration wait) {
        Timer.builder("framespan.task.wait")
                .tag(REALM, realm)
                .register(registry)
                .record(wait);
    }

    void waitedForPermit(String realm, Duration wait) {
        Timer.builder("framespan.permit.wait")
                .tag(REALM, realm)
                .register(registry)
                .record(wait);
    }

    /** @param known empty before the account was asked */
    void permits(String realm, Supplier<Optional<AccountReply>> known) {
        permits(realm, "held", known, AccountReply::running);
        permits(realm, "waiting", known, AccountReply::waiting);
        permits(realm, "limit", known, AccountReply::limit);
    }

    private void permits(
            String realm, String what, Supplier<Optional<AccountReply>> known, ToIntFunction<AccountReply> number) {
        Gauge.builder("framespan.permits." + what, () -> known.get()
                        .map(reply -> (double) number.applyAsInt(reply))
                        .orElse(Double.NaN))
                .tag(REALM, realm)
                .register(registry);
    }

    JobListener mediaJobs() {
        return new JobListener() {
            @Override
            public void done(String job, Duration took) {
                Timer.builder("framespan.media.job")
                        .tag(JOB, job)
                        .register(registry)
                        .record(took);
            }

            @Override
            public void media(String job, double seconds) {
                Counter.builder("framespan.media.seconds")
                        .tag(JOB, job)
                        .register(registry)
                        .increment(seconds);
            }
        };
    }

    /** Everything, in the text format of Prometheus. */
    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        try {
            // Closes its reporter, and that the registry.
            temporal.close();
        } catch (ScopeCloseException e) {
            // Nobody reads it any more.
            registry.close();
        }
    }
}
