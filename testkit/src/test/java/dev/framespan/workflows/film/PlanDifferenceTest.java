package dev.framespan.workflows.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.testkit.Plans;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.plan.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of a storyboard has changed since its film began. */
class PlanDifferenceTest {
    private static GenerationRequest request(String words) {
        return GenerationRequest.of("kling-v3", Action.GENERATE, Prompt.of(words))
                .aspectRatio("16:9")
                .resolution("720p")
                .seconds(5)
                .build();
    }

    private static Plan plan(String title, List<Plan.Keyframe> keyframes, Plan.Shot... shots) {
        return new Plan("storm", title, 1280, 720, null, keyframes, List.of(shots));
    }

    private static Plan.Keyframe keyframe(String id, String words) {
        return Plan.Keyframe.of(id, request(words), List.of());
    }

    private static final Plan BEFORE = plan(
            "Storm",
            List.of(keyframe("hill", "a hill"), keyframe("sea", "a sea")),
            Plan.Shot.of("gull", "hill", null, request("a gull")),
            Plan.Shot.of("rain", "hill", null, request("rain")));

    @Test
    void nothingIsDifferentFromItself() {
        assertThat(PlanDifference.of(BEFORE, BEFORE)).isEqualTo(new PlanDifference(List.of(), List.of()));
    }

    @Test
    void otherWordsAndOtherKeyframesAreRequests() {
        Plan now = plan(
                "Storm",
                List.of(keyframe("hill", "a steep hill"), keyframe("sea", "a sea")),
                Plan.Shot.of("gull", "sea", null, request("a gull")),
                Plan.Shot.of("rain", "hill", null, request("less rain")));

        assertThat(PlanDifference.of(BEFORE, now))
                .isEqualTo(new PlanDifference(List.of("hill", "gull", "rain"), List.of()));
    }

    @Test
    void allElseIsSaidInWords() {
        Plan now = plan(
                "A storm",
                List.of(keyframe("hill", "a hill")),
                Plan.Shot.of("rain", "hill", null, request("rain")),
                Plan.Shot.of("gull", "hill", "hill", request("a gull")));

        PlanDifference difference = PlanDifference.of(BEFORE, now);

        assertThat(difference.requests()).isEmpty();
        assertThat(difference.others())
                .containsExactly(
                        "which keyframes are used",
                        "the shots or their order",
                        "how the shot gull stands in the film, or from what kind of pictures it is made",
                        "the title");
    }

    @Test
    void aPlanThatIsPartlyAnotherDiffersInTheRest() {
        Plan now = plan(
                "Storm",
                List.of(keyframe("hill", "a steep hill"), keyframe("sea", "a sea")),
                Plan.Shot.of("gull", "hill", null, request("a gull at rest")),
                Plan.Shot.of("rain", "hill", null, request("less rain")));
        Plan partly = PlanDifference.partly(BEFORE, now, List.of("hill", "gull"));

        assertThat(PlanDifference.of(BEFORE, partly).requests()).containsExactly("hill", "gull");
        assertThat(PlanDifference.of(partly, now)).isEqualTo(new PlanDifference(List.of("rain"), List.of()));
        assertThat(PlanDifference.partly(BEFORE, now, List.of("hill", "gull", "rain")))
                .isEqualTo(now);
    }

    @Test
    void otherScenesAreSaidAndAPlanThatIsPartlyAnotherKeepsItsOwn() {
        Plan before = Plans.inScenes(BEFORE, 1, 1);

        assertThat(PlanDifference.of(before, Plans.inScenes(BEFORE, 2)).others())
                .containsExactly("the scenes");
        assertThat(PlanDifference.partly(before, BEFORE, List.of("gull")).scenes())
                .isEqualTo(before.scenes());
    }
}
