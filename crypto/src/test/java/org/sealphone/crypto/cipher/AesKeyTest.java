package org.sealphone.crypto.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class AesKeyTest {
    @Test
    void SRTP_15_cipher_keys_are_wiped_and_do_not_print_or_serialise() {
        AesKey key = new AesKey(new byte[] {1, 2, 3});
        assertThat(key.getAlgorithm()).isEqualTo("AES");
        assertThat(key.getFormat()).isEqualTo("RAW");
        assertThat(key.toString()).doesNotContain("1, 2, 3", "010203");
        assertThatExceptionOfType(NotSerializableException.class)
                .isThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(key));
        key.close();
        assertThat(key.getEncoded()).containsOnly(0);
    }
}
