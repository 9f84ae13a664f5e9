package dev.framespan.starter.durability;

import dev.framespan.activities.kling.KlingProvider;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A provider that does not come with Framespan, the loom: it speaks as kling does. */
public final class LoomFactory implements ProviderFactory {
    @Override
    public String name() {
        return "loom";
    }

    @Override
    public Optional<URI> address() {
        return Optional.empty();
    }

    @Override
    public Provider open(Settings settings) {
        return new KlingProvider(
                settings.address(),
                settings.key(),
                settings.realm(),
                settings.local(),
                settings.catalogue(),
                settings.clock());
    }

    /** Lays its jar into a folder, which it makes. */
    public static Path jar(Path folder) throws IOException {
        Files.createDirectories(folder);
        String type = LoomFactory.class.getName();
        String file = type.replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("loom.jar")));
                InputStream code = LoomFactory.class.getClassLoader().getResourceAsStream(file)) {
            jar.putNextEntry(new JarEntry(file));
            code.transferTo(jar);
            jar.putNextEntry(new JarEntry("META-INF/services/" + ProviderFactory.class.getName()));
            jar.write(type.getBytes(StandardCharsets.UTF_8));
            jar.closeEntry();
        }
        return folder;
    }
}
