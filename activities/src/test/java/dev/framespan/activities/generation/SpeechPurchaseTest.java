package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.framespan.activities.kling.KlingProvider;
import dev.framespan.activities.ledger.BoughtSubmission;
import dev.framespan.activities.ledger.Charge;
import dev.framespan.activities.ledger.FilmSpending;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.generation.Take;
import io.temporal.failure.ApplicationFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Speech is paid for once, although its answer comes once and is all that there is. */
class SpeechPurchaseTest {
    private static final Purchase WORDS = purchase("The light went out.", null);

    @TempDir
    Path folder;

    private DirectoryStore store;
    private TestPurchases purchases;

    @BeforeEach
    void open() throws IOException {
        store = DirectoryStore.open(folder.resolve("store"));
        purchases = new TestPurchases(store, folder.resolve("locks"));
    }

    @AfterEach
    void close() throws IOException {
        purchases.close();
    }

    private static Purchase purchase(String text, String budget) {
        GenerationRequest request = GenerationRequest.speech("tts-1", "nova", Prompt.of(text));
        return new Purchase(
                "storm", "run-1", "gull", request, null, budget == null ? null : new BigDecimal(budget), null, null);
    }

    private Catalogue priced() throws IOException {
        return Catalogue.read(Files.writeString(
                folder.resolve("own.json"), "{\"speech\":[{\"name\":\"tts-1\",\"usd_per_character\":0.000015}]}"));
    }

