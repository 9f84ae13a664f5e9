package dev.framespan.activities.film;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What a store remembers about each film, whatever a Temporal server forgets: {@code films/<id>/}. */
public final class FilmFolder {
    private final Store store;

    public FilmFolder(Store store) {
        this.store = store;
    }

    /** Writes down that a render has begun. */
    public void begin(Beginning beginning) throws IOException {
        store.replace(key(beginning.film(), "beginning"), Payloads.json().writeValueAsBytes(beginning));
    }

    public Optional<Beginning> beginning(String film) throws IOException {
        Optional<byte[]> content = store.read(key(film, "beginning"));
        return content.isEmpty()
                ? Optional.empty()
                : Optional.of(Payloads.json().readValue(content.get(), Beginning.class));
    }

    /** Begins to write down how a render has ended. @return a number that only rises, with which {@link #end} fences off who began before */
    public long close(String film) throws IOException {
        AtomicLong number = new AtomicLong();
        store.update(key(film, "closing"), held -> {
            number.set(
                    held.isEmpty()
                            ? 1
                            : Payloads.json()
                                            .readValue(held.get(), Closing.class)
                                            .number()
                                    + 1);
            return Optional.of(Payloads.json().writeValueAsBytes(new Closing(number.get())));
        });
        return number.get();
    }

    private record Closing(long number) {}

    /**
     * Writes down how a render has ended, unless somebody who began that later has done so: a worker that stood still meanwhile.
     *
     * @return whether it is written
     */
    public boolean end(String film, End end) throws IOException {
        AtomicBoolean latest = new AtomicBoolean();
        store.update(key(film, "end"), held -> {
            latest.set(held.isEmpty()
                    || Payloads.json().readValue(held.get(), End.class).number() <= end.number());
            return latest.get() ? Optional.of(Payloads.json().writeValueAsBytes(end)) : Optional.empty();
        });
        return latest.get();
    }

    public Optional<End> end(String film) throws IOException {
        Optional<byte[]> content = store.read(key(film, "end"));
        return content.isEmpty()
                ? Optional.empty()
                : Optional.of(Payloads.json().readValue(content.get(), End.class));
    }

    /** The Temporal server on which the last render was begun and, as far as the store knows, has not ended. */
    public Optional<Server> openOn(String film) throws IOException {
        Optional<Beginning> last = beginning(film).filter(begun -> begun.server() != null);
        boolean ended = last.isPresent()
                && end(film).filter(end -> end.ends(last.get())).isPresent();
        return ended ? Optional.empty() : last.map(Beginning::server);
    }

    /** The ids of all films that were begun, in alphabetical order; one that was only refused has a lock and nothing else. */
    public List<String> films() throws IOException {
        List<String> films = new ArrayList<>();
        for (String folder : store.list("films")) {
            String film = Store.name(folder);
            List<String> records = store.list(folder);
            if (records.contains(key(film, "beginning")) || records.contains(key(film, "end"))) {
                films.add(film);
            }
        }
        return films;
    }

    private static String key(String film, String record) {
        return "films/" + film + "/" + record + ".json";
    }

    /**
     * The last render that was begun.
     *
     * @param storyboard its path, as the author named it; of a workflow of one's own that of its input, null where it has none
     * @param plan in the store
     * @param shots how many there are; 0 where that is not known before they are made
     * @param estimateUsd by the price list, without what was bought before; null where that is not known
     * @param server where it is made; null where a process makes it by itself
     * @param budgetUsd what the storyboard says that the film may cost; null where it says nothing
     * @param workflow type of the workflow of one's own that makes it; null where a storyboard says what is made
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Beginning(
            String film,
            String title,
            String storyboard,
            Asset plan,
            int shots,
            BigDecimal estimateUsd,
            Instant at,
            Server server,
            BigDecimal budgetUsd,
            String workflow) {
        @JsonCreator
        public Beginning {}

        public Beginning(
                String film,
                String title,
                String storyboard,
                Asset plan,
                int shots,
                BigDecimal estimateUsd,
                Instant at) {
            this(film, title, storyboard, plan, shots, estimateUsd, at, null, null, null);
        }

        /** Of a workflow of one's own. @param input path of its input; null where it has none */
        public static Beginning ofRun(
                String film, String title, String workflow, String input, Asset plan, Instant at) {
            return new Beginning(film, title, input, plan, 0, null, at, null, null, workflow);
        }

        /** Whether a workflow of one's own makes it, and no storyboard says what is made. */
        @JsonIgnore
        public boolean isRun() {
            return workflow != null;
        }

        /** The same with what its storyboard says that it may cost; null where it says nothing. */
        public Beginning budgetUsd(BigDecimal said) {
            return new Beginning(film, title, storyboard, plan, shots, estimateUsd, at, server, said, workflow);
        }

        /** The same, made by the workers of a Temporal server. */
        public Beginning on(Server place) {
            return new Beginning(film, title, storyboard, plan, shots, estimateUsd, at, place, budgetUsd, workflow);
        }
    }

    /**
     * A Temporal server that outlives the command that starts a film on it.
     *
     * @param address {@code HOST:PORT}, or {@code local} for the own server of whoever renders
     */
    public record Server(String address, String namespace) {}

    /**
     * How the last render of a plan ended.
     *
     * @param plan SHA-256 of the plan
     * @param at when that began to be written down
     * @param realm of the provider that was paid; null in records of before ends carried it
     * @param closing see {@link #close}; null in records of before it was counted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record End(String plan, @JsonProperty("result") FilmReport report, Instant at, String realm, Long closing) {
        @JsonCreator
        public End {}

        /** One that was not counted. */
        public End(String plan, FilmReport report, Instant at, String realm) {
            this(plan, report, at, realm, null);
        }

        private long number() {
            return closing == null ? 0 : closing;
        }

        /** Whether it came after this beginning, and not after one before. */
        public boolean ends(Beginning beginning) {
            return !at.isBefore(beginning.at());
        }

        /** Whether this is how a film of this plan and realm ended. */
        public boolean isOf(String wantedPlan, String wantedRealm) {
            return plan.equals(wantedPlan) && (realm == null || realm.equals(wantedRealm));
        }
    }
}
