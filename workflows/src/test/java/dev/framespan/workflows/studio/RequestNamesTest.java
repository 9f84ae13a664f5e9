package dev.framespan.workflows.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import org.junit.jupiter.api.Test;

class RequestNamesTest {
    private final RequestNames apart = new RequestNames(true);
    private final RequestNames old = new RequestNames(false);

    @Test
    void aNumberedNameIsNeverOneThatCouldBeGiven() {
        assertThat(apart.ofRequest(null, "clip")).isEqualTo("clip#1");
        assertThat(apart.ofRequest("clip-2", "clip")).isEqualTo("clip-2");
        assertThat(apart.ofRequest(null, "still")).isEqualTo("still#3");
        assertThatThrownBy(() -> apart.ofRequest("clip#4", "clip"))
                .satisfies(refused ->
                        assertThat(Stop.of(refused).orElseThrow().kind()).isEqualTo(FailureKind.REJECTED));
    }

    @Test
    void aPictureTakesItsName() {
        assertThat(apart.ofPicture("dawn")).isEqualTo("dawn");
        assertThat(apart.ofPicture(null)).isEqualTo("picture#2");
        assertThatThrownBy(() -> apart.ofRequest("dawn", "still")).hasMessageContaining("two requests are called dawn");
    }

    @Test
    void workflowsInProgressMeetTheNamesWithWhichTheyBegan() {
        assertThat(old.ofRequest(null, "clip")).isEqualTo("clip-1");
        assertThat(old.ofRequest("gull", "clip")).isEqualTo("gull");
        assertThat(old.ofPicture("gull")).isEqualTo("gull");
        assertThat(old.ofRequest(null, "still")).isEqualTo("still-3");
        assertThat(old.ofRequest("still-4", "still")).isEqualTo("still-4");
        assertThat(old.ofRequest("still-5", "still")).isEqualTo("still-5");
    }

    @Test
    void aNumberThatIsTakenIsPassedOver() {
        old.ofRequest("clip-2", "clip");

        assertThat(old.ofRequest(null, "clip")).isEqualTo("clip-3");
        assertThatThrownBy(() -> old.ofRequest("clip-3", "clip"))
                .hasMessageContaining("two requests are called clip-3");
    }
}
