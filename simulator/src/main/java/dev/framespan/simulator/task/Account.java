package dev.framespan.simulator.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.simulator.order.Order;
import dev.framespan.simulator.order.OrderReader;
import dev.framespan.simulator.order.Refusal;
import dev.framespan.simulator.order.SpeechOrder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The account's tasks and money. Whatever it has agreed to is on the disk before the caller is answered. */
public final class Account {
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

    private final AtomicFolder disk;
    private final AtomicFolder spokenDisk;
    private final List<Spoken> spoken = new CopyOnWriteArrayList<>();
    private final OrderReader reader;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    /** The jobs about which something remains to be done; the others are only remembered. */
    private final Set<Job> open = ConcurrentHashMap.newKeySet();

    private SimulatorSettings settings;
    private int refusedAtLimit;
    private long lastNumber;

    /** Reads back every task that was ever accepted here. */
    public Account(AtomicFolder disk, OrderReader reader, SimulatorSettings settings, Clock clock) throws IOException {
        this.disk = disk;
        this.spokenDisk = disk.within("spoken");
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
        try (var files = Files.newDirectoryStream(disk.folder(), "*.json")) {
            for (Path file : files) {
                remember(file);
            }
        }
        try (var files = Files.newDirectoryStream(spokenDisk.folder(), "*.json")) {
            for (Path file : files) {
                spoken.add(AtomicFolder.JSON.readValue(Files.readAllBytes(file), Spoken.class));
            }
        }
        spoken.sort(Comparator.comparingLong(Spoken::number));
    }

    private void remember(Path file) throws IOException {
        Task task = AtomicFolder.JSON.readValue(Files.readAllBytes(file), Task.class);
        try {
            Job job = new Job(task, reader.read(task.request()));
            jobs.put(task.id(), job);
            open.add(job);
            lastNumber = Math.max(lastNumber, task.number());
        } catch (Refusal changed) {
            throw new IOException(
                    file + " asks for what the catalogue no longer has: " + changed.getMessage(), changed);
        }
    }

    public synchronized SimulatorSettings settings() {
        return settings;
    }

    public synchronized void change(SimulatorSettings wanted) {
        settings = wanted;
    }

    public long now() {
        return clock.millis();
    }

    /**
     * Accepts and charges.
     *
     * @param failure what becomes of the task in the end; null for a task that succeeds
     * @throws Refusal 429 when too much is unfinished, 402 when the money does not last
     */
    public synchronized Job accept(JsonNode request, Order order, Failure failure) throws Refusal {
        long now = now();
        long unfinished =
                open.stream().filter(job -> !job.stateAt(now).isFinished()).count();
        if (unfinished >= settings.parallel()) {
            refusedAtLimit++;
            throw Refusal.tooMany("at most " + settings.parallel() + " unfinished tasks are possible", retryAfter(now));
        }
        needBalance(order.price());
        String id = freshId();
        Failure planned =
                failure != null ? failure : Failure.askedForBy(order.prompt()).orElse(null);
        Schedule schedule = Schedule.draw(id, order.model(), settings);
        Job job = new Job(Task.accepted(id, lastNumber + 1, request, order.price(), now, schedule, planned), order);
        save(job.task());
        lastNumber++;
        jobs.put(id, job);
        open.add(job);
        return job;
    }

    /**
     * Charges for a text that is spoken.
     *
     * @throws Refusal 402 when the money does not last
     */
    public synchronized void speak(SpeechOrder order) throws Refusal {
        needBalance(order.price());
        Spoken text =
                new Spoken(spoken.size() + 1L, order.model().id(), order.voice(), order.text(), order.price(), now());
        spokenDisk.write(text.number() + ".json", text);
        spoken.add(text);
    }

    private void needBalance(BigDecimal price) throws Refusal {
        if (price.compareTo(balance()) > 0) {
            throw Refusal.balance("the balance of " + balance().toPlainString() + " USD does not cover "
                    + price.toPlainString() + " USD");
        }
    }

    /** All texts that were ever spoken, in the order in which they were. */
    public List<Spoken> spoken() {
        return List.copyOf(spoken);
    }

    /** @throws Refusal 404 */
    public Job find(String id) throws Refusal {
        Job job = jobs.get(id);
        if (job == null) {
            throw Refusal.unknown("task_not_found", "no task " + id);
        }
        return job;
    }

