import dev.framespan.activities.assembly.ClipAnalyses;
import dev.framespan.activities.assembly.FilmAssembly;
import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.protocol.BridgeSpec;
import dev.framespan.activities.media.protocol.FilmSpec;
import dev.framespan.activities.media.protocol.FrameSpan;
import dev.framespan.activities.media.protocol.MixSpec;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.FilmTags;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.SoundCue;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures the cutting room against its peers, as ratios in one run. Clips are analysed beforehand, as they are when they arrive.
 *
 * <p>Started by {@code benchmarks/cutting-room}, which makes the clips: {@code CuttingRoom.java WORK PART MOVIEPY}
 */
public final class CuttingRoom {
    private static final int SHOTS = setting("CUTTING_ROOM_SHOTS", 120);
    private static final int RUNS = setting("CUTTING_ROOM_RUNS", 3);
    private static final Format HD = new Format(1280, 720, "24/1");
    private static final Format FULL_HD = new Format(1920, 1080, "24/1");
    private static final Format FOUR_K = new Format(3840, 2160, "24/1");
    private static final List<String> X264 = List.of("-c:v", "libx264", "-preset", "veryfast", "-crf", "17", "-profile:v", "high");

    private final Path work;
    private final Path moviepy;
    private final DirectoryStore store;
    private MediaEngine engine = new MediaEngine();
    private double worked;
    private final Map<String, List<Cut>> sets = new TreeMap<>();

    private CuttingRoom(Path work, Path moviepy) {
        this.work = work;
        this.moviepy = moviepy;
        this.store = DirectoryStore.open(work.resolve("store"));
    }

    public static void main(String[] arguments) throws Exception {
        CuttingRoom room = new CuttingRoom(Path.of(arguments[0]), Path.of(arguments[2]));
        List<String> parts = List.of("join", "whole", "drop", "crossfade", "change", "sound", "moviepy", "memory");
        if (!arguments[1].equals("all") && !parts.contains(arguments[1])) {
            System.err.println("no part " + arguments[1] + "; one of " + String.join(", ", parts));
            System.exit(2);
        }
        for (String part : arguments[1].equals("all") ? parts : List.of(arguments[1])) {
            room.run(part);
        }
        room.engine.close();
    }

    private static int setting(String name, int usual) {
        return System.getenv(name) == null ? usual : Integer.parseInt(System.getenv(name));
    }

    private void run(String part) throws Exception {
        engine.version();
        switch (part) {
            case "join" -> join();
            case "whole" -> whole();
            case "drop" -> drop();
            case "crossfade" -> crossfade();
            case "change" -> change();
            case "sound" -> sound();
            case "moviepy" -> moviepy();
            default -> memory();
        }
    }

    // The parts.

    private void join() throws Exception {
        List<Path> clips = copies("1080", SHOTS);
        FilmSpec film = film(clips, FULL_HD);
        Path list = list(clips);
        // In turn, so that what else the machine does meets all of them.
        Times cp = new Times();
        Times ffmpeg = new Times();
        Times copy = new Times();
        Times proven = new Times();
        for (int run = 0; run < RUNS; run++) {
            cp.add(seconds(() -> copied(clips)));
            ffmpeg.add(seconds(() -> ffmpeg("-f", "concat", "-safe", "0", "-i", list, "-c", "copy", out("concat.mp4"))));
            double[] taken = joined(film, out("film.mp4"));
            copy.add(taken[0]);
            proven.add(taken[1]);
        }
        say("join " + SHOTS + " x 5 s 1080p, cp of the same bytes", cp);
        say("  ffmpeg -f concat -c copy", ffmpeg);
        say("  framespan, copy alone", copy);
        say("  framespan, copy and proof", proven);
        System.out.printf(Locale.ROOT, "  of the last one, seconds of a core: %.2f%n", worked);
        ratio("copy / cp", copy, cp, "<= 2.5");
        ratio("ffmpeg / copy", ffmpeg, copy, ">= 4");
        ratio("copy and proof / cp", proven, cp, null);
        ratio("ffmpeg / copy and proof", ffmpeg, proven, null);
    }

