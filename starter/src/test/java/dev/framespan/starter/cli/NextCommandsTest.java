package dev.framespan.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.stores.StoreAddress;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NextCommandsTest {
    @Test
    void theCommandThatGoesOnWorksOnTheSameStoreAndServer() {
        NextCommands plain =
                new NextCommands(options("films/storm.yaml", Optional.empty(), Optional.empty(), "embedded"));
        assertThat(plain.render()).isEqualTo("framespan render films/storm.yaml");
        assertThat(plain.cancel("storm")).isEqualTo("framespan cancel storm");

        assertThat(new NextCommands(options("storm.yaml", Optional.empty(), Optional.empty(), "local")).render())
                .isEqualTo("framespan render storm.yaml --temporal local");

        NextCommands placed = new NextCommands(options(
                "storm.yaml", Optional.of(Path.of("my films")), Optional.of(Path.of("/srv/store")), "temporal:7233"));
        assertThat(placed.render())
                .isEqualTo("framespan render storm.yaml --store /srv/store --temporal temporal:7233 --out 'my films'");
        assertThat(placed.status("storm"))
                .isEqualTo("framespan status storm --store /srv/store --temporal temporal:7233");
    }

    @Test
    void theNameOfAFileIsNoCommand() {
        assertThat(new NextCommands(options("x; rm it's.yaml", Optional.empty(), Optional.empty(), "embedded"))
                        .render())
                .isEqualTo("framespan render 'x; rm it'\\''s.yaml'");
    }

    @Test
    void aRunIsTypedAgainWithItsInputItsIdAndItsJars() {
        RunOptions run = new RunOptions(
                "MusicVideo", Optional.of("gulls"), Optional.of(BigDecimal.TEN), Optional.of(Path.of("my jars")));

        assertThat(new NextCommands(
                                options("song.json", Optional.of(Path.of("out")), Optional.empty(), "embedded", run))
                        .render())
                .isEqualTo("framespan run MusicVideo --input song.json --id gulls --workflows 'my jars' --out out");
    }

    private static RenderOptions options(String storyboard, Optional<Path> out, Optional<Path> store, String server) {
        return options(storyboard, out, store, server, null);
    }

    private static RenderOptions options(
            String storyboard, Optional<Path> out, Optional<Path> store, String server, RunOptions run) {
        return new RenderOptions(
                Path.of(storyboard),
                out,
                store.map(StoreAddress::of),
                TemporalServer.of(server, Map.of("TEMPORAL_CONFIG_FILE", "none.toml")),
                false,
                List.of(),
                false,
                false,
                0,
                20,
                false,
                false,
                false,
                run);
    }
}
