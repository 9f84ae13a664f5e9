package dev.framespan.activities.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.assembly.AssemblyActivityImpl;
import dev.framespan.activities.film.FilmActivityImpl;
import dev.framespan.activities.generation.AwaitActivityImpl;
import dev.framespan.activities.generation.CancelActivityImpl;
import dev.framespan.activities.generation.FetchActivityImpl;
import dev.framespan.activities.generation.VerifyActivityImpl;
import dev.framespan.activities.kling.KlingProvider;
import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.testing.TestTask;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.film.ReceiptInput;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.StopPolicies;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each activity hands back what belongs to another store, or to another provider, before it does anything. */
class ForeignActivitiesTest {
    private static final Asset ASSET = new Asset("ab".repeat(32), 3, MediaType.MP4);
    private static final Format FORMAT = new Format(160, 90, "24/1");

    @TempDir
    Path folder;

    private DirectoryStore store;
    private KlingProvider provider;
    private MediaEngine engine;
    private final Clock clock = Clock.systemUTC();

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder);
        // An activity that asked it would meet a refused connection, and not the failure that is expected here.
        provider = new KlingProvider(
                URI.create("http://127.0.0.1:9/v1"), "key", "loopback", true, Catalogue.builtIn(), clock);
        engine = new MediaEngine(1);
    }

    @AfterEach
    void close() throws IOException {
        engine.close();
        provider.close();
    }

    @Test
    void whatAsksTheProviderTakesWorkOfItsStoreAndRealmAlone() throws IOException {
        AwaitActivityImpl await = new AwaitActivityImpl(store, provider, TaskPermits.UNLIMITED, clock);
        CancelActivityImpl cancel = new CancelActivityImpl(store, provider, TaskPermits.UNLIMITED, clock);
        try (FetchActivityImpl fetch = new FetchActivityImpl(store, provider, clock)) {
            for (ProviderTask foreign : List.of(task("another", "loopback"), task(store.id(), "simulator"))) {
                handsBack(() -> await.await(foreign));
                handsBack(() -> cancel.cancel(foreign));
                handsBack(() -> fetch.fetch(foreign));
            }
        }
    }

    @Test
    void mediaAndRecordsAreDoneForTheirStoreAlone() {
        VerifyActivityImpl verify = new VerifyActivityImpl(store, engine, clock);
        AssemblyActivityImpl assembly = new AssemblyActivityImpl(store, engine);
        FilmActivityImpl films = new FilmActivityImpl(store, "loopback", 1, StopPolicies.ASK, false, false, clock);
        ProviderTask foreign = task("another", "loopback");
        FilmInput film = new FilmInput("storm", "another", ASSET, "loopback");

        handsBack(() -> verify.verify(foreign, ASSET));
        handsBack(() -> verify.reject(foreign, "does not decode"));
        handsBack(() -> assembly.conform(ASSET, FORMAT, "another"));
        handsBack(() -> assembly.join(null, "another"));
        handsBack(() -> assembly.contactSheet(null, "another"));
        handsBack(() -> films.open(film));
        handsBack(() -> films.close(new ReceiptInput(film, FilmOutcome.FAILED, List.of(), null, null)));
    }

    private static void handsBack(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> assertThat(failure.getType())
                        .isEqualTo(ForeignWorkGuard.TYPE));
    }

    private static ProviderTask task(String store, String realm) {
        return TestTask.submittedAt(Instant.now())
                .identity(new WorkIdentity(store, realm))
                .build();
    }
}
