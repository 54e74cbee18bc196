package org.sealphone.crypto.srtp;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Searches a dump of the live heap of this very JVM for keys: master key and salt, and all that is derived from them, as octets, as
 * hexadecimal text and as base64 at each of its three alignments, the texts in one and in two octets a character and either order
 * of these.
 *
 * <p>What it looks for it keeps masked, so that it does not find itself.
 */
public final class HeapSearch {
    private static final int MASK = 0xA7;
    private static final int PREFIX = 8;
    private static final int SLOTS = 1 << 16;

    private final List<Form> forms = new ArrayList<>();

    private record Form(String name, byte[] masked, long prefix) {}

    /** Looks for the keys of a line, as it stands after {@code a=crypto:}, which is forgotten at once. */
    public void watchLine(String name, String line) {
        String[] words = line.split(" ");
        SrtpSuite suite = SrtpSuite.named(words[1]).orElseThrow();
        byte[] master = Base64.getDecoder()
                .decode(words[2].substring("inline:".length()).split("[|]")[0]);
        watch(name + " master key", Arrays.copyOf(master, suite.keyLength()));
        watch(name + " master salt", Arrays.copyOfRange(master, suite.keyLength(), master.length));
        try (SrtpKeys keys = SrtpKeys.of(suite, master)) {
            for (SrtpProtocol protocol : SrtpProtocol.values()) {
                SessionKeys session = SessionKeys.derive(keys, protocol);
                watch(
                        name + " " + protocol + " encryption key",
                        session.encryption().clone());
                watch(name + " " + protocol + " salt", session.salt().clone());
                if (session.authentication().length > 0) {
                    watch(
                            name + " " + protocol + " authentication key",
                            session.authentication().clone());
                }
                session.close();
            }
        }
        Arrays.fill(master, (byte) 0);
    }

    /** Looks for these octets and wipes them. */
    public void watch(String name, byte[] secret) {
        add(name + " raw", secret.clone());
        text(name + " hex", HexFormat.of().formatHex(secret));
        text(name + " HEX", HexFormat.of().formatHex(secret).toUpperCase(Locale.ROOT));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + secret.length];
            System.arraycopy(secret, 0, shifted, before, secret.length);
            // Characters that belong to the neighbours in part are left out.
            String whole = Base64.getEncoder().encodeToString(shifted);
            int skip = before == 0 ? 0 : before + 1;
            text(name + " base64 at " + before, whole.substring(skip, 8 * shifted.length / 6));
            Arrays.fill(shifted, (byte) 0);
        }
        Arrays.fill(secret, (byte) 0);
    }

    private void text(String name, String text) {
        for (Charset charset :
                List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            add(name + " " + charset, text.getBytes(charset));
        }
    }

    private void add(String name, byte[] pattern) {
        long prefix = 0;
        for (int i = 0; i < pattern.length; i++) {
            pattern[i] ^= (byte) MASK;
            prefix = i < PREFIX ? prefix << 8 | (pattern[i] & 0xFF) : prefix;
        }
        forms.add(new Form(name, pattern, prefix));
    }

    /** Dumps what is reachable in this JVM into a file that is not there yet. */
    public static void dump(Path file) throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
    }

    /** The same with what nobody can reach any more and no collection has taken yet. */
    public static void dumpWithGarbage(Path file) throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), false);
    }

    /** The forms that are in the file, by name. */
    public TreeSet<String> find(Path file) throws IOException {
        Form[][] slots = new Form[SLOTS][];
        for (Form form : forms) {
            Form[] there = slots[slot(form.prefix)];
            slots[slot(form.prefix)] = there == null ? new Form[] {form} : Arrays.copyOf(there, there.length + 1);
            slots[slot(form.prefix)][slots[slot(form.prefix)].length - 1] = form;
        }
        TreeSet<String> found = new TreeSet<>();
        try (FileChannel channel = FileChannel.open(file)) {
            MappedByteBuffer heap = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            long window = 0;
            for (int i = 0; i < heap.limit(); i++) {
                window = window << 8 | ((heap.get(i) ^ MASK) & 0xFF);
                Form[] candidates = slots[slot(window)];
                if (candidates != null) {
                    for (Form form : candidates) {
                        if (form.prefix == window && follows(heap, i + 1 - PREFIX, form.masked)) {
                            found.add(form.name);
                        }
                    }
                }
            }
        }
        return found;
    }

    private static int slot(long prefix) {
        return (int) ((prefix * 0x9E37_79B9_7F4A_7C15L) >>> 48);
    }

    private static boolean follows(MappedByteBuffer heap, int at, byte[] masked) {
        if (at < 0 || at + masked.length > heap.limit()) {
            return false;
        }
        for (int i = 0; i < masked.length; i++) {
            if (((heap.get(at + i) ^ MASK) & 0xFF) != (masked[i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }
}
