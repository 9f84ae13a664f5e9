package dev.framespan.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.spending.SpendingLimit.Counted;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** The question of a run, asked before it: what was spent for a film, what is reserved, what is left. */
class BudgetCheckTest {
    private static final String RAISE = "framespan budget film.yaml 0.65";

    @Test
    void whatWasSpentAndIsReservedCountsBesideWhatIsLeft() {
        BudgetCheck check = check("0.6", false, "0.2142", "0.2142", "0.2142");

        assertThat(check.exceeds()).isTrue();
        assertThat(check.sufficientUsd()).isEqualByComparingTo("0.65");
        assertThat(check.raiseUsd()).isEqualByComparingTo("0.05");
        assertThat(check.words())
                .isEqualTo("budget $0.60, of which $0.2142 spent and $0.2142 reserved, exceeded by $0.0426");
        assertThat(check.refusal(RAISE))
                .hasMessage(
                        "what is left to buy of this film costs $0.2142, $0.2142 was spent for it before and $0.2142 is"
                                + " reserved for what is at the provider or in doubt: $0.0426 above its budget of $0.60: "
                                + RAISE
                                + " raises it by $0.05, or write a larger budget_usd, or make it shorter or smaller;"
                                + " nothing was bought");
        assertThat(check.json())
                .containsEntry("withinBudget", false)
                .containsEntry("spentUsd", new BigDecimal("0.2142"))
                .containsEntry("exceededByUsd", new BigDecimal("0.0426"))
                .containsEntry("budgetFrom", "storyboard");
    }

    @Test
    void aBudgetThatIsEqualSuffices() {
        assertThat(check("0.6426", false, "0.2142", "0.2142", "0.2142").exceeds())
                .isFalse();
        assertThat(check("0.642599", false, "0.2142", "0.2142", "0.2142").exceeds())
                .isTrue();
    }

    @Test
    void whereNothingIsLeftToBuyASmallerBudgetRefusesNothing() {
        BudgetCheck had = check("0.3", true, "0.8008", "0.25", "0");

        assertThat(had.exceeds()).isTrue();
        assertThat(had.refuses()).isFalse();
        assertThat(check("0.3", true, "0.8008", "0", "0.0001").refuses()).isTrue();
    }

    @Test
    void aDecidedBudgetIsSaidToBeDecided() {
        BudgetCheck check = check("60", true, "0", "0", "61.5");

        assertThat(check.words()).isEqualTo("budget $60.00 as decided with framespan budget, exceeded by $1.50");
        assertThat(check.refusal("R"))
                .hasMessageStartingWith(
                        "this film costs $61.50, $1.50 above its budget of $60.00 as decided with framespan"
                                + " budget: R raises it by $1.50, or");
        assertThat(check.json()).containsEntry("budgetFrom", "decision");
    }

    @Test
    void whatIsBoughtOnceMoreIsSaidToComeOnTopWhereItMayHaveBeenCharged() {
        assertThat(check("60", false, "0", "0", "0.1955").doubt()).isEmpty();

        BudgetCheck check = new BudgetCheck(
                new FilmBudget(new BigDecimal("0.1955"), false),
                new Counted(BigDecimal.ZERO, BigDecimal.ZERO, new BigDecimal("0.1955")),
                new BigDecimal("0.1955"));
        assertThat(check.exceeds()).isFalse();
        assertThat(check.doubt()).hasValueSatisfying(said -> assertThat(said).contains("$0.1955", "--rebuy"));
        assertThat(check.json()).containsEntry("doubtfulBeforeUsd", new BigDecimal("0.1955"));
    }

    @Test
    void noExcessIsShownAsNothing() {
        assertThat(check("0.687283", false, "0", "0", "0.687290").words())
                .isEqualTo("budget $0.6873, exceeded by $0.000007");
    }

    @Test
    void withoutABudgetNothingExceeds() {
        BudgetCheck check = BudgetCheck.ofNew(new FilmBudget(null, false), new BigDecimal("1000"));

        assertThat(check.exceeds()).isFalse();
        assertThat(check.words()).isEmpty();
        assertThat(check.json()).containsOnlyKeys("withinBudget");
    }

    private static BudgetCheck check(String budget, boolean decided, String spent, String reserved, String left) {
        return new BudgetCheck(
                new FilmBudget(new BigDecimal(budget), decided),
                new Counted(new BigDecimal(spent), new BigDecimal(reserved), BigDecimal.ZERO),
                new BigDecimal(left));
    }
}
