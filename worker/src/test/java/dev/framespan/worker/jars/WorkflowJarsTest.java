package dev.framespan.worker.jars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.DirectoryStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A worker hosts jars that are what they should be, and says of all others what is wrong. */
class WorkflowJarsTest {
    private static final String INTERFACE =
            """
            package studio;

            import io.temporal.workflow.WorkflowInterface;
            import io.temporal.workflow.WorkflowMethod;
            import java.util.List;

            @WorkflowInterface
            public interface MusicVideo {
                @WorkflowMethod
                String make(List<String> song);
            }
            """;

    @TempDir
    private Path folder;

    private Path jars;
    private Path scratch;

    @BeforeEach
    void begin() throws IOException {
        jars = folder.resolve("jars");
        scratch = Files.createDirectories(folder.resolve("scratch"));
    }

    private static BuiltJar good() {
        return implemented("return String.join(\" \", song);");
    }

    private static BuiltJar implemented(String body) {
        return new BuiltJar().with(INTERFACE).with(implementation(body)).hosting("MusicVideoImpl");
    }

    private static String implementation(String body) {
        return """
                package studio;

                import java.util.List;

                public final class MusicVideoImpl implements MusicVideo {
                    static int runs;

                    @Override
                    public String make(List<String> song) {
                        %s
                    }
                }
                """
                .formatted(body);
    }

    private void assertRefused(String... words) {
        assertThatThrownBy(() -> WorkflowJars.load(jars, scratch))
                .isInstanceOf(WorkflowJarsException.class)
                .satisfies(e -> assertThat(e.getMessage().lines().toList()).hasSize(1), e -> assertThat(e.getMessage())
                        .contains(words));
    }

    @Test
    void aJarHasAQueueOfItsOwnNamedWithoutItsVersion() throws Exception {
        good().into(jars, "songs-1.2.0-SNAPSHOT.jar");

        WorkflowJar jar = WorkflowJars.load(jars, scratch).all().get(0);

        assertThat(jar.queue("3f2a")).isEqualTo("framespan-workflows-3f2a-songs");
        assertThat(jar.types()).containsExactly("MusicVideo");
        JarWorkflow workflow = jar.workflows().get(0);
        assertThat(workflow.input().orElseThrow().getTypeName()).isEqualTo("java.util.List<java.lang.String>");
        Object made = workflow.implementation().getConstructor().newInstance();
        assertThat(made.getClass().getMethod("make", java.util.List.class).invoke(made, Arrays.asList("la", "la")))
                .isEqualTo("la la");
    }

    @Test
    void aFolderOfJarsIsOneWithItsOwnLibraries() throws Exception {
        new BuiltJar()
                .with(
                        """
                package words;

                public final class Words {
                    public static String of() {
                        return "of a library";
                    }
                }
                """)
                .into(jars.resolve("songs"), "words-2.jar");
        implemented("return words.Words.of();")
                .against(jars.resolve("songs/words-2.jar"))
                .into(jars.resolve("songs"), "songs.jar");

        WorkflowJar jar = WorkflowJars.load(jars, scratch).all().get(0);

        assertThat(jar.name()).isEqualTo("songs");
        Object made = jar.workflows().get(0).implementation().getConstructor().newInstance();
        assertThat(made.getClass().getMethod("make", java.util.List.class).invoke(made, Arrays.asList("la")))
                .isEqualTo("of a library");
    }

    @Test
    void aJarThatIsBuiltAnewUnderAWorkerStaysWhatItWas() throws Exception {
        poem("of the old jar").into(jars, "songs.jar");

        try (WorkflowJars loaded = WorkflowJars.load(jars, scratch)) {
            Object made = loaded.all()
                    .get(0)
                    .workflows()
                    .get(0)
                    .implementation()
                    .getConstructor()
                    .newInstance();
            poem("of the new jar").into(jars, "songs.jar");
            assertThat(made.getClass().getMethod("make", java.util.List.class).invoke(made, Arrays.asList("la")))
                    .as("by a class that is read now")
                    .isEqualTo("of the old jar");
        }

        assertThat(scratch).as("its copy goes with the worker").isEmptyDirectory();
    }