    private void whole() throws Exception {
        List<Cut> cuts = cuts("720", SHOTS);
        List<Path> files = files(cuts);
        Times cp = new Times();
        Times whole = new Times();
        Times work = new Times();
        Times proof = new Times();
        for (int run = 0; run < RUNS; run++) {
            cp.add(seconds(() -> copied(files)));
            double before = processorSeconds();
            whole.add(assembled(cuts, JoinSettings.EVERY_FRAME, null));
            work.add(processorSeconds() - before);
            double[] taken = joined(film(files, HD), out("film.mp4"));
            proof.add(taken[1] - taken[0]);
        }
        say("the whole, " + SHOTS + " clips of 720p without sound", whole);
        say("  of it, seconds of a core", work);
        say("  cp of the same bytes", cp);
        say("  proof, of the same", proof);
        System.out.printf(Locale.ROOT, "  of the last copy and proof, seconds of a core: %.2f%n", worked);
        ratio("the whole / cp", whole, cp, null);
        atMost("the whole, in seconds", whole, 8);
        atMost("proof, in seconds", proof, 3);
    }

    private void drop() throws Exception {
        List<Cut> cuts = cuts("720-droppable", SHOTS);
        Times plain = new Times();
        Times dropped = new Times();
        for (int run = 0; run < RUNS; run++) {
            plain.add(assembled(cuts, JoinSettings.EVERY_FRAME, null));
            dropped.add(assembled(cuts, JoinSettings.DEFAULT, null));
        }
        AssembledFilm film = film(cuts, JoinSettings.DEFAULT, null);
        say("repeated frames dropped, " + (121L * SHOTS - film.facts().frames()) + " of " + (SHOTS - 1), dropped);
        say("  every frame kept", plain);
        ratio("dropped / kept", dropped, plain, "<= 2");
    }

    private void crossfade() throws Exception {
        List<Cut> cuts = faded(cuts("720-gop24", SHOTS));
        forgetBridges();
        double ours = assembled(cuts, JoinSettings.EVERY_FRAME, mute());
        int part = SHOTS / 4;
        Path list = list(files(cuts).subList(0, part));
        List<Object> command = new ArrayList<>(List.of("-f", "concat", "-safe", "0", "-i", list, "-an"));
        command.addAll(X264);
        command.addAll(List.of("-g", "24", out("full.mp4")));
        double full = seconds(() -> ffmpeg(command.toArray())) * SHOTS / part;
        say("0.5 s crossfade at " + (SHOTS - 1) + " joins, 720p, GOP 24", Times.of(ours));
        say("  re-encoded whole by ffmpeg, the same x264 settings, no fades: " + part + " clips, times " + SHOTS / part, Times.of(full));
        ratio("smart / full", Times.of(ours), Times.of(full), "<= 0.45");
    }

    private void change() throws Exception {
        for (FilmSound sound : new FilmSound[] {mute(), null}) {
            List<Cut> cuts = faded(cuts("720-gop24", SHOTS));
            forgetBridges();
            double first = assembled(cuts, JoinSettings.EVERY_FRAME, sound);
            Times changed = new Times();
            for (int run = 0; run < RUNS; run++) {
                // In the middle, by a clip that was never there.
                Path fresh = Files.copy(work.resolve("720-gop24/clip3.mp4"), out("fresh.mp4"), StandardCopyOption.REPLACE_EXISTING);
                named(fresh, UUID.randomUUID().toString());
                Cut other = cut("fresh", fresh);
                List<Cut> next = new ArrayList<>(cuts);
                Cut old = next.get(SHOTS / 2 + 3 * run);
                next.set(SHOTS / 2 + 3 * run, new Cut(old.id(), other.clip(), other.facts(), null, old.transition(), null, null));
                changed.add(assembled(next, JoinSettings.EVERY_FRAME, sound));
            }
            say("one shot of " + SHOTS + " changed, " + (sound == null ? "with sound" : "picture"), changed);
            say("  first render", Times.of(first));
            ratio("changed / first", changed, Times.of(first), sound == null ? "<= 0.25" : "<= 0.06");
        }
    }

