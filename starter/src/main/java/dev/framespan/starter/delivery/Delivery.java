package dev.framespan.starter.delivery;

import dev.framespan.activities.store.DamagedAssetException;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.UserError;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.film.FilmOutcome;
import dev.framespan.workflows.film.FilmReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies a finished film into the folder that the caller names. Each file is replaced whole or not at all. */
public final class Delivery {
    private static final String FILM = "film.mp4";
    private static final String RECEIPT = "film.json";
    private static final String CONTACT_SHEET = "contact-sheet.jpg";
    private static final String JOINS = "joins.json";
    private static final String JOINS_PAGE = "joins.html";
    private static final String STEMS = "stems";
    private static final List<String> STEM_NAMES = List.of("dialogue", "music", "effects");

    private final Path folder;

    public Delivery(Path folder) {
        this.folder = folder;
    }

    /** @throws UserError when the folder could not take the film; nothing is made and nothing changed by looking */
    public void requireWritable() {
        Path there = folder.toAbsolutePath().normalize();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw UserError.refused("--out " + folder + ": " + there
                    + " is a file, and a folder is needed; name another folder with --out");
        }
        if (!Files.isWritable(there)) {
            throw UserError.refused("--out " + folder + ": nothing can be written to " + there
                    + "; mend its permissions, or name another folder with --out");
        }
        if (Files.isDirectory(folder.resolve(FILM))) {
            throw UserError.refused("--out " + folder + ": " + FILM
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

    /** Each join of the film, to be looked at. */
    public Path joinsPage() {
        return folder.resolve(JOINS_PAGE);
    }

    /** What a film is delivered as, the film last: a new film never stands beside an old receipt. */
    private Map<Path, Asset> files(FilmReport report) {
        Map<Path, Asset> files = new LinkedHashMap<>();
        files.put(contactSheet(), report.contactSheet());
        if (report.joinsPage() != null) {
            files.put(folder.resolve(JOINS), report.joins());
            files.put(joinsPage(), report.joinsPage());
        }
        if (report.stems() != null) {
            report.stems()
                    .forEach((name, stem) -> files.put(folder.resolve(STEMS).resolve(name + ".wav"), stem));
        }
        files.put(receipt(), report.receipt());
        files.put(film(), report.film());
        return files;
    }

    /** Whether a store has every file of a film with the bytes that its report names. What is damaged is set aside there. */
    public static boolean canDeliver(Store store, FilmReport report) {
        try {
            if (report.outcome() != FilmOutcome.DONE) {
                return false;
            }
            for (Asset file : new Delivery(Path.of("")).files(report).values()) {
                if (!store.isIntact(file)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Copies film, receipt, contact sheet, the report on its joins and its stems, hashing them on their way. All are complete before the
     * first one is replaced; the film comes last, so that a new film never stands beside an old receipt.
     */
    public void deliver(Store store, FilmReport report) {
        List<PartFile> parts = new ArrayList<>();
        makeFolder();
        try {
            Map<Path, Asset> files = files(report);
            for (Path target : files.keySet()) {
                Files.createDirectories(target.getParent());
                PartFile.sweep(target);
            }
            try {
                for (Map.Entry<Path, Asset> file : files.entrySet()) {
                    copy(store, file.getValue(), file.getKey(), parts);
                }
                for (PartFile part : parts) {
                    part.replaceTarget();
                }
            } finally {
                for (PartFile part : parts) {
                    part.close();
                }
            }
        } catch (NoSuchFileException | DamagedAssetException e) {
            throw UserError.failed(
                    "the film is made, but was lost or damaged in the store since (" + IoReason.of(e)
                            + "), and nothing was delivered; render again: it is made anew, and nothing is bought twice",
                    e);
        } catch (IOException e) {
            throw cannotBeLaid(e);
        }
    }

    private void makeFolder() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw cannotBeLaid(e);
        }
    }

    private UserError cannotBeLaid(IOException e) {
        return UserError.failed(
                "the film is made, but cannot be laid into " + folder + " (" + IoReason.of(e)
                        + "); mend that, or name another folder with --out, and render again: nothing is bought twice",
                e);
    }

    private static void copy(Store store, Asset asset, Path target, List<PartFile> parts) throws IOException {
        PartFile part = PartFile.of(target);
        parts.add(part);
        store.copy(asset, part.out());
        part.force();
    }
}
