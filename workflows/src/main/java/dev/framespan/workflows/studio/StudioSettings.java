package dev.framespan.workflows.studio;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.catalogue.AspectRatio;
import dev.framespan.workflows.catalogue.Defaults;
import dev.framespan.workflows.catalogue.Resolution;
import dev.framespan.workflows.generation.WorkIdentity;
import java.math.BigDecimal;
import java.util.function.Consumer;

/**
 * What a studio takes as given for everything it makes. Immutable; each word gives another one:
 * {@code StudioSettings.ofRun().aspectRatio("9:16").resolution("1080p")}.
 *
 * @param film the film's id, and the first part of every child workflow's id
 * @param width of the film's frame in pixels, even
 * @param height of the film's frame in pixels, even
 * @param rate frames a second as a fraction, {@code 24/1}; null takes the first clip's
 * @param maxParallel how many of the film's generations may be begun and not ended at once, at least 1, where
 *     {@link Studio#open} is used; {@link Studio#make} goes by its workers' settings. How many tasks run is the account's to
 *     allow
 * @param identity which store's workers do the work, and which provider is paid, the first one where they pay several: what others make goes
 *     to them by itself; null in workflows from before messages carried it, whose
 *     work goes to the queues of {@link dev.framespan.workflows.generation.TaskQueues#WITHOUT_IDENTITY}
 * @param budgetUsd US dollars that the film may cost, what was bought for it before included; null for no limit. What would go over
 *     it is not submitted, and waits for {@link Studio#setBudget}
 * @param catalogue SHA-256 of the catalogue by which the film was priced; a worker with another one stops before it buys. Null for
 *     whatever the worker's says
 * @param priority films of a higher one get the account's permits first; null for 0, as films have that name none
 * @param parks true where what stops waits for an {@linkplain StudioAnswers answer} and everything else goes on; null where its promise
 *     fails
 * @param policies what becomes of what stops before it waits for an answer; null where it waits at once, and where nothing parks
 * @param run id of the run of the film's workflow, where this one makes a scene of it; null where it makes a film of its own
 * @param aspectRatio of stills and of clips from words alone that name none, {@code 9:16}; null for 16:9
 * @param resolution of clips that name none, {@code 1080p}; null for 720p
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StudioSettings(
        String film,
        int width,
        int height,
        String rate,
        int maxParallel,
        WorkIdentity identity,
        BigDecimal budgetUsd,
        String catalogue,
        Integer priority,
        Boolean parks,
        StopPolicies policies,
        String run,
        String aspectRatio,
        String resolution) {
    @JsonCreator
    public StudioSettings {
        if (film == null) {
            throw StopFailures.because("film", "a film has an id");
        }
        if (maxParallel < 1) {
            throw StopFailures.because(film, "at least one generation at a time, not " + maxParallel);
        }
        if (budgetUsd != null && budgetUsd.signum() < 0) {
            throw StopFailures.because(film, "a budget is zero or more, not " + budgetUsd);
        }
    }

    /**
     * Without a limit to what it costs.
     *
     * @param film the film's id
     * @param width of the film's frame in pixels, even
     * @param height of the film's frame in pixels, even
     * @param rate frames a second as a fraction, {@code 24/1}; null takes the first clip's
     * @param maxParallel how many of the film's generations may be begun and not ended at once, at least 1
     * @param identity which store's workers do the work, and which provider is paid
     */
    public StudioSettings(String film, int width, int height, String rate, int maxParallel, WorkIdentity identity) {
        this(film, width, height, rate, maxParallel, identity, null, null, null, null, null, null, null, null);
    }

    /**
     * Of a workflow that {@code framespan run} has started, as its memo says: a film of 1280 by 720 pixels at the first clip's rate, where nothing else is
     * said.
     *
     * @return the settings
     * @throws io.temporal.failure.ApplicationFailure with a {@link dev.framespan.workflows.generation.Stop} where it was started otherwise
     */
    public static StudioSettings ofRun() {
        return of(StudioRun.settings());
    }

    static StudioSettings of(RunSettings run) {
        return new StudioSettings(
                run.film(),
                Defaults.ASPECT_RATIO.width(Defaults.RESOLUTION),
                Defaults.ASPECT_RATIO.height(Defaults.RESOLUTION),
                null,
                1,
                run.identity(),
                run.budgetUsd(),
                run.catalogue(),
                run.priority(),
                run.parks(),
                null,
                null,
                null,
                null);
    }

    /**
     * The same with a limit to what it costs.
     *
     * @param most US dollars, 0 or more; null for no limit
     * @return other settings
     */
    public StudioSettings budgetUsd(BigDecimal most) {
        return with(changed -> changed.budgetUsd = most);
    }

    /**
     * The same before others, or after them.
     *
     * @param rank films of a higher one get the account's permits first; films that say nothing have 0
     * @return other settings
     */
    public StudioSettings priority(int rank) {
        return with(changed -> changed.priority = rank);
    }

    /** {@return other settings, where nothing fails because of one shot: what stops waits for an {@linkplain StudioAnswers answer}, however long} */
    public StudioSettings parking() {
        return with(changed -> changed.parks = true);
    }

    /**
     * The same with what becomes of what stops before it waits for an answer.
     *
     * @param wanted by kinds of failures
     * @return other settings
     */
    public StudioSettings policies(StopPolicies wanted) {
        return with(changed -> changed.policies = wanted);
    }

    /**
     * The same in another shape: the film, its stills, and its clips from words alone that name none.
     *
     * @param ratio {@code 16:9}, {@code 9:16} or {@code 1:1}
     * @return other settings
     * @throws io.temporal.failure.ApplicationFailure for any other
     */
    public StudioSettings aspectRatio(String ratio) {
        return sized(ratio, resolution);
    }

    /**
     * The same in another size: the film, and its clips that name none.
     *
     * @param size {@code 720p}, {@code 1080p} or {@code 4K}
     * @return other settings
     * @throws io.temporal.failure.ApplicationFailure for any other
     */
    public StudioSettings resolution(String size) {
        return sized(aspectRatio, size);
    }

    /**
     * The same at another rate; clips that have another one are re-encoded.
     *
     * @param fps frames a second, as a number or a fraction: {@code 24}, {@code 30000/1001}
     * @return other settings
     */
    public StudioSettings fps(String fps) {
        String fraction = fps == null || fps.contains("/") ? fps : fps + "/1";
        return with(changed -> changed.rate = fraction);
    }

    private StudioSettings sized(String ratio, String size) {
        AspectRatio shape = ratio == null
                ? Defaults.ASPECT_RATIO
                : AspectRatio.of(ratio)
                        .orElseThrow(() -> StopFailures.because(
                                film, "no aspect ratio is called " + ratio + ": 16:9, 9:16 and 1:1 are known"));
        Resolution frame = size == null
                ? Defaults.RESOLUTION
                : Resolution.of(size)
                        .orElseThrow(() -> StopFailures.because(
                                film, "no resolution is called " + size + ": 720p, 1080p and 4K are known"));
        return with(changed -> {
            changed.width = shape.width(frame);
            changed.height = shape.height(frame);
            changed.aspectRatio = shape.word();
            changed.resolution = frame.word();
        });
    }

    /**
     * The same by the terms of its store's workers, and within what the operator has allowed.
     *
     * @param continued whether a run before has said what it may cost by now
     */
    StudioSettings by(StudioTerms terms, boolean continued) {
        BigDecimal allowed = terms.run().budgetUsd();
        BigDecimal own = continued && allowed != null ? allowed : budgetUsd;
        BigDecimal most = own == null ? allowed : allowed == null ? own : own.min(allowed);
        return with(changed -> {
            changed.maxParallel = terms.maxParallel();
            changed.budgetUsd = most;
            changed.policies = policies == null ? terms.policies() : policies;
        });
    }

    private StudioSettings with(Consumer<Changes> change) {
        Changes changed = new Changes(this);
        change.accept(changed);
        return new StudioSettings(
                film,
                changed.width,
                changed.height,
                changed.rate,
                changed.maxParallel,
                identity,
                changed.budgetUsd,
                catalogue,
                changed.priority,
                changed.parks,
                changed.policies,
                run,
                changed.aspectRatio,
                changed.resolution);
    }

    /** What a word may change, before other settings have it. */
    private static final class Changes {
        private int width;
        private int height;
        private String rate;
        private int maxParallel;
        private BigDecimal budgetUsd;
        private Integer priority;
        private Boolean parks;
        private StopPolicies policies;
        private String aspectRatio;
        private String resolution;

        private Changes(StudioSettings before) {
            width = before.width;
            height = before.height;
            rate = before.rate;
            maxParallel = before.maxParallel;
            budgetUsd = before.budgetUsd;
            priority = before.priority;
            parks = before.parks;
            policies = before.policies;
            aspectRatio = before.aspectRatio;
            resolution = before.resolution;
        }
    }

    boolean parksWhatStops() {
        return Boolean.TRUE.equals(parks);
    }

    /** Whether the studio's work has queues of its own; work from before messages carried an identity has not. */
    boolean hasIdentity() {
        return identity != null && identity.realm() != null;
    }
}
