package org.sealphone.ua.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Everything that a program sees of the phone has a comment: each public type, method, constructor and constant of {@code ua.api}. That the
 * comments are sound, links and tags, is checked by the compiler (doclint in the build of this module).
 */
class DocumentedTest {
    private static final Path API = Path.of("src/main/java/org/sealphone/ua/api");

    @Test
    void everything_public_is_documented() throws IOException {
        List<String> bare = new ArrayList<>();
        int seen = 0;
        try (Stream<Path> files = Files.list(API)) {
            for (Path file :
                    files.filter(path -> !path.endsWith("package-info.java")).toList()) {
                bare.addAll(undocumented(Files.readString(file)));
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(20);
        assertThat(bare).isEmpty();
    }

    @Test
    void what_has_no_comment_is_named() throws IOException {
        String text =
                """
                /** A type. */
                public interface Sample {
                    %sint asked();
                    /** Constants. */
                    enum Kind { %sONE }
                    /** A record. */
                    record Pair(int one) { public Pair { } @Override public String toString() { return ""; } }
                    /** A class. */
                    final class Held { private int hidden; void here() {} %spublic Held(int x) {} }
                }
                """;
        String comment = "/** Said. */ ";
        assertThat(undocumented(text.formatted(comment, comment, comment))).isEmpty();
        assertThat(undocumented(text.formatted("", comment, comment))).containsExactly("Sample.asked");
        assertThat(undocumented(text.formatted(comment, "", comment))).containsExactly("Kind.ONE");
        assertThat(undocumented(text.formatted(comment, comment, ""))).containsExactly("Held.<init>");
        assertThat(undocumented(text.replace("/** A record. */", "").formatted(comment, comment, comment)))
                .containsExactly("Sample.Pair");
    }

    /** Parses alone: nothing is resolved, so it takes no class path. */
    private static List<String> undocumented(String text) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task =
                (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, List.of(new Source(text)));
        List<String> found = new ArrayList<>();
        for (CompilationUnitTree unit : task.parse()) {
            new Scan(DocTrees.instance(task), found).scan(unit, null);
        }
        return found;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Sample.java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Goes through what is public, and no deeper. */
    private static final class Scan extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees comments;
        private final List<String> found;

        Scan(DocTrees comments, List<String> found) {
            this.comments = comments;
            this.found = found;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            if (!isPublic(type.getModifiers())) {
                return none;
            }
            note(type.getSimpleName().toString());
            return super.visitClass(type, none);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            if (isPublic(method.getModifiers()) && !overrides && !isCanonicalConstructor(method)) {
                note(method.getName().toString());
            }
            return none;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
            if (isPublic(variable.getModifiers())) {
                note(variable.getName().toString());
            }
            return none;
        }

        /** That takes all components of a record, which are told at the record. */
        private boolean isCanonicalConstructor(MethodTree method) {
            ClassTree owner = (ClassTree) getCurrentPath().getParentPath().getLeaf();
            long components = owner.getMembers().stream()
                    .filter(member -> member instanceof VariableTree field
                            && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                    .count();
            return owner.getKind() == Tree.Kind.RECORD
                    && method.getReturnType() == null
                    && method.getParameters().size() == components;
        }

        private boolean isPublic(ModifiersTree modifiers) {
            Tree owner = getCurrentPath().getParentPath().getLeaf();
            return modifiers.getFlags().contains(Modifier.PUBLIC) || owner.getKind() == Tree.Kind.INTERFACE;
        }

        private void note(String name) {
            if (comment(getCurrentPath()) == null) {
                Tree owner = getCurrentPath().getParentPath().getLeaf();
                found.add(owner instanceof ClassTree type ? type.getSimpleName() + "." + name : name);
            }
        }

        private @Nullable DocCommentTree comment(TreePath path) {
            return comments.getDocCommentTree(path);
        }
    }
}
