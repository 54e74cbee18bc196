package org.sealphone.harness.trunk;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.sealphone.harness.sip.DigestServer;
import org.sealphone.harness.sip.DigestVerdict;
import org.sealphone.harness.sip.SipRequest;
import org.sealphone.harness.sip.SipResponse;

/**
 * Demands digest credentials (RFC 3261, 22; RFC 8760): 401 from the registrar, 407 from the proxy. Wrong credentials are challenged again,
 * and a user who does not exist is told the same as a wrong password. Owned by the loop thread.
 */
final class Gatekeeper {
    private final DigestServer server;
    private final Conduct conduct;
    private final Tags tags;

    Gatekeeper(TrunkSettings settings, SecureRandom random, Tags tags) {
        this.server = new DigestServer(
                settings.domain(),
                settings.digests(),
                settings.conduct().qops(),
                settings.hashes(),
                random,
                System::nanoTime);
        this.conduct = settings.conduct();
        this.tags = tags;
    }

    /** Who sent the request, or the challenge to answer it with. */
    Admission admit(SipRequest request) {
        boolean register = request.is("REGISTER");
        DigestVerdict verdict = server.check(request, register ? "Authorization" : "Proxy-Authorization");
        return verdict.fold(
                valid -> new Admission(
                        valid.user(), conduct.authenticationInfo(valid.authenticationInfo()), Optional.empty()),
                challenge -> new Admission("", "", Optional.of(challenge(request, register, challenge.stale()))));
    }

    private SipResponse challenge(SipRequest request, boolean register, boolean stale) {
        List<String> values = conduct.challenges(request, server.challenges(stale));
        SipResponse response = register
                ? request.response(401, "Unauthorized", tags.fresh())
                : request.response(407, "Proxy Authentication Required", tags.fresh());
        String field = register ? "WWW-Authenticate" : "Proxy-Authenticate";
        return response.withHeaders(response.headers().withAll(field, values));
    }

    /**
     * What became of a request at the gate.
     *
     * @param refusal the challenge; empty for a user who was let in
     */
    record Admission(String user, String authenticationInfo, Optional<SipResponse> refusal) {
        /** The response with the proof that the trunk knows the secret too, in the field of that name. */
        SipResponse proven(SipResponse response, String field) {
            return authenticationInfo.isEmpty() ? response : response.with(field, authenticationInfo);
        }
    }
}
