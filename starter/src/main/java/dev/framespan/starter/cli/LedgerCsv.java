package dev.framespan.starter.cli;

import dev.framespan.activities.ledger.BoughtSubmission;
import dev.framespan.workflows.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was bought, as RFC 4180 has it: a heading, a line for each, cells in quotes where they need them. A cell that a spreadsheet would
 * take for a formula has an apostrophe before it: ids and models are words of others.
 */
final class LedgerCsv {
    private static final String FORMULA = "=+-@";
    private static final List<String> HEADING = List.of(
            "at",
            "film",
            "id",
            "take",
            "submission",
            "realm",
            "model",
            "action",
            "seconds",
            "resolution",
            "audio",
            "reference_video",
            "price_usd",
            "task",
            "state",
            "charge",
            "refund",
            "refunded_quota",
            "fingerprint");

    private LedgerCsv() {}

    static List<String> lines(List<BoughtSubmission> bought) {
        List<String> lines = new ArrayList<>();
        lines.add(line(HEADING.stream()));
        bought.forEach(each -> lines.add(line(cells(each))));
        return lines;
    }

    private static Stream<String> cells(BoughtSubmission each) {
        return Stream.of(
                        each.at(),
                        each.film(),
                        each.id(),
                        each.take(),
                        each.submission(),
                        each.realm(),
                        each.model(),
                        each.action() == null ? null : each.action().word(),
                        each.seconds(),
                        each.resolution(),
                        each.audio(),
                        each.video() == null ? null : each.video().word(),
                        each.priceUsd() == null ? null : each.priceUsd().toPlainString(),
                        each.task(),
                        each.state(),
                        each.charge().word(),
                        each.refund() == null ? null : each.refund().word(),
                        each.refundedQuota(),
                        each.fingerprint())
                .map(cell -> cell == null ? "" : cell.toString());
    }

    private static String line(Stream<String> cells) {
        return cells.map(LedgerCsv::cell).collect(Collectors.joining(","));
    }

    static String cell(String text) {
        String safe = SafeText.line(text);
        String first = safe.strip();
        if (!first.isEmpty() && FORMULA.indexOf(first.charAt(0)) >= 0) {
            safe = "'" + safe;
        }
        boolean quoted = safe.contains(",") || safe.contains("\"") || !safe.equals(safe.strip());
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
