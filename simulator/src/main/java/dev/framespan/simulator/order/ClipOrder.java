package dev.framespan.simulator.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.simulator.catalogue.ClipModel;
import dev.framespan.simulator.catalogue.RequestLimits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of the clip models: which fields go with which action, and what each may hold. */
final class ClipOrder {
    private static final Pattern NAMED_PICTURE = Pattern.compile("<<<image_(\\d{1,9})>>>");

    private final ClipModel model;
    private final String action;
    private final String prompt;
    private final RequestLimits limits;

    ClipOrder(ClipModel model, String action, String prompt, RequestLimits limits) {
        this.model = model;
        this.action = action;
        this.prompt = prompt;
        this.limits = limits;
    }

    Order read(RequestFields fields) throws Refusal {
        fields.refuseOthersThan(known(), model.id() + " with action " + action);
        String resolution = fields.oneOf("resolution", model.resolutions(), model.id());
        int seconds = duration(fields);
        boolean audio = audio(fields, resolution);
        String ratio = "";
        if (action.equals("generate")) {
            ratio = fields.has("aspect_ratio")
                    ? fields.oneOf("aspect_ratio", limits.clipAspectRatios(), model.id())
                    : "16:9";
        }
        Video video = action.equals("reference_video") ? video(fields) : null;
        List<OrderInput> inputs = inputs(fields, video);
        checkNamedPictures(inputs);
        BigDecimal price = model.usdPerSecond(resolution, audio, video != null).multiply(BigDecimal.valueOf(seconds));
        return new Order(
                model,
                action,
                prompt,
                resolution,
                ratio,
                inputs,
                new Order.Clip(seconds, audio, video == null ? null : video.reference()),
                price,
                OrderReader.callback(fields));
    }

    private Set<String> known() {
        Set<String> known = new HashSet<>(
                Set.of("model", "action", "prompt", "resolution", "duration", "callback_url", "callback_events"));
        if (model.knowsAudio()) {
            known.add("audio");
        }
        known.addAll(
                switch (action) {
                    case "generate" -> Set.of("aspect_ratio");
                    case "image2video" -> Set.copyOf(List.of("image_urls", model.singlePicture()));
                    case "first_last_frame" -> Set.of("first_frame_image", "last_frame_image");
                    case "reference" -> Set.of("image_urls");
                    case "reference_video" -> Set.of("image_urls", "video_urls", "video_list");
                    default -> throw new IllegalStateException(action);
                });
        return known;
    }

    private int duration(RequestFields fields) throws Refusal {
        BigInteger seconds = fields.integer("duration");
        for (int possible : model.durations()) {
            if (seconds.equals(BigInteger.valueOf(possible))) {
                return possible;
            }
        }
        throw Refusal.parameter("duration: " + seconds + " is not possible with " + model.id() + ", which takes "
                + String.join(
                        ", ", model.durations().stream().map(String::valueOf).toList()) + " seconds");
    }

    /** Left out, it is made and charged where the model has it: an older page says so of kling-v3. */
    private boolean audio(RequestFields fields, String resolution) throws Refusal {
        boolean audio = fields.has("audio") ? fields.flag("audio") : model.canSound(resolution);
        if (audio && !model.canSound(resolution)) {
            throw Refusal.parameter("audio: " + model.id() + " is silent at " + resolution);
        }
        return audio;
    }

    private List<OrderInput> inputs(RequestFields fields, Video video) throws Refusal {
        return switch (action) {
            case "image2video" -> List.of(singlePicture(fields));
            case "first_last_frame" -> List.of(
                    new OrderInput(OrderInput.Role.FIRST_FRAME, fields.url("first_frame_image")),
                    new OrderInput(OrderInput.Role.LAST_FRAME, fields.url("last_frame_image")));
            case "reference" -> references(fields);
            case "reference_video" -> withVideo(fields, video);
            default -> List.of();
        };
    }

    private OrderInput singlePicture(RequestFields fields) throws Refusal {
        boolean frame = fields.has("first_frame_image");
        if (frame && fields.has("image_urls")) {
            throw Refusal.parameter("image_urls: give either first_frame_image or image_urls, not both");
        }
        if (frame) {
            return new OrderInput(OrderInput.Role.FIRST_FRAME, fields.url("first_frame_image"));
        }
        if (!fields.has("image_urls")) {
            throw Refusal.parameter(model.singlePicture() + ": is required with action image2video");
        }
        List<String> urls = fields.urls("image_urls");
        if (urls.size() != 1) {
            throw Refusal.parameter("image_urls: image2video takes exactly 1 picture, " + urls.size() + " were given");
        }
        return new OrderInput(OrderInput.Role.FIRST_FRAME, urls.get(0));
    }

    /** Four are recommended, and no page has a limit. */
    private static List<OrderInput> references(RequestFields fields) throws Refusal {
        List<String> urls = fields.urls("image_urls");
        if (urls.isEmpty()) {
            throw Refusal.parameter("image_urls: takes at least 1 picture, none was given");
        }
        return urls.stream()
                .map(url -> new OrderInput(OrderInput.Role.REFERENCE, url))
                .toList();
    }

    private List<OrderInput> withVideo(RequestFields fields, Video video) throws Refusal {
        List<OrderInput> inputs = new ArrayList<>();
        inputs.add(new OrderInput(OrderInput.Role.VIDEO, video.url()));
        if (fields.has("image_urls")) {
            inputs.addAll(references(fields));
        }
        return inputs;
    }

    private record Video(String url, Order.ReferenceVideo reference) {}

    /** {@code video_urls} is short for a feature. */
    private static Video video(RequestFields fields) throws Refusal {
        if (fields.has("video_urls") && fields.has("video_list")) {
            throw Refusal.parameter("video_urls: give either video_list or video_urls, not both");
        }
        if (fields.has("video_urls")) {
            List<String> urls = fields.urls("video_urls");
            if (urls.size() != 1) {
                throw Refusal.parameter("video_urls: takes exactly 1 video, " + urls.size() + " were given");
            }
            return new Video(urls.get(0), new Order.ReferenceVideo(Order.VideoUse.FEATURE, false));
        }
        JsonNode list = fields.array("video_list");
        if (list.size() != 1 || !list.get(0).isObject()) {
            throw Refusal.parameter("video_list: takes exactly 1 object, " + list.size() + " were given");
        }
        RequestFields one = new RequestFields(list.get(0), "video_list[0].");
        one.refuseOthersThan(Set.of("video_url", "refer_type", "keep_original_sound"), "video_list");
        boolean base = one.has("refer_type")
                && one.oneOf("refer_type", List.of("base", "feature"), "video_list")
                        .equals("base");
        boolean keepSound = one.has("keep_original_sound")
                && one.oneOf("keep_original_sound", List.of("yes", "no"), "video_list")
                        .equals("yes");
        Order.VideoUse use = base ? Order.VideoUse.BASE : Order.VideoUse.FEATURE;
        return new Video(one.url("video_url"), new Order.ReferenceVideo(use, keepSound));
    }

    private void checkNamedPictures(List<OrderInput> inputs) throws Refusal {
        if (!model.namesPictures()) {
            return; // other models take the words as plain text
        }
        long pictures = inputs.stream()
                .filter(input -> input.role() != OrderInput.Role.VIDEO)
                .count();
        Matcher named = NAMED_PICTURE.matcher(prompt);
        while (named.find()) {
            long number = Long.parseLong(named.group(1));
            if (number < 1 || number > pictures) {
                throw Refusal.parameter("prompt: " + named.group() + " names a picture that image_urls, with "
                        + pictures + ", does not hold");
            }
        }
    }
}
