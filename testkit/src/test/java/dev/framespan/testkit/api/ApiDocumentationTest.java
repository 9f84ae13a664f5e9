package dev.framespan.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that authors see is explained: {@code javadoc -Xdoclint:all}, every warning of which is an error. */
class ApiDocumentationTest {
    /** What a compact constructor takes is explained by its record, and Java 17's javadoc wants to read it there once more. */
    private static final Pattern COMPACT_CONSTRUCTOR = Pattern.compile("\\s*public \\w+ \\{}?");

    @Test
    void nothingThatAuthorsSeeLacksAnExplanation(@TempDir Path folder) throws IOException {
        assertThat(warnings(ApiSources.copied(ApiTest.API.types(), folder.resolve("api")), folder.resolve("javadoc")))
                .isEmpty();
    }

    /** Java 17's javadoc does not look at these. */
    @Test
    void everyComponentOfARecordIsExplained() throws Exception {
        List<String> bare = new ArrayList<>();
        for (String type : ApiTest.API.types()) {
            Class<?> outer = Class.forName(type);
            for (Class<?> each : Stream.concat(Stream.of(outer), Stream.of(outer.getClasses()))
                    .filter(Class::isRecord)
                    .toList()) {
                String before = ApiSources.text(type).split("record " + each.getSimpleName() + "\\b", 2)[0];
                String comment = before.substring(before.lastIndexOf("/**"));
                Stream.of(each.getRecordComponents())
                        .filter(component -> !comment.contains("@param " + component.getName() + " "))
                        .forEach(component -> bare.add(each.getName() + " " + component.getName()));
            }
        }
        assertThat(bare).isEmpty();
    }

    @Test
    void whatIsNotExplainedIsFound(@TempDir Path folder) throws IOException {
        Path source = Files.writeString(
                folder.resolve("Bare.java"),
                "/** A value. */\npublic record Bare(int length) {\n    public int twice() {\n        return 2 * length;\n    }\n}\n");
        assertThat(warnings(List.of(source), folder.resolve("javadoc"))).containsExactly("Bare.java:3: no comment");
    }

    private static List<String> warnings(List<Path> sources, Path target) throws IOException {
        DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        StringWriter other = new StringWriter();
        try (StandardJavaFileManager files =
                javadoc.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-quiet", "-Xdoclint:all", "-Xmaxwarns", "1000", "-d", target.toString());
            boolean done = javadoc.getTask(
                            new PrintWriter(other),
                            files,
                            found,
                            null,
                            options,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(done).as(other.toString()).isTrue();
        }
        List<String> warnings = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> each : found.getDiagnostics()) {
            // At the end it says how many there were, of no file.
            if (each.getSource() != null && !isOfCompactConstructor(each)) {
                warnings.add(Path.of(each.getSource().getName()).getFileName() + ":" + each.getLineNumber() + ": "
                        + each.getMessage(Locale.ROOT));
            }
        }
        return warnings;
    }

    private static boolean isOfCompactConstructor(Diagnostic<? extends JavaFileObject> warning) throws IOException {
        List<String> lines =
                warning.getSource().getCharContent(false).toString().lines().toList();
        return COMPACT_CONSTRUCTOR
                .matcher(lines.get((int) warning.getLineNumber() - 1))
                .matches();
    }
}
