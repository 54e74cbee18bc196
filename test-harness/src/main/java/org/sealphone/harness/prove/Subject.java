package org.sealphone.harness.prove;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sealphone.harness.hostile.HostileScenario;
import org.sealphone.harness.sip.DigestAlgorithm;

/** The phone in the dock, as a command line. */
public sealed interface Subject {
    /**
     * Whatever a person put there.
     *
     * @param template a shell command; with {phone} in it, it is one of this product
     */
    static Subject of(String template) {
        return template.contains(Bent.PHONE) ? new Bent(template) : new Foreign(template);
    }

    /** The command for a trial; everything it needs to know of the trunk is given. */
    List<String> command(Trial trial, Place place);

    /** Whether it is the phone of this product, which has promised more than to leak nothing. */
    boolean ours();

    /** What the trunk asks for. Many phones know nothing newer than MD5, and what is in question is what they say in clear. */
    default DigestAlgorithm[] digests() {
        return new DigestAlgorithm[] {ours() ? DigestAlgorithm.SHA_256 : DigestAlgorithm.MD5};
    }

    /**
     * Where the trunk is, and how one is let in.
     *
     * @param trunk its address with its port; where a name server tells of it, its domain
     */
    record Place(String domain, String trunk, String phone, Path passwordFile, Path authority, Path log, int seconds) {}

    /** @param program this very program, without its arguments */
    record Own(List<String> program) implements Subject {
        public Own {
            program = List.copyOf(program);
        }

        @Override
        public boolean ours() {
            return true;
        }

        /** A virtual machine that is started so that nobody can look into it is not, where its heap is the witness. */
        private List<String> opened(Trial trial) {
            boolean looked = trial.circumstances().looksInside();
            return program.stream()
                    .filter(word -> !looked || !word.equals("-XX:+DisableAttachMechanism"))
                    .toList();
        }

        @Override
        public List<String> command(Trial trial, Place place) {
            List<String> words = new ArrayList<>(opened(trial));
            words.addAll(
                    switch (trial.part()) {
                        case REGISTERS -> List.of("register");
                        case CALLS, CANCELS -> List.of("call", "tone", "--no-register");
                        case ANSWERS -> List.of("answer", "--auto");
                        case RINGS -> throw new IllegalArgumentException("nobody is there who could let it ring");
                    });
            words.addAll(List.of(
                    "--for",
                    place.seconds() + "s",
                    "-o",
                    "json",
                    "-v",
                    "--log",
                    place.log().toString()));
            words.addAll(List.of("--registrar", "sips:" + place.domain()));
            if (trial.circumstances().names().isEmpty()) {
                words.addAll(List.of("--outbound", "sips:" + place.trunk()));
            }
            words.addAll(List.of(
                    "--user",
                    HostileScenario.USER,
                    "--password-file",
                    place.passwordFile().toString()));
            words.addAll(List.of("--ca", place.authority().toString(), "--bind", place.phone()));
            words.addAll(trial.circumstances().asks());
            // A busy machine must not look like a trunk that is silent; where it is silent, the phone's own patience
            // counts.
            if (trial.circumstances().patience().isZero()) {
                words.addAll(List.of("--timeout", "20s"));
            }
            // What no description names is to get nothing, whatever authenticates (ADV-68).
            if (trial.part() != HostileScenario.Part.REGISTERS) {
                words.addAll(List.of("--peer-address", "fixed"));
            }
            return words;
        }
    }

    /**
     * This product, started in another way: in another virtual machine, with an agent in it. It is held to what this product promises.
     *
     * @param template a shell command with {phone} where the words of the command line belong
     */
    record Bent(String template) implements Subject {
        private static final String PHONE = "{phone}";

        @Override
        public boolean ours() {
            return true;
        }

        @Override
        public List<String> command(Trial trial, Place place) {
            String words = new Own(List.of())
                    .command(trial, place).stream().map(Foreign::quoted).collect(Collectors.joining(" "));
            return List.of("/bin/sh", "-c", template.replace(PHONE, words));
        }
    }

    /**
     * Any other phone, through a shell.
     *
     * @param template with {trunk}, {user}, {password-file}, {ca}, {target} in it
     */
    record Foreign(String template) implements Subject {
        @Override
        public boolean ours() {
            return false;
        }

        @Override
        public List<String> command(Trial trial, Place place) {
            String filled = template.replace("{trunk}", place.trunk())
                    .replace("{user}", HostileScenario.USER)
                    .replace("{password-file}", quoted(place.passwordFile().toString()))
                    .replace("{ca}", quoted(place.authority().toString()))
                    .replace("{target}", "sips:tone@" + place.domain());
            return List.of("/bin/sh", "-c", filled);
        }

        private static String quoted(String word) {
            return "'" + word.replace("'", "'\\''") + "'";
        }
    }
}