    private static BuiltJar poem(String words) {
        return implemented("return Poem.of();")
                .with(
                        """
                        package studio;

                        public final class Poem {
                            public static String of() {
                                return "%s";
                            }
                        }
                        """
                                .formatted(words));
    }

    @Test
    void aJarThatIsRefusedLeavesNoCopy() {
        new BuiltJar().with(INTERFACE).into(jars, "songs.jar");

        assertRefused("songs.jar: it has no META-INF/services");

        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void aJarSeesTheApiAndTemporalAndNothingElseOfTheWorkers() throws Exception {
        good().into(jars, "songs.jar");
        ClassLoader loader = WorkflowJars.load(jars, scratch)
                .all()
                .get(0)
                .workflows()
                .get(0)
                .implementation()
                .getClassLoader();

        assertThat(loader.loadClass("dev.framespan.workflows.studio.Studio"))
                .isSameAs(dev.framespan.workflows.studio.Studio.class);
        assertThat(loader.loadClass("io.temporal.workflow.Workflow")).isSameAs(io.temporal.workflow.Workflow.class);
        for (String hidden : new String[] {
            "dev.framespan.worker.FramespanWorker",
            "dev.framespan.activities.store.Store",
            "io.micrometer.core.instrument.MeterRegistry",
            "io.vertx.core.Vertx",
            "org.objectweb.asm.ClassReader"
        }) {
            assertThat(Class.forName(hidden)).as("the worker has it").isNotNull();
            assertThatThrownBy(() -> loader.loadClass(hidden)).isInstanceOf(ClassNotFoundException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "long now = System.currentTimeMillis(); return \"\" + now;|System.currentTimeMillis()|Workflow.currentTimeMillis()",
                "return java.time.Instant.now().toString();|Instant.now()|Workflow.currentTimeMillis()",
                "return java.time.LocalDate.now().toString();|LocalDate.now()|Workflow.currentTimeMillis()",
                "return java.time.Clock.systemUTC().toString();|Clock.systemUTC()|Workflow.currentTimeMillis()",
                "return new java.util.Date().toString();|new Date()|Workflow.currentTimeMillis()",
                "new Thread(() -> {}).start(); return \"\";|new Thread()|Async.function()",
                "try { Thread.sleep(1); } catch (InterruptedException e) { } return \"\";|Thread.sleep()|Workflow.sleep()",
                "return \"\" + java.util.concurrent.Executors.newCachedThreadPool();|Executors.newCachedThreadPool()|Async.function()",
                "return \"\" + java.util.concurrent.CompletableFuture.supplyAsync(() -> 1);|CompletableFuture.supplyAsync()|Promise",
                "return \"\" + java.util.UUID.randomUUID();|UUID.randomUUID()|Workflow.randomUUID()",
                "return System.getenv(\"HOME\");|System.getenv()|a field of the workflow's input",
                "return \"\" + Math.random();|Math.random()|Workflow.newRandom()",
                "return \"\" + new java.util.Random().nextInt();|new Random()|Workflow.newRandom()",
                "return \"\" + new java.io.File(\"x\").exists();|File.exists()|an activity",
                "return \"\" + java.nio.file.Files.exists(java.nio.file.Path.of(\"x\"));|Files.exists()|an activity",
                "return song.stream().map(word -> word + System.nanoTime()).toList().toString();|System.nanoTime()|Workflow.currentTimeMillis()",
                "java.util.function.LongSupplier clock = System::currentTimeMillis; return \"\" + clock.getAsLong();|System.currentTimeMillis()|Workflow.currentTimeMillis()",
                "return \"\" + runs++;|the static field MusicVideoImpl.runs|final"
            })
    void whatAReplayWouldFindOtherwiseIsNamedWithItsPlaceAndRemedy(String body, String what, String remedy) {
        implemented(body).into(jars, "songs.jar");

        assertRefused("songs.jar: MusicVideoImpl.make ", what, remedy);
    }

    @Test
    void whatAWorkflowReachesInItsJarIsLookedAtAndNothingElse() {
        BuiltJar jar = implemented("Words words = new Poem(); return words.say();")
                .with(
                        """
                        package studio;

                        public interface Words {
                            String say();
                        }
                        """)
                .with(
                        """
                        package studio;

                        public final class Poem implements Words {
                            @Override
                            public String say() {
                                return "" + System.nanoTime();
                            }

                            public String unused() {
                                return "" + Math.random();
                            }
                        }
                        """);
        jar.into(jars, "songs.jar");

        assertRefused("songs.jar: Poem.say calls System.nanoTime()");
    }

    @Test
    void anActivityMayDoWhatAWorkflowMayNotAndAGivenClockOrSeedIsNoFault() {
        implemented(
                        "return new Upload().upload() + new java.util.Random(7).nextInt()"
                                + " + java.time.Instant.now(java.time.Clock.fixed(java.time.Instant.EPOCH, java.time.ZoneOffset.UTC));")
                .with(
                        """
                        package studio;

                        @io.temporal.activity.ActivityInterface
                        public interface Uploads {
                            String upload();
                        }
                        """)
                .with(
                        """
                        package studio;

                        public final class Upload implements Uploads {
                            @Override
                            public String upload() {
                                return "" + System.nanoTime();
                            }
                        }
                        """)
                .into(jars, "songs.jar");

        assertThat(WorkflowJars.load(jars, scratch).workflow("MusicVideo")).isPresent();
    }

    @Test
    void twoJarsWithOneTypeAreRefused() {
        good().into(jars, "one.jar");
        good().into(jars, "two.jar");

        assertRefused("two.jar: one.jar has the workflow type MusicVideo, too");
    }

    @Test
    void twoVersionsOfOneJarAreRefused() {
        good().into(jars, "songs-1.0.jar");
        new BuiltJar()
                .with(INTERFACE.replace("MusicVideo", "Teaser"))
                .with(implementation("return null;").replace("MusicVideo", "Teaser"))
                .hosting("TeaserImpl")
                .into(jars, "songs-1.1.jar");

        assertRefused("songs-1.1.jar: songs-1.0.jar is another version of it; take one of them away");
    }

    @Test
    void aWorkflowNeedsAPublicConstructor() {
        new BuiltJar()
                .with(INTERFACE)
                .with(implementation("return null;").replace("static int runs;", "public MusicVideoImpl(int runs) {}"))
                .hosting("MusicVideoImpl")
                .into(jars, "songs.jar");

        assertRefused("songs.jar: studio.MusicVideoImpl has no public constructor", "add one");
    }

    @Test
    void aClassThatIsNoWorkflowIsRefused() {
        new BuiltJar()
                .with(
                        """
                package studio;

                public final class Plain {}
                """)
                .hosting("Plain")
                .into(jars, "songs.jar");

        assertRefused("songs.jar: studio.Plain is no implementation of an interface with @WorkflowInterface");
    }

    @Test
    void oneOfFramespansOwnTypesIsRefused() {
        new BuiltJar()
                .with(INTERFACE.replace("@WorkflowMethod\n", "@WorkflowMethod(name = \"FilmWorkflow\")\n"))
                .with(implementation("return null;"))
                .hosting("MusicVideoImpl")
                .into(jars, "songs.jar");

        assertRefused("has the type FilmWorkflow, which is one of Framespan's own");
    }

    @Test
    void aJarWithoutServicesIsRefused() {
        new BuiltJar().with(INTERFACE).into(jars, "songs.jar");

        assertRefused("songs.jar: it has no META-INF/services/dev.framespan.workflows.studio.HostedWorkflows");
    }

    @Test
    void servicesThatNameWhatIsNotThereAreRefused() {
        new BuiltJar().with(INTERFACE).naming("studio.Gone").into(jars, "songs.jar");

        assertRefused("songs.jar: ", "names studio.Gone, which is not in it");
    }

    @Test
    void aJarOfAnotherApiVersionIsRefused() {
        new BuiltJar()
                .with(
                        """
                        package studio;

                        import dev.framespan.workflows.studio.HostedWorkflows;
                        import java.util.List;

                        public final class Videos implements HostedWorkflows {
                            @Override
                            public int api() {
                                return API + 1;
                            }

                            @Override
                            public List<Class<?>> workflows() {
                                return List.of();
                            }
                        }
                        """)
                .naming("studio.Videos")
                .into(jars, "songs.jar");

        assertRefused("songs.jar: it is built for version 2 of the API, and this worker has version 1");
    }

    @Test
    void aMemberOfTheApiThatIsNotHereIsNamed() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        new BuiltJar()
                .with(
                        """
                package dev.framespan.workflows.studio;

                public final class Still {
                    public void frame(String colour, int width) {}
                }
                """)
                .compile(other);
        implemented("new dev.framespan.workflows.studio.Still().frame(null, 3); return null;")
                .against(other)
                .into(jars, "songs.jar");

        assertRefused("songs.jar: studio.MusicVideoImpl uses Still", "built against another version");
    }

    @Test
    void aClassOfTheApiThatIsNotHereIsNamed() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        new BuiltJar()
                .with(
                        """
                package dev.framespan.activities;

                public final class Secrets {
                    public static String key() {
                        return "key";
                    }
                }
                """)
                .compile(other);
        implemented("return dev.framespan.activities.Secrets.key();")
                .against(other)
                .into(jars, "songs.jar");

        assertRefused("studio.MusicVideoImpl uses dev.framespan.activities.Secrets");
    }

