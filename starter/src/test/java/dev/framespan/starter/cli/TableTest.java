package dev.framespan.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsStandOneUnderTheOther() {
        assertThat(new Table("lrl")
                        .row("shots", "8", "37 seconds")
                        .row("keyframes", "10", "")
                        .lines())
                .containsExactly("shots       8  37 seconds", "keyframes  10");
    }

    @Test
    void foreignWordsMoveNoColumn() {
        assertThat(new Table("ll").row("a\u009B\n", "x").row("film", "y").lines())
                .containsExactly("a\uFFFD\uFFFD   x", "film  y");
    }

    @Test
    void aRowHasAllItsCells() {
        assertThatThrownBy(() -> new Table("ll").row("alone")).isInstanceOf(IllegalArgumentException.class);
    }
}
