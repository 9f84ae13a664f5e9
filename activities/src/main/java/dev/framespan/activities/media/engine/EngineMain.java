package dev.framespan.activities.media.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framespan.activities.media.protocol.ClipsDisagreeException;
import dev.framespan.activities.media.protocol.EngineJob;
import dev.framespan.activities.media.protocol.EngineReply;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.activities.media.protocol.WrongResultException;
import dev.framespan.workflows.payload.Payloads;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The media engine's process: jobs come in as lines of JSON, answers go out as lines of JSON, and it ends with its input. */
public final class EngineMain {
    private static final ObjectMapper JSON = Payloads.json();
    private static final long BETWEEN_REPORTS = 200_000_000;

    private final PrintStream answers;
    private long reported;

    private EngineMain(PrintStream answers) {
        this.answers = answers;
    }

    public static void main(String[] arguments) throws IOException {
        // Standard output belongs to the answers; whatever a library prints goes to standard error.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        EngineMain engine = new EngineMain(out);
        MemoryLimit.watch(why -> engine.say(EngineReply.failure(EngineReply.Kind.TOO_LARGE, why)));
        Thread worker = new Thread(() -> engine.work(lines), "engine");
        worker.setDaemon(true);
        worker.start();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } finally {
            // The parent process is gone, or ends this one: no answer is read, and nothing may go on.
            Runtime.getRuntime().halt(0);
        }
    }

    private void work(BlockingQueue<String> lines) {
        try {
            while (true) {
                say(answer(lines.take()));
            }
        } catch (InterruptedException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private EngineReply answer(String line) {
        try {
            EngineJob job = JSON.readValue(line, EngineJob.class);
            return EngineReply.done(JSON.valueToTree(EngineJobs.run(job, this::report)));
        } catch (ClipsDisagreeException e) {
            return EngineReply.failure(EngineReply.Kind.DISAGREE, e.getMessage());
        } catch (UnusableMediaException e) {
            return EngineReply.failure(EngineReply.Kind.UNUSABLE, e.getMessage());
        } catch (IOException e) {
            return unreadable(e);
        } catch (UncheckedIOException e) {
            return unreadable(e.getCause());
        } catch (WrongResultException e) {
            e.printStackTrace(System.err);
            return EngineReply.failure(EngineReply.Kind.WRONG, e.getMessage());
        } catch (RuntimeException | Error e) {
            e.printStackTrace(System.err);
            return EngineReply.failure(EngineReply.Kind.FAILED, e.toString());
        }
    }

    private static EngineReply unreadable(IOException e) {
        String words = e.getMessage() == null ? e.toString() : e.getMessage();
        return EngineReply.failure(
                EngineReply.Kind.IO, e instanceof NoSuchFileException gone ? gone.getFile() + ": no such file" : words);
    }

    private void report(double fraction) {
        long now = System.nanoTime();
        if (now - reported > BETWEEN_REPORTS) {
            reported = now;
            say(EngineReply.progress(fraction));
        }
    }

    private void say(EngineReply answer) {
        JsonNode line = JSON.valueToTree(answer);
        answers.println(line.toString());
    }
}
