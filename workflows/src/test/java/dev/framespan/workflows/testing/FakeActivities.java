package dev.framespan.workflows.testing;

import dev.framespan.workflows.assembly.AssemblyActivity;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaAsset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.film.FilmActivity;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.film.FilmResult;
import dev.framespan.workflows.film.LoadedPlan;
import dev.framespan.workflows.generation.AwaitActivity;
import dev.framespan.workflows.generation.CancelActivity;
import dev.framespan.workflows.generation.FetchActivity;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.SubmitActivity;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.generation.VerifyActivity;
import dev.framespan.workflows.studio.Item;
import io.temporal.failure.ApplicationFailure;
import java.util.Objects;

/** The activities of a rehearsal: each writes down that it was called, and does as it was told. */
final class FakeActivities {
    private FakeActivities() {}

    record Submit(WorkflowTestServer rehearsal) implements SubmitActivity {
        @Override
        public SubmitResult submit(Purchase purchase, int waits) {
            rehearsal.did("submit " + purchase.id());
            return rehearsal.submitted(purchase, waits);
        }
    }

    record Await(WorkflowTestServer rehearsal) implements AwaitActivity {
        @Override
        public void await(ProviderTask task) {
            rehearsal.did("await " + task.id());
            rehearsal.awaited(task);
        }
    }

    record Fetch(WorkflowTestServer rehearsal) implements FetchActivity {
        @Override
        public Asset fetch(ProviderTask task) {
            rehearsal.did("fetch " + task.id());
            rehearsal.fetched(task);
            return WorkflowTestServer.asset(task.id(), task.still() ? MediaType.PNG : MediaType.MP4);
        }
    }

    record Verify(WorkflowTestServer rehearsal) implements VerifyActivity {
        @Override
        public Take verify(ProviderTask task, Asset original) {
            rehearsal.did("verify " + task.id());
            MediaFacts facts = rehearsal.verified(task);
            return new Take(original, facts, task.fingerprint(), task.submission(), task.task(), task.priceUsd(), true);
        }

        @Override
        public void reject(ProviderTask task, String reason) {
            rehearsal.did("reject " + task.id() + ": " + reason);
        }
    }

    record Cancel(WorkflowTestServer rehearsal) implements CancelActivity {
        @Override
        public boolean cancel(ProviderTask task) {
            rehearsal.did("cancel " + task.id());
            return true;
        }
    }

    record Assembly(WorkflowTestServer rehearsal) implements AssemblyActivity {
        @Override
        public MediaAsset conform(Asset clip, Format format, String store) {
            rehearsal.did("conform " + clip.sha256());
            if (clip.equals(WorkflowTestServer.asset("damaged", MediaType.MP4))) {
                throw ApplicationFailure.newNonRetryableFailure("its clip is damaged", "STORE");
            }
            rehearsal.conformed();
            return new MediaAsset(
                    WorkflowTestServer.asset("conformed", MediaType.MP4),
                    new MediaFacts(format.width(), format.height(), 24, format.rate(), false, "h264", "c".repeat(64)));
        }

        @Override
        public MediaAsset join(Timeline timeline, String store) {
            rehearsal.did("join");
            rehearsal.joined();
            return new MediaAsset(WorkflowTestServer.asset("film", MediaType.MP4), WorkflowTestServer.FACTS);
        }

        @Override
        public Asset contactSheet(Timeline timeline, String store) {
            rehearsal.did("contact sheet");
            return WorkflowTestServer.asset("sheet", MediaType.JPG);
        }
    }

    record Records(WorkflowTestServer rehearsal) implements FilmActivity {
        @Override
        public LoadedPlan open(FilmInput input) {
            rehearsal.did("open");
            return new LoadedPlan(rehearsal.plan(), rehearsal.maxParallel());
        }

        @Override
        public FilmResult close(FilmReport ending) {
            rehearsal.did("close " + ending.outcome());
            rehearsal.ended(ending);
            return new FilmResult(
                    ending.outcome(),
                    ending.film() == null ? null : ending.film().film(),
                    ending.film() == null ? null : ending.film().contactSheet(),
                    WorkflowTestServer.asset("receipt", MediaType.JSON),
                    ending.items().stream()
                            .map(Item::stop)
                            .filter(Objects::nonNull)
                            .toList(),
                    ending.trouble());
        }
    }
}