    /** @throws Refusal 400 unless the task is queued */
    public synchronized Job cancel(String id) throws Refusal {
        Job job = find(id);
        TaskState state = job.stateAt(now());
        if (state != TaskState.QUEUED) {
            throw Refusal.notCancellable("only a queued task can be cancelled; this one is " + state.word());
        }
        return change(job, task -> task.cancelled(now()));
    }

    /**
     * Cancels as the account's owner does on the provider's own pages: also what is processed already.
     *
     * @throws Refusal 400 when the task is finished, 404
     */
    public synchronized Job cancelAtConsole(String id) throws Refusal {
        Job job = find(id);
        TaskState state = job.stateAt(now());
        if (state.isFinished()) {
            throw Refusal.notCancellable("this task is " + state.word());
        }
        return change(job, task -> task.cancelled(now()));
    }

    /**
     * Notes that the task's inputs are here.
     *
     * @param videoMillis length of its reference video; 0 where there is none
     */
    public void collected(Job job, List<String> files, long videoMillis) {
        BigDecimal price = job.order().priceWith(videoMillis);
        changeUnlessFinished(job, task -> task.collected(files, price, now()));
    }

    /** Notes that the task failed; its charge is refunded. */
    public void failed(Job job, Failure failure) {
        changeUnlessFinished(job, task -> task.failed(failure, now()));
    }

    private synchronized void changeUnlessFinished(Job job, UnaryOperator<Task> change) {
        if (!job.stateAt(now()).isFinished()) {
            change(job, change);
        }
    }

    /** Notes that the caller was called back, as it wished. */
    public synchronized void told(Job job, int callbacks) {
        change(job, task -> task.tellingDone(callbacks));
        close(job);
    }

    /** Nothing more remains to be done about this job. */
    public void close(Job job) {
        open.remove(job);
    }

    /** The jobs that may need something done. */
    public List<Job> open() {
        return List.copyOf(open);
    }

    /** All jobs ever accepted, oldest first. */
    public List<Job> all() {
        List<Job> all = new ArrayList<>(jobs.values());
        all.sort(Comparator.comparingLong(job -> job.task().number()));
        return all;
    }

    /** How many orders were refused since too much was unfinished, since this process began. */
    public synchronized int refusedAtLimit() {
        return refusedAtLimit;
    }

    /** The most tasks that were ever unfinished at a time. */
    public int mostAtOnce() {
        long now = now();
        List<Long> begins = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        for (Job job : jobs.values()) {
            begins.add(job.task().createdAt());
            ends.add(job.stateAt(now).isFinished() ? job.task().finishedAt() : Long.MAX_VALUE);
        }
        begins.sort(null);
        ends.sort(null);
        int most = 0;
        int ended = 0;
        for (int begun = 1; begun <= begins.size(); begun++) {
            while (ended < begun - 1 && ends.get(ended) <= begins.get(begun - 1)) {
                ended++;
            }
            most = Math.max(most, begun - ended);
        }
        return most;
    }

    /** USD charged for all tasks, refunded ones included, and for all that was spoken. */
    public BigDecimal charged() {
        return Stream.concat(
                        jobs.values().stream().map(job -> job.task().charged()),
                        spoken.stream().map(Spoken::charged))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** USD given back for failed and cancelled tasks. */
    public BigDecimal refunded() {
        long now = now();
        return jobs.values().stream()
                .filter(job -> job.isRefundedAt(now))
                .map(job -> job.task().charged())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** USD left to spend. */
    public synchronized BigDecimal balance() {
        return settings.balanceUsd().subtract(charged()).add(refunded());
    }

    private Job change(Job job, UnaryOperator<Task> change) {
        Task changed = change.apply(job.task()).polled(job.polls());
        save(changed);
        job.become(changed);
        return job;
    }

    private void save(Task task) {
        disk.write(task.id() + ".json", task);
    }

    /** Whole seconds until the next task ends, 1 to 30. */
    private int retryAfter(long now) {
        long next = open.stream()
                .filter(job -> !job.stateAt(now).isFinished())
                .mapToLong(job -> job.task().endsAt())
                .min()
                .orElse(now);
        return (int) Math.max(1, Math.min(30, (next - now + 999) / 1000));
    }

    private String freshId() {
        StringBuilder id = new StringBuilder("task_");
        for (int i = 0; i < 26; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
