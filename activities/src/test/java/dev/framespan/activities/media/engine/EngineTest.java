package dev.framespan.activities.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.media.EngineCrashedException;
import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.protocol.BridgeSpec;
import dev.framespan.activities.media.protocol.EngineJob;
import dev.framespan.activities.media.protocol.FrameSpan;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.MediaType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of a child, nothing is left behind and the next job works. */
@Timeout(60)
class EngineTest {
    private static final Format LARGE = new Format(1280, 720, "24/1");

    @TempDir
    private static Path folder;

    private static Path clip;

    @BeforeAll
    static void make() throws Exception {
        clip = ClipSpec.clip(160, 90, 480).sounding().in(folder.resolve("clip.mp4"));
    }

    @Test
    void aJobThatTakesTooMuchMemoryIsEndedAndTheNextJobGetsAnotherChild() throws Exception {
        System.setProperty(EngineJob.MEMORY, "120");
        try (MediaEngine engine = new MediaEngine(1)) {
            Path out = folder.resolve("large.mp4");
            Format format = new Format(3840, 2160, "24/1");
            assertThatThrownBy(() -> engine.conform(
                            clip, format, Fit.PAD, out, out.resolveSibling("preview.y4m"), ProgressListener.NONE))
                    .isInstanceOf(UnusableMediaException.class)
                    .hasMessage("takes more than 120 MB of memory to work with");
            assertThat(out).doesNotExist();

            System.clearProperty(EngineJob.MEMORY);
            assertThat(engine.decode(clip, MediaType.MP4, ProgressListener.NONE).frames())
                    .isEqualTo(480);
        } finally {
            System.clearProperty(EngineJob.MEMORY);
        }
    }