    private Stop stop(Purchase wanted) {
        ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, () -> purchases.buy(wanted));
        return Stop.of(failure).orElseThrow();
    }

    private List<String> entries() throws IOException {
        return purchases.ledger.of(TestPurchases.fingerprint(WORDS)).stream()
                .flatMap(submission -> submission.entries().stream()
                        .map(entry -> submission.number() + " "
                                + entry.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT)))
                .toList();
    }

    private void diesWhileBuying() throws IOException {
        assertThat(catchThrowable(() -> purchases.buy(WORDS))).isInstanceOf(ScriptedProvider.Death.class);
        purchases.restart();
    }

    private void assertDoubtAndOnePayment() throws IOException {
        assertThat(stop(WORDS).kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(stop(WORDS).kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(purchases.provider.calls()).isEqualTo(1);
        purchases.rebuy();
        assertThat(purchases.buy(WORDS).task().delivered()).isNotNull();
        assertThat(purchases.provider.calls()).isEqualTo(2);
    }

    @Test
    void theSoundIsInTheStoreWhenTheLedgerSaysThatItWasAccepted() throws IOException {
        ProviderTask task = purchases.buy(WORDS).task();

        assertThat(task.task()).isNull();
        assertThat(task.delivered().type()).isEqualTo(MediaType.MP3);
        assertThat(store.bytes(task.delivered())).isEqualTo(ScriptedProvider.SPOKEN);
        assertThat(entries()).containsExactly("1 claimed", "1 sending", "1 submitted");
        assertThat(purchases.buy(WORDS)).isEqualTo(SubmitResult.running(task));
        assertThat(purchases.provider.calls()).isEqualTo(1);
    }

    @Test
    void whatIsDecodedIsHadForNothing() throws IOException {
        Asset sound = purchases.buy(WORDS).task().delivered();
        purchases.ledger.complete(
                TestPurchases.fingerprint(WORDS),
                1,
                new LedgerEntry.Completed(purchases.clock.instant(), sound, null, 48_000L));

        Take take = purchases.buy(WORDS).take();

        assertThat(take.original()).isEqualTo(sound);
        assertThat(take.samples()).isEqualTo(48_000);
        assertThat(take.facts()).isNull();
        assertThat(purchases.provider.calls()).isEqualTo(1);
    }

    @Test
    void aLostAnswerIsInDoubtUntilTheOperatorDecides() throws IOException {
        purchases.provider.plays(ScriptedProvider.CHARGES_BUT_THE_ANSWER_IS_LOST);

        assertThat(stop(WORDS).message()).contains("--rebuy gull");

        assertDoubtAndOnePayment();
    }

    @Test
    void aWorkerThatDiesBeforeTheAnswerLeavesADoubt() throws IOException {
        purchases.provider.plays(ScriptedProvider.DIES_AFTER_THE_BYTES);
        diesWhileBuying();

        assertDoubtAndOnePayment();
    }

    @Test
    void aWorkerThatDiesWithTheSoundKeptAndNothingWrittenLeavesADoubt() throws IOException {
        purchases.provider.diesOnceKept();
        diesWhileBuying();

        assertThat(entries()).containsExactly("1 claimed", "1 sending");
        assertDoubtAndOnePayment();
    }

    @Test
    void noOtherWorkerGivesAnAnswerUpThatCanStillCome() throws IOException {
        assertThat(RequestSender.SENDING).isGreaterThan(RequestSender.FENCE.plus(KlingProvider.SUBMIT_LIMIT));
        assertThat(RequestSender.SPEAKING).isGreaterThan(RequestSender.FENCE.plus(KlingProvider.SPEECH_LIMIT));
        assertThat(SubmissionsInFlight.LAST_ANSWER)
                .isGreaterThanOrEqualTo(RequestSender.SENDING)
                .isGreaterThanOrEqualTo(RequestSender.SPEAKING);

        purchases.buy(WORDS);

        LedgerEntry.Sending sending = purchases
                .ledger
                .of(TestPurchases.fingerprint(WORDS))
                .get(0)
                .all(LedgerEntry.Sending.class)
                .get(0);
        assertThat(sending.deadline()).isEqualTo(sending.at().plus(RequestSender.SPEAKING));
    }

    @Test
    void aBusyProviderIsAskedAgainUnderTheSameClaim() throws IOException {
        purchases.provider.plays(ScriptedProvider.refuses(FailureKind.RATE_LIMITED, 429));

        assertThat(purchases.buy(WORDS).cause()).isEqualTo(SubmitResult.Cause.LIMIT);
        assertThat(purchases.buy(WORDS, 1).task()).isNotNull();

        assertThat(entries().stream().filter("1 claimed"::equals)).hasSize(1);
    }

    @Test
    void whatTheStoreHasLostIsBoughtAgainOnTheOperatorsDecisionAlone() throws IOException {
        Asset sound = purchases.buy(WORDS).task().delivered();
        Files.write(store.file(sound), new byte[(int) sound.bytes()]);

        Stop gone = stop(WORDS);
        assertThat(gone.kind()).isEqualTo(FailureKind.GONE);
        assertThat(gone.message()).contains("no longer in the store", "--rebuy gull");
        assertThat(FilmSpending.of(store, "storm").get(0).doubts()).isZero();
        assertThat(purchases.provider.calls()).isEqualTo(1);

        purchases.rebuy();
        assertThat(store.isIntact(purchases.buy(WORDS).task().delivered())).isTrue();
        assertThat(purchases.provider.calls()).isEqualTo(2);
    }

    @Test
    void anAnswerThatIsNoSoundIsInTheStoreForTheOperator() throws IOException {
        SpeechKeeper keeper = new SpeechKeeper(store);
        byte[] answer = {(byte) 0xff, (byte) 0xf1, 1};

        String place = keeper.setAside(new ByteArrayInputStream(answer));

        assertThat(place).startsWith("answers/");
        assertThat(Files.readAllBytes(folder.resolve("store").resolve(place))).isEqualTo(answer);
        assertThat(keeper.setAside(new ByteArrayInputStream(answer))).isEqualTo(place);
    }

    private void isFoundToBeGone() throws IOException {
        purchases.clock.advance(Duration.ofSeconds(1));
        purchases.ledger.add(
                TestPurchases.fingerprint(WORDS),
                1,
                new LedgerEntry.Failed(
                        purchases.clock.instant(), FailureKind.GONE, null, "what was spoken is damaged"));
        purchases.clock.advance(Duration.ofSeconds(1));
    }

    @Test
    void whatIsBackInTheStoreIsLookedAtAgainForNothing() throws IOException {
        ProviderTask task = purchases.buy(WORDS).task();
        isFoundToBeGone();

        assertThat(purchases.buy(WORDS)).isEqualTo(SubmitResult.running(task));
        purchases.ledger.complete(
                TestPurchases.fingerprint(WORDS),
                1,
                new LedgerEntry.Completed(purchases.clock.instant(), task.delivered(), null, 48_000L));

        assertThat(purchases.buy(WORDS).take().original()).isEqualTo(task.delivered());
        assertThat(purchases.provider.calls()).isEqualTo(1);
    }

    @Test
    void whatIsThereIsLookedAtEvenWhereTheOperatorHasDecidedAndBoughtAgainWhereThatWasNoUse() throws IOException {
        ProviderTask task = purchases.buy(WORDS).task();
        isFoundToBeGone();
        purchases.buy(WORDS);
        isFoundToBeGone();
        purchases.rebuy();

        assertThat(purchases.buy(WORDS)).isEqualTo(SubmitResult.runningOrBought(task));
        assertThat(purchases.provider.calls()).isEqualTo(1);

        isFoundToBeGone();
        assertThat(purchases.buy(WORDS).task().submission()).isEqualTo(2);
        assertThat(purchases.provider.calls()).isEqualTo(2);
    }

    @Test
    void withoutAPriceItIsBoughtCountedAsNothingAndSaidToHaveNone() throws IOException {
        purchases.buy(WORDS);

        BoughtSubmission bought = BoughtSubmission.of(store).get(0);
        assertThat(bought.priceUsd()).isNull();
        assertThat(bought.action().word()).isEqualTo("speech");
        assertThat(bought.charge()).isEqualTo(Charge.KEPT);
        assertThat(bought.resolution()).isNull();
        assertThat(bought.audio()).isNull();
        assertThat(FilmSpending.of(store, "storm").get(0).spentUsd()).isZero();
    }

    @Test
    void aBudgetWithoutAPriceIsRefusedWithTheEntryThatMendsIt() throws IOException {
        Stop stop = stop(purchase("The light went out.", "5"));

        assertThat(stop.kind()).isEqualTo(FailureKind.UNPRICED);
        assertThat(stop.message())
                .contains("FRAMESPAN_CATALOGUE", "{\"speech\": [{\"name\": \"tts-1\", \"usd_per_character\": ");
        assertThat(purchases.provider.calls()).isZero();
        assertThat(entries()).isEmpty();
    }

    @Test
    void aDaysLimitWithoutAPriceIsRefusedAsWell() throws IOException {
        purchases.daily("10");

        assertThat(stop(WORDS).kind()).isEqualTo(FailureKind.UNPRICED);
        assertThat(purchases.provider.calls()).isZero();
    }

    @Test
    void aPriceIsHeldToTheBudgetToTheLastDigit() throws IOException {
        purchases.provider.sells(priced());
        purchases.restart();

        Stop over = stop(purchase("The light went out.", "0.000284"));
        assertThat(over.kind()).isEqualTo(FailureKind.BUDGET);
        assertThat(over.priceUsd()).isEqualByComparingTo("0.000285");

        assertThat(purchases
                        .buy(purchase("The light went out.", "0.000285"))
                        .task()
                        .priceUsd())
                .isEqualByComparingTo("0.000285");
        assertThat(FilmSpending.of(store, "storm").get(0).spentUsd()).isEqualByComparingTo("0.000285");
    }

    @Test
    void voicesAndLengthsThatTheProviderWouldRefuseAreNotSent() {
        GenerationRequest sage = GenerationRequest.speech("tts-1", "sage", Prompt.of("words"));

        assertThat(stop(new Purchase("storm", "run-1", "gull", sage, null)).message())
                .contains("no voice of tts-1 is called sage", "alloy", "shimmer");
        assertThat(stop(purchase("x".repeat(4097), null)).message()).contains("at most 4096 characters");
        assertThat(stop(purchase(" ", null)).message()).contains("nothing to speak");
        assertThat(purchases.provider.calls()).isZero();
    }
}
