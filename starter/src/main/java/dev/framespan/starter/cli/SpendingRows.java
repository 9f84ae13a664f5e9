package dev.framespan.starter.cli;

import dev.framespan.activities.ledger.FilmSpending;
import dev.framespan.starter.progress.MoneyText;
import dev.framespan.workflows.generation.Realm;
import java.util.List;

/** What a film has cost so far, as the ledger knows it: what is committed, what is spent, what is in doubt. */
final class SpendingRows {
    private SpendingRows() {}

    /**
     * @param facts a table of two columns
     * @param isHeldHere whether answers to submissions may still come
     */
    static void add(Table facts, List<FilmSpending> spendings, boolean isHeldHere) {
        if (spendings.isEmpty()) {
            facts.row("spent", "$0.00");
        }
        for (FilmSpending spending : spendings) {
            String where = where(spending.realm(), spendings.size() > 1);
            if (spending.tasks() > 0) {
                facts.row(
                        "committed",
                        MoneyText.words(spending.committedUsd()) + " for " + counted(spending.tasks(), "task")
                                + " whose result is not yet here" + where);
            }
            facts.row(
                    "spent",
                    MoneyText.words(spending.spentUsd())
                            + (spending.unpriced() == 0 ? "" : ", " + MoneyText.unpriced(spending.unpriced()))
                            + where);
            if (spending.doubts() > 0) {
                facts.row(
                        isHeldHere ? "unanswered" : "in doubt",
                        MoneyText.words(spending.doubtfulUsd()) + " for " + counted(spending.doubts(), "submission")
                                + (isHeldHere
                                        ? " whose answer has not come yet, or was lost"
                                        : " without a clear answer")
                                + where);
            }
        }
    }

    /** What is paid for and not here, where no process fetches it: a sentence for each realm. */
    static List<String> atProvider(List<FilmSpending> spendings) {
        return spendings.stream()
                .filter(spending -> spending.tasks() > 0)
                .map(spending -> counted(spending.tasks(), "task") + " (" + MoneyText.words(spending.committedUsd())
                        + (spending.tasks() == 1 ? ") is" : ") are") + " still at the provider"
                        + where(spending.realm(), spendings.size() > 1) + "; render it again to fetch "
                        + (spending.tasks() == 1 ? "it" : "them"))
                .toList();
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String where(String realm, boolean several) {
        if (Realm.SIMULATOR.equals(realm)) {
            return " (simulated, nothing was paid)";
        }
        if (!several) {
            return "";
        }
        if (realm == null) {
            return " by an older version";
        }
        return Realm.LOOPBACK.equals(realm) ? " at a provider on this machine" : " at " + realm;
    }
}
