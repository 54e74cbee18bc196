package org.sealphone.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.rtp.RtpPacket;

class EventsTest {
    private static final int TYPE = 101;

    /** What a packet of an event says. */
    private record Said(int at, boolean marker, int timestamp, int event, boolean end, int duration) {}

    private static EventSender sender(int type, int clockRate, int milliseconds, IntPredicate takes) {
        EventSender sender = new EventSender();
        sender.agree(type, clockRate, milliseconds, takes);
        return sender;
    }

    @Test
    void keys_wait_while_nothing_is_agreed_on() {
        EventSender sender = new EventSender();
        sender.add(digits("12"));
        assertThat(sender.next(0)).isNull();
        assertThat(sender.unsent()).isEqualTo(2);
        sender.agree(TYPE, 8000, 20, event -> true);
        assertThat(send(sender, 8000, 20, 100)).hasSize(14);
        sender.disagree();
        sender.add(digits("3"));
        assertThat(sender.next(0)).isNull();
    }

    private static Digits digits(String keys) {
        return Digits.parse(keys).orElseThrow();
    }

    private static List<Said> send(EventSender sender, int clockRate, int milliseconds, int frames) {
        List<Said> said = new ArrayList<>();
        int timestamp = Integer.MAX_VALUE - 500;
        for (int frame = 0; frame < frames; frame++) {
            RtpPacket packet = sender.next(timestamp);
            if (packet != null) {
                byte[] octets = packet.array();
                int at = packet.payloadOffset();
                assertThat(packet.payloadType()).isEqualTo(TYPE);
                assertThat(packet.payloadLength()).isEqualTo(4);
                assertThat(octets[at + 1] & 0x7F).as("volume").isEqualTo(10);
                said.add(new Said(
                        frame,
                        packet.marker(),
                        (int) packet.timestamp(),
                        octets[at],
                        (octets[at + 1] & 0x80) != 0,
                        (octets[at + 2] & 0xFF) << 8 | (octets[at + 3] & 0xFF)));
            }
            timestamp += clockRate / 1000 * milliseconds;
        }
        return said;
    }

    @ParameterizedTest(name = "{0} Hz, packets of {1} ms")
    @CsvSource({"8000, 20", "48000, 20", "8000, 10", "48000, 60", "8000, 30", "8000, 40"})
    void SRTP_21_one_timestamp_a_growing_duration_and_three_ends(int clockRate, int milliseconds) {
        EventSender sender = sender(TYPE, clockRate, milliseconds, event -> true);
        sender.add(digits("5#"));
        List<Said> all = send(sender, clockRate, milliseconds, 100);
        List<Said> first = all.stream().filter(said -> said.event() == 5).toList();
        List<Said> second = all.stream().filter(said -> said.event() == 11).toList();
        assertThat(all).hasSize(first.size() + second.size());
        for (List<Said> key : List.of(first, second)) {
            assertThat(key.stream().map(Said::timestamp).distinct()).hasSize(1);
            assertThat(key.stream().filter(Said::marker)).containsExactly(key.get(0));
            assertThat(key.stream().map(Said::duration)).isSorted();
            List<Said> ends = key.stream().filter(Said::end).toList();
            assertThat(ends).hasSize(3).isEqualTo(key.subList(key.size() - 3, key.size()));
            assertThat(ends.stream().map(Said::duration).distinct()).hasSize(1);
            assertThat(ends.get(0).duration()).isBetween(clockRate / 10, clockRate / 10 * 12 / 10);
            assertThat(key.get(0).duration()).isEqualTo(clockRate / 1000 * milliseconds);
        }
        int between = second.get(0).at() - first.get(first.size() - 1).at();
        assertThat(between).as("a pause").isGreaterThan(1);
        int apart = (second.get(0).at() - first.get(0).at()) * milliseconds;
        assertThat(5 * apart)
                .as("clearly more than a relay holds a key back for")
                .isGreaterThan(1100);
        assertThat(sender.sent()).isEqualTo(2);
        assertThat(sender.unsent()).isZero();
        assertThat(sender.octets()).isEqualTo(4L * all.size());
    }

    @Test
    void a_pause_lasts_a_second_and_is_no_key() {
        EventSender sender = sender(TYPE, 8000, 20, event -> true);
        sender.add(digits(",1p2"));
        assertThat(sender.unsent()).isEqualTo(2);
        List<Said> all = send(sender, 8000, 20, 200);
        assertThat(all.get(0).at()).isEqualTo(50);
        int second = all.stream()
                .filter(said -> said.event() == 2)
                .findFirst()
                .orElseThrow()
                .at();
        assertThat(second - 50).isBetween(57, 63);
        assertThat(sender.sent()).isEqualTo(2);
    }

    @Test
    void what_is_left_over_is_counted_at_each_moment() {
        EventSender sender = sender(TYPE, 8000, 20, event -> true);
        sender.add(digits("12"));
        sender.add(digits("3"));
        for (int frame = 0; frame < 60; frame++) {
            assertThat(sender.sent() + sender.unsent()).isEqualTo(3);
            sender.next(frame * 160);
        }
        assertThat(sender.sent()).isEqualTo(3);
    }

