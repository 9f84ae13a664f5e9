package dev.framespan.workflows.studio;

import dev.framespan.workflows.Internal;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.text.DollarText;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A studio at work in a workflow, from its opening to its end: how it stands and what it waits for, whether it is about to end, what the operator and
 * Temporal's lists are told of it.
 */
@Internal
public final class StudioSession {
    /** It is cancelled: what is queued is given back, and what has begun is waited for. */
    public static final String CANCELLING = "cancelling";

    private final Studio studio;
    private final boolean parks;
    private final FilmNotices notices;
    private final FilmSearch search;
    private String waitsFor = "";
    private boolean closing;
    private boolean leaving;
    private boolean abandoned;

    /**
     * @param notices null where the operator wants to be told nothing
     * @param search null where it is not to be found in Temporal's lists
     */
    private StudioSession(Studio studio, boolean parks, FilmNotices notices, FilmSearch search) {
        this.studio = studio;
        this.parks = parks;
        this.notices = notices;
        this.search = search;
    }

    /** Of a scene: notices and search attributes are its film's. */
    public static StudioSession ofScene(StudioSettings settings) {
        return new StudioSession(Studio.open(settings), true, null, null);
    }

    /**
     * Opens a studio, which is told of and found in lists where it stays open for answers.
     *
     * @param queue whose workers tell of it; null for those of the workflow itself
     * @param notifies true where the operator wants to be told
     * @param searchable true where the server has the attributes of {@link FilmSearch}
     * @param skipped ids of what is not to be made; null for nothing
     */
    public static StudioSession open(
            StudioSettings settings,
            String title,
            String queue,
            Boolean notifies,
            Boolean searchable,
            List<String> skipped) {
        boolean parks = settings.parksWhatStops();
        FilmNotices notices = parks && Boolean.TRUE.equals(notifies)
                ? new FilmNotices(settings.film(), title, settings.identity().store(), queue)
                : null;
        FilmSearch search = parks && Boolean.TRUE.equals(searchable) ? new FilmSearch(title) : null;
        StudioSession opened = new StudioSession(Studio.open(settings), parks, notices, search);
        if (skipped != null) {
            opened.skipBeforehand(skipped);
        }
        opened.show(title);
        return opened;
    }

    public Studio studio() {
        return studio;
    }

    /** Waits until something is over, and tells meanwhile what is news. */
    public void await(Supplier<Boolean> over) {
        Workflow.await(() -> over.get() || hasNews());
        while (!over.get()) {
            if (isNews()) {
                notices.waits(parked());
            }
            if (isFoundOtherwise()) {
                search.stands(waits() != null, parked(), spentUsd());
            }
            Workflow.await(() -> over.get() || hasNews());
        }
    }

    private boolean hasNews() {
        return isNews() || isFoundOtherwise();
    }

    private boolean isNews() {
        return notices != null && waits() != null && notices.areNews(parked());
    }

    /** Whether Temporal's lists say something else of it. */
    private boolean isFoundOtherwise() {
        return search != null && search.isNews(waits() != null, parked());
    }

    /** What it waits for besides what is made, for the operator; empty for nothing. */
    void waitsFor(String what) {
        waitsFor = what;
    }

    /** It is about to end: no answer comes in time any more. */
    public void closing() {
        closing = true;
    }

    /** It was cancelled. */
    public void leaving() {
        leaving = true;
    }

    /** Whether nothing waits any more, since it ends. */
    boolean isOver() {
        return closing || leaving;
    }

    /** Waits until all is given back or here, however long what has begun takes; or until the operator waits no longer. */
    public void leave() {
        Workflow.await(() -> abandoned || studio.isIdle());
        if (abandoned) {
            studio.abandon();
            Workflow.await(studio::isIdle);
        }
    }

    /** Ids of what is in progress. */
    public List<String> atWork() {
        return studio.items().stream()
                .filter(item -> item.state() == Item.State.IN_PROGRESS)
                .map(Item::id)
                .toList();
    }

    /** Tells how it has ended. */
    public void ended(FilmOutcome outcome, List<Item> items) {
        if (search != null) {
            search.ended(outcome, FilmSearch.spentUsd(items));
        }
        if (notices != null) {
            notices.ended(outcome);
        }
    }

