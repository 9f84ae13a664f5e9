package dev.framespan.workflows.studio;

import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.generation.TakeKind;
import dev.framespan.workflows.waiting.CancellationScopes;
import dev.framespan.workflows.waiting.OutageQueue;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a workflow makes films with: ask for stills, clips and speech, get promises, cut them together. A request that equals an earlier one
 * shares its take, so it is paid for once. Failed promises carry a {@link Stop}, and so does what is thrown where something cannot be
 * asked for: two requests of one name.
 *
 * <p>To be used from workflow code only. It starts a child workflow for each still and clip and holds no thread while they work.
 */
public final class Studio {
    private static final int SECONDS_OF_BEFORE = 5;

    private final StudioSettings settings;
    private final StudioDefaults defaults;
    private final CancellationScopes scopes = new CancellationScopes();
    private final CuttingRoom cuttingRoom;
    private final ItemStates items = new ItemStates();
    private final RequestNames names;
    // In films of before, stills were told apart by who asked for them, and replayed they must be again.
    private final boolean stillsBySource =
            Workflow.getVersion("stills-by-source", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
    // In workflows of before, clips that named no seconds had five, and equalled those that named five.
    private final boolean modelsSeconds =
            Workflow.getVersion("seconds-of-the-model", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
    private final Purchases purchases;
    private final Retakes retakes = new Retakes();
    private final RequestedTakes takes;
    private final Map<String, Promise<Still>> stills = new HashMap<>();
    private final UnpaidWork unpaid;
    private final OwnInputs inputs;
    private final WaitingAssemblies joins;
    private final WantedFilms films = new WantedFilms();
    private RequestChecks checks = RequestChecks.NONE;
    private StudioSession session;
    private StudioReceipts receipts;
    private Asset plan;

    private Studio(StudioSettings settings) {
        this.settings = settings;
        this.defaults = new StudioDefaults(settings);
        this.purchases = new Purchases(settings, items, scopes);
        // Workflows that began with the old names must meet them again when they are replayed.
        this.names = new RequestNames(settings.hasIdentity());
        this.takes = new RequestedTakes(items, purchases, retakes, stillsBySource);
        OutageQueue store = purchases.outages().of(FailureKind.STORE);
        this.joins = new WaitingAssemblies(items, names, store, scopes);
        this.cuttingRoom = new CuttingRoom(settings, scopes, retakes, joins);
        this.unpaid = new UnpaidWork(items, scopes, store, settings.parksWhatStops());
        this.inputs = new OwnInputs(settings, scopes);
    }

    /**
     * Makes something with a studio, as the whole of a workflow's method, and leaves everything in order however that ends: it writes the receipt;
     * where a still, clip or speech has stopped, it waits until all others are made before it fails; where the workflow is cancelled, it gives back what
     * is queued at the provider and keeps what has begun. The commands that follow films follow this workflow: it answers their questions and
     * takes their answers.
     *
     * <p>Any other exception than Temporal's own is a fault of the code: it passes at once, and Temporal tries the same step again, with mended code where
     * that is deployed.
     *
     * @param production what is to be made; what it returns is the workflow's result
     * @param <R> the workflow's result
     * @return what the production returns
     * @throws ApplicationFailure with a {@link Stop} where something has stopped, or {@code framespan run} did not start the workflow
     */
    public static <R> R make(Function<Studio, R> production) {
        return make(StudioSettings.ofRun(), production);
    }

    /**
     * The same with settings of one's own: {@code Studio.make(StudioSettings.ofRun().aspectRatio("9:16"), studio -> ...)}.
     *
     * @param settings what it takes as given
     * @param production what is to be made; what it returns is the workflow's result
     * @param <R> the workflow's result
     * @return what the production returns
     * @throws ApplicationFailure with a {@link Stop} where something has stopped, or no film can have these settings
     */
    public static <R> R make(StudioSettings settings, Function<Studio, R> production) {
        return new StudioRun().make(settings, production);
    }

    /**
     * A studio without all that {@link #make} does at the end.
     *
     * @param settings what it takes as given
     * @return the studio
     * @throws ApplicationFailure with a {@link Stop} when no film can have these settings
     */
    public static Studio open(StudioSettings settings) {
        // Found out when the clips are cut, it would be found out after they were paid for.
        StopFailures.unlessPossible(
                settings.film(),
                () -> new Format(
                        settings.width(), settings.height(), settings.rate() == null ? "24/1" : settings.rate()));
        Studio studio = new Studio(settings);
        if (settings.parksWhatStops()) {
            Workflow.registerListener(new AnswersImpl(studio, settings));
        }
        return studio;
    }

    /**
     * A still from words alone, with the catalogue's defaults.
     *
     * @param prompt what is to be seen
     * @return kept when it is made, fails with a {@link Stop} where it is not
     */
    public Promise<Still> still(String prompt) {
        return still(StillRequest.of(prompt));
    }

    /**
     * A still.
     *
     * @param request which, and how
     * @return kept when it is made, fails with a {@link Stop} where it is not
     * @throws ApplicationFailure with a {@link Stop} where something else has its name
     */
    public Promise<Still> still(StillRequest request) {
        StillRequest wanted = request.with(defaults);
        String id = names.ofRequest(wanted.id(), "still");
        Promise<Still> still = made(id, wanted).thenApply(take -> new Still(id, take.original(), take.fingerprint()));
        takes.stands(still, takes.shared(wanted));
        stills.put(id, still);
        return still;
    }

    /**
     * A still that an earlier run of this workflow has made: what {@link #continueAsNew} was given.
     *
     * @param made by the earlier run
     * @return it is there at once
     */
    public Promise<Still> still(Still made) {
        String id = names.ofCarried(made.id());
        Promise<Still> still = Workflow.newPromise(new Still(id, made.picture(), made.purchase(), made.frame()));
        stills.put(id, still);
        takes.stands(still, made.picture());
        return still;
    }

    /**
     * A picture of one's own, already in the store.
     *
     * @param name under which status and errors speak of it; null for a number
     * @param picture its bytes: JPG, PNG or WEBP
     * @return kept
     * @throws ApplicationFailure with a {@link Stop} where something else has its name
     */
    public Promise<Still> picture(String name, Asset picture) {
        String id = names.ofPicture(name);
        Promise<Still> still = Workflow.newPromise(new Still(id, picture, null));
        stills.put(id, still);
        takes.stands(still, picture);
        return still;
    }

    /**
     * A picture of one's own that is not in the store yet, under a number.
     *
     * @param source a path inside the folder that the workers read inputs from, or a URL that starts with {@code https://}
     * @return fails with {@code REJECTED} where it cannot be had, or is no JPG, PNG or WEBP of at most 30,000,000 bytes
     */
    public Promise<Still> picture(String source) {
        return picture(null, source);
    }

    /**
     * The same under a name.
     *
     * @param name under which status and errors speak of it; null for a number
     * @param source as that of a {@link #picture(String)}
     * @return as that of a {@link #picture(String)}
     */
    public Promise<Still> picture(String name, String source) {
        String id = names.ofPicture(name);
        Promise<Still> still = unpaid.take(id, TakeKind.STILL, FailureKind.REJECTED, () -> inputs.picture(id, source))
                .thenApply(picture -> new Still(id, picture, null));
        stills.put(id, still);
        return still;
    }

    /**
     * A video of one's own that is not in the store yet, to be a {@linkplain ClipRequest#referenceVideo reference video}.
     *
     * @param source as that of a {@link #picture(String)}
     * @return fails with {@code REJECTED} where it cannot be had, or is no MP4 or MOV of 2 to 30 seconds and at most 100,000,000 bytes
     */
    public Promise<OwnVideo> video(String source) {
        return video(null, source);
    }

    /**
     * The same under a name.
     *
     * @param name under which status and errors speak of it; null for a number
     * @param source as that of a {@link #picture(String)}
     * @return as that of a {@link #video(String)}
     */
    public Promise<OwnVideo> video(String name, String source) {
        String id = names.ofInput(name, "video");
        return unpaid.take(id, TakeKind.CLIP, FailureKind.REJECTED, () -> inputs.video(id, source));
    }

    /**
     * Music, an effect or a voice of one's own that is not in the store yet.
     *
     * @param source as that of a {@link #picture(String)}
     * @return fails with {@code REJECTED} where it cannot be had, or is no WAV, MP3, FLAC, OGG or M4A
     */
    public Promise<Asset> sound(String source) {
        return sound(null, source);
    }

    /**
     * The same under a name.
     *
     * @param name under which status and errors speak of it; null for a number
     * @param source as that of {@link #sound(String)}
     * @return as that of {@link #sound(String)}
     */
    public Promise<Asset> sound(String name, String source) {
        String id = names.ofRequest(name, "sound");
        return unpaid.take(id, TakeKind.SPEECH, FailureKind.REJECTED, () -> inputs.sound(id, source));
    }

    /**
     * The whole film of a storyboard, as a part of something larger: its stills and clips are this studio's, whose budget they count in, and whose film they
     * are listed under. What the storyboard says of its own budget does not count.
     *
     * @param name under which it is delivered, and with which the ids of its shots begin: {@code intro.leave}
     * @param storyboard its source, as that of a {@link #picture(String)}; a path's pictures lie beside it
     * @return fails with {@code REJECTED} and its first fault where the storyboard has any; nothing of it is bought then
     */
    public Promise<Film> film(String name, String storyboard) {
        Edit.requireName(name);
        String id = names.ofRequest(name, "film");
        films.requireUnused(name);
        return films.wanted(
                name,
                unpaid.take(id, TakeKind.CLIP, FailureKind.REJECTED, () -> inputs.storyboard(id, storyboard))
                        .thenCompose(plan -> {
                            PlanRequests requests = new PlanRequests(this, PlanNames.within(name, plan));
                            return assembled(requests.edit(requests.ask(), requests.askForSpeeches(), false)
                                    .sized(plan.width(), plan.height(), plan.rate()));
                        }));
    }

    /**
     * A finished film as a clip of a larger one.
     *
     * @param name under which the larger one knows it
     * @param film that may still be in the making
     * @return kept when the film is made, fails with it
     */
    public Promise<Clip> asClip(String name, Promise<Film> film) {
        String id = names.ofRequest(name, "clip");
        return film.thenApply(made -> Clip.of(id, made));
    }

    /**
     * A clip.
     *
     * @param request which, and how
     * @return kept when it is made, fails with a {@link Stop} where it is not
     * @throws ApplicationFailure with a {@link Stop} where something else has its name
     */
    public Promise<Clip> clip(ClipRequest request) {
        ClipRequest wanted =
                (modelsSeconds || request.hasSeconds() ? request : request.seconds(SECONDS_OF_BEFORE)).with(defaults);
        String id = names.ofRequest(wanted.id(), "clip");
        Promise<Clip> clip = made(id, wanted).thenApply(take -> new Clip(id, take));
        takes.stands(clip, takes.shared(wanted));
        return clip;
    }

    /**
     * A text, spoken with the catalogue's defaults.
     *
     * @param text what is said
     * @param voice that speaks, as the catalogue spells it
     * @return kept when it is made, fails with a {@link Stop} where it is not
     */
    public Promise<Speech> speech(String text, String voice) {
        return speech(SpeechRequest.of(text, voice));
    }

    /**
     * A text, spoken. A lost answer is in doubt, as that of a still or clip is: nothing is spoken twice without a decision.
     *
     * @param wanted which, and how
     * @return kept when it is made, fails with a {@link Stop} where it is not
     * @throws ApplicationFailure with a {@link Stop} where something else has its name
     */
    public Promise<Speech> speech(SpeechRequest wanted) {
        String id = names.ofRequest(wanted.id(), "speech");
        return made(id, wanted).thenApply(take -> new Speech(id, take));
    }

    /**
     * A video of one's own, already in the store, to be a {@linkplain ClipRequest#referenceVideo reference video}.
     *
     * @param name under which status and errors speak of it; null for a number
     * @param video its bytes: MP4 or MOV
     * @param millis how long it lasts, in milliseconds, at least 1: that decides what a clip made after it costs
     * @return kept
     * @throws ApplicationFailure with a {@link Stop} where it lasts no time, or something else has its name
     */
    public Promise<OwnVideo> video(String name, Asset video, long millis) {
        if (millis < 1) {
            throw StopFailures.because(name == null ? "video" : name, "a video lasts longer than " + millis + " ms");
        }
        Promise<OwnVideo> own = Workflow.newPromise(new OwnVideo(names.ofInput(name, "video"), video, millis));
        takes.stands(own, video);
        return own;
    }

    /**
     * A frame of a clip, so that the next clip begins where this one ends.
     *
     * @param clip that may still be in the making
     * @param at which of its frames
     * @return fails with the clip, and with {@code MEDIA} where the clip has no such frame
     */
    public Promise<Still> frame(Promise<Clip> clip, FramePosition at) {
        return frame(null, clip, at);
    }

    /**
     * The same under a name.
     *
     * @param name under which status and errors speak of it; null for a number
     * @param clip that may still be in the making
     * @param at which of its frames
     * @return as that of a {@link #frame(Promise, FramePosition)}
     */
    public Promise<Still> frame(String name, Promise<Clip> clip, FramePosition at) {
        String id = names.ofPicture(name);
        Promise<Still> still = clip.thenCompose(
                made -> unpaid.take(id, TakeKind.STILL, FailureKind.MEDIA, () -> cuttingRoom.frame(id, made, at)));
        takes.stands(still, List.of(takes.source(clip), at));
        stills.put(id, still);
        return still;
    }

    /**
     * The clips one after another as one film: see {@link Edit#of}.
     *
     * @param clips at least one, in their order; they may still be in the making
     * @return as that of a {@link #cut(Edit)}
     */
    public Promise<Film> cut(List<Promise<Clip>> clips) {
        if (clips == null || clips.isEmpty() || clips.stream().anyMatch(Objects::isNull)) {
            return withoutClips();
        }
        return cut(Edit.ofShots(clips.stream().map(Edit.Shot::of).toList()));
    }

    /**
     * Clips cut together as one film. They may still be in the making: each is made ready as it arrives.
     *
     * @param edit which clips, and how
     * @return fails with the first of its clips that fails, but for what the operator left out; with {@code MEDIA} where they cannot be joined
     * @throws ApplicationFailure with a {@link Stop} where another film has its name
     */
    public Promise<Film> cut(Edit edit) {
        if (edit == null || edit.shots().isEmpty() || edit.shots().stream().anyMatch(shot -> shot.clip() == null)) {
            return withoutClips();
        }
        String name = edit.name() == null ? films.next() : edit.name();
        films.requireUnused(name);
        return films.wanted(name, assembled(edit));
    }

    private Promise<Film> assembled(Edit edit) {
        boolean proven = receipts != null && Boolean.TRUE.equals(receipts.run().decodeAll());
        return cuttingRoom.cut(proven ? edit.decodeAll() : edit).handle((film, failure) -> {
            if (failure == null) {
                return film;
            }
            throw StopFailures.explained(failure, StopFailures.stop(FailureKind.MEDIA, settings.film(), failure));
        });
    }

    /** Whether a failure of this id is that of a film. */
    boolean isCut(String id) {
        return settings.film().equals(id) && films.areWanted();
    }

    /** {@link #make} has opened it: requests are checked by its workers' catalogue, and a receipt is written. */
    void openedByMake(StudioSession of, RequestChecks by, StudioReceipts as) {
        session = of;
        checks = by;
        receipts = as;
        names.after(as.run().numbered());
    }

    /** How it stands as a whole; null where a workflow has opened it by itself. */
    StudioSession session() {
        return session;
    }

    RequestChecks checks() {
        return checks;
    }

    boolean parks() {
        return settings.parksWhatStops();
    }

    /** What was asked for under an id, without its pictures; null where nothing was. */
    GenerationRequest requested(String id) {
        TakeRequest wanted = takes.of(id);
        return wanted == null ? null : wanted.request();
    }

    WantedFilms films() {
        return films;
    }

    /** Begins nothing more, and gives back what is queued at the provider. */
    void giveUp(String reason) {
        scopes.cancel(reason);
    }

    /**
     * Waits for something that is none of the studio's: an answer by an Update of the workflow's own. Until then {@code status} says what is waited for, and
     * the operator is told when nothing else moves.
     *
     * @param what for the operator: {@code "your choice of the hero shot"}
     * @param until asked after every event
     */
    public void await(String what, Supplier<Boolean> until) {
        if (session != null) {
            session.waitsFor(what);
        }
        try {
            Workflow.await(until);
        } finally {
            if (session != null) {
                session.waitsFor("");
            }
        }
    }

    /**
     * Goes on as a new run of the workflow with an empty history, when all that was asked for is made, and it is not paused: the film's id, its budget,
     * its settings, and what is in its receipt stay. To be
     * called last.
     *
     * @param input of the workflow's method for the new run
     */
    public void continueAsNew(Object... input) {
        films.awaitAll();
        Workflow.await(() -> isFinished() && !isPaused());
        if (receipts == null) {
            Workflow.continueAsNew(input);
        }
        Workflow.continueAsNew(
                ContinueAsNewOptions.newBuilder()
                        .setMemo(receipts.carried(this, names.given())
                                .memo((String) Workflow.getMemo(RunSettings.JAR, String.class)))
                        .build(),
                input);
    }

    /**
     * Makes each clip of a scene ready as it arrives, so that its film is cut sooner, which others do. The promise is kept when nothing of that is on
     * its way any more. It fails when the workflow is cancelled.
     *
     * @param first the film's first clip, whose rate is the film's where its settings say none
     */
    Promise<Void> ready(Promise<Clip> first, List<SceneClip> clips, JoinSettings joins) {
        return cuttingRoom.ready(first, clips, joins);
    }

    /** A still that another workflow makes, known here under its id. */
    void elsewhere(String id, Promise<Still> still) {
        stills.put(id, still);
    }

    private Promise<Film> withoutClips() {
        return Workflow.newFailedPromise(Stop.of(FailureKind.MEDIA, settings.film(), 1, "a film has at least one clip")
                .failure());
    }

    /**
     * Makes nothing of this, as if the operator had left it out when it waited. To be said before it is asked for.
     *
     * @param ids of stills, clips, speech and frames
     */
    void skipBeforehand(Collection<String> ids) {
        items.skipBeforehand(ids);
        cuttingRoom.skipBeforehand();
    }

    /** {@return how everything that was asked for stands, in the order in which it was asked for} */
    public List<Item> items() {
        return items.all();
    }

    /** The same, with the take that counts wherever one was made once more. */
    List<Item> results() {
        return items.all().stream()
                .map(item -> item.take() == null ? item : item.done(retakes.newest(item.take())))
                .toList();
    }

    /** {@return whether nothing that was asked for is still on its way, but for what waits for a larger budget, or for an answer} */
    public boolean isSettled() {
        return items.areSettled() && unpaid.areIdle();
    }

    /** {@return whether nothing that was asked for is still on its way, and nothing waits for an answer} */
    public boolean isFinished() {
        return items.areFinished() && unpaid.areIdle();
    }

    /** Whether nothing more is begun until the operator says so. */
    boolean isPaused() {
        return purchases.isPaused();
    }

    /** Whether something waits for a larger budget. */
    boolean hasWhatIsTooDear() {
        return purchases.hasWhatIsTooDear();
    }

    /** Nobody raises the budget: what waits for that fails. */
    void refuseWhatIsTooDear() {
        purchases.refuseWhatIsTooDear();
    }

    /** {@return US dollars that the film may cost; null for no limit} */
    public BigDecimal budgetUsd() {
        return purchases.budgetUsd();
    }

    /**
     * Sets what the film may cost, and goes on with what waited for that. A smaller budget takes nothing back: what is reserved stays so.
     *
     * @param usd US dollars, what was bought for it before included
     */
    public void setBudget(BigDecimal usd) {
        purchases.raiseBudget(usd);
    }

    /**
     * After a cancellation, ends what is still waited for: nothing more is kept of what is paid for and not yet here. It stays in the ledger, and
     * the next request for the same gets it for nothing.
     */
    public void abandon() {
        purchases.abandon();
    }

    /** {@return whether no child workflow is at work; after a cancellation, nothing more is begun} */
    public boolean isIdle() {
        return items.areIdle();
    }

    /** Whether nothing moves until something comes from outside: an answer, a clip of another workflow. */
    boolean isResting() {
        return items.areResting() && unpaid.areIdle() && !purchases.areDeciding();
    }

    /** Shows in Temporal's own UI how it all stands, under a title: see {@link Workflow#setCurrentDetails}. */
    void show(String title) {
        items.show(new StudioDetails(title));
    }

    /** Begins nothing more, or goes on. */
    void setPaused(boolean paused) {
        if (paused) {
            purchases.pause();
        } else {
            purchases.resume();
        }
    }

    /** What the cutting room does, for the operator: {@code joining}; empty while it has nothing to do. */
    String cutting() {
        return cuttingRoom.doing();
    }

    /** Whether a film that shows a clip is joined, or is being joined: another take comes too late for it. */
    boolean isShown(String clip) {
        return cuttingRoom.shows(clip);
    }

    /** The plan of the whole film after the last {@linkplain StudioAnswers#fix fix} that named one; null where none did. */
    Asset plan() {
        return plan;
    }

    /** Everything goes by this plan now; the workflow remembers it for all who look at it. */
    void planned(Asset changed) {
        plan = changed;
        Workflow.upsertMemo(Map.of(RunSettings.PLAN, changed.sha256()));
    }

    private Promise<Take> made(String id, TakeRequest wanted) {
        checks.require(id, wanted);
        return takes.make(id, wanted);
    }

    RequestedTakes takes() {
        return takes;
    }

    Purchases purchases() {
        return purchases;
    }

    UnpaidWork unpaid() {
        return unpaid;
    }

    WaitingAssemblies joins() {
        return joins;
    }

    Item item(String id) {
        return items.of(id);
    }

    /** What was asked for under an id; null where nothing was. */
    TakeRequest asked(String id) {
        return takes.of(id);
    }

    /** The still of this id; null where there is none. */
    Promise<Still> stillOf(String id) {
        return stills.get(id);
    }
}
