package org.sealphone.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.time.SystemTimeline;
import org.sealphone.crypto.wire.AgreedPair;
import org.sealphone.crypto.wire.MediaRemote;
import org.sealphone.crypto.wire.ReservedPort;
import org.sealphone.crypto.wire.SecureWire;
import org.sealphone.crypto.wire.SrtpPort;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.audio.AudioSink;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.codec.OpusSettings;
import org.sealphone.media.sdp.Direction;
import org.sealphone.media.sdp.MediaPlan;
import org.sealphone.media.tone.ToneAnalyser;

/** Real sockets, real time, real threads. */
class LoopbackCallTest {
    private final SystemTimeline timeline = new SystemTimeline();
    private final SecureWire wire = new SecureWire(timeline, new SecureRandom(), WireTap.none());
    private final MediaTicker ticker = MediaTicker.threaded(timeline);

    @AfterEach
    void close() {
        ticker.close();
        wire.close();
        timeline.close();
    }

    private ReservedPort reserve() throws Exception {
        return wire.reserve(InetAddress.getByAddress(new byte[] {127, 0, 0, 1})).fold(port -> port, refusal -> {
            throw new AssertionError(refusal.text());
        });
    }

    /** Hears a second and a half, and then how clean its cleanest fifth of a second was. */
    private static final class Ear implements AudioOutput {
        private static final int FIFTH = 8000 / 5;

        private final short[] heard = new short[12_000];
        private final CountDownLatch full = new CountDownLatch(1);
        private int samples;

        @Override
        public AudioSink open(int rate) {
            return (pcm, offset, count) -> {
                int taken = Math.min(count, heard.length - samples);
                System.arraycopy(pcm, offset, heard, samples, taken);
                samples += taken;
                if (samples == heard.length) {
                    full.countDown();
                }
            };
        }

        boolean tone(double hertz, double snr) {
            return IntStream.iterate(0, at -> at + FIFTH <= heard.length, at -> at + FIFTH / 4)
                    .mapToObj(at -> ToneAnalyser.analyse(heard, at, FIFTH, 8000))
                    .anyMatch(fifth -> fifth.tone(hertz, snr));
        }
    }

    @Test
    void a_tone_each_way_over_sealed_datagrams() throws Exception {
        AgreedPair keys = AgreedPair.of(SrtpSuite.AEAD_AES_256_GCM);
        Ear nearEar = new Ear();
        Ear farEar = new Ear();
        try (ReservedPort nearPort = reserve();
                ReservedPort farPort = reserve()) {
            MediaPlan nearPlan = Call.plan(keys.offerer(), farPort, Direction.SENDRECV, 20, Codec.PCMU);
            MediaPlan farPlan = Call.plan(keys.answerer(), nearPort, Direction.SENDRECV, 20, Codec.PCMU);
            MediaSession near = Call.start(
                    timeline, nearPort, nearPlan, AudioInput.tone(440), ticker, MediaListener.none(), nearEar);
            MediaSession far =
                    Call.start(timeline, farPort, farPlan, AudioInput.tone(1004), ticker, MediaListener.none(), farEar);
            nearPlan.close();
            farPlan.close();
            assertThat(nearEar.full.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(farEar.full.await(20, TimeUnit.SECONDS)).isTrue();
            near.stop();
            far.stop();
            // Where the machine is busy, sound is stretched and concealed here and there, as it should be; in between
            // it is clean.
            assertThat(farEar.tone(440, 25)).isTrue();
            assertThat(nearEar.tone(1004, 25)).isTrue();
            assertThat(nearEar.tone(440, 25)).isFalse();
            assertThat(far.report().heard()).isPresent();
            assertThat(near.report().rxAuthFailed()).isZero();
            assertThat(far.report().rxAuthFailed()).isZero();
            long sealed = near.report().sealedOut() + far.report().sealedOut();
            assertThat(wire.ledger().snapshot().datagramsOut()).isEqualTo(sealed);
        }
    }

    @Test
    void nothing_is_allocated_for_a_packet_that_is_sent() throws Exception {
        AgreedPair keys = AgreedPair.of(SrtpSuite.AES_CM_128_HMAC_SHA1_80);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (ReservedPort nearPort = reserve();
                ReservedPort farPort = reserve()) {
            MediaPlan plan = Call.plan(keys.offerer(), farPort, Direction.SENDRECV, 20, Codec.PCMU);
            MediaRemote remote = plan.remote();
            SrtpPort port = nearPort.open(plan.agreed(), remote, new Inbox());
            Uplink uplink = new Uplink(
                    port,
                    plan,
                    new PacedSource(AudioInput.tone(440).open(8000), 8000),
                    List.of(),
                    OpusSettings.USUAL,
                    0);
            for (int i = 0; i < 2000; i++) {
                uplink.tick(false);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 2000; i++) {
                uplink.tick(false);
            }
            long perPacket = (threads.getCurrentThreadAllocatedBytes() - before) / 2000;
            assertThat(perPacket).isZero();
            assertThat(uplink.packets()).isEqualTo(4000);
            uplink.close();
            port.close();
        }
    }
}
