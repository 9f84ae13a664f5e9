package dev.framespan.starter.cli;

import dev.framespan.activities.input.StoredPlan;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.UserError;
import dev.framespan.workflows.storyboard.Storyboard;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.studio.StudioAnswers;
import dev.framespan.workflows.studio.StudioControls;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code framespan retake}. */
@Command(
        name = "retake",
        sortOptions = false,
        description =
                "Have another take made of a shot, within the budget. Of one that is made, the take of before is kept, and what was made from it stays as it"
                        + " is. A film that is not at work goes by it in its next render.")
final class RetakeCommand extends ChangeCommand {
    private static final String TAKE = "take";

    RetakeCommand(Console console) {
        super(console);
    }

    @Override
    String words(String film) {
        return "retake " + film + " " + shot();
    }

    @Override
    boolean storeFirst() {
        return false;
    }

    @Override
    boolean mayBeMade() {
        return true;
    }

    @Override
    String update() {
        return "retake";
    }

    @Override
    Map<String, String> fields(CheckResult now) {
        if (!now.isFaultless()) {
            throw UserError.refused("the storyboard has faults, which framespan check says; nothing was changed");
        }
        Storyboard.Keyframe keyframe = now.storyboard().keyframes().get(shot());
        int take = now.storyboard().shots().stream()
                .filter(shot -> shot.id().equals(shot()))
                .mapToInt(Storyboard.Shot::take)
                .findFirst()
                .orElseGet(() -> keyframe == null ? 1 : keyframe.take());
        return Map.of(TAKE, Integer.toString(take + 1));
    }

    @Override
    Object told(StudioControls.Asked asked, Store store) {
        return new StudioAnswers.Retake(asked.id());
    }

    @Override
    Object told(StoredPlan planned, Map<String, String> fields) {
        return new StudioAnswers.Retake(shot(), Integer.valueOf(fields.get(TAKE)), planned.asset());
    }
}
