package dev.framespan.worker.jars;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;

/** What a class names of Framespan's API, looked up in the one that is here: a jar may be built against another. */
final class ApiReferences {
    private static final String FRAMESPAN = "dev/framespan/";
    // Tags of the constant pool: The Java Virtual Machine Specification, 4.4.
    private static final int CLASS = 7;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final String CONSTRUCTOR = "<init>";

    private final ClassLoader loader;
    private final Set<String> own;

    /**
     * @param loader of the jar
     * @param own internal names of classes that the jar has itself
     */
    ApiReferences(ClassLoader loader, Set<String> own) {
        this.loader = loader;
        this.own = own;
    }

    /** The first class, method or field that a class names and that is not there: {@code Studio.dub}. */
    Optional<String> missing(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int index = 1; index < reader.getItemCount(); index++) {
            int offset = reader.getItem(index);
            if (offset == 0) {
                continue;
            }
            int tag = reader.readByte(offset - 1);
            Optional<String> missing = Optional.empty();
            if (tag == CLASS) {
                missing = missingClass(reader.readUTF8(offset, buffer));
            } else if (tag == FIELD || tag == METHOD || tag == INTERFACE_METHOD) {
                int nameAndType = reader.getItem(reader.readUnsignedShort(offset + 2));
                missing = missingMember(
                        tag == FIELD,
                        reader.readClass(offset, buffer),
                        reader.readUTF8(nameAndType, buffer),
                        reader.readUTF8(nameAndType + 2, buffer));
            }
            if (missing.isPresent()) {
                return missing;
            }
        }
        return Optional.empty();
    }

    private Optional<String> missingClass(String named) {
        String owner =
                named.startsWith("[") ? Type.getType(named).getElementType().getInternalName() : named;
        return isApi(owner) && load(owner).isEmpty() ? Optional.of(owner.replace('/', '.')) : Optional.empty();
    }

    private Optional<String> missingMember(boolean field, String owner, String name, String descriptor) {
        if (!isApi(owner)) {
            return Optional.empty();
        }
        Optional<Class<?>> type = load(owner);
        if (type.isEmpty()) {
            return Optional.of(owner.replace('/', '.'));
        }
        boolean there = field ? hasField(type.get(), name, descriptor) : hasMethod(type.get(), name, descriptor);
        return there
                ? Optional.empty()
                : Optional.of(type.get().getSimpleName()
                        + (name.equals(CONSTRUCTOR) ? "" : "." + name)
                        + (field ? "" : words(descriptor)));
    }

    private boolean isApi(String owner) {
        return owner.startsWith(FRAMESPAN) && !own.contains(owner);
    }

    private Optional<Class<?>> load(String owner) {
        try {
            return Optional.of(Class.forName(owner.replace('/', '.'), false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static boolean hasField(Class<?> type, String name, String descriptor) {
        for (Class<?> each : types(type)) {
            for (Field field : each.getDeclaredFields()) {
                if (field.getName().equals(name)
                        && isSeen(field)
                        && Type.getDescriptor(field.getType()).equals(descriptor)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasMethod(Class<?> type, String name, String descriptor) {
        if (name.equals(CONSTRUCTOR)) {
            return Arrays.stream(type.getDeclaredConstructors())
                    .anyMatch(each ->
                            isSeen(each) && Type.getConstructorDescriptor(each).equals(descriptor));
        }
        return types(type).stream()
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                .anyMatch(each -> each.getName().equals(name)
                        && isSeen(each)
                        && Type.getMethodDescriptor(each).equals(descriptor));
    }

    private static boolean isSeen(Member member) {
        return (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }

    /** It, and what it inherits from; each has the methods of an object. */
    private static Deque<Class<?>> types(Class<?> type) {
        Deque<Class<?>> all = new ArrayDeque<>();
        Deque<Class<?>> open = new ArrayDeque<>(List.of(type, Object.class));
        while (!open.isEmpty()) {
            Class<?> next = open.poll();
            all.add(next);
            Stream.concat(Stream.ofNullable(next.getSuperclass()), Arrays.stream(next.getInterfaces()))
                    .forEach(open::add);
        }
        return all;
    }

    /** {@code (String, int)}. */
    private static String words(String descriptor) {
        return Arrays.stream(Type.getArgumentTypes(descriptor))
                .map(Type::getClassName)
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
