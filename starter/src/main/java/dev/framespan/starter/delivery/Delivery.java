package dev.framespan.starter.delivery;

import dev.framespan.activities.store.DamagedAssetException;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.UserError;
import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.studio.FilmOutcome;
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

    private static final String RENDER_AGAIN = "render again: it is made anew, and nothing is bought twice";
    private static final String CUT_AGAIN = "cut it again";

    private final Path folder;
    private final String again;

    public Delivery(Path folder) {
        this(folder, RENDER_AGAIN);
    }

    private Delivery(Path folder, String again) {
        this.folder = folder;
        this.again = again;
    }

    /** Of films for which nothing was bought: they have no receipt. */
    public static Delivery ofOwnClips(Path folder) {
        return new Delivery(folder, CUT_AGAIN);
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

    /** @throws UserError when a receipt lies there, beside which no film of own clips may stand */
    public void requireNoReceipt() {
        if (Files.exists(receipt())) {
            throw UserError.refused(
                    "--out " + folder + ": " + RECEIPT + " there is the receipt of a film that was rendered,"
                            + " and this one has none; name another folder with --out");
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

    /** What was decided at each join. */
    public Path joins() {
        return folder.resolve(JOINS);
    }

    /** Each join of the film, to be looked at. */
    public Path joinsPage() {
        return folder.resolve(JOINS_PAGE);
    }

    /** The finished films: of several, each in a folder of its name; none where a workflow has cut none. */
    public List<Path> films(FilmReport report) {
        return parts(report).keySet().stream().map(Delivery::film).toList();
    }

    /** What is delivered, films last: a new film never stands beside an old receipt. */
    private Map<Path, Asset> files(FilmReport report) {
        Map<Path, Asset> files = new LinkedHashMap<>();
        Map<Path, Asset> films = new LinkedHashMap<>();
        parts(report).forEach((place, part) -> {
            Map<String, Asset> stems = part.stems() == null ? Map.of() : part.stems();
            files.putAll(place.beside(part.contactSheet(), part.joins(), part.joinsPage(), stems));
            films.put(place.film(), part.film());
        });
        files.put(receipt(), report.receipt());
        files.putAll(films);
        return files;
    }

    private Map<Delivery, FilmReport.Files> parts(FilmReport report) {
        Map<Delivery, FilmReport.Files> parts = new LinkedHashMap<>();
        if (report.films() != null) {
            report.films().forEach((name, part) -> parts.put(new Delivery(folder.resolve(name), again), part));
        } else if (report.film() != null) {
            parts.put(
                    this,
                    new FilmReport.Files(
                            report.film(), report.contactSheet(), report.joins(), report.joinsPage(), report.stems()));
        }
        return parts;
    }

    /** @param page null for a film of before there was a report on its joins */
    private Map<Path, Asset> beside(Asset contactSheet, Asset joins, Asset page, Map<String, Asset> stems) {
        Map<Path, Asset> files = new LinkedHashMap<>();
        files.put(contactSheet(), contactSheet);
        if (page != null) {
            files.put(folder.resolve(JOINS), joins);
            files.put(joinsPage(), page);
        }
        FilmSound.STEMS.stream().filter(stems::containsKey).forEach(name -> files.put(stem(name), stems.get(name)));
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
        List<Delivery> places = new ArrayList<>(parts(report).keySet());
        places.add(this);
        deliver(store, files(report), places);
    }

    /** The same of a film that has no receipt, since nothing was bought for it. */
    public void deliver(Store store, AssembledFilm film) {
        Map<Path, Asset> files = beside(film.contactSheet(), film.report(), film.page(), film.stems());
        files.put(film(), film.film());
        deliver(store, files, List.of(this));
    }

    private void deliver(Store store, Map<Path, Asset> files, List<Delivery> places) {
        List<PartFile> parts = new ArrayList<>();
        makeFolder();
        try {
            for (Path target : files.keySet()) {
                Files.createDirectories(target.getParent());
                PartFile.sweep(target);
            }
            try {
                for (Map.Entry<Path, Asset> file : files.entrySet()) {
                    copy(store, file.getValue(), file.getKey(), parts);
                }
                for (Delivery place : places) {
                    place.removeOthers(files);
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
                            + "), and nothing was delivered; " + again,
                    e);
        } catch (IOException e) {
            throw cannotBeLaid(e);
        }
    }

    private Path stem(String name) {
        return folder.resolve(STEMS).resolve(name + ".wav");
    }

    /** What an earlier film has, and this one has not, would lie beside it as if it were its own. */
    private void removeOthers(Map<Path, Asset> files) throws IOException {
        List<Path> possible = new ArrayList<>(List.of(film(), contactSheet(), joins(), joinsPage()));
        FilmSound.STEMS.forEach(name -> possible.add(stem(name)));
        for (Path file : possible) {
            if (!files.containsKey(file)) {
                Files.deleteIfExists(file);
            }
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
                        + "); mend that, or name another folder with --out, and "
                        + (again.equals(CUT_AGAIN) ? again : "render again: nothing is bought twice"),
                e);
    }

    private static void copy(Store store, Asset asset, Path target, List<PartFile> parts) throws IOException {
        PartFile part = PartFile.of(target);
        parts.add(part);
        store.copy(asset, part.out());
        part.force();
    }
}
