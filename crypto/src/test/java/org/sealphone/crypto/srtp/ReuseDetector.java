package org.sealphone.crypto.srtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Watches a whole test run, in every module that has the tests of this one on its class path: the same key, SSRC and index must not
 * seal twice (SRTP-09), whichever sender does it, in whatever test. The build registers it with JUnit by itself; a test in which it
 * happens fails.
 *
 * <p>It keeps the books of all keys that were made at random, by their fingerprint, and so sees a copy of such a key as well. Keys
 * that tests write down are used again and again on purpose and are left to the register of their own object.
 */
public final class ReuseDetector implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static final Map<Stream, Used> BOOKS = new ConcurrentHashMap<>();
    private static final Map<KeyFingerprint, Boolean> RANDOM = new ConcurrentHashMap<>();
    private static final List<String> FOUND = new ArrayList<>();
    private static final AtomicLong WATCHED = new AtomicLong();

    private record Stream(KeyFingerprint key, SrtpProtocol protocol, int ssrc) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        SrtpKeys.book = ReuseDetector::open;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        fail();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        fail();
    }

    private static void fail() {
        List<String> found = take();
        if (!found.isEmpty()) {
            throw new AssertionError("a key has sealed twice under one index: " + found);
        }
    }

    /** How many packets have been sealed under random keys since the run began. */
    public static long watched() {
        return WATCHED.get();
    }

    /** What has been found since the last time; the test that asks has planted it. */
    static List<String> take() {
        synchronized (FOUND) {
            List<String> found = List.copyOf(FOUND);
            FOUND.clear();
            return found;
        }
    }

    private static KeyUse open(SrtpKeys keys, SrtpProtocol protocol, int ssrc) {
        if (keys.ours()) {
            RANDOM.put(keys.fingerprint(), true);
        } else if (!RANDOM.containsKey(keys.fingerprint())) {
            return new KeyUse();
        }
        Stream stream = new Stream(keys.fingerprint(), protocol, ssrc);
        return new Watched(stream, BOOKS.computeIfAbsent(stream, any -> new Used()));
    }

    /** One sender's entry, which writes into the book of all senders of the key. */
    private static final class Watched extends KeyUse {
        private final Stream stream;
        private final Used used;

        Watched(Stream stream, Used used) {
            this.stream = stream;
            this.used = used;
        }

        @Override
        void take(long index) {
            super.take(index);
            WATCHED.incrementAndGet();
            if (!used.add(index)) {
                synchronized (FOUND) {
                    FOUND.add(
                            stream.protocol() + " of SSRC " + Integer.toHexString(stream.ssrc()) + ", index " + index);
                }
            }
        }
    }

    /** The indices that were used, as stretches; a sender that counts on lengthens the last and allocates nothing. */
    private static final class Used {
        private final TreeMap<Long, long[]> stretches = new TreeMap<>();
        private long[] last = {-1, -1};

        synchronized boolean add(long index) {
            if (index == last[1] && stretches.size() == 1) {
                last[1]++;
                return true;
            }
            Map.Entry<Long, long[]> before = stretches.floorEntry(index);
            if (before != null && index < before.getValue()[1]) {
                return false;
            }
            last = before != null && index == before.getValue()[1] ? before.getValue() : begin(index);
            last[1] = index + 1;
            return true;
        }

        private long[] begin(long index) {
            long[] stretch = {index, index};
            stretches.put(index, stretch);
            return stretch;
        }
    }
}
