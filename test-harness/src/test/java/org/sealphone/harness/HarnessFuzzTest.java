package org.sealphone.harness;

import java.util.List;
import org.sealphone.fuzz.FuzzReplay;
import org.sealphone.fuzz.FuzzTarget;
import org.sealphone.harness.capture.PcapFuzz;
import org.sealphone.harness.oracle.datagram.DatagramFuzz;
import org.sealphone.harness.oracle.tls.TlsReadingFuzz;
import org.sealphone.harness.sip.HarnessFieldsFuzz;
import org.sealphone.harness.sip.HarnessSdpFuzz;
import org.sealphone.harness.sip.HarnessSipFuzz;
import org.sealphone.harness.srtp.HarnessSrtpFuzz;

class HarnessFuzzTest extends FuzzReplay {
    @Override
    protected List<FuzzTarget> targets() {
        return List.of(
                new HarnessSipFuzz(),
                new HarnessSdpFuzz(),
                new HarnessFieldsFuzz(),
                new TlsReadingFuzz(),
                new DatagramFuzz(),
                new PcapFuzz(),
                new HarnessSrtpFuzz());
    }
}
