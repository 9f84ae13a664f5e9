package dev.framespan.starter.render;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.UserError;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.film.PlanDifference;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.RunSettings;
import dev.framespan.workflows.studio.StudioAnswers;
import io.temporal.client.WorkflowExecutionDescription;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A storyboard that was changed while its film is open: what it says now of shots that wait for the operator answers them. */
final class ChangedStoryboard {
    private final FilmWorkflows films;
    private final Store store;

    ChangedStoryboard(FilmWorkflows films, Store store) {
        this.films = films;
        this.store = store;
    }

    /**
     * Answers what waits, where nothing else was changed.
     *
     * @param say tells the operator what was answered
     * @throws UserError where something else was changed; nothing was answered then
     */
    void answer(RenderRequest request, WorkflowExecutionDescription run, Consumer<String> say) {
        String known = (String) run.getMemo(RunSettings.PLAN, String.class);
        boolean waits =
                Boolean.TRUE.equals(films.input(run).map(input -> input.parks()).orElse(null));
        if (request.isRun() || !waits || known == null || request.isOf(known)) {
            return;
        }
        Optional<Plan> before = plan(known);
        Optional<Plan> now = plan(request.plan());
        if (before.isEmpty() || now.isEmpty()) {
            return;
        }
        PlanDifference difference = PlanDifference.of(before.get(), now.get());
        requireParked(request.film(), difference, parked(request.film(), run));
        if (difference.requests().isEmpty()) {
            return;
        }
        List<String> answered = new ArrayList<>();
        for (String id : difference.requests()) {
            answered.add(id);
            boolean last = answered.size() == difference.requests().size();
            // The film's plan says at any moment by what it goes: should this break off here, the same command ends it.
            Asset plan = last ? request.input().plan() : kept(PlanDifference.partly(before.get(), now.get(), answered));
            StudioAnswers.Fix fix = PlanFix.of(now.get(), id, plan).orElseThrow();
            FilmAnswers.Reply<Item> reply = new FilmAnswers(films).give(request.film(), "fix", Item.class, fix);
            if (reply instanceof FilmAnswers.Reply.Refused<Item> refused) {
                throw UserError.refused("the film " + request.film() + " does not take what the storyboard says now of "
                        + id + ": " + refused.words() + "; change that, then run the same command again");
            }
            if (!(reply instanceof FilmAnswers.Reply.Taken<Item>)) {
                throw UserError.failed("the film " + request.film() + " does not take what the storyboard says now of "
                        + id + "; run the same command again");
            }
        }
        say.accept("the storyboard has changed: " + String.join(", ", answered)
                + (answered.size() == 1 ? " waited for you, and is" : " waited for you, and are")
                + " made as it says now");
    }

    private void requireParked(String film, PlanDifference difference, Set<String> parked) {
        List<String> others = new ArrayList<>(difference.others());
        difference.requests().stream()
                .filter(id -> !parked.contains(id))
                .forEach(id -> others.add(id + ", which does not wait for you"));
        if (!others.isEmpty()) {
            throw UserError.refused("the film " + film + " is still at work, and its storyboard has changed: "
                    + String.join("; ", others) + ". While it is at work only what waits for you can be changed"
                    + (parked.isEmpty() ? ", and nothing does" : " (" + String.join(", ", parked) + ")")
                    + ": take that back, wait for the film, or end it with framespan cancel " + film
                    + ", which keeps what is made");
        }
    }

    private Set<String> parked(String film, WorkflowExecutionDescription run) {
        return FilmAnswers.items(films, film, run).stream()
                .filter(item -> item.state() == Item.State.PARKED)
                .map(Item::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Asset kept(Plan plan) {
        try {
            byte[] content = Payloads.json().writeValueAsBytes(plan);
            return store.keep(new ByteArrayInputStream(content), content.length, MediaType.JSON);
        } catch (IOException e) {
            throw UserError.unwritable(store.place(), e);
        }
    }

    private Optional<Plan> plan(String sha256) {
        try {
            Optional<Path> file = store.find(sha256, MediaType.JSON);
            return file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Payloads.json().readValue(Files.readAllBytes(file.get()), Plan.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
