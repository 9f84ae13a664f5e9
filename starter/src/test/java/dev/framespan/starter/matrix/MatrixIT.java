package dev.framespan.starter.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framespan.activities.input.LocalInputs;
import dev.framespan.activities.kling.KlingProvider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.RequestPrice;
import dev.framespan.workflows.storyboard.Fault;
import dev.framespan.workflows.storyboard.ProviderRequests;
import dev.framespan.workflows.storyboard.Storyboard;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.storyboard.checking.StoryboardChecker;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Model by action by resolution by duration by sound by reference video. What the page has passes the check, is sent as the page
 * documents it and accepted; what it has not is refused by the check, with a cure, and by the simulator.
 */
@Tag("long")
class MatrixIT {
    private static final Catalogue CATALOGUE = Catalogue.builtIn();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Asset PICTURE = new Asset("a".repeat(64), 10, MediaType.PNG);
    private static final Asset VIDEO = new Asset("b".repeat(64), 10, MediaType.MP4);
    /** No longer than any clip, so that the clip's duration decides about the price. */
    private static final long VIDEO_MILLIS = 3_000;

    /** Says what is possible instead, or what to change. */
    private static final Pattern CURE =
            Pattern.compile("which (does|makes) \\w|\\((kling-[^)]*) (does|do|makes?)\\b|take \\w+ away|name it in ");

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> broken = new ArrayList<>();
    private SimulatedProvider simulator;
    private KlingProvider provider;

    @BeforeEach
    void open() {
        // So slow that nothing is begun before it is cancelled.
        simulator = new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "0.001");
        provider = new KlingProvider(
                URI.create(simulator.url()), "any-key", "loopback", true, CATALOGUE, Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        provider.close();
        simulator.close();
    }

    private record Sold(Combination clip, BigDecimal price) {}

    @Test
    void whatThePageHasIsTakenAndWhatItHasNotIsRefusedHereAndThere(TestReporter reporter) throws Exception {
        Map<String, Sold> sold = new LinkedHashMap<>();
        int refused = 0;
        for (Combination clip : Combination.all()) {
            List<String> wrong = KlingPage.wrong(clip);
            CheckResult checked = check(clip);
            if (wrong.isEmpty()) {
                sell(clip, checked, sold);
            } else {
                refused++;
                assertRefused(clip, checked, wrong);
            }
        }
        assertSoldAsDocumented(sold);
        reporter.publishEntry(Map.of(
                "combinations tried", String.valueOf(sold.size() + refused),
                "taken and cancelled", String.valueOf(sold.size()),
                "refused", String.valueOf(refused)));
        assertThat(broken.stream().limit(20))
                .as("%d are not as the page says", broken.size())
                .isEmpty();
        assertThat(sold).hasSize(378);
        assertThat(refused).isEqualTo(3_240 - 378);
    }

    private CheckResult check(Combination clip) throws IOException {
        Path file = Files.writeString(folder.resolve("matrix.yaml"), clip.storyboard());
        return StoryboardChecker.check(file, CATALOGUE, new LocalInputs());
    }

    private void sell(Combination clip, CheckResult checked, Map<String, Sold> sold) {
        if (!checked.isFaultless()) {
            broken.add(clip + " is refused by the check: " + checked.faults());
            return;
        }
        GenerationRequest request = request(clip, checked.storyboard());
        List<String> links = new ArrayList<>(clip.pictures());
        if (clip.hasVideo()) {
            links.add(Combination.VIDEO);
        }
        try {
            String task = provider.submit(request, links, Instant.MAX);
            sold.put(
                    task,
                    new Sold(
                            clip,
                            RequestPrice.of(CATALOGUE, request, "")
                                    .orElseThrow()
                                    .usd()));
            if (provider.cancel(task).isEmpty()) {
                broken.add(clip + " is not cancelled");
            }
        } catch (ProviderException e) {
            broken.add(clip + " is refused by the simulator: " + e.getMessage());
        }
    }

