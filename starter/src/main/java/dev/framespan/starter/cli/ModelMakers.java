package dev.framespan.starter.cli;

import dev.framespan.starter.exit.UserError;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.storyboard.Estimate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which providers make a film. */
final class ModelMakers {
    private ModelMakers() {}

    /** @throws UserError when a provider makes something of it that is not paid here */
    static void require(Estimate estimate, Catalogue catalogue, ProviderRealms realms) {
        missing(estimate, catalogue, realms).ifPresent(why -> {
            throw UserError.refused(why + "; nothing was bought");
        });
    }

    /** Why something of a film cannot be had; empty where all can. */
    static Optional<String> missing(Estimate estimate, Catalogue catalogue, ProviderRealms realms) {
        return models(estimate).stream()
                .flatMap(model -> realms.whyNot(catalogue, model).stream())
                .findFirst();
    }

    /** The film's models by the provider that makes them; nothing where one provider alone is paid. */
    static Map<String, List<String>> of(Estimate estimate, Catalogue catalogue, ProviderRealms realms) {
        return realms.byName().size() == 1
                ? Map.of()
                : models(estimate).stream()
                        .collect(Collectors.groupingBy(catalogue::provider, LinkedHashMap::new, Collectors.toList()));
    }

    /** {@code kling makes kling-v3; atelier makes loom-1}; empty where one provider alone is paid. */
    static Optional<String> words(Estimate estimate, Catalogue catalogue, ProviderRealms realms) {
        return Optional.of(of(estimate, catalogue, realms).entrySet().stream()
                        .map(entry -> entry.getKey() + " makes " + String.join(", ", entry.getValue()))
                        .collect(Collectors.joining("; ")))
                .filter(words -> !words.isEmpty());
    }

    private static Set<String> models(Estimate estimate) {
        return Stream.of(estimate.keyframes(), estimate.shots(), estimate.speeches())
                .flatMap(List::stream)
                .map(Estimate.Row::model)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
