package dev.framespan.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.ledger.BoughtSubmission;
import dev.framespan.activities.ledger.Charge;
import dev.framespan.workflows.catalogue.Action;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerCsvTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "gull | gull",
                "a,b | \"a,b\"",
                "a \"b\" | \"a \"\"b\"\"\"",
                "=1+1 | '=1+1",
                "+1 | '+1",
                "-1 | '-1",
                "@x | '@x",
                "` =1` | ' =1",
                "`a ` | \"a \"",
                "=a,b | \"'=a,b\"",
                "a=b | a=b"
            })
    void aCellIsOneCellAndNoFormula(String text, String cell) {
        assertThat(LedgerCsv.cell(text)).isEqualTo(cell);
    }

    @Test
    void whatIsNotKnownIsEmptyAndPricesAreExact() {
        BoughtSubmission old = new BoughtSubmission(
                Instant.parse("2026-03-01T10:00:00Z"),
                "storm",
                "gull",
                1,
                2,
                null,
                "kling-v3",
                null,
                null,
                null,
                null,
                null,
                new BigDecimal("0.455345123456789"),
                null,
                "ambiguous",
                Charge.DOUBTFUL,
                null,
                null,
                "v1:ab",
                null);
        BoughtSubmission still = new BoughtSubmission(
                Instant.parse("2026-03-01T10:00:00Z"),
                "storm",
                "shore",
                1,
                1,
                "example.org",
                "doubao-seedream-4.5",
                Action.GENERATE,
                null,
                "2K",
                null,
                null,
                new BigDecimal("3E+1"),
                "t-1",
                "cancelled",
                Charge.NONE,
                BoughtSubmission.RefundState.YES,
                50_000L,
                "v1:cd",
                null);

        assertThat(LedgerCsv.lines(List.of(old, still)))
                .containsExactly(
                        "at,film,id,take,submission,realm,model,action,seconds,resolution,audio,reference_video,price_usd,"
                                + "task,state,charge,refund,refunded_quota,fingerprint",
                        "2026-03-01T10:00:00Z,storm,gull,1,2,,kling-v3,,,,,,0.455345123456789,,ambiguous,doubtful,,,v1:ab",
                        "2026-03-01T10:00:00Z,storm,shore,1,1,example.org,doubao-seedream-4.5,generate,,2K,,,30,t-1,"
                                + "cancelled,none,yes,50000,v1:cd");
    }

    @Test
    void linesEndAsTheStandardSays() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Console(new PrintStream(out), new PrintStream(out)).csv("a,b");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a,b\r\n");
    }
}
