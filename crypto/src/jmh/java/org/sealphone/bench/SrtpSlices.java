package org.sealphone.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What all subjects have in common, and the C driver with them: one stream whose packets come in sequence, sealed and
 * opened in slices. An iteration is a slice, and its time that of all its packets; the best of many slices is the one that
 * the machine's other work left alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 60)
@Measurement(iterations = 200)
@Fork(1)
public abstract class SrtpSlices {
    /** Packets of a slice. */
    public static final int SLICE = 4096;

    static final int HEADER = 12;
    private static final int LONGEST = 256;

    @Param({"AES_CM_128_HMAC_SHA1_80", "AES_256_CM_HMAC_SHA1_80", "AEAD_AES_128_GCM", "AEAD_AES_256_GCM"})
    public String suite;

    /** Header and payload. */
    @Param({"172", "72"})
    public int size;

    final byte[] master = new byte[46];
    final byte[][] sealed = new byte[SLICE][LONGEST];
    final int[] sealedLength = new int[SLICE];

    @Setup
    public void begin() {
        for (int i = 0; i < master.length; i++) {
            master[i] = (byte) (i * 7 + 1);
        }
        open();
    }

    /** Makes both contexts. */
    abstract void open();

    /** Seals the next packet of the stream into {@code sealed[i]}. */
    abstract void seal(int i);

    /** Opens {@code sealed[i]}; throws if it does not. */
    abstract void unseal(int i);

    @Benchmark
    public void protect() {
        for (int i = 0; i < SLICE; i++) {
            seal(i);
        }
    }

    /** Seals what {@link #unprotect} opens, outside of the clock. What that allocates counts to the fork of unprotect all the same. */
    @Setup(Level.Iteration)
    public void ahead(BenchmarkParams parameters) {
        if (parameters.getBenchmark().endsWith("unprotect")) {
            protect();
        }
    }

    @Benchmark
    public void unprotect() {
        for (int i = 0; i < SLICE; i++) {
            unseal(i);
        }
    }
}
