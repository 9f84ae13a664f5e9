package dev.framespan.starter.account;

import dev.framespan.activities.provider.ProviderFactory;
import dev.framespan.starter.exit.UserError;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The kinds of providers that there are: those that come with Framespan, and those in the operator's folder of jars. */
final class ProviderFactories {
    private ProviderFactories() {}

    /**
     * @param jars the folder; empty for none
     * @return by their names
     * @throws UserError when the folder cannot be used
     */
    static Map<String, ProviderFactory> load(Optional<Path> jars) {
        ClassLoader own = ProviderFactory.class.getClassLoader();
        // Open for as long as the process lives: classes are read when they are needed first.
        ClassLoader loader = jars.isEmpty() ? own : new URLClassLoader(urls(jars.get()), own);
        Map<String, ProviderFactory> factories = new TreeMap<>();
        try {
            for (ProviderFactory factory : ServiceLoader.load(ProviderFactory.class, loader)) {
                if (factories.put(factory.name(), factory) != null) {
                    throw UserError.refused("FRAMESPAN_PROVIDER_JARS: two providers are called " + factory.name()
                            + ": take one of their jars away");
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw UserError.refused(
                    "FRAMESPAN_PROVIDER_JARS: a provider in there cannot be used (" + e.getMessage()
                            + "): build its jar for this version of Framespan",
                    new IllegalStateException(e));
        }
        return factories;
    }

    private static URL[] urls(Path folder) {
        List<URL> urls = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                urls.add(url(jar));
            }
        } catch (IOException e) {
            throw UserError.refused(
                    "FRAMESPAN_PROVIDER_JARS: " + folder + " cannot be read: name a folder with jars", e);
        }
        if (urls.isEmpty()) {
            throw UserError.refused("FRAMESPAN_PROVIDER_JARS: there is no jar in " + folder);
        }
        return urls.toArray(URL[]::new);
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }
}
