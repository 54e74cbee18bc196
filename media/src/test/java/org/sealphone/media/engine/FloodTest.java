package org.sealphone.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealphone.compiled.CProgram;
import org.sealphone.crypto.srtp.SrtpSuite;
import org.sealphone.crypto.time.SystemTimeline;
import org.sealphone.crypto.wire.AgreedPair;
import org.sealphone.crypto.wire.ReservedPort;
import org.sealphone.crypto.wire.SecureWire;
import org.sealphone.crypto.wire.WireTap;
import org.sealphone.media.audio.AudioInput;
import org.sealphone.media.audio.AudioOutput;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.sdp.Direction;
import org.sealphone.media.sdp.MediaPlan;

/**
 * A hundred thousand bad datagrams a second for thirty seconds at the real port of a running call, from the address of its peer and
 * from others: replays of what the peer has sent, bent and cut copies, its SSRC and invented ones, SRTCP, noise.
 *
 * <p>The flooder is a process of its own, and it counts what the kernel took from it: a machine on which it is too slow fails. What
 * the kernel drops at a full socket, the good packets among it, is the flood's doing; that the rest is heard is what the call owes.
 * Needs root for a raw socket, and gcc.
 */
@Tag("privileged")
class FloodTest {
    private static final int RATE = 100_000;
    private static final int SECONDS = 30;
    /** A little more than is asked for, so that the last batch does not decide. */
    private static final int AIM = RATE * 21 / 20;

    private static final int FRAMES_A_SECOND = 50;
    private static final long HEAP_GROWTH = 4L << 20;

    private final SystemTimeline timeline = new SystemTimeline();
    private final BlockingQueue<byte[]> overheard = new ArrayBlockingQueue<>(1_000);
    private final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
    private final SecureWire wire = new SecureWire(timeline, new SecureRandom(), new Overhearing());
    private final MediaTicker ticker = MediaTicker.threaded(timeline);
    private final Call.Ear ear = new Call.Ear();
    private volatile InetSocketAddress victim = new InetSocketAddress(0);
    private volatile CountDownLatch frames = new CountDownLatch(0);

    @TempDir
    Path folder;

    /** Copies what is on its way to the victim, as a stranger on the path could. */
    private final class Overhearing implements WireTap {
        @Override
        public void datagramOut(
                InetSocketAddress from, InetSocketAddress to, byte[] bytes, int offset, int length, Instant at) {
            if (to.equals(victim)) {
                overheard.offer(Arrays.copyOfRange(bytes, offset, offset + length));
            }
        }

        @Override
        public void datagramIn(
                InetSocketAddress from, InetSocketAddress to, byte[] bytes, int offset, int length, Instant at) {}

        @Override
        public void streamOut(
                InetSocketAddress local, InetSocketAddress remote, byte[] bytes, int offset, int length, Instant at) {}

        @Override
        public void streamIn(
                InetSocketAddress local, InetSocketAddress remote, byte[] bytes, int offset, int length, Instant at) {}

        @Override
        public void streamClosed(InetSocketAddress local, InetSocketAddress remote, Instant at) {}
    }

    @BeforeEach
    void catchBugs() {
        Thread.setDefaultUncaughtExceptionHandler((thread, bug) -> bugs.add(bug));
    }

