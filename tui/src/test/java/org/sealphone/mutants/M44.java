package org.sealphone.mutants;

import net.bytebuddy.asm.Advice;
import org.sealphone.crypto.rtp.RtpPacket;

/** How loud it is stands in a header extension, in clear (RFC 6464). */
final class M44 {
    private M44() {}

    @Bends(type = "org.sealphone.crypto.rtp.RtpPacket", method = "begin")
    static final class Beginning {
        private Beginning() {}

        @Advice.OnMethodExit
        static void bend(
                @Advice.FieldValue("array") byte[] array,
                @Advice.FieldValue(value = "payloadOffset", readOnly = false) int payloadOffset) {
            int at = RtpPacket.HEAD_ROOM;
            array[at] = (byte) (array[at] | 0x10);
            array[at + 12] = (byte) 0xbe;
            array[at + 13] = (byte) 0xde;
            array[at + 14] = 0;
            array[at + 15] = 1;
            array[at + 16] = 0x10;
            array[at + 17] = 0x1e;
            array[at + 18] = 0;
            array[at + 19] = 0;
            payloadOffset = at + 20;
        }
    }

    @Bends(type = "org.sealphone.crypto.rtp.RtpPacket", method = "plainHeader")
    static final class Header {
        private Header() {}

        @Advice.OnMethodExit
        static void bend(@Advice.Return(readOnly = false) boolean plain) {
            plain = true;
        }
    }
}
