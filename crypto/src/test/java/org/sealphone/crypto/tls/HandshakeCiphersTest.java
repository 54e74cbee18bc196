package org.sealphone.crypto.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import javax.crypto.Cipher;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

class HandshakeCiphersTest {
    private final Provider ciphers = new HandshakeCiphers();

    @Test
    void the_usual_is_the_platform_s() throws GeneralSecurityException {
        for (String name : new String[] {"AES/GCM/NoPadding", "AES/CBC/NoPadding"}) {
            assertThat(Cipher.getInstance(name, ciphers).getProvider().getName())
                    .as(name)
                    .isEqualTo("SunJCE");
        }
        assertThat(Signature.getInstance("SHA256withECDSA", ciphers)
                        .getProvider()
                        .getName())
                .isEqualTo("SunEC");
    }

    @Test
    void the_hybrid_group_s_part_needs_no_whole_provider() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("ML-KEM-768", ciphers);
        assertThat(generator.getProvider()).isSameAs(ciphers);
        // Its encapsulation key has 1184 octets (FIPS 203, table 3), an X.509 envelope around it.
        assertThat(generator.generateKeyPair().getPublic().getEncoded()).hasSizeBetween(1_184, 1_220);
    }

    @Test
    void a_signature_of_RSA_PSS_is_verified_and_a_bent_one_is_not() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        PSSParameterSpec parameters = new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);
        Signature signing = Signature.getInstance("SHA256withRSAandMGF1", new BouncyCastleProvider());
        signing.setParameter(parameters);
        signing.initSign(keys.getPrivate());
        signing.update(new byte[] {1, 2, 3});
        byte[] signature = signing.sign();
        Signature verifying = Signature.getInstance("SHA256withRSAandMGF1", ciphers);
        assertThat(verifying.getProvider()).isSameAs(ciphers);
        verifying.setParameter(parameters);
        verifying.initVerify(keys.getPublic());
        verifying.update(new byte[] {1, 2, 3});
        assertThat(verifying.verify(signature)).isTrue();
        signature[0] ^= 1;
        verifying.update(new byte[] {1, 2, 3});
        assertThat(verifying.verify(signature)).isFalse();
    }

    @Test
    void the_rare_is_there_all_the_same() throws GeneralSecurityException {
        assertThat(Cipher.getInstance("ChaCha7539", ciphers).getProvider()).isInstanceOf(BouncyCastleProvider.class);
    }

    @Test
    void what_no_policy_has_is_not_there() {
        assertThatThrownBy(() -> Signature.getInstance("ML-DSA", ciphers)).isInstanceOf(NoSuchAlgorithmException.class);
    }
}
