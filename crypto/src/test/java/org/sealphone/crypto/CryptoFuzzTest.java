package org.sealphone.crypto;

import java.util.List;
import org.sealphone.crypto.digest.DigestFuzz;
import org.sealphone.crypto.passport.PassportFuzz;
import org.sealphone.crypto.rtp.RtcpFuzz;
import org.sealphone.crypto.rtp.RtpFuzz;
import org.sealphone.crypto.sdes.CryptoAttributeFuzz;
import org.sealphone.crypto.srtp.UnprotectSrtcpFuzz;
import org.sealphone.crypto.srtp.UnprotectSrtpFuzz;
import org.sealphone.crypto.tls.IdentityFuzz;
import org.sealphone.crypto.tls.PemFuzz;
import org.sealphone.crypto.tls.ServerFlightFuzz;
import org.sealphone.fuzz.FuzzReplay;
import org.sealphone.fuzz.FuzzTarget;

class CryptoFuzzTest extends FuzzReplay {
    @Override
    protected List<FuzzTarget> targets() {
        return List.of(
                new RtpFuzz(),
                new RtcpFuzz(),
                new UnprotectSrtpFuzz(),
                new UnprotectSrtcpFuzz(),
                new CryptoAttributeFuzz(),
                new DigestFuzz(),
                new PassportFuzz(),
                new IdentityFuzz(),
                new PemFuzz(),
                new ServerFlightFuzz());
    }
}
