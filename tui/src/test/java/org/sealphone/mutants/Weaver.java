package org.sealphone.mutants;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * The agent that weaves mutants into a phone when it starts. A method that is no longer there ends the virtual machine before the phone has
 * begun: a fault that is in no program cannot be noticed.
 */
public final class Weaver implements ClassFileTransformer {
    static final int NOT_WOVEN = 96;
    private static final String PACKAGE = "org.sealphone.mutants.";

    private final ClassFileLocator files = ClassFileLocator.ForClassLoader.ofSystemLoader();
    private final TypePool pool = TypePool.Default.of(files);
    private final Map<String, List<Bend>> bends = new TreeMap<>();

    /** One piece of advice and where it belongs. */
    private record Bend(TypeDescription advice, ElementMatcher<? super MethodDescription> methods) {}

    /** @param names the classes of the mutants, with a plus between them; none for a phone as it is */
    public static void premain(@Nullable String names, Instrumentation instrumentation) {
        try {
            instrumentation.addTransformer(new Weaver(names == null ? "" : names));
        } catch (RuntimeException gone) {
            refuse(gone);
        }
    }

    private static void refuse(Throwable why) {
        System.err.println("not woven: " + why);
        Runtime.getRuntime().halt(NOT_WOVEN);
    }

    /** Looks whether all is there; loads none of it. */
    Weaver(String names) {
        for (String name : names.split("\\+")) {
            if (!name.isEmpty()) {
                TypeDescription mutant = pool.describe(PACKAGE + name).resolve();
                mutant.getDeclaredTypes().forEach(this::add);
            }
        }
    }

    private void add(TypeDescription advice) {
        AnnotationDescription.Loadable<Bends> found =
                advice.getDeclaredAnnotations().ofType(Bends.class);
        if (found == null) {
            throw new IllegalStateException(advice + " does not say what it bends");
        }
        Bends where = found.load();
        TypeDescription target = pool.describe(where.type()).resolve();
        ElementMatcher.Junction<MethodDescription> methods = where.method().equals("<init>")
                ? ElementMatchers.isConstructor()
                : ElementMatchers.named(where.method());
        methods = methods.and(ElementMatchers.not(ElementMatchers.isAbstract()));
        if (where.arguments() >= 0) {
            methods = methods.and(ElementMatchers.takesArguments(where.arguments()));
        }
        if (target.getDeclaredMethods().filter(methods).isEmpty()) {
            throw new IllegalStateException(where.type() + " has no method " + where.method() + " like that");
        }
        bends.computeIfAbsent(where.type(), type -> new ArrayList<>()).add(new Bend(advice, methods));
    }

    /** How much is woven. */
    int bends() {
        return bends.values().stream().mapToInt(List::size).sum();
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String internalName,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        String name = internalName == null ? "" : internalName.replace('/', '.');
        List<Bend> here = bends.get(name);
        if (here == null) {
            return null;
        }
        try {
            ClassFileLocator own = new ClassFileLocator.Compound(ClassFileLocator.Simple.of(name, bytes), files);
            DynamicType.Builder<?> builder = new ByteBuddy()
                    .with(TypeValidation.DISABLED)
                    .redefine(pool.describe(name).resolve(), own);
            for (Bend bend : here) {
                builder = builder.visit(Advice.to(bend.advice(), files).on(bend.methods()));
            }
            return builder.make().getBytes();
        } catch (RuntimeException broken) {
            refuse(broken);
            throw broken;
        }
    }
}
