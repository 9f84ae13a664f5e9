package dev.framespan.activities.upkeep;

import dev.framespan.activities.ledger.ClaimIndex;

/** What to do about a record that cannot be understood. Which are no more than a memory of work, the folders say. */
final class RecordCure {
    private static final String MADE_ANEW = "delete it while nothing works on the store: it is made anew";

    private RecordCure() {}

    static String of(String key) {
        String[] parts = key.split("/");
        return switch (parts[0]) {
            case "films" -> parts.length > 2 && parts[2].equals("decisions")
                    ? "delete it, and decide again"
                    : "delete it, and render the film " + parts[1] + " again";
            case "derived",
                    "proven",
                    "pictures",
                    "links",
                    "waiting",
                    "brakes",
                    "spending",
                    "callbacks",
                    "leases",
                    "health",
                    ClaimIndex.FOLDER -> MADE_ANEW;
            default -> "put it back from a copy of the store";
        };
    }
}
