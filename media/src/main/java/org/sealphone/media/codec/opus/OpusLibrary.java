package org.sealphone.media.codec.opus;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.media.reason.MediaReason;

/**
 * The libopus of this process: found, checked for its version, tested with a tone, and then the same one until the end.
 *
 * <p>In order: the one that a person named, and then no other; the one that is shipped; the system's. Refused are
 * libraries older than 1.1.4 (CVE-2017-0381) and those that fail the test. Loading takes a tenth of a second once;
 * whoever needs it quickly asks for it early, on a thread that may wait. Safe for all threads.
 */
public final class OpusLibrary {
    /** The sampling rate of everything here, and the clock of RFC 7587. */
    public static final int RATE = 48_000;

    private static @Nullable Outcome<OpusLibrary> shared;

    private final OpusFunctions functions;
    private final String origin;
    private final String version;

    private OpusLibrary(OpusFunctions functions, String origin, String version) {
        this.functions = functions;
        this.origin = origin;
        this.version = version;
    }

    /** The library, loaded by whoever asks first, or why there is none. */
    public static synchronized Outcome<OpusLibrary> shared() {
        Outcome<OpusLibrary> known = shared;
        if (known == null) {
            known = shippedOrSystem();
            shared = known;
        }
        return known;
    }

    /** The library of that file and no other. A process has one library, so it is chosen before anybody uses one. */
    public static synchronized Outcome<OpusLibrary> choose(Path file) {
        String wanted = file.toAbsolutePath().toString();
        if (shared instanceof Outcome.Granted<OpusLibrary> loaded) {
            return loaded.value().origin.equals(wanted)
                    ? shared
                    : refused(wanted + ": " + loaded.value().origin + " is in use already");
        }
        List<String> faults = new ArrayList<>();
        Optional<OpusLibrary> loaded = prepared(folder -> load(wanted, wanted, faults), faults);
        if (loaded.isEmpty()) {
            return refused(String.join("; ", faults));
        }
        Outcome<OpusLibrary> chosen = Outcome.granted(loaded.get());
        shared = chosen;
        return chosen;
    }

    private static Outcome<OpusLibrary> shippedOrSystem() {
        List<String> faults = new ArrayList<>();
        return prepared(
                        shipped -> shipped.file()
                                .flatMap(file -> load(file.toString(), "the one shipped with Sealphone", faults))
                                .or(() -> load(systemName(), "the system's", faults)),
                        faults)
                .<Outcome<OpusLibrary>>map(Outcome::granted)
                .orElseGet(() -> refused(String.join("; ", faults)));
    }

    private static Outcome<OpusLibrary> refused(String detail) {
        return Outcome.refused(MediaReason.DEV_20, detail);
    }

    /** What is done while the private folder is there. */
    private interface Loading {
        Optional<OpusLibrary> load(BundledLibrary shipped);
    }

    private static Optional<OpusLibrary> prepared(Loading loading, List<String> faults) {
        try (BundledLibrary shipped = BundledLibrary.unpack()) {
            return loading.load(shipped);
        } catch (IOException noRoom) {
            faults.add("the shipped library cannot be unpacked: "
                    + noRoom.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static String systemName() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux") ? "libopus.so.0" : "opus";
    }

    /** A file that is no library, or one without the functions, is a fault and nothing worse. */
    private static Optional<OpusLibrary> load(String name, String origin, List<String> faults) {
        try {
            NativeLibrary file = NativeLibrary.getInstance(name, Map.of(Library.OPTION_STRING_ENCODING, "US-ASCII"));
            Optional<OpusLibrary> tested = tested(file, name, origin, faults);
            if (tested.isEmpty()) {
                file.close();
            }
            return tested;
        } catch (LinkageError noLibrary) {
            faults.add(origin + ": it cannot be loaded");
            return Optional.empty();
        }
    }

    private static Optional<OpusLibrary> tested(NativeLibrary file, String name, String origin, List<String> faults) {
        OpusFunctions functions = Native.load(name, OpusFunctions.class);
        String version = functions.opus_get_version_string();
        Optional<String> fault = OpusVersion.fault(version, has(file, OpusVersion.LATE_FUNCTION));
        if (fault.isEmpty()) {
            Native.register(HotCalls.class, file);
            OpusLibrary library = new OpusLibrary(functions, origin, version);
            fault = SelfTest.fault(library);
            if (fault.isEmpty()) {
                return Optional.of(library);
            }
            Native.unregister(HotCalls.class);
        }
        faults.add(origin + ": " + fault.get());
        return Optional.empty();
    }

    private static boolean has(NativeLibrary file, String function) {
        try {
            file.getFunction(function);
            return true;
        } catch (UnsatisfiedLinkError hasNot) {
            return false;
        }
    }

    /**
     * An encoder of constant bit rate.
     *
     * @param bitrate 6000 to 510000 bits in a second
     * @param playbackRate the sampling rate of the other side's loudspeaker, in hertz
     * @param complexity 0 to 10
     */
    public OpusEncoding encoding(int bitrate, int playbackRate, int complexity) {
        return new OpusEncoding(functions, bitrate, playbackRate, complexity);
    }

    /**
     * A decoder.
     *
     * @param complexity 0 to 10: from 5 on what is missing is made up by a trained model, where the library has one
     */
    public OpusDecoding decoding(int complexity) {
        return new OpusDecoding(functions, complexity);
    }

    /** Whether what is missing is made up by a trained model; it is tried each time, which takes milliseconds. */
    public boolean deepConcealment() {
        return SelfTest.deepConcealment(this);
    }

    static void check(OpusFunctions opus, int code) {
        if (code != 0) {
            throw new IllegalStateException("libopus: " + opus.opus_strerror(code));
        }
    }

    /** Which one it is and what it calls itself. */
    @Override
    public String toString() {
        return OpusVersion.shown(version) + ", " + origin;
    }
}
