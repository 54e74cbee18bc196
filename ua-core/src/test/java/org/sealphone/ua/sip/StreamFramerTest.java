package org.sealphone.ua.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.reason.Refusal;
import org.sealphone.ua.report.UaReason;

class StreamFramerTest implements StreamFramer.Sink {
    static final String OPTIONS =
            "OPTIONS sips:a@b SIP/2.0\r\nVia: SIP/2.0/TLS h;branch=z9hG4bK1\r\nMax-Forwards: 70\r\n"
                    + "From: <sips:x@y>;tag=1\r\nTo: <sips:a@b>\r\nCall-ID: c1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";

    private final List<String> seen = new ArrayList<>();
    private final StreamFramer framer = new StreamFramer(this);

    @Override
    public void message(byte[] bytes, int headLength) {
        seen.add(new String(bytes, 0, 7, StandardCharsets.ISO_8859_1) + "/" + headLength + "+"
                + (bytes.length - headLength));
    }

    @Override
    public void ping() {
        seen.add("ping");
    }

    @Override
    public void pong() {
        seen.add("pong");
    }

    @Override
    public void broken(Refusal refusal) {
        assertThat(refusal.reason()).isEqualTo(UaReason.SIP_04);
        seen.add("broken");
    }

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        framer.feed(bytes, bytes.length);
    }

    @Test
    void SIP_04_messages_are_told_apart_however_they_arrive() {
        String body = OPTIONS.replace("Content-Length: 0", "l : 5") + "hello";
        String stream = OPTIONS + "\r\n\r\n" + body + "\r\n" + OPTIONS;
        int head = OPTIONS.length();
        List<String> expected = List.of(
                "OPTIONS/" + head + "+0", "ping", "OPTIONS/" + (head - 12) + "+5", "pong", "OPTIONS/" + head + "+0");
        feed(stream);
        assertThat(seen).isEqualTo(expected);
        for (int piece : new int[] {1, 2, 3, 7, 64}) {
            seen.clear();
            StreamFramer other = new StreamFramer(this);
            byte[] bytes = stream.getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; i < bytes.length; i += piece) {
                byte[] part = java.util.Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + piece));
                other.feed(part, part.length);
            }
            assertThat(seen).as("pieces of %d", piece).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Length: -1\r\n",
                "Content-Length: 65537\r\n",
                "Content-Length: 2000000000\r\n",
                "Content-Length: 99999999999\r\n",
                "Content-Length: x\r\n",
                "Content-Length:\r\n",
                "Content-Length: 0\r\nContent-Length: 0\r\n",
                "l: 0\r\nContent-Length: 0\r\n",
                "Content-Length: 0\r\n CONTENT-LENGTH: 5\r\n",
                "Content-Length: 1 2\r\n",
                "Content-Length: +1\r\n",
            })
    void SIP_04_a_length_that_is_not_said_once_and_well_ends_the_stream(String header) {
        feed(OPTIONS.replace("Content-Length: 0\r\n", header));
        feed(OPTIONS);
        assertThat(seen).containsExactly("broken");
    }

    @Test
    void SIP_04_the_largest_message_is_taken_and_one_octet_more_is_not() {
        String padded = OPTIONS.replace("Content-Length: 0", "Content-Length: " + StreamFramer.LARGEST_BODY);
        int room = StreamFramer.LARGEST_HEAD - padded.length() - "X: \r\n".length();
        String largest = padded.replace("Max-Forwards", "X: " + "x".repeat(room) + "\r\nMax-Forwards");
        assertThat(largest).hasSize(StreamFramer.LARGEST_HEAD);
        feed(largest + "b".repeat(StreamFramer.LARGEST_BODY));
        assertThat(seen).containsExactly("OPTIONS/65536+65536");
        feed(largest.replace("X: ", "X: x") + "b".repeat(StreamFramer.LARGEST_BODY));
        assertThat(seen).last().isEqualTo("broken");
    }

    @Test
    void ADV_76_a_header_block_without_an_end_is_bounded() {
        for (int i = 0; i < 70 && !seen.contains("broken"); i++) {
            feed("X-Long: " + "y".repeat(1000) + "\r\n");
        }
        assertThat(seen).containsExactly("broken");
    }

    @Test
    void a_stray_carriage_return_between_messages_ends_the_stream() {
        feed(OPTIONS + "\r");
        assertThat(seen).hasSize(1);
        feed("X");
        assertThat(seen).last().isEqualTo("broken");
    }

    @Test
    void ADV_76_random_bytes_never_throw_and_never_grow_the_buffer_without_end() {
        Random random = new Random(4475);
        byte[] base = (OPTIONS + "\r\n\r\n" + OPTIONS).getBytes(StandardCharsets.ISO_8859_1);
        for (int round = 0; round < 20_000; round++) {
            byte[] mutant = base.clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            TortureTest.outcome(mutant);
            seen.clear();
            StreamFramer fresh = new StreamFramer(new Patient(seen));
            for (int times = 0; times < 3; times++) {
                fresh.feed(mutant, mutant.length);
            }
            assertThat(fresh.room()).isLessThanOrEqualTo(4096);
        }
    }

    @Test
    void ADV_76_the_buffer_never_exceeds_two_of_the_largest_messages() {
        Random random = new Random(4476);
        int widest = 0;
        for (int round = 0; round < 50; round++) {
            StreamFramer fresh = new StreamFramer(new Patient(seen));
            byte[] head = OPTIONS.replace("Content-Length: 0", "Content-Length: " + random.nextInt(70_000))
                    .getBytes(StandardCharsets.ISO_8859_1);
            fresh.feed(head, head.length);
            byte[] noise = new byte[1 + random.nextInt(4096)];
            for (int fed = 0; fed < 1 << 19; fed += noise.length) {
                random.nextBytes(noise);
                fresh.feed(noise, noise.length);
                widest = Math.max(widest, fresh.room());
                assertThat(widest).isLessThanOrEqualTo(2 * (StreamFramer.LARGEST_HEAD + StreamFramer.LARGEST_BODY));
            }
        }
        assertThat(widest).as("some of it had to be held").isGreaterThan(4096);
    }

    /** Takes whatever comes. */
    private record Patient(List<String> seen) implements StreamFramer.Sink {
        @Override
        public void message(byte[] bytes, int headLength) {
            seen.add("message");
        }

        @Override
        public void ping() {
            seen.add("ping");
        }

        @Override
        public void pong() {
            seen.add("pong");
        }

        @Override
        public void broken(Refusal refusal) {
            seen.add("broken");
        }
    }
}
