package dev.framespan.starter.run;

import dev.framespan.worker.jars.BuiltJar;
import java.nio.file.Path;

/** A jar with the workflow {@code MusicVideo}, which makes a clip of each line of a song and cuts them together. */
final class MusicVideoJar {
    private static final String SONG =
            """
            package studio;

            import java.util.List;

            public record Song(String title, List<Line> lines) {
                public record Line(String id, String prompt) {}
            }
            """;

    private MusicVideoJar() {}

    static void into(Path folder) {
        new BuiltJar()
                .with(SONG)
                .with(
                        """
                        package studio;

                        import dev.framespan.workflows.studio.Film;
                        import io.temporal.workflow.WorkflowInterface;
                        import io.temporal.workflow.WorkflowMethod;

                        @WorkflowInterface
                        public interface MusicVideo {
                            @WorkflowMethod
                            Film make(Song song);
                        }
                        """)
                .with(
                        """
                        package studio;

                        import static dev.framespan.workflows.studio.ClipRequest.generate;

                        import dev.framespan.workflows.studio.Clip;
                        import dev.framespan.workflows.studio.Film;
                        import dev.framespan.workflows.studio.Studio;
                        import io.temporal.workflow.Promise;
                        import java.util.ArrayList;
                        import java.util.List;

                        public final class MusicVideoImpl implements MusicVideo {
                            @Override
                            public Film make(Song song) {
                                return Studio.make(studio -> {
                                    List<Promise<Clip>> clips = new ArrayList<>();
                                    for (Song.Line line : song.lines()) {
                                        clips.add(studio.clip(generate(line.prompt()).seconds(3).named(line.id())));
                                    }
                                    return studio.cut(clips).get();
                                });
                            }
                        }
                        """)
                .hosting("MusicVideoImpl")
                .into(folder, "songs-1.0.jar");
    }

    /** With {@code Rounds}, which makes each line in a run of its own, and cuts the last one. */
    static void inRoundsInto(Path folder) {
        new BuiltJar()
                .with(SONG)
                .with(
                        """
                        package studio;

                        @io.temporal.workflow.WorkflowInterface
                        public interface Rounds {
                            @io.temporal.workflow.WorkflowMethod
                            void make(Song song);
                        }
                        """)
                .with(
                        """
                        package studio;

                        import static dev.framespan.workflows.studio.ClipRequest.generate;

                        import dev.framespan.workflows.studio.Clip;
                        import dev.framespan.workflows.studio.Studio;
                        import io.temporal.workflow.Promise;
                        import java.util.List;

                        public final class RoundsImpl implements Rounds {
                            @Override
                            public void make(Song song) {
                                Studio.make(studio -> {
                                    Song.Line line = song.lines().get(0);
                                    Promise<Clip> clip =
                                            studio.clip(generate(line.prompt()).seconds(3).named(line.id()));
                                    List<Song.Line> rest = song.lines().subList(1, song.lines().size());
                                    if (!rest.isEmpty()) {
                                        studio.continueAsNew(new Song(song.title(), rest));
                                    }
                                    return studio.cut(List.of(clip)).get();
                                });
                            }
                        }
                        """)
                .hosting("RoundsImpl")
                .into(folder, "rounds.jar");
    }
}
