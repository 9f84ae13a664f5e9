package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A class that has changed is found here, and not by the long tests that change it once more. */
class OtherBuildTest {
    @ParameterizedTest
    @EnumSource
    void aLineBeforeWhichAnotherBuildDoesMoreIsThere(OtherBuild.Place place) {
        assertThatCode(place::source).doesNotThrowAnyException();
    }
}