    /** What the shot asks for, with its pictures and its video. */
    private static GenerationRequest request(Combination clip, Storyboard storyboard) {
        Storyboard.Shot shot = storyboard.shots().get(0);
        GenerationRequest words = new ProviderRequests(storyboard, CATALOGUE).of(shot);
        List<InputPicture> pictures = new ArrayList<>();
        if (shot.from() != null) {
            pictures.add(new InputPicture(InputPicture.Role.FIRST_FRAME, PICTURE, null));
        }
        if (shot.to() != null) {
            pictures.add(new InputPicture(InputPicture.Role.LAST_FRAME, PICTURE, null));
        }
        shot.references().forEach(name -> pictures.add(new InputPicture(InputPicture.Role.REFERENCE, PICTURE, null)));
        GenerationRequest.Builder whole = words.copy().inputs(pictures);
        return clip.hasVideo()
                ? whole.video(words.video().with(VIDEO, null, VIDEO_MILLIS)).build()
                : whole.build();
    }

    private void assertRefused(Combination clip, CheckResult checked, List<String> wrong) throws Exception {
        List<Fault> faults = checked.faults();
        if (faults.isEmpty()) {
            broken.add(clip + " passes the check, although " + wrong + " is not possible");
        }
        for (Fault fault : faults) {
            if (!CURE.matcher(fault.message()).find()) {
                broken.add(clip + " is refused without a cure: " + fault);
            }
            if (wrong.stream().noneMatch(field -> fault.field().contains(field) || isAboutVideo(field, fault))) {
                broken.add(clip + " is refused for what is right: " + fault);
            }
        }
        for (String field : hidden(wrong)) {
            if (faults.stream().noneMatch(fault -> fault.field().contains(field) || isAboutVideo(field, fault))) {
                broken.add(clip + ": nothing is said about its " + field + ", only " + faults);
            }
        }
        HttpResponse<String> answer = post(clip.body().toString());
        if (answer.statusCode() != 400 || !answer.body().contains("invalid_parameter")) {
            broken.add(clip + " is answered " + answer.statusCode() + " " + answer.body());
        }
    }

    /** Whether a video goes with an action is said where the action stands, or the video. */
    private static boolean isAboutVideo(String field, Fault fault) {
        return field.equals("video")
                && fault.field().contains("action")
                && fault.message().contains("video");
    }

    /** Those about which nothing can be said before another is mended are left out. */
    private static Set<String> hidden(List<String> wrong) {
        Set<String> said = new LinkedHashSet<>(wrong);
        if (wrong.contains("resolution")) {
            said.remove("audio");
        }
        if (wrong.contains("video")) {
            said.remove("action");
        }
        return said;
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(simulator.url() + "/tasks"))
                        .header("Authorization", "Bearer any-key")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void assertSoldAsDocumented(Map<String, Sold> sold) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(simulator.url()).resolve("/admin/ledger"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode entries = JSON.readTree(answer.body()).path("entries");
        assertThat(entries).as("nothing was charged but what was to be sold").hasSize(sold.size());
        for (JsonNode entry : entries) {
            Sold one = sold.get(entry.path("task_id").asText());
            Combination clip = one.clip();
            if (!entry.path("request").equals(JSON.readTree(clip.body().toString()))) {
                broken.add(clip + " was sent as " + entry.path("request") + " instead of " + clip.body());
            }
            BigDecimal charged = entry.path("charged_usd").decimalValue();
            if (charged.compareTo(KlingPage.price(clip)) != 0 || charged.compareTo(one.price()) != 0) {
                broken.add(clip + " was charged " + charged + ", priced " + one.price() + ", and the page says "
                        + KlingPage.price(clip));
            }
            if (!entry.path("status").asText().equals("cancelled")) {
                broken.add(clip + " was left " + entry.path("status").asText());
            }
        }
    }
}
