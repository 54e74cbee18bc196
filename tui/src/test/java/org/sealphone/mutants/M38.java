package org.sealphone.mutants;

import java.net.InetSocketAddress;
import net.bytebuddy.asm.Advice;
import org.sealphone.crypto.wire.MediaRemote;

/**
 * Media goes to where a packet came from that was not expected. It stays there: had the next honest packet called it back, the phone would
 * have sent astray only where its own turn fell between the two.
 */
final class M38 {
    private M38() {}

    @Bends(type = "org.sealphone.crypto.wire.SrtpPort", method = "arrived")
    static final class Arrival {
        private Arrival() {}

        @Advice.OnMethodExit
        static void bend(
                @Advice.Argument(3) InetSocketAddress from,
                @Advice.FieldValue(value = "remote", readOnly = false) MediaRemote remote) {
            remote = Faults.astray(remote, from);
        }
    }
}
