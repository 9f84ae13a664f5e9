package dev.framespan.worker.jars;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Which methods the methods of a class call, and which static fields they use. Names are internal ones, {@code studio/MusicVideo}. */
final class ClassCode {
    private static final String ACTIVITY = "Lio/temporal/activity/ActivityInterface;";
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$[0-9]+");

    private final Map<String, Code> methods = new LinkedHashMap<>();
    private final Set<String> changingFields = new HashSet<>();
    private String name;
    private String superName;
    private List<String> interfaces = List.of();
    private boolean activityInterface;

    private ClassCode() {}

    /** A method or field of a class. */
    record Ref(String owner, String name, String descriptor) {
        /** The same in any class. */
        String signature() {
            return name + descriptor;
        }
    }

    /** What a method does. */
    record Code(String owner, String name, List<Ref> calls, List<Ref> statics, List<String> made) {
        /** {@code MusicVideoImpl.make}: as its developer knows it. */
        String words() {
            String type = owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.');
            Matcher lambda = LAMBDA.matcher(name);
            return switch (name) {
                case "<init>" -> "the constructor of " + type;
                case "<clinit>" -> "the static part of " + type;
                default -> type + "." + (lambda.matches() ? lambda.group(1) : name);
            };
        }
    }

    /** @throws RuntimeException when it is no class that this version knows */
    static ClassCode of(byte[] file) {
        ClassCode code = new ClassCode();
        new ClassReader(file).accept(code.new Reader(), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return code;
    }

    String name() {
        return name;
    }

    /** What it inherits from, the class first. */
    List<String> parents() {
        return Stream.concat(Stream.ofNullable(superName), interfaces.stream()).toList();
    }

    Map<String, Code> methods() {
        return methods;
    }

    /** Whether a static field of it can be set again. */
    boolean changes(String field) {
        return changingFields.contains(field);
    }

    boolean isActivityInterface() {
        return activityInterface;
    }

    private final class Reader extends ClassVisitor {
        private Reader() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(int version, int access, String type, String signature, String parent, String[] others) {
            name = type;
            superName = parent;
            interfaces = others == null ? List.of() : List.of(others);
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            activityInterface |= descriptor.equals(ACTIVITY);
            return null;
        }

        @Override
        public FieldVisitor visitField(int access, String field, String descriptor, String signature, Object value) {
            boolean written = (access & Opcodes.ACC_SYNTHETIC) == 0;
            if (written && (access & Opcodes.ACC_STATIC) != 0 && (access & Opcodes.ACC_FINAL) == 0) {
                changingFields.add(field);
            }
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] exceptions) {
            Code code = new Code(name, method, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            methods.put(method + descriptor, code);
            return new MethodReader(code);
        }
    }

    private static final class MethodReader extends MethodVisitor {
        private final Code code;

        private MethodReader(Code code) {
            super(Opcodes.ASM9);
            this.code = code;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
            code.calls().add(new Ref(owner, name, descriptor));
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC) {
                code.statics().add(new Ref(owner, name, descriptor));
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.NEW) {
                code.made().add(type);
            }
        }

        /** Of a lambda expression or a method reference, the method that it stands for. */
        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    code.calls().add(new Ref(handle.getOwner(), handle.getName(), handle.getDesc()));
                    if (handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
                        code.made().add(handle.getOwner());
                    }
                }
            }
        }
    }
}
