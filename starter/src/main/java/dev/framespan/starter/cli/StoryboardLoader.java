package dev.framespan.starter.cli;

import dev.framespan.activities.film.ShotDecisions;
import dev.framespan.activities.generation.StoredTakes;
import dev.framespan.activities.input.InputDownload;
import dev.framespan.activities.input.InputException;
import dev.framespan.activities.input.LocalInputs;
import dev.framespan.activities.input.PreviewPlanAssets;
import dev.framespan.activities.input.StoredPlan;
import dev.framespan.activities.input.UrlAnswers;
import dev.framespan.activities.input.UrlInputs;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.UserError;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.planning.Planner;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.storyboard.checking.FetchedInputs;
import dev.framespan.workflows.storyboard.checking.StoryboardChecker;
import dev.framespan.workflows.storyboard.reading.StoryboardChanges;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads storyboards and makes plans of them. */
final class StoryboardLoader {
    private final Catalogue catalogue;
    private final LocalInputs inputs;
    private final UrlAnswers answers;
    private final StoryboardChanges changes;

    StoryboardLoader(Catalogue catalogue) {
        this(catalogue, new LocalInputs(), new UrlAnswers(), StoryboardChanges.NONE);
    }

    private StoryboardLoader(Catalogue catalogue, LocalInputs inputs, UrlAnswers answers, StoryboardChanges changes) {
        this.changes = changes;
        this.catalogue = catalogue;
        this.inputs = inputs;
        this.answers = answers;
    }

    /** One that goes by another catalogue, and asks no URL again that this one has asked. */
    StoryboardLoader with(Catalogue other) {
        return new StoryboardLoader(other, inputs, answers, changes);
    }

    /** One that goes by what the operator has said in place of single fields. */
    StoryboardLoader changed(StoryboardChanges otherwise) {
        return new StoryboardLoader(catalogue, inputs, answers, otherwise);
    }

    /**
     * One that goes by what the operator has decided about single shots of a storyboard's film.
     *
     * @param store that holds the decisions
     */
    StoryboardLoader decided(Path storyboard, Store store) {
        Optional<String> film = check(storyboard).film();
        if (film.isEmpty()) {
            return this;
        }
        try {
            return changed(new ShotDecisions(store).of(film.get()));
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    /** What is said in place of the storyboard, which has not been changed there since: {@code crowd (prompt)}. */
    List<String> decisions(Path storyboard) {
        Map<String, String> hashes = StoryboardChecker.hashes(storyboard);
        return changes.changes().entrySet().stream()
                .filter(each -> each.getValue().of().equals(hashes.get(each.getKey())))
                .map(each -> each.getKey() + " ("
                        + String.join(
                                ", ", new TreeSet<>(each.getValue().fields().keySet())) + ")")
                .sorted()
                .toList();
    }

    /** Models, limits and prices by which storyboards are checked here. */
    Catalogue catalogue() {
        return catalogue;
    }

    CheckResult check(Path storyboard) {
        return StoryboardChecker.check(storyboard, catalogue, inputs, FetchedInputs.NONE, changes);
    }

    /**
     * The same storyboard once more, with what is behind its URLs, which is fetched for that, once: files and URLs are judged alike.
     *
     * @param checked what was said of it without the network
     */
    CheckResult fetched(Path storyboard, CheckResult checked, Store store) {
        try (InputDownload download = download(store)) {
            FetchedInputs fetched = UrlInputs.fetch(checked, store, download);
            return fetched.equals(FetchedInputs.NONE)
                    ? checked
                    : StoryboardChecker.check(storyboard, catalogue, inputs, fetched, changes);
        } catch (IOException e) {
            throw UserError.refused(store.place() + ": the store cannot be written (" + IoReason.of(e) + ")", e);
        }
    }

    /** Keeps pictures, long prompts and the plan itself. The same storyboard gives the same asset. */
    StoredPlan plan(CheckResult checked, Store store) {
        try (InputDownload download = download(store)) {
            return StoredPlan.of(checked, catalogue, store, inputs, download);
        } catch (IOException e) {
            throw UserError.refused(
                    e instanceof InputException
                            ? e.getMessage()
                            : store.place() + ": the store cannot be written (" + IoReason.of(e) + ")",
                    e);
        }
    }

    /**
     * What a film costs by what this store knows: nothing is fetched, and nothing kept.
     *
     * @param store whose stills and clips are had already
     * @param realms of the providers that are to make the film
     */
    FilmPrice preview(CheckResult checked, Store store, ProviderRealms realms) {
        PreviewPlanAssets assets = new PreviewPlanAssets(store, inputs);
        try {
            Plan plan = Planner.plan(checked, catalogue, assets);
            return FilmPrice.of(
                    checked, catalogue, plan, StoredTakes.of(store, realms.byModel(catalogue), plan, assets::words));
        } catch (IOException e) {
            throw UserError.refused(
                    e instanceof InputException
                            ? e.getMessage()
                            : store.place() + ": what it holds of this film cannot be read (" + IoReason.of(e) + ")",
                    e);
        }
    }

    /**
     * What a planned film costs, with the lengths of its videos and with what this store holds.
     *
     * @param realms of the providers that make the film; null where they are not known yet, and nothing counts as had
     * @param rebuy ids that the operator has decided to buy once more
     */
    FilmPrice price(CheckResult checked, Plan plan, Store store, ProviderRealms realms, Set<String> rebuy) {
        StoredTakes.Had had = realms == null
                ? StoredTakes.Had.NOTHING
                : StoredTakes.of(
                        store,
                        realms.byModel(catalogue),
                        plan,
                        words -> new String(store.bytes(words), StandardCharsets.UTF_8));
        return FilmPrice.of(checked, catalogue, plan, had, rebuy);
    }

    private InputDownload download(Store store) {
        return new InputDownload(store, inputs, catalogue.limits(), answers);
    }

    /** {@code 3 faults: nothing was bought}. */
    static String refusal(CheckResult checked) {
        int faults = checked.faults().size();
        return faults + (faults == 1 ? " fault" : " faults") + "; nothing was bought";
    }
}
