package dev.framespan.workflows.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.framespan.testkit.Plans;
import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.FilmLayout;
import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.FilmTags;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.film.FilmStatus;
import dev.framespan.workflows.film.LoadedPlan;
import dev.framespan.workflows.film.ReceiptInput;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.Item;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.payload.codec.PayloadCodecException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a film of thousands of shots sends through its server stays small, and what small ones send stays as it was. */
class LargePayloadsTest {
    private static final Format FORMAT = new Format(1280, 720, "24/1");

    @ParameterizedTest
    @ValueSource(ints = {1_000, 2_000})
    void theMessagesOfALongFilmStaySmall(int shots) {
        Timeline timeline = timeline(shots);
        AssembledFilm film = film(timeline);
        List<Item> items = items(shots);
        Map<String, Object> messages = Map.of(
                "timeline",
                timeline,
                "film",
                film,
                "plan",
                plan(shots),
                "status",
                new FilmStatus("joining", items),
                "receipt",
                new ReceiptInput(
                        new FilmInput("long", "store", asset("plan", MediaType.JSON), "example.org"),
                        FilmOutcome.DONE,
                        items,
                        new Film(
                                film.film(),
                                film.facts(),
                                film.contactSheet(),
                                timeline,
                                film.conformed(),
                                film.layout(),
                                film.report(),
                                film.page(),
                                film.stems()),
                        null));
        messages.forEach((name, message) -> {
            Payload payload = Payloads.converter().toPayload(message).orElseThrow();
            assertThat(payload.getSerializedSize()).as(name).isLessThan(384 * 1024);
            assertThat((Object) Payloads.converter().fromPayload(payload, message.getClass(), message.getClass()))
                    .isEqualTo(message);
        });
    }

    @Test
    void whatIsNotLargeIsWrittenAsItIs() {
        Timeline timeline = timeline(100);
        assertThat(Payloads.converter().toPayload(timeline)).contains(plain(timeline));
    }

    @Test
    void whatWasWrittenAsItIsCanBeReadWhateverItsSize() {
        Timeline timeline = timeline(1_000);
        Payload before = plain(timeline);
        assertThat(before.getSerializedSize()).isGreaterThan(LargePayloads.LARGE);
        assertThat(Payloads.converter().fromPayload(before, Timeline.class, Timeline.class))
                .isEqualTo(timeline);
    }

    @Test
    void whatIsNotWhatItSaysIsRefused() {
        Payload large = Payloads.converter().toPayload(timeline(1_000)).orElseThrow();
        Payload cut =
                large.toBuilder().setData(large.getData().substring(0, 1000)).build();
        Payload other = large.toBuilder().setData(ByteString.copyFromUtf8("{}")).build();
        for (Payload broken : List.of(cut, other)) {
            assertThatThrownBy(() -> Payloads.converter().fromPayload(broken, Timeline.class, Timeline.class))
                    .isInstanceOf(PayloadCodecException.class);
        }
    }

    private static Payload plain(Object message) {
        return DefaultDataConverter.newDefaultInstance()
                .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(Payloads.json()))
                .toPayload(message)
                .orElseThrow();
    }

    private static Timeline timeline(int shots) {
        List<Cut> cuts = IntStream.range(0, shots)
                .mapToObj(i -> new Cut(
                        id(i),
                        asset("clip " + i, MediaType.MP4),
                        facts(i),
                        null,
                        i % 3 == 0 ? Transition.crossfade(0.5) : null,
                        null,
                        i % 10 == 0 ? "Chapter " + i : null))
                .toList();
        return new Timeline(
                FORMAT, cuts, JoinSettings.DEFAULT, FilmSound.USUAL, new FilmTags("Long", "2026-03-01", "eng"));
    }

    private static AssembledFilm film(Timeline timeline) {
        FilmLayout layout = FilmLayout.of(
                timeline,
                timeline.cuts().stream()
                        .map(cut -> new FilmLayout.Join(cut.over(), cut.transition() == null))
                        .toList());
        Set<String> conformed = IntStream.range(0, timeline.cuts().size())
                .filter(i -> i % 4 == 0)
                .mapToObj(LargePayloadsTest::id)
                .collect(Collectors.toSet());
        return new AssembledFilm(
                asset("film", MediaType.MP4),
                facts(0),
                asset("sheet", MediaType.JPG),
                conformed,
                layout,
                asset("joins", MediaType.JSON),
                asset("joins", MediaType.HTML),
                Map.of());
    }

    private static List<Item> items(int shots) {
        return IntStream.range(0, shots)
                .mapToObj(i -> new Item(
                        id(i),
                        false,
                        Item.State.DONE,
                        "long@3f2a9c1e/1/" + id(i),
                        null,
                        new Take(
                                asset("clip " + i, MediaType.MP4),
                                facts(i),
                                "v1:" + Sha256.of("print " + i),
                                1,
                                "task_" + Sha256.of("task " + i).substring(0, 20),
                                new BigDecimal("0.357"),
                                true),
                        null))
                .toList();
    }

    private static LoadedPlan plan(int shots) {
        Plans plans = new Plans();
        for (int i = 0; i < shots; i++) {
            plans.shot(id(i), null, null, words(i));
        }
        return new LoadedPlan(plans.film("long"), 20, null, null, null);
    }

    /** A prompt of 50 words, no two alike. */
    private static String words(int shot) {
        String[] all =
                ("the sea a storm over grey rocks while gulls cry and an old lighthouse keeper climbs narrow stairs"
                                + " with his lamp rain beats against windows slow dolly in wide shot film grain warm light")
                        .split(" ");
        String random = Sha256.of("words " + shot);
        return IntStream.range(0, 50)
                .mapToObj(i -> all[(random.charAt(i) * 31 + random.charAt(i + 1)) % all.length])
                .collect(Collectors.joining(" "));
    }

    private static String id(int shot) {
        return "a-shot-with-a-name-" + shot;
    }

    private static MediaFacts facts(int shot) {
        return new MediaFacts(1280, 720, 120 + shot % 5, "24/1", true, "h264", Sha256.of("signature " + shot % 3));
    }

    private static Asset asset(String name, MediaType type) {
        return new Asset(Sha256.of(name), 1_234_567 + name.hashCode() % 100_000, type);
    }
}
