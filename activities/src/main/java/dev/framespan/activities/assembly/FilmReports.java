package dev.framespan.activities.assembly;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.protocol.JoinPlace;
import dev.framespan.activities.media.protocol.PreviewFrames;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.Thumbnail;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.FilmLayout;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is said of a film beside it: the contact sheet, and what was decided at its joins, as JSON and as a page. */
final class FilmReports {
    /** A click is at a join when it is no further from it than this, in samples. */
    private static final long AT_THE_JOIN = 480;

    private final FilmAssembly.Decided film;
    private final Timeline timeline;
    private final FilmLayout layout;
    private final FrameRate rate;
    private final FilmMix.Mixed mix;
    private final MediaEngine engine;
    private final CutFiles files;

    /** @param mix null for a silent film */
    FilmReports(FilmAssembly.Decided film, FilmMix.Mixed mix, MediaEngine engine, CutFiles files) {
        this.film = film;
        this.timeline = film.timeline();
        this.layout = film.layout();
        this.rate = FrameRate.parse(timeline.format().rate());
        this.mix = mix;
        this.engine = engine;
        this.files = files;
    }

    JoinReport report() {
        List<JoinReport.Shot> shots = new ArrayList<>();
        List<JoinReport.Join> joins = new ArrayList<>();
        for (int i = 0; i < timeline.cuts().size(); i++) {
            FilmLayout.Place place = layout.places().get(i);
            shots.add(new JoinReport.Shot(
                    place.id(),
                    place.start(),
                    place.range().count(),
                    film.clips().whyConformed(i)));
            if (i + 1 < timeline.cuts().size()) {
                joins.add(join(i));
            }
        }
        return new JoinReport(
                timeline.tags() == null ? null : timeline.tags().title(),
                layout.frames(),
                timeline.format().rate(),
                timeline.format().width(),
                timeline.format().height(),
                timeline.joins().render(),
                film.plan().copied(),
                layout.frames() - film.plan().copied(),
                shots,
                joins,
                sound());
    }

    private JoinReport.Join join(int cut) {
        JoinDecisions.Decision decision = film.decisions().get(cut);
        List<PicturePlan.Encoded> encoded = film.plan().encodedAt(cut);
        long frame = layout.places().get(cut + 1).start();
        long sample = FilmMix.samples(frame, rate);
        return new JoinReport.Join(
                layout.places().get(cut).id(),
                layout.places().get(cut + 1).id(),
                frame,
                decision.join().transition(),
                decision.words(),
                decision.similarity() == null ? null : decision.similarity().ssim(),
                decision.similarity() == null ? null : decision.similarity().psnr(),
                decision.join().dropLast() ? 1 : 0,
                encoded.stream().mapToLong(PicturePlan.Part::count).sum(),
                encoded.isEmpty() ? null : why(encoded),
                mix != null
                        && mix.facts().clicks().stream().anyMatch(click -> Math.abs(click - sample) <= AT_THE_JOIN));
    }

    private static String why(List<PicturePlan.Encoded> encoded) {
        List<String> reasons = new ArrayList<>();
        for (PicturePlan.Encoded part : encoded) {
            if (part.transition().kind() != Transition.Kind.CUT) {
                reasons.add(
                        "the transition changes frames, and others lie between them and the nearest that can be copied");
            } else if (part.left() != null) {
                reasons.add("frames at the end lean on one that is left out");
            } else {
                reasons.add("no closed group of pictures begins with the first frame");
            }
        }
        return String.join("; ", reasons);
    }

    private JoinReport.Sound sound() {
        return mix == null
                ? null
                : new JoinReport.Sound(
                        mix.facts().loudness(),
                        timeline.heard().loudness(),
                        mix.facts().truePeak(),
                        mix.facts().gain(),
                        mix.facts().momentary());
    }

    Asset json(JoinReport report) throws IOException {
        return kept(Payloads.json().writerWithDefaultPrettyPrinter().writeValueAsBytes(report), MediaType.JSON);
    }

    Asset page(JoinReport report, Asset whole, ProgressListener progress) throws IOException {
        List<JoinPlace> places = new ArrayList<>();
        for (int i = 0; i < report.joins().size(); i++) {
            long sample = FilmMix.samples(report.joins().get(i).frame(), rate);
            places.add(new JoinPlace(preview(i), preview(i + 1), sample));
        }
        List<JoinsPage.Picture> pictures = new ArrayList<>();
        try (CutFiles.Scratch folder = files.folder()) {
            Path heard = mix == null ? null : files.intact(whole, "", "the film");
            List<List<Double>> waveforms = engine.joinPictures(places, heard, folder.file(), progress);
            for (List<Double> waveform : waveforms) {
                Path strip = folder.file().resolve(pictures.size() + ".jpg");
                pictures.add(new JoinsPage.Picture(Files.readAllBytes(strip), waveform));
            }
        }
        return kept(JoinsPage.of(report, pictures).getBytes(StandardCharsets.UTF_8), MediaType.HTML);
    }

    Asset contactSheet(ProgressListener progress) throws IOException {
        List<Thumbnail> shots = new ArrayList<>();
        for (int i = 0; i < timeline.cuts().size(); i++) {
            FilmLayout.Place place = layout.places().get(i);
            String length = String.format(
                    Locale.ROOT, "%.1f s", rate.duration(place.range().count()));
            shots.add(new Thumbnail(preview(i), PreviewFrames.MIDDLE, List.of(place.id(), length)));
        }
        try (CutFiles.Scratch out = files.scratch(MediaType.JPG)) {
            engine.contactSheet(shots, out.file(), progress);
            return files.keep(out.file(), MediaType.JPG);
        }
    }

    private Path preview(int cut) throws IOException {
        Cut whose = timeline.cuts().get(cut);
        return files.intact(film.previews().get(cut), "shot " + whose.id() + ": ", "its preview");
    }

    private Asset kept(byte[] bytes, MediaType type) throws IOException {
        try (CutFiles.Scratch out = files.scratch(type)) {
            Files.write(out.file(), bytes);
            return files.keep(out.file(), type);
        }
    }
}