    @Test
    void SRTP_21_events_that_were_not_agreed_on_are_not_sent() {
        EventSender sender = sender(TYPE, 8000, 20, event -> event < 16);
        sender.add(digits("1!2"));
        List<Integer> events =
                send(sender, 8000, 20, 100).stream().map(Said::event).distinct().toList();
        assertThat(events).containsExactly(1, 2);
        assertThat(sender.sent()).isEqualTo(2);
        assertThat(sender.unsent()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "pp", "12x", "1 2", "1-2", "E", "٣", "1\n"})
    void what_is_no_sequence_of_keys_is_refused(String text) {
        assertThat(Digits.parse(text)).isEmpty();
    }

    @Test
    void every_key_is_read_and_none_is_printed() {
        Digits all = digits("0123456789*#ABCDabcd!,p");
        assertThat(all.keys()).isEqualTo(21);
        assertThat(all).hasToString("21 digits");
        assertThat(Digits.parse("1".repeat(256))).isPresent();
        assertThat(Digits.parse("1".repeat(257))).isEmpty();
    }

    /** The packets of some keys, as a receiver gets them. */
    private static List<ReceivedPacket> packets(String keys, int clockRate) {
        EventSender sender = sender(TYPE, clockRate, 20, event -> true);
        sender.add(digits(keys));
        List<ReceivedPacket> packets = new ArrayList<>();
        int sequence = 65_530;
        int timestamp = -3000;
        for (int frame = 0; frame < 20 * keys.length(); frame++) {
            RtpPacket packet = sender.next(timestamp);
            timestamp += clockRate / 50;
            if (packet == null) {
                sequence++;
                continue;
            }
            packets.add(new ReceivedPacket()
                    .header(7, sequence++, (int) packet.timestamp(), TYPE, packet.marker(), 0)
                    .payload(packet.array(), packet.payloadOffset(), packet.payloadLength()));
        }
        return packets;
    }

    private static String receive(List<ReceivedPacket> packets) {
        EventReceiver receiver = new EventReceiver();
        StringBuilder keys = new StringBuilder();
        packets.forEach(packet -> receiver.received(packet).ifPresent(keys::append));
        return keys.toString();
    }

    @Test
    void each_key_is_read_once() {
        assertThat(receive(packets("0123456789*#ABCD!", 8000))).isEqualTo("0123456789*#ABCD!");
        assertThat(receive(packets("1112", 48_000))).isEqualTo("1112");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void a_key_is_read_when_any_of_its_packets_arrives(long seed) {
        Random random = new Random(seed);
        List<ReceivedPacket> all = packets("99*1", 8000);
        List<ReceivedPacket> some = new ArrayList<>();
        for (int key = 0; key < 4; key++) {
            List<ReceivedPacket> its = all.subList(key * 7, key * 7 + 7);
            some.add(its.get(random.nextInt(7)));
        }
        assertThat(all).hasSize(28);
        assertThat(receive(some)).isEqualTo("99*1");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void repeats_and_packets_out_of_order_add_no_key(long seed) {
        Random random = new Random(seed);
        List<ReceivedPacket> bent = new ArrayList<>();
        for (ReceivedPacket packet : packets("4711", 8000)) {
            bent.add(packet);
            bent.add(bent.size() - random.nextInt(Math.min(bent.size(), 4)), packet);
        }
        assertThat(receive(bent)).isEqualTo("4711");
    }

    @Test
    void an_event_overtaken_as_a_whole_is_dropped_rather_than_misplaced() {
        List<ReceivedPacket> all = new ArrayList<>(packets("12", 8000));
        List<ReceivedPacket> swapped = new ArrayList<>(all.subList(7, 14));
        swapped.addAll(all.subList(0, 7));
        assertThat(receive(swapped)).isEqualTo("2");
    }

    @Test
    void a_long_event_in_segments_is_one_key() {
        assertThat(receive(segments(0xFFFF, false))).isEqualTo("5");
        // The twins: an event that had ended, and one that begins a tick later.
        assertThat(receive(segments(0xFFFF, true))).isEqualTo("55");
        assertThat(receive(segments(0x10000, false))).isEqualTo("55");
    }

    private static List<ReceivedPacket> segments(int apart, boolean ended) {
        byte[] full = {5, (byte) (ended ? 0x8A : 0x0A), (byte) 0xFF, (byte) 0xFF};
        byte[] more = {5, 0x0A, 0, (byte) 0xA0};
        return List.of(
                new ReceivedPacket().header(1, 1, 1000, TYPE, true, 0).payload(full, 0, 4),
                new ReceivedPacket().header(1, 2, 1000 + apart, TYPE, false, 0).payload(more, 0, 4));
    }

    @Test
    void events_that_are_no_keys_and_junk_are_none() {
        EventReceiver receiver = new EventReceiver();
        for (int event = 17; event < 256; event++) {
            byte[] payload = {(byte) event, 10, 0, 100};
            assertThat(receiver.received(new ReceivedPacket()
                            .header(1, event, event * 1000, TYPE, true, 0)
                            .payload(payload, 0, 4)))
                    .isEmpty();
        }
        for (int length = 0; length < 4; length++) {
            assertThat(receiver.received(new ReceivedPacket()
                            .header(1, 300, 300_000, TYPE, true, 0)
                            .payload(Arrays.copyOf(new byte[] {1, 10, 0}, 4), 0, length)))
                    .isEmpty();
        }
    }

    @Test
    void another_source_begins_anew() {
        List<ReceivedPacket> packets = new ArrayList<>(packets("7", 8000));
        packets.add(new ReceivedPacket().header(8, 1, -9000, TYPE, true, 0).payload(new byte[] {7, 10, 0, 100}, 0, 4));
        assertThat(receive(packets)).isEqualTo("77");
    }
}
