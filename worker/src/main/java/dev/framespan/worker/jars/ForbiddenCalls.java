package dev.framespan.worker.jars;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What workflow code does not call, because it is not the same again when a workflow is replayed: each with what does the same there. After Temporal's own
 * rules for workflow code.
 */
final class ForbiddenCalls {
    private static final String TIME = "Workflow.currentTimeMillis()";
    private static final String SLEEP = "Workflow.sleep()";
    private static final String ASYNC = "Async.function() and Promise";
    private static final String RANDOM = "Workflow.newRandom()";
    private static final String ACTIVITY = "an activity of the jar's own, see HostedWorkflows.activities()";
    private static final String CONSTRUCTOR = "<init>";
    private static final String NO_ARGUMENTS = "()V";

    /** Every method of these. */
    private static final Map<String, String> WHOLE = Map.ofEntries(
            Map.entry("java/util/concurrent/Executors", ASYNC),
            Map.entry("java/util/concurrent/ForkJoinPool", ASYNC),
            Map.entry("java/util/concurrent/ThreadPoolExecutor", ASYNC),
            Map.entry("java/util/Timer", "Workflow.newTimer()"),
            Map.entry("java/security/SecureRandom", RANDOM),
            Map.entry("java/util/concurrent/ThreadLocalRandom", RANDOM),
            Map.entry("java/nio/file/Files", ACTIVITY),
            Map.entry("java/io/FileInputStream", ACTIVITY),
            Map.entry("java/io/FileOutputStream", ACTIVITY),
            Map.entry("java/io/FileReader", ACTIVITY),
            Map.entry("java/io/FileWriter", ACTIVITY),
            Map.entry("java/io/RandomAccessFile", ACTIVITY),
            Map.entry("java/nio/channels/FileChannel", ACTIVITY),
            Map.entry("java/net/Socket", ACTIVITY),
            Map.entry("java/net/ServerSocket", ACTIVITY),
            Map.entry("java/net/InetAddress", ACTIVITY),
            Map.entry("java/net/http/HttpClient", ACTIVITY),
            Map.entry("java/lang/ProcessBuilder", ACTIVITY));

    private static final Map<String, Map<String, String>> SINGLE = Map.ofEntries(
            Map.entry(
                    "java/lang/System",
                    Map.of("currentTimeMillis", TIME, "nanoTime", TIME, "getenv", "a field of the workflow's input")),
            Map.entry("java/util/Calendar", Map.of("getInstance", TIME)),
            Map.entry(
                    "java/lang/Thread",
                    Map.of(
                            CONSTRUCTOR,
                            ASYNC,
                            "startVirtualThread",
                            ASYNC,
                            "ofVirtual",
                            ASYNC,
                            "ofPlatform",
                            ASYNC,
                            "sleep",
                            SLEEP)),
            Map.entry("java/util/concurrent/TimeUnit", Map.of("sleep", SLEEP)),
            Map.entry("java/util/UUID", Map.of("randomUUID", "Workflow.randomUUID()")),
            Map.entry("java/lang/Math", Map.of("random", RANDOM)),
            Map.entry("java/lang/StrictMath", Map.of("random", RANDOM)),
            Map.entry("java/lang/Runtime", Map.of("exec", ACTIVITY)),
            Map.entry("java/net/URL", Map.of("openStream", ACTIVITY, "openConnection", ACTIVITY)));

    /** Constructors that look at a clock where nothing is handed to them. */
    private static final Map<String, String> WITHOUT_ARGUMENTS = Map.of(
            "java/util/Date", TIME,
            "java/util/GregorianCalendar", TIME,
            "java/util/Random", RANDOM,
            "java/util/SplittableRandom", RANDOM);

    private static final Set<String> OF_FILES = Set.of(
            "exists",
            "isFile",
            "isDirectory",
            "length",
            "lastModified",
            "list",
            "listFiles",
            "createNewFile",
            "delete",
            "mkdir",
            "mkdirs",
            "renameTo");

    private ForbiddenCalls() {}

    /**
     * What is to be used in its stead; empty for what may be called.
     *
     * @param owner internal name of a class, {@code java/lang/System}
     */
    static Optional<String> remedy(String owner, String name, String descriptor) {
        String found = WHOLE.get(owner);
        if (found == null) {
            found = SINGLE.getOrDefault(owner, Map.of()).get(name);
        }
        if (found == null && name.equals(CONSTRUCTOR) && descriptor.equals(NO_ARGUMENTS)) {
            found = WITHOUT_ARGUMENTS.get(owner);
        }
        if (found == null && owner.startsWith("java/time/")) {
            found = ofTime(owner, name, descriptor);
        }
        if (found == null && owner.equals("java/io/File") && OF_FILES.contains(name)) {
            found = ACTIVITY;
        }
        if (found == null && owner.equals("java/util/concurrent/CompletableFuture") && name.endsWith("Async")) {
            found = ASYNC;
        }
        return Optional.ofNullable(found);
    }

    private static String ofTime(String owner, String name, String descriptor) {
        boolean now = name.equals("now") && !descriptor.contains("Ljava/time/Clock;");
        boolean clock = owner.equals("java/time/Clock")
                && (name.startsWith("system") || name.startsWith("tick") && !name.equals("tick"));
        return now || clock ? TIME : null;
    }
}