    /** See {@link StudioControls#status}. */
    public StudioStatus status() {
        return new StudioStatus(
                leaving ? CANCELLING : studio.cutting(),
                studio.items(),
                waits(),
                studio.isPaused() ? true : null,
                waitsFor.isEmpty() ? null : waitsFor);
    }

    /** Whether all that is left waits for an answer, or a pause. */
    private Boolean waits() {
        boolean paused = studio.isPaused() && studio.isIdle() && !studio.isFinished();
        boolean waits = paused || studio.isSettled() && (!studio.isFinished() || !waitsFor.isEmpty());
        return parks && !closing && !leaving && waits ? true : null;
    }

    /** What an answer is waited for about, or what goes on by itself. */
    private List<Item> parked() {
        return studio.items().stream()
                .filter(item -> item.state() == Item.State.PARKED)
                .toList();
    }

    private BigDecimal spentUsd() {
        return FilmSearch.spentUsd(studio.items());
    }

    /** See {@link StudioControls#abandon}. */
    public void abandoned() {
        abandoned = true;
    }

    /**
     * See {@link StudioControls#validateBudget}.
     *
     * @param ends whether it is about to end
     * @param now US dollars that it may cost until now; null for no limit
     */
    public static void validateBudget(BigDecimal usd, boolean ends, BigDecimal now) {
        if (usd == null || usd.signum() < 0) {
            throw new IllegalArgumentException("a budget is zero US dollars or more, not " + usd);
        }
        if (ends) {
            throw new IllegalStateException(
                    "the film is about to end; run the same command again, for its next render");
        }
        if (now != null && usd.compareTo(now) < 0) {
            throw new IllegalArgumentException("the budget is " + DollarText.exact(now)
                    + " already, and is only ever raised while the film is at work");
        }
    }

    public boolean isClosing() {
        return closing;
    }

    public BigDecimal budgetUsd() {
        return studio.budgetUsd();
    }

    /** See {@link StudioControls#raiseBudget}; of two that come before it is opened, the larger one counts. */
    public Optional<BigDecimal> raiseBudget(BigDecimal usd) {
        Optional<BigDecimal> before = Optional.ofNullable(studio.budgetUsd());
        if (before.isEmpty() || usd.compareTo(before.get()) > 0) {
            studio.setBudget(usd);
        }
        return before;
    }

    /** Sets what it may cost, whatever that was. */
    public void setBudget(BigDecimal usd) {
        studio.setBudget(usd);
    }

    /**
     * Makes nothing of this, as if the operator had left it out when it waited. To be said before it is asked for.
     *
     * @param ids of stills, clips, speech and frames
     */
    public void skipBeforehand(Collection<String> ids) {
        studio.skipBeforehand(ids);
    }

    /**
     * Makes each clip of a scene ready as it arrives, so that its film is cut sooner, which others do. The promise is kept when nothing of that is on
     * its way any more. It fails when the workflow is cancelled.
     *
     * @param first the film's first clip, whose rate is the film's where its settings say none
     */
    public Promise<Void> ready(Promise<Clip> first, List<SceneClip> clips, JoinSettings joins) {
        return studio.ready(first, clips, joins);
    }

    /** How everything stands, with the take that counts wherever one was made once more. */
    public List<Item> results() {
        return studio.results();
    }

    /** How often there may have come to be more room in the film's budget, since something that it had room for stopped. */
    public int rooms() {
        return studio.purchases().rooms();
    }

    /** There may be more room in the budget, by what another workflow of the film has bought or not. */
    public void roomMade() {
        studio.purchases().roomMade();
    }

    /** Whether nothing moves until something comes from outside: an answer, a clip of another workflow. */
    public boolean isResting() {
        return studio.isResting();
    }

    /** Shows in Temporal's own UI how it all stands, under a title: see {@link Workflow#setCurrentDetails}. */
    public void show(String title) {
        studio.show(title);
    }

    /** Begins nothing more, or goes on. */
    public void setPaused(boolean paused) {
        studio.setPaused(paused);
    }

    /** The plan of the whole film after the last {@linkplain StudioAnswers#fix fix} that named one; null where none did. */
    public Asset plan() {
        return studio.plan();
    }
}
