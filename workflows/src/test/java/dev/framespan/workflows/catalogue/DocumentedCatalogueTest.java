package dev.framespan.workflows.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue in the pages is read as they say. */
class DocumentedCatalogueTest {
    private static final Pattern EXAMPLE = Pattern.compile("## The catalogue\n.*?```json\n(.*?)```", Pattern.DOTALL);

    private static final SnakeCaseStrategy SNAKE = new SnakeCaseStrategy();

    @TempDir
    Path folder;

    @Test
    void theExampleOfOperationsDoesWhatThePageSays() throws IOException {
        Matcher page = EXAMPLE.matcher(Files.readString(Path.of("../docs/operations.md")));
        assertThat(page.find()).isTrue();

        Catalogue own = Catalogue.read(Files.writeString(folder.resolve("own.json"), page.group(1)));

        VideoModel overridden = own.needVideo("kling-v3");
        assertThat(own.limits().referencePictures()).isEqualTo(6);
        assertThat(own.clip(overridden, Resolution.P720, 10, false, null, null).usd())
                .isEqualByComparingTo("0.8");
        assertThat(own.clip(overridden, Resolution.P720, 10, true, null, null))
                .isEqualTo(new Price(new BigDecimal("1.0710"), true));
        assertThat(own.clip(own.needVideo("kling-v4"), Resolution.P1080, 20, true, null, null)
                        .usd())
                .isEqualByComparingTo("3.6");
        assertThat(own.needVideo("kling-v4").defaultDuration()).isEqualTo(5);
        assertThat(own.needImage("doubao-seedream-4.5").price().usd()).isEqualByComparingTo("0.032");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                VideoModel.class,
                VideoModel.Prices.class,
                VideoModel.Caution.class,
                ImageModel.class,
                SpeechModel.class,
                Limits.class
            })
    void everyFieldIsOnThePage(Class<?> group) throws IOException {
        assertDocumented("", group);
    }

    @Test
    void fieldsOfGroupsAreOnThePageUnderTheirGroup() throws IOException {
        assertDocumented("references.", ImageModel.References.class);
        assertDocumented("reference_video.", Limits.ReferenceVideo.class);
    }

    private static void assertDocumented(String group, Class<?> type) throws IOException {
        String page = Files.readString(Path.of("../docs/operations.md"));
        assertThat(type.getRecordComponents())
                .extracting(component -> "`" + group + SNAKE.translate(component.getName()) + "`")
                .allSatisfy(field -> assertThat(page).contains(field));
    }
}
