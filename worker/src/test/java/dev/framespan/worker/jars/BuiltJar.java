package dev.framespan.worker.jars;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A jar of workflows, as a developer builds one: sources are compiled against what this test has on its class path. */
public final class BuiltJar {
    private static final String SERVICES = "META-INF/services/dev.framespan.workflows.studio.HostedWorkflows";
    private static final Pattern PACKAGE = Pattern.compile("package ([a-z.]+);");
    private static final Pattern TYPE = Pattern.compile("(?m)^public [a-z ]*?(?:class|interface|record) (\\w+)");

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private String classPath = System.getProperty("java.class.path");

    /** One workflow {@code MusicVideo}, which is made of a song. @param body of its method, which has the song as {@code song} and returns one */
    public static BuiltJar ofOneWorkflow(String body) {
        return new BuiltJar()
                .with("package studio;\npublic record Song(String title) {}")
                .with(
                        """
                        package studio;

                        @io.temporal.workflow.WorkflowInterface
                        public interface MusicVideo {
                            @io.temporal.workflow.WorkflowMethod
                            Object make(Song song);
                        }
                        """)
                .with(
                        """
                        package studio;

                        public final class MusicVideoImpl implements MusicVideo {
                            @Override
                            public Object make(Song song) {
                                %s
                            }
                        }
                        """
                                .formatted(body))
                .hosting("MusicVideoImpl");
    }

    /** Adds a public type, whose package and name stand in its source. */
    public BuiltJar with(String source) {
        sources.put(found(PACKAGE, source) + "." + found(TYPE, source), source);
        return this;
    }

    /** Adds the class that says which workflows there are, and the file that names it. */
    public BuiltJar hosting(String... workflows) {
        return hosting(List.of(workflows), List.of());
    }

    /** The same with activities. */
    public BuiltJar hosting(List<String> workflows, List<String> activities) {
        entry(SERVICES, "studio.Videos\n");
        return with(
                """
                package studio;

                import dev.framespan.workflows.studio.HostedWorkflows;
                import java.util.List;

                public final class Videos implements HostedWorkflows {
                    @Override
                    public int api() {
                        return API;
                    }

                    @Override
                    public List<Class<?>> workflows() {
                        return List.of(%s);
                    }

                    @Override
                    public List<Object> activities() {
                        return List.of(%s);
                    }
                }
                """
                        .formatted(joined(workflows, "%s.class"), joined(activities, "new %s()")));
    }

    private static String joined(List<String> types, String form) {
        return String.join(
                ", ", types.stream().map(type -> form.formatted(type)).toList());
    }

    /** Adds what names a class as the one that says which workflows there are. */
    public BuiltJar naming(String type) {
        return entry(SERVICES, type + "\n");
    }

    public BuiltJar entry(String name, String text) {
        entries.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Compiles against other classes than these. */
    BuiltJar against(Path... classes) {
        classPath = String.join(
                System.getProperty("path.separator"),
                Stream.concat(Stream.of(classes).map(Path::toString), Stream.of(classPath))
                        .toList());
        return this;
    }

    /** Writes it. @return the file */
    public Path into(Path folder, String name) {
        try {
            Path classes =
                    Files.createTempDirectory(Files.createDirectories(folder).getParent(), "classes");
            compile(classes);
            Path jar = folder.resolve(name);
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream out = new JarOutputStream(file);
                    Stream<Path> files = Files.walk(classes)) {
                for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
                    add(out, classes.relativize(each).toString(), Files.readAllBytes(each));
                }
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    add(out, entry.getKey(), entry.getValue());
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles alone. */
    Path compile(Path classes) {
        if (sources.isEmpty()) {
            return classes;
        }
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach((name, text) -> files.add(new Source(name, text)));
        boolean done = javac.getTask(
                        said,
                        null,
                        null,
                        List.of("--release", "17", "-cp", classPath, "-d", classes.toString(), "-proc:none"),
                        null,
                        files)
                .call();
        if (!done) {
            throw new IllegalArgumentException(said.toString());
        }
        return classes;
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private static String found(Pattern pattern, String source) {
        Matcher matcher = pattern.matcher(source);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no " + pattern + " in " + source);
        }
        return matcher.group(1);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
