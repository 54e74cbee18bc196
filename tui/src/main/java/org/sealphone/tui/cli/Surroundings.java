package org.sealphone.tui.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command stands in: its streams, its environment, and how it is interrupted. Tests give their own.
 *
 * @param out takes results and nothing else
 * @param err takes talk and complaints
 * @param outTerminal whether a person looks at {@code out}
 * @param errTerminal whether a person looks at {@code err}
 * @param phones makes the phones of the commands
 * @param ownProcess whether the streams are those of this process, so that it may start itself again elsewhere
 */
record Surroundings(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean outTerminal,
        boolean errTerminal,
        Interrupt interrupt,
        Phone.Maker phones,
        boolean ownProcess) {

    /** Those of this process. The launcher says which streams are terminals, because Java cannot tell one from another. */
    static Surroundings ofProcess(Interrupt interrupt) {
        String terminals = System.getProperty("sealphone.terminals", "");
        return new Surroundings(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                System.getenv(),
                terminals.contains("1"),
                terminals.contains("2"),
                interrupt,
                RealPhone::open,
                true);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
