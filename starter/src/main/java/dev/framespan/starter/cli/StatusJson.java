package dev.framespan.starter.cli;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.ledger.FilmSpending;
import dev.framespan.starter.progress.ItemView;
import dev.framespan.starter.progress.Snapshot;
import dev.framespan.starter.state.FilmState;
import dev.framespan.workflows.film.Settlement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a film stands, for programs: all digits, and what is not known left out. */
final class StatusJson {
    private StatusJson() {}

    /** @param settlement what became of a cancelled film's tasks */
    static Map<String, Object> of(
            FilmState state, List<FilmSpending> spendings, FilmBudget budget, Optional<Settlement> settlement) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("event", "status");
        object.put("film", state.film());
        object.put("state", FilmStateLine.word(state));
        state.realm().ifPresent(realm -> RealmJson.put(object, realm));
        state.beginning().ifPresent(beginning -> {
            object.put("title", beginning.title());
            if (beginning.isRun()) {
                object.put("workflow", beginning.workflow());
            }
            put(object, beginning.isRun() ? "input" : "storyboard", beginning.storyboard());
            object.put("begunAt", beginning.at().toString());
            put(object, "estimateUsd", beginning.estimateUsd());
            if (beginning.server() != null) {
                object.put("server", beginning.server().address());
            }
        });
        if (budget.usd() != null) {
            object.put("budgetUsd", budget.usd());
            object.put("budgetFrom", budget.source());
        }
        object.put("spending", spendings.stream().map(StatusJson::spending).toList());
        settlement.ifPresent(settled -> object.put("settlement", settled));
        state.atWork().ifPresent(snapshot -> addItems(object, snapshot));
        if (state.atWork().isEmpty()) {
            state.lastEnd().map(FilmFolder.End::report).ifPresent(report -> {
                object.put("stops", report.stops());
                if (report.trouble() != null) {
                    object.put("trouble", report.trouble());
                }
            });
        }
        if (!state.decisions().isEmpty()) {
            object.put("rebuy", state.decisions());
        }
        return object;
    }

    private static void put(Map<String, Object> object, String name, Object known) {
        if (known != null) {
            object.put(name, known);
        }
    }

    private static Map<String, Object> spending(FilmSpending spending) {
        Map<String, Object> object = new LinkedHashMap<>();
        RealmJson.put(object, spending.realm());
        object.put("spentUsd", spending.spentUsd());
        object.put("committedUsd", spending.committedUsd());
        object.put("tasks", spending.tasks());
        object.put("doubtfulUsd", spending.doubtfulUsd());
        object.put("doubts", spending.doubts());
        if (spending.unpriced() > 0) {
            object.put("unpriced", spending.unpriced());
        }
        return object;
    }

    private static void addItems(Map<String, Object> object, Snapshot snapshot) {
        object.put("percent", snapshot.percent());
        List<Map<String, Object>> items = new ArrayList<>();
        for (ItemView item : snapshot.items()) {
            items.add(Map.of(
                    "kind", item.place(),
                    "id", item.id(),
                    "doing", item.words()));
        }
        object.put("items", items);
        object.put("done", snapshot.done());
    }
}
