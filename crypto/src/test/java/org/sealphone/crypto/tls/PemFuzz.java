package org.sealphone.crypto.tls;

import static org.sealphone.fuzz.FuzzTarget.require;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.sealphone.fuzz.FuzzTarget;

/** The file of authorities: certificates or a refusal, whatever stands in it. */
public final class PemFuzz implements FuzzTarget {
    @Override
    public String name() {
        return "pem";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "",
                        "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
                        block("CERTIFICATE", "3000"),
                        block("CERTIFICATE", "30068000000000"),
                        block("CERTIFICATE", "3030302c800200003025a00302010202010130" + "0d06092a864886f70d01010b0500"),
                        block("X509 CRL", "3003020101"),
                        block("PKCS7", "300b06092a864886f70d010702"),
                        block("PRIVATE KEY", "3000"),
                        "-----BEGIN CERTIFICATE-----\nnot base64!\n-----END CERTIFICATE-----\n",
                        "-----BEGIN CERTIFICATE-----\n",
                        "text before\n" + block("CERTIFICATE", "3003020101") + block("CERTIFICATE", "3003020102"))
                .map(FuzzTarget::text)
                .toList();
    }

    private static String block(String kind, String der) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(der)) + "\n-----END " + kind
                + "-----\n";
    }

    @Override
    public void check(byte[] input) {
        TrustAnchors.pem(input, "authorities.pem")
                .fold(
                        anchors -> {
                            require(!anchors.authorities().isEmpty(), "trust in somebody");
                            return true;
                        },
                        refusal -> {
                            require(refusal.text().length() < 2_000, "a refusal of bounded length");
                            return false;
                        });
    }
}
