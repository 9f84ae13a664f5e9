package dev.framespan.starter.cli;

import dev.framespan.starter.progress.MoneyText;
import dev.framespan.workflows.catalogue.VideoUse;
import dev.framespan.workflows.storyboard.Estimate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each keyframe and shot of a film costs, and why. */
final class PriceTable {
    private PriceTable() {}

    static List<String> of(Estimate estimate, BudgetCheck check) {
        Table table = new Table("llllrlrl");
        table.row("", "id", "model", "action", "seconds", "tier", "price", "");
        estimate.keyframes().forEach(row -> add(table, "keyframe", row));
        estimate.shots().forEach(row -> add(table, "shot", row));
        estimate.speeches().forEach(row -> add(table, "speech", row));
        table.row("in all", "", "", "", "", "", MoneyText.words(estimate.total().usd()), sum(estimate, check));
        return table.lines();
    }

    private static void add(Table table, String kind, Estimate.Row row) {
        table.row(
                kind,
                row.id(),
                text(row.model()),
                text(row.action()),
                row.seconds() == 0 ? "" : String.valueOf(row.seconds()),
                tier(row),
                MoneyText.words(row.price().usd()),
                String.join(", ", notes(row)));
    }

    private static String text(String word) {
        return word == null ? "" : word;
    }

    /** {@code 720p, audio, with video}: what decides the price of a second. */
    static String tier(Estimate.Row row) {
        List<String> tier = new ArrayList<>();
        if (row.resolution() != null) {
            tier.add(row.resolution());
        }
        if (row.audio()) {
            tier.add("audio");
        }
        if (row.video() != null) {
            tier.add("with video");
        }
        return String.join(", ", tier);
    }

    private static List<String> notes(Estimate.Row row) {
        List<String> notes = new ArrayList<>();
        switch (row.origin()) {
            case BOUGHT -> addPriced(notes, row);
            case HAD -> notes.add("have it");
            case RESERVED -> notes.add("at the provider or in doubt");
            case SHARED -> notes.add("the same as " + row.sameAs());
            case OWN -> notes.add("your own picture");
            case FRAME -> notes.add("a frame of a shot");
        }
        return notes;
    }

    private static void addPriced(List<String> notes, Estimate.Row row) {
        if (row.atMost()) {
            notes.add("at most: its video lasts up to " + seconds(row.videoSeconds()) + " s");
        } else if (row.video() == VideoUse.BASE
                && row.videoSeconds().compareTo(BigDecimal.valueOf(row.seconds())) > 0) {
            notes.add("for the " + seconds(row.videoSeconds()) + " s of its video");
        }
        if (!row.price().listed()) {
            notes.add("not listed");
        }
    }

    private static String seconds(BigDecimal seconds) {
        return seconds.stripTrailingZeros().toPlainString();
    }

    private static String sum(Estimate estimate, BudgetCheck check) {
        List<String> notes = new ArrayList<>();
        if (estimate.atMost()) {
            notes.add("at most");
        }
        if (!estimate.total().listed()) {
            notes.add("not every price is listed");
        }
        if (check.budget().usd() != null) {
            notes.add(check.words());
        }
        return String.join("; ", notes);
    }

    /** The same for programs, with all digits. */
    static List<Map<String, Object>> json(Estimate estimate) {
        List<Map<String, Object>> rows = new ArrayList<>();
        estimate.keyframes().forEach(row -> rows.add(json("keyframe", row)));
        estimate.shots().forEach(row -> rows.add(json("shot", row)));
        estimate.speeches().forEach(row -> rows.add(json("speech", row)));
        return rows;
    }

    private static Map<String, Object> json(String kind, Estimate.Row row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", kind);
        object.put("id", row.id());
        object.put("origin", row.origin());
        put(object, "sameAs", row.sameAs());
        put(object, "model", row.model());
        put(object, "action", row.action());
        put(object, "seconds", row.seconds() == 0 ? null : row.seconds());
        put(object, "resolution", row.resolution());
        if (row.seconds() != 0) {
            object.put("audio", row.audio());
        }
        put(object, "video", row.video());
        put(object, "videoSeconds", row.videoSeconds());
        object.put("priceUsd", row.price().usd());
        object.put("priceListed", row.price().listed());
        object.put("atMost", row.atMost());
        object.put("have", row.origin() == Estimate.Origin.HAD);
        return object;
    }

    private static void put(Map<String, Object> object, String name, Object value) {
        if (value != null) {
            object.put(name, value);
        }
    }
}
