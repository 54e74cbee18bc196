package org.sealphone.harness.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sealphone.harness.sip.AuthFields;
import org.sealphone.harness.sip.DigestAlgorithm;
import org.sealphone.harness.sip.NameAddr;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;

@Timeout(30)
class RegistrarTest {
    @Test
    @DisplayName("RFC 3261 10.3: challenged, registered, refreshed, unregistered; each answer lists what is left")
    void register_refresh_unregister() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture()) {
            ScriptedPhone alice = fixture.phone("alice");
            SipRequest bare = alice.registration(600);
            alice.send(bare);
            SipResponse challenge = alice.response(bare, 401);
            assertThat(challenge.headers().all("WWW-Authenticate"))
                    .singleElement()
                    .asString()
                    .contains("algorithm=SHA-256");
            SipResponse ok = alice.register(600);
            assertThat(ok.status()).isEqualTo(200);
            assertThat(ok.headers().required("Contact")).startsWith(alice.contact() + ";expires=");
            assertThat(ok.headers().first("Authentication-Info").orElseThrow()).contains("rspauth=");
            assertThat(ok.headers().has("Date")).isTrue();
            fixture.until(status -> status.registrations() == 1);
            assertThat(alice.register(300).headers().elements("Contact")).hasSize(1);
            assertThat(alice.register(0).headers().has("Contact")).isFalse();
            fixture.until(status -> status.registrations() == 0);
            assertThat(fixture.registrations).hasSize(3).last().isEqualTo("alice 0");
        }
    }

    @Test
    @DisplayName("RFC 3261 10.2.2: Contact * with Expires 0 removes all, with anything else is refused")
    void wildcard() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture()) {
            ScriptedPhone alice = fixture.registered("alice");
            SipRequest star = alice.registration(0);
            star = star.withHeaders(star.headers().replaced("Contact", "*"));
            SipRequest wrong = alice.registration(60);
            wrong = wrong.withHeaders(wrong.headers().replaced("Contact", "*"));
            assertThat(alice.transact(wrong).status()).isEqualTo(400);
            SipResponse ok = alice.transact(star);
            assertThat(ok.status()).isEqualTo(200);
            assertThat(ok.headers().has("Contact")).isFalse();
        }
    }

    @Test
    @DisplayName("RFC 3261 10.2.8: too short gets 423 with Min-Expires, too long is shortened")
    void intervals() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture(builder -> builder.expires(90, 120))) {
            ScriptedPhone alice = fixture.phone("alice");
            SipResponse brief = alice.register(89);
            assertThat(brief.status()).isEqualTo(423);
            assertThat(brief.headers().first("Min-Expires")).contains("90");
            SipResponse ok = alice.register(99_999);
            Optional<String> given = NameAddr.parse(ok.headers().required("Contact"))
                    .orElseThrow()
                    .parameter("expires");
            assertThat(Integer.parseInt(given.orElseThrow())).isBetween(110, 120);
        }
    }

    @Test
    @DisplayName("a registration ends with its time, and with its flow")
    void ends() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture(builder -> builder.expires(1, 3600))) {
            fixture.phone("alice").register(1);
            ScriptedPhone bob = fixture.registered("bob");
            fixture.until(status -> status.registrations() == 2);
            fixture.until(status -> status.registrations() == 1);
            bob.cut();
            fixture.until(status -> status.registrations() == 0 && status.connections() == 1);
        }
    }

    @Test
    @DisplayName("a wrong password, an unknown user and another's address are refused")
    void refused() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture()) {
            for (String[] who : new String[][] {{"alice", "wrong"}, {"mallory", "any"}}) {
                try (ScriptedPhone phone =
                        new ScriptedPhone(fixture.trunk(), TrunkFixture.CA.certificate(), who[0], who[1])) {
                    SipResponse again = phone.register(600);
                    assertThat(again.status()).isEqualTo(401);
                    assertThat(again.headers().required("WWW-Authenticate")).doesNotContain("stale");
                }
            }
            ScriptedPhone alice = fixture.phone("alice");
            SipRequest forBob = alice.registration(600);
            forBob = forBob.withHeaders(forBob.headers().replaced("To", "<sips:bob@" + TrunkFixture.DOMAIN + ">"));
            assertThat(alice.transact(forBob).status()).isEqualTo(403);
            assertThat(fixture.trunk().status().registrations()).isZero();
        }
    }

    @Test
    @DisplayName("a contact without TLS is refused, one with transport=tls is not; CSeq must not run backwards")
    void contacts_and_order() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture()) {
            ScriptedPhone alice = fixture.phone("alice");
            SipRequest plain = alice.registration(600);
            assertThat(alice.transact(plain.withHeaders(plain.headers().replaced("Contact", "<sip:alice@127.0.0.1>")))
                            .status())
                    .isEqualTo(400);
            SipRequest tls = alice.registration(600);
            assertThat(alice.transact(tls.withHeaders(
                                    tls.headers().replaced("Contact", "<sip:alice@127.0.0.1;transport=tls>")))
                            .status())
                    .isEqualTo(200);
            SipRequest late = alice.request(
                    "REGISTER", tls.uri(), tls.callId(), "t", "<sips:alice@" + TrunkFixture.DOMAIN + ">", 1);
            assertThat(alice.transact(late).status()).isEqualTo(500);
        }
    }

    @Test
    @DisplayName("of nine contacts the oldest goes")
    void many_contacts() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture()) {
            ScriptedPhone alice = fixture.phone("alice");
            SipResponse last = null;
            for (int i = 1; i <= 9; i++) {
                SipRequest request = alice.registration(600);
                last = alice.transact(
                        request.withHeaders(request.headers().replaced("Contact", "<sips:alice@127.0.0.1:" + i + ">")));
            }
            List<String> contacts = last.headers().elements("Contact");
            assertThat(contacts).hasSize(8);
            assertThat(contacts.get(0)).contains("127.0.0.1:2>");
        }
    }

    @Test
    @DisplayName("RFC 8760: algorithms are offered in order, and each one lets in")
    void algorithms() throws Exception {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            try (TrunkFixture fixture = new TrunkFixture(builder -> builder.digest(algorithm))) {
                ScriptedPhone alice = fixture.registered("alice");
                assertThat(alice.lastAlgorithm).isEqualTo(algorithm);
            }
        }
        try (TrunkFixture fixture =
                new TrunkFixture(builder -> builder.digest(DigestAlgorithm.MD5, DigestAlgorithm.SHA_512_256))) {
            ScriptedPhone alice = fixture.phone("alice");
            SipRequest bare = alice.registration(600);
            alice.send(bare);
            List<String> names = alice.response(bare, 401).headers().all("WWW-Authenticate").stream()
                    .map(value -> AuthFields.parse(value).orElseThrow().fields().get("algorithm"))
                    .toList();
            assertThat(names).containsExactly("MD5", "SHA-512-256");
        }
    }

    @Test
    @DisplayName(
            "the witness has every message of both directions, the password in none, and the key log has every session")
    void witness() throws Exception {
        try (TrunkFixture fixture = new TrunkFixture()) {
            fixture.registered("alice");
            assertThat(fixture.sip).extracting(SipSeen::inbound).containsExactly(true, false, true, false);
            assertThat(fixture.sip.get(0).toString()).startsWith("<- REGISTER ");
            assertThat(fixture.sip.get(1).toString()).isEqualTo("-> SIP/2.0 401 Unauthorized");
            assertThat(fixture.sip).allSatisfy(seen -> assertThat(seen.text()).doesNotContain("secret of alice"));
            assertThat(fixture.events).allSatisfy(event -> assertThat(event).doesNotContain("secret of"));
            assertThat(fixture.keyLog).hasSize(4);
        }
    }
}
