package dev.framespan.starter.film;

import dev.framespan.activities.store.Reason;
import dev.framespan.activities.store.Store;
import dev.framespan.asset.Asset;
import dev.framespan.film.FilmResult;
import dev.framespan.starter.exit.Complaint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Lays a finished film where somebody wants it. Each file is replaced whole or not at all. */
public final class Delivery {
    private static final String FILM = "film.mp4";
    private static final String RECEIPT = "film.json";
    private static final String CONTACT_SHEET = "contact-sheet.jpg";

    private final Path folder;

    public Delivery(Path folder) {
        this.folder = folder;
    }

    /** @throws Complaint when the folder could not take the film; nothing is made and nothing changed by looking */
    public void needRoom() {
        Path there = folder.toAbsolutePath().normalize();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw Complaint.refused("--out " + folder + ": " + there
                    + " is a file, and a folder is needed; name another folder with --out");
        }
        if (!Files.isWritable(there)) {
            throw Complaint.refused("--out " + folder + ": nothing can be written to " + there
                    + "; mend its permissions, or name another folder with --out");
        }
        if (Files.isDirectory(folder.resolve(FILM))) {
            throw Complaint.refused("--out " + folder + ": " + FILM
                    + " is a folder there; move it away, or name another folder with --out");
        }
    }

    public Path film() {
        return folder.resolve(FILM);
    }

    public Path receipt() {
        return folder.resolve(RECEIPT);
    }

    public Path contactSheet() {
        return folder.resolve(CONTACT_SHEET);
    }

    /**
     * Copies film, receipt and contact sheet. All are complete before the first one is replaced; the film comes last, so that a new
     * film never stands beside an old receipt.
     */
    public void deliver(Store store, FilmResult result) {
        Map<Path, Path> files = new LinkedHashMap<>();
        try {
            Files.createDirectories(folder);
            try {
                copy(store, result.contactSheet(), contactSheet(), files);
                copy(store, result.receipt(), receipt(), files);
                copy(store, result.film(), film(), files);
                for (Map.Entry<Path, Path> file : files.entrySet()) {
                    Files.move(
                            file.getKey(),
                            file.getValue(),
                            StandardCopyOption.ATOMIC_MOVE,
                            StandardCopyOption.REPLACE_EXISTING);
                }
            } finally {
                for (Path temporary : files.keySet()) {
                    Files.deleteIfExists(temporary);
                }
            }
        } catch (IOException e) {
            throw Complaint.failed(
                    "the film is made, but cannot be laid into " + folder + " (" + Reason.of(e)
                            + "); mend that, or name another folder with --out, and render again: nothing is bought twice",
                    e);
        }
    }

    private void copy(Store store, Asset asset, Path target, Map<Path, Path> files) throws IOException {
        Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        files.put(temporary, target);
        Files.copy(store.file(asset), temporary);
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
