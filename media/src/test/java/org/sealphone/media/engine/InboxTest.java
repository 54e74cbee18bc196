package org.sealphone.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealphone.crypto.rtp.RtcpCompound;
import org.sealphone.crypto.rtp.RtcpPacket.ReceiverReport;
import org.sealphone.crypto.rtp.RtpPacket;

class InboxTest {
    @Test
    void reports_beyond_the_bound_push_each_other_out_and_packets_are_kept_apart() {
        Inbox inbox = new Inbox();
        RtcpCompound report = RtcpCompound.of(new ReceiverReport(1, List.of()), "x");
        for (int i = 0; i < 1000; i++) {
            inbox.rtcp(report, i);
        }
        int kept = 0;
        for (Inbox.Arrived next = inbox.nextReport(); next != null; next = inbox.nextReport()) {
            assertThat(next.compound()).isSameAs(report);
            kept++;
        }
        assertThat(kept).isBetween(1, 16);
        inbox.rtp(new RtpPacket(), 5);
        assertThat(inbox.packets().peek()).isNotNull();
        assertThat(inbox.nextReport()).isNull();
    }
}