    private void sound() throws Exception {
        List<Path> stems = new ArrayList<>();
        // Bursts for words, a chord for music, noise for the sea.
        List<String> sources = List.of(
                "sine=frequency=220:sample_rate=48000:duration=600,tremolo=f=4:d=0.9,volume='if(lt(mod(t,10),5),4,0)':eval=frame",
                "aevalsrc='0.1*sin(262*2*PI*t)+0.1*sin(330*2*PI*t)+0.1*sin(392*2*PI*t)':s=48000:d=600",
                "anoisesrc=amplitude=0.05:color=pink:sample_rate=48000:duration=600");
        for (int i = 0; i < sources.size(); i++) {
            Path stem = work.resolve("stem" + i + ".wav");
            if (!Files.exists(stem)) {
                ffmpeg("-f", "lavfi", "-i", sources.get(i), "-ac", "2", "-c:a", "pcm_s16le", stem);
            }
            stems.add(stem);
        }
        long samples = 600L * 48_000;
        List<MixSpec.CuePart> cues = new ArrayList<>();
        SoundCue.Kind[] kinds = {SoundCue.Kind.VOICE, SoundCue.Kind.MUSIC, SoundCue.Kind.EFFECT};
        for (int i = 0; i < kinds.length; i++) {
            cues.add(new MixSpec.CuePart(kinds[i], stems.get(i), MediaType.WAV, 0, samples, 0, 0, 0, false));
        }
        MixSpec mix = new MixSpec(samples, List.of(), cues, FilmSound.DUCK, FilmSound.LOUDNESS);
        // One job alone has both cores, as the last one of a film has in a worker of one process.
        restart(1);
        Times ours = new Times();
        Times theirs = new Times();
        for (int run = 0; run < 2; run++) {
            ours.add(seconds(() -> engine.mix(mix, out("mix.m4a"), null, ProgressListener.NONE)));
            theirs.add(seconds(() -> {
                String inputs = "[0][1][2]amix=inputs=3:normalize=0,loudnorm=I=-14:TP=-1:LRA=11";
                String said = ffmpeg("-v", "info", "-i", stems.get(0), "-i", stems.get(1), "-i", stems.get(2), "-filter_complex", inputs + ":print_format=json", "-f", "null", "-");
                String measured = inputs + ":measured_I=" + field(said, "input_i") + ":measured_TP=" + field(said, "input_tp") + ":measured_LRA=" + field(said, "input_lra")
                        + ":measured_thresh=" + field(said, "input_thresh") + ":offset=" + field(said, "target_offset") + ":linear=true";
                ffmpeg("-i", stems.get(0), "-i", stems.get(1), "-i", stems.get(2), "-filter_complex", measured, "-ar", "48000", "-c:a", "aac", "-b:a", "256k", out("loudnorm.m4a"));
            }));
        }
        restart(Runtime.getRuntime().availableProcessors());
        say("sound of 10 minutes: mixed, ducked, -14 LUFS, AAC", ours);
        say("  ffmpeg, mixed, two passes of loudnorm, AAC", theirs);
        ratio("framespan / ffmpeg", ours, theirs, "<= 0.6");
    }

