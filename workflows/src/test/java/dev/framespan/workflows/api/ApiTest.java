package dev.framespan.workflows.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What workflow authors use is the studio and the values that it takes and gives. */
class ApiTest {
    private static final ApiSignatures API = new ApiSignatures(
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.framespan.workflows"),
            "dev.framespan.workflows.studio");

    @Test
    void noSignatureMentionsAnInternalType() {
        assertThat(API.violations()).isEmpty();
    }

    @Test
    void aSignatureThatMentionsAnInternalTypeIsFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(Planted.class, Planted.Secret.class);
        assertThat(new ApiSignatures(planted, Planted.class.getPackageName()).violations())
                .containsExactly(Planted.class.getName() + ".leaks(java.util.List) mentions "
                        + Planted.Secret.class.getName() + ", which is internal");
    }
}
