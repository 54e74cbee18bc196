package org.sealphone.walls;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * A class that breaks a wall on purpose: compiled from text beside the product's own classes, so that a rule can be seen to
 * fail. A wall that nobody has seen fail may be a rule about nothing.
 */
final class Offender {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** One for all offenders, for opening the class path costs more than compiling any of them. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

    private Offender() {}

    /** Compiles {@code source}, whose top-level class is {@code qualifiedName}, into {@code folder} and imports it. */
    static JavaClasses compile(Path folder, String qualifiedName, String source) throws IOException {
        return compile(folder, Map.of(qualifiedName, source));
    }

    /** Compiles the sources, each under its qualified name, together into {@code folder} and imports them. */
    static JavaClasses compile(Path folder, Map<String, String> sources) throws IOException {
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, text) -> units.add(new Unit(name, text)));
        Files.createDirectories(folder);
        StringWriter messages = new StringWriter();
        List<String> options = List.of("-proc:none", "-Xlint:-options", "-source", "17", "-target", "17");
        FILES.setLocation(StandardLocation.CLASS_OUTPUT, List.of(folder.toFile()));
        boolean compiled =
                COMPILER.getTask(messages, FILES, null, options, null, units).call();
        if (!compiled) {
            throw new IllegalStateException("the offender does not compile: " + messages);
        }
        return new ClassFileImporter().importPath(folder);
    }

    /** A one-method offender in {@code packageName} whose body is {@code statement}. */
    static JavaClasses doing(Path folder, String packageName, String statement) throws IOException {
        String source = "package " + packageName + "; final class Planted { static void act() throws Exception { "
                + statement + " } }";
        return compile(folder, packageName + ".Planted", source);
    }

    /** Folders of compiled test classes of every module that the build has made so far. */
    static List<Path> testClassFolders() throws IOException {
        Path root = Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."));
        List<Path> folders = new ArrayList<>();
        for (String module : List.of("crypto", "media", "certs", "ua-core", "test-harness", "tui")) {
            Path folder = root.resolve(module).resolve("target/test-classes");
            if (Files.isDirectory(folder)) {
                folders.add(folder);
            }
        }
        return folders;
    }

    private static final class Unit extends SimpleJavaFileObject {
        private final String text;

        Unit(String qualifiedName, String text) {
            super(URI.create("string:///" + qualifiedName.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
