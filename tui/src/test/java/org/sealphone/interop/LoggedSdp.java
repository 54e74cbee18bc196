package org.sealphone.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealphone.harness.srtp.CryptoLine;
import org.sealphone.harness.srtp.HarnessKeys;

/** An SDP as the server logged it: where its author takes media, and under which key it sends, given the tag that was agreed. */
record LoggedSdp(InetSocketAddress address, HarnessKeys keys) {
    static LoggedSdp of(String sdp, String answer) throws IOException {
        String tag = field(answer, "a=crypto:(\\d+) ");
        String line = field(sdp, "(a=crypto:" + tag + " [^\r\n]*)");
        InetAddress host = InetAddress.getByName(field(sdp, "c=IN IP4 ([0-9.]+)"));
        if (!answer.contains("a=rtcp-mux")) {
            throw new IOException("RTCP was not multiplexed");
        }
        return new LoggedSdp(
                new InetSocketAddress(host, Integer.parseInt(field(sdp, "m=audio (\\d+) RTP/SAVP"))),
                CryptoLine.parse(line).orElseThrow().keys());
    }

    private static String field(String text, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IOException("the SDP has no " + pattern);
        }
        return matcher.group(1);
    }
}