    private void moviepy() throws Exception {
        int shots = 20;
        List<Cut> cuts = faded(cuts("720-gop24", shots));
        List<Path> files = files(cuts);
        forgetBridges();
        double ours = assembled(cuts, JoinSettings.EVERY_FRAME, null);
        Path film = store.file(film(cuts, JoinSettings.EVERY_FRAME, null).film());
        // The same film by MoviePy; half of it, since the whole would take minutes.
        int fewer = 10;
        Path theirs = out("moviepy.mp4");
        double moviepy = seconds(() -> command(Map.of("PYTHONPATH", this.moviepy.toString()), Stream.concat(
                        Stream.of("python3", "benchmarks/moviepy_film.py", theirs.toString()),
                        files.subList(0, fewer).stream().map(Path::toString))
                .toList())) * shots / fewer;
        say("20 x 5 s of 720p, crossfades and sound", Times.of(ours));
        say("  MoviePy: " + fewer + " clips, times " + shots / fewer, Times.of(moviepy));
        ratio("MoviePy / framespan", Times.of(moviepy), Times.of(ours), ">= 8");
        System.out.printf("  frames that are not the one of their place: framespan %s, MoviePy %s%n", errors(film, shots), errors(theirs, fewer));
    }

    private void memory() throws Exception {
        List<Path> clips = copies("1080", SHOTS);
        List<Path> hour = new ArrayList<>();
        IntStream.range(0, 715).forEach(i -> hour.add(clips.get(i % clips.size())));
        for (int minutes : new int[] {10, 60}) {
            restart(1);
            engine.assemble(film(hour.subList(0, hour.size() * minutes / 60), FULL_HD), out("hour.mp4"), ProgressListener.NONE);
            System.out.printf("memory, copied and proven, %d minutes of 1080p (%d MB)   %d MB   [< 300]%n", minutes, Files.size(out("hour.mp4")) >> 20, most());
        }
        Files.delete(out("hour.mp4"));
        restart(1);
        engine.conform(clips.get(0), new Format(1920, 1080, "25/1"), Fit.PAD, out("conformed.mp4"), out("preview.y4m"), ProgressListener.NONE);
        System.out.printf("memory, a clip encoded at 1080p   %d MB   [< 800]%n", most());
        restart(1);
        Path large = work.resolve("2160/clip0.mp4");
        BridgeSpec bridge = new BridgeSpec(new FrameSpan(large, 72, 121), new FrameSpan(work.resolve("2160/clip1.mp4"), 0, 48), Transition.crossfade(1), FOUR_K);
        engine.bridge(bridge, out("bridge.mp4"), ProgressListener.NONE);
        System.out.printf("memory, a crossfade encoded at 4K   %d MB   [< 3500]%n", most());
        restart(Runtime.getRuntime().availableProcessors());
    }

    // What is measured.

    /** @return seconds until the film's last byte was written, and until it was proven */
    private double[] joined(FilmSpec film, Path out) throws Exception {
        Files.deleteIfExists(out);
        long start = System.nanoTime();
        long[] grown = {start};
        Thread watch = new Thread(() -> {
            long size = -1;
            try {
                while (true) {
                    long now = Files.exists(out) ? Files.size(out) : 0;
                    grown[0] = now > size ? System.nanoTime() : grown[0];
                    size = Math.max(size, now);
                    Thread.sleep(2);
                }
            } catch (InterruptedException | IOException e) {
                // Measured.
            }
        });
        watch.start();
        double before = processorSeconds();
        engine.assemble(film, out, ProgressListener.NONE);
        double all = (System.nanoTime() - start) / 1e9;
        worked = processorSeconds() - before;
        watch.interrupt();
        watch.join();
        return new double[] {(grown[0] - start) / 1e9, all};
    }

    private static FilmSpec film(List<Path> clips, Format format) {
        return new FilmSpec(clips.stream().map(clip -> new FrameSpan(clip, 0, 121)).toList(), format, null, List.of(), FilmTags.NONE, false);
    }

    private double assembled(List<Cut> cuts, JoinSettings settings, FilmSound sound) throws Exception {
        return seconds(() -> film(cuts, settings, sound));
    }

