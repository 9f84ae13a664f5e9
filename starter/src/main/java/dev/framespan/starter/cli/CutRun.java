package dev.framespan.starter.cli;

import dev.framespan.activities.assembly.OwnCuttingRoom;
import dev.framespan.activities.input.LocalInputs;
import dev.framespan.activities.media.EngineCrashedException;
import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.activities.media.protocol.WrongResultException;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.delivery.Delivery;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.follow.ShutdownSignal;
import dev.framespan.starter.progress.CutProgress;
import dev.framespan.starter.progress.JsonCutProgress;
import dev.framespan.starter.progress.PlainCutProgress;
import dev.framespan.starter.progress.TerminalCutProgress;
import dev.framespan.starter.store.StoreLocation;
import dev.framespan.stores.StoreAddress;
import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.planning.TimelinePlanner;
import dev.framespan.workflows.storyboard.checking.TimelineCheck;
import dev.framespan.workflows.storyboard.checking.TimelineChecker;
import dev.framespan.workflows.storyboard.reading.FieldReader;
import dev.framespan.workflows.storyboard.reading.StoryboardFile;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** What a cut does, in this order: check, cut, deliver. */
final class CutRun {
    private static final int WHOLE = 100;

    private final Console console;
    private final CutOptions options;
    private final Settings settings;
    private final Delivery delivery;
    private final ShutdownSignal shutdown = new ShutdownSignal();
    private String doing = "";
    private int percent;

    CutRun(Console console, CutOptions options, Settings settings) {
        this.console = console;
        this.options = options;
        this.settings = settings;
        this.delivery = Delivery.ofOwnClips(options.out().orElseGet(this::usualFolder));
    }

    private Path usualFolder() {
        String stem = StoryboardFile.stem(options.timeline());
        if (!FieldReader.isId(stem)) {
            throw UserError.refused("the film would be laid into a folder called after its timeline, and " + stem
                    + " is no name for one; name a folder with --out");
        }
        return Path.of("out", stem);
    }

    /** @return the exit code */
    int run() {
        delivery.requireWritable();
        delivery.requireNoReceipt();
        if (!Files.isRegularFile(options.timeline())) {
            // Nothing is looked at, so that no store is made.
            return refuse(TimelineChecker.check(options.timeline(), new LocalInputs(), clips -> Map.of()));
        }
        Store store = settings.inStore(options.store(), () -> settings.stores().open(place()));
        try (MediaEngine engine = new MediaEngine(jobs())) {
            return cut(store, engine);
        } catch (CancellationException e) {
            return left();
        } catch (UnusableMediaException e) {
            return failed(e.getMessage());
        } catch (ApplicationFailure e) {
            return failed(e.getOriginalMessage());
        } catch (WrongResultException e) {
            return failed(e.getMessage());
        } catch (EngineCrashedException e) {
            // A terminal's Ctrl-C reaches the engine's processes, too, and they may end before it is heard here.
            return shutdown.isAsked() ? left() : failed(e.getMessage() + "; the same command tries it again");
        } catch (UncheckedIOException e) {
            throw UserError.unwritable(place().toString(), e.getCause());
        } catch (IOException e) {
            throw UserError.unwritable(place().toString(), e);
        }
    }

    private int jobs() {
        return settings.framespan().mediaJobs().orElse(Runtime.getRuntime().availableProcessors());
    }

    private StoreAddress place() {
        return StoreLocation.beside(options.timeline(), options.store());
    }

    private int cut(Store store, MediaEngine engine) throws IOException {
        TimelineCheck check;
        AssembledFilm film = null;
        try (CutProgress shown = progress()) {
            OwnCuttingRoom room = new OwnCuttingRoom(store, engine, fraction -> show(shown, fraction));
            begin("looking at clips and sounds", shown);
            check = TimelineChecker.check(options.timeline(), room, room);
            if (check.timeline().isPresent()) {
                begin("cutting the film", shown);
                film = room.cut(TimelinePlanner.plan(check.timeline().get(), room, today(), options.decodeAll()));
            }
        }
        if (film == null) {
            return refuse(check);
        }
        check.warnings().forEach(warning -> console.tell(warning.toString()));
        shutdown.ending(() -> console.say("ending; a second signal ends at once"));
        delivery.deliver(store, film);
        delivered(film);
        return ExitCode.DONE.number();
    }

    private CutProgress progress() {
        if (options.json()) {
            return new JsonCutProgress(console::json);
        }
        return options.quiet()
                ? CutProgress.none()
                : TerminalCutProgress.onStandardError()
                        .orElseGet(() -> new PlainCutProgress(console::tell, Clock.systemUTC()));
    }

    private void begin(String what, CutProgress shown) {
        doing = what;
        percent = 0;
        show(shown, 0);
    }

    /** A part that is done once more, since it must be done otherwise, shows no step back. */
    private void show(CutProgress shown, double fraction) {
        if (shutdown.isAsked()) {
            throw new CancellationException("the operator has ended it");
        }
        percent = Math.max(percent, (int) Math.round(WHOLE * Math.min(1, Math.max(0, fraction))));
        shown.show(doing, percent);
    }

    private static String today() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }

    private int refuse(TimelineCheck check) {
        if (options.json()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("event", "check");
            object.put("faultless", false);
            object.put("faults", check.faults());
            object.put("warnings", check.warnings());
            console.json(object);
        } else {
            check.warnings().forEach(warning -> console.tell(warning.toString()));
            check.faults().forEach(fault -> console.tell(fault.toString()));
            int faults = check.faults().size();
            console.say(faults + (faults == 1 ? " fault" : " faults") + "; nothing was cut");
        }
        return ExitCode.REFUSED.number();
    }

    private int failed(String reason) {
        event("failed", Map.of("message", reason));
        console.say("the film was not cut: " + reason);
        return ExitCode.FAILED.number();
    }

    /** What was made until a signal came is found again. */
    private int left() {
        event("interrupted", Map.of());
        if (!options.json()) {
            console.tell("");
            console.say("left as it is; the same command goes on from there");
        }
        return shutdown.exitCode();
    }

    private void delivered(AssembledFilm film) {
        double seconds =
                FrameRate.parse(film.facts().rate()).duration(film.facts().frames());
        if (options.json()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("picture", delivery.film().toString());
            facts.put("contactSheet", delivery.contactSheet().toString());
            facts.put("joins", delivery.joins().toString());
            facts.put("joinsPage", delivery.joinsPage().toString());
            facts.put("seconds", Math.round(seconds * 1000) / 1000.0);
            event("result", facts);
        } else {
            console.result(delivery.film() + "  " + String.format(Locale.ROOT, "%.1f s", seconds));
        }
    }

    private void event(String kind, Map<String, ?> facts) {
        if (options.json()) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("event", kind);
            event.putAll(facts);
            console.json(event);
        }
    }
}
