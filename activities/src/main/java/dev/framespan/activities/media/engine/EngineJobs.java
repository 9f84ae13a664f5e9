package dev.framespan.activities.media.engine;

import dev.framespan.activities.media.engine.clip.ClipCheck;
import dev.framespan.activities.media.engine.clip.ClipConformer;
import dev.framespan.activities.media.engine.clip.ClipFrames;
import dev.framespan.activities.media.engine.clip.ClipPolicy;
import dev.framespan.activities.media.engine.clip.StillFrame;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.film.BridgeEncoder;
import dev.framespan.activities.media.engine.film.FilmAssembler;
import dev.framespan.activities.media.engine.picture.FrameComparer;
import dev.framespan.activities.media.engine.picture.PictureCheck;
import dev.framespan.activities.media.engine.sheet.ContactSheet;
import dev.framespan.activities.media.engine.sheet.JoinPictures;
import dev.framespan.activities.media.engine.sound.SoundCheck;
import dev.framespan.activities.media.engine.sound.SoundMix;
import dev.framespan.activities.media.protocol.EngineJob;
import dev.framespan.activities.media.protocol.ProgressListener;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which code does which job. Loaded with the first of them, and FFmpeg with it. */
final class EngineJobs {
    /** Does a job and answers it with what is written as JSON. */
    @FunctionalInterface
    private interface Handler<J extends EngineJob> {
        Object handle(J job, ProgressListener progress) throws IOException;
    }

    private static final Map<Class<?>, Handler<EngineJob>> HANDLERS = new HashMap<>();

    static {
        put(EngineJob.Version.class, (job, progress) -> FFmpeg.version());
        put(EngineJob.Decode.class, EngineJobs::decode);
        put(EngineJob.Screen.class, (job, progress) -> ClipCheck.decode(job.film(), ClipPolicy.Limits.FILM, progress));
        put(EngineJob.Conform.class, ClipConformer::run);
        put(
                EngineJob.Analyse.class,
                (job, progress) -> ClipCheck.analyse(job.file(), ClipPolicy.Limits.CLIP, job.preview(), progress));
        put(EngineJob.Preview.class, ClipFrames::preview);
        put(EngineJob.Compare.class, FrameComparer::run);
        put(EngineJob.Bridge.class, BridgeEncoder::run);
        put(EngineJob.Sheet.class, ContactSheet::run);
        put(EngineJob.Frame.class, (job, progress) -> StillFrame.write(job));
        put(EngineJob.CheckSound.class, SoundCheck::run);
        put(EngineJob.Mix.class, SoundMix::run);
        put(EngineJob.JoinPictures.class, JoinPictures::run);
        put(EngineJob.Assemble.class, FilmAssembler::run);
    }

    private EngineJobs() {}

    private static <J extends EngineJob> void put(Class<J> kind, Handler<J> handler) {
        HANDLERS.put(kind, (job, progress) -> handler.handle(kind.cast(job), progress));
    }

    private static Object decode(EngineJob.Decode job, ProgressListener progress) throws IOException {
        return job.type().isPicture()
                ? PictureCheck.decode(job.file(), job.type())
                : ClipCheck.decode(job.file(), ClipPolicy.Limits.CLIP, progress);
    }

    static Object run(EngineJob job, ProgressListener progress) throws IOException {
        FFmpeg.quiet();
        return HANDLERS.get(job.getClass()).handle(job, progress);
    }

    /** The kinds of job that are done here. */
    static Set<Class<?>> kinds() {
        return Set.copyOf(HANDLERS.keySet());
    }
}
