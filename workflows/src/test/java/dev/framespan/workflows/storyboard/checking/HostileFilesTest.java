package dev.framespan.workflows.storyboard.checking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.storyboard.Storyboard;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileFilesTest {
    private static final String SHOTS = "shots: [{ id: a, prompt: p }]\n";

    @TempDir
    Path folder;

    @Test
    void aMissingFileAFolderAndAnotherNameAreOneClearFaultEach() throws IOException {
        assertOnly("none.yaml", "there is no such file");
        Files.createDirectory(folder.resolve("folder.yaml"));
        assertOnly("folder.yaml", "a folder, where a storyboard is needed: name the .yaml or .json file in it");
        Files.writeString(folder.resolve("film.txt"), SHOTS);
        assertOnly("film.txt", "a storyboard's name ends in .yaml, .yml or .json: rename the file");
        assertThat(StoryboardText.CATALOGUE.videos()).isNotEmpty();
        Files.createSymbolicLink(folder.resolve("broken.yaml"), folder.resolve("none"));
        assertOnly("broken.yaml", "there is no such file");
    }

    @Test
    void whatIsNoTextIsSaidSo() throws IOException {
        write("film.yaml", new byte[0]);
        assertOnly("film.yaml", "nothing stands in this file: a storyboard has at least shots");
        write("film.json", new byte[0]);
        assertOnly("film.json", "nothing stands in this file: a storyboard has at least shots");
        write("film.yaml", "# only a comment\n".getBytes(StandardCharsets.UTF_8));
        assertOnly("film.yaml", "nothing stands in this file: a storyboard has at least shots");
        write("film.yaml", new byte[] {'a', ':', ' ', 0, 'b'});
        assertOnly("film.yaml", "not a text: a zero byte stands at byte 3");
        write("film.yaml", "title: x".getBytes(Charset.forName("UTF-16")));
        assertOnly("film.yaml", "written in UTF-16: save it as UTF-8");
        write("film.yaml", "a: b\ntitle: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertOnly("film.yaml:2:11", "the text is not UTF-8 from here on: save the file as UTF-8");
    }

    @Test
    void fiftyMegabytesAreRefusedWithoutBeingRead() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("film.yaml").toFile(), "rw")) {
            file.setLength(50_000_000);
        }
        Assertions.assertTimeout(
                Duration.ofSeconds(1),
                () -> assertOnly("film.yaml", "larger than 1 MiB, which no storyboard is: split the film"));
    }

    @Test
    void anAliasBombIsRefusedBeforeItGoesOff() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        Assertions.assertTimeout(Duration.ofSeconds(1), () -> assertThat(
                        StoryboardText.in(folder).check(bomb.toString()).faults())
                .singleElement()
                .hasToString(folder.resolve("film.yaml")
                        + ":5:45  more than 100000 values, aliases written out: no storyboard is as large"));
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "[".repeat(500_000);
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            StoryboardText.in(folder)
                    .refuses(
                            "[".repeat(32) + "▲" + "[".repeat(1000),
                            "nested deeper than any storyboard: more than 32 levels");
            assertThat(StoryboardText.in(folder).check(deep).faults()).hasSize(1);
            assertThat(new StoryboardText(folder, "deep.json").check(deep).faults())
                    .hasSize(1);
            assertThat(StoryboardText.in(folder).check("a: ".repeat(100_000)).faults())
                    .hasSize(1);
            assertThat(StoryboardText.in(folder).check("- ".repeat(400_000)).faults())
                    .hasSize(1);
        });
    }

    @Test
    void aliasesRepeatValuesAndNeverThemselves() {
        Storyboard film = StoryboardText.in(folder)
                .faultless("shots:\n  - { id: a, prompt: &words a gull, duration: &d 4 }\n"
                        + "  - { id: b, prompt: *words, duration: *d, take: 2 }\n");
        assertThat(film.shots().get(1).prompt()).isEqualTo("a gull");
        assertThat(film.shots().get(1).duration()).isEqualTo(4);
        StoryboardText.in(folder).refuses("shots: &s [▲*s]", "*s repeats what it stands in itself");
        StoryboardText.in(folder).refuses("shots: [▲*none]", "*none repeats nothing: no &none stands before it");
    }

    @Test
    void fieldsThatStandTwiceAreFaultsBesideAllOthers() {
        StoryboardText.in(folder)
                .refuses(
                        "title: x\n▲title: y\nshots:\n  - { id: a, prompt: p, ▲prompt: q, take: ▲0 }\n",
                        "title: this stands here twice, first in line 1: take one of them away",
                        "shots[0].prompt: this stands here twice, first in line 4: take one of them away",
                        "shots[0].take: a whole number from 1 to 99 is expected, not 0");
        StoryboardText.in(folder)
                .refuses(
                        "keyframes:\n  dawn: { prompt: p }\n  ▲dawn: { prompt: q }\nshots: [{ id: a, from: dawn, prompt: p }]\n",
                        "keyframes.dawn: this stands here twice, first in line 2: take one of them away");
        new StoryboardText(folder, "film.json")
                .refuses(
                        "{\"shots\": [{\"id\": \"a\", \"prompt\": \"p\", ▲\"id\": \"b\", \"take\": ▲0}]}",
                        "shots[0].id: this stands here twice, first in line 1: take one of them away",
                        "shots[0].take: a whole number from 1 to 99 is expected, not 0");
    }

    @Test
    void brokenYamlIsOneSentenceWithAPlace() {
        StoryboardText.in(folder)
                .refuses(
                        "shots:\n▲\t- id: a\n",
                        "a tab stands here, and YAML indents with spaces: replace it with spaces");
        StoryboardText.in(folder)
                .refuses(
                        "title: a▲: b\n",
                        "no field can start here: line it up with its neighbours, or put quotes around a text with a colon in it");
        StoryboardText.in(folder)
                .refuses(
                        "shots:\n  - id: a\n ▲ prompt: p\n".replace("▲ ", "▲"),
                        "this does not belong to what stands before it: check indentation, commas, brackets and quotes");
        StoryboardText.in(folder)
                .refuses(SHOTS + "▲---\n" + SHOTS, "a second document starts here: a storyboard is one");
        StoryboardText.in(folder)
                .refuses("title: ▲!secret x\n" + SHOTS, "the tag !secret means nothing in a storyboard: leave it out");
        StoryboardText.in(folder).refuses("▲[a]: b\n" + SHOTS, "the name of a field is a word, not a list or a group");
        assertThat(StoryboardText.in(folder).check("title: \"x\n").faults()).hasSize(1);
        assertThat(StoryboardText.in(folder).check("title: \u0007\n" + SHOTS).faults())
                .singleElement()
                .hasToString(folder.resolve("film.yaml") + ":1:8  the character U+0007 cannot stand in YAML");
    }

    @Test
    void whatStandsBesideTheStoryboardHidesNoFaultOfIt() {
        String faulty = "shots:\n  - { id: a, prompt: p, take: ▲0 }\n  - { id: b, from: ▲dawn, prompt: p }\n";
        String take = "shots[0].take: a whole number from 1 to 99 is expected, not 0";
        String dawn = "shots[1].from: no keyframe is called dawn";
        StoryboardText.in(folder)
                .refuses(
                        faulty + "▲---\n[ broken",
                        take,
                        dawn + ": describe it under keyframes",
                        "a second document starts here: a storyboard is one");
        StoryboardText.in(folder)
                .refuses(
                        "title: ▲!secret x\nfps: ▲!!foo 24\n▲[a]: b\n" + faulty,
                        "the tag !secret means nothing in a storyboard: leave it out",
                        "the tag tag:yaml.org,2002:foo means nothing in a storyboard: leave it out",
                        "the name of a field is a word, not a list or a group",
                        take,
                        dawn + ": describe it under keyframes");
        for (String after : new String[] {"▲[]", "▲more"}) {
            assertThat(new StoryboardText(folder, "film.json")
                            .check("{\"shots\": [{\"id\": \"a\", \"prompt\": \"p\", \"take\": 0}]} "
                                    + after.substring(1))
                            .faults())
                    .hasSize(2)
                    .first()
                    .hasFieldOrPropertyWithValue("field", "shots[0].take");
        }
    }

    @Test
    void everyKindOfBadCharacterIsSaidAtOnceBesideAllOtherFaults() {
        StoryboardText.in(folder)
                .refuses(
                        "title: x▲\u0007\nshots:\n  - { id: a, prompt: p ▲\u009B q \u0007 r, take: ▲0 }\n",
                        "the character U+0007 cannot stand in YAML",
                        "the character U+009B cannot stand in YAML",
                        "shots[0].take: a whole number from 1 to 99 is expected, not 0");
        StoryboardText.in(folder)
                .refuses(
                        "shots: [{ id: a, prompt: ▲\"x\\x07y\\x1Bz\\x07\" }]",
                        "shots[0].prompt: the characters U+0007 and U+001B cannot be sent to a model: take them away");
        StoryboardText.in(folder)
                .refuses(
                        "shots: [{ id: a, prompt: ▲\"<<<image_1>>> and <<<image_2>>>\" }]",
                        "shots[0].prompt: <<<image_1>>> and <<<image_2>>> cannot stand here, since the numbers are"
                                + " Framespan's: name a character or keyframe in references, and write {its-name} here");
    }

    @Test
    void brokenJsonIsOneSentenceWithAPlace() {
        StoryboardText json = new StoryboardText(folder, "film.json");
        assertThat(json.check("{\"shots\": [}").faults()).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(1);
            assertThat(fault.column()).isEqualTo(12);
            assertThat(fault.message()).startsWith("not JSON: ");
        });
        json.refuses("{\"shots\": [{\"id\": \"a\", \"prompt\": \"p\"}]} ▲[]", "the storyboard has ended before this");
        assertThat(json.check("{\"shots\": [").faults()).hasSize(1);
        assertThat(json.check("shots: []").faults()).hasSize(1);
    }

    @Test
    void byteOrderMarksAndWindowsLinesAreNoFault() {
        String text = "\uFEFF# x\r\ntitle: film\r\nshots:\r\n  - id: a\r\n    prompt: |\r\n      one\r\n      two\r\n";
        Storyboard film = StoryboardText.in(folder).faultless(text);
        assertThat(film.shots().get(0).prompt()).isEqualTo("one\ntwo");
        StoryboardText.in(folder)
                .refuses(
                        "\uFEFFtitle: x\r\nshots:\r\n  - { id: a, prompt: p, take: ▲0 }\r\n".replace("\uFEFF", ""),
                        "shots[0].take: a whole number from 1 to 99 is expected, not 0");
        assertThat(new StoryboardText(folder, "film.json")
                        .faultless("\uFEFF{\"shots\": [{\"id\": \"a\", \"prompt\": \"p\"}]}")
                        .shots())
                .hasSize(1);
    }

    @Test
    void halfASurrogatePairIsRefusedInBothLanguages() {
        StoryboardText.in(folder)
                .refuses(
                        "shots: [{ id: a, prompt: ▲\"x\\uD800\" }]",
                        "shots[0].prompt: the character U+D800 cannot be sent to a model: take it away");
        new StoryboardText(folder, "film.json")
                .refuses(
                        "{\"shots\": [{ \"id\": \"a\", \"prompt\": ▲\"x\\uD800\" }]}",
                        "shots[0].prompt: the character U+D800 cannot be sent to a model: take it away");
    }

    @Test
    void aControlCharacterInJsonIsNamed() {
        assertThat(new StoryboardText(folder, "film.json")
                        .check("{\"title\": \"a\u0007b\"}")
                        .faults())
                .singleElement()
                .asString()
                .contains("not JSON: U+0007 stands in a text unescaped");
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    /** @param place the file's name, with line and column where the fault has them */
    private void assertOnly(String place, String message) {
        String name = place.replaceAll(":.*", "");
        CheckResult checked = StoryboardChecker.check(folder.resolve(name), StoryboardText.CATALOGUE, FoundInputs.WIDE);
        assertThat(checked.faults()).singleElement().hasToString(folder.resolve(place) + "  " + message);
        assertThat(checked.isFaultless()).isFalse();
    }
}
