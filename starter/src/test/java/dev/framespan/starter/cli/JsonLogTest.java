package dev.framespan.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.workflows.payload.Payloads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class JsonLogTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(
            new PrintStream(new ByteArrayOutputStream()), new PrintStream(err, true, StandardCharsets.UTF_8));

    @Test
    void aLineOfTheLogIsOneObjectWithWhatItIsAbout() throws IOException {
        ExtLogRecord logged = record("the disk is full");
        logged.setMdc(Map.of("film", "storm", "shot", "gull", "task", "t-1", "WorkflowId", "s/storm", "Attempt", "3"));

        JsonNode line = Payloads.json().readTree(JsonLog.formatter(false).format((LogRecord) logged));

        assertThat(line.get("level").asText()).isEqualTo("WARN");
        assertThat(line.get("message").asText()).isEqualTo("the disk is full");
        assertThat(line.get("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(line.get("film").asText()).isEqualTo("storm");
        assertThat(line.get("shot").asText()).isEqualTo("gull");
        assertThat(line.get("task").asText()).isEqualTo("t-1");
        assertThat(line.get("workflow").asText()).isEqualTo("s/storm");
        assertThat(line.has("Attempt")).isFalse();
    }

    @Test
    void whatATerminalWouldObeyAndLineBreaksStayInTheirText() {
        String line = JsonLog.formatter(false).format((LogRecord) record("a\u001B[2Jb\nc"));

        assertThat(line).hasLineCount(1).doesNotContain("\u001B").endsWith("}" + System.lineSeparator());
    }

    @Test
    void aTraceIsThereForThoseWhoAskForIt() throws IOException {
        ExtLogRecord logged = record("broken");
        logged.setThrown(new IllegalStateException("why"));

        assertThat(JsonLog.formatter(false).format((LogRecord) logged)).doesNotContain("why");
        assertThat(Payloads.json()
                        .readTree(JsonLog.formatter(true).format((LogRecord) logged))
                        .get("trace")
                        .asText())
                .contains("IllegalStateException: why");
    }

    @Test
    void whatFramespanSaysItselfIsALineOfTheLogToo() throws IOException {
        console.sayAsJson();
        console.say("worker ready");
        console.complain("the store is full");

        String[] lines = err.toString(StandardCharsets.UTF_8).split(System.lineSeparator());
        assertThat(Payloads.json().readTree(lines[0]).get("message").asText()).isEqualTo("worker ready");
        assertThat(Payloads.json().readTree(lines[0]).get("level").asText()).isEqualTo("INFO");
        assertThat(Payloads.json().readTree(lines[1]).get("message").asText()).isEqualTo("the store is full");
        assertThat(Payloads.json().readTree(lines[1]).get("level").asText()).isEqualTo("ERROR");
    }

    private static ExtLogRecord record(String message) {
        ExtLogRecord logged = new ExtLogRecord(Level.WARN, message, ExtLogRecord.FormatStyle.NO_FORMAT, "test");
        logged.setLoggerName("dev.framespan.test");
        return logged;
    }
}
