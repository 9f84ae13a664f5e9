package dev.framespan.starter.cli;

import dev.framespan.starter.progress.MoneyText;
import dev.framespan.workflows.storyboard.Estimate;
import dev.framespan.workflows.storyboard.Storyboard;
import java.math.BigDecimal;
import java.util.List;

/** The short table before a film is bought: shots, keyframes, seconds, price. */
final class EstimateTable {
    private EstimateTable() {}

    static List<String> of(Storyboard storyboard, Estimate estimate, BudgetCheck whole) {
        Table table = new Table("lrrl");
        long own = estimate.keyframes().stream()
                .filter(row -> row.origin() == Estimate.Origin.OWN)
                .count();
        table.row(
                "shots",
                String.valueOf(estimate.shots().size()),
                MoneyText.words(sum(estimate.shots())),
                estimate.seconds() + " seconds, " + storyboard.resolution().word() + ", "
                        + storyboard.aspectRatio().word());
        table.row(
                "keyframes",
                String.valueOf(estimate.keyframes().size()),
                MoneyText.words(sum(estimate.keyframes())),
                own == 0 ? "" : own + (own == 1 ? " is your own picture" : " are your own pictures"));
        if (!estimate.speeches().isEmpty()) {
            table.row(
                    "speech",
                    String.valueOf(estimate.speeches().size()),
                    MoneyText.words(sum(estimate.speeches())),
                    "");
        }
        table.row("in all", "", MoneyText.words(estimate.total().usd()), known(estimate) + whole.words());
        return table.lines();
    }

    private static String known(Estimate estimate) {
        return (estimate.atMost() ? "at most; how long a video is shows when it is fetched or made. " : "")
                + (estimate.total().listed() ? "" : "not every price is listed. ");
    }

    private static BigDecimal sum(List<Estimate.Row> rows) {
        return rows.stream().map(row -> row.price().usd()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
