package org.sealphone.harness.trunk;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;
import org.sealphone.harness.tls.TlsSettings;

/**
 * How a trunk behaves where a liar would deviate; every default is honest. Called on the trunk's loop thread; must not block. A conduct
 * may keep state of its own: it serves one trunk.
 */
public interface Conduct {
    /** What a new connection meets; asked again for the same connection the answer is the same. */
    default Greeting greeting(long connection) {
        return Greeting.tls();
    }

    /** What a connection negotiates in place of the honest settings. */
    default TlsSettings tls(TlsSettings honest) {
        return honest;
    }

    /** True: every octet leaves in a TLS record of its own. */
    default boolean crumbles() {
        return false;
    }

    /** What is offered and accepted as qop. */
    default Set<String> qops() {
        return Set.of("auth");
    }

    /** The values of the challenge fields that are sent in place of the honest ones. */
    default List<String> challenges(SipRequest request, List<String> honest) {
        return honest;
    }

    /** The value of the Authentication-Info that is sent in place of the honest one; empty: none is sent. */
    default String authenticationInfo(String honest) {
        return honest;
    }

    /** True where the script dealt with the request; the trunk then does nothing. */
    default boolean takes(Desk desk, long connection, SipRequest request) {
        return false;
    }

    /** A response of a phone came; the trunk deals with it all the same. */
    default void hears(Desk desk, long connection, SipResponse response) {}

    /** The messages that are sent in place of the trunk's own response. */
    default List<String> responses(Desk desk, long connection, SipRequest request, SipResponse honest) {
        return List.of(honest.text());
    }

    /** A phone's SDP as a service gets to see it, in place of what the phone said. */
    default String offer(String honest) {
        return honest;
    }

    /** True: beside its own sound a service sends back each datagram as it came. */
    default boolean mirrors() {
        return false;
    }

    /** True: the calls of services go on when their connection is gone. */
    default boolean outlives() {
        return false;
    }

    /** True: the calls of services live on without a connection, and go with their phone to the next one that it speaks on. */
    default boolean follows() {
        return false;
    }

    /** The sequence number that the sound of a service begins with, out of an honest choice; on the thread of the media. */
    default int firstSequence(int honest) {
        return honest;
    }

    /** The text of the INVITE that a service calls with, in place of the honest one. */
    default String invite(String honest) {
        return honest;
    }

    /** The SDP that a service answers with in place of the honest one. */
    default String answer(String offer, String honest) {
        return honest;
    }

    /** How long a service rings before it answers. */
    default Duration ringing() {
        return Duration.ZERO;
    }

    /** True: a service that is cancelled while it rings answers all the same. */
    default boolean answersCancelled() {
        return false;
    }

    /** A user registered or refreshed. */
    default void registered(Desk desk, long connection, String user) {}

    /** A call with a service was acknowledged, or a call of a service accepted. */
    default void established(Desk desk, ServiceLeg leg) {}

    /** Does all as the standards ask. */
    static Conduct honest() {
        return new Conduct() {};
    }
}