    @Test
    void aJobThatKillsOneChildAfterAnotherFailsWithItsFileAndTheNextJobGetsAnother() throws Exception {
        Set<Long> before = children();
        Set<Long> killed = new HashSet<>();
        try (MediaEngine engine = new MediaEngine(1)) {
            Path out = folder.resolve("killed.mp4");
            ProgressListener killing = fraction -> {
                if (fraction > 0.02) {
                    killed.addAll(newChildren(before));
                    newChildren(before)
                            .forEach(child -> ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly));
                }
            };

            assertThatThrownBy(
                            () -> engine.conform(clip, LARGE, Fit.PAD, out, out.resolveSibling("preview.y4m"), killing))
                    .isInstanceOf(EngineCrashedException.class)
                    .hasMessageStartingWith("clip.mp4: the media engine crashed 3 times: ")
                    .hasMessageContaining("137");
            assertThat(killed).hasSize(3);
            assertThat(out).doesNotExist();
            assertThat(engine.decode(clip, MediaType.MP4, ProgressListener.NONE).frames())
                    .isEqualTo(480);
        }
        assertThat(newChildren(before)).isEmpty();
    }

    @Test
    void aJobOfSeveralFilesThatKillsItsChildrenNamesThem() {
        Set<Long> before = children();
        Path out = folder.resolve("bridge.mp4");
        try (MediaEngine engine = new MediaEngine(1)) {
            ProgressListener killing = fraction -> newChildren(before)
                    .forEach(child -> ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly));
            BridgeSpec bridge = new BridgeSpec(
                    new FrameSpan(clip, 0, 240), new FrameSpan(clip, 240, 480), Transition.crossfade(5), LARGE);

            assertThatThrownBy(() -> engine.bridge(bridge, out, killing))
                    .isInstanceOf(EngineCrashedException.class)
                    .hasMessageStartingWith("clip.mp4: the media engine crashed 3 times: ");
        }
    }

    @Test
    void whatChokesOnAMemoryFaultIsDoneByAnotherChildAndTheOthersGoOn() throws Exception {
        Set<Long> before = children();
        try (MediaEngine engine = new MediaEngine(2)) {
            CompletableFuture<Long> other = new CompletableFuture<>();
            AtomicBoolean faulted = new AtomicBoolean();
            ProgressListener faulting = fraction -> {
                if (fraction > 0.02 && !faulted.getAndSet(true)) {
                    Set<Long> own = newChildren(before);
                    assertThat(own).hasSize(1);
                    own.forEach(child -> signal("SEGV", child));
                    new Thread(() -> conform(engine, "other.mp4", ProgressListener.NONE, other)).start();
                }
            };
            CompletableFuture<Long> faulty = new CompletableFuture<>();
            conform(engine, "faulty.mp4", faulting, faulty);

            assertThat(faulted).isTrue();
            assertThat(faulty.get(30, TimeUnit.SECONDS)).isEqualTo(480);
            assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo(480);
        }
        assertThat(newChildren(before)).isEmpty();
    }

    private static void conform(
            MediaEngine engine, String out, ProgressListener progress, CompletableFuture<Long> frames) {
        try {
            Path file = folder.resolve(out);
            frames.complete(engine.conform(clip, LARGE, Fit.PAD, file, folder.resolve(out + ".y4m"), progress)
                    .facts()
                    .frames());
        } catch (Exception | AssertionError e) {
            frames.completeExceptionally(e);
        }
    }

    private static void signal(String name, long child) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(child)).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatTheProgressThrowsCancelsTheJob() {
        Set<Long> before = children();
        try (MediaEngine engine = new MediaEngine(1)) {
            Path out = folder.resolve("cancelled.mp4");

            assertThatThrownBy(() ->
                            engine.conform(clip, LARGE, Fit.PAD, out, out.resolveSibling("preview.y4m"), fraction -> {
                                if (fraction > 0.02) {
                                    throw new IllegalStateException("enough");
                                }
                            }))
                    .hasMessage("enough");
            assertThat(out).doesNotExist();
            assertThat(newChildren(before)).isEmpty();
        }
    }

    @Test
    void anInterruptedThreadCancelsItsJob() throws Exception {
        Set<Long> before = children();
        try (MediaEngine engine = new MediaEngine(1)) {
            Path out = folder.resolve("interrupted.mp4");
            CountDownLatch working = new CountDownLatch(1);
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    engine.conform(clip, LARGE, Fit.PAD, out, out.resolveSibling("preview.y4m"), fraction -> {
                        if (fraction > 0.02) {
                            working.countDown();
                        }
                    });
                    end.complete(null);
                } catch (Exception e) {
                    end.complete(e);
                }
            });
            thread.start();
            assertThat(working.await(30, TimeUnit.SECONDS)).isTrue();
            thread.interrupt();

            assertThat(end.get(15, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
            assertThat(out).doesNotExist();
            assertThat(newChildren(before)).isEmpty();
        }
    }

    @Test
    void aChildThatGoesSilentIsStoppedAndItsJobDoneByAnother() throws Exception {
        Set<Long> before = children();
        try (MediaEngine engine = new MediaEngine(1, Duration.ofSeconds(10))) {
            engine.version();
            Set<Long> silent = newChildren(before);
            assertThat(silent).hasSize(1);
            silent.forEach(child -> signal("STOP", child));

            assertThat(engine.decode(clip, MediaType.MP4, ProgressListener.NONE).frames())
                    .isEqualTo(480);
            assertThat(newChildren(before)).hasSize(1).doesNotContainAnyElementsOf(silent);
        }
    }

    @Test
    void aChildIsKeptWarmAndClosingEndsIt() throws Exception {
        Set<Long> before = children();
        try (MediaEngine engine = new MediaEngine(2)) {
            engine.decode(clip, MediaType.MP4, ProgressListener.NONE);
            Set<Long> first = newChildren(before);
            engine.decode(clip, MediaType.MP4, ProgressListener.NONE);

            assertThat(first).hasSize(1);
            assertThat(newChildren(before)).isEqualTo(first);
        }
        assertThat(newChildren(before)).isEmpty();
    }

    @Test
    void aChildSeesNothingOfTheParentsSecrets() throws Exception {
        try (MediaEngine engine = new MediaEngine(1)) {
            Set<Long> before = children();
            engine.version();
            long child = newChildren(before).iterator().next();
            Path environment = Path.of("/proc/" + child + "/environ");
            if (java.nio.file.Files.isReadable(environment)) {
                String text = java.nio.file.Files.readString(environment, StandardCharsets.ISO_8859_1);
                assertThat(text.split("\0"))
                        .allMatch(entry -> entry.matches("(?s)(PATH|HOME|TMPDIR|TEMP|TMP|LANG|LC_ALL)=.*"));
            }
        }
    }

    @Test
    void aKilledParentTakesItsChildrenWithIt() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process parent = new ProcessBuilder(List.of(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineParent.class.getName(),
                        clip.toString(),
                        folder.resolve("orphan.mp4").toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            assertThat(child.isAlive()).isTrue();
            parent.destroyForcibly();

            child.onExit().get(10, TimeUnit.SECONDS);
            assertThat(child.isAlive()).isFalse();
        }
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private static Set<Long> newChildren(Set<Long> before) {
        return children().stream().filter(child -> !before.contains(child)).collect(Collectors.toSet());
    }
}
