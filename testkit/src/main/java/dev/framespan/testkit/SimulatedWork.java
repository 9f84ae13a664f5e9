package dev.framespan.testkit;

import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.catalogue.AspectRatio;
import dev.framespan.workflows.catalogue.Price;
import dev.framespan.workflows.catalogue.Resolution;
import dev.framespan.workflows.generation.AwaitActivity;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Fingerprint;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.GiveBackActivity;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.RemedyText;
import dev.framespan.workflows.generation.RequestPrice;
import dev.framespan.workflows.generation.RequestRules;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.generation.Take;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Buys from a {@link FakeProvider}, by the rules of the real worker. Many threads use it at once. */
final class SimulatedWork implements FakeWork {
    private static final int FRAMES_A_SECOND = 24;
    private static final double CHARACTERS_A_SECOND = 15;
    private static final int MOST_SECONDS_BETWEEN_TRIES = 64;
    private static final String LOST =
            "the provider's answer was lost: the connection broke after the request was sent";

    private final FakeProvider provider;
    private final Supplier<Instant> now;
    private final FakeLedger ledger = new FakeLedger();
    private final Map<Asked, BigDecimal> asked = new LinkedHashMap<>();
    private final List<Timeline> joined = new ArrayList<>();

    /** Something that was asked for. */
    private record Asked(String film, String id, GenerationRequest request, String fingerprint) {
        AskedTake take(BigDecimal price, FakeLedger ledger) {
            return new AskedTake(film, id, request, price, ledger.made(fingerprint));
        }
    }

    /** @param now by the server's clock */
    SimulatedWork(FakeProvider provider, Supplier<Instant> now) {
        this.provider = provider;
        this.now = now;
    }

    /** What was asked for, in order, once each. */
    List<AskedTake> asked() {
        synchronized (asked) {
            return asked.entrySet().stream()
                    .map(each -> each.getKey().take(each.getValue(), ledger))
                    .toList();
        }
    }

    List<AskedTake> bought() {
        return ledger.paid();
    }

    /** What was cut, in order. */
    List<Timeline> joined() {
        synchronized (joined) {
            return List.copyOf(joined);
        }
    }

    @Override
    public SubmitResult submit(Purchase wanted, int waits) {
        Purchase purchase = wanted.filledIn(Prices.CATALOGUE);
        GenerationRequest request = purchase.request();
        String words = words(request.prompt());
        Optional<String> why = RequestRules.whyNot(Prices.CATALOGUE, request, words);
        BigDecimal price = why.isPresent() ? null : price(purchase, words);
        String fingerprint = fingerprint(purchase, words);
        synchronized (asked) {
            asked.putIfAbsent(new Asked(purchase.film(), purchase.id(), request, fingerprint), price);
        }
        ShotScript script = provider.asked(purchase.id());
        if (why.isPresent()) {
            throw Stop.of(FailureKind.REJECTED, purchase, why.get()).failure();
        }
        return submit(purchase, script, fingerprint, price, waits);
    }

    private SubmitResult submit(Purchase purchase, ShotScript script, String fingerprint, BigDecimal price, int waits) {
        script.passOrDie(Step.SUBMIT);
        // One at a time, so that none gets between another's look at the budget and its purchase.
        synchronized (ledger) {
            Optional<SubmitResult> known = ledger.known(purchase, fingerprint);
            if (known.isPresent()) {
                return known.get();
            }
            BigDecimal taken = ledger.takenUsd(purchase.film());
            if (purchase.budgetUsd() != null && taken.add(price).compareTo(purchase.budgetUsd()) > 0) {
                throw RemedyText.overBudget(purchase, taken, price).failure();
            }
            if (script.isTooEarly()) {
                int seconds = Math.min(MOST_SECONDS_BETWEEN_TRIES, 1 << Math.min(waits, 6));
                return SubmitResult.later(Duration.ofSeconds(seconds), SubmitResult.Cause.LIMIT);
            }
            script.refusal(words(purchase.request().prompt())).ifPresent(refusal -> {
                throw refused(purchase, fingerprint, refusal);
            });
            if (script.isLost()) {
                ledger.inDoubt(purchase, fingerprint, price, now.get(), LOST);
                return ledger.known(purchase, fingerprint).orElseThrow();
            }
            if (script.diesAt(Step.SUBMITTED)) {
                ledger.inDoubt(purchase, fingerprint, price, now.get(), "the worker died while it was submitted");
                throw ShotScript.death();
            }
            ProviderTask task = ledger.accepted(purchase, fingerprint, price, now.get());
            // Where nothing is to happen on its way it is there at once: most of what a test asks for is, and has the
            // time of the others.
            return script.isMadeAtOnce() && !purchase.request().forSpeech()
                    ? SubmitResult.bought(verify(task, FakeActivities.made(task)))
                    : SubmitResult.running(task);
        }
    }

    private ApplicationFailure refused(Purchase purchase, String fingerprint, ShotScript.Refusal refusal) {
        if (refusal.kind() == FailureKind.POLICY) {
            ledger.declined(purchase, fingerprint, now.get(), refusal.words());
        }
        return Stop.of(refusal.kind(), purchase, RemedyText.added(refusal.kind(), purchase.id(), refusal.words()))
                .failure();
    }

    private static BigDecimal price(Purchase purchase, String words) {
        Optional<Price> price = RequestPrice.of(Prices.CATALOGUE, purchase.request(), words);
        if (price.isEmpty() && purchase.budgetUsd() != null) {
            throw Stop.of(
                            FailureKind.UNPRICED,
                            purchase,
                            Prices.CATALOGUE
                                    .needSpeech(purchase.request().model())
                                    .whyNoLimit())
                    .failure();
        }
        return price.map(Price::usd).orElse(null);
    }

