package dev.framespan.rehearsal;

import dev.framespan.assembly.Assembled;
import dev.framespan.assembly.AssemblyActivity;
import dev.framespan.assembly.Conformed;
import dev.framespan.assembly.Format;
import dev.framespan.assembly.Timeline;
import dev.framespan.asset.Asset;
import dev.framespan.asset.MediaFacts;
import dev.framespan.asset.MediaType;
import dev.framespan.film.Ending;
import dev.framespan.film.FilmActivity;
import dev.framespan.film.FilmInput;
import dev.framespan.film.FilmResult;
import dev.framespan.film.Production;
import dev.framespan.generation.AwaitActivity;
import dev.framespan.generation.CancelActivity;
import dev.framespan.generation.FetchActivity;
import dev.framespan.generation.Purchase;
import dev.framespan.generation.Submission;
import dev.framespan.generation.SubmitActivity;
import dev.framespan.generation.Take;
import dev.framespan.generation.Task;
import dev.framespan.generation.VerifyActivity;
import dev.framespan.studio.Item;
import io.temporal.failure.ApplicationFailure;
import java.util.Objects;

/** The activities of a rehearsal: each writes down that it was called, and does as it was told. */
final class FakeHands {
    private FakeHands() {}

    record Submit(Rehearsal rehearsal) implements SubmitActivity {
        @Override
        public Submission submit(Purchase purchase, int waits) {
            rehearsal.did("submit " + purchase.id());
            return rehearsal.submitted(purchase, waits);
        }
    }

    record Await(Rehearsal rehearsal) implements AwaitActivity {
        @Override
        public void await(Task task) {
            rehearsal.did("await " + task.id());
            rehearsal.awaited(task);
        }
    }

    record Fetch(Rehearsal rehearsal) implements FetchActivity {
        @Override
        public Asset fetch(Task task) {
            rehearsal.did("fetch " + task.id());
            rehearsal.fetched(task);
            return Rehearsal.asset(task.id(), task.still() ? MediaType.PNG : MediaType.MP4);
        }
    }

    record Verify(Rehearsal rehearsal) implements VerifyActivity {
        @Override
        public Take verify(Task task, Asset original) {
            rehearsal.did("verify " + task.id());
            MediaFacts facts = rehearsal.verified(task);
            return new Take(original, facts, task.fingerprint(), task.submission(), task.task(), task.priceUsd(), true);
        }

        @Override
        public void reject(Task task, String reason) {
            rehearsal.did("reject " + task.id() + ": " + reason);
        }
    }

    record Cancel(Rehearsal rehearsal) implements CancelActivity {
        @Override
        public boolean cancel(Task task) {
            rehearsal.did("cancel " + task.id());
            return true;
        }
    }

    record Assembly(Rehearsal rehearsal) implements AssemblyActivity {
        @Override
        public Conformed conform(Asset clip, Format format, String store) {
            rehearsal.did("conform " + clip.sha256());
            if (clip.equals(Rehearsal.asset("damaged", MediaType.MP4))) {
                throw ApplicationFailure.newNonRetryableFailure("its clip is damaged", "STORE");
            }
            rehearsal.conformed();
            return new Conformed(
                    Rehearsal.asset("conformed", MediaType.MP4),
                    new MediaFacts(format.width(), format.height(), 24, format.rate(), false, "h264", "c".repeat(64)));
        }

        @Override
        public Assembled join(Timeline timeline, String store) {
            rehearsal.did("join");
            rehearsal.joined();
            return new Assembled(Rehearsal.asset("film", MediaType.MP4), Rehearsal.FACTS);
        }

        @Override
        public Asset contactSheet(Timeline timeline, String store) {
            rehearsal.did("contact sheet");
            return Rehearsal.asset("sheet", MediaType.JPG);
        }
    }

    record Records(Rehearsal rehearsal) implements FilmActivity {
        @Override
        public Production open(FilmInput input) {
            rehearsal.did("open");
            return new Production(rehearsal.plan(), rehearsal.maxParallel());
        }

        @Override
        public FilmResult close(Ending ending) {
            rehearsal.did("close " + ending.outcome());
            rehearsal.ended(ending);
            return new FilmResult(
                    ending.outcome(),
                    ending.film() == null ? null : ending.film().film(),
                    ending.film() == null ? null : ending.film().contactSheet(),
                    Rehearsal.asset("receipt", MediaType.JSON),
                    ending.items().stream()
                            .map(Item::stop)
                            .filter(Objects::nonNull)
                            .toList(),
                    ending.trouble());
        }
    }
}
