package dev.framespan.starter.cli;

import dev.framespan.activities.picture.PictureDownload;
import dev.framespan.activities.picture.PictureFiles;
import dev.framespan.activities.picture.StoredPlanAssets;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.Reason;
import dev.framespan.asset.Asset;
import dev.framespan.asset.MediaType;
import dev.framespan.catalogue.Catalogue;
import dev.framespan.film.Plan;
import dev.framespan.payload.Payloads;
import dev.framespan.starter.exit.Complaint;
import dev.framespan.storyboard.Checked;
import dev.framespan.storyboard.Planner;
import dev.framespan.storyboard.StoryboardChecker;
import dev.framespan.worker.FramespanConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;

/** Reads storyboards and makes plans of them. */
final class StoryboardDesk {
    private final Catalogue catalogue;
    private final PictureFiles pictures = new PictureFiles();

    StoryboardDesk(FramespanConfig config) {
        this(config.catalogue().map(Catalogue::read).orElseGet(Catalogue::builtIn));
    }

    StoryboardDesk(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Models, limits and prices by which storyboards are checked here. */
    Catalogue catalogue() {
        return catalogue;
    }

    Checked check(Path storyboard) {
        return StoryboardChecker.check(storyboard, catalogue, pictures);
    }

    /** A plan and where the store keeps it. */
    record Planned(Plan plan, Asset asset) {}

    /** Keeps pictures, long prompts and the plan itself. The same storyboard gives the same asset. */
    Planned plan(Checked checked, DirectoryStore store) {
        long largest = catalogue.limits().pictureBytes();
        try (PictureDownload download = new PictureDownload(store, pictures, PictureDownload.Limits.of(largest))) {
            Plan plan = Planner.plan(checked, catalogue, new StoredPlanAssets(store, pictures, download, largest));
            byte[] content = Payloads.json().writeValueAsBytes(plan);
            return new Planned(plan, store.keep(new ByteArrayInputStream(content), content.length, MediaType.JSON));
        } catch (IOException e) {
            throw Complaint.refused(
                    e instanceof dev.framespan.activities.picture.PictureException
                            ? e.getMessage()
                            : store.root() + ": the store cannot be written (" + Reason.of(e) + ")",
                    e);
        }
    }

    /** {@code 3 faults: nothing was bought}. */
    static String refusal(Checked checked) {
        int faults = checked.faults().size();
        return faults + (faults == 1 ? " fault" : " faults") + "; nothing was bought";
    }
}
