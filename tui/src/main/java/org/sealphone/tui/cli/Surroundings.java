package org.sealphone.tui.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.sealphone.media.audio.SoundDevices;

/**
 * What a command stands in: its streams, its environment, and how it is interrupted. Tests give their own.
 *
 * @param in where a person types
 * @param out takes results and nothing else
 * @param err takes talk and complaints
 * @param inTerminal whether a person types
 * @param outTerminal whether a person looks at {@code out}
 * @param errTerminal whether a person looks at {@code err}
 * @param phones makes the phones of the commands
 * @param devices the microphones and loudspeakers
 * @param ownProcess whether the streams are those of this process, so that it may start itself again elsewhere
 */
record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean inTerminal,
        boolean outTerminal,
        boolean errTerminal,
        Interrupt interrupt,
        Phone.Maker phones,
        SoundDevices devices,
        boolean ownProcess) {

    /** Those of this process. The launcher says which streams are terminals, because Java cannot tell one from another. */
    static Surroundings ofProcess(Interrupt interrupt) {
        String terminals = System.getProperty("sealphone.terminals", "");
        return new Surroundings(
                new FileInputStream(FileDescriptor.in),
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                System.getenv(),
                terminals.contains("0"),
                terminals.contains("1"),
                terminals.contains("2"),
                interrupt,
                RealPhone::open,
                SoundDevices.ofThisMachine(),
                true);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
