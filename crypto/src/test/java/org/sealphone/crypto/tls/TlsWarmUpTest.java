package org.sealphone.crypto.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class TlsWarmUpTest {
    @Test
    void it_goes_as_far_as_a_ClientHello_with_a_share_of_the_hybrid_group() {
        // ML-KEM-768's encapsulation key alone has 1184 octets.
        assertThat(TlsWarmUp.run(new SecureRandom())).isBetween(1_400, 3_000);
    }
}