    /** Under a title of its own, so that no film that was made before is found again. */
    private AssembledFilm film(List<Cut> cuts, JoinSettings settings, FilmSound sound) throws IOException {
        FilmTags tags = new FilmTags(UUID.randomUUID().toString(), null, "eng");
        FilmSound heard = sound == null ? FilmSound.USUAL : sound;
        return new FilmAssembly(new Timeline(HD, cuts, settings, heard, tags), store, engine).film(ProgressListener.NONE);
    }

    private static FilmSound mute() {
        return new FilmSound(0, true, List.of(), 0, null, false);
    }

    /** Encoded and mixed anew; what is known of clips is kept. */
    private void forgetBridges() throws IOException {
        try (Stream<Path> records = Files.walk(store.root().resolve("derived"))) {
            for (Path record : records.filter(Files::isRegularFile).toList()) {
                if (!Files.readString(record).contains("\"packets\"")) {
                    Files.delete(record);
                }
            }
        }
    }

    /** Frames whose barcode is another than that of their place, those within transitions left out; and sound against picture. */
    private String errors(Path film, int shots) throws Exception {
        Path pixels = out("barcodes.gray");
        ffmpeg("-i", film, "-vf", "crop=iw:ih/16:0:ih/32,scale=10:1:flags=area,format=gray", "-fps_mode", "passthrough", "-f", "rawvideo", pixels);
        byte[] bars = Files.readAllBytes(pixels);
        int frames = bars.length / 10;
        int expected = shots * 121 - (shots - 1) * 12;
        int wrong = 0;
        for (int frame = 0; frame < Math.min(frames, expected); frame++) {
            int shot = Math.min(shots - 1, frame / 109);
            int inside = frame - shot * 109;
            if (shot > 0 && inside < 12) {
                continue;
            }
            int number = 0;
            for (int bit = 0; bit < 10; bit++) {
                number |= (bars[frame * 10 + bit] & 255) > 127 ? 1 << bit : 0;
            }
            wrong += number == (shot % 6 * 120 + inside) % 720 ? 0 : 1;
        }
        Path sound = out("sound.pcm");
        ffmpeg("-i", film, "-vn", "-ac", "1", "-ar", "48000", "-f", "s16le", sound);
        return String.format(Locale.ROOT, "%d (%d frames for %d, sound %+.1f ms)", wrong, frames, expected, Files.size(sound) / 96.0 - frames * 1000 / 24.0);
    }

    // Clips.