    @Test
    void aFileThatIsNoJarIsRefused() throws IOException {
        Files.writeString(Files.createDirectories(jars).resolve("songs.jar"), "la la la");

        assertRefused("songs.jar: songs.jar is no jar that can be read", "copy it here once more");
    }

    @Test
    void aJarThatUnpacksToMoreThanAnyIsMeantToIsRefusedUnread() throws IOException {
        Path bomb = Files.createDirectories(jars).resolve("songs.jar");
        try (OutputStream file = Files.newOutputStream(bomb);
                ZipOutputStream out = new ZipOutputStream(file)) {
            byte[] nothing = new byte[1 << 20];
            for (int entry = 0; entry < 3; entry++) {
                out.putNextEntry(new ZipEntry("bomb" + entry));
                for (int megabyte = 0; megabyte < 400; megabyte++) {
                    out.write(nothing);
                }
            }
        }

        assertRefused("songs.jar: songs.jar holds more than 1024 MiB when it is unpacked");
    }

    @Test
    void everyFaultOfEveryJarIsSaidAtOnce() throws IOException {
        implemented("return \"\" + Math.random() + System.nanoTime();").into(jars, "one.jar");
        new BuiltJar().with(INTERFACE).into(jars, "two.jar");
        Files.writeString(jars.resolve("three.jar"), "la");

        assertThatThrownBy(() -> WorkflowJars.load(jars, scratch))
                .satisfies(e -> assertThat(e.getMessage().lines())
                        .hasSize(4)
                        .anyMatch(line -> line.startsWith("one.jar: MusicVideoImpl.make calls Math.random()"))
                        .anyMatch(line -> line.startsWith("one.jar: MusicVideoImpl.make calls System.nanoTime()"))
                        .anyMatch(line -> line.startsWith("two.jar: "))
                        .anyMatch(line -> line.startsWith("three.jar: ")));
    }

    @Test
    void aFolderWithoutJarsIsRefused() throws IOException {
        assertRefused("there is no such folder");
        Files.createDirectories(jars);
        assertRefused("there is no jar in it");
    }

    @Test
    void theStoreRemembersWhichQueueAsksForAType() throws IOException {
        good().into(jars, "songs-1.jar");
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"));
        HostedTypes types = new HostedTypes(store);

        types.remember(WorkflowJars.load(jars, scratch));

        assertThat(types.of("MusicVideo")).hasValueSatisfying(hosted -> {
            assertThat(hosted.queue()).isEqualTo("framespan-workflows-" + store.id() + "-songs");
            assertThat(hosted.jar()).isEqualTo("songs-1.jar");
            assertThat(hosted.sha256()).hasSize(64);
        });

        Files.delete(jars.resolve("songs-1.jar"));
        new BuiltJar()
                .with(INTERFACE.replace("MusicVideo", "Teaser"))
                .with(implementation("return null;").replace("MusicVideo", "Teaser"))
                .hosting("TeaserImpl")
                .into(jars, "songs-2.jar");
        types.remember(WorkflowJars.load(jars, scratch));

        assertThat(types.all()).extracting(HostedTypes.HostedType::type).containsExactly("Teaser");
    }
}
