package dev.framespan.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What workflow authors use is the studio, the test kit and the values that these take and give; that is documented, and nothing else is. */
class ApiTest {
    private static final String TESTKIT = "dev.framespan.testkit";

    /** Of workflows and of their tests. */
    static final ApiSignatures API = new ApiSignatures(
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.framespan"),
            "dev.framespan.workflows.studio",
            TESTKIT);

    @Test
    void noSignatureMentionsAnInternalType() {
        assertThat(API.violations()).isEmpty();
    }

    /** Red: name the type in the pom.xml of {@code workflows}, or annotate what mentions it with {@code @Internal}. */
    @Test
    void theJavadocHasWhatAuthorsSeeAndNothingElse() throws IOException {
        assertThat(ApiSources.listed())
                .containsExactlyInAnyOrderElementsOf(API.types().stream()
                        .filter(type -> !type.startsWith(TESTKIT))
                        .toList());
    }

    @Test
    void theJavadocHidesInternalMembers() throws IOException {
        List<String> shown = new ArrayList<>();
        for (String type : API.types()) {
            String[] parts = ApiSources.text(type).split("\n +@Internal\n", -1);
            for (int i = 0; i + 1 < parts.length; i++) {
                int comment = parts[i].lastIndexOf("/**");
                if (comment < 0 || !parts[i].substring(comment).contains("@hidden")) {
                    shown.add(type + ": internal member " + (i + 1));
                }
            }
        }
        assertThat(shown).isEmpty();
    }

    @Test
    void aSignatureThatMentionsAnInternalTypeIsFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(Planted.class, Planted.Secret.class);
        assertThat(new ApiSignatures(planted, Planted.class.getPackageName()).violations())
                .containsExactly(Planted.class.getName() + ".leaks(java.util.List) mentions "
                        + Planted.Secret.class.getName() + ", which is internal");
    }
}