    @AfterEach
    void close() {
        Thread.setDefaultUncaughtExceptionHandler(null);
        ticker.close();
        wire.close();
        timeline.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"AES_CM_128_HMAC_SHA1_80", "AEAD_AES_256_GCM"})
    void ADV_67_a_hundred_thousand_bad_packets_a_second_do_not_end_a_call(SrtpSuite suite) throws Exception {
        AgreedPair keys = AgreedPair.of(suite);
        Path flooder = CProgram.compile(FloodTest.class, "/flood/flooder.c", folder);
        try (ReservedPort nearPort = reserve();
                ReservedPort farPort = reserve()) {
            victim = new InetSocketAddress(nearPort.address(), nearPort.rtpPort());
            MediaPlan nearPlan = Call.plan(keys.offerer(), farPort, Direction.SENDRECV, 20, Codec.PCMU);
            MediaPlan farPlan = Call.plan(keys.answerer(), nearPort, Direction.SENDRECV, 20, Codec.PCMU);
            AudioOutput counted = rate -> (pcm, offset, samples) -> frames.countDown();
            MediaSession near = Call.start(timeline, nearPort, nearPlan, AudioInput.tone(440), ticker, ear, counted);
            MediaSession far = Call.start(timeline, farPort, farPlan, AudioInput.tone(1004), ticker, ear);
            calm(4);
            assertThat(bugs).isEmpty();
            assertThat(ear.failures).isEmpty();
            long heap = heap();
            int threads = Thread.activeCount();
            MediaReport before = near.report();
            long arrivedBefore = wire.ledger().datagramsIn();
            long farBefore = far.report().txPackets();
            Flood flood = flood(flooder, nearPort.rtpPort(), farPort.rtpPort());
            MediaReport after = near.report();
            long arrived = wire.ledger().datagramsIn() - arrivedBefore;
            long good = far.report().txPackets() - farBefore;
            long opened = after.rxPackets() - before.rxPackets();
            long grown = heap() - heap;
            System.out.printf(
                    "%s: %.0f bad datagrams a second were sent and %d a second read; of %d good ones %d were opened; heap %+d KiB%n",
                    suite, flood.rate(), arrived / SECONDS, good, opened, grown >> 10);
            assertThat(flood.rate())
                    .as(
                            "datagrams a second that the flooder got rid of: fewer are no flood, and this machine is too busy for one")
                    .isGreaterThanOrEqualTo(RATE);
            assertThat(after.rxAuthFailed() - before.rxAuthFailed())
                    .as("forgeries")
                    .isGreaterThan(RATE);
            assertThat(after.rxReplayed() - before.rxReplayed()).as("replays").isGreaterThan(RATE / 10);
            assertThat(bugs).as("bad packets never throw").isEmpty();
            assertThat(grown).as("nothing grows").isLessThan(HEAP_GROWTH);
            assertThat(Thread.activeCount()).isEqualTo(threads);
            assertThat(opened)
                    .as("what the kernel could keep of the good ones is heard meanwhile")
                    .isGreaterThan(good * arrived / flood.sent() / 2);
            assertThat(after.txPackets() - before.txPackets())
                    .as("and speaks")
                    .isGreaterThan(SECONDS * FRAMES_A_SECOND * 8L / 10);
            itGoesOn(near, far);
        }
    }

    private void itGoesOn(MediaSession near, MediaSession far) throws InterruptedException {
        calm(1);
        long came = near.report().rxPackets();
        calm(4);
        assertThat(near.report().rxPackets() - came).isGreaterThan(4L * FRAMES_A_SECOND * 9 / 10);
        hears(near, 1004);
        hears(far, 440);
        near.stop();
        far.stop();
        assertThat(ear.failures).isEmpty();
        assertThat(bugs).isEmpty();
    }

    /** On a busy machine a gap may lie in the seconds that were looked at: then it is heard in one of the next. */
    private void hears(MediaSession session, double hertz) throws InterruptedException {
        boolean heard = false;
        for (int tries = 0; tries < 10 && !heard; tries++) {
            calm(2);
            heard = session.report().heard().orElseThrow().tone(hertz, 25);
        }
        assertThat(heard).as(hertz + " Hz").isTrue();
    }

    private ReservedPort reserve() throws IOException {
        return wire.reserve(InetAddress.getByAddress(new byte[] {127, 0, 0, 1})).fold(port -> port, refusal -> {
            throw new AssertionError(refusal.text());
        });
    }

    /** Until the call has played so much. */
    private void calm(int seconds) throws InterruptedException {
        CountDownLatch played = new CountDownLatch(seconds * FRAMES_A_SECOND);
        frames = played;
        assertThat(played.await(60, TimeUnit.SECONDS)).as("the call plays").isTrue();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** What the flooder counted. */
    private record Flood(long sent, long nanos) {
        double rate() {
            return sent * 1e9 / nanos;
        }
    }

    /** Hands to the flooder what was and is overheard, until it has ended. */
    private Flood flood(Path flooder, int port, int peer) throws Exception {
        List<String> command = List.of(
                flooder.toString(),
                Integer.toString(port),
                Integer.toString(peer),
                Integer.toString(AIM),
                Integer.toString(SECONDS));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread mouth = new Thread(() -> feed(process), "flooder-input");
        mouth.setDaemon(true);
        mouth.start();
        try (BufferedReader said = process.inputReader(StandardCharsets.US_ASCII)) {
            assertThat(said.readLine())
                    .as("it floods: it needs root, and a peer that speaks")
                    .isEqualTo("READY");
            String[] counted = said.readLine().split(" ");
            assertThat(process.waitFor()).isZero();
            return new Flood(Long.parseLong(counted[0]), Long.parseLong(counted[1]));
        } finally {
            process.destroyForcibly();
            mouth.join();
        }
    }

    private void feed(Process process) {
        try (DataOutputStream out = new DataOutputStream(process.getOutputStream())) {
            while (process.isAlive()) {
                byte[] datagram = overheard.poll(100, TimeUnit.MILLISECONDS);
                if (datagram != null) {
                    byte[] frame = new byte[2 + datagram.length];
                    frame[0] = (byte) (datagram.length >> 8);
                    frame[1] = (byte) datagram.length;
                    System.arraycopy(datagram, 0, frame, 2, datagram.length);
                    out.write(frame);
                    out.flush();
                }
            }
        } catch (IOException ended) {
            if (process.isAlive()) {
                throw new UncheckedIOException(ended);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
