package dev.framespan.workflows.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.workflows.payload.Payloads;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00,
                0x07,
                0x08,
                '\t',
                '\n',
                0x0B,
                '\r',
                0x1B,
                0x7F, // C0
                0x80,
                0x84,
                0x85,
                0x8D,
                0x90,
                0x9B,
                0x9C,
                0x9D,
                0x9F, // C1
                0x061C,
                0x200E,
                0x200F,
                0x202A,
                0x202B,
                0x202C,
                0x202D,
                0x202E,
                0x2066,
                0x2067,
                0x2068,
                0x2069, // bidi
                0x00AD,
                0x180E,
                0x200B,
                0x2060,
                0x2061,
                0x2064,
                0x206A,
                0x206F,
                0xFEFF,
                0xFFF9,
                0xFFFB, // unseen
                0x1D173,
                0xE0001,
                0xE0020,
                0xE007F, // unseen, beyond 16 bits
                0x2028,
                0x2029, // line and paragraph
                0xD800,
                0xDFFF,
                0xFDD0,
                0xFFFE,
                0xFFFF,
                0x1FFFF,
                0x2065,
                0xE0080 // none that is a character
            })
    void whatATerminalObeysIsSeenAndNotObeyed(int point) {
        String text = "a" + Character.toString(point) + "z";
        assertThat(SafeText.line(text)).isEqualTo("a\uFFFDz");
        assertThat(SafeText.line(SafeText.line(text))).isEqualTo("a\uFFFDz");
        assertThat(SafeText.escaped(text)).matches("a(\\\\u[0-9A-F]{4})+z");
        assertThat(SafeText.escaped(text).codePoints()).allMatch(c -> c < 0x80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain words, and more: $0.43 [y/N] \\u202E",
                "Grüße aus dem Hafen – « ça va »",
                "маяк на рассвете",
                "灯台と海鳥",
                "שלום עולם",
                "مرحبا بالعالم",
                "می\u200Cخواهم",
                "क्\u200Dष",
                "🦊🌊",
                "👩\u200D🚀 👨\u200D👩\u200D👧 ❤\uFE0F\u200D🔥 🏳\uFE0F\u200D🌈 👩🏽\u200D⚕\uFE0F",
                "e\u0301",
                "\u00A0non\u202Fbreaking\u3000space",
                "\uE0A0 \uFFFD"
            })
    void whatAuthorsWriteStaysAsItIs(String text) {
        assertThat(SafeText.line(text)).isSameAs(text);
        assertThat(SafeText.escaped(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pay\u200Dpal", "\u200Dfilm", "film\u200C", "a \u200D b", "灯\u200D", "\u200D\u200D🦊"})
    void aJoinerThatJoinsNothingIsSeen(String text) {
        assertThat(SafeText.line(text)).doesNotContain("\u200D", "\u200C").contains("\uFFFD");
    }

    @Test
    void jsonStaysJsonAndMeansTheSame() throws JsonProcessingException {
        String said = "a\u009B31m\u202E \uDB40\uDC01 \u007F\u001B\n👩\u200D🚀 \u2028\"\\";
        for (String json : List.of(
                Payloads.json().writeValueAsString(List.of(said)),
                Payloads.json().writerWithDefaultPrettyPrinter().writeValueAsString(List.of(said)))) {
            assertThat(SafeText.json(json)).doesNotContain("\u009B", "\u202E", "\uDB40", "\u007F", "\u2028");
            assertThat(Payloads.json().readTree(SafeText.json(json)).path(0).asText())
                    .isEqualTo(said);
        }
    }

    @Test
    void wordsOfManyLinesBecomeOne() {
        assertThat(SafeText.gathered(" Bad\r\n\t gate\u0085way\u2028\u001B[31m\u009B\u202E "))
                .isEqualTo("Bad gate way [31m \uFFFD");
    }

    @Test
    void wordsAreCutBetweenCharacters() {
        assertThat(SafeText.cut("storm", 5)).isEqualTo("storm");
        assertThat(SafeText.cut("storms", 5)).isEqualTo("storm…");
        assertThat(SafeText.cut("abc🦊d", 4)).isEqualTo("abc…");
        assertThat(SafeText.cut("abc🦊d", 5)).isEqualTo("abc🦊…");
    }
}