    /** Files that differ, made of few clips. */
    private List<Path> copies(String set, int count) throws IOException {
        Path folder = Files.createDirectories(work.resolve(set).resolve("copies"));
        List<Path> clips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path copy = folder.resolve(i + ".mp4");
            if (!Files.exists(copy)) {
                Files.copy(work.resolve(set).resolve("clip" + i % 6 + ".mp4"), folder.resolve("part"), StandardCopyOption.REPLACE_EXISTING);
                named(folder.resolve("part"), "shot " + i);
                Files.move(folder.resolve("part"), copy);
            }
            clips.add(copy);
        }
        return clips;
    }

    /** An empty box at the end of a clip: other bytes that show the same. */
    private static void named(Path clip, String name) throws IOException {
        byte[] bytes = name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        ByteBuffer box = ByteBuffer.allocate(8 + bytes.length).putInt(8 + bytes.length).put(new byte[] {'f', 'r', 'e', 'e'}).put(bytes);
        Files.write(clip, box.array(), StandardOpenOption.APPEND);
    }

    private List<Cut> cuts(String set, int count) throws Exception {
        List<Cut> known = sets.get(set);
        if (known == null || known.size() < count) {
            System.err.println("analysing the clips of " + set + "...");
            List<Path> clips = copies(set, count);
            Cut[] cuts = new Cut[count];
            IntStream.range(0, count).parallel().forEach(i -> {
                try {
                    cuts[i] = cut("shot" + i, clips.get(i));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            known = List.of(cuts);
            sets.put(set, known);
        }
        return known.subList(0, count);
    }

    private Cut cut(String id, Path clip) throws IOException {
        Path scratch = Files.copy(clip, store.scratch().resolve(UUID.randomUUID() + ".mp4"));
        Asset asset = store.keep(scratch, MediaType.MP4);
        MediaFacts facts = new ClipAnalyses(store, engine).of(asset, store.file(asset), ProgressListener.NONE).facts();
        return new Cut(id, asset, facts);
    }

    private static List<Cut> faded(List<Cut> cuts) {
        return cuts.stream()
                .map(cut -> new Cut(cut.id(), cut.clip(), cut.facts(), null, Transition.crossfade(0.5), null, null))
                .toList();
    }

    private List<Path> files(List<Cut> cuts) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Cut cut : cuts) {
            files.add(store.file(cut.clip()));
        }
        return files;
    }

    private void copied(List<Path> clips) throws Exception {
        Path folder = Files.createDirectories(out("cp"));
        List<String> command = new ArrayList<>(List.of("cp"));
        clips.forEach(clip -> command.add(clip.toString()));
        command.add(folder.toString());
        command(Map.of(), command);
    }

    private Path list(List<Path> clips) throws IOException {
        return Files.write(out("list.txt"), clips.stream().map(clip -> "file '" + clip.toAbsolutePath() + "'").toList());
    }

    // The machine.

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private Path out(String name) throws IOException {
        return Files.createDirectories(work.resolve("out")).resolve(name);
    }

    private void restart(int processes) throws IOException {
        engine.close();
        engine = new MediaEngine(processes);
        engine.version();
    }

    /** Of this process and the engine's, in seconds of one core: what other work on the machine does not change. */
    private static double processorSeconds() {
        return Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().children())
                .mapToDouble(child -> child.info().totalCpuDuration().orElse(java.time.Duration.ZERO).toMillis() / 1e3)
                .sum();
    }

    /** Most memory that the engine's process ever held, in MB. */
    private static long most() throws IOException {
        long most = 0;
        for (ProcessHandle child : ProcessHandle.current().children().toList()) {
            Path status = Path.of("/proc", Long.toString(child.pid()), "status");
            for (String line : Files.readAllLines(status)) {
                most = line.startsWith("VmHWM") ? Math.max(most, Long.parseLong(line.replaceAll("\\D", "")) >> 10) : most;
            }
        }
        return most;
    }

    private static String ffmpeg(Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-y", "-v", "error"));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return command(Map.of(), command);
    }

    private static String command(Map<String, String> environment, List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command.get(0) + " failed: " + said.substring(Math.max(0, said.length() - 2000)));
        }
        return said;
    }

    private static String field(String json, String name) {
        return json.replaceAll("(?s).*\"" + name + "\"\\s*:\\s*\"([^\"]*)\".*", "$1");
    }

    // The table.

    private static final class Times {
        private final List<Double> seconds = new ArrayList<>();

        static Times of(double seconds) {
            Times times = new Times();
            times.add(seconds);
            return times;
        }

        void add(double second) {
            seconds.add(second);
        }

        double least() {
            return seconds.stream().min(Comparator.naturalOrder()).orElseThrow();
        }

        double median() {
            return seconds.stream().sorted().toList().get(seconds.size() / 2);
        }
    }

    private static void say(String what, Times times) {
        System.out.printf(Locale.ROOT, "%-74s %7.2f s least, %7.2f s median of %d%n", what, times.least(), times.median(), times.seconds.size());
    }

    /** By the least of each, which other work on the machine disturbs least. */
    private static void ratio(String what, Times one, Times other, String promised) {
        System.out.printf(Locale.ROOT, "%-74s %7.2f by the least, %.2f by the median%s%n", "  => " + what, one.least() / other.least(), one.median() / other.median(), promised == null ? "" : "   [" + promised + "]");
    }

    private static void atMost(String what, Times times, double most) {
        System.out.printf(Locale.ROOT, "%-74s %7.2f least, %.2f median   [<= %.0f]%n", "  => " + what, times.least(), times.median(), most);
    }
}
