package dev.framespan.workflows.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.studio.StudioAnswers.Fix;
import dev.framespan.workflows.studio.StudioAnswers.Retake;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is answered about whatever, in whatever state: what does not fit is refused with the reason, and nothing is changed. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RefusedAnswersTest {
    private static final String FITS = "";

    private final WorkflowTestServer server = new WorkflowTestServer();
    private final CountDownLatch held = new CountDownLatch(1);

    @AfterEach
    void close() {
        held.countDown();
        server.close();
    }

    /** For the query's type. */
    private static final class ItemList extends ArrayList<Item> {
        private static final long serialVersionUID = 1;
    }

    private static ClipRequest clip(String name) {
        return ClipRequest.generate(name).named(name);
    }

    private static GenerationRequest asked(String words) {
        return clip("any").request().copy().prompt(Prompt.of(words)).build();
    }

    private void parks(String id, FailureKind kind) {
        server.submit(id, (purchase, waits, call) -> {
            if (call == 1) {
                throw Stop.of(kind, purchase, "refused").failure();
            }
            return SubmitResult.running(WorkflowTestServer.task(purchase));
        });
    }

    /** A film with a shot in each state. */
    private WorkflowStub film() {
        parks("policy", FailureKind.POLICY);
        parks("doubt", FailureKind.AMBIGUOUS);
        parks("unread", FailureKind.REJECTED);
        parks("away", FailureKind.REJECTED);
        server.await("busy", (task, call) -> {
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.frame(() -> {
            throw ApplicationFailure.newNonRetryableFailure("the clip does not decode", "MEDIA");
        });
        WorkflowStub film = server.own("song", settings -> {
            Studio studio = Studio.open(settings.parking());
            Promise<Clip> made = studio.clip(clip("made"));
            Promise<Clip> busy = studio.clip(clip("busy"));
            List<Promise<Clip>> clips = new ArrayList<>(List.of(
                    made,
                    busy,
                    studio.clip(clip("policy")),
                    studio.clip(clip("doubt")),
                    studio.clip(clip("made").named("same")),
                    studio.clip(ClipRequest.imageToVideo(studio.frame("end", made, FramePosition.LAST))
                            .named("begins-on-end")),
                    studio.clip(ClipRequest.imageToVideo(studio.frame("busy-end", busy, FramePosition.LAST))
                            .named("waits")),
                    studio.clip(clip("away")),
                    studio.clip(clip("unread"))));
            clips.add(studio.clip(ClipRequest.imageToVideo(studio.frame(clips.get(7), FramePosition.LAST))
                    .named("blocked")));
            int cuts = studio.cut(clips).get().timeline().cuts().size();
            Workflow.await(() -> false);
            return "" + cuts;
        });
        for (String parked : List.of("policy", "doubt", "unread", "end", "away")) {
            until(film, parked, Item.State.PARKED);
        }
        film.update("skip", Item.class, "away");
        until(film, "blocked", Item.State.PARKED);
        until(film, "made", Item.State.DONE);
        until(film, "busy", Item.State.IN_PROGRESS);
        return film;
    }

    private static List<Item> items(WorkflowStub film) {
        return film.query(StudioAnswers.ITEMS, ItemList.class);
    }

    private static void until(WorkflowStub film, String id, Item.State state) {
        WorkflowTestServer.until(
                () -> items(film).stream().anyMatch(item -> item.id().equals(id) && item.state() == state));
    }

    /** An answer about a shot. */
    private interface Answer {
        void say(WorkflowStub film, String id);
    }

    private static Map<String, Answer> answers() {
        Map<String, Answer> answers = new LinkedHashMap<>();
        answers.put("fix", (film, id) -> film.update("fix", Item.class, new Fix(id, asked("other"), null, null)));
        answers.put("retake", (film, id) -> film.update("retake", Item.class, new Retake(id)));
        answers.put("adopt", (film, id) -> film.update("adopt", Item.class, id, "task-7"));
        answers.put("rebuy", (film, id) -> film.update("rebuy", Item.class, id));
        answers.put("skip", (film, id) -> film.update("skip", Item.class, id));
        return answers;
    }

    /** By shot: what each of the five answers is refused with, in their order. */
    private static Map<String, List<String>> refusals() {
        Map<String, List<String>> table = new LinkedHashMap<>();
        String waits = "; an answer is waited for about";
        table.put("made", List.of("made is made" + waits, FITS, "made is made", "made is made", "made is made"));
        table.put("busy", times("busy is being made" + waits));
        table.put("waits", times("waits is not begun" + waits));
        table.put("away", times("away is left out" + waits));
        table.put("same", times("same shows the same as made, and is answered with that"));
        table.put("nobody", times("there is no shot, keyframe or speech nobody in this film"));
        table.put("", times("there is no shot, keyframe or speech"));
        table.put("policy", List.of(FITS, FITS, "policy is not in doubt", FITS, FITS));
        table.put("unread", List.of(FITS, FITS, "unread is not in doubt", "waits for something else", FITS));
        table.put("doubt", List.of(FITS, FITS, FITS, FITS, FITS));
        table.put(
                "end",
                List.of(
                        "end costs nothing and is not bought",
                        "end is parked",
                        "end costs nothing and is not bought",
                        "end costs nothing and is not bought",
                        FITS));
        table.put("blocked", List.of(FITS, FITS, "blocked is not in doubt", "waits for something else", FITS));
        return table;
    }

    private static List<String> times(String refusal) {
        return List.of(refusal, refusal, refusal, refusal, refusal);
    }

    private static void refuses(WorkflowStub film, String what, Runnable said, String reason) {
        List<Item> before = items(film);
        Throwable refusal = catchThrowable(said::run);
        assertThat(refusal).as(what).isInstanceOf(WorkflowUpdateException.class);
        assertThat(refusal).as(what).rootCause().hasMessageContaining(reason);
        assertThat(items(film)).as(what).isEqualTo(before);
    }

    @Test
    void whatFitsNothingThatWaitsIsRefusedForEachState() {
        WorkflowStub film = film();
        long updates = updates();
        refusals().forEach((id, reasons) -> {
            int number = 0;
            for (Map.Entry<String, Answer> answer : answers().entrySet()) {
                String reason = reasons.get(number++);
                if (!reason.equals(FITS)) {
                    refuses(
                            film,
                            answer.getKey() + " " + id,
                            () -> answer.getValue().say(film, id),
                            reason);
                }
            }
        });
        refuses(film, "resume", () -> film.update("resume", Void.class), "it is not paused");
        assertThat(updates()).as("what is refused enters no history").isEqualTo(updates);
        film.cancel();
    }

    @Test
    void whatIsSaidWrongIsRefused() {
        WorkflowStub film = film();
        long updates = updates();
        GenerationRequest still = StillRequest.of("a still").request();
        refuses(film, "kind", () -> fix(film, new Fix("policy", still, null, null)), "policy is a clip");
        refuses(film, "from", () -> fix(film, new Fix("policy", asked("x"), "dawn", null)), "no keyframe dawn");
        refuses(film, "to", () -> fix(film, new Fix("policy", asked("x"), null, "dusk")), "no keyframe dusk");
        refuses(film, "no request", () -> fix(film, new Fix("policy", null, null, null)), "says what is to be made");
        for (String task : new String[] {"", "not a task", "x".repeat(201), "../task", "a\nb"}) {
            refuses(film, task, () -> film.update("adopt", Item.class, "doubt", task), "a word of the provider's");
        }
        for (int take : new int[] {0, -1}) {
            Retake retake = new Retake("policy", take, null);
            refuses(film, "take", () -> film.update("retake", Item.class, retake), "takes are counted from 1");
        }
        assertThat(updates()).isEqualTo(updates);
        film.cancel();
    }

    private static void fix(WorkflowStub film, Fix fix) {
        film.update("fix", Item.class, fix);
    }

    @Test
    void aPauseIsRefusedTwice() {
        WorkflowStub film = film();
        film.update("pause", Void.class);
        refuses(film, "pause", () -> film.update("pause", Void.class), "it is paused already");
        film.update("resume", Void.class);
        refuses(film, "resume", () -> film.update("resume", Void.class), "it is not paused");
        film.cancel();
    }

    @Test
    void aFilmThatIsJoinedTakesNoAnswer() {
        WorkflowStub film = film();
        for (String parked : List.of("policy", "doubt", "unread", "end", "blocked")) {
            film.update("skip", Item.class, parked);
        }
        until(film, "begins-on-end", Item.State.PARKED);
        film.update("skip", Item.class, "begins-on-end");
        held.countDown();
        until(film, "busy", Item.State.DONE);
        until(film, "busy-end", Item.State.PARKED);
        film.update("skip", Item.class, "busy-end");
        until(film, "waits", Item.State.PARKED);
        film.update("skip", Item.class, "waits");
        WorkflowTestServer.until(() -> server.calls().stream().anyMatch(call -> call.startsWith("assemble")));
        long updates = updates();
        for (Map.Entry<String, Answer> answer : answers().entrySet()) {
            String reason = answer.getKey().equals("retake") ? "the film is about to be joined" : "made is made";
            refuses(film, answer.getKey(), () -> answer.getValue().say(film, "made"), reason);
        }
        refuses(film, "pause", () -> film.update("pause", Void.class), "nothing is left to begin");
        refuses(film, "continue", () -> film.update("continue", Object.class), "nothing waits");
        assertThat(updates()).isEqualTo(updates);
        film.cancel();
    }

    private long updates() {
        return server.history("song").getEvents().stream()
                .filter(event -> event.getEventType().name().contains("UPDATE"))
                .count();
    }
}
