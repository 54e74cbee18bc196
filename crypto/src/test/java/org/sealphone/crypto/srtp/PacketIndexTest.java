package org.sealphone.crypto.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketIndexTest {
    @ParameterizedTest
    @CsvSource({
        // highest, sequence, index
        "0x00005, 6, 0x00006",
        "0x0FFFF, 0, 0x10000",
        "0x0FFFE, 3, 0x10003",
        "0x10000, 65535, 0x0FFFF",
        "0x10002, 65530, 0x0FFFA",
        "0x18000, 0, 0x10000",
        "0x18001, 0, 0x20000",
        "0x17FFF, 65535, 0x1FFFF",
        "0x17FFE, 65535, 0x0FFFF",
        "0x17FFF, 0, 0x10000",
        "0xFFFFFFFF8000, 5, 0xFFFFFFFF0005",
    })
    void SRTP_01_the_nearest_index_is_guessed(String highest, int sequence, String index) {
        assertThat(PacketIndex.guess(Long.decode(highest), sequence)).isEqualTo(Long.decode(index));
    }

    @Test
    void SRTP_01_at_rollover_counter_0_there_is_nothing_before() {
        assertThat(PacketIndex.guess(5, 65530)).isEqualTo(65530);
        assertThat(PacketIndex.guess(0, 65535)).isEqualTo(65535);
        assertThat(PacketIndex.guess(0x10005, 65530)).isEqualTo(65530);
    }

    @Test
    void SRTP_08_past_the_last_rollover_counter_the_guess_is_beyond_the_last_index() {
        assertThat(PacketIndex.guess(PacketIndex.MAX, 0)).isGreaterThan(PacketIndex.MAX);
        assertThat(PacketIndex.guess(PacketIndex.MAX - 1, 65535)).isEqualTo(PacketIndex.MAX);
    }

    @Test
    void SRTP_01_whatever_lies_within_half_the_sequence_space_is_found() {
        Random random = new Random(3711);
        for (int i = 0; i < 200_000; i++) {
            long highest = (1L << 16) + (random.nextLong() & (1L << 40) - 1);
            long index = highest + random.nextInt(-32767, 32768);
            assertThat(PacketIndex.guess(highest, (int) index & 0xFFFF)).isEqualTo(index);
        }
    }
}
