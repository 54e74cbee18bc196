package org.sealphone.ua.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.sealphone.ua.api.End;

class RegistrationTest {
    @Test
    void registers_with_digest_refreshes_and_unregisters() {
        Bench bench = new Bench();
        CompletableFuture<End> registered = bench.ua.register();
        bench.settle();
        SipText first = bench.trunk().last();
        System.err.println(bench.trunk().raw);
        assertThat(first.method()).isEqualTo("REGISTER");
        bench.trunk()
                .say(
                        first.respond(
                                401,
                                "t1",
                                "",
                                "WWW-Authenticate: Digest realm=\"pbx.example\", nonce=\"n1\", algorithm=SHA-256, qop=\"auth\""));
        bench.settle();
        SipText second = bench.trunk().last();
        bench.trunk().say(second.respond(200, "t2", "", "Contact: " + second.header("Contact") + ";expires=60"));
        bench.settle();
        System.err.println(bench.events);
        System.err.println(bench.trace);
        assertThat(bench.now(registered)).isInstanceOf(End.Ok.class);
    }
}
