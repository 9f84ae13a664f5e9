package dev.framespan.activities.film;

import dev.framespan.activities.heartbeat.Heartbeats;
import dev.framespan.activities.identity.ForeignWorkGuard;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.assembly.SoundCue;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.Defaults;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.film.ReceiptInput;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.RunSettings;
import dev.framespan.workflows.studio.StudioActivity;
import dev.framespan.workflows.studio.StudioEnd;
import dev.framespan.workflows.studio.StudioItems;
import dev.framespan.workflows.studio.StudioTerms;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** See {@link StudioActivity}: the records of what a workflow of one's own makes are those of a film. */
public final class StudioActivityImpl implements StudioActivity {
    private final Store store;
    private final FilmActivityImpl films;
    private final Catalogue catalogue;

    /** @param catalogue by which its worker buys */
    public StudioActivityImpl(Store store, FilmActivityImpl films, Catalogue catalogue) {
        this.store = store;
        this.films = films;
        this.catalogue = catalogue;
    }

    @Override
    public StudioTerms openStudio(RunSettings run) {
        ForeignWorkGuard.requireOwn(store.id(), run.identity().store());
        try {
            RunSettings begun = run.plan() == null ? begin(run) : run;
            return films.terms(begun, new String(catalogue.toJson(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unwritable("that it is begun", e);
        }
    }

    /** One that its developer's own program has started: nothing of it is written down yet. */
    private RunSettings begin(RunSettings run) throws IOException {
        String id = Activity.getExecutionContext().getInfo().getWorkflowId();
        byte[] words = Payloads.json().writeValueAsBytes(Map.of("workflow", run.workflow(), "id", id));
        Asset plan = store.keep(new ByteArrayInputStream(words), words.length, MediaType.JSON);
        films.folder()
                .begin(FilmFolder.Beginning.ofRun(
                                run.film(), run.title(), run.workflow(), null, plan, Instant.now(store.clock()))
                        .budgetUsd(run.budgetUsd()));
        return run.ofOwnProgram(plan);
    }

    @Override
    public Asset keepStudioItems(RunSettings run, StudioItems items) {
        return keep(run, items);
    }

    @Override
    public Asset keepStudioFilm(RunSettings run, Film film) {
        return keep(run, film);
    }

    @Override
    public Asset keepStudioRun(RunSettings run, StudioEnd made) {
        return keep(run, made);
    }

    private Asset keep(RunSettings run, Object record) {
        ForeignWorkGuard.requireOwn(store.id(), run.identity().store());
        try {
            return KeptScenes.kept(store, record);
        } catch (IOException e) {
            throw films.unwritten(FilmInput.of(run), "a part of the film", e);
        }
    }

    @Override
    public void closeStudio(RunSettings run, StudioEnd end) {
        ForeignWorkGuard.requireOwn(store.id(), run.identity().store());
        try (Heartbeats beats = new Heartbeats(Activity.getExecutionContext())) {
            FilmInput input = FilmInput.of(run);
            MadeByRuns made = MadeByRuns.of(films, input, end);
            boolean done = end.outcome() == FilmOutcome.DONE;
            Film first = done ? made.films().values().stream().findFirst().orElse(null) : null;
            String trouble = end.trouble() == null && !done ? made.lost() : end.trouble();
            films.close(
                    new ReceiptInput(input, end.outcome(), made.items(), first, trouble, end.cancelled()),
                    () -> plan(run, made.entries()),
                    done ? made.films() : Map.of());
        }
    }

    /** What was asked for, as a plan of it would say, so that its receipt is one like others. */
    private static Plan plan(RunSettings run, Collection<StudioItems.Entry> entries) {
        List<Plan.Keyframe> keyframes = new ArrayList<>();
        List<Plan.Shot> shots = new ArrayList<>();
        List<Plan.Speech> speeches = new ArrayList<>();
        for (StudioItems.Entry entry : entries) {
            GenerationRequest request = entry.request();
            Item item = entry.item();
            if (request == null) {
                continue;
            }
            switch (item.kind()) {
                case STILL -> keyframes.add(Plan.Keyframe.of(item.id(), request, List.of()));
                case CLIP -> shots.add(Plan.Shot.of(item.id(), null, null, request));
                case SPEECH -> speeches.add(new Plan.Speech(
                        item.id(),
                        new SoundCue(SoundCue.Kind.VOICE, item.id(), null, null, null, 0, null, 0, 0, 0, false),
                        request));
            }
        }
        return new Plan(
                run.film(),
                run.title(),
                Defaults.ASPECT_RATIO.width(Defaults.RESOLUTION),
                Defaults.ASPECT_RATIO.height(Defaults.RESOLUTION),
                null,
                keyframes,
                shots,
                null,
                null,
                speeches,
                null);
    }

    private static ApplicationFailure unwritable(String what, IOException e) {
        return ApplicationFailure.newFailure(what + " cannot be written: " + IoReason.of(e), FailureKind.STORE.name());
    }
}