    /** What is kept in the store is known by its hash alone. */
    private static String words(Prompt prompt) {
        return prompt.text() == null ? prompt.stored().sha256() : prompt.text();
    }

    @Override
    public void adopt(Purchase wanted, String task) {
        Purchase purchase = wanted.filledIn(Prices.CATALOGUE);
        ledger.adopted(fingerprint(purchase, words(purchase.request().prompt())), task);
    }

    private static String fingerprint(Purchase purchase, String words) {
        String realm = purchase.identity() == null ? "" : purchase.identity().realm();
        return Fingerprint.of(realm, purchase.request(), words);
    }

    @Override
    public void rebuy(String film, String id) {
        ledger.rebuy(film, id);
    }

    @Override
    public boolean rebuyByPolicy(String film, String id, int most) {
        return ledger.rebuyByPolicy(film, id, most);
    }

    @Override
    public void await(ProviderTask task) {
        ShotScript script = provider.asked(task.id());
        script.passOrDie(Step.AWAIT);
        if (ledger.isCancelled(task)) {
            throw stop(task, FailureKind.CANCELLED, "the task was given back");
        }
        Duration left = script.lasts().minus(since(task));
        if (!left.isZero() && !left.isNegative()) {
            throw ApplicationFailure.newBuilder()
                    .setMessage("not yet")
                    .setType(AwaitActivity.NOT_YET)
                    .setCategory(ApplicationErrorCategory.BENIGN)
                    .setNextRetryDelay(left)
                    .build();
        }
        script.missing(FailureKind.LOST).ifPresent(lost -> {
            throw stop(task, ledger.stopped(task, lost.kind(), lost.words()), lost.words());
        });
        if (script.fails()) {
            String said = "failed at the provider: the test says so";
            throw stop(task, ledger.stopped(task, FailureKind.FAILED, said), said);
        }
    }

    private Duration since(ProviderTask task) {
        return Duration.between(task.submittedAt(), now.get());
    }

    private static ApplicationFailure stop(ProviderTask task, FailureKind kind, String said) {
        return task.stop(kind, RemedyText.added(kind, task.id(), said)).failure();
    }

    @Override
    public void fetch(ProviderTask task) {
        provider.asked(task.id()).passOrDie(Step.FETCH);
    }

    @Override
    public Take verify(ProviderTask task, Asset original) {
        ShotScript script = provider.asked(task.id());
        script.passOrDie(Step.VERIFY);
        GenerationRequest request = ledger.purchase(task).request();
        if (!request.forSpeech()) {
            // The workflow fetches it once more before it rejects it.
            script.missing(FailureKind.UNUSABLE).ifPresent(unusable -> {
                throw stop(task, unusable.kind(), unusable.words());
            });
        }
        Take take = request.forSpeech()
                ? new Take(
                        original,
                        null,
                        task.fingerprint(),
                        task.submission(),
                        null,
                        task.priceUsd(),
                        task.bought(),
                        samples(request, script),
                        null)
                : new Take(
                        original,
                        facts(request, script),
                        task.fingerprint(),
                        task.submission(),
                        task.task(),
                        task.priceUsd(),
                        task.bought());
        ledger.completed(task, take);
        return take;
    }

    private static long samples(GenerationRequest request, ShotScript script) {
        double usual = Math.max(1, words(request.prompt()).length() / CHARACTERS_A_SECOND);
        return Math.round(script.secondsOr(usual) * FilmSound.SAMPLE_RATE);
    }

    private static MediaFacts facts(GenerationRequest request, ShotScript script) {
        AspectRatio shape = AspectRatio.of(request.aspectRatio()).orElse(AspectRatio.WIDE);
        // A still's sizes are words of its model, "2K": how many pixels that are, no workflow asks.
        Resolution size = Resolution.of(request.resolution()).orElse(Resolution.P1080);
        long frames =
                request.forStill() ? 1 : Math.max(1, Math.round(script.secondsOr(request.seconds()) * FRAMES_A_SECOND));
        return new MediaFacts(
                shape.width(size),
                shape.height(size),
                frames,
                request.forStill() ? "0/1" : FRAMES_A_SECOND + "/1",
                request.audio(),
                request.forStill() ? "png" : "h264",
                "0".repeat(64));
    }

    @Override
    public void reject(ProviderTask task, String reason) {
        ledger.stopped(task, FailureKind.UNUSABLE, reason);
    }

    @Override
    public GiveBackActivity.Result giveBack(ProviderTask task) {
        if (since(task).compareTo(provider.asked(task.id()).queued()) >= 0) {
            return GiveBackActivity.Result.BEGUN;
        }
        ledger.stopped(task, FailureKind.CANCELLED, "the task was given back");
        return GiveBackActivity.Result.GIVEN_BACK;
    }

    @Override
    public void assemble(Timeline timeline) {
        timeline.cuts().forEach(cut -> provider.asked(cut.id()).passOrDie(Step.JOIN));
        synchronized (joined) {
            joined.add(timeline);
        }
    }

    @Override
    public void prepare(Asset clip) {
        // Nothing is encoded here.
    }

    @Override
    public void conform(Asset clip) {
        // Nothing is encoded here.
    }

    @Override
    public void join() {
        // Nothing is encoded here.
    }

    @Override
    public void contactSheet() {
        // Nothing is drawn here.
    }

    @Override
    public void frame(long number) {
        // Nothing is decoded here.
    }

    @Override
    public String machine() {
        return null;
    }
}
