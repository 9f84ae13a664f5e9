package dev.framespan.worker.jars;

import dev.framespan.workflows.studio.HostedWorkflows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * The classes of a jar of workflows: its own libraries, the JDK, and of the worker what workflows are written against. The worker's other libraries are
 * not to be seen, so that neither can stand in the other's way.
 */
final class JarClassLoader extends URLClassLoader {
    /** Of the worker: Framespan's API, and the Temporal SDK with what that mentions in its own. */
    private static final List<String> SHARED = List.of(
            "dev.framespan.workflows.",
            "io.temporal.",
            "io.nexusrpc.",
            "com.fasterxml.jackson.",
            "com.google.protobuf.",
            "io.grpc.",
            "com.uber.m3.",
            "org.slf4j.");

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader worker = HostedWorkflows.class.getClassLoader();

    JarClassLoader(String name, List<Path> jars) {
        super(name, urls(jars), ClassLoader.getPlatformClassLoader());
    }

    /** @param name of a class, with dots */
    static boolean isShared(String name) {
        return SHARED.stream().anyMatch(name::startsWith);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!isShared(name)) {
            return super.loadClass(name, resolve);
        }
        try {
            return worker.loadClass(name);
        } catch (ClassNotFoundException e) {
            return super.loadClass(name, resolve);
        }
    }

    private static URL[] urls(List<Path> jars) {
        return jars.stream().map(JarClassLoader::url).toArray(URL[]::new);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a jar that is not hosted after all, or not any more. */
    void discard() {
        try {
            close();
        } catch (IOException e) {
            // It was only read.
            return;
        }
    }
}
