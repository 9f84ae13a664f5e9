package dev.framespan.activities.media.engine.film;

import dev.framespan.activities.media.engine.clip.ClipCheck;
import dev.framespan.activities.media.engine.clip.ClipPolicy;
import dev.framespan.activities.media.protocol.EngineJob;
import dev.framespan.activities.media.protocol.FilmSpec;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.workflows.asset.MediaFacts;
import java.io.IOException;

/** Writes a film, proves it, and decodes all of it where that is asked for. */
public final class FilmAssembler {
    private FilmAssembler() {}

    /**
     * @throws dev.framespan.activities.media.protocol.ClipsDisagreeException when the clips do not fit together as they are
     * @throws dev.framespan.activities.media.protocol.WrongResultException when the film is not what it was to be
     */
    public static MediaFacts run(EngineJob.Assemble job, ProgressListener progress) throws IOException {
        FilmSpec film = job.film();
        double copied = film.decodeAll() ? 0.1 : 0.5;
        try (FilmTrack track = new FilmTrack(film.format())) {
            WrittenFilm written = FilmWriter.write(film, job.out(), track, progress.part(0, copied));
            ProgressListener rest = progress.part(copied, 1);
            MediaFacts facts =
                    FilmProof.prove(job.out(), film, track, written, film.decodeAll() ? rest.part(0, 0.1) : rest);
            if (film.decodeAll()) {
                ClipCheck.decode(job.out(), ClipPolicy.Limits.FILM, rest.part(0.1, 1));
            }
            return facts;
        }
    }
}
