package org.sealphone.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.time.Timeline;
import org.sealphone.crypto.wire.AgreedPair;
import org.sealphone.crypto.wire.Hatch;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.sdp.Direction;

/**
 * A call allocates nothing for a packet, from its source to the socket and from there to its sink: frame after frame leaves the garbage
 * collector alone, to the octet. Only those in which a report is written or read do not.
 */
class CallAllocationTest {
    private static final int WARM_UP = 500;
    private static final int FRAMES = 2_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final HandClock clock = new HandClock();

    @ParameterizedTest
    @EnumSource(names = {"AEAD_AES_256_GCM", "AES_CM_128_HMAC_SHA1_80"})
    void a_packet_both_ways_allocates_not_one_octet(SrtpSuite suite) {
        AgreedPair keys = AgreedPair.of(suite);
        Hatch hatch = new Hatch(clock);
        MediaTicker ticker = MediaTicker.scheduled(clock);
        MediaSession near = Call.start(
                clock,
                hatch.near(),
                Call.plan(keys.offerer(), hatch.far(), Direction.SENDRECV, 20, Codec.PCMU),
                AudioInput.tone(440),
                ticker,
                new Call.Ear(),
                AudioOutput.discard());
        MediaSession far = Call.start(
                clock,
                hatch.far(),
                Call.plan(keys.answerer(), hatch.near(), Direction.SENDRECV, 20, Codec.PCMU),
                AudioInput.tone(1000),
                ticker,
                new Call.Ear(),
                AudioOutput.discard());
        frames(near, far, WARM_UP);
        long reports = reports(near.report(), far.report());
        int allocating = frames(near, far, FRAMES);
        assertThat(allocating)
                .isLessThanOrEqualTo((int) (reports(near.report(), far.report()) - reports))
                .isLessThan(FRAMES / 10);
        assertThat(near.report().rxPackets()).isGreaterThanOrEqualTo(WARM_UP + FRAMES - 1);
        assertThat(far.report().heard().orElseThrow().tone(440, 20)).isTrue();
        ticker.close();
    }

    private static long reports(MediaReport near, MediaReport far) {
        return near.rtcpTx() + near.rtcpRx() + far.rtcpTx() + far.rtcpRx();
    }

    /** In how many of so many frames, each a packet both ways, anything was allocated. */
    private int frames(MediaSession near, MediaSession far, int frames) {
        int allocating = 0;
        for (int frame = 0; frame < frames; frame++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            clock.nanos += 20_000_000;
            near.tick(clock.nanos);
            far.tick(clock.nanos);
            allocating += threads.getCurrentThreadAllocatedBytes() == before ? 0 : 1;
        }
        return allocating;
    }

    /** Time that passes by hand, and a schedule that nothing runs. */
    private static final class HandClock implements Timeline {
        private long nanos;

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos);
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            return () -> {};
        }
    }
}
