package dev.framespan.worker.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.workflows.account.AccountReply;
import dev.framespan.workflows.generation.FailureKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the dashboard for Grafana asks for is what workers tell. What Temporal's SDK tells is looked at in a worker that works. */
class DashboardTest {
    private static final Path DASHBOARD = Path.of("../deploy/grafana/framespan.json");
    private static final Pattern METRIC = Pattern.compile("\\b(framespan|jvm|process)_[a-z_]+");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Meters.Purchased PURCHASED = new Meters.Purchased("provider.example", "kling-v3");

    @Test
    void everyMetricThatTheDashboardNamesIsTold() throws IOException {
        try (Meters meters = new Meters()) {
            tellAll(meters);

            assertThat(names(meters.scrape())).containsAll(names(Files.readString(DASHBOARD)));
        }
    }

    @Test
    void everyMetricOfOursIsOnTheDashboard() throws IOException {
        try (Meters meters = new Meters()) {
            tellAll(meters);
            Set<String> shown = names(Files.readString(DASHBOARD));

            assertThat(names(meters.scrape()))
                    .filteredOn(name -> name.startsWith("framespan_") && !name.endsWith("_max"))
                    .allSatisfy(name -> assertThat(shown).as(name).anyMatch(other -> stem(other)
                            .equals(stem(name))));
        }
    }

    private static void tellAll(Meters meters) {
        meters.written(PURCHASED, new LedgerEntry.Submitted(NOW, "task"));
        meters.written(PURCHASED, new LedgerEntry.Completed(NOW, null, null));
        meters.written(PURCHASED, new LedgerEntry.Failed(NOW, FailureKind.FAILED, null, "no"));
        meters.written(PURCHASED, new LedgerEntry.Ambiguous(NOW, null, "lost"));
        meters.charged(PURCHASED, BigDecimal.ONE);
        meters.refunded(PURCHASED, BigDecimal.ONE);
        meters.called("provider.example", "status", "answered", Duration.ofMillis(3));
        meters.taskEnded("provider.example", Duration.ofSeconds(70));
        meters.waitedForPermit("provider.example", Duration.ofSeconds(2));
        meters.permits(
                "provider.example", () -> Optional.of(new AccountReply(Set.of(), 3, 2, 20, 0, 10, List.of(), null)));
        meters.mediaJobs().done("conform", Duration.ofSeconds(1));
        meters.mediaJobs().media("conform", 5);
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = METRIC.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }

    private static String stem(String name) {
        return name.replaceAll("_(bucket|sum|count)$", "");
    }
}
