package org.sealphone.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Holds the mutants that no test killed, as PIT reports them, against those that a file explains. A mutant is known by its method,
 * what was changed, and the text of the line: an explanation does not outlive the line that it speaks of.
 *
 * <p>An explanation is a block, and an empty line ends it:
 *
 * <pre>
 * Class.method: what was changed
 *   the line, as it stands in the source
 *   Why nobody could tell the two apart.
 * </pre>
 *
 * <p>Where one line has several such mutants, the first line ends in {@code (2)}. A line with a hash at its beginning says nothing.
 *
 * <p>A mutant whose tests took too long counts as killed, for an endless loop is noticed. It makes no explanation stale: on a busy machine
 * the tests of any mutant may take too long.
 */
final class Survivors {
    private static final String TOO_LONG = "TIMED_OUT";
    private static final Set<String> KILLED = Set.of("KILLED", TOO_LONG, "MEMORY_ERROR");

    private Survivors() {}

    /** {@code REPORT.xml SOURCES EXPLAINED}; ends with 1 when survivors and explanations differ. */
    public static void main(String[] words) throws Exception {
        List<String> complaints = complaints(Path.of(words[0]), Path.of(words[1]), Path.of(words[2]));
        complaints.forEach(System.out::println);
        if (!complaints.isEmpty()) {
            System.exit(1);
        }
    }

    /** What is wrong; empty if every survivor is explained and every explanation has its survivors. */
    static List<String> complaints(Path report, Path sources, Path explained)
            throws IOException, ParserConfigurationException, SAXException {
        NodeList mutants = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getElementsByTagName("mutation");
        Map<String, Integer> alive = new TreeMap<>();
        Map<String, Integer> undecided = new TreeMap<>();
        for (int i = 0; i < mutants.getLength(); i++) {
            Element mutant = (Element) mutants.item(i);
            if (!KILLED.contains(mutant.getAttribute("status"))) {
                alive.merge(name(mutant, sources), 1, Integer::sum);
            } else if (mutant.getAttribute("status").equals(TOO_LONG)) {
                undecided.merge(name(mutant, sources), 1, Integer::sum);
            }
        }
        System.out.println(mutants.getLength() + " mutants, "
                + alive.values().stream().mapToInt(Integer::intValue).sum() + " not killed");
        List<String> complaints = new ArrayList<>();
        if (mutants.getLength() == 0) {
            complaints.add("nothing was mutated");
        }
        complaints.addAll(differences(alive, undecided, read(explained)));
        return complaints;
    }

    private static List<String> differences(
            Map<String, Integer> alive, Map<String, Integer> undecided, Map<String, Integer> explained) {
        List<String> differences = new ArrayList<>();
        Set<String> all = new TreeSet<>(alive.keySet());
        all.addAll(explained.keySet());
        for (String name : all) {
            int survive = alive.getOrDefault(name, 0);
            int known = explained.getOrDefault(name, 0);
            if (survive > known) {
                differences.add("NOT EXPLAINED: " + survive + " survive, " + known + " explained\n" + name);
            } else if (survive + undecided.getOrDefault(name, 0) < known) {
                differences.add("STALE: " + survive + " survive, " + known + " explained\n" + name);
            }
        }
        return differences;
    }

    private static String name(Element mutant, Path sources) throws IOException {
        String type = text(mutant, "mutatedClass");
        int dot = type.lastIndexOf('.');
        Path source = sources.resolve(type.substring(0, dot).replace('.', '/')).resolve(text(mutant, "sourceFile"));
        String line = Files.readAllLines(source).get(Integer.parseInt(text(mutant, "lineNumber")) - 1);
        return type.substring(dot + 1) + "." + text(mutant, "mutatedMethod") + ": " + text(mutant, "description")
                + "\n  " + line.strip();
    }

    private static String text(Element mutant, String tag) {
        return mutant.getElementsByTagName(tag).item(0).getTextContent();
    }

    private static Map<String, Integer> read(Path explained) throws IOException {
        Map<String, Integer> known = new TreeMap<>();
        List<String> block = new ArrayList<>();
        List<String> lines = new ArrayList<>(Files.readAllLines(explained));
        lines.add("");
        for (String line : lines) {
            if (line.startsWith("#")) {
                continue;
            }
            if (!line.isBlank()) {
                block.add(line);
            } else if (!block.isEmpty()) {
                enter(block, known);
                block.clear();
            }
        }
        return known;
    }

    private static void enter(List<String> block, Map<String, Integer> known) {
        if (block.size() < 3) {
            throw new IllegalArgumentException("an explanation has a mutant, a line and a reason: " + block);
        }
        String mutant = block.get(0);
        int count = 1;
        if (mutant.matches(".* \\([0-9]+\\)")) {
            int open = mutant.lastIndexOf(" (");
            count = Integer.parseInt(mutant.substring(open + 2, mutant.length() - 1));
            mutant = mutant.substring(0, open);
        }
        if (known.put(mutant + "\n  " + block.get(1).strip(), count) != null) {
            throw new IllegalArgumentException("explained twice: " + mutant);
        }
    }
}
