package dev.framespan.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.workflows.generation.FailureKind;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that says something of the provider which does not happen then has proved nothing of it, and fails. */
class NeverCameTest {
    private static final SharedServer SERVER = new SharedServer();

    private final StudioExtension studio = StudioExtension.of(FiveShotsImpl.class);

    @BeforeEach
    void begin() {
        studio.begin(SERVER);
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private static ExtensionContext context(Throwable failure) {
        return (ExtensionContext) Proxy.newProxyInstance(
                NeverCameTest.class.getClassLoader(),
                new Class<?>[] {ExtensionContext.class},
                (context, method, arguments) -> Optional.ofNullable(failure));
    }

    @Test
    void aMisspeltNameFailsWhereTheTestEnds() {
        studio.provider().workerDies("croud", Step.FETCH);
        studio.run(FiveShots.class, FiveShots::make);

        assertThatThrownBy(() -> studio.afterEach(context(null)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("the test has told the provider what never came: workerDies(\"croud\", FETCH)"
                        + "; asked for was crowd, dawn, end, rain, rise, turn");
    }

    @Test
    void everythingThatHappensIsMissed() {
        studio.provider()
                .refuse("refused")
                .stop("stopped", FailureKind.BALANCE, "the balance is used up")
                .stop("lost", FailureKind.LOST, "not there")
                .fail("failed", 2)
                .rateLimit("early", 3)
                .ambiguous("doubt")
                .workerDies("twice", Step.SUBMITTED)
                .workerDies("twice", Step.SUBMITTED);

        assertThatThrownBy(studio::end)
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "the test has told the provider what never came: ambiguous(\"doubt\"); rateLimit(\"early\", 3)"
                                + "; fail(\"failed\", 2); stop(\"lost\", LOST); refuse(\"refused\"); stop(\"stopped\", BALANCE)"
                                + "; workerDies(\"twice\", SUBMITTED) 2 times; nothing was asked for");
    }

    @Test
    void whatComesLessOftenThanSaidIsMissed() {
        studio.provider().fail("crowd", 2);
        studio.expectStop(FiveShots.class, FiveShots::make);

        assertThatThrownBy(studio::end)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("never came: fail(\"crowd\", 2), of which 1 came; asked for was");
    }

    @Test
    void timesAndWhatIsTakenBackNeedNotCome() {
        studio.provider()
                .slow("croud", Duration.ofHours(1))
                .queued("croud", Duration.ofHours(1))
                .seconds("croud", 2)
                .fail("croud", 0)
                .refuse("another")
                .mend("another");

        assertThatCode(studio::end).doesNotThrowAnyException();
    }

    @Test
    void aTestThatHasFailedIsToldNothingOfIt() {
        studio.provider().refuse("croud");

        assertThatCode(() -> studio.afterEach(context(new AssertionError("the test's own"))))
                .doesNotThrowAnyException();
    }
}
